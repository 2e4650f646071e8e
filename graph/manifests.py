"""Manifests: tables beside files that say of each where it is from, and who published it when."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from graph.dates import parse_date
from graph.errors import WorkspaceError

MANIFEST = "manifest.csv"
LARGEST = 1 << 30  # bytes: some millions of lines

Row = dict[str, str]
Manifest = dict[str, Row]


class _AnotherTable(WorkspaceError):
    """A table with the name of a manifest that has not its columns."""


def read_manifest(path: Path) -> Manifest:
    """What a manifest says, by files; nothing where there is none. WorkspaceError where it cannot be used."""
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise WorkspaceError(f"{path}: not a manifest: it cannot be opened: {error.strerror}") from error
    return parse_manifest(str(path), content)


def read_inner(path: Path) -> Manifest:
    """The manifest of a folder within the one that is given; a table of another kind may have the same name there."""
    try:
        return read_manifest(path)
    except _AnotherTable:
        return {}


def parse_manifest(place: str, content: bytes) -> Manifest:
    """What the content of a manifest says; `place` is where it is."""
    if len(content) > LARGEST:
        raise WorkspaceError(f"{place}: not a manifest: it is larger than {LARGEST >> 20} MB")
    try:
        text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
        rows = {row["file"]: row for row in csv.DictReader(text)}
    except (UnicodeDecodeError, KeyError, csv.Error) as error:
        raise _AnotherTable(f"{place}: not a manifest: it needs a header line with a column `file`") from error
    known: set[str] = set()
    for name, row in rows.items():
        published = row.get("published") or ""
        if published and published not in known:  # most of the files are of some days
            _check_date(place, name, published)
            known.add(published)
    return rows


def _check_date(place: str, name: str, published: str) -> None:
    try:
        parse_date(published)
    except ValueError as error:
        raise WorkspaceError(
            f"{place}: {name}: published {published!r} is no date such as 2015-11-27 or 2015-11"
        ) from error
