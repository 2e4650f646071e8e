"""Tables as one XLSX workbook: a sheet a table, dates as dates, the heading in sight, and what each column holds.

A text is written as a text, never as a formula; one that begins like a formula bears the mark by which Excel keeps it a text
when somebody edits it. What a sheet cannot hold is said where it is missing.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from graph.errors import ExportError
from graph.export.job import Job
from graph.export.sheets import LICENCE, RISKY
from graph.export.staging import Cell, Staged
from graph.export.tables import Table
from graph.terms import BASE

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its heading; those of a larger table go on in another sheet."""
MOST_CHARACTERS = 32_767
FIRST_YEAR = 1900
"""Spreadsheets know no dates before it; such a date is written as text."""
WIDTHS = {"iri": 24, "text": 28, "date": 12, "precision": 10, "boolean": 8, "integer": 8, "number": 10}
SHOWN = {"day": "yyyy-mm-dd", "month": "yyyy-mm", "year": "yyyy"}
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(staged: Staged, job: Job, path: Path) -> None:
    """Write the tables to a workbook."""
    # The library makes its own files beside: they stand where there is room for the workbook too.
    book = xlsxwriter.Workbook(str(path), OPTIONS | {"tmpdir": str(path.parent)})
    try:
        made = datetime.fromisoformat(job.origin.made).replace(tzinfo=None)
        book.set_properties({"title": "Scrutiny Graph", "comments": f"Snapshot {job.origin.name}", "created": made})
        writer = _Writer(book)
        writer.write_about(staged, job)
        for place, table in enumerate(staged.tables):
            job.tell(place, len(staged.tables), table.name)
            writer.write_table(staged, table)
        writer.write_columns(staged)
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise ExportError(f"{path.parent}: cannot be written: {error}") from error


class _Writer:
    """Writes sheets into a book, with its formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self.quoted = book.add_format({"quote_prefix": True})
        self.dates = {precision: book.add_format({"num_format": shown}) for precision, shown in SHOWN.items()}

    def write_about(self, staged: Staged, job: Job) -> None:
        """The first sheet: what this is, and which tables there are."""
        sheet = self.book.add_worksheet("about")
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 110)
        rows = [
            ("Scrutiny Graph", f"Inspections of councils' services for children, from their reports.{job.part}"),
            ("Snapshot", f"{job.origin.name}, made {job.origin.made}"),
            ("Licence", f"{LICENCE['title']}: {LICENCE['path']}"),
            ("Addresses", f"What begins with {BASE} is the address of a thing, and the key by which tables join."),
            (
                "Dates",
                "A date that is known to the month or year is shown so; its cell holds the first day of that time.",
            ),
            *((table.name, f"{table.meaning} {staged.count(table)} rows.") for table in staged.tables),
            ("columns", "What each column holds."),
        ]
        for place, (what, said) in enumerate(rows):
            sheet.write_string(place, 0, what, self.heading if place == 0 else None)
            sheet.write_string(place, 1, said)

    def write_table(self, staged: Staged, table: Table) -> None:
        """The sheet of a table, or, where one cannot hold it, its sheets."""
        place, number, sheet = MOST_ROWS, 0, None
        for row in staged.rows(table):
            if place >= MOST_ROWS:
                number, place = number + 1, 0
                sheet = self._add_sheet(table, number, staged.count(table))
            place += 1
            self._write_row(sheet, place, table, row)
        if sheet is None:
            self._add_sheet(table, 1, 0)

    def write_columns(self, staged: Staged) -> None:
        """The sheet that tells what the columns hold."""
        sheet = self.book.add_worksheet("columns")
        sheet.freeze_panes(1, 0)
        for column, (heading, width) in enumerate(
            {"table": 16, "column": 28, "type": 10, "unit": 22, "meaning": 100}.items()
        ):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, self.heading)
        rows = (
            (table.name, one.name, one.type, one.unit, one.meaning) for table in staged.tables for one in table.columns
        )
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell)

    def _add_sheet(self, table: Table, number: int, rows: int) -> Any:
        sheet = self.book.add_worksheet(table.name[:27] + (f" {number}" if number > 1 else ""))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, min(rows, MOST_ROWS), len(table.columns) - 1)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, max(WIDTHS[column.type], len(column.name) + 3))
            sheet.write_string(0, place, column.name, self.heading)
        return sheet

    def _write_row(self, sheet: Any, place: int, table: Table, row: tuple[Cell, ...]) -> None:
        precisions = {
            one.refers_to: str(cell) for one, cell in zip(table.columns, row, strict=True) if one.type == "precision"
        }
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if cell is None:
                continue
            if column.type in ("integer", "number"):
                sheet.write_number(place, number, cell)
            elif column.type == "boolean":
                sheet.write_boolean(place, number, bool(cell))
            elif column.type == "date" and str(cell) >= str(FIRST_YEAR):
                shown = self.dates[precisions.get(column.name, "day")]
                sheet.write_datetime(place, number, date.fromisoformat(str(cell)), shown)
            else:
                text = _shorten(str(cell))
                sheet.write_string(place, number, text, self.quoted if text.startswith(RISKY) else None)


def _shorten(text: str) -> str:
    """The text, or its beginning with a note that says how much of it a cell cannot hold."""
    if len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    return f"{text[: MOST_CHARACTERS // 2]} […: a cell holds no more of these {len(text)} characters]"
