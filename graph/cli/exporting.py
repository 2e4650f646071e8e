"""The command that writes the graph for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import DEFAULT_WORKSPACE, WorkspaceOption
from graph.cli.output import print_rows, tell
from graph.export import export as write
from graph.export import kinds
from graph.snapshots import Workspace


def export(
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="What to write; none: list the kinds.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file or folder; named by kind unless told.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what is there.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Write the graph, or tables of it, for other tools."""
    if kind is None:
        print_rows(("kind", "gives"), [(one.name, one.what) for one in kinds()])
        return
    suffix = next((one.suffix for one in kinds() if one.name == kind), "")
    with Workspace(workspace).open_store() as store:
        tell(str(write(store, kind, output or Path(f"scrutiny-graph{suffix}"), overwrite=overwrite)))


COMMANDS = (export,)
