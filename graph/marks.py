"""Which content each file had when it was last looked at, so that what did not change since is not fetched or read again.

    documents/addresses.db    marks: address, mark (what its listing told that changes with the content), SHA-256
                              files: path, stamp (what the file system tells), SHA-256, the version that found it to be no RDF

Losing it costs time and nothing else.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from graph.addresses import Remote
from graph.hashing import hash_settled, tell_stamp
from graph.knowledge import building_version

_TABLES = (
    "CREATE TABLE IF NOT EXISTS marks (address TEXT PRIMARY KEY, mark TEXT, sha256 TEXT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, stamp TEXT, sha256 TEXT, plain TEXT) WITHOUT ROWID",
)


class _Mark(NamedTuple):
    """A file as it was: its path, stamp and content, and by which version it was told to be no RDF."""

    path: bytes
    stamp: str
    sha256: str
    plain: str


class Marks:
    """The contents known by address and path, in the folder of kept documents; nothing is written before the first is noted.

    `hashed` tells how many files here were not as they were, or not known.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "addresses.db"
        self._connection: sqlite3.Connection | None = None
        self._known: dict[bytes, _Mark] | None = None
        self._met: dict[bytes, _Mark] = {}
        self.hashed = 0

    def recall(self, remote: Remote) -> str:
        """The SHA-256 of a file at an address that is as it was; "" where nobody knows."""
        if not remote.mark or (self._connection is None and not self._path.is_file()):
            return ""
        row = self._open().execute("SELECT mark, sha256 FROM marks WHERE address = ?", (remote.address,)).fetchone()
        return str(row[1]) if row and row[0] == remote.mark else ""

    def note(self, remote: Remote, sha256: str) -> None:
        """Write down what a file at an address held."""
        if remote.mark:
            row = (remote.address, remote.mark, sha256)
            self._open().execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", row)

    def hash_file(self, path: str, told: os.stat_result) -> str:
        """The SHA-256 of a file here, which is read where it is not as it was; OSError where it cannot be."""
        if self._known is None:
            self._known = self._load()
        key = os.fsencode(path)
        mark = self._known.get(key)
        if mark is None or mark.stamp != tell_stamp(told):
            sha256, stamp = hash_settled(path)
            mark = _Mark(key, stamp, sha256, "")
            self.hashed += 1
        self._met[key] = mark
        return mark.sha256

    def is_plain(self, path: str) -> bool:
        """Whether a file, which was hashed here, is known to be no RDF."""
        mark = self._met.get(os.fsencode(path))
        return mark is not None and mark.plain == building_version()

    def note_plain(self, path: str) -> None:
        """Say of a file, which was hashed here, that it is no RDF."""
        key = os.fsencode(path)
        if mark := self._met.get(key):
            self._met[key] = mark._replace(plain=building_version())

    def remember(self) -> None:
        """Write down what was found of files here; of those that were not met most are gone, where they are the more."""
        known = self._known or {}
        fresh = [mark for key, mark in self._met.items() if mark.stamp and known.get(key) != mark]
        stale = [(key,) for key in known.keys() - self._met.keys()]
        if len(stale) <= len(self._met):
            stale = []
        if not (fresh or stale):
            return
        try:
            connection = self._open()
            connection.execute("BEGIN")
            connection.executemany("DELETE FROM files WHERE path = ?", stale)
            connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", fresh)
            connection.execute("COMMIT")
        except sqlite3.OperationalError:
            return  # another build writes, or nobody may: it is found out again
        self._known = {key: mark for key, mark in self._met.items() if mark.stamp}

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _load(self) -> dict[bytes, _Mark]:
        if not self._path.is_file():
            return {}
        try:
            rows = self._open().execute("SELECT path, stamp, sha256, plain FROM files")
            return {row[0]: _Mark._make(row) for row in rows}
        except (sqlite3.DatabaseError, OSError):
            return {}

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                self._connection = _connect(self._path)
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)
                self._connection = _connect(self._path)
        return self._connection


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # What a machine loses that goes down is found out again.
        connection.execute("PRAGMA synchronous = OFF")
        for table in _TABLES:
            connection.execute(table)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
