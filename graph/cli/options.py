"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.output import Layout, misuse
from graph.errors import WorkspaceError
from graph.snapshots import Snapshot, Workspace

WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace", "-w", envvar="SCRUTINY_WORKSPACE", help="The folder that holds the graph.", file_okay=False
    ),
]
LayoutOption = Annotated[Layout, typer.Option("--format", "-f", help="How to print.")]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", "-s", metavar="NAME=VALUE", help="What to ask a question of, by name or address: council=Lancashire."
    ),
]

DEFAULT_WORKSPACE = Path("workspace")

IN_PART = 3
"""The exit status of what was done, but not for all documents."""


def find_current(place: Workspace) -> Snapshot:
    """The snapshot of a workspace that serves; WorkspaceError where nothing is built."""
    current = place.current()
    if current is None:
        raise WorkspaceError(f"nothing is built in {place.path}: run `scrutiny build PATH…` first")
    return current


def refuse_empty(place: Workspace) -> None:
    """Say that nothing is built, where there is no build at all; one whose current build is lost still has others."""
    if not place.list():
        find_current(place)


def read_pairs(given: Iterable[str] | None) -> dict[str, list[str]]:
    """The values of each name that `--set` gives; one that is given again has several."""
    pairs: dict[str, list[str]] = {}
    for pair in given or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise misuse(f"--set takes NAME=VALUE, not {pair!r}")
        pairs.setdefault(name.strip(), []).append(value)
    return pairs
