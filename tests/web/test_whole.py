"""Answers that are whole or none, however large, however slow the client, on a real server."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import IncompleteRead
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from rdflib import Literal

from graph.snapshots import Workspace
from graph.store import open_disk
from tests.web.serving import Server, connect, find_most_memory, find_seconds, get, post, serving

MILLION = """SELECT ?a ?b {
  { SELECT ?a { ?a <https://example.org/number> ?x } ORDER BY ?x LIMIT 1000 }
  { SELECT ?b { ?b <https://example.org/number> ?y } ORDER BY ?y LIMIT 1000 }
}"""
THING = "https://example.org/thing/{}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of 200,000 quads."""
    folder = tmp_path_factory.mktemp("large")
    lines = [
        f'<{THING.format(n)}> <https://example.org/{name}> {Literal(n).n3()} <https://example.org/graph> .\n'
        for n in range(100_000) for name in ("number", "weight")
    ]  # fmt: skip
    (folder / "quads.nq").write_text("".join(lines))
    workspace = Workspace(folder / "workspace")
    with workspace.begin() as draft:
        with open_disk(draft.store_path) as store, (folder / "quads.nq").open("rb") as stream:
            store.load(stream, "nquads")
        draft.describe(inputs="large", counts={})
    return workspace.path


@pytest.fixture(scope="module")
def server(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(
        tmp_path_factory.mktemp("server"), large, QUERY_WORKERS=1, CLIENT_QUERIES=1, SEND_SECONDS=1
    ) as running:
        running.wait_until_held()
        yield running


def test_million_rows_leave_whole_in_constant_memory(server: Server) -> None:
    post(server.address, "ASK {}")
    before, lines, size = find_most_memory(server.web), 0, 0
    with connect(server.address) as connection:
        connection.request("GET", ask_for(MILLION), headers={"Accept": "text/csv"})
        response = connection.getresponse()
        assert (response.status, response.getheader("Transfer-Encoding")) == (200, None)
        while part := response.read(1_000_000):
            lines += part.count(b"\n")
            size += len(part)
    assert (lines, size) == (1_000_001, int(response.headers["Content-Length"]))
    assert find_most_memory(server.web) - before < 8


def test_large_answer_comes_compressed_and_whole(server: Server) -> None:
    query = "SELECT * { ?s <https://example.org/number> ?o }"
    answer = get(server.address, ask_for(query), Accept="text/csv", Accept_Encoding="gzip")
    assert (answer.headers["Content-Encoding"], len(answer.body)) == ("gzip", int(answer.headers["Content-Length"]))
    assert gzip.decompress(answer.body).count(b"\r\n") == 100_001


def test_whole_dataset_leaves_as_quads(server: Server) -> None:
    answer = get(server.address, "/sparql/graph")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/n-quads; charset=utf-8")
    assert answer.body.count(b"\n") == 200_000


def ask_for(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


def open_slow(address: str, query: str, source: str) -> socket.socket:
    """A connection that sent a query and has a tiny room for its answer."""
    parts = urlsplit(address)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.bind((source, 0))
    connection.connect((parts.hostname, parts.port))
    connection.sendall(f"GET {ask_for(query)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
    return connection


def test_client_that_reads_a_byte_a_second_holds_no_process_and_is_let_go(server: Server) -> None:
    with open_slow(server.address, MILLION, "127.0.0.3") as slow:
        slow.settimeout(30)
        received = len(slow.recv(1))
        status, _, seconds = post(server.address, "ASK {}")  # the only process is free again
        assert (status, seconds < 2) == (200, True)
        for _ in range(2):
            time.sleep(1)
            received += len(slow.recv(1))
        while part := read_on(slow):
            received += len(part)
    assert received < 40_000_000, "it was let go long before the end"


def read_on(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65_536)
    except ConnectionResetError:
        return b""


def test_transfer_that_breaks_cannot_be_taken_for_whole(large: Path, tmp_path: Path) -> None:
    with serving(tmp_path, large) as server, connect(server.address) as connection:
        connection.request("GET", ask_for(MILLION), headers={"Accept": "text/csv"})
        response = connection.getresponse()
        response.read(1000)
        os.kill(server.web, signal.SIGKILL)
        with pytest.raises((IncompleteRead, ConnectionResetError)):
            response.read()


def test_client_that_goes_away_ends_its_query(server: Server) -> None:
    post(server.address, "ASK {}")
    [worker] = server.workers
    leaving = open_slow(server.address, ENDLESS, "127.0.0.4")
    time.sleep(0.5)
    leaving.close()
    status, _, seconds = post(server.address, "ASK {}")
    assert (status, seconds < 3) == (200, True)
    assert worker not in server.workers
    used = sum(map(find_seconds, server.workers))
    time.sleep(0.5)
    assert sum(map(find_seconds, server.workers)) - used < 0.1


def test_clients_that_send_a_byte_a_second_are_told_to_stop_and_hold_nobody_up(large: Path, tmp_path: Path) -> None:
    with serving(tmp_path, large, RECEIVE_SECONDS=1) as server, ExitStack() as opened:
        slow = [opened.enter_context(open_sending(server.address, f"127.0.2.{place % 4 + 1}")) for place in range(60)]
        answers = []
        for _ in range(5):
            for connection in slow:
                with suppress(OSError):
                    connection.sendall(b"#")
            answers.append(post(server.address, "ASK {}", "127.0.0.9")[::2])
        slow[0].settimeout(5)
        assert b" 408 " in slow[0].recv(1000).partition(b"\r\n")[0]
    assert {status for status, _ in answers} == {200}
    assert max(seconds for _, seconds in answers[1:]) < 2.5  # the first may have waited for those who held all threads


def open_sending(address: str, source: str) -> socket.socket:
    """A connection that has begun to send a query."""
    parts = urlsplit(address)
    connection = socket.create_connection((parts.hostname or "", parts.port or 0), source_address=(source, 0))
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 1000\r\n\r\n#"
    connection.sendall(head.encode())
    return connection
