"""The command that writes the graph, or a part of it, for other tools."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.options import DEFAULT_WORKSPACE, SetOption, WorkspaceOption, find_current, read_pairs
from graph.cli.output import misuse, print_rows, progress, tell
from graph.errors import QueryRejected
from graph.snapshots import Workspace

if TYPE_CHECKING:
    from graph.export import Kind

Names = list[str] | None


class Packing(StrEnum):
    """How a file is packed."""

    GZIP = "gzip"
    ZSTD = "zstd"


def export(  # noqa: PLR0917 - options of a command are its parameters
    kind: Annotated[str | None, typer.Argument(metavar="KIND", help="What to write; none: list the kinds.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The file or folder, or - for standard output; named by kind unless told.",
        ),
    ] = None,
    council: Annotated[Names, typer.Option(metavar="NAME", help="Only what belongs to a council: Lancashire.")] = None,
    region: Annotated[
        Names, typer.Option(metavar="NAME", help="Only what belongs to a region's councils: London.")
    ] = None,
    framework: Annotated[Names, typer.Option(metavar="NAME", help="Only inspections of a framework: ILACS.")] = None,
    years: Annotated[str, typer.Option(metavar="YEARS", help="Only inspections and papers of years: 2015-2018.")] = "",
    document: Annotated[
        Names, typer.Option(metavar="NAME", help="Only what a document tells of, by its file's name.")
    ] = None,
    classes: Annotated[
        Names, typer.Option("--class", metavar="CLASS", help="Only things of a class: Recommendation.")
    ] = None,
    question: Annotated[str, typer.Option(metavar="NAME", help="The answer to a question of the library.")] = "",
    given: SetOption = None,
    query: Annotated[
        Path | None, typer.Option(metavar="FILE.rq", help="The answer to a query.", dir_okay=False)
    ] = None,
    network: Annotated[
        str, typer.Option(metavar="NAME", help="Which network, for kinds that hold one: inspectors-councils.")
    ] = "",
    compress: Annotated[
        Packing | None, typer.Option(help="Pack a file; a name that ends in .gz or .zst asks for it too.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Write the graph, or a part of it, for other tools: as RDF, as tables, or as a package that describes itself.

    Options that narrow may be given together, and most of them several times. A folder whose name ends in .zip is one file.
    """
    from graph.export import Origin, Wanted, find_kind, kinds
    from graph.export import export as write

    if kind is None:
        print_rows(("kind", "gives"), [(one.name, one.what) for one in kinds()])
        return
    target = output or Path(f"scrutiny-graph{find_kind(kind).suffix}")
    wanted = Wanted(
        council=tuple(council or ()),
        region=tuple(region or ()),
        framework=tuple(framework or ()),
        document=tuple(document or ()),
        classes=tuple(classes or ()),
        years=years,
        question=question,
        values=read_pairs(given),
        text=_read(query),
        network=network,
    )
    place = Workspace(workspace)
    current = find_current(place)
    with place.open_store(current) as store, progress() as watch:
        origin = Origin(current.name, current.made, current.path)
        packing = None if compress is None else compress.value
        job = partial(write, store, kind, wanted=wanted, origin=origin, packing=packing, progress=watch)
        if str(target) == "-":
            _print_out(find_kind(kind), job)
            return
        job(target, overwrite=force)
    tell(str(target))


COMMANDS = (export,)


def _print_out(kind: Kind, write: Callable[[Path], Path]) -> None:
    """Write an export to standard output, once it is whole."""
    if kind.folder:
        raise misuse(f"{kind.name} gives a folder: name one, or a file that ends in .zip")
    with TemporaryDirectory(prefix="scrutiny-") as folder, write(Path(folder) / "export").open("rb") as made:
        shutil.copyfileobj(made, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _read(path: Path | None) -> str:
    try:
        return "" if path is None else path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryRejected(f"{path}: not a query: it is no UTF-8 text") from error
