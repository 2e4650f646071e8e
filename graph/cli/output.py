"""What commands print: answers and tables on standard output, progress and complaints on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

ROOM_WITHOUT_TERMINAL = 160

Cell = str | int | None


class Layout(StrEnum):
    """How a command prints its own rows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def complain(message: str) -> None:
    """Print one line on standard error, whatever the message holds."""
    print(f"scrutiny: {' '.join(message.split())}", file=sys.stderr)


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
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        # As Text, since a value may hold square brackets, which rich would take for its own marks.
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console = Console(width=None if sys.stdout.isatty() else ROOM_WITHOUT_TERMINAL)
    console.print(table)


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
