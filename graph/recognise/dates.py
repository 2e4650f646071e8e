"""Dates and periods in prose: "14 September 2015 – 8 October 2015", "25 and 26 July 2017", "in April 2018 (10th – 18th)".

A day without a year ("between 14 September and 8 October") is found too, and says so: who knows the year may fill it in.
A day that no calendar has (31 April) is no date. Numbers that only look like dates ("paragraphs 21, 32") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.dates import Date

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter")

# "march" and "may" in lower case are a verb more often than a month.
_PLAIN = "|".join(month for month in MONTHS if month not in ("march", "may"))
_MONTH = rf"(?:(?:{_PLAIN}|(?-i:M(?:arch|ARCH|ay|AY)))\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?(?P<{0}>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?(?:\s+of)?"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
#: Of a school's or a financial year, its second half: "2021/22", "2021-2022".
_NEXT_YEAR = r"(?P<next>\s?[/–-]\s?(?:20)?\d\d)?"
_TO = r"\s*(?:[-–—─/]|to|and|until|&)\s*"

# Longest first: a period is never read as its first day alone.
_FORMS = (
    # "14 September 2015 – 8 October 2015", "28 November to 9 December 2022", "Tuesday 10th April and Wednesday 18th April 2018"
    rf"{_DAY.format('d1')}\s+(?P<m1>{_MONTH}),?(?:\s+{_YEAR.format('y1')})?{_TO}{_DAY.format('d2')}\s+(?P<m2>{_MONTH})(?:,?\s+{_YEAR.format('y2')})?",
    # "6 to 17 December 2021", "25 and 26 July 2017", "8 – 12 July 2013", "14/15 November 2017"
    rf"{_DAY.format('d1')}{_TO}{_DAY.format('d2')}\s+(?P<m2>{_MONTH})(?:,?\s+{_YEAR.format('y2')})?",
    # "April 2018 (10th – 18th)"
    rf"(?P<m2>{_MONTH})\s+{_YEAR.format('y2')}\s*\({_DAY.format('d1')}{_TO}{_DAY.format('d2')}\)",
    # "27 November 2015", "Wednesday, 6 September"
    rf"{_DAY.format('d1')}\s+(?P<m1>{_MONTH})(?:,?\s+{_YEAR.format('y1')})?",
    # "11/09/2023", "30.07.2020"
    rf"(?P<d1>[0-3]?\d)(?P<sep>[/.])(?P<n1>[01]?\d)(?P=sep){_YEAR.format('y1')}(?:{_TO}(?P<d2>[0-3]?\d)(?P=sep)(?P<n2>[01]?\d)(?P=sep){_YEAR.format('y2')})?",
    # "2023-09-11", "2023-09-11 to 2023-09-22"
    rf"{_YEAR.format('y1')}-(?P<n1>[01]\d)-(?P<d1>[0-3]\d)(?:{_TO}{_YEAR.format('y2')}-(?P<n2>[01]\d)-(?P<d2>[0-3]\d))?",
    # "September 14, 2015", "September 14, 2015 – October 8, 2015"
    rf"(?P<m1>{_MONTH})\s+(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?,\s+{_YEAR.format('y1')}(?:{_TO}(?P<m2>{_MONTH})\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?,\s+{_YEAR.format('y2')})?",
    # "February and March of 2019"
    rf"(?P<m1>{_MONTH})(?:\s+{_YEAR.format('y1')})?{_TO}(?P<m2>{_MONTH})(?:\s+of)?,?\s+{_YEAR.format('y2')}",
    # "November 2015", "September of 2014"
    rf"(?P<m1>{_MONTH})(?:\s+of)?,?\s+{_YEAR.format('y1')}",
    # "autumn 2015", "the Summer Term 2022", "Spring Term 2021/22": a season is no month, so only its year is known
    rf"(?P<season>{'|'.join(SEASONS)})(?:\s+term)?(?:,|\s+of)?\s+{_YEAR.format('y1')}{_NEXT_YEAR}",
    # "Q3 2021/22", "quarter 4 of 2020-21": a quarter of the financial year that begins in April
    rf"(?:Q\s?|quarter\s+)(?P<quarter>[1-4])(?:,|\s+of)?\s+{_YEAR.format('y1')}{_NEXT_YEAR}",
)
_PERIOD = [re.compile(rf"(?<![\w/.-])(?:{form})(?![\w/]|\.\d)", re.IGNORECASE) for form in _FORMS]
_ANY_START = re.compile(rf"(?<![\w/.-])(?:\d|{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|the\s+\d|{'|'.join(SEASONS)}|q\s?[1-4]\s|quarter\s)", re.IGNORECASE)  # fmt: skip
_YEAR_ALONE = re.compile(r"\b(?:in|during|since|of|the|a)\s+((?:19|20)\d\d)\b(?!\s*[-–/]\s*\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A date or a period and where it stands in the text searched.

    `first` and `last` are (year, month, day), each part None where the text does not say; `last` is None for one date.
    """

    first: tuple[int | None, int | None, int | None]
    last: tuple[int | None, int | None, int | None] | None
    start: int
    end: int

    @property
    def yearless(self) -> bool:
        """Whether the text gives days or months but no year."""
        return self.first[0] is None

    @property
    def start_date(self) -> Date | None:
        """The first day, month or year; None without a year."""
        return _to_date(self.first)

    @property
    def end_date(self) -> Date | None:
        """The last day, month or year; None where one date is given, or no year."""
        return _to_date(self.last) if self.last else None

    def fill(self, year: int) -> Period:
        """The same period in `year`."""
        last = (year, *self.last[1:]) if self.last else None
        return replace(self, first=(year, *self.first[1:]), last=last)


def iter_periods(text: str, *, years: bool = False) -> Iterator[Period]:
    """The dates and periods of `text`, from left to right; with `years`, also years alone ("in 2018")."""
    position = 0
    while match := _next_period(text, position, years):
        yield match
        position = match.end


def find_period(text: str, *, years: bool = False) -> Period | None:
    """The first date or period of `text`."""
    return next(iter_periods(text, years=years), None)


def _next_period(text: str, position: int, years: bool) -> Period | None:
    alone = _YEAR_ALONE.search(text, position) if years else None
    for start in _ANY_START.finditer(text, position):
        if alone and alone.start(1) < start.start():
            break
        match = next(filter(None, (form.match(text, start.start()) for form in _PERIOD)), None)
        if match:
            return _to_period(match) or _next_period(text, match.end(), years)
    if alone:
        return Period((int(alone[1]), None, None), None, alone.start(1), alone.end(1))
    return None


def _to_period(match: re.Match[str]) -> Period | None:
    """The period of a match; None where a part cannot be a date."""
    found = {key: value for key, value in match.groupdict().items() if value is not None}

    def number(*keys: str) -> int | None:
        return next((int(found[key]) for key in keys if key in found), None)

    def month(index: str, other: str) -> int | None:
        for key in (index, other):
            if f"m{key}" in found:
                return _month_number(found[f"m{key}"])
            if f"n{key}" in found:
                return int(found[f"n{key}"])
        return None

    if "season" in found or "quarter" in found:
        return Period((_to_calendar(found), None, None), None, match.start(), match.end())
    year = number("y2", "y1")
    first = (number("y1", "y2"), month("1", "2"), number("d1"))
    last = (year, month("2", "1"), number("d2")) if {"d2", "m2"} & found.keys() else None
    if "y1" not in found and year and last and first[1] and last[1] and first[1] > last[1]:
        first = (year - 1, *first[1:])  # "30 November to 4 January 2023"
    end = match.end()
    if last and {"y1", "y2"} <= found.keys() and _order(last) < _order(first):
        last, end = None, match.end("y1")  # "5 January 2017 and 10 November 2016": two dates, no period
    if not _is_real(first) or (last and not _is_real(last)):
        return None
    return Period(first, last, match.start(), end)


def _to_calendar(found: dict[str, str]) -> int:
    """The calendar year of a term or a quarter: of "2021/22", spring, summer and the last quarter are in the second year."""
    year = int(found["y1"])
    whole = "next" in found and int(found["next"][-2:]) == (year + 1) % 100
    second = found.get("season", "").lower() in ("spring", "summer") or found.get("quarter") == "4"
    return year + (whole and second)


def _order(parts: tuple[int | None, int | None, int | None]) -> tuple[int, ...]:
    return tuple(part or 0 for part in parts)


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _is_real(parts: tuple[int | None, int | None, int | None]) -> bool:
    try:
        Date(parts[0] or 2000, *parts[1:])  # a leap year: 29 February may be right in the year that is not given
    except ValueError:
        return False
    return True


def _to_date(parts: tuple[int | None, int | None, int | None]) -> Date | None:
    return Date(parts[0], parts[1], parts[2]) if parts[0] is not None else None
