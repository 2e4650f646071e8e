"""What a build holds of each kept document, in one file, so that it does not open all of them to find that one is new.

    documents/inventory.db    kept: SHA-256, stamp of the kept file, its entry, what stands for its gist
                              gists: SHA-256, gist (`graph.gist`)
                              mentions: which documents tell of a council's inspections of a family
                              names: which documents name whom, acting for which body

All of it follows from the kept files, whose stamps say whether it still does. Losing it costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from graph import terms
from graph.errors import WorkspaceError
from graph.gist import to_gist
from graph.hashing import tell_stamp
from graph.kept import Entry, Keeper, Kept
from graph.knowledge import building_version
from graph.people import iter_people
from graph.resolve import Group, iter_mentions
from graph.statements import Statements

_TABLES = (
    "CREATE TABLE version (version TEXT)",
    "CREATE TABLE kept (sha256 TEXT PRIMARY KEY, stamp TEXT, entry BLOB, mark INTEGER) WITHOUT ROWID",
    "CREATE TABLE gists (sha256 TEXT PRIMARY KEY, gist BLOB) WITHOUT ROWID",
    "CREATE TABLE mentions (sha256 TEXT, council TEXT, family TEXT, PRIMARY KEY (council, family, sha256)) WITHOUT ROWID",
    "CREATE TABLE names (sha256 TEXT, slug TEXT, name TEXT, body TEXT, PRIMARY KEY (slug, sha256, name, body)) WITHOUT ROWID",
    "CREATE INDEX mentioning ON mentions (sha256)",
    "CREATE INDEX naming ON names (sha256)",
)
_INSERTS = {
    "kept": "INSERT INTO kept VALUES (?, ?, ?, ?)",
    "gists": "INSERT INTO gists VALUES (?, ?)",
    "mentions": "INSERT INTO mentions VALUES (?, ?, ?)",
    "names": "INSERT INTO names VALUES (?, ?, ?, ?)",
}
_MOST = 1_000  # documents that are held until they are written down

_to_entry = msgspec.msgpack.Decoder(Entry).decode
_to_statements = msgspec.msgpack.Decoder(Statements).decode
_encode = msgspec.msgpack.Encoder().encode


class Named(NamedTuple):
    """That a document names somebody, who acts for a body."""

    sha256: str
    name: str
    body: str


class _Row(NamedTuple):
    """A kept file as it was: its stamp, the entry, encoded, and what stands for the gist; 0 where there is none."""

    stamp: str
    entry: bytes
    mark: int


class Inventory:
    """The kept documents of a folder as they are now. What is found out anew is written down by and by, the rest when somebody asks
    what documents have in common.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper, self._path = keeper, keeper.folder / "inventory.db"
        self._files = {entry.name: entry for entry in os.scandir(keeper.folder)}
        self._connection = _open(self._path)
        self._fresh: dict[str, tuple[_Row, Statements | None]] = {}
        rows = self._ask("SELECT sha256, stamp, entry, mark FROM kept")
        self._rows = {str(sha256): _Row(stamp, entry, mark) for sha256, stamp, entry, mark in rows}
        self._times: dict[str, int] = {}

    def has_kept(self, sha256: str) -> bool:
        """Whether anything was kept of a content before this build."""
        return f"{sha256}.json" in self._files

    def look(self, sha256: str) -> Entry | None:
        """What is kept of a content, without what the document says; None where it has to be read again."""
        file, row = self._files.get(f"{sha256}.json"), self._rows.get(sha256)
        if file is None:
            return None
        try:
            told = file.stat()
        except OSError:  # it went meanwhile
            return None
        if row is None or row.stamp != tell_stamp(told):
            kept = self._keeper.load(sha256)
            return self._take(kept, told) if kept else None
        self._times[sha256] = told.st_mtime_ns
        entry = _to_entry(row.entry)
        return entry if self._keeper.is_good(entry, f"{sha256}.text.json" in self._files) else None

    def add(self, kept: Kept) -> Entry:
        """Take in what was kept just now."""
        return self._take(kept, self._keeper.path(kept.sha256).stat())

    def has_original(self, sha256: str) -> bool:
        """Whether the file itself was kept before this build."""
        return f"{sha256}.pdf" in self._files

    def when(self, sha256: str) -> str:
        """When a content that was looked up or added was read, in ISO form."""
        time = self._times.get(sha256) or self._keeper.path(sha256).stat().st_mtime_ns
        return datetime.fromtimestamp(time // 10**9, UTC).isoformat()

    def mark(self, sha256: str) -> int:
        """What stands for the gist of a document."""
        return self._rows[sha256].mark

    def knows(self, sha256: str, mark: int) -> bool:
        """Whether this stands for the gist of a document, be it in this build or not."""
        return sha256 in self._rows and self._rows[sha256].mark == mark

    def gist(self, sha256: str) -> Statements | None:
        """The gist of a document, be it in this build or not; None where nobody knows."""
        rows = self._ask("SELECT gist FROM gists WHERE sha256 = ?", sha256)
        return next((_to_statements(gist) for (gist,) in rows), None)

    def gists(self, documents: Iterable[str]) -> Iterator[tuple[str, Statements]]:
        """The gists of documents in order."""
        for sha256 in sorted(documents):
            if gist := self.gist(sha256):
                yield sha256, gist

    def tellers(self, group: Group) -> set[str]:
        """The documents, be they in this build or not, that tell of inspections of a group."""
        rows = self._ask("SELECT sha256 FROM mentions WHERE council = ? AND family = ?", *group)
        return {str(sha256) for (sha256,) in rows}

    def named(self, slug: str) -> list[Named]:
        """Where somebody of such a name is named, be it in this build or not, in order."""
        rows = self._ask("SELECT sha256, name, body FROM names WHERE slug = ? ORDER BY sha256, name, body", slug)
        return [Named._make(row) for row in rows]

    def remember(self) -> None:
        """Write down what was found out; where the disk refuses that, it is held in memory for this build."""
        if not self._fresh:
            return
        try:
            self._write()
        except sqlite3.OperationalError:
            self._connection = _move_to_memory(self._connection)
            self._write()
        self._fresh = {}

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        self._connection.close()

    def _take(self, kept: Kept, told: os.stat_result) -> Entry:
        gist = to_gist(kept.statements) if kept.statements else None
        row = _Row(tell_stamp(told), _encode(kept.entry), _mark(gist) if gist else 0)
        self._rows[kept.sha256], self._fresh[kept.sha256] = row, (row, gist)
        self._times[kept.sha256] = told.st_mtime_ns
        if len(self._fresh) >= _MOST:
            self.remember()
        return kept.entry

    def _write(self) -> None:
        with self._connection as connection:
            connection.execute("BEGIN")
            for table, insert in _INSERTS.items():
                gone = ((sha256,) for sha256 in self._fresh)
                connection.executemany(f"DELETE FROM {table} WHERE sha256 = ?", gone)  # noqa: S608  # of our own
                rows = (row for sha256, one in self._fresh.items() for row in _iter_rows(table, sha256, *one))
                connection.executemany(insert, rows)

    def _ask(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            self.remember()
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise WorkspaceError(f"{self._path}: is damaged: {error}: remove it, and build again") from error


def _iter_rows(table: str, sha256: str, row: _Row, gist: Statements | None) -> Iterator[tuple[object, ...]]:
    """What stands in a table of a document."""
    if table == "kept":
        yield sha256, *row
    elif gist is None:
        return
    elif table == "gists":
        yield sha256, _encode(gist)
    elif table == "mentions":
        told = (mention for mention in iter_mentions([(sha256, gist)]) if not mention.told.aggregate)
        yield from ((sha256, *group) for group in {mention.group for mention in told})
    else:
        yield from ((sha256, terms.slug(name), name, body) for name, body in set(iter_people(gist)))


def _mark(gist: Statements) -> int:
    return int.from_bytes(hashlib.sha256(_encode(gist)).digest()[:7], "big")


def _open(path: Path) -> sqlite3.Connection:
    """The file, made anew where it is missing, damaged, or of another version of the program."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if _is_ours(connection):
            return connection
    except sqlite3.DatabaseError:
        pass
    connection.close()
    try:
        path.unlink(missing_ok=True)
        return _fill(sqlite3.connect(path, isolation_level=None))
    except (OSError, sqlite3.OperationalError):
        return _fill(sqlite3.connect(":memory:", isolation_level=None))


def _fill(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same with empty tables."""
    try:
        with connection:
            connection.execute("BEGIN")
            for table in _TABLES:
                connection.execute(table)
            connection.execute("INSERT INTO version VALUES (?)", (building_version(),))
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _move_to_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    moved = sqlite3.connect(":memory:", isolation_level=None)
    with closing(connection):
        connection.backup(moved)
    return moved


def _is_ours(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'version'").fetchall()
    return bool(tables) and connection.execute("SELECT version FROM version").fetchone() == (building_version(),)
