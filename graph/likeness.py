"""Recommendations that ask for the same: again at the council's next inspection, and elsewhere.

Two recommendations are as like as their words and their themes are: a number from 0 to 1, the cosine of vectors in which a
rare word or theme weighs more than a frequent one. Words count by their first six letters, so that "assessed" and
"assessments" are one. Themes of the first level say whom a recommendation is about rather than what it asks, and are left
out.

What is found is a conclusion, not what a document says: `relate` puts it into the derived graph.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, NamedTuple, cast

import numpy as np
from scipy.sparse import csr_array, hstack

from graph.store import Rows, Store
from graph.terms import DERIVED, PREFIXES, SG

# Set on pairs labelled by reading, so that nine of ten asserted pairs are right; tests/test_likeness.py measures it.
RECURS_FROM = 0.46
LIKE_FROM = 0.40

#: How many of the recommendations elsewhere that are like one are told of it, the nearest first.
NEAREST = 5

# Words say twice as much as themes: the best of several shares on the labelled pairs.
_SHARE_OF_WORDS = 2 / 3
_WORD = re.compile(r"[a-z]{2,}")
_REFERENCE = re.compile(r"\((?:page|para)[^)]*\)", re.IGNORECASE)  # "(paragraphs 35, 36)"
_LETTERS = 6
_CELLS_AT_ONCE = 2_000_000  # 16 MB, however many recommendations there are

_ASKED = f"""
PREFIX sg: <{SG}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?recommendation ?council ?next ?text ?inspection ?theme WHERE {{
  ?inspection sg:recommendation ?recommendation ; sg:inspects ?council .
  ?recommendation sg:text ?text .
  OPTIONAL {{ ?inspection sg:nextInspection ?next }}
  OPTIONAL {{ ?recommendation sg:theme ?theme . ?theme skos:broader ?wider }}
}}
"""


class Asked(NamedTuple):
    """A recommendation: its words, the keys of its narrower themes, the council, the inspection and the next one, if any."""

    iri: str
    text: str
    themes: frozenset[str]
    council: str
    inspection: str
    next: str | None = None


class Pair(NamedTuple):
    """Two recommendations and how like they are; of a recurrence, the earlier one stands first."""

    one: str
    other: str
    likeness: float


class Likeness(NamedTuple):
    """What recurs at the next inspection, and for each recommendation the nearest few elsewhere."""

    recurrences: tuple[Pair, ...]
    likes: tuple[Pair, ...]


def relate(store: Store) -> int:
    """Put recurrences and likes of all recommendations into the derived graph; gives the number of triples."""
    found = find_likeness(_read_asked(store))
    triples = [
        *((pair.one, SG.recursAs, pair.other) for pair in found.recurrences),
        *((pair.other, SG.recurrenceOf, pair.one) for pair in found.recurrences),
        *((pair.one, SG.like, pair.other) for pair in found.likes),
    ]
    # As text, which the engine reads faster than terms made by Python.
    lines = "".join(f"<{one}> <{link}> <{other}> .\n" for one, link, other in triples)
    store.load(io.BytesIO(lines.encode()), "ntriples", graph=DERIVED)
    return len(triples)


def find_likeness(asked: Iterable[Asked]) -> Likeness:
    """Which recommendations recur, and which elsewhere are like; the same for the same recommendations in any order."""
    ordered = sorted(asked)
    vectors = _to_vectors(ordered)
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(ordered):
        places[one.inspection].append(place)
    councils = np.unique([one.council for one in ordered], return_inverse=True)[1]
    recurrences: list[Pair] = []
    likes: list[Pair] = []
    for place, row in enumerate(_compare(vectors)):
        recurrences += _find_recurrences(ordered, place, row, places)
        likes += _find_likes(ordered, place, row, councils)
    return Likeness(tuple(recurrences), tuple(likes))


def _compare(vectors: Any) -> Iterator[Any]:
    """Row by row, how like each recommendation is to all."""
    count = vectors.shape[0]
    rows = max(1, _CELLS_AT_ONCE // max(1, count))
    for start in range(0, count, rows):
        # Rounded, so that no order hangs on the last digit of a sum.
        yield from (vectors[start : start + rows] @ vectors.T).toarray().round(9)


def _find_recurrences(asked: Sequence[Asked], place: int, row: Any, places: dict[str, list[int]]) -> Iterator[Pair]:
    one = asked[place]
    for other in places.get(one.next or "", ()):
        if row[other] >= RECURS_FROM:
            yield Pair(one.iri, asked[other].iri, float(row[other]))


def _find_likes(asked: Sequence[Asked], place: int, row: Any, councils: Any) -> list[Pair]:
    """The nearest of other councils; as numbers, since of many recommendations hundreds are near each."""
    near = ((row >= LIKE_FROM) & (councils != councils[place])).nonzero()[0]
    nearest = near[(-row[near]).argsort(kind="stable")][:NEAREST]
    return [Pair(asked[place].iri, asked[other].iri, float(row[other])) for other in nearest]


def _to_vectors(asked: Sequence[Asked]) -> Any:
    """A row for each recommendation; the product of two rows is their likeness."""
    words = _weigh([_to_words(one.text) for one in asked])
    themes = _weigh([sorted(one.themes) for one in asked])
    return csr_array(hstack([words * _SHARE_OF_WORDS**0.5, themes * (1 - _SHARE_OF_WORDS) ** 0.5]))


def _weigh(bags: list[list[str]]) -> Any:
    """A row of length 1 for each bag, or of length 0 where it is empty: what is in many bags weighs less (tf-idf, with the
    logarithm of what is in one bag several times).
    """
    places = {member: place for place, member in enumerate(sorted({member for bag in bags for member in bag}))}
    counted = [Counter(bag) for bag in bags]
    sizes = np.array([len(bag) for bag in counted], dtype=int)
    rows = np.repeat(np.arange(len(bags)), sizes)
    columns = np.array([places[member] for bag in counted for member in bag], dtype=int)
    times = np.array([number for bag in counted for number in bag.values()], dtype=float)
    rarity = np.log((1 + len(bags)) / (1 + np.bincount(columns, minlength=len(places)))) + 1
    weights = (1 + np.log(times)) * rarity[columns]
    lengths = np.bincount(rows, weights**2, minlength=len(bags)) ** 0.5
    return csr_array((weights / lengths[rows], (rows, columns)), shape=(len(bags), max(1, len(places))))


def _to_words(text: str) -> list[str]:
    words, grammar = _WORD.findall(_REFERENCE.sub("", text).lower()), _grammar()
    return [word[:_LETTERS] for word in words if word not in grammar]


@cache
def _grammar() -> frozenset[str]:
    """The words that say nothing of what is asked."""
    lines = (files("graph") / "grammar.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _read_asked(store: Store) -> Iterator[Asked]:
    """The recommendations of a store. One to two councils, or before two inspections, counts as to the first of them."""
    rows = cast("Rows", store.query(_ASKED)).iter_texts()
    for recommendation, group in groupby(
        sorted(rows, key=lambda row: [word or "" for word in row]), lambda row: row[0]
    ):
        told = list(group)
        council, following, text, inspection = (word or "" for word in told[0][1:5])
        themes = frozenset(row[5] for row in told if row[5])
        yield Asked(recommendation or "", text, themes, council, inspection, following or None)
