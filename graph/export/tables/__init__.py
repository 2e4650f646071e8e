"""The graph as CSV tables, one `.rq` file a table, headed by what its rows are.

Keys are the things' IRIs: `inspection` in `judgements.csv` is `inspection` in `inspections.csv`, and opens in a browser.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.store import Rows, Store
from graph.terms import BASE
from graph.vocabulary import WRITTEN_BASE

# What a spreadsheet would take for a formula when it opens the file: text from documents must not be run.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def write_tables(store: Store, folder: Path) -> None:
    """Write all tables into a folder, each sorted by its key."""
    for name, query in sorted(_queries().items()):
        answer = store.query(query)
        if isinstance(answer, Rows):
            _write(folder / f"{name}.csv", answer.serialise("csv").decode())


@cache
def _queries() -> dict[str, str]:
    paths = (path for path in files(__name__).iterdir() if path.name.endswith(".rq"))
    return {
        path.name.removesuffix(".rq"): path.read_text(encoding="utf-8").replace(WRITTEN_BASE, BASE) for path in paths
    }


def _write(path: Path, text: str) -> None:
    heading, *rows = csv.reader(io.StringIO(text, newline=""))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(heading)
        # Sorted here and not by the query: the engine takes minutes to sort what Python sorts in a second.
        writer.writerows([make_safe(cell) for cell in row] for row in sorted(rows))


def make_safe(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula; numbers stay numbers.

    >>> make_safe("=1+1"), make_safe("-2.6"), make_safe("- children")
    ("'=1+1", '-2.6', "'- children")
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
