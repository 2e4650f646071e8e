"""The year of a day that is printed without one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.dates import Date
from graph.recognise.dates import Period
from graph.recognise.years import find_coming_year, find_year
from graph.statements import Inspection, Said, Span

SPAN = Span(1, 0, 1, "x")
VISIT = Inspection("monitoring visit", SPAN)


def day(month: int, number: int | None = None) -> Period:
    return Period((None, month, number), None, 0, 1)


@pytest.mark.parametrize(
    ("period", "role", "event", "told", "meeting", "expected"),
    [
        (day(9, 14), "visit", replace(VISIT, start=Said(Date(2015), SPAN)), None, None, 2015),
        (day(1, 9), "published", replace(VISIT, start=Said(Date(2019, 12, 2), SPAN)), None, None, 2020),
        (day(11, 4), "visit", replace(VISIT, published=Said(Date(2020, 1), SPAN)), None, None, 2019),
        (day(7), "visit", None, None, Date(2022, 11, 3), 2022),
        (day(12, 9), "visit", None, None, Date(2023, 1, 21), 2022),
        (day(3, 27), "visit", None, 2024, None, 2024),
        (day(3, 27), "visit", None, None, None, None),
        (day(2, 29), "visit", None, None, Date(2023, 3, 1), None),
    ],
)
def test_year_is_found_only_where_one_is_certain(
    period: Period, role: str, event: Inspection | None, told: int | None, meeting: Date | None, expected: int | None
) -> None:
    assert find_year(period, role, event, told, meeting) == expected


def test_coming_year_is_the_next_such_day() -> None:
    assert find_coming_year(day(1, 9), Date(2022, 11, 3)) == 2023
