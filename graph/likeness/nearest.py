"""The nearest few of each recommendation among those to other councils, exactly.

All are compared with all, some hundred at a time: so many columns of a sparse product that stay near the processor, of which only
what is near enough is looked at. Where few are new, only these are compared with all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from graph.likeness.matrix import cut
from graph.likeness.table import COUNCIL, NONE, Table
from graph.likeness.weights import SCALE

NEAREST = 5
"""How many of the recommendations elsewhere that are like one are told of it, the nearest first."""
LIKE_FROM = 0.40
"""Set on pairs labelled by reading, so that nine of ten asserted pairs are right; tests/test_likeness.py measures it."""

_ROWS_AT_ONCE = 256
_CELLS_AT_ONCE = 4_000_000  # 16 MB, however many recommendations there are


class Nearest(NamedTuple):
    """For each row the rows that are nearest and the products of their weights, the nearest first and `NONE` and 0 after all."""

    others: Any
    products: Any


def find_nearest(table: Table) -> Nearest:
    """The nearest few of each row."""
    nearest = nothing_near(len(table))
    add_nearest(table, nearest, np.arange(len(table)), np.ones(len(table), dtype=bool))
    return nearest


def nothing_near(count: int) -> Nearest:
    """So many rows, of which none is known to be near any."""
    shape = count, NEAREST
    return Nearest(np.full(shape, NONE, dtype=np.int32), np.zeros(shape, dtype=np.float32))


def add_nearest(table: Table, nearest: Nearest, asked: Any, new: Any) -> Any:
    """Find the nearest few of the rows that are asked for, of which nothing is known, and add those of them that are new to the
    nearest of all others; gives which rows have others nearest now.
    """
    changed = np.zeros(len(table), dtype=bool)
    width = min(_ROWS_AT_ONCE, max(1, _CELLS_AT_ONCE // table.weights.shape[1]))
    councils = table.named[:, COUNCIL]
    turns = np.zeros(len(table), dtype=int)  # 0 is that of rows that nobody asks for
    turns[asked] = 1 + np.arange(len(asked)) // width
    for turn, start in enumerate(range(0, len(asked), width), 1):
        some = asked[start : start + width]
        # Where all are asked for, those of later turns look back.
        end = len(table) if len(asked) < len(table) else start + len(some)
        for ones, other, products in _compare(table.weights, some, end):
            one = some[ones]
            met = (councils[one] != councils[other]) & (turns[other] <= turn)
            changed[_admit(nearest, one[met], other[met], products[met])] = True
            # The other way round, but where both have this turn, or the other knows this one from before.
            back = met & (turns[other] < turn) & ((turns[other] > 0) | new[one])
            changed[_admit(nearest, other[back], one[back], products[back])] = True
    return changed


def _compare(weights: Any, some: Any, end: int) -> Iterator[tuple[Any, Any, Any]]:
    """Places in some rows, of all rows before the end those that are near enough to these, and how near they are."""
    columns = weights[some].T.tocsr().toarray()  # a line for each feature, as the product goes through them
    height = max(1, _CELLS_AT_ONCE // len(some))
    for first in range(0, end, height):
        products = (cut(weights, first, min(first + height, end)) @ columns).ravel()
        near = np.flatnonzero(products >= LIKE_FROM * SCALE**2)
        yield near % len(some), first + near // len(some), products[near]


def _admit(nearest: Nearest, rows: Any, others: Any, products: Any) -> Any:
    """Put others among the nearest of rows where they are nearer than what is there, or as near and before it in order; gives
    these rows.
    """
    last = nearest.products[rows, -1]
    enough = (products > last) | ((products == last) & (others < nearest.others[rows, -1]))
    changed, places = np.unique(rows[enough], return_inverse=True)
    groups = np.concatenate([np.repeat(np.arange(len(changed)), NEAREST), places])
    others = np.concatenate([nearest.others[changed].ravel(), others[enough]])
    products = np.concatenate([nearest.products[changed].ravel(), products[enough]])
    order = np.lexsort((others, -products, groups))
    first = groups[order].searchsorted(np.arange(len(changed)))
    taken = order[first[:, None] + np.arange(NEAREST)]
    nearest.others[changed] = others[taken]
    nearest.products[changed] = products[taken]
    return changed
