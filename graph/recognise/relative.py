"""Times that a paper counts from the day of its meeting: "last month", "earlier this year", "last autumn".

Only the day of the meeting tells which they are. Where the words leave two years open ("last spring", said in April), they tell
none; "recently" and "the month before" are no times at all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.dates import Date
from graph.recognise.dates import SEASONS, Period

#: "last month", "this year", "last autumn", "published today"; not "in the last month of", nor "the last year in which".
_RELATIVE = re.compile(
    rf"(?<!the\s)(?<!every\s)\b(?P<which>last|this)\s+(?P<what>month|year|{'|'.join(SEASONS)})\b(?![’']s|\s+(?:of|in\s+which|we|\d))|(?:(?<=published\s)|(?<=released\s)|(?<=out\s))today\b",
    re.IGNORECASE,
)
# The first and the last month of a season; winter is of two years.
_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}


def find_relative(text: str) -> tuple[Period, ...]:
    """The times of a text that are counted from today, each without a year, a month and a day."""
    return tuple(Period((None, None, None), None, *match.span()) for match in _RELATIVE.finditer(text))


def is_relative(period: Period) -> bool:
    """Whether only today tells which time a period is."""
    return period.first == (None, None, None)


def to_period(period: Period, words: str, today: Date | None) -> Period | None:
    """The period that the words mean on a day; None where they leave it open."""
    if words.lower() == "today" and today:
        return replace(period, first=(today.year, today.month, today.day))
    match = _RELATIVE.fullmatch(words)
    if match is None or today is None or today.month is None:
        return None
    back, what = match["which"].lower() == "last", match["what"].lower()
    if what == "month":
        month = today.month - back
        return replace(period, first=(today.year, month, None) if month else (today.year - 1, 12, None))
    year = today.year - back if what == "year" else _find_year(what, back=back, today=today)
    return replace(period, first=(year, None, None)) if year else None


def _find_year(season: str, *, back: bool, today: Date) -> int | None:
    """The year of "last autumn" or "this spring": of the season that is over, none in the middle of it."""
    if season not in _MONTHS or today.month is None:
        return None
    first, last = _MONTHS[season]
    if not back or today.month > last:
        return today.year
    return today.year - 1 if today.month <= first else None
