"""From when to when each inspection framework was in force, in whatever version: `data/reference/frameworks.csv`."""

from __future__ import annotations

import datetime
from functools import cache

from graph import registers


@cache
def first_day(name: str) -> datetime.date:
    """The day on which a framework came into force."""
    return min(datetime.date.fromisoformat(one.start) for one in registers.frameworks() if one.name == name)


@cache
def last_day(name: str) -> datetime.date:
    """The last day on which a framework was in force; the last there is while it still is."""
    ends = [one.end for one in registers.frameworks() if one.name == name]
    return max(datetime.date.fromisoformat(end) if end else datetime.date.max for end in ends)
