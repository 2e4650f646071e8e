"""Dates and periods in prose, and what only looks like one."""

from __future__ import annotations

import pytest

from graph.recognise.dates import Period, find_period, iter_periods


def told(text: str, *, years: bool = False) -> list[tuple[str, str]]:
    """What is found, as "first" or "first/last" beside the words; a date without a year starts with "-"."""

    def show(parts: tuple[int | None, ...]) -> str:
        return "-".join("" if part is None else f"{part:02d}" for part in parts).rstrip("-")

    return [
        (show(period.first) + (f"/{show(period.last)}" if period.last else ""), text[period.start : period.end])
        for period in iter_periods(text, years=years)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 September 2015 – 8 October 2015", "2015-09-14/2015-10-08"),
        ("14 September 2015 and 8 October 2015", "2015-09-14/2015-10-08"),
        ("28 November to 9 December 2022", "2022-11-28/2022-12-09"),
        ("30 November to 4 January 2023", "2022-11-30/2023-01-04"),
        ("6 to 17 December 2021", "2021-12-06/2021-12-17"),
        ("25 and 26 July 2017", "2017-07-25/2017-07-26"),
        ("25th and 26th of July 2017", "2017-07-25/2017-07-26"),
        ("4 & 5 June 2018", "2018-06-04/2018-06-05"),
        ("21-25 November 2016", "2016-11-21/2016-11-25"),
        ("April 2018 (10th – 18th)", "2018-04-10/2018-04-18"),
        ("Tuesday 10th April and Wednesday 18th April 2018", "2018-04-10/2018-04-18"),
        ("Monday 3 to Friday 7 June 2019", "2019-06-03/2019-06-07"),
        ("27 November 2015", "2015-11-27"),
        ("Wednesday, 6 September 2017", "2017-09-06"),
        ("29 February 2016", "2016-02-29"),
        ("9 Sep. 2019", "2019-09-09"),
        ("1 MAY 2019", "2019-05-01"),
        ("11/09/2023", "2023-09-11"),
        ("11/09/2023 - 15/09/2023", "2023-09-11/2023-09-15"),
        ("30.07.2020", "2020-07-30"),
        ("2023-09-11", "2023-09-11"),
        ("2023-09-11 to 2023-09-22", "2023-09-11/2023-09-22"),
        ("September 11, 2023", "2023-09-11"),
        ("Sept 11th, 2023 – October 6, 2023", "2023-09-11/2023-10-06"),
        ("4 Jun 2018–6 Jul 2018", "2018-06-04/2018-07-06"),
        ("November 2015", "2015-11"),
        ("September of 2014", "2014-09"),
        ("Mar 2019", "2019-03"),
        ("February and March of 2019", "2019-02/2019-03"),
        ("December 2018 – January 2019", "2018-12/2019-01"),
        ("autumn 2015", "2015"),
        ("Wednesday 6th September", "-09-06"),
        ("14 September and 8 October", "-09-14/-10-08"),
    ],
)
def test_date_is_read_whole(text: str, expected: str) -> None:
    assert told(f"It was on {text}, we hear.") == [(expected, text)]


@pytest.mark.parametrize(
    "text",
    [
        "31 April 2018",
        "29 February 2018",
        "2018-13-01",
        "see paragraphs 21, 32 and 40",
        "paragraphs 12 may be skipped",  # the verb, not the month
        "children may 2019 times be asked",
        "telephone 01522 552222",
        "https://example.org/2019/05/01/story",
        "under section 20/21 of the Act",
        "99/05/2019",
        "in the year 2018/19",
    ],
)
def test_look_alike_is_no_date(text: str) -> None:
    assert told(text, years=True) == []


def test_several_dates_come_in_their_order() -> None:
    text = "From 4 June 2018 on; reported in August 2018, and again on 3 May."
    assert told(text) == [("2018-06-04", "4 June 2018"), ("2018-08", "August 2018"), ("-05-03", "3 May")]


def test_two_dates_told_backwards_are_no_period() -> None:
    found = told("on 5 January 2017 and 10 November 2016")
    assert found == [("2017-01-05", "5 January 2017"), ("2016-11-10", "10 November 2016")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("in 2018", [("2018", "2018")]), ("since 2016, and in May 2017", [("2016", "2016"), ("2017-05", "May 2017")])],
)
def test_years_alone_are_read_where_wanted(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, years=True) == expected
    assert ("2018", "2018") not in told(text)


def test_year_filled_in_makes_the_dates() -> None:
    period = find_period("between 14 September and 8 October")
    assert period is not None
    assert (period.yearless, period.start_date, period.end_date) == (True, None, None)
    assert [str(date) for date in (period.fill(2015).start_date, period.fill(2015).end_date)] == [
        "2015-09-14",
        "2015-10-08",
    ]


def test_text_without_a_date_has_none() -> None:
    assert find_period("Nothing is said about when.") is None
    assert Period((2018, None, None), None, 0, 4).end_date is None
