"""Recommendations that ask for the same: again at the council's next inspection, and elsewhere.

Two recommendations are as like as their words and their themes are: a number from 0 to 1, the cosine of vectors in which a
rare word or theme weighs more than a frequent one. It hangs on these two alone, so that where some recommendations change only
these are compared with the others.

What is found is a conclusion, not what a document says: it is put into the derived graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np

from graph.differences import Differences, find_differences
from graph.likeness.again import Side, renew
from graph.likeness.asked import Asked, iter_asked, iter_some, split
from graph.likeness.kept import Known, read_known, write_known
from graph.likeness.nearest import LIKE_FROM, NEAREST, find_nearest
from graph.likeness.recurrences import RECURS_FROM, find_recurrences
from graph.likeness.table import NONE, to_table
from graph.likeness.weights import SCALE
from graph.store import EmbeddedStore, Store, Triples
from graph.terms import DERIVED, SG

__all__ = [
    "LIKE_FROM",
    "NEAREST",
    "RECURS_FROM",
    "Asked",
    "Likeness",
    "Pair",
    "find_likeness",
    "relate",
    "relate_again",
    "write_known",
]

# A namespace makes its terms anew each time, which takes longer than all the rest of a line.
_RECURS_AS, _RECURRENCE_OF, _LIKE = SG.recursAs, SG.recurrenceOf, SG.like
_STANDING = f"""
CONSTRUCT {{ ?one ?link ?other }} WHERE {{
  VALUES ?link {{ <{_RECURS_AS}> <{_RECURRENCE_OF}> <{_LIKE}> }}
  GRAPH <{DERIVED}> {{ ?one ?link ?other }}
}}
"""


class Pair(NamedTuple):
    """Two recommendations and how like they are; of a recurrence, the earlier one stands first."""

    one: str
    other: str
    likeness: float


class Likeness(NamedTuple):
    """What recurs at the next inspection, and for each recommendation the nearest few elsewhere."""

    recurrences: tuple[Pair, ...]
    likes: tuple[Pair, ...]


def relate(store: EmbeddedStore, folder: Path | None = None) -> int:
    """Put recurrences and likes of all recommendations into the derived graph; gives the number of triples.

    In the folder is kept what `relate_again` needs to know of them.
    """
    known = _know(iter_asked(store))
    if folder:
        write_known(known, folder)
    return store.load_lines(_iter_lines(_find_all(known)), DERIVED)


def relate_again(store: Store, changed: Collection[str], before: Path) -> tuple[Differences, Known]:
    """How recurrences and likes in the derived graph are to change where these recommendations came, went or may have changed:
    as `relate` of all would put them there; and what is known of all now, to be kept with `write_known`. The store has those of
    before, and the folder what was kept then.
    """
    known = read_known(before)
    if known is None:
        now = _know(iter_asked(store))
        return find_differences(_read_lines(store), _to_lines(_find_all(now))), now
    old, new = renew(known, changed, to_table(iter_some(store, changed)))
    return find_differences(*(_to_lines(_find(side)) for side in (old, new))), new.known


def find_likeness(asked: Iterable[Asked]) -> Likeness:
    """Which recommendations recur, and which elsewhere are like; the same for the same recommendations in any order."""
    found = _find_all(_know(sorted(asked, key=lambda one: split(one.iri))))
    return Likeness(*map(tuple, found))


def _know(asked: Iterable[Asked]) -> Known:
    table = to_table(asked)
    return Known(table, find_nearest(table))


def _find_all(known: Known) -> tuple[Iterator[Pair], Iterator[Pair]]:
    every = np.ones(len(known.table), dtype=bool)
    return _find(Side(known, every, every))


def _find(side: Side) -> tuple[Iterator[Pair], Iterator[Pair]]:
    """The recurrences that what changed has part in, and the likes of that of which the nearest changed."""
    table, nearest = side.known
    rows, places = ((nearest.others != NONE) & side.near[:, None]).nonzero()
    likes = rows, nearest.others[rows, places], nearest.products[rows, places]
    recurrences = find_recurrences(table, side.changed)
    return _iter_pairs(side.known, *recurrences), _iter_pairs(side.known, *likes)


def _iter_pairs(known: Known, rows: Any, others: Any, products: Any) -> Iterator[Pair]:
    for row, other, product in zip(rows, others, products, strict=True):
        yield Pair(known.table.iri(row), known.table.iri(other), round(float(product) / SCALE**2, 3))


def _iter_lines(found: tuple[Iterator[Pair], Iterator[Pair]]) -> Iterator[str]:
    recurrences, likes = found
    for one, other, _ in recurrences:
        yield f"<{one}> <{_RECURS_AS}> <{other}> .\n"
        yield f"<{other}> <{_RECURRENCE_OF}> <{one}> .\n"
    for one, other, _ in likes:
        yield f"<{one}> <{_LIKE}> <{other}> .\n"


def _to_lines(found: tuple[Iterator[Pair], Iterator[Pair]]) -> list[bytes]:
    """What is found, in order."""
    return sorted(line.encode() for line in _iter_lines(found))


def _read_lines(store: Store) -> list[bytes]:
    """The recurrences and likes that a store has, in order."""
    return sorted(cast("Triples", store.query(_STANDING)).serialise("ntriples").splitlines(keepends=True))
