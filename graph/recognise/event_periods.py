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
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)


@lru_cache(maxsize=256)
def find_event_periods(text: str) -> tuple[Period, ...]:
    """All dates of a sentence, with months and years alone: "in July", "(2014)", "the 2018 inspection"."""
    return tuple(_iter_event_periods(text))


def _iter_event_periods(text: str) -> Iterator[Period]:
    relative = find_relative(text)
    if not re.search(r"\d", text) and not _MONTH_ALONE.search(text) and not relative:
        return
    periods = [
        _with_days_before(text, part) for period in iter_periods(text, years=True) for part in _split(text, period)
    ]
    for match in _MONTH_ALONE.finditer(text):
        group = 1 if match[1] else 2
        month = MONTHS.index(match[group].lower()) + 1
        periods.append(Period((None, month, None), None, match.start(group), match.end(group)))
    for match in _YEAR_BESIDE.finditer(text):
        group = match.lastindex or 1
        periods.append(Period((int(match[group]), None, None), None, match.start(group), match.end(group)))
    for match in _TWO_MONTHS.finditer(text):
        first, last = (MONTHS.index(match[group].lower()) + 1 for group in (1, 2))
        periods.append(Period((int(match[3]), first, None), (int(match[3]), last, None), match.start(), match.end()))
    periods += [*_iter_that_year(text), *relative]
    listed = list(_iter_listed(text))
    periods = [
        period
        for period in periods
        if not any(
            month.start <= period.start < month.end or period.start <= month.start < period.end for month in listed
        )
    ] + listed
    end = 0
    for period in sorted(periods, key=lambda item: (item.start, -item.end)):
        if period.start >= end:
            yield period
            end = period.end


def _iter_listed(text: str) -> Iterator[Period]:
    """The months of a list of three or more that has its year at its end; the last one's words hold the year."""
    for match in _MONTHS.finditer(text):
        months = list(re.finditer("|".join(MONTHS), match["months"], re.IGNORECASE))
        for month in months:
            start, end = match.start("months") + month.start(), match.start("months") + month.end()
            yield Period(
                (int(match["year"]), MONTHS.index(month[0].lower()) + 1, None),
                None,
                start,
                match.end() if month is months[-1] else end,
            )


def _iter_that_year(text: str) -> Iterator[Period]:
    """Months of the year named last: "in September 2017, after an inspection in June and July of that year"."""
    for match in _THAT_YEAR.finditer(text):
        years = _YEAR.findall(text[: match.start()])
        if years:
            first, last = (
                MONTHS.index(match[group].lower()) + 1 if match[group] else None for group in ("first", "last")
            )
            yield Period(
                (int(years[-1]), first, None),
                (int(years[-1]), last, None) if last else None,
                match.start("first"),
                match.end(),
            )


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
