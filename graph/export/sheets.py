"""Tables as CSV, with a `datapackage.json` that tells what each column holds (Frictionless Data).

A spreadsheet runs a cell that begins with one of `= + - @` as a formula, and text from documents must not be run. So a text
that begins with one of them, or with an apostrophe, has an apostrophe put before it. Whoever reads the file by program takes
one apostrophe off each text that begins with one, and has exactly what the graph says; addresses, numbers, dates and truth
values are never changed. The other formats of tables hold every text as it is.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.export.job import Job
from graph.export.staging import Cell, Row, Staged
from graph.export.tables import Column, Table
from graph.terms import BASE

RISKY = tuple("=+-@\t\r\n＝＋－＠'")
"""How a text begins that a spreadsheet may take for a formula; the full-width signs are taken for the plain ones."""
LICENCE = {
    "name": "OGL-UK-3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "title": "Open Government Licence v3.0",
}
GUARD = (
    "A text that begins with = + - @ or with an apostrophe has an apostrophe put before it, so that no spreadsheet runs it: "
    "take one apostrophe off each text that begins with one."
)
TYPES = {"iri": "string", "text": "string", "precision": "string"}
FORMATS = {"iri": {"format": "uri"}}


def write_sheets(staged: Staged, job: Job, folder: Path) -> None:
    """Write each table as CSV into a folder, and the package's description beside them."""
    resources: list[dict[str, Any]] = []
    for table in staged.tables:
        job.tell(len(resources), len(staged.tables), table.name)
        path = folder / f"{table.name}.csv"
        rows = _write_sheet(path, table, staged)
        resources.append(_describe(path, table, staged, rows))
    package = {
        "profile": "data-package",
        "name": "scrutiny-graph",
        "title": "Scrutiny Graph",
        "description": f"Inspections of councils' services for children, from their reports.{job.part} {GUARD}",
        "homepage": BASE,
        "version": job.origin.name,
        "created": job.origin.made,
        "licenses": [LICENCE],
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def make_safe(cell: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run as a formula, or before its own apostrophe.

    >>> make_safe("=1+1"), make_safe("'quoted'"), make_safe("2 children")
    ("'=1+1", "''quoted'", '2 children')
    """
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _write_sheet(path: Path, table: Table, staged: Staged) -> int:
    writers = [WRITERS.get(column.type, _same) for column in table.columns]
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        for row in staged.rows(table):
            writer.writerow(_write_row(row, writers))
            count += 1
    return count


def _write_row(row: Row, writers: list[Callable[[Cell], Cell]]) -> list[Cell]:
    return [None if cell is None else write(cell) for cell, write in zip(row, writers, strict=True)]


def _same(cell: Cell) -> Cell:
    return cell


WRITERS: dict[str, Callable[[Cell], Cell]] = {
    "text": lambda cell: make_safe(str(cell)),
    "boolean": lambda cell: "true" if cell else "false",
}


def _describe(path: Path, table: Table, staged: Staged, rows: int) -> dict[str, Any]:
    known = {other.name: other for other in staged.tables}
    with path.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    schema: dict[str, Any] = {"fields": [_describe_column(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    schema["foreignKeys"] = [
        {
            "fields": column.name,
            # The empty name is the table itself.
            "reference": {"resource": "" if other.name == table.name else other.name, "fields": other.key[0]},
        }
        for column in table.references
        if (other := known.get(column.refers_to))
    ]
    return {
        "name": table.name,
        "path": path.name,
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{checksum}",
        "rowcount": rows,
        "schema": schema,
    }


def _describe_column(column: Column) -> dict[str, Any]:
    said: dict[str, Any] = {"name": column.name, "type": TYPES.get(column.type, column.type)}
    said |= FORMATS.get(column.type, {})
    if column.type == "precision":
        said["constraints"] = {"enum": ["day", "month", "year"]}
    unit = f" Unit: {column.unit}." if column.unit else ""
    return said | {"description": column.meaning + unit}
