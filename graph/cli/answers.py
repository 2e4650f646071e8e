"""Prints the answer to a query: as a table for people, or in a standard format by the engine's own hand."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from threading import Thread

from rdflib import Literal, URIRef
from rdflib.term import Node

from graph.cli.output import STOPPED, complain, print_rows, tell
from graph.errors import StoreError
from graph.query.labels import find_labels
from graph.store import Answer, Rows, Store, Triples
from graph.terms import PREFIXES


class AnswerFormat(StrEnum):
    """How an answer is printed: the first five for rows and truth values, the last four for triples."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


MOST_NAMED = 3_000
"""Things in a table whose names are looked up; nobody reads a table of more."""


def print_answer(answer: Answer, wanted: AnswerFormat | None, store: Store) -> None:
    """Print an answer; where no format is wanted, a table on a terminal, and CSV or Turtle for a program.

    A table has the names that the store knows in the place of addresses.
    """
    if isinstance(answer, Triples):
        _write(answer, _TRIPLES.get(wanted, wanted or AnswerFormat.TURTLE))
    elif wanted is AnswerFormat.TABLE or (wanted is None and sys.stdout.isatty()):
        _print_table(answer, store)
    else:
        _write(answer, wanted or AnswerFormat.CSV)


# The names that mean another format where the answer is triples.
_TRIPLES: dict[AnswerFormat | None, AnswerFormat] = {
    AnswerFormat.TABLE: AnswerFormat.TURTLE,
    AnswerFormat.XML: AnswerFormat.RDFXML,
    AnswerFormat.JSON: AnswerFormat.JSONLD,
}


def _write(answer: Answer, wanted: AnswerFormat) -> None:
    # Written out before the first byte is printed: an answer is whole or an error.
    sys.stdout.buffer.write(answer.serialise(wanted.value))
    sys.stdout.buffer.flush()


def _print_table(answer: Answer, store: Store) -> None:
    if not isinstance(answer, Rows):
        tell("true" if answer else "false")
        return
    names = find_names(store, [term for row in answer for term in row if isinstance(term, URIRef)])
    print_rows(answer.variables, (list(_name_row(row, names)) for row in answer))


def find_names(store: Store, things: list[URIRef]) -> dict[URIRef, str]:
    """What things are called, as far as a few are asked for and the store tells."""
    try:
        return find_labels(store, things) if len(set(things)) <= MOST_NAMED else {}
    except StoreError:  # a server that answered the question but does not want this one
        return {}


def _name_row(row: Iterable[Node | None], names: dict[URIRef, str]) -> Iterator[str | None]:
    """The cells of a row, with names for addresses; where a cell has the name already, the address is worth more."""
    texts = {str(term) for term in row if isinstance(term, Literal)}
    for term in row:
        name = names.get(term) if isinstance(term, URIRef) else None
        yield name if name and name not in texts else shorten(term)


def shorten(term: Node | None) -> str | None:
    """The term as a person reads it: "id:council/E10000017" for an address that a prefix is known for."""
    if not isinstance(term, URIRef):
        return None if term is None else str(term)
    known = [(name, stem) for name, stem in PREFIXES.items() if term.startswith(stem)]
    if not known:
        return str(term)
    name, stem = max(known, key=lambda pair: len(pair[1]))
    return f"{name}:{term[len(stem) :]}"


@contextmanager
def stoppable() -> Iterator[None]:
    """Lets Ctrl-C end the command while the engine works, with one line and exit status 130.

    The engine answers in one call, and Python's own handler waits for the end of it. The system's handler does not: it
    writes a byte that a thread of ours waits for.
    """
    heard, tell_of_it = os.pipe()
    os.set_blocking(tell_of_it, False)
    Thread(target=_end_when_told, args=(heard,), daemon=True).start()
    before = signal.signal(signal.SIGINT, lambda *_: None)
    signal.set_wakeup_fd(tell_of_it)
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, before)
        os.close(tell_of_it)  # the thread reads the end of it, and ends


def _end_when_told(heard: int) -> None:
    told = os.read(heard, 1)
    os.close(heard)
    if told:
        complain("stopped")
        os._exit(STOPPED)
