"""What a recommendation's words and themes weigh: a row of whole numbers for each, by that recommendation alone.

How rare a word is in recommendations is knowledge, kept in a table: so a new report moves no likeness of those that stand, and
two recommendations are as like in one dataset as in another. Whole numbers, since their sums are the same in any order.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

SCALE = 4000
"""The length of a row. Its square, the likeness of two that are the same, is a number that 32 bits of a float hold exactly."""

# Words say twice as much as themes: the best of several shares on the labelled pairs.
_SHARE_OF_WORDS = 2 / 3
_WORD = re.compile(r"[a-z]{2,}")
_REFERENCE = re.compile(r"\((?:page|para)[^)]*\)", re.IGNORECASE)  # "(paragraphs 35, 36)"
_LETTERS = 6
_TABLES = "grammar.txt", "rarity.csv"


def weigh(text: str, themes: Iterable[str]) -> dict[str, int]:
    """What each word ("word/assess") and theme ("theme/plans") of a recommendation weighs; nothing of one that has neither."""
    return _weigh("word", to_words(text), _SHARE_OF_WORDS) | _weigh("theme", themes, 1 - _SHARE_OF_WORDS)


def to_words(text: str) -> list[str]:
    """The words that say what is asked, by their first six letters, so that "assessed" and "assessments" are one."""
    words, grammar = _WORD.findall(_REFERENCE.sub("", text).lower()), _grammar()
    return [word[:_LETTERS] for word in words if word not in grammar]


@cache
def known() -> dict[str, float]:
    """How rare each word and theme of the table is: the logarithm of one in how many recommendations have it."""
    rows = csv.DictReader(line for line in _read("rarity.csv") if not line.startswith("#"))
    return {f"{row['kind']}/{row['name']}": -math.log(float(row["share"])) for row in rows}


@cache
def version() -> str:
    """What stands for all that decides what a row holds, besides the code."""
    return hashlib.sha256("\n".join(line for name in _TABLES for line in _read(name)).encode()).hexdigest()[:16]


def _weigh(kind: str, members: Iterable[str], share: float) -> dict[str, int]:
    """A part of a row: what comes several times weighs more, by the logarithm, and what is rare weighs more (tf-idf)."""
    rarity, rarest = known(), _rarest(kind)
    counted = Counter(f"{kind}/{member}" for member in members)
    weights = {
        member: (1 + math.log(times)) * (1 + rarity.get(member, rarest)) for member, times in sorted(counted.items())
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {member: round(SCALE * math.sqrt(share) * weight / length) for member, weight in weights.items()}


@cache
def _rarest(kind: str) -> float:
    """How rare is what the table does not know: as the rarest that it does.

    No rarer, since such are names, slips of scanners and what is asked for since the table was made: two recommendations
    would be held for the same, or apart, by one odd word.
    """
    return max(rarity for member, rarity in known().items() if member.startswith(f"{kind}/"))


@cache
def _grammar() -> frozenset[str]:
    """The words that say nothing of what is asked."""
    return frozenset(word for line in _read("grammar.txt") if not line.startswith("#") for word in line.split())


def _read(name: str) -> list[str]:
    return (files(__package__) / name).read_text(encoding="utf-8").splitlines()
