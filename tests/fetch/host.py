"""A host on this machine for tests of fetching: files over HTTP, with the ways to misbehave that hosts have."""

from __future__ import annotations

import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import urlsplit

PDF = b"%PDF-1.7\n" + b"words " * 20_000 + b"\n%%EOF\n"
PAGE = b"<!doctype html><html><body><h1>Not here</h1></body></html>"
KINDS = {".pdf": "application/pdf", ".html": "text/html", ".txt": "text/plain", ".png": "image/png"}


class Asked(NamedTuple):
    """A request as the host got it: its path, the headers of conditions, and when."""

    path: str
    conditions: dict[str, str]
    when: float


class Host(ThreadingHTTPServer):
    """Its files by path, its robots.txt, and all that was asked of it."""

    daemon_threads = True
    # Where a test leaves a connection hanging, nobody waits for its thread.
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.etags: dict[str, str] = {}
        self.robots: bytes | None = None
        self.robots_status = 404
        self.asked: list[Asked] = []
        self.counts: Counter[str] = Counter()
        self.halfway = Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has heard enough, and hung up."""

    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    """Paths misbehave as their first part says; the rest is the file that is meant."""

    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self) -> None:
        path = self.path
        names = ("Range", "If-Range", "If-None-Match", "If-Modified-Since")
        self.server.asked.append(
            Asked(path, {n: self.headers[n] for n in names if n in self.headers}, time.monotonic())
        )
        self.server.counts[path] += 1
        if path == "/robots.txt":
            self.give_robots()
            return
        misbehave = getattr(self, "do_" + path.split("/")[1], None)
        if misbehave is not None:
            misbehave()
        else:
            self.give()

    @property
    def count(self) -> int:
        """How often this path was asked for."""
        return self.server.counts[self.path]

    def give_robots(self) -> None:
        if self.server.robots is None:
            self.fail(self.server.robots_status)
        else:
            self.send(200, self.server.robots, {"Content-Type": "text/plain"})

    def give(self, **more: str) -> None:
        """The file, or what the conditions leave of it."""
        path = urlsplit(self.path).path
        body, etag = self.server.files.get(path), self.server.etags.get(path, "")
        if body is None:
            self.fail(404)
            return
        kind = KINDS.get(path[path.rfind(".") :], "application/octet-stream")
        headers = {"Content-Type": kind, "Last-Modified": formatdate(1_600_000_000, usegmt=True), **more}
        if etag:
            headers["ETag"] = etag
        wanted = self.headers.get("Range")
        if etag and self.headers.get("If-None-Match") == etag:
            self.send(304, b"", headers)
        elif wanted and self.headers.get("If-Range") in (etag or None, headers["Last-Modified"] if not etag else None):
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            self.send(206, body[start:], headers)
        else:
            self.send(200, body, headers)

    def do_break(self) -> None:
        """Half of the file, and the end of the connection; whole the next time, or the rest of it."""
        if self.count > 1:
            self.give()
        else:
            self.give_half()

    def do_always(self) -> None:
        """The same, every time."""
        self.give_half()

    def give_half(self) -> None:
        path = urlsplit(self.path).path
        body = self.server.files[path]
        self.head(
            200,
            {
                "Content-Type": "application/pdf",
                "ETag": self.server.etags.get(path, '"1"'),
                "Content-Length": str(len(body)),
            },
        )
        self.wfile.write(body[: len(body) // 2])
        self.close()

    def do_hang(self) -> None:
        """Half of the file, and then nothing for as long as anybody waits; the rest the next time."""
        if self.count > 1:
            self.give()
            return
        body = self.server.files[self.path]
        self.head(
            200,
            {"Content-Type": "application/pdf", "ETag": self.server.etags[self.path], "Content-Length": str(len(body))},
        )
        self.wfile.write(body[: len(body) // 2])
        self.wfile.flush()
        self.server.halfway.set()
        self.connection.settimeout(20)
        with suppress(OSError):
            self.connection.recv(1)
        self.close_connection = True

    def do_drip(self) -> None:
        """A byte now and then."""
        self.head(200, {"Content-Type": "application/pdf", "ETag": '"1"', "Content-Length": str(len(PDF))})
        try:
            for place in range(400):
                self.wfile.write(PDF[place : place + 1])
                time.sleep(0.02)
        except OSError:
            self.close_connection = True

    def do_silent(self) -> None:
        """Nothing, for longer than anybody waits."""
        self.connection.settimeout(20)
        with suppress(OSError):
            self.connection.recv(1)
        self.close_connection = True

    def do_circle(self) -> None:
        there = "/circle/b" if self.path == "/circle/a" else "/circle/a"
        self.send(302, b"", {"Location": there})

    def do_onward(self) -> None:
        """From one number to the next."""
        self.send(302, b"", {"Location": f"/onward/{int(self.path.split('/')[2]) + 1}"})

    def do_to(self) -> None:
        """To the address after the question mark."""
        self.send(302, b"", {"Location": urlsplit(self.path).query})

    def do_busy(self) -> None:
        """Not now; but the next time."""
        if self.count > 1:
            self.give()
        else:
            self.send(429, b"", {"Retry-After": self.path.split("/")[2]})

    def do_claims(self) -> None:
        """A length that is not the file's."""
        body = self.server.files[self.path]
        self.head(200, {"Content-Type": "application/pdf", "Content-Length": self.path.split("/")[2]})
        self.wfile.write(body)
        self.close()

    def do_endless(self) -> None:
        """No length, and no end."""
        self.head(200, {"Content-Type": "application/pdf", "Connection": "close"})
        try:
            while True:
                self.wfile.write(PDF)
        except OSError:
            self.close_connection = True

    def do_wrongpart(self) -> None:
        """Half of the file; then another part of it than was asked for; then the file."""
        if self.count == 1:
            self.give_half()
        elif self.count == 2:
            self.send(206, b"elsewhere", {"Content-Range": f"bytes 7-15/{len(PDF)}", "Content-Type": "application/pdf"})
        else:
            self.give()

    def do_called(self) -> None:
        """Another name for the file than its address has."""
        self.give(**{"Content-Disposition": self.path.split("?")[1].replace("+", " ").replace("%22", '"')})

    def fail(self, status: int) -> None:
        self.send(status, b"no", {"Content-Type": "text/plain"})

    def send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.head(status, headers if status == 304 else headers | {"Content-Length": str(len(body))})
        try:
            self.wfile.write(body)
        except OSError:  # whoever asked has heard enough
            self.close_connection = True

    def head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def close(self) -> None:
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Tests read `asked`."""


@contextmanager
def hosting() -> Iterator[Host]:
    """A host, as long as the block lasts."""
    with Host() as host:
        thread = Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()
