"""The command that brings reports from the web: fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import IN_PART
from graph.cli.output import complain, progress, tell
from graph.errors import FetchError


def fetch(
    lists: Annotated[
        list[str],
        typer.Argument(
            metavar="LIST", help="Files of addresses, one a line or in a column `url`; folders of them; addresses."
        ),
    ],
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.", file_okay=False)
    ] = Path("fetched"),
    pause: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.5, max=3600, help="Between two requests to a host, at least.")
    ] = 1.0,
    most: Annotated[int, typer.Option(metavar="MB", min=1, max=200, help="The largest file that is taken.")] = 200,
    missing: Annotated[bool, typer.Option("--missing", help="Ask for nothing that is there already.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from this machine and its network too; trust the list.")
    ] = False,
) -> None:
    """Bring reports and papers from the web into a folder that `build` reads, with a manifest; what is there and unchanged stays.

    Hosts are asked one at a time, with pauses, and as their robots.txt has it. A run that is stopped goes on where it was.
    """
    from graph.fetch import Manners, read_lists
    from graph.fetch import fetch as bring_all

    wanted = read_lists(lists)
    manners = Manners(pause=pause, most_bytes=most << 20, allow_private=allow_private)
    with progress() as moved:
        outcome = bring_all(wanted, folder, manners, missing_only=missing, progress=moved)
    for line in outcome.tell_left_out():
        complain(f"left out {line}")
    if len(outcome.left_out) == len(wanted):
        raise FetchError(str(folder), "nothing could be fetched")
    tell(
        f"{folder}: {len(outcome.fetched):,} fetched, {outcome.unchanged:,} unchanged, {len(outcome.left_out):,} left out"
    )
    if outcome.left_out:
        raise typer.Exit(IN_PART)


COMMANDS = (fetch,)
