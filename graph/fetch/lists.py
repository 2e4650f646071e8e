"""Lists of addresses: one a line, or a table of CSV with more about each: its file's name, its date, its publisher."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from graph.dates import parse_date
from graph.errors import FetchError
from graph.fetch.guard import check_url
from graph.terms import slug

COLUMNS = ("url", "report_address")
"""What the column with the addresses may be called: as in manifests, or as in `data/history/`."""


class Wanted(NamedTuple):
    """An address to fetch, and what the list says of it: the name that its file is to have, its date, its publisher."""

    url: str
    file: str = ""
    published: str = ""
    publisher: str = ""


def read_lists(places: Iterable[str]) -> list[Wanted]:
    """The addresses that lists name, in their order and each once; a place is a file, a folder of tables, or an address.

    :raise FetchError: for a list that cannot be read or has no address, and for a line that is none.
    """
    found: dict[str, Wanted] = {}
    for place in places:
        for wanted in _iter_place(place):
            found.setdefault(wanted.url, wanted)
    return list(found.values())


def _iter_place(place: str) -> Iterator[Wanted]:
    path = Path(place)
    if "://" in place:
        yield _make(place, Wanted(place))
    elif path.is_dir():
        tables = sorted(path.glob("*.csv"))
        if not tables:
            raise FetchError(place, "no table of addresses in this folder: name a list, or a folder with .csv files")
        for table in tables:
            yield from _read_file(table)
    else:
        yield from _read_file(path)


def _read_file(path: Path) -> list[Wanted]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FetchError(str(path), f"cannot be opened: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise FetchError(str(path), "is no list of addresses: it is no UTF-8 text") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        column = next((name for name in COLUMNS if name in (reader.fieldnames or ())), None)
        found = list(_iter_lines(path, text) if column is None else _iter_rows(path, reader, column))
    except csv.Error as error:
        raise FetchError(str(path), f"is no list of addresses: {error}") from error
    if not found:
        raise FetchError(
            str(path), f"has no address: put one on a line, or a column {' or '.join(COLUMNS)} into a table"
        )
    return found


def _iter_lines(path: Path, text: str) -> Iterator[Wanted]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _make(f"{path}: line {number}", Wanted(line.strip()))


def _iter_rows(path: Path, reader: csv.DictReader[str], column: str) -> Iterator[Wanted]:
    for row in reader:
        told = {name: (row.get(name) or "").strip() for name in (column, "file", "published", "publisher")}
        if told[column]:
            name = told["file"] or _make_name(row)
            wanted = Wanted(told[column], name, told["published"], told["publisher"])
            yield _make(f"{path}: line {reader.line_num}", wanted)


def _make_name(row: dict[str, str]) -> str:
    """A name out of a table of inspections: "barnsley-2023-10-27-ilacs-inspection"; empty for other tables."""
    return (
        slug(" ".join(filter(None, (row.get(name) for name in ("council", "published", "kind")))))
        if row.get("council")
        else ""
    )


def _make(place: str, wanted: Wanted) -> Wanted:
    """What is wanted, its address without a fragment, after a look at whether it can be."""
    try:
        check_url(wanted.url)
        parse_date(wanted.published or "2000")
    except FetchError as error:
        raise FetchError(place, f"{error.url[:200]!r} {error.reason}") from error
    except ValueError as error:
        raise FetchError(place, f"published {wanted.published!r} is no date such as 2015-11-27 or 2015-11") from error
    return wanted._replace(url=wanted.url.partition("#")[0])
