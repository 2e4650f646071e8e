"""The command that tells how two things are connected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rdflib import URIRef

from graph.cli.answers import shorten, stoppable
from graph.cli.options import DEFAULT_WORKSPACE, LayoutOption, WorkspaceOption
from graph.cli.output import Cell, Layout, print_json, print_rows, tell
from graph.errors import UnknownName
from graph.query.labels import find_labels
from graph.query.naming import find_things
from graph.query.pages import is_known
from graph.snapshots import Workspace
from graph.store import Store

if TYPE_CHECKING:
    from graph.network import Source, Step, Way

Told = Sequence[tuple["Way", tuple["Step", ...]]]

HEADERS = ("way", "step", "sentence", "subject", "property", "object", "statement", "page", "quote")
UNSAID = "no document says so in words: from a register, or derived"


def path(
    one: Annotated[
        str,
        typer.Argument(
            metavar="ONE", help="A council, a person, a committee or the like by name, or anything by its address."
        ),
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other one, likewise.")],
    most: Annotated[int, typer.Option("--most", "-n", min=1, max=20, help="How many ways to tell, at most.")] = 3,
    layout: LayoutOption = Layout.TABLE,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Tell how two things are connected: the shortest way, and others that share nothing with it, each link with its sources."""
    from graph.network import find_ways, read_links, tell_ways

    with Workspace(workspace).open_store() as store, stoppable():
        ends = (_find(store, one), _find(store, other))
        if ends[0] == ends[1]:
            raise UnknownName(f"{one} and {other} are one thing: name two")
        network = read_links(store)
        ways = find_ways(network, *ends, most)
        told = list(zip(ways, tell_ways(store, network, ways), strict=True))
        documents = (_document(source) for _, steps in told for step in steps for source in step.sources)
        names = find_labels(store, [*ends, *documents])
    if layout is Layout.CSV:
        print_rows(HEADERS, _iter_rows(told), layout)
    elif layout is Layout.JSON:
        print_json(_to_json(told))
    else:
        _print_ways([_name(end, names) for end in ends], told, names)


COMMANDS = (path,)


def _find(store: Store, word: str) -> URIRef:
    thing = find_things(store, "thing", word)[0]
    if not is_known(store, thing):
        raise UnknownName(f"nothing is known of {word}: give a name, or an address that the graph has")
    return thing


def _iter_rows(told: Told) -> Iterator[Sequence[Cell]]:
    """A row for each step, with the first of its sources."""
    for number, (_, steps) in enumerate(told, 1):
        for place, step in enumerate(steps, 1):
            row: tuple[Cell, ...] = (number, place, step.sentence, *step.link)
            first = next(iter(step.sources), None)
            yield (*row, first.statement, first.page, first.quote) if first else (*row, None, None, None)


def _to_json(told: Told) -> object:
    return [
        {
            "length": way.length,
            "things": way.things,
            "steps": [
                {
                    "sentence": step.sentence,
                    **step.link._asdict(),
                    "sources": [source._asdict() for source in step.sources],
                }
                for step in steps
            ],
        }
        for way, steps in told
    ]


def _print_ways(ends: Sequence[str], told: Told, names: Mapping[URIRef, str]) -> None:
    between = " and ".join(ends)
    tell(
        f"{between}: {len(told)} {'way' if len(told) == 1 else 'ways'}" if told else f"{between}: nothing connects them"
    )
    for number, (_, steps) in enumerate(told, 1):
        tell(f"\n{number}.")
        for step in steps:
            tell("\n".join([f"  {step.sentence}", *(f"    {line}" for line in _iter_said(step, names))]))


def _iter_said(step: Step, names: Mapping[URIRef, str]) -> Iterator[str]:
    """The words that say a step, each once, and below them all places where they stand."""
    places: dict[str, list[str]] = {}
    for source in step.sources:
        place = f"page {source.page} of {_name(_document(source), names)} ({shorten(source.statement)})"
        places.setdefault(" ".join(source.quote.split()), []).append(place)
    for words, found in places.items():
        yield f"“{words}”"
        yield from (f"  {place}" for place in found)
    if not places:
        yield UNSAID


def _document(source: Source) -> URIRef:
    return URIRef(source.evidence.partition("/evidence/")[0])


def _name(thing: URIRef, names: Mapping[URIRef, str]) -> str:
    return names.get(thing) or str(shorten(thing))
