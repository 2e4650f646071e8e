"""Inspectorates' own reports: what the inspection is, when it was, who led it, what it judged and what it asks for.

Here is only the order in which a report is read; each part has a module of its own.
"""

from __future__ import annotations

import re

from graph import registers
from graph.dates import Date
from graph.recognise.councils import find_council, iter_councils
from graph.recognise.dates import Period, find_period
from graph.recognise.inspectors import find_team
from graph.recognise.judgements import find_board_judgement, find_judgements, find_outcome
from graph.recognise.outline import Line, first_page, to_lines
from graph.recognise.partnerships import find_partners
from graph.recognise.previous import find_previous
from graph.recognise.recommendations import AUTHORITY, BOARD, find_area_recommendations, find_recommendations
from graph.recognise.titles import Title, find_title
from graph.statements import Document, Doubt, Inspection, Judgement, Recommendation, Said, Statements

_INSPECTION_DATES = re.compile(r"(?:^|(?<=\s))(?:Re-?)?inspection\s+dates?\s*:?\s*", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:^|(?<=\s))(?:Report\s+published|published\s*:)\s*:?\s*", re.IGNORECASE)
_AND_THEN = re.compile(r"\s*(?:,|;|and)\s*", re.IGNORECASE)

_TABLE_AT_END = {
    "looked after inspection",
    "child protection inspection",
    "SLAC inspection",
}  # "Record of main findings"


def recognise_report(document: Document) -> Statements | None:
    """What the report of an inspection says; None where the document is no such report."""
    lines = to_lines(document)
    page = first_page(document, lines)
    title = find_title(document, page)
    if title is None:
        return None
    council, doubts = _find_council(document, title, page)
    judgements, more = _find_judgements(document, title, lines, page)
    team = find_team(document, lines, page)
    dates = _find_dates(document, page, _INSPECTION_DATES)
    published = _find_dates(document, page, _PUBLISHED)
    kind = registers.kinds()[title.kind]
    known = (*doubts, *more, *team.doubts)
    inspection = Inspection(
        kind=title.kind,
        span=title.said.span,
        subject=True,
        council=council,
        framework=Said(kind.framework, title.said.span) if kind.framework else None,
        title=title.said,
        start=dates[0] if dates else None,
        end=dates[-1] if len(dates) > 1 else None,
        published=published[0] if published else None,
        lead_inspector=team.lead,
        inspectors=team.inspectors,
        judgements=judgements,
        recommendations=_find_recommendations(document, title, lines),
    )
    return Statements(
        kind="inspection report",
        title=title.said,
        council=council,
        published=inspection.published,
        inspections=(inspection, *find_previous(document, lines, inspection)),
        people=(*team.staff, *find_partners(document, lines)),
        doubts=(*known, *_missing(inspection, {doubt.field for doubt in known})),
    )


def _find_council(
    document: Document, title: Title, page: tuple[Line, ...]
) -> tuple[Said[str] | None, tuple[Doubt, ...]]:
    """The council in the title, or in the heading above it."""
    if title.place:
        code = find_council(title.place) or _only_council(title.place)
        if code:
            return Said(code, title.said.span), ()
    above = [line for line in page if line.start < title.said.span.start]
    below = [line for line in page if line.start >= title.said.span.end][:2]
    for line in (*reversed(above), *below):
        if code := find_council(line.text):
            return Said(code, document.span(line.start, line.end)), ()
    for line in reversed(above):
        if code := _only_council(line.text):  # "Surrey Safeguarding Children Board"
            return Said(code, document.span(line.start, line.end)), ()
    return None, (Doubt("council", "neither the title nor the heading beside it names one council", title.said.span),)


def _only_council(text: str) -> str | None:
    codes = {mention.code for mention in iter_councils(text)}
    return codes.pop() if len(codes) == 1 else None


def _find_dates(document: Document, page: tuple[Line, ...], label: re.Pattern[str]) -> list[Said[Date]]:
    """The dates behind a label on page 1: first and last day; an inspection in two parts ends with its second part."""
    for line in page:
        for match in label.finditer(line.text):
            rest = line.text[match.end() :]
            period = find_period(rest)
            if period and not rest[: period.start].strip():
                return _to_said(document, line.start + match.end(), rest, period)
    return []


def _to_said(document: Document, base: int, text: str, period: Period) -> list[Said[Date]]:
    found = [date for date in (period.start_date, period.end_date) if date]
    end = period.end
    link = _AND_THEN.match(text, end)
    second = find_period(text[link.end() :]) if link else None
    if link and second and second.start == 0 and second.end_date:
        found = [found[0], second.end_date]
        end = link.end() + second.end
    span = document.span(base + period.start, base + end)
    return [Said(date, span) for date in found]


def _find_judgements(
    document: Document, title: Title, lines: tuple[Line, ...], page: tuple[Line, ...]
) -> tuple[tuple[Judgement, ...], tuple[Doubt, ...]]:
    if title.kind == "Area SEND inspection":
        return find_outcome(document, lines), ()
    table = lines if title.kind in _TABLE_AT_END else page
    rows, doubts = find_judgements(document, _area_framework(title.kind), table)
    if "safeguarding children board" in title.said.value.lower():
        board, more = find_board_judgement(document)
        rows, doubts = (*(row for row in rows if row.area_key != "lscb"), *board), (*doubts, *more)
    return rows, doubts


def _area_framework(kind: str) -> str:
    """The framework of `areas.csv` whose areas an inspection of this kind grades; re-inspections graded those of the first."""
    return registers.kinds()[kind].framework.removesuffix("-reinspection")


def _find_recommendations(document: Document, title: Title, lines: tuple[Line, ...]) -> tuple[Recommendation, ...]:
    if title.kind == "Area SEND inspection":
        return find_area_recommendations(document, lines)
    return find_recommendations(document, lines, BOARD if title.kind == "LSCB review" else AUTHORITY)


def _missing(inspection: Inspection, doubted: set[str]) -> tuple[Doubt, ...]:
    """What every report of its kind states and this one seems not to, where no doubt says more."""
    fields = {
        "start": inspection.start,
        "lead inspector": inspection.lead_inspector,
        "judgements": inspection.judgements or not _is_graded(inspection.kind),
    }
    return tuple(
        Doubt(field, "not found in the report", inspection.span)
        for field, value in fields.items()
        if not value and field not in doubted
    )


def _is_graded(kind: str) -> bool:
    """Whether inspections of a kind grade anything: visits and joint inspections do not."""
    return _area_framework(kind) in {area.framework for area in registers.areas()}
