"""The commands that read documents: build, extract, evaluate."""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import DEFAULT_WORKSPACE, IN_PART, LayoutOption, WorkspaceOption
from graph.cli.output import Layout, complain, print_json, print_rows, progress, tell
from graph.cli.stores import GraphStoreOption, StoreOption, connect_store, greet_store, upload
from graph.snapshots import Workspace


class RecordFormat(StrEnum):
    """How what one document says is printed: over many lines for people, or on one line for a program's log."""

    JSON = "json"
    JSONL = "jsonl"


def build(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders with all below them, and addresses (s3://…, zip://…)."),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes that read; one a core unless told."),
    ] = None,
    originals: Annotated[
        bool, typer.Option("--originals/--no-originals", help="Keep the PDFs, so that pages can be shown as pictures.")
    ] = True,
    dask: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The scheduler of a Dask cluster, whose workers are to read.")
    ] = "",
    store: StoreOption = None,
    graph_store: GraphStoreOption = None,
) -> None:
    """Read reports and papers into the workspace's graph; what was read before is not read again.

    With --store, the graph goes to a store elsewhere as well: what changed since it was last sent there.
    """
    from graph.build import build as build_graph

    remote = connect_store(store, graph_store)
    if remote is not None:
        greet_store(remote, Workspace(workspace))
    started = time.monotonic()
    with progress() as moved:
        outcome = build_graph(paths, Workspace(workspace), jobs=jobs, progress=moved, originals=originals, cluster=dask)
    for row in (*outcome.unread, *outcome.left_out):
        complain(f"left out {row.path}: {row.reason}")
    told = [(outcome.documents, "document"), (outcome.statements, "statement"), (outcome.facts, "fact")]
    counts = ", ".join(f"{number:,} {word if number == 1 else f'{word}s'}" for number, word in told)
    if outcome.datasets:
        counts += f", {outcome.datasets:,} {'file' if outcome.datasets == 1 else 'files'} of RDF"
    news = "nothing new" if outcome.unchanged else f"built in {time.monotonic() - started:.1f} s"
    tell(f"{outcome.snapshot}: {counts} ({news})")
    if remote is not None:
        upload(Workspace(workspace), remote)
    if outcome.unread or outcome.left_out:
        raise typer.Exit(IN_PART)


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A report or paper: PDF, DOCX, HTML or text.")],
    layout: Annotated[RecordFormat, typer.Option("--format", "-f", help="How to print.")] = RecordFormat.JSON,
) -> None:
    """Print what is recognised in one document, each value with the words that say it; builds nothing."""
    from graph.extract import to_json
    from graph.read import read
    from graph.recognise import recognise

    document = read(file)
    print_json(to_json(document, recognise(document)), indent=None if layout is RecordFormat.JSONL else 2)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Records labelled by hand, with their documents.")],
    layout: LayoutOption = Layout.TABLE,
    misses: Annotated[bool, typer.Option("--misses", help="Print each value that is on one side only.")] = False,
) -> None:
    """Measure precision and recall of each recognised field against gold records.

    Text counts as right by its letters and digits; a date as the record has it; a person with the role; a recommendation with
    who must act. A grade counts at its area; that of an inspection which the document is no report of counts by that
    inspection's year, in papers by its kind as well.
    """
    from graph.evaluate import evaluate as compare

    evaluation = compare(gold)
    if misses:
        print_rows(("record", "field", "side", "value"), evaluation.misses, layout)
        return
    rows = [
        (
            one.family,
            one.field,
            one.gold,
            one.found,
            one.right,
            f"{one.precision:.3f}",
            f"{one.recall:.3f}",
            f"{one.f1:.3f}",
        )
        for one in evaluation.scores
    ]
    print_rows(("family", "field", "gold", "found", "right", "precision", "recall", "F1"), rows, layout)


COMMANDS = (build, extract, evaluate)
