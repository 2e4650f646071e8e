"""Inspectorates' own reports: what the inspection is, when it was, who led it, what it judged and what it asks for.

Here is only the order in which a report is read; each part has a module of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph import registers
from graph.recognise.area_recommendations import find_area_recommendations
from graph.recognise.councils import find_council, iter_councils
from graph.recognise.inspectors import Team, find_team
from graph.recognise.judgements import find_board_judgement, find_judgements, find_outcome, find_table, find_two_overall
from graph.recognise.letters import LETTERS, Letter, read_letter
from graph.recognise.ministers import find_ministers
from graph.recognise.outline import Line, to_lines
from graph.recognise.partnerships import find_partners
from graph.recognise.periods import Dates, find_labelled
from graph.recognise.previous import find_previous
from graph.recognise.recommendations import AUTHORITY, BOARD, PARTNERS, find_recommendations
from graph.recognise.revisits import find_progress, find_weaknesses
from graph.recognise.signatures import find_addressees, find_signed
from graph.recognise.titles import Report, Title, find_reports
from graph.statements import Appointment, Document, Doubt, Inspection, Judgement, Recommendation, Said, Statements

_INSPECTION_DATES = re.compile(
    r"(?:^|(?<=\s))(?:(?:Re-?)?inspection\s+dates?\s*:?|Inspected\s+(?:between|from)|This\s+inspection\s+took\s+place\s+(?:from|between|on))\s*",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:^|(?<=\s))(?:Report\s+published|published\s*:)\s*:?\s*|^Published\s+(?:on\s+)?(?=\d)", re.IGNORECASE
)

_TABLE_AT_END = {"looked after inspection", "child protection inspection"}  # "Record of main findings"


def recognise_report(document: Document) -> Statements | None:
    """What the report of an inspection says, or two in one file; None where the document is no such report."""
    lines = to_lines(document)
    reports = find_reports(document, lines)
    if not reports:
        return None
    read = [_read_report(document, report) for report in reports]
    first = read[0].inspections[0]
    return Statements(
        kind="inspection report",
        title=first.title,
        council=first.council,
        published=first.published,
        inspections=tuple(told for part in read for told in part.inspections),
        people=tuple(person for part in read for person in part.people),
        findings=tuple(finding for part in read for finding in part.findings),
        doubts=tuple(doubt for part in read for doubt in part.doubts),
    )


def _read_report(document: Document, report: Report) -> Statements:
    """One report: its inspection first, then those of which it tells."""
    title, lines, page = report
    letter = read_letter(document, report) if title.kind in LETTERS else None
    council, doubts = _find_council(document, title, page)
    judgements, more = _find_judgements(document, report)
    team, people = _find_people(document, report, letter)
    dates, published = _find_dates(document, page, letter)
    findings, counts = find_progress(document, lines) if title.kind == "SEND revisit" else ((), ())
    framework = registers.kinds()[title.kind].framework
    known = (*doubts, *more, *team.doubts, *dates.doubts, *published.doubts)
    inspection = Inspection(
        kind=title.kind,
        span=title.said.span,
        subject=True,
        council=council,
        framework=Said(framework, title.said.span) if framework else None,
        title=title.said,
        start=dates.start,
        end=dates.end,
        periods=dates.periods,
        published=published.start,
        inspectorates=letter.inspectorates if letter else (),
        lead_inspector=team.lead,
        inspectors=team.inspectors,
        judgements=judgements,
        recommendations=_find_recommendations(document, report),
        counts=(*filter(None, [team.size]), *counts),
        ordinal=letter.ordinal if letter else None,
        focus=letter.focus if letter else None,
    )
    before = (replace(letter.before, council=council),) if letter and letter.before else ()
    ends = before[0].span.end if before else 0  # where the letter's own opening has told of the inspection before it
    previous = (one for one in find_previous(document, lines, inspection) if not before or one.span.end != ends)
    return Statements(
        kind="inspection report",
        inspections=(inspection, *before, *previous),
        people=people,
        findings=findings,
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


def _find_dates(document: Document, page: tuple[Line, ...], letter: Letter | None) -> tuple[Dates, Dates]:
    """When the inspection was and when its report came out: behind their labels, or as a letter tells them."""
    dates = find_labelled(document, page, _INSPECTION_DATES, "start")
    published = find_labelled(document, page, _PUBLISHED, "published")
    if letter and not dates.start and not dates.doubts:
        dates = letter.dates
    if letter and not published.start:
        published = Dates(letter.published)
    return dates, published


def _find_people(document: Document, report: Report, letter: Letter | None) -> tuple[Team, tuple[Appointment, ...]]:
    """The team with its staff, and the others whom the report names with their posts."""
    team = find_team(document, report.lines, report.page)
    if letter is None:
        return team, (*team.staff, *find_partners(document, report.lines), *find_ministers(document, report.lines))
    signed = find_signed(document, report)
    named = {said.value: said for said in (*team.inspectors, *letter.inspectors, *signed.inspectors)}
    known = team._replace(lead=team.lead or signed.lead, inspectors=tuple(named.values()))
    return known, (*find_addressees(document, report), *team.staff, *signed.others)


def _find_judgements(document: Document, report: Report) -> tuple[tuple[Judgement, ...], tuple[Doubt, ...]]:
    title, lines, page = report
    if title.kind == "Area SEND inspection":
        return find_outcome(document, lines), ()
    framework = _area_framework(title.kind)
    if title.kind == "SLAC inspection":
        return find_two_overall(document, lines)
    table = lines if title.kind in _TABLE_AT_END else find_table(framework, lines, page)
    rows, doubts = find_judgements(document, framework, table)
    if "safeguarding children board" in title.said.value.lower():
        board, more = find_board_judgement(document, lines)
        rows, doubts = (*(row for row in rows if row.area_key != "lscb"), *board), (*doubts, *more)
    return rows, doubts


def _area_framework(kind: str) -> str:
    """The framework of `areas.csv` whose areas an inspection of this kind grades; re-inspections graded those of the first."""
    return registers.kinds()[kind].framework.removesuffix("-reinspection")


def _find_recommendations(document: Document, report: Report) -> tuple[Recommendation, ...]:
    kind, lines = report.title.kind, report.lines
    if kind == "Area SEND inspection":
        return find_area_recommendations(document, lines)
    if kind in ("SEND inspection", "SEND revisit"):
        return find_weaknesses(document, lines)
    if kind == "Area SEND monitoring inspection":
        return ()  # it tells what came of the areas for priority action, and asks for nothing new
    addressee = {"LSCB review": BOARD, "JTAI": PARTNERS}.get(kind, AUTHORITY)
    return find_recommendations(document, lines, addressee, prose=kind in LETTERS)


def _missing(inspection: Inspection, doubted: set[str]) -> tuple[Doubt, ...]:
    """What every report of its kind states and this one seems not to, where no doubt says more."""
    absent = [] if inspection.start else ["start"]
    if not inspection.lead_inspector and inspection.kind != "JTAI":  # the letter of several inspectorates has no lead
        absent.append("lead inspector")
    if _is_graded(inspection.kind) and not inspection.judgements:
        absent.append("judgements")
    doubts = [Doubt(field, "not found in the report", inspection.span) for field in absent if field not in doubted]
    if inspection.judgements:
        keys = {row.area_key for row in inspection.judgements}
        known = {
            area.key
            for area in registers.areas()
            if f"judgement of {area.wording}".lower() in {field.lower() for field in doubted}
        }
        doubts += [
            Doubt(f"judgement of {key}", "not found in the report", inspection.span)
            for key in _expected_areas(inspection)
            if key not in keys | known
        ]
    return tuple(doubts)


def _expected_areas(inspection: Inspection) -> tuple[str, ...]:
    """The areas that the framework in force graded; a board's grade only where the title tells of its review."""
    day = str(inspection.start.value) if inspection.start else ""
    name = inspection.framework.value if inspection.framework and inspection.kind != "LSCB review" else ""
    version = next(
        (one for one in registers.frameworks() if one.name == name and one.start <= day <= (one.end or day)), None
    )
    reviewed = "board" in inspection.title.value.lower() if inspection.title else False
    return tuple(key for key in version.areas if key != "lscb" or reviewed) if version else ()


def _is_graded(kind: str) -> bool:
    """Whether inspections of a kind grade anything: visits and joint inspections do not."""
    return _area_framework(kind) in {area.framework for area in registers.areas()}
