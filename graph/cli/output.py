"""What commands print: answers and tables on standard output, progress and complaints on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

STOPPED = 130
"""The exit status of what was stopped from the keyboard."""

FOLDED = 24
"""A column may be folded to this width where a table would not fit; narrower, nobody can read it."""

Cell = str | int | None


class Layout(StrEnum):
    """How a command prints its own rows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def speak_utf8() -> None:
    """Have files and programs get UTF-8 whatever the machine's language is, and terminals of another one a "?" for what they lack."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.isatty():
            stream.reconfigure(errors="replace")
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def complain(message: str) -> None:
    """Print one line on standard error, whatever the message holds."""
    print(f"scrutiny: {' '.join(message.split())}", file=sys.stderr)


def note(message: str) -> None:
    """Print a line about the work, not of its result, on standard error."""
    print(message, file=sys.stderr)


def misuse(message: str) -> typer.TyperException:
    """An error that ends the command with exit status 2."""
    error = typer.TyperException(message)
    error.exit_code = 2
    return error


def tell(line: str) -> None:
    """Print a line of a result."""
    print(line, flush=True)


def print_rows(headers: Sequence[str], rows: Iterable[Sequence[Cell]], layout: Layout = Layout.TABLE) -> None:
    """Print rows under their headers."""
    if layout is Layout.JSON:
        print_json([dict(zip(headers, row, strict=True)) for row in rows])
    elif layout is Layout.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows(rows)
    else:
        _print_table(headers, rows)


def print_json(value: object, indent: int | None = 2) -> None:
    """Print a value as JSON; on one line without an indent."""
    print(json.dumps(value, ensure_ascii=False, indent=indent))


def _print_table(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print a table; where a terminal has no room for it, one value a line, with a line between rows."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    natural = [max(map(len, column)) for column in zip(headers, *cells, strict=True)]
    console = Console(width=None if sys.stdout.isatty() else sum(natural) + 3 * len(natural))
    least = [min(width, FOLDED) for width in natural]
    if sum(least) + 3 * len(least) > console.width:
        _print_records(headers, cells)
        return
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for header, width in zip(headers, least, strict=True):
        table.add_column(header, overflow="fold", min_width=width)
    for row in cells:
        # As Text, since a value may hold square brackets, which rich would take for its own marks.
        table.add_row(*map(Text, row))
    console.print(table)


def _print_records(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    width = max(map(len, headers))
    for number, row in enumerate(rows):
        if number:
            print()
        for header, cell in zip(headers, row, strict=True):
            print(f"{header:<{width}}  {cell}")


@contextmanager
def progress() -> Iterator[Callable[[int, int, str], None] | None]:
    """A function that moves a bar on standard error (done, total, name), or None where nobody is looking."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)
