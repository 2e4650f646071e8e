"""Tables on their way out: filled from the graph into a database on the disk, where they are put in order and joined.

From there each writer takes its rows one by one, so that no table has to fit in memory, and all formats hold the same.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from graph.errors import ExportError
from graph.export.tables import Column, Table
from graph.store import Rows, Store

Cell = str | int | float | None
Row = tuple[Cell, ...]
Tell = Callable[[int, int, str], None]

SQL_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
"""What the types are in SQLite: a truth value is 1 or 0, a date is text in ISO form, and all else is text."""
PRECISIONS = {4: "year", 7: "month", 10: "day"}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Staged(NamedTuple):
    """Tables that are filled, in a database that is open."""

    database: sqlite3.Connection
    tables: tuple[Table, ...]

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table in the order of its key."""
        return iter(self.database.execute(f"SELECT * FROM {quote(table.name)} ORDER BY rowid"))

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        return int(self.database.execute(f"SELECT COUNT(*) FROM {quote(table.name)}").fetchone()[0])


@contextmanager
def staged(
    tables: tuple[Table, ...], find_rows: Callable[[Table], Iterable[Row]], path: Path, tell: Tell
) -> Iterator[Staged]:
    """The tables with the rows that are found for them; they are in the file `path`, which is made."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # The file is made anew each time: there is nothing that could be lost, so nothing is kept twice.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE")
        with told_of(path):
            for place, table in enumerate(tables):
                tell(place, len(tables), f"asking for {table.name}")
                _fill(database, table, find_rows(table))
            for table in tables:
                _empty_dangling(database, table, {other.name: other for other in tables})
        yield Staged(database, tables)


def find_rows(store: Store, table: Table) -> Iterator[Row]:
    """The rows of a table, as its query gives them."""
    answer = store.query(table.query)
    assert isinstance(answer, Rows), "a table's query is a SELECT"
    asked = tuple(column.name for column in table.columns if column.is_asked)
    if answer.variables != asked:
        raise ExportError(f"graph/export/tables/{table.name}.rq: gives other columns than columns.csv tells of")
    return _convert(table.columns, answer.iter_texts())


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Tells what SQLite cannot do with the disk as the system would tell it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ExportError(f"{path.parent}: cannot be written: {error}") from error


def quote(name: str) -> str:
    """A name as SQL writes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def define(table: Table, others: Iterable[Table] = ()) -> str:
    """The statement that makes a table, with its key and its references to the other tables."""
    known = {other.name: other.key[0] for other in others if other.key}
    columns = [f"{quote(column.name)} {SQL_TYPES.get(column.type, 'TEXT')}" for column in table.columns]
    keys = [f"PRIMARY KEY ({', '.join(map(quote, table.key))})"] if table.key else []
    keys += [
        f"FOREIGN KEY ({quote(column.name)}) REFERENCES {quote(column.refers_to)} ({quote(known[column.refers_to])})"
        for column in table.references
        if column.refers_to in known
    ]
    return f"CREATE TABLE {quote(table.name)} (\n  " + ",\n  ".join(columns + keys) + "\n)"


def _convert(columns: tuple[Column, ...], rows: Iterable[tuple[str | None, ...]]) -> Iterator[Row]:
    """The rows with their cells converted, and with the precision of dates beside them."""
    asked = [column for column in columns if column.is_asked]
    places = {column.name: place for place, column in enumerate(asked)}
    makers = [(places[column.name if column.is_asked else column.refers_to], CELLS[column.type]) for column in columns]
    for row in rows:
        yield tuple(make(row[place]) if row[place] else None for place, make in makers)


def _to_date(text: str | None) -> Cell:
    found = _DATE.match(text or "")
    return f"{found[0]}-01-01"[:10] if found and len(found[0]) == 4 else f"{found[0]}-01"[:10] if found else None


def _to_precision(text: str | None) -> Cell:
    found = _DATE.match(text or "")
    return PRECISIONS[len(found[0])] if found else None


CELLS: dict[str, Callable[[str | None], Cell]] = {
    "iri": str,
    "text": str,
    "integer": lambda text: int(text or 0),
    "number": lambda text: float(text or 0),
    "boolean": lambda text: int(text in ("true", "1")),
    "date": _to_date,
    "precision": _to_precision,
}


def _fill(database: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    """Make a table of the rows in the order of its key, each key once: of several rows the first in order stands.

    A table without a key has its rows as they come.
    """
    name, marks = quote(table.name), ", ".join("?" * len(table.columns))
    database.execute(define(table))
    first = "unordered" if table.key else name
    if table.key:
        database.execute(f"CREATE TEMP TABLE unordered AS SELECT * FROM {name}")
    database.execute("BEGIN")
    database.executemany(f"INSERT INTO {first} VALUES ({marks})", rows)
    if table.key:
        order = ", ".join(map(quote, dict.fromkeys([*table.key, *(column.name for column in table.columns)])))
        database.execute(f"INSERT OR IGNORE INTO {name} SELECT * FROM unordered ORDER BY {order}")
    database.execute("COMMIT")
    database.execute("DROP TABLE IF EXISTS temp.unordered")


def _empty_dangling(database: sqlite3.Connection, table: Table, known: dict[str, Table]) -> None:
    """Empty the keys that lead out of a part of the graph, to what is in no table; a row that is told by such a key goes."""
    for column in table.references:
        other = known.get(column.refers_to)
        if other is None:
            continue
        name, cell = quote(table.name), quote(column.name)
        change = f"DELETE FROM {name}" if column.name in table.key else f"UPDATE {name} SET {cell} = NULL"
        database.execute(f"{change} WHERE {cell} NOT IN (SELECT {quote(other.key[0])} FROM {quote(other.name)})")
