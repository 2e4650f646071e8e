"""The commands below `scrutiny snapshots`: verify the builds of a workspace, return to one, remove old ones."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.cli.options import DEFAULT_WORKSPACE, WorkspaceOption, refuse_empty
from graph.cli.output import tell
from graph.cli.reviewing import snapshots
from graph.errors import WorkspaceError
from graph.snapshots import Workspace

group = typer.Typer(invoke_without_command=True)
group.callback()(snapshots)


@group.command()
def verify(workspace: WorkspaceOption = DEFAULT_WORKSPACE) -> None:
    """Compare all files of all builds with their checksums; exit status 1 where one is damaged."""
    place = Workspace(workspace)
    found = place.verify()
    if not found:
        refuse_empty(place)
    for name, damage in found.items():
        if not damage:
            tell(f"{name}: sound")
    damaged = [f"{name}: {damage}" for name, damage in found.items() if damage]
    if damaged:
        raise WorkspaceError(
            f"damaged: {', '.join(damaged)}: run `scrutiny snapshots restore`, or remove it and build again"
        )


@group.command()
def restore(
    snapshot: Annotated[str | None, typer.Argument(metavar="SNAPSHOT", help="Its name or number.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Return to a build that is sound: that one, or the newest but the current."""
    place = Workspace(workspace)
    refuse_empty(place)
    tell(f"Current: {place.restore(snapshot).name}")


@group.command()
def prune(
    keep: Annotated[
        int, typer.Option(metavar="N", min=2, help="How many of the newest stay; the current always does.")
    ] = 3,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Remove old builds, also while the explorer serves: what was asked before a switch still reads the build before."""
    place = Workspace(workspace)
    refuse_empty(place)
    gone = place.prune(keep)
    tell(f"Removed: {', '.join(snapshot.name for snapshot in gone) or 'none'}")
