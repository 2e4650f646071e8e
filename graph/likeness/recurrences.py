"""What recurs: the recommendations of the council's next inspection that ask for the same again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from graph.likeness.table import INSPECTION, NEXT, NONE, Table
from graph.likeness.weights import SCALE

RECURS_FROM = 0.46
"""Set on pairs labelled by reading, so that nine of ten asserted pairs are right; tests/test_likeness.py measures it."""

_ROWS_AT_ONCE = 5000  # of which each is compared with some ten


class Recurrences(NamedTuple):
    """Rows, those that ask for the same again, and the products of their weights."""

    rows: Any
    others: Any
    products: Any


def find_recurrences(table: Table, wanted: Any) -> Recurrences:
    """The recurrences that a wanted row has part in, `wanted` being true of it."""
    found = [_find(table, rows, others) for rows, others in _iter_pairs(table, wanted)]
    none = Recurrences(*(np.zeros(0, dtype=int) for _ in Recurrences._fields))
    return Recurrences(*(np.concatenate(parts) for parts in zip(none, *found, strict=True)))


def _iter_pairs(table: Table, wanted: Any) -> Iterator[tuple[Any, Any]]:
    """Rows and as many of the next inspection, of which one or the other is wanted."""
    inspections, following = table.named[:, INSPECTION], table.named[:, NEXT]
    sought = wanted | np.isin(following, inspections[wanted])
    earlier = np.flatnonzero(sought & (following != NONE))
    grouped = inspections.argsort(kind="stable")
    for start in range(0, len(earlier), _ROWS_AT_ONCE):
        some = earlier[start : start + _ROWS_AT_ONCE]
        first, last = (inspections[grouped].searchsorted(following[some], side) for side in ("left", "right"))
        sizes = last - first
        rows = np.repeat(some, sizes)
        others = grouped[np.arange(len(rows)) + np.repeat(first - (sizes.cumsum() - sizes), sizes)]
        asked = wanted[rows] | wanted[others]
        yield rows[asked], others[asked]


def _find(table: Table, rows: Any, others: Any) -> Recurrences:
    """Those of these pairs that are like enough."""
    products = table.weights[rows].multiply(table.weights[others]).sum(axis=1)
    enough = products >= RECURS_FROM * SCALE**2
    return Recurrences(rows[enough], others[enough], products[enough])
