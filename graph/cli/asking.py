"""The command that asks a graph: a file, a question of the library, or a query as it comes."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rdflib import URIRef

from graph.cli.answers import AnswerFormat, find_names, print_answer, stoppable
from graph.cli.options import DEFAULT_WORKSPACE, SetOption, WorkspaceOption, read_pairs
from graph.cli.output import Layout, misuse, note, print_rows
from graph.errors import QueryRejected
from graph.query import find, questions
from graph.query.naming import understand
from graph.query.parameters import Value, add_prefixes, fill_text, find_examples
from graph.snapshots import Workspace
from graph.store import Store, connect, read_access


def query(
    question: Annotated[
        str | None, typer.Argument(metavar="FILE.rq|QUESTION", help="A file, '-', or a question of the library.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", "-e", help="The query itself.")] = None,
    given: SetOption = None,
    listing: Annotated[bool, typer.Option("--list", help="List the questions of the library.")] = False,
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Ask a SPARQL server instead.")] = None,
    layout: Annotated[AnswerFormat | None, typer.Option("--format", "-f", help="How to print the answer.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Ask the graph a question: one of the library by name, or a query in SPARQL 1.1."""
    if listing:
        _list_questions(layout)
        return
    name, wanted = _find_text(question, text)
    pairs = read_pairs(given)
    with _open(workspace, endpoint) as store, stoppable():
        if pairs:
            wanted = fill_text(wanted, name, **understand(store, wanted, name, pairs))
        began = time.perf_counter()
        print_answer(store.query(wanted), layout, store)
        if name in {one.name for one in questions()}:
            _note_examples(store, {one: asked for one, asked in find_examples(wanted).items() if one not in pairs})
        note(f"answered in {time.perf_counter() - began:.3f} s")


COMMANDS = (query,)


def _find_text(question: str | None, text: str | None) -> tuple[str, str]:
    """What the query is called in messages, and its text."""
    if (question is None) == (text is None):
        raise misuse("give one of a file, a question's name (see --list), or a query with -e")
    if text is not None or question is None:
        return "-e", add_prefixes(text or "")
    if question == "-":
        return "-", sys.stdin.read()
    if question.endswith((".rq", ".sparql")) or "/" in question:
        return question, _read_file(Path(question))
    found = find(question)
    return found.name, found.text


def _note_examples(store: Store, examples: Mapping[str, Sequence[Value]]) -> None:
    """Tell of what a question of the library was asked where nobody said: it answers about its example."""
    if not examples:
        return
    things = [one for asked in examples.values() for one in asked if isinstance(one, URIRef)]
    names = {str(thing): name for thing, name in find_names(store, things).items()}
    told = (
        f"{name} {' and '.join(names.get(one, one) for one in map(str, asked))}" for name, asked in examples.items()
    )
    note(f"asked of {', '.join(told)}, as the question stands: --set {next(iter(examples))}=… asks of another")


def _read_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryRejected(f"{path}: not a query: it is no UTF-8 text") from error


def _list_questions(layout: AnswerFormat | None) -> None:
    if layout and layout.value not in set(Layout):
        raise misuse(f"--list is printed as {', '.join(Layout)}, not as {layout.value}")
    rows = [(one.name, one.label, one.heading, ", ".join(one.parameters)) for one in questions()]
    print_rows(("question", "number", "asks", "set"), rows, Layout(layout.value) if layout else Layout.TABLE)


def _open(workspace: Path, endpoint: str | None) -> Store:
    return connect(endpoint, access=read_access()) if endpoint else Workspace(workspace).open_store()
