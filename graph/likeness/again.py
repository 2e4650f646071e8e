"""What is known of recommendations after some of them changed: as if all were compared anew, by comparing what is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np

from graph.likeness.kept import Known
from graph.likeness.nearest import Nearest, add_nearest, nothing_near
from graph.likeness.table import NONE, Table, join


class Side(NamedTuple):
    """What is known on one side of a change; which rows may have others nearest on the other side, and which are of what changed."""

    known: Known
    near: Any
    changed: Any


def renew(known: Known, changed: Collection[str], now: Table) -> tuple[Side, Side]:
    """Both sides of a change of recommendations, of which the table has those that are there now."""
    places = known.table.find(changed)
    gone = np.isin(np.arange(len(known.table)), list(places.values()))
    table, origins = join(known.table, np.flatnonzero(~gone), now)
    rows = _follow(known.table, table, origins, places)
    nearest = _carry(known.nearest, rows, len(table))
    new = np.isin(np.arange(len(table)), rows, invert=True)
    lacking = _lack(known.nearest, rows, len(table))
    asked = new | lacking
    nearest.others[asked], nearest.products[asked] = NONE, 0
    differ = lacking | add_nearest(table, nearest, np.flatnonzero(asked), new)
    before = np.append(differ, True)[rows[:-1]]  # what has no row now had others
    return Side(known, before, gone), Side(Known(table, nearest), differ, origins >= len(known.table))


def _follow(old: Table, table: Table, origins: Any, places: Mapping[str, int]) -> Any:
    """For each row of the old table the row that is as like to all others, if there is one; and one more place, of none."""
    rows = np.full(len(old) + 1, NONE, dtype=np.int32)
    stays = origins < len(old)
    rows[origins[stays]] = np.flatnonzero(stays)
    for row in np.flatnonzero(~stays).tolist():
        place = places.get(table.iri(row))
        if place is not None and old.tell(place) == table.tell(row):
            rows[place] = row
    return rows


def _carry(nearest: Nearest, rows: Any, count: int) -> Nearest:
    """The nearest of so many rows, as they were known of the old ones."""
    carried = nothing_near(count)
    stays = rows[:-1] != NONE
    carried.others[rows[:-1][stays]] = rows[nearest.others[stays]]
    carried.products[rows[:-1][stays]] = nearest.products[stays]
    return carried


def _lack(nearest: Nearest, rows: Any, count: int) -> Any:
    """Which of so many rows had one among their nearest that is there no more: another that was farther may follow."""
    lost = (nearest.others != NONE) & (rows[nearest.others] == NONE)
    lacking = np.zeros(count + 1, dtype=bool)
    lacking[rows[:-1][lost.any(axis=1)]] = True
    return lacking[:-1]
