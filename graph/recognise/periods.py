"""When an inspection was, as its own report states it: in one period, or in several parts.

"14 September 2015 – 8 October 2015", "19 November-11 December 2013 and 28 – 30 January 2014", "3 to 14 September and 12 to 14
November 2019", "10, 11 and 12 March 2020". Dates that no calendar has, and periods that run backwards, are none but a doubt.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.dates import Date
from graph.recognise.dates import Period, find_period
from graph.recognise.outline import Line
from graph.statements import Document, Doubt, Said

_AND_THEN = re.compile(r"\s*(?:,\s*and\b|,|;|\band\b|&)\s*(?:then\s+|from\s+|on\s+)?", re.IGNORECASE)
# Days whose month comes with a later part: "10 to 12" in "10 to 12 and 16 to 20 September 2019".
_DAYS = re.compile(
    r"(?P<first>[0-3]?\d)(?:st|nd|rd|th)?(?:\s*(?:[-–—]|to)\s*(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?(?=\s*(?:,|and|&)\s*\d)"
)
_LOOKS_LIKE_DATE = re.compile(r"\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\s+)?\d")
_LONGEST = 200  # days: no inspection was on for longer, and who types a wrong year is a year out


class Dates(NamedTuple):
    """First day, last day, and each part where there are several; why they are left out where they are."""

    start: Said[Date] | None = None
    end: Said[Date] | None = None
    periods: tuple[Said[tuple[Date, Date]], ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as the text gives it; `period.first` has no month where a later part brings it."""

    period: Period
    start: int
    end: int


def find_labelled(document: Document, lines: Iterable[Line], label: re.Pattern[str], field: str) -> Dates:
    """The dates right behind a label; where something like a date stands there that is none, a doubt about `field`."""
    doubted = Dates()
    for line in lines:
        for match in label.finditer(line.text):
            found = read_dates(document, line.start + match.end(), line.text[match.end() :], field)
            if found and found.start:
                return found
            if found and not doubted.doubts:
                doubted = found
    return doubted


def read_dates(document: Document, base: int, text: str, field: str = "start") -> Dates | None:
    """The dates with which `text`, at `base` of the document, begins; None where it begins with something else."""
    parts = _fill(_read_parts(text))
    if not parts:
        return _doubt(document, base, text, field, "is no full date") if _LOOKS_LIKE_DATE.match(text) else None
    words = text[: parts[-1].end]
    if any(not _is_possible(part.period) for part in parts):
        return _doubt(document, base, words, field, "is no time of an inspection")
    periods = _merge(document, [_to_said(document, base, part) for part in parts])
    span = document.span(base + parts[0].start, base + parts[-1].end)
    first, last = periods[0].value[0], periods[-1].value[1]
    is_day = len(periods) == 1 and parts[-1].period.last is None and len(parts) == 1
    return Dates(Said(first, span), None if is_day else Said(last, span), tuple(periods) if len(periods) > 1 else ())


def _read_parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    position = 0
    while part := _read_part(text, position):
        parts.append(part)
        link = _AND_THEN.match(text, part.end)
        if link is None:
            break
        position = link.end()
    return parts


def _read_part(text: str, position: int) -> _Part | None:
    position += len(text[position:]) - len(text[position:].lstrip())
    period = find_period(text[position:])
    if period and period.start == 0:
        return _Part(period, position, position + period.end)
    if days := _DAYS.match(text, position):
        last = (None, None, int(days["last"])) if days["last"] else None
        return _Part(Period((None, None, int(days["first"])), last, 0, 0), position, days.end())
    return None


def _fill(parts: list[_Part]) -> list[_Part]:
    """The parts with the months and years that later parts bring; none where the last one leaves its year open."""
    filled: list[_Part] = []
    year, month = 0, 0
    for part in reversed(parts):
        first, last = part.period.first, part.period.last
        if first[1] is None and first[0] is None:
            first, last = (year, month, first[2]), (year, month, last[2]) if last else None
        elif first[0] is None:
            own = year - (((last or first)[1] or 0) > month)  # "30 November and 10 to 12 January 2020"
            first, last = (own, *first[1:]), (own, *last[1:]) if last else None
        if first[0] and _exists(first) and (last is None or _exists(last)):
            year, month = first[0], first[1] or 0
            filled.insert(0, replace(part, period=replace(part.period, first=first, last=last)))
        elif filled:
            return []
    return filled


def _exists(parts: tuple[int | None, int | None, int | None]) -> bool:
    try:
        Date(parts[0] or 0, parts[1] or None, parts[2])
    except ValueError:
        return False
    return True


def _is_possible(period: Period) -> bool:
    start, end = period.start_date, period.end_date or period.start_date
    return bool(start and end and datetime.timedelta(0) <= end.last - start.first <= datetime.timedelta(days=_LONGEST))


def _to_said(document: Document, base: int, part: _Part) -> Said[tuple[Date, Date]]:
    first = part.period.start_date
    assert first is not None  # filled parts have years
    return Said((first, part.period.end_date or first), document.span(base + part.start, base + part.end))


def _merge(document: Document, periods: list[Said[tuple[Date, Date]]]) -> list[Said[tuple[Date, Date]]]:
    """The periods with those put together that follow day upon day: "10, 11 and 12 March" is one."""
    merged: list[Said[tuple[Date, Date]]] = []
    for period in periods:
        if merged and period.value[0].first - merged[-1].value[1].last == datetime.timedelta(days=1):
            span = document.span(merged[-1].span.start, period.span.end)
            merged[-1] = Said((merged[-1].value[0], period.value[1]), span)
        else:
            merged.append(period)
    return merged


def _doubt(document: Document, base: int, text: str, field: str, why: str) -> Dates:
    words = re.split(r"[.;\n\t]", text, maxsplit=1)[0][:60]
    return Dates(doubts=(Doubt(field, f"“{' '.join(words.split())}” {why}", document.span(base, base + len(words))),))
