"""What may have been meant by words of which one is mistyped, where they find nothing as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graph.search.finding import find_alike
from graph.search.index import Index
from graph.search.words import Term, fold, likeness, read_terms

MOST_TEXTS = 20_000
"""Texts whose words are known: nearly all words that any others have, read in half a second."""


def count_words(index: Index) -> Counter[str]:
    """The words of what recommendations, findings and requests say, and how often each is there; those with a digit are none."""
    found: Counter[str] = Counter()
    texts = "SELECT text FROM things JOIN texts ON texts.rowid = things.id ORDER BY thing LIMIT ?"
    for (text,) in index.rows(texts, MOST_TEXTS):
        found.update(word for word in fold(text) if word.isalpha())
    return found


def guess(index: Index, said: Mapping[str, int], wanted: str) -> str | None:
    """The search with each word that nobody uses replaced by the one that is most like it, of names and of what is said.

    None where all words are known, or nothing is like one that is not.
    """
    terms = read_terms(wanted)
    known = {word: _find_nearest(index, said, word) for term in terms for word in term.words}
    if not all(known.values()) or all(word == near for word, near in known.items()):
        return None
    return " ".join(_write(term, known) for term in terms)


def _find_nearest(index: Index, said: Mapping[str, int], word: str) -> str | None:
    """A word itself, where it or a longer one that it begins is known; else the known one that is most like it, the most used first."""
    if word in said or any(score >= 0.95 for score in find_alike(index, word).values()):
        return word
    alike = [(score, said.get(other, 0), other) for other, score in find_alike(index, word).items()]
    alike += [(score, number, other) for other, number in said.items() if (score := likeness(word, other))]
    return max(alike, default=(0, 0, None))[2]


def _write(term: Term, known: Mapping[str, str | None]) -> str:
    words = " ".join(known[word] or word for word in term.words)
    return f'"{words}"' if len(term.words) > 1 else words
