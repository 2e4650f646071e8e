"""The commands that look a workspace over: status, snapshots, check."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer
from rdflib import URIRef
from rdflib.term import Node

from graph.cli.answers import shorten, stoppable
from graph.cli.options import DEFAULT_WORKSPACE, IN_PART, LayoutOption, WorkspaceOption, find_current, refuse_empty
from graph.cli.output import Layout, misuse, print_json, print_rows, tell
from graph.query.labels import find_labels
from graph.snapshots import Snapshot, Unread, Workspace
from graph.store import Triple


class ChangesFormat(StrEnum):
    """How the list of snapshots, or what changed between two, is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PATCH = "patch"


def status(workspace: WorkspaceOption = DEFAULT_WORKSPACE, layout: LayoutOption = Layout.TABLE) -> None:
    """Show what is built: how many of what, and each document that is not in the graph, with its reason."""
    current = find_current(Workspace(workspace))
    if layout is Layout.JSON:
        print_json(
            {
                "workspace": str(workspace),
                "snapshot": current.name,
                "made": current.made,
                "counts": dict(current.counts),
                "unread": [row._asdict() for row in current.unread],
                "left_out": [row._asdict() for row in current.left_out],
            }
        )
        return
    absent = [(what, f"{row.path}: {row.reason}") for what, files in _absent(current) for row in files]
    rows: list[tuple[str, str | int]] = [("snapshot", current.name), ("made", current.made), *current.counts.items()]
    print_rows(("what", "value"), [*rows, *absent], layout)


def snapshots(
    context: typer.Context,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    layout: Annotated[ChangesFormat, typer.Option("--format", "-f", help="How to print.")] = ChangesFormat.TABLE,
    since: Annotated[
        str | None, typer.Option(metavar="SNAPSHOT", help="Which facts came and went from that one to the current.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="SNAPSHOT", help="With --since: up to that one, in place of the current.")
    ] = None,
    return_to: Annotated[str | None, typer.Option(metavar="SNAPSHOT", help="Make that one the current.")] = None,
) -> None:
    """List the builds that are kept, compare one with the current; verify them, restore one, remove old ones."""
    if context.invoked_subcommand:
        _refuse_before(context, context.invoked_subcommand)
        return
    place = Workspace(workspace)
    if layout is ChangesFormat.PATCH and since is None:
        raise misuse("--format patch tells what changed: give --since SNAPSHOT")
    if until is not None and since is None:
        raise misuse("--until ends what --since begins: give --since SNAPSHOT")
    if return_to is not None and since is not None:
        raise misuse("give one of --return-to, which switches, and --since, which compares")
    if return_to is not None:
        tell(f"Current: {place.switch(return_to).name}")
    elif since is not None:
        _compare(place, place.find(since), place.find(until) if until else find_current(place), layout)
    else:
        _list(place, Layout(layout.value))


def check(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    layout: LayoutOption = Layout.TABLE,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Tell every gap, not only how many of each kind there are.")
    ] = False,
) -> None:
    """Look the graph over: shapes, evidence, disagreements, doubts, documents that are not in it, and what is not known."""
    from graph.check import check as look_over
    from graph.check import count_gaps, find_gaps

    place = Workspace(workspace)
    current = find_current(place)
    with place.open_store(current) as store, stoppable():
        faults = look_over(store, current)
        missing = find_gaps(store) if gaps else count_gaps(store)
    print_rows(("kind", "thing", "what"), [*faults, *missing], layout)
    if current.unread or current.left_out:
        raise typer.Exit(IN_PART)


COMMANDS = (status, check)


def _refuse_before(context: typer.Context, command: str) -> None:
    """Refuse options between `snapshots` and a command below it: it would not see them, and work on another workspace."""
    for option in context.command.params:
        source = context.get_parameter_source(option.name or "")
        if source is not None and source.name == "COMMANDLINE":
            raise misuse(f"options go behind `snapshots {command}`, and {option.opts[0]} stands before it")


def _list(place: Workspace, layout: Layout) -> None:
    refuse_empty(place)
    current = place.current()
    headers = ("snapshot", "made", "documents", "facts", "current")
    rows = [
        (one.name, one.made, one.counts.get("documents"), one.counts.get("facts"), "yes" if one == current else "")
        for one in place.list()
    ]
    print_rows(headers, rows, layout)


def _compare(place: Workspace, old: Snapshot, new: Snapshot, layout: ChangesFormat) -> None:
    if layout is ChangesFormat.PATCH:
        place.write_patch(old, new, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    changes = place.changes(old, new)
    marked = [("added", triple) for triple in changes.added] + [("removed", triple) for triple in changes.removed]
    names = _find_names(place, (new, old), marked) if layout is ChangesFormat.TABLE else {}
    rows = [(direction, *(names.get(term) or shorten(term) for term in triple)) for direction, triple in marked]
    print_rows(("change", "subject", "predicate", "object"), rows, Layout(layout.value))


def _find_names(place: Workspace, snapshots: Iterable[Snapshot], marked: list[tuple[str, Triple]]) -> dict[Node, str]:
    """What the things of changes are called in the newer snapshot, or else in the older."""
    things = [term for _, triple in marked for term in triple if isinstance(term, URIRef)]
    names: dict[Node, str] = {}
    for snapshot in snapshots:
        with place.open_store(snapshot) as store:
            for thing, name in find_labels(store, things).items():
                names.setdefault(thing, name)
    return names


def _absent(snapshot: Snapshot) -> tuple[tuple[str, tuple[Unread, ...]], ...]:
    return ("unread", snapshot.unread), ("left out", snapshot.left_out)
