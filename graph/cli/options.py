"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.output import Layout

WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace", "-w", envvar="SCRUTINY_WORKSPACE", help="The folder that holds the graph.", file_okay=False
    ),
]
LayoutOption = Annotated[Layout, typer.Option("--format", "-f", help="How to print.")]

DEFAULT_WORKSPACE = Path("workspace")

IN_PART = 3
"""The exit status of what was done, but not for all documents."""
