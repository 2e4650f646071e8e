"""The SPARQL services that are compared, each started on a free port of loopback over the same data, and stopped again."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

START_SECONDS = 3600
QUICKACK = getattr(socket, "TCP_QUICKACK", None)
ENDPOINT = """
import os, sys
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
import uvicorn
data = Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
while os.fork():
    os.wait()
uvicorn.run(SparqlEndpoint(graph=data, path="/sparql"), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""
"""It cannot end a query, so a fork answers: when that is killed, the next one has the data at once."""
VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 40
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
DirsAllowed = {data}
MaxQueryMem = 2G
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 40
MaxClientConnections = 40
[SPARQL]
ResultSetMaxRows = 1000000
"""
LOADING = "ld_dir('{folder}', '{name}', 'urn:none'); rdf_loader_run(); checkpoint;"


class Peer(NamedTuple):
    """A running service: its name, its port, the process that started it, the seconds until it answered for the first time, and
    those until it had at hand all that it comes to have.
    """

    name: str
    port: int
    process: int
    seconds: float
    ready: float
    restart: Callable[[], None] = lambda: None
    """Ends what still runs of a query that nobody waits for; the others end it by themselves."""


class Given(NamedTuple):
    """What a service gave: its status, its body, and the seconds from the request to the last byte."""

    status: int
    body: bytes
    seconds: float


def ask(port: int, query: str, client: str = "127.0.0.1", seconds: float = 60) -> Given:
    """The answer to a query as JSON, by GET over a connection of its own, as clients ask; status 0 where it takes too long."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    headers = {
        "Accept": "application/sparql-results+json", "X-Forwarded-For": client, "Connection": "close",
    }  # fmt: skip
    began = time.perf_counter()
    try:
        connection.request("GET", f"/sparql?{urlencode({'query': query})}", headers=headers)
        if QUICKACK is not None:  # a server that sends in two parts would wait 40 ms for us in between
            connection.sock.setsockopt(socket.IPPROTO_TCP, QUICKACK, 1)
        response = connection.getresponse()
        body = response.read()
    except (TimeoutError, OSError, http.client.HTTPException):
        return Given(0, b"", time.perf_counter() - began)
    finally:
        connection.close()
    return Given(response.status, body, time.perf_counter() - began)


@contextmanager
def scrutiny(workspace: Path) -> Iterator[Peer]:
    """Our own service as `scrutiny serve` runs it, with all limits; answers are not kept."""
    port = find_port()
    settings = {"SCRUTINY_KEPT_MEGABYTES": "0", "SCRUTINY_PROXIES": "1"}
    program = str(Path(sys.executable).parent / "scrutiny")
    command = [program, "serve", "--workspace", str(workspace), "--port", str(port)]
    # All processes are to have the store in memory before they are timed.
    with running("scrutiny", command, port, lambda: b'"held":true' in get(port, "/healthz"), settings) as peer:
        wait_until_idle(peer.process)
        yield peer


@contextmanager
def rdflib_endpoint(python: Path, data: Path) -> Iterator[Peer]:
    """rdflib-endpoint, by the Python of an environment that has it."""
    port = find_port()
    with running("rdflib-endpoint", [str(python), "-c", ENDPOINT, str(data), str(port)], port, lambda: True) as peer:

        def restart() -> None:
            children = Path(f"/proc/{peer.process}/task/{peer.process}/children")
            for child in children.read_text().split():
                os.kill(int(child), signal.SIGKILL)
            wait_for(port)

        yield peer._replace(restart=restart)


@contextmanager
def virtuoso(folder: Path, data: Path) -> Iterator[Peer]:
    """Virtuoso 7 from Debian's packages, with room for all data in memory; a database that has them already is used again."""
    port, sql = find_port(), find_port()
    loaded = folder / "loaded"
    if not loaded.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    (folder / "virtuoso.lck").unlink(missing_ok=True)  # of one that was killed
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO.format(folder=folder, data=data.parent, port=port, sql=sql))
    began = time.perf_counter()
    with running("virtuoso", ["virtuoso-t", "-f", "-c", str(settings)], port, lambda: True) as peer:
        if not loaded.exists():
            loading = LOADING.format(folder=data.parent, name=data.name)
            subprocess.run(
                ["isql-vt", str(sql), "dba", "dba", f"exec={loading}"], check=True, stdout=subprocess.DEVNULL
            )
            loaded.touch()
        taken = time.perf_counter() - began
        yield peer._replace(seconds=taken, ready=taken)


@contextmanager
def running(
    name: str, command: list[str], port: int, is_ready: Callable[[], bool], settings: dict[str, str] | None = None
) -> Iterator[Peer]:
    """A service from when it is ready to the end of the block."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=os.environ | (settings or {}),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        seconds = []
        for holds in (lambda: is_answering(port), is_ready):
            while not holds():
                if process.poll() is not None or time.perf_counter() - began > START_SECONDS:
                    raise SystemExit(f"{name} does not start: {' '.join(command)[:300]}")
                time.sleep(0.1)
            seconds.append(time.perf_counter() - began)
        yield Peer(name, port, process.pid, *seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            os.killpg(process.pid, signal.SIGKILL)  # what it bore may be busy with a query, and outlive it
        process.wait()


def is_answering(port: int) -> bool:
    """Whether a service answers queries."""
    return ask(port, "ASK { ?s ?p ?o }", seconds=5).status == 200


def wait_for(port: int) -> None:
    """Wait until a service that was there answers again."""
    while not is_answering(port):
        time.sleep(0.1)


def wait_until_idle(process: int) -> None:
    """Wait until a service has done what it does by itself after its start."""
    before = -1.0
    while abs((used := find_seconds(process)) - before) > 0.05:  # less, where a process has ended
        before = used
        time.sleep(1)


def get(port: int, path: str) -> bytes:
    """The body of the answer to a GET."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    with connection.getresponse() as response:
        body = response.read()
    connection.close()
    return body


def find_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def find_megabytes(process: int) -> float:
    """The memory of a service: of all processes of its session, what several share counted once."""
    total = 0
    for place in iter_session(process):
        with suppress(OSError):  # it has just ended
            total += int((place / "smaps_rollup").read_text().partition("\nPss:")[2].split()[0])
    return total / 1000


def find_seconds(process: int) -> float:
    """The seconds of processors that all processes of a service's session have used."""
    total = 0
    for place in iter_session(process):
        with suppress(OSError):
            total += sum(map(int, (place / "stat").read_text().rpartition(")")[2].split()[11:13]))
    return total / os.sysconf("SC_CLK_TCK")


def iter_session(process: int) -> Iterator[Path]:
    """The places below /proc of all processes of a session."""
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int((place / "stat").read_text().rpartition(")")[2].split()[3]) == process:
                yield place
