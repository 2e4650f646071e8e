"""The dates that a sentence gives an inspection, each in its year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.recognise.accounts import Account
from graph.recognise.agreements import is_dated
from graph.recognise.date_roles import Dated
from graph.recognise.dates import Period
from graph.recognise.event_periods import find_event_periods
from graph.recognise.relative import is_relative, to_period
from graph.recognise.sayings import Saying, Setting
from graph.recognise.years import find_coming_year, find_year
from graph.statements import Document, Doubt, Inspection, Said

#: "took three weeks in July": it also ended in July.
_WITHIN = re.compile(r"\b(?:weeks?|days?)\s+(?:in\s+(?-i:[A-Z])\w+\s+)?in\s+$", re.IGNORECASE)


@dataclass(slots=True)
class Dater:
    """Dates what an account tells; `year` is the year told last in the passage."""

    document: Document
    setting: Setting
    account: Account
    year: int | None = None

    def date(self, saying: Saying, event: Inspection, dated: Dated, target: Inspection | None) -> Inspection:
        """The inspection with a date added; a day whose year nothing tells is left out, and doubted."""
        span = saying.span(dated.period.start, dated.period.end)
        if is_relative(dated.period):
            period = to_period(dated.period, span.quote, self.setting.meeting)
        else:
            told = _find_year(saying, dated) or self.year
            begun = dated.role == "published" and event.start and not (target and is_dated(target))
            known = event if begun else target
            period = self._fill(dated.period, dated.role, known, told, planned=event.planned)
        first, last = (period.start_date, period.end_date) if period else (None, None)
        if first is None:
            self.account.doubts.append(Doubt(dated.role, "a day without a year, and nothing near it tells which", span))
            return event
        if _WITHIN.search(saying.text[: dated.period.start]):
            last = last or first
        said, until = Said(first, span), Said(last, span) if last else None
        if dated.role == "published":
            return replace(event, published=event.published or said)
        if dated.role == "end":
            return replace(event, end=until or said, start=said if until else event.start)
        if dated.role == "start":
            return replace(
                event, start=event.start or said
            )  # "in the weeks commencing 14 and 21 March": not to the 21st
        if dated.role == "on site":
            return replace(event, on_site_start=said, on_site_end=until)
        return replace(event, start=event.start or said, end=event.end or until)

    def _fill(
        self, period: Period, role: str, target: Inspection | None, told: int | None, *, planned: bool
    ) -> Period | None:
        """A yearless period in its year, where one is certain."""
        if not period.yearless:
            return period
        if planned:
            year = find_coming_year(period, self.setting.meeting) if self.setting.meeting else None
        else:
            year = find_year(period, role, target, told, self.setting.meeting)
        return period.fill(year) if year else None


def _find_year(saying: Saying, dated: Dated) -> int | None:
    """The year last named before a date in its own sentence: "graded in February 2023 (inspection of 13 to 24 February)"."""
    years = [period.first[0] for period in find_event_periods(saying.text[: dated.period.start]) if period.first[0]]
    return years[-1] if years else None
