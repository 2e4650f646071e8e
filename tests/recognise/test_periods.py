"""When an inspection was: in one period, in parts, and what is no date at all."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from graph.recognise.outline import to_lines
from graph.recognise.periods import Dates, find_labelled
from graph.statements import Document

Make = Callable[[str], Document]
LABEL = re.compile(r"Inspection dates?:\s*")


def find(document: Document) -> Dates:
    return find_labelled(document, to_lines(document), LABEL, "start")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14 September 2015 – 8 October 2015", "2015-09-14", "2015-10-08"),
        ("28 November to 9 December 2022", "2022-11-28", "2022-12-09"),
        ("30 November to 4 January 2023", "2022-11-30", "2023-01-04"),
        ("25 and 26 July 2017", "2017-07-25", "2017-07-26"),
        ("10, 11 and 12 March 2020", "2020-03-10", "2020-03-12"),
        ("4 June 2018", "2018-06-04", None),
    ],
)
def test_one_period_has_its_first_and_last_day(text: str, start: str, end: str | None, document: Make) -> None:
    found = find(document(f"Inspection dates: {text}"))
    assert found.start is not None
    assert (str(found.start.value), str(found.end.value) if found.end else None) == (start, end)
    assert (found.start.span.quote, found.periods, found.doubts) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("19 November-11 December 2013 and 28 – 30 January 2014", ["2013-11-19/2013-12-11", "2014-01-28/2014-01-30"]),
        ("3 to 14 September and 12 to 14 November 2019", ["2019-09-03/2019-09-14", "2019-11-12/2019-11-14"]),
        (
            "3 September 2018 – 13 September 2018, 8 to 9 October 2018",
            ["2018-09-03/2018-09-13", "2018-10-08/2018-10-09"],
        ),
        ("10 to 12 and 16 to 20 September 2019", ["2019-09-10/2019-09-12", "2019-09-16/2019-09-20"]),
        ("9 to 13 December and 7 January 2020", ["2019-12-09/2019-12-13", "2020-01-07/2020-01-07"]),
    ],
)
def test_inspection_in_parts_keeps_each_part(text: str, periods: list[str], document: Make) -> None:
    found = find(document(f"Inspection dates: {text}"))
    assert ["/".join(map(str, period.value)) for period in found.periods] == periods
    assert found.start is not None
    assert found.end is not None
    assert [str(found.start.value), str(found.end.value)] == [periods[0].split("/")[0], periods[-1].split("/")[1]]
    assert (found.start.span.quote, found.end.span.quote) == (text, text)
    assert " and ".join(period.span.quote for period in found.periods) in (text, text.replace(",", " and"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31 April to 8 May 2019", "“31 April to 8 May 2019” is no full date"),
        ("29 to 30 February 2019", "“29 to 30 February 2019” is no full date"),
        ("4 June to 31 June 2018", "“4 June to 31 June 2018” is no full date"),
        ("14 September to 8 October", "“14 September to 8 October” is no full date"),
        ("14 October to 8 September 2015", "“14 October to 8 September 2015” is no time of an inspection"),
        ("14 September 2014 to 8 October 2015", "“14 September 2014 to 8 October 2015” is no time of an inspection"),
    ],
)
def test_date_that_cannot_be_is_absent_with_a_doubt(text: str, reason: str, document: Make) -> None:
    found = find(document(f"Inspection dates: {text}"))
    assert (found.start, found.end, found.periods) == (None, None, ())
    assert [(doubt.field, doubt.reason, doubt.span and doubt.span.quote) for doubt in found.doubts] == [
        ("start", reason, text)
    ]


@pytest.mark.parametrize("text", ["Inspection dates: to be told", "The dates of the inspection: 4 June 2018", ""])
def test_other_words_give_neither_date_nor_doubt(text: str, document: Make) -> None:
    assert find(document(text)) == Dates()
