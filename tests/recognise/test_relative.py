"""Times counted from the day of a meeting."""

from __future__ import annotations

import pytest

from graph.dates import Date
from graph.recognise.relative import find_relative, to_period


@pytest.mark.parametrize(
    ("text", "today", "date"),
    [
        ("The visit took place last month.", Date(2023, 1, 12), Date(2022, 12)),
        ("inspected earlier this year", Date(2023, 1, 12), Date(2023)),
        ("an inspection last autumn", Date(2024, 9, 24), Date(2023)),
        ("an inspection last autumn", Date(2024, 12, 3), Date(2024)),
        ("an inspection last summer", Date(2024, 7, 3), None),
        ("an inspection last winter", Date(2024, 6, 3), None),
        ("an inspection last month", None, None),
    ],
)
def test_time_is_counted_from_the_meeting(text: str, today: Date | None, date: Date | None) -> None:
    (period,) = find_relative(text)
    found = to_period(period, text[period.start : period.end], today)

    assert (found.start_date if found else None) == date


@pytest.mark.parametrize(
    "text", ["in the last month of the year", "last year's report", "recently", "the last year in which"]
)
def test_look_alikes_are_no_times(text: str) -> None:
    assert find_relative(text) == ()
