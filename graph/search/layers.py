"""A file of SQLite's in two layers: one that snapshots share, as large as the corpus, and one on top with what changed since.

    search.sqlite        the base: the same file in all snapshots that go on from one another, never written again
    search.sqlite-wal    the top: SQLite's own write-ahead log, with the pages of the file that came to differ

So a snapshot costs what changed and not what is there, while SQLite, which reads both as one file, finds and ranks as in one.
SQLite would move the top into the base when a file is closed: here it is kept from that, since others read the same base.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import StoreError, WorkspaceError

LEAST_TOP, MOST_TOP = 1 << 22, 1 << 25
"""Bytes of a top that are always borne, and that never are: it is copied, summed and put on the disk by each build, in a tenth of
a second at most."""
UNREADABLE = (OSError, sqlite3.Error, StoreError, ValueError, KeyError)
"""What is raised where a file before is missing, or is not what it should be: then a new one is made from nothing."""
_HEAD, _FRAME = 32, 24  # bytes that a log has at its head, and before each page
_SHARE = 10  # between these, a top may have one part in so many of its base


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A base in the making, in a file that is not there yet; what was written is there at the end of the block. WorkspaceError where
    the disk refuses it.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            # A file that is not whole is thrown away with its snapshot, so nothing has to be undone.
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            yield connection
            connection.commit()
            # Only a file that says so may have a top; without one, none is looked for.
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        raise WorkspaceError(f"{path}: cannot be written: {error}") from error


@contextmanager
def going_on(before: Path, path: Path) -> Iterator[sqlite3.Connection]:
    """A file that goes on from the one before, which stays as it is, with its top open for writing; one of `UNREADABLE`
    where that cannot be.
    """
    if _is_heavy(before):
        _merge(before, path)
    else:
        _share(before, path)
        if find_top(before).is_file():
            shutil.copyfile(find_top(before), find_top(path))
    connection = sqlite3.connect(path)
    try:
        # No other process and no file is told where pages are: this one is alone.
        connection.executescript(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = OFF;"
        )
        _check(connection, path, before)
        yield connection
        if connection.total_changes:
            connection.execute(f"PRAGMA user_version = {_count_writings(path) + 1}")
        connection.commit()
    finally:
        _close(connection, path)


def open_layers(path: Path) -> sqlite3.Connection:
    """A file with its top, if it has one, for reading by several threads in turn; neither is written any more."""
    address = path.absolute().as_uri()
    if not find_top(path).is_file():
        return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    # Nobody writes, so nothing is locked; and what is on top is told to nobody else.
    connection = sqlite3.connect(f"{address}?mode=ro&vfs=unix-none", uri=True, check_same_thread=False)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def find_top(path: Path) -> Path:
    """Where the top of a file is, if it has one."""
    return path.with_name(f"{path.name}-wal")


def remove_layers(path: Path) -> None:
    """Remove a file, if it is there, with its top."""
    for part in (path, find_top(path)):
        part.unlink(missing_ok=True)


def _share(before: Path, path: Path) -> None:
    try:
        os.link(before, path)
    except FileNotFoundError:
        raise
    except OSError:  # on a disk that knows no second names
        shutil.copyfile(before, path)


def _is_heavy(path: Path) -> bool:
    """Whether a top has grown so much that a new base costs less than carrying it on."""
    top = find_top(path)
    most = min(max(path.stat().st_size // _SHARE, LEAST_TOP), MOST_TOP)
    return top.is_file() and top.stat().st_size > most


def _merge(before: Path, path: Path) -> None:
    """Make a base of a file and its top."""
    for source, target in ((before, path), (find_top(before), find_top(path))):
        shutil.copyfile(source, target)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF;")
        _check(connection, path, before)
        connection.execute("PRAGMA user_version = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _check(connection: sqlite3.Connection, path: Path, before: Path) -> None:
    """Whether what is written goes on top, and not into what others read; and whether the top is whole: SQLite takes a log up to
    where it is damaged, and says nothing.
    """
    [(mode,)], [(known,)] = (
        connection.execute(f"PRAGMA {name}").fetchall() for name in ("journal_mode", "user_version")
    )
    if mode != "wal":
        raise StoreError(f"{before}: was not made to be gone on from: build it anew")
    if known != _count_writings(path):
        raise StoreError(f"{find_top(before)}: is damaged: build it anew")


def _count_writings(path: Path) -> int:
    """How often something was written on top of a base, by the marks that the log has on the last page of each time."""
    top = find_top(path)
    content = top.read_bytes() if top.is_file() else b""
    page = int.from_bytes(content[8:12])
    return sum(content[start + 4 : start + 8] != bytes(4) for start in range(_HEAD, len(content), page + _FRAME))


def _close(connection: sqlite3.Connection, path: Path) -> None:
    """Close a connection without its top being moved into the base, which SQLite does not do to a file that is elsewhere now."""
    aside = path.with_name(f"{path.name}.aside")
    path.rename(aside)
    try:
        connection.close()
    finally:
        aside.rename(path)
    top = find_top(path)
    if top.is_file() and not top.stat().st_size:
        top.unlink()
