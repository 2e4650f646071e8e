"""The tools that people take tables into: each opens what is written, and finds the same in it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from rdflib import FOAF, RDF, Literal, URIRef

from graph.export import Origin, export
from graph.export.tables import Table, tables
from graph.store import Store, open_memory
from graph.terms import FACTS, ID, SG

ORIGIN = Origin("0007-abcdef01", "2026-11-22T03:00:00+00:00")
HOSTILE = '=HYPERLINK("http://example.org","click"), said\nthe “officer” -- Сергій O’Neill'
KINDS = ("csv", "datasette", "parquet", "sqlite", "xlsx")
NAMES = [table.name for table in tables()]


@pytest.fixture(scope="module")
def exports(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exports")
    return {kind: export(store, kind, folder / kind, origin=ORIGIN) for kind in KINDS}


@pytest.fixture(scope="module")
def counts(exports: dict[str, Path]) -> dict[str, int]:
    found = {}
    for name in NAMES:
        with (exports["csv"] / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            found[name] = len(list(csv.reader(stream))) - 1
    return found


@pytest.fixture
def hostile() -> Iterator[Store]:
    person = ID["person/x"]
    with open_memory() as small:
        small.load(io.BytesIO(f"<{person}> a <{SG.Person}>".encode() + b" ."), "turtle", graph=FACTS)
        small.add([(person, URIRef(FOAF.name), Literal(HOSTILE), FACTS)])
        yield small


def count_with_duckdb(exports: dict[str, Path], name: str) -> int:
    with closing(duckdb.connect()) as database:
        path = exports["parquet"] / f"{name}.parquet"
        return int(database.execute("SELECT COUNT(*) FROM read_parquet(?)", [str(path)]).fetchall()[0][0])


def count_with_openpyxl(exports: dict[str, Path], name: str) -> int:
    book = openpyxl.load_workbook(io.BytesIO(exports["xlsx"].read_bytes()), read_only=True)
    return sum(1 for _ in book[name].iter_rows()) - 1


def count_with_sqlite(exports: dict[str, Path], name: str) -> int:
    with closing(sqlite3.connect(exports["sqlite"])) as database:
        return int(database.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0])  # noqa: S608 - our own name


CONSUMERS: dict[str, Callable[[dict[str, Path], str], int]] = {
    "pandas of CSV": lambda exports, name: len(pd.read_csv(exports["csv"] / f"{name}.csv")),
    "pandas of Parquet": lambda exports, name: len(pd.read_parquet(exports["parquet"] / f"{name}.parquet")),
    "Polars": lambda exports, name: pl.read_parquet(exports["parquet"] / f"{name}.parquet").height,
    "DuckDB": count_with_duckdb,
    "openpyxl": count_with_openpyxl,
    "SQLite": count_with_sqlite,
}


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_tables_have_as_many_rows_for_each_consumer(
    consumer: str, exports: dict[str, Path], counts: dict[str, int]
) -> None:
    assert {name: CONSUMERS[consumer](exports, name) for name in NAMES} == counts


def test_package_of_csv_is_valid_for_frictionless(exports: dict[str, Path], counts: dict[str, int]) -> None:
    report = frictionless.validate(exports["csv"] / "datapackage.json")
    assert report.flatten(["title", "message"]) == []
    assert {task.name: task.stats["rows"] for task in report.tasks} == counts


def test_package_tells_snapshot_licence_and_columns(exports: dict[str, Path]) -> None:
    package = json.loads((exports["csv"] / "datapackage.json").read_text(encoding="utf-8"))
    assert Origin(package["version"], package["created"]) == ORIGIN
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    fields = {
        (resource["name"], field["name"]): field
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    assert fields["councils", "latitude"] == {
        "name": "latitude",
        "type": "number",
        "description": "A point within the council's area. Unit: degrees north (WGS 84).",
    }
    assert all(field["description"] for field in fields.values())


def test_overview_has_the_columns_of_the_sector_and_then_the_way_to_the_evidence(exports: dict[str, Path]) -> None:
    overview = pd.read_csv(exports["csv"] / "overview.csv", dtype=str, keep_default_na=False)
    assert list(overview.columns) == [
        "urn", "local_authority", "inspection_link", "inspection_framework", "inspector_name", "inspection_start_date",
        "inspection_end_date", "publication_date", "overall_effectiveness_grade", "impact_of_leaders_grade",
        "help_and_protection_grade", "in_care_grade", "care_leavers_grade", "inspection", "council", "evidence",
        "inspection_start_date_precision", "inspection_end_date_precision", "publication_date_precision",
    ]  # fmt: skip
    row = overview[overview.inspection.str.endswith("E10000017/sif/2015-09-14")].iloc[0]
    assert row.to_list() == [
        "80480", "Lancashire", row.inspection_link, "SIF", row.inspector_name, "2015-09-14", "2015-10-08", row.publication_date,
        "Inadequate", row.impact_of_leaders_grade, "Inadequate", "Requires improvement to be good", "Inadequate",
        f"{ID}inspection/E10000017/sif/2015-09-14", f"{ID}council/E10000017", row.evidence, "day", "day",
        row.publication_date_precision,
    ]  # fmt: skip
    assert row.evidence.startswith(f"{ID}document/")


def test_workbook_has_dates_as_dates_and_its_headings_in_sight(exports: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports["xlsx"].read_bytes()))
    assert book.sheetnames == ["about", *NAMES, "columns"]
    assert {book[name].freeze_panes for name in NAMES} == {"A2"}
    sheet = book["inspections"]
    headings = [cell.value for cell in sheet[1]]
    starts = {row[0].value: row[headings.index("start")] for row in sheet.iter_rows(min_row=2)}
    day = starts[f"{ID}inspection/E10000017/sif/2015-09-14"]
    assert (day.value, day.number_format) == (datetime(2015, 9, 14), "yyyy-mm-dd")  # noqa: DTZ001 - a cell has no zone
    assert {cell.number_format for cell in starts.values()} >= {"yyyy-mm"}


def test_date_known_to_the_month_is_its_first_day_and_says_so(exports: dict[str, Path]) -> None:
    table = pq.read_table(exports["parquet"] / "inspections.parquet")
    rows = {(row["start"], row["start_precision"]) for row in table.to_pylist()}
    assert (date(2015, 9, 14), "day") in rows
    assert {start.day for start, precision in rows if precision == "month"} == {1}
    assert table.schema.field("start").metadata == {b"description": b"The first day."}


def test_database_has_keys_that_hold_and_finds_words(exports: dict[str, Path]) -> None:
    with closing(sqlite3.connect(exports["sqlite"])) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        references = {name: database.execute(f"PRAGMA foreign_key_list({name})").fetchall() for name in NAMES}
        assert {name: len(found) for name, found in references.items() if found} == {
            name: count for table in tables() if (count := _count_references(table)) for name in [table.name]
        }
        found = database.execute(
            "SELECT number FROM recommendations WHERE rowid IN (SELECT rowid FROM recommendations_fts"
            " WHERE recommendations_fts MATCH 'leavers') ORDER BY number"
        )
        assert len(found.fetchall()) > 0
        assert dict(database.execute("SELECT what, said FROM about"))["snapshot"] == ORIGIN.name


def _count_references(table: Table) -> int:
    return sum(column.refers_to in NAMES for column in table.references)


def test_datasette_opens_the_folder_with_what_it_tells(exports: dict[str, Path], counts: dict[str, int]) -> None:
    query = "/scrutiny-graph/overview.json?_shape=objects&_size=0"
    command = [sys.executable, "-W", "ignore", "-m", "datasette", str(exports["datasette"]), "--get", query]
    asked = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert asked["filtered_table_rows_count"] == counts["overview"]
    page = subprocess.run([*command[:-1], "/scrutiny-graph/overview"], check=True, capture_output=True).stdout.decode()
    assert "One row an inspection that graded something" in page
    assert "The lead inspector." in page


def test_text_like_a_formula_is_made_safe_in_csv_and_comes_back_whole(hostile: Store, tmp_path: Path) -> None:
    export(hostile, "csv", tmp_path / "tables")
    with (tmp_path / "tables" / "people.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row == {"person": f"{ID}person/x", "name": "'" + HOSTILE}
    assert row["name"].removeprefix("'") == HOSTILE


def test_text_like_a_formula_is_a_text_in_the_workbook(hostile: Store, tmp_path: Path) -> None:
    export(hostile, "xlsx", tmp_path / "x.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["people"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (HOSTILE, "s", True)


@pytest.mark.parametrize("kind", ["parquet", "sqlite"])
def test_text_is_as_it_is_in_formats_for_machines(hostile: Store, tmp_path: Path, kind: str) -> None:
    path = export(hostile, kind, tmp_path / "x")
    if kind == "parquet":
        assert pq.read_table(path / "people.parquet")["name"].to_pylist() == [HOSTILE]
        return
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT name FROM people").fetchall() == [(HOSTILE,)]


@pytest.mark.parametrize("kind", KINDS)
def test_tables_of_one_snapshot_are_the_same_bytes(
    kind: str, store: Store, exports: dict[str, Path], tmp_path: Path
) -> None:
    again = export(store, kind, tmp_path / kind, origin=ORIGIN)
    first = exports[kind]
    files = [path.relative_to(first) for path in sorted(first.rglob("*"))] if first.is_dir() else [Path()]
    assert [(first / path).read_bytes() for path in files] == [(again / path).read_bytes() for path in files]


def test_cell_that_a_sheet_cannot_hold_says_so(hostile: Store, tmp_path: Path) -> None:
    person = ID["person/x"]
    hostile.replace(FACTS, [(person, RDF.type, SG.Person), (person, FOAF.name, Literal("long " * 10_000))])
    export(hostile, "xlsx", tmp_path / "x.xlsx")
    value = openpyxl.load_workbook(tmp_path / "x.xlsx")["people"]["B2"].value
    assert isinstance(value, str)
    assert value.endswith(" […: a cell holds no more of these 50000 characters]")
