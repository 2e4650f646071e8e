"""Times in sentences of papers that no single form of a date holds."""

from __future__ import annotations

import pytest

from graph.recognise.event_periods import find_event_periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Ofsted inspected on 18 to 20 and 25 to 27 January 2022.", ["2022-01-18/2022-01-27"]),
        ("a visit on 14/15 November 2017", ["2017-11-14/2017-11-15"]),
        ("on 10, 11 and 12 March 2020", ["2020-03-10/2020-03-12"]),
        (
            "judged so in September 2017 after an inspection in June and July of that year",
            ["2017-09/None", "2017-06/2017-07"],
        ),
        ("in November/December 2016", ["2016-11/2016-12"]),
        ("on 11/12/2019", ["2019-12-11/None"]),
        ("paragraph 4, and 12 June 2018", ["2018-06-12/None"]),
        ("in the year 2018/19", []),
    ],
)
def test_times_of_a_sentence(text: str, periods: list[str]) -> None:
    assert [f"{period.start_date}/{period.end_date}" for period in find_event_periods(text)] == periods
