"""A real Virtuoso 7 for tests and benchmarks: its own folder, free ports of loopback, stopped at the end.

with running(folder) as virtuoso:
    connect(virtuoso.endpoint, virtuoso.graphs, access=virtuoso.access)
"""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from graph.store import Access

PROGRAM = shutil.which("virtuoso-t")
MISSING = "no Virtuoso (Debian: apt-get install virtuoso-opensource-7-bin)"
START_SECONDS = 60
# What is not said here is as Debian's package has it. Rows are cut silently at 10,000 there.
CONFIGURATION = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 40
MaxKeepAlives = 40
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
DefaultHost = 127.0.0.1:{http}
"""


class Virtuoso(NamedTuple):
    """A running server: its endpoint for queries, where it takes graphs, the account that may write, and its process."""

    endpoint: str
    graphs: str
    access: Access
    process: subprocess.Popen[bytes]


@contextmanager
def running(folder: Path, *, rows: int = 1_000_000, megabytes: int = 256) -> Iterator[Virtuoso]:
    """A server with an empty database in a folder, as long as the block lasts; it answers with at most so many rows, and
    holds so much of the database in memory.
    """
    assert PROGRAM, MISSING
    http, sql = find_ports(2)
    buffers = megabytes * 1024 // 8
    (folder / "virtuoso.ini").write_text(
        CONFIGURATION.format(http=http, sql=sql, rows=rows, buffers=buffers, dirty=buffers * 3 // 4)
    )
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(
            [PROGRAM, "+configfile", "virtuoso.ini", "+foreground"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    base = f"http://127.0.0.1:{http}"
    try:
        wait(f"{base}/sparql", process)
        # The account and its password are those of every new database.
        yield Virtuoso(f"{base}/sparql", f"{base}/sparql-graph-crud-auth", Access("dba", "dba"), process)
    finally:
        stop(process)


def wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return once the server answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "Virtuoso has ended: its log tells why"
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}?query=ASK%7B%7D", timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError("Virtuoso does not answer")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server; it may take a moment to write what it has."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def find_ports(count: int) -> list[int]:
    """Ports of loopback that nobody uses."""
    with contextlib.ExitStack() as opened:
        taken = [opened.enter_context(socket.socket()) for _ in range(count)]
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]
