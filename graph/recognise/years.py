"""Which year a day without a year is of: only where what the paper told before, or its meeting's date, leaves one year."""

from __future__ import annotations

import datetime

from graph.dates import Date
from graph.recognise.dates import Period
from graph.statements import Inspection

_WITHIN = datetime.timedelta(days=300)  # a year is certain only where the day lies less than a year from what dates it


def find_year(
    period: Period, role: str, event: Inspection | None, told: int | None, meeting: Date | None
) -> int | None:
    """The year of a yearless period: by the inspection that it is of, the year told just before, or the meeting; else None."""
    if event and not (told is not None and role != "published" and _is_other_year(event, told)):
        start, published = event.start or event.on_site_start or event.end, event.published
        if start:
            return _after(period, start.value) if role == "published" else start.value.year
        if published and role != "published":
            return _before(period, published.value)
    if told is not None and not _is_after(period, told, meeting):
        return told
    return _before(period, meeting) if meeting else None


def _is_other_year(event: Inspection, told: int) -> bool:
    """Whether the text has gone on to a later year than that of the inspection."""
    start = event.start or event.on_site_start or event.end
    return start is not None and start.value.year < told


def find_coming_year(period: Period, today: Date) -> int | None:
    """The year of a day that is still to come after `today`."""
    return _after(period, today)


def _first_day(period: Period, year: int) -> datetime.date | None:
    try:
        return Date(year, period.first[1], period.first[2]).first
    except ValueError:
        return None


def _before(period: Period, limit: Date) -> int | None:
    """The latest year in which the day lies before `limit`, and not long before."""
    for year in (limit.year, limit.year - 1):
        day = _first_day(period, year)
        if day and day <= limit.last:
            return year if limit.first - day <= _WITHIN else None
    return None


def _after(period: Period, limit: Date) -> int | None:
    """The first year in which the day lies after `limit`, and not long after."""
    for year in (limit.year, limit.year + 1):
        day = _first_day(period, year)
        if day and day >= limit.first:
            return year if day - limit.last <= _WITHIN else None
    return None


def _is_after(period: Period, year: int, meeting: Date | None) -> bool:
    day = _first_day(period, year)
    return meeting is not None and day is not None and day > meeting.last
