"""Part-known dates: "2015", "2015-11" and "2015-09-14" as one type that never pretends to know more than it does.

Reading dates out of prose belongs to `graph.recognise.dates`; here is only what a date is and how two compare.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month or a year. A day that no calendar has (31 April) raises ValueError.

    >>> str(Date(2015, 11)), Date(2015, 11).covers(Date(2015, 11, 27))
    ('2015-11', True)
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        datetime.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])

    @property
    def precision(self) -> int:
        """1 for a year, 2 for a month, 3 for a day."""
        return 1 + (self.month is not None) + (self.day is not None)

    @property
    def first(self) -> datetime.date:
        """The first day that this date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that this date can mean."""
        if self.day is not None and self.month is not None:
            return datetime.date(self.year, self.month, self.day)
        month = self.month or 12
        return datetime.date(self.year, month, monthrange(self.year, month)[1])

    def covers(self, other: Date) -> bool:
        """Whether `other` lies within this date: a month covers its days, everything covers itself."""
        return self.first <= other.first and other.last <= self.last

    def agrees(self, other: Date) -> bool:
        """Whether both can be the same date at different precision: 2015-11 agrees with 2015-11-27."""
        return self.covers(other) or other.covers(self)


def parse_date(text: str) -> Date:
    """The date of an ISO string at day, month or year precision; ValueError for anything else."""
    parts = text.split("-")
    if (
        not 1 <= len(parts) <= 3
        or [len(part) for part in parts] != [4, 2, 2][: len(parts)]
        or not (text.isascii() and all(map(str.isdigit, parts)))
    ):
        raise ValueError(f"not an ISO date: {text!r}")
    return Date(*map(int, parts))
