"""What a spreadsheet can gain about a thing: codes, grades, dates, and the things that it belongs to (`properties.csv`)."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from importlib.resources import files
from numbers import Real
from typing import NamedTuple

from rdflib import Literal, URIRef

from graph.errors import QueryRejected
from graph.query.labels import find_labels
from graph.store import Rows, Store
from graph.terms import ID, PREFIXES


class Property(NamedTuple):
    """A property by its key, what it is called, the kind of things that have it, and the pattern that finds its values."""

    key: str
    name: str
    type: str
    pattern: str

    @property
    def query(self) -> str:
        """The query that finds all things with their values."""
        prefixes = "".join(
            f"PREFIX {name}: <{address}>\n" for name, address in PREFIXES.items() if f"{name}:" in self.pattern
        )
        return f"{prefixes}SELECT DISTINCT ?thing ?value WHERE {{ {self.pattern} }} ORDER BY ?thing ?value"


class Value(NamedTuple):
    """A value: what it is called or says, and the thing that it is, if it is one; or a number."""

    text: str
    thing: URIRef | None = None
    number: float | None = None

    @property
    def key(self) -> str:
        """The thing's identifier, below the stem of all identifiers; the text where it is none."""
        return self.text if self.thing is None else self.thing.removeprefix(str(ID))


Values = dict[URIRef, tuple[Value, ...]]


@cache
def properties() -> dict[str, Property]:
    """All properties by key."""
    with (files(__package__) / "properties.csv").open(encoding="utf-8") as stream:
        return {row["key"]: Property(**row) for row in csv.DictReader(stream)}


def read_values(store: Store, key: str) -> Values:
    """All values of a property, by thing."""
    answer = store.query(properties()[key].query)
    if not isinstance(answer, Rows):
        raise QueryRejected(f"graph/reconcile/properties.csv: the pattern of {key} makes no SELECT")
    rows = [(URIRef(str(thing)), value) for thing, value in answer.rows]
    labels = find_labels(store, (value for _, value in rows if isinstance(value, URIRef)))
    found: dict[URIRef, list[Value]] = {}
    for thing, value in rows:
        found.setdefault(thing, []).append(_make(value, labels))
    return {thing: tuple(values) for thing, values in found.items()}


def _make(value: object, labels: dict[URIRef, str]) -> Value:
    if isinstance(value, URIRef):
        return Value(labels.get(value) or value.rpartition("/")[2], value)
    plain = value.value if isinstance(value, Literal) else None
    return Value(str(value), number=float(plain) if isinstance(plain, Real | Decimal) else None)
