"""The manifest of a folder of fetched files: a line a file, with its address, date and checksum; written as files come.

`scrutiny build` reads it too. Lines and columns that somebody put there by hand stay.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import NamedTuple

from graph.errors import FetchError

NAME = "manifest.csv"


class Entry(NamedTuple):
    """A line: the file and what the list says of it, when it was fetched, and what the server gave to tell it by."""

    file: str
    url: str
    published: str = ""
    publisher: str = ""
    fetched: str = ""
    sha256: str = ""
    bytes: str = ""
    type: str = ""
    etag: str = ""
    last_modified: str = ""


class Manifest:
    """The manifest of a folder; each `put` is on the disk when it returns."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._columns: list[str] = list(Entry._fields)
        self._rows: list[dict[str, str]] = []
        self._load()

    def find(self, url: str) -> Entry | None:
        """The line of an address."""
        for row in self._rows:
            if row["url"] == url:
                return Entry(**{name: row[name] for name in Entry._fields})
        return None

    def names(self) -> set[str]:
        """The files that have lines."""
        return {row["file"] for row in self._rows}

    def put(self, entry: Entry) -> None:
        """Write the line of an address, in the place of the one that it had."""
        for row in self._rows:
            if row["url"] == entry.url:
                row.update(entry._asdict())
                break
        else:
            self._rows.append(dict.fromkeys(self._columns, "") | entry._asdict())
        self._save()

    def _load(self) -> None:
        if not self._path.is_file():
            return
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as stream:
                reader = csv.DictReader(stream, restval="", strict=True)
                columns = list(reader.fieldnames or ())
                rows = list(reader)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise FetchError(str(self._path), f"cannot be read: {error}") from error
        if "file" not in columns:
            raise FetchError(str(self._path), "is no manifest: it needs a header line with a column `file`")
        if any(None in row for row in rows):
            raise FetchError(
                str(self._path), "has a line with more cells than its header: put quotes round a cell with a comma"
            )
        self._columns = list(dict.fromkeys([*columns, *Entry._fields]))
        self._rows = [dict.fromkeys(self._columns, "") | row for row in rows]

    def _save(self) -> None:
        fresh = self._path.with_name(f".{NAME}.new")
        with fresh.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, self._columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(self._rows)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(self._path)
