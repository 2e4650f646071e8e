"""Words as they are typed and as they are compared: folded, alike, and marked where they were found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from rapidfuzz.distance import OSA

MOST_LETTERS = 200
MOST_WORDS = 12
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans("“”„‟«»", '""""""')
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Term(NamedTuple):
    """What is sought: a word, or the words of a phrase."""

    words: tuple[str, ...]


class Part(NamedTuple):
    """A part of a text, and whether it is what was sought."""

    text: str
    marked: bool


def read_terms(wanted: str) -> list[Term]:
    """The words and phrases of what somebody typed, folded; the first ones of very many.

    >>> read_terms('St. Helens’ "return home')
    [Term(words=('st',)), Term(words=('helens',)), Term(words=('return', 'home'))]
    """
    terms: list[Term] = []
    for phrase, word in _TERM.findall(wanted[:MOST_LETTERS].translate(_QUOTES)):
        words = tuple(fold(phrase or word))
        # A word with a hyphen or a stop in it is a phrase as it stands: "return-home" is "return home".
        terms += [Term(words)] if words else []
    kept, count = [], 0
    for term in dict.fromkeys(terms):
        count += len(term.words)
        if count > MOST_WORDS:
            break
        kept.append(term)
    return kept


def fold(text: str) -> list[str]:
    """The words of a text in lower-case ASCII: "St. Helens’" gives "st" and "helens"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain.lower())


def likeness(word: str, other: str) -> float:
    """1 for the same word, 0.95 for its beginning, 0.6 to 0.9 for one with a typing error, else 0.

    A letter wrong, missing, added, or changing places with the next is one error; a word of four letters may have one, one
    of eight two. So "lancshire" finds Lancashire, and "kent" does not find Trent.
    """
    if word == other:
        return 1
    if other.startswith(word):
        return 0.95
    most = 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2
    if not most or word[0] != other[:1]:
        return 0
    errors = OSA.distance(word, other, score_cutoff=most)
    return 0.9 - 0.15 * errors if errors <= most else 0


def mark(text: str, is_meant: Callable[[str], bool]) -> tuple[Part, ...]:
    """The text in parts, of which those are marked whose folded word is meant."""
    parts, end = [], 0
    for match in _WORD.finditer(text):
        if any(is_meant(word) for word in fold(match[0])):
            parts += [Part(text[end : match.start()], False), Part(match[0], True)]
            end = match.end()
    parts.append(Part(text[end:], False))
    return tuple(part for part in parts if part.text)
