"""Tables of inspections: each row one inspection, with its council, dates, grades by area and numbers of recommendations.

Such a table is known by its header, which has the columns of `REQUIRED`; a column called by the key of an area of
`areas.csv` holds that area's grades. The table mentions inspections and is no report of any. A cell that says nothing
sensible is left out with a doubt; a row of which council, kind or first day is in doubt is left out as a whole, since its
other cells would be told of the wrong inspection.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from graph import registers
from graph.dates import Date, parse_date
from graph.recognise.dates import find_period
from graph.recognise.wordings import grade_key
from graph.statements import Block, Count, Document, Doubt, Inspection, Judgement, Said, Span, Statements

KIND = "table of inspections"
REQUIRED = frozenset({"council_code", "council", "kind", "start"})
COUNTS = {
    "recommendations_to_authority": "recommendations to the local authority",
    "recommendations_to_board": "recommendations to the safeguarding board",
    "recommendations_to_partnership": "recommendations to the area partnership",
}
_WHOLE = {"overall", "outcome"}
_PERSON = re.compile(r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*)+")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its number in the table, its words, its cells that are not empty by column, and doubts about them."""

    number: int
    span: Span
    cells: dict[str, Span]
    doubts: list[Doubt] = field(default_factory=list)

    def text(self, column: str) -> str:
        """What the cell says; nothing where it is empty or the table has no such column."""
        return self.cells[column].quote if column in self.cells else ""

    def doubt(self, column: str, reason: str) -> None:
        """Note what is doubtful in a column."""
        self.doubts.append(Doubt(column, f"row {self.number}: {reason}", self.cells.get(column, self.span)))


def recognise_records(document: Document) -> Statements | None:
    """What a table of inspections says; None where the document is no such table."""
    header = document.blocks[0] if document.blocks else None
    columns = document.text[header.start : header.end].split("\t") if header else []
    if header is None or not set(columns) >= REQUIRED:
        return None
    inspections: dict[tuple[str, str, str], Inspection] = {}
    doubts: list[Doubt] = []
    for number, block in enumerate(document.blocks[1:], 2):
        row = _to_row(document, number, block, columns)
        key = (row.text("council_code"), row.text("kind"), row.text("start"))
        told = _read_row(row)
        if told and key in inspections:
            row.doubt("start", "the table has this inspection twice; the first row counts")
        elif told:
            inspections[key] = told
        doubts += row.doubts
    heading = document.span(header.start, header.end)
    return Statements(KIND, heading=heading, inspections=tuple(inspections.values()), doubts=tuple(doubts))


def _to_row(document: Document, number: int, block: Block, columns: list[str]) -> _Row:
    """The cells of a row under the names of their columns."""
    row = _Row(number, document.span(block.start, block.end), {})
    start = block.start
    for column, cell in zip_longest(columns, document.text[block.start : block.end].split("\t")):
        if column is None:
            row.doubt("row", "it has more cells than the table has columns")
            break
        if cell:
            row.cells[column] = document.span(start, start + len(cell))
        start += len(cell or "") + 1
    return row


def _read_row(row: _Row) -> Inspection | None:
    council, kind, start = _read_council(row), _read_kind(row), _read_date(row, "start")
    if not (council and kind and start):
        return None
    end = _read_date(row, "end")
    if end and end.value.last < start.value.first:
        row.doubt("end", f"{end.value} is before the first day, {start.value}")
        end = None
    framework = kind.value.framework
    return Inspection(
        kind=kind.value.name,
        span=row.span,
        council=council,
        framework=Said(framework, kind.span) if framework else None,
        start=start,
        end=end,
        periods=_read_periods(row),
        published=_read_date(row, "published"),
        lead_inspector=_read_matching(row, "lead_inspector", _PERSON, "no person's name"),
        judgements=_read_judgements(row, framework.removesuffix("-reinspection")),
        counts=_read_counts(row),
        address=_read_matching(row, "report_address", _ADDRESS, "no web address"),
    )


def _read_council(row: _Row) -> Said[str] | None:
    """The council whose code stands in the row, if the name beside it is its name."""
    code, name = row.text("council_code"), row.text("council")
    council = registers.councils().get(code)
    if council is None:
        row.doubt("council_code", f"no council has the code “{code}”" if code else "no code")
        return None
    if name not in (council.name, council.official_name, *council.other_names):
        row.doubt("council", f"the code {code} is {council.name}’s, not “{name}”’s")
        return None
    return Said(code, row.cells["council"])


def _read_kind(row: _Row) -> Said[registers.Kind] | None:
    kind = registers.kinds().get(row.text("kind"))
    if kind is None:
        row.doubt("kind", f"no kind of inspection is called “{row.text('kind')}”")
        return None
    return Said(kind, row.cells["kind"])


def _read_date(row: _Row, column: str) -> Said[Date] | None:
    """The date in a cell: "2015-09-14", "2015-09", or as spreadsheets write it, "14/09/2015"."""
    text = row.text(column)
    if not text and column != "start":
        return None
    try:
        return Said(parse_date(text), row.cells[column])
    except (ValueError, KeyError):
        period = find_period(text)
    if period and period.start_date and not period.last and (period.start, period.end) == (0, len(text)):
        return Said(period.start_date, row.cells[column])
    row.doubt(column, f"“{text}” is no date such as 2015-11-27 or 2015-11" if text else "no date")
    return None


def _read_periods(row: _Row) -> tuple[Said[tuple[Date, Date]], ...]:
    """The parts of an inspection that was held in several: "2013-11-19/2013-12-11|2014-01-28/2014-01-30"."""
    try:
        parts = [tuple(map(parse_date, part.split("/"))) for part in registers.words(row.text("periods"))]
        return tuple(Said((first, last), row.cells["periods"]) for first, last in parts)
    except ValueError:
        row.doubt("periods", f"“{row.text('periods')}” is no list of periods such as 2013-11-19/2013-12-11")
        return ()


def _read_matching(row: _Row, column: str, pattern: re.Pattern[str], fault: str) -> Said[str] | None:
    text = row.text(column)
    if text and pattern.fullmatch(text):
        return Said(text, row.cells[column])
    if text:
        row.doubt(column, f"“{text}” is {fault}")
    return None


def _read_judgements(row: _Row, framework: str) -> tuple[Judgement, ...]:
    """The grades in the columns that are called by areas, where the inspection's framework has the area and the grade."""
    graded = {area.key for area in registers.areas() if area.framework == framework}
    schemes = {version.scheme for version in registers.frameworks() if version.name == framework}
    grades = {grade.key for grade in registers.grades() if grade.scheme in schemes}
    judgements = []
    for column in dict.fromkeys(area.key for area in registers.areas()):
        text = row.text(column)
        # By its key ("requires-improvement") or by a wording ("Requires improvement").
        grade = text if text in grades else grade_key(text)
        if text and column not in graded:
            row.doubt(column, f"inspections of its kind grade no area “{column}”")
        elif text and grade not in grades:
            row.doubt(column, f"“{text}” is no grade of its framework")
        elif text:
            judgements.append(Judgement(column, text, column, grade, row.cells[column], overall=column in _WHOLE))
    return tuple(judgements)


def _read_counts(row: _Row) -> tuple[Count, ...]:
    counts = []
    for column, what in COUNTS.items():
        text = row.text(column)
        if re.fullmatch(r"\d{1,3}", text):
            counts.append(Count(what, int(text), row.cells[column]))
        elif text:
            row.doubt(column, f"“{text}” is no number of recommendations")
    return tuple(counts)
