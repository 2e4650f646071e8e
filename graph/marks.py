"""Which content each file at an address had when it was fetched, so that what did not change since is not fetched again.

    documents/addresses.db    address, mark (what its listing told that changes with the content), SHA-256

Losing it costs time and nothing else.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph.addresses import Remote

_TABLE = "CREATE TABLE IF NOT EXISTS marks (address TEXT PRIMARY KEY, mark TEXT, sha256 TEXT) WITHOUT ROWID"


class Marks:
    """The contents known by address, in the folder of kept documents; nothing is written before the first is noted."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "addresses.db"
        self._connection: sqlite3.Connection | None = None

    def recall(self, remote: Remote) -> str:
        """The SHA-256 of a file that is as it was; "" where nobody knows."""
        if not remote.mark or (self._connection is None and not self._path.is_file()):
            return ""
        row = self._open().execute("SELECT mark, sha256 FROM marks WHERE address = ?", (remote.address,)).fetchone()
        return str(row[1]) if row and row[0] == remote.mark else ""

    def note(self, remote: Remote, sha256: str) -> None:
        """Write down what a file held."""
        if remote.mark:
            row = (remote.address, remote.mark, sha256)
            self._open().execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", row)

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

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
        # What a machine loses that goes down is fetched again.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_TABLE)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
