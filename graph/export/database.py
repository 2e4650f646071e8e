"""Tables as one SQLite file: with keys that hold, full-text search, and what each column means; and as a folder for Datasette."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.export.job import Job
from graph.export.sheets import LICENCE
from graph.export.staging import Staged, define, quote, told_of
from graph.export.tables import Table
from graph.terms import BASE

NAME = "scrutiny-graph"
SEARCHED = {
    "overview": ("local_authority", "inspector_name"),
    "councils": ("name", "official_name"),
    "inspections": ("label", "focus"),
    "recommendations": ("text", "addressed_to"),
    "findings": ("text", "heading"),
    "people": ("name",),
    "appointments": ("name", "post", "organisation_name"),
    "documents": ("title", "file_name"),
    "papers": ("title", "committee_name"),
    "requests": ("text",),
    "statements": ("quote",),
    "codes": ("name", "meaning"),
}
"""The columns whose words can be searched for, by `<table>_fts MATCH 'words'`."""
LABELS = {
    "overview": "local_authority", "councils": "name", "inspections": "label", "people": "name", "documents": "title",
    "recommendations": "text", "judgements": "area_name", "codes": "name",
}  # fmt: skip
"""What a row is called where another refers to it."""
BRIEF = 2000
"""Milliseconds that Datasette gives a query: its usual one second is little for a search through all statements."""


def write_database(staged: Staged, job: Job, path: Path) -> None:
    """Write the tables to a database with their keys, with an index for each reference, and with full-text search."""
    with told_of(path), closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096")
        database.execute("BEGIN")
        for place, table in enumerate(staged.tables):
            job.tell(place, len(staged.tables), table.name)
            _write_table(database, staged, table)
        _write_meanings(database, staged, job)
        database.execute("COMMIT")
        database.execute("PRAGMA optimize")


def write_datasette(staged: Staged, job: Job, folder: Path) -> None:
    """Write the database and what Datasette tells of it into a folder: `datasette FOLDER` opens both."""
    write_database(staged, job, folder / f"{NAME}.db")
    said = {
        "title": "Scrutiny Graph",
        "description": f"Inspections of councils' services for children, from their reports.{job.part}",
        "license": LICENCE["title"],
        "license_url": LICENCE["path"],
        "source": "Scrutiny Graph",
        "source_url": BASE,
        "about": f"snapshot {job.origin.name}, made {job.origin.made}",
        "databases": {NAME: {"tables": {table.name: _describe(table) for table in staged.tables}}},
    }
    (folder / "metadata.json").write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    settings = {"sql_time_limit_ms": BRIEF}
    (folder / "settings.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def _write_table(database: sqlite3.Connection, staged: Staged, table: Table) -> None:
    names = [other.name for other in staged.tables]
    database.execute(define(table, staged.tables))
    marks = ", ".join("?" * len(table.columns))
    database.executemany(f"INSERT INTO {quote(table.name)} VALUES ({marks})", staged.rows(table))
    for column in table.references:
        # What begins a key has its index already.
        if column.refers_to in names and column.name != table.key[0]:
            index = quote(f"{table.name}_{column.name}")
            database.execute(f"CREATE INDEX {index} ON {quote(table.name)} ({quote(column.name)})")
    if table.name in SEARCHED:
        words, columns = quote(f"{table.name}_fts"), ", ".join(map(quote, SEARCHED[table.name]))
        database.execute(
            f"CREATE VIRTUAL TABLE {words} USING FTS5 ({columns}, content={quote(table.name)}, tokenize='porter unicode61')"
        )
        database.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")


def _write_meanings(database: sqlite3.Connection, staged: Staged, job: Job) -> None:
    """Put what each column means, and which snapshot this is, into tables of their own."""
    database.execute(
        "CREATE TABLE columns (table_name TEXT, column_name TEXT, type TEXT, unit TEXT, meaning TEXT,"
        " PRIMARY KEY (table_name, column_name))"
    )
    rows = [
        (table.name, one.name, one.type, one.unit or None, one.meaning)
        for table in staged.tables
        for one in table.columns
    ]
    database.executemany("INSERT INTO columns VALUES (?, ?, ?, ?, ?)", rows)
    database.execute("CREATE TABLE about (what TEXT PRIMARY KEY, said TEXT)")
    said = {"snapshot": job.origin.name, "made": job.origin.made, "licence": LICENCE["path"], "addresses": BASE}
    if job.part:
        said["part"] = job.part.strip()
    database.executemany("INSERT INTO about VALUES (?, ?)", said.items())


def _describe(table: Table) -> dict[str, Any]:
    columns = {one.name: one.meaning + (f" Unit: {one.unit}." if one.unit else "") for one in table.columns}
    said: dict[str, Any] = {"title": table.title, "description": table.meaning, "columns": columns}
    if table.name in LABELS:
        said["label_column"] = LABELS[table.name]
    return said
