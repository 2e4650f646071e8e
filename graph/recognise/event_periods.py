"""All times in a sentence of a paper: days, periods, months and years alone, and those that words beside them complete.

"in July", "(2014)", "last month", "the 2018 inspection", "18 to 20 and 25 to 27 January 2022", "in June and July of that year". What each is the
date of belongs to `event_dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph.recognise.dates import MONTHS, Period, iter_periods
from graph.recognise.patterns import YEAR
from graph.recognise.relative import find_relative

_MONTH_ALONE = re.compile(
    rf"\b(?:in|during|of|last|this|early|late|mid)[\s-]+({'|'.join(MONTHS)})\b(?!\s+\d)|\bthe\s+({'|'.join(MONTHS)})(?=\s+(?:\w+\s+)?meeting\b)",
    re.IGNORECASE,
)
#: Days whose month comes with later ones: "18 to 20 and | 25 to 27 January 2022".
_DAYS_BEFORE = re.compile(
    r"(?<![\w./-])(?P<first>[0-3]?\d)(?:st|nd|rd|th)?(?:\s*(?:to|[-–—])\s*(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?\s*(?:,\s*(?:and\s+)?|\s(?:and|&)\s+)(?:from\s+|on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_TWO_MONTHS = re.compile(rf"\b({'|'.join(MONTHS)})\s*/\s*({'|'.join(MONTHS)})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
#: Months that share a year: "in February, June and September 2017".
_MONTHS = re.compile(
    rf"\b(?P<months>(?:(?:{'|'.join(MONTHS)}),\s+)+(?:(?:{'|'.join(MONTHS)}),?\s+)?(?:and|&)\s+(?:{'|'.join(MONTHS)}))\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_THAT_YEAR = re.compile(
    rf"\b(?P<first>{'|'.join(MONTHS)})(?:\s*(?:and|to|/|[-–])\s*(?P<last>{'|'.join(MONTHS)}))?\s+(?:of\s+)?(?:that|the\s+same)\s+year\b",
    re.IGNORECASE,
)
_YEAR_BESIDE = re.compile(
    r"^((?:19|20)\d\d)(?=\s*[:–-]\s+[A-Za-z])|\(((?:19|20)\d\d)\)|\b((?:19|20)\d\d)\s+(?=(?:\w+\s+){0,2}(?:re-?)?(?:inspection|visit|ILACS|SIF|review|judge?ment)s?\b)(?!\w*\s+(?:budget|plan))|\b(?:in|during|since)\s+(?:early|late|mid)[\s-]+((?:19|20)\d\d)\b(?!\s*[-–/]\s*\d)"
)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)


@lru_cache(maxsize=256)
def find_event_periods(text: str) -> tuple[Period, ...]:
    """All dates of a sentence, with months and years alone: "in July", "(2014)", "the 2018 inspection"."""
    return tuple(_iter_event_periods(text))


def _iter_event_periods(text: str) -> Iterator[Period]:
    relative = find_relative(text)
    if not relative and not re.search(r"\d", text) and not _MONTH_ALONE.search(text):
        return
    listed = list(_iter_listed(text))
    told = (*_iter_written(text), *_iter_alone(text), *_iter_that_year(text), *relative)
    periods = [period for period in told if not any(_meet(period, month) for month in listed)]
    end = 0
    for period in sorted([*periods, *listed], key=lambda item: (item.start, -item.end)):
        if period.start >= end:
            yield period
            end = period.end


def _meet(one: Period, other: Period) -> bool:
    """Whether two stand in the same words."""
    return other.start <= one.start < other.end or one.start <= other.start < one.end


def _iter_written(text: str) -> Iterator[Period]:
    """Days, periods and years as they are written anywhere, with the days before them whose month they bring."""
    for period in iter_periods(text, years=True):
        yield from (_with_days_before(text, part) for part in _split(text, period))


def _iter_alone(text: str) -> Iterator[Period]:
    """Months and years alone, and two months with a stroke: "in July", "the 2018 inspection", "June/July 2019"."""
    for match in _MONTH_ALONE.finditer(text):
        group = 1 if match[1] else 2
        yield Period((None, _to_month(match[group]), None), None, *match.span(group))
    for match in _YEAR_BESIDE.finditer(text):
        group = match.lastindex or 1
        yield Period((int(match[group]), None, None), None, *match.span(group))
    for match in _TWO_MONTHS.finditer(text):
        year, first, last = int(match[3]), _to_month(match[1]), _to_month(match[2])
        yield Period((year, first, None), (year, last, None), *match.span())


def _to_month(name: str) -> int:
    return MONTHS.index(name.lower()) + 1


def _iter_listed(text: str) -> Iterator[Period]:
    """The months of a list of three or more that has its year at its end; the last one's words hold the year."""
    for match in _MONTHS.finditer(text):
        months = list(re.finditer("|".join(MONTHS), match["months"], re.IGNORECASE))
        for month in months:
            start, end = match.start("months") + month.start(), match.start("months") + month.end()
            end = match.end() if month is months[-1] else end
            yield Period((int(match["year"]), _to_month(month[0]), None), None, start, end)


def _iter_that_year(text: str) -> Iterator[Period]:
    """Months of the year named last: "in September 2017, after an inspection in June and July of that year"."""
    for match in _THAT_YEAR.finditer(text):
        years = YEAR.findall(text[: match.start()])
        if years:
            year, first = int(years[-1]), _to_month(match["first"])
            last = (year, _to_month(match["last"]), None) if match["last"] else None
            yield Period((year, first, None), last, match.start("first"), match.end())


def _with_days_before(text: str, period: Period) -> Period:
    """The period with the days before it whose month it brings: "18 to 20 and 25 to 27 January 2022", "10, 11 and 12 March"."""
    days = _DAYS_BEFORE.search(text[: period.start])
    if days is None or period.first[1] is None or period.first[2] is None:
        return period
    first, last = int(days["first"]), int(days["last"] or days["first"])
    if not (first <= last < period.first[2] and (days["last"] or last + 1 == period.first[2])):
        return period
    whole = replace(
        period, first=(*period.first[:2], first), last=period.last or period.first, start=days.start("first")
    )
    return _with_days_before(text, whole)


def _split(text: str, period: Period) -> tuple[Period, ...]:
    """The dates of a period: "June 2019 and November 2019" are two dates, where each has its year; "February and March 2019" is one time."""
    both = re.fullmatch(
        r"(.*?\b(?:19|20)\d\d)\s*(?:and|&)\s*(.*\b(?:19|20)\d\d)", text[period.start : period.end], re.IGNORECASE
    )
    if not both or period.last is None or period.first[2] is not None or _BETWEEN.search(text[: period.start]):
        return (period,)
    return (
        Period(period.first, None, period.start, period.start + both.end(1)),
        Period(period.last, None, period.start + both.start(2), period.end),
    )
