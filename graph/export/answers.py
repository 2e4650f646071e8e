"""The answer to a question or a query as a table, and as the triples that it constructs."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import XSD, Literal, URIRef

from graph.errors import ExportError
from graph.export.staging import CELLS, Cell, Row
from graph.export.tables import Column, Table
from graph.store import Answer, Rows, Store, Term, Triples, open_memory
from graph.terms import ID

GRAPH = ID["graph/answer"]
"""The graph that holds what a query constructs, in formats that have graphs."""
NUMBERS = {str(XSD.integer): "integer", str(XSD.decimal): "number", str(XSD.double): "number", str(XSD.float): "number"}
TYPES = NUMBERS | {str(XSD.boolean): "boolean", str(XSD.date): "date"}


def to_table(answer: Answer, meaning: str) -> tuple[Table, Iterator[Row]]:
    """The table `answer` and its rows, in the order of the answer; each column has the type that all its values have."""
    if not isinstance(answer, Rows):
        raise ExportError("the query gives no rows: ask by SELECT, or export it as RDF")
    types = [_find_type({_kind(cell) for cell in cells if cell is not None}) for cells in _columns(answer)]
    columns = tuple(
        Column(name, kind, "", "", f"?{name} of the query") for name, kind in zip(answer.variables, types, strict=True)
    )
    table = Table("answer", (), "Answer", meaning, columns)
    rows = (tuple(_to_cell(cell, kind) for cell, kind in zip(row, types, strict=True)) for row in answer.rows)
    return table, rows


def to_store(answer: Triples) -> Store:
    """A store that holds the triples of an answer, in a graph of their own."""
    store = open_memory()
    store.add((*triple, GRAPH) for triple in answer)
    return store


def _columns(answer: Rows) -> list[tuple[Term | None, ...]]:
    return list(zip(*answer.rows, strict=True)) if answer.rows else [() for _ in answer.variables]


def _kind(term: Term) -> str:
    if isinstance(term, URIRef):
        return "iri"
    return TYPES.get(str(term.datatype), "text") if isinstance(term, Literal) else "text"


def _find_type(kinds: set[str]) -> str:
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "text"


def _to_cell(term: Term | None, kind: str) -> Cell:
    return None if term is None or str(term) == "" else CELLS[kind](str(term))
