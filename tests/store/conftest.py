"""A SPARQL server on this machine: a real engine behind HTTP, with a few ways to misbehave."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest


class Handler(BaseHTTPRequestHandler):
    """Answers POSTed forms; the path says how: /sparql well, /partial, /broken, /slow, /prose and /fault not so."""

    server: Server

    def do_POST(self) -> None:
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.requests.append((self.path, fields))
        if self.path == "/slow":
            time.sleep(3)
        if self.path == "/fault":
            self.send_error(500, explain="out of order")
            return
        try:
            self.answer(*self.work(fields))
        except SyntaxError as error:
            self.send_error(400, explain=str(error))

    def work(self, fields: dict[str, list[str]]) -> tuple[str, bytes]:
        if "update" in fields:
            self.server.engine.update(fields["update"][0])
            return "text/plain", b""
        named = [ox.NamedNode(name) for name in fields.get("default-graph-uri", [])]
        dataset = {"default_graph": named} if named else {"use_default_graph_as_union": True}
        solved = self.server.engine.query(fields["query"][0], **dataset)  # type: ignore[arg-type]
        if isinstance(solved, ox.QueryTriples):
            return "application/n-triples", solved.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return "application/sparql-results+json", solved.serialize(format=ox.QueryResultsFormat.JSON) or b""

    def answer(self, media_type: str, body: bytes) -> None:
        if self.path == "/prose":
            media_type, body = "text/html", b"<h1>Welcome</h1>"
        self.send_response(206 if self.path == "/partial" else 200)
        self.send_header("Content-Type", media_type)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if self.path == "/broken" else body)

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is its own."""


class Server(ThreadingHTTPServer):
    """The server, its engine, and the requests that it got."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.engine = ox.Store()
        self.requests: list[tuple[str, dict[str, list[str]]]] = []

    def address(self, path: str = "/sparql") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()
