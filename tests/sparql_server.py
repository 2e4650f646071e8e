"""A SPARQL server on this machine for tests: a real engine behind HTTP, with the ways to misbehave that servers have."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox


class Request(NamedTuple):
    """A request as the server got it: its method, path and fields."""

    method: str
    path: str
    fields: dict[str, list[str]]


class Handler(BaseHTTPRequestHandler):
    """Answers queries at /sparql and keeps graphs at /graphs; other paths misbehave as their names say."""

    server: Server

    def do_POST(self) -> None:
        if urlsplit(self.path).path == "/graphs":
            self.keep()
            return
        self.take(parse_qs(self.read().decode()))
        if self.misbehave():
            return
        try:
            self.answer(*self.work(self.server.requests[-1].fields))
        except SyntaxError as error:
            self.send_error(400, explain=str(error))

    def do_GET(self) -> None:
        self.take(parse_qs(urlsplit(self.path).query))
        if not self.misbehave():
            self.send_error(404)

    def do_PUT(self) -> None:
        self.keep()

    def do_DELETE(self) -> None:
        self.keep()

    def keep(self) -> None:
        """What the Graph Store Protocol asks for; it fails from the graph on that the server is told to fail at."""
        body = self.read()
        self.take(parse_qs(urlsplit(self.path).query))
        if self.misbehave():
            return
        if urlsplit(self.path).path != "/graphs":
            self.send_error(404)
            return
        graph = self.server.requests[-1].fields["graph"][0]
        if self.server.fails_at == graph:
            self.send_error(self.server.fails_with, explain="the disk is full")
            return
        if self.command != "POST":
            self.server.engine.remove_graph(ox.NamedNode(graph))
        if self.command != "DELETE":
            self.server.engine.load(body, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
        self.send_response(204)
        self.end_headers()

    def read(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def take(self, fields: dict[str, list[str]]) -> None:
        self.server.requests.append(Request(self.command, urlsplit(self.path).path, fields))
        if given := self.headers.get("Authorization"):
            self.server.told.append(given)

    def misbehave(self) -> bool:
        """Whether the path asks for another answer than the right one, which is then sent."""
        account = self.server.account
        if account and self.headers.get("Authorization") != f"Basic {base64.b64encode(account.encode()).decode()}":
            # Some servers repeat what they were sent.
            self.send_page(401, f"no: {self.headers.get('Authorization')}", ("WWW-Authenticate", 'Basic realm="tests"'))
            return True
        match urlsplit(self.path).path:
            case "/slow":
                time.sleep(2.5)
            case "/fault":
                self.send_error(500, explain="out of order")
            case "/rejects":
                self.send_page(400, "Error SP030: no such dialect\n\nSPARQL query:\nASK { }")
            case "/moved":
                self.send_page(302, "", ("Location", "http://user:secret@127.0.0.1:9/there?key=secret"))
            case "/forbidden":
                self.send_page(403, "<html><body>only readers</body></html>")
            case "/page":
                self.send_page(200, "<html><title>x</title><h1>Log in</h1></html>")
            case _:
                return False
        return True

    def send_page(self, status: int, text: str, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", "text/html"), ("Content-Length", str(len(text))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def work(self, fields: dict[str, list[str]]) -> tuple[str, bytes]:
        time.sleep(self.server.delay)
        if self.server.says:
            return "application/sparql-results+json", self.server.says
        named = [ox.NamedNode(name) for name in fields.get("default-graph-uri", [])]
        dataset = {"default_graph": named} if named else {"use_default_graph_as_union": self.server.union}
        solved = self.server.engine.query(fields["query"][0], **dataset)  # type: ignore[arg-type]
        if isinstance(solved, ox.QueryTriples):
            return "application/n-triples", solved.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return "application/sparql-results+json", solved.serialize(format=ox.QueryResultsFormat.JSON) or b""

    def answer(self, media_type: str, body: bytes) -> None:
        path = urlsplit(self.path).path
        self.send_response(206 if path == "/partial" else 200)
        self.send_header("Content-Type", media_type)
        if path == "/short":
            self.send_header("Content-Length", str(len(body) + 1))
        if path == "/rows":
            self.send_header("X-SPARQL-MaxRows", "1")
        self.end_headers()
        if path == "/drip":
            self.drip()
        self.wfile.write(body[: len(body) // 2] if path == "/broken" else body)

    def drip(self) -> None:
        """Send white space bit by bit, as long as anybody reads it."""
        while not self.server.over:
            self.wfile.write(b" " * 10)
            time.sleep(0.1)

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True  # the client has heard enough

    def finish(self) -> None:
        try:
            super().finish()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is its own."""


class Server(ThreadingHTTPServer):
    """The server: its engine, the account that it asks for (user:password), the graph that it fails at, and with which status, the rows that it says
    whatever it is asked, whether its default graph is the union of all, the seconds that it takes for an answer; and the
    requests and accounts that it got.
    """

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.engine = ox.Store()
        self.account = ""
        self.fails_at = ""
        self.fails_with = 507
        self.says = b""
        self.union = True
        self.delay = 0.0
        self.over = False
        self.told: list[str] = []
        self.requests: list[Request] = []

    def load(self, nquads: bytes) -> None:
        """Hold a dataset."""
        self.engine.load(nquads, ox.RdfFormat.N_QUADS)

    def address(self, path: str = "/sparql") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


@contextmanager
def running(port: int = 0) -> Iterator[Server]:
    """A server, as long as the block lasts."""
    with Server(port) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over = True
            server.shutdown()
            thread.join()
