"""The tables that the graph is given as: which there are, what their columns hold, and the query that fills each.

`tables.csv` lists the tables, `columns.csv` their columns in order with type, unit and meaning; whoever knows better corrects
them there. `<table>.rq` gives the rows. Keys are the things' addresses: `inspection` in the judgements is `inspection` in
the inspections, and opens in a browser.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph.terms import read_text

TYPES = ("iri", "text", "integer", "number", "boolean", "date", "precision")
"""What a column may hold. A date that is known to the month or year is that period's first day, and a column of the type
"precision" beside it says so: "day", "month" or "year"."""


class Column(NamedTuple):
    """A column: its name and type, the table whose key it holds (or, of a precision, the column of the date), its unit."""

    name: str
    type: str
    refers_to: str
    unit: str
    meaning: str

    @property
    def is_asked(self) -> bool:
        """Whether the query gives it; a precision follows from its date."""
        return self.type != "precision"


class Table(NamedTuple):
    """A table: what it is called, the columns that make its key, what a row of it is, its columns, and the query."""

    name: str
    key: tuple[str, ...]
    title: str
    meaning: str
    columns: tuple[Column, ...]
    query: str = ""

    @property
    def references(self) -> tuple[Column, ...]:
        """The columns that hold keys of tables."""
        return tuple(column for column in self.columns if column.type == "iri" and column.refers_to)


@cache
def tables() -> tuple[Table, ...]:
    """All tables, in the order in which they are given."""
    columns: dict[str, list[Column]] = {}
    for table, *cells in _read("columns.csv"):
        columns.setdefault(table, []).append(Column(*cells))
    return tuple(
        Table(name, tuple(key.split("|")), title, meaning, tuple(columns[name]), _read_query(name))
        for name, key, title, meaning in _read("tables.csv")
    )


def _read(name: str) -> list[list[str]]:
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return [row for row in csv.reader(text.splitlines()[1:]) if row]


def _read_query(name: str) -> str:
    return read_text(__name__, f"{name}.rq")
