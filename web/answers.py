"""An answer to a query as pages show it: a table whose cells lead to things, a truth value, or triples as text."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import NamedTuple

from rdflib import URIRef

from web.store import label, learn_labels
from web.worker import Reply

# A table of more rows helps nobody to read; the whole answer is one click away.
MOST_ROWS = 500
# As many bytes of a long answer are looked at for these rows, or shown as text.
MOST_BYTES = 4_000_000
MOST_TEXT = 200_000
VARIABLES, BINDINGS = '"vars":', '"bindings":['


class Cell(NamedTuple):
    """A term of an answer: its text, its IRI if it is one, and its language or datatype."""

    text: str
    iri: URIRef | None
    note: str


Row = list[Cell | None]


class Answer(NamedTuple):
    """An answer as the page shows it; `number` is None where the rows are so many that nobody counted."""

    form: str
    variables: list[str]
    rows: list[Row]
    number: int | None
    truth: bool | None
    text: str
    milliseconds: int


def read_answer(reply: Reply, milliseconds: int) -> Answer:
    """The answer for the page, from the engine's own JSON; triples stay text. Of a long answer only the beginning is read."""
    with nullcontext() if isinstance(reply.content, bytes) else reply.content:
        if reply.form == "triples":
            text = reply.read(MOST_TEXT).decode("utf-8", "ignore")
            return Answer("triples", [], [], 0, None, text, milliseconds)
        start = reply.read(MOST_BYTES).decode("utf-8", "ignore")
    if reply.form == "truth":
        return Answer("truth", [], [], 0, json.loads(start)["boolean"], "", milliseconds)
    variables, bindings, number = read_bindings(start, whole=reply.length <= MOST_BYTES)
    rows = [[read_cell(row.get(name)) for name in variables] for row in bindings]
    learn_labels([cell.iri for row in rows for cell in row if cell and cell.iri])
    return Answer("rows", variables, rows, number, None, "", milliseconds)


def read_bindings(start: str, *, whole: bool) -> tuple[list[str], list[dict[str, dict[str, str]]], int | None]:
    """The variables, the first rows and the number of all rows, of the engine's JSON or of its beginning."""
    if whole:
        said = json.loads(start)
        bindings = said["results"]["bindings"]
        return said["head"]["vars"], bindings[:MOST_ROWS], len(bindings)
    decoder = json.JSONDecoder()
    rows: list[dict[str, dict[str, str]]] = []
    variables, _ = decoder.raw_decode(start, start.index(VARIABLES) + len(VARIABLES))
    place = start.index(BINDINGS) + len(BINDINGS)
    while len(rows) < MOST_ROWS:
        try:
            row, place = decoder.raw_decode(start, place)
        except json.JSONDecodeError:  # the beginning ends within this row
            break
        rows.append(row)
        place += 1  # the comma
    return variables, rows, None


def leave_out_names(answer: Answer) -> Answer:
    """The answer without columns that only repeat what the things of the column before them are called."""
    told = [
        place
        for place in range(1, len(answer.variables))
        if answer.rows and all(_names(row[place], row[place - 1]) for row in answer.rows)
    ]
    kept = [place for place in range(len(answer.variables)) if place not in told]
    return answer._replace(
        variables=[answer.variables[place] for place in kept],
        rows=[[row[place] for place in kept] for row in answer.rows],
    )


def _names(cell: Cell | None, before: Cell | None) -> bool:
    return bool(cell and before and before.iri and not cell.iri and cell.text == label(before.iri))


def read_cell(term: dict[str, str] | None) -> Cell | None:
    """A term of the engine's JSON."""
    if term is None:
        return None
    if term["type"] == "uri":
        return Cell(term["value"], URIRef(term["value"]), "")
    note = term.get("xml:lang") or term.get("datatype", "").rsplit("#", 1)[-1]
    return Cell(term["value"], None, note)
