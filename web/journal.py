"""What the service writes of itself: a line of JSON for each request and each fault, on standard error.

A line tells which kind of page was asked for and what came of it. It holds no address of a visitor, no query and no words that
were searched for: with what is in it nobody can be told from anybody else.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Flask, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROUTE = "scrutiny.route"
NOWHERE = "unknown"
LOG = logging.getLogger("scrutiny")
METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS"))
# What the server says of a request that never came to the application: the visitor's address, and words of the request.
SAID = re.compile(r"(Invalid request) from ip=\S*(: [^:]*).*|(Error handling request) .*", re.DOTALL)


class Entry(NamedTuple):
    """A request that was answered: its number, its kind, and what came of it."""

    id: str
    method: str
    route: str
    status: int
    seconds: float
    bytes: int


Listener = Callable[[Entry], None]


def init_app(app: Flask) -> None:
    """Have requests know their route; to be called before any part that may answer them."""
    app.before_request(find_route)


def find_route() -> None:
    """Note under which rule the request's address falls: `/council/<code>`, never the address itself."""
    if request.url_rule is not None:
        request.environ[ROUTE] = request.url_rule.rule


def write(entry: Entry) -> None:
    """Write the line of a request."""
    told = {"id": entry.id, "method": entry.method, "route": entry.route, "status": entry.status}
    LOG.info("request", extra={"told": {**told, "ms": round(entry.seconds * 1000, 1), "bytes": entry.bytes}})


class Journal:
    """An application whose requests are told to listeners when all of their answer has left."""

    def __init__(self, app: WSGIApplication, listeners: Iterable[Listener]) -> None:
        self.app, self.listeners = app, tuple(listeners)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; the answer carries the number under which the journal has it."""
        number, began, status = secrets.token_hex(8), time.perf_counter(), [500]

        def start(line: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            status[0] = int(line[:3])
            return start_response(line, [*headers, ("X-Request-Id", number)], *more)

        def tell(sent: int) -> None:
            method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO")
            # A query that goes the short way passes no rule.
            route = environ.get(ROUTE) or ("/sparql" if path == "/sparql" else NOWHERE)
            known = method if method in METHODS else NOWHERE
            entry = Entry(number, known, route, status[0], time.perf_counter() - began, sent)
            for listener in self.listeners:
                listener(entry)

        return Parts(self.app(environ, start), tell)


class Parts:
    """The parts of an answer; `ended` is told how many bytes of them left."""

    def __init__(self, parts: Iterable[bytes], ended: Callable[[int], None]) -> None:
        self.parts, self.ended, self.sent = parts, ended, 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.sent += len(part)
            yield part

    def close(self) -> None:
        """End the answer, whether or not all of it was taken."""
        try:
            if hasattr(self.parts, "close"):
                self.parts.close()
        finally:
            self.ended(self.sent)


class Lines(logging.Formatter):
    """Records as lines of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as a line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {
            "time": moment,
            "level": record.levelname.lower(),
            "event": withhold(record.getMessage()),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def withhold(message: str) -> str:
    """What the server says, without what it tells of a visitor.

    >>> withhold("Invalid request from ip=::1: Invalid HTTP request line: 'secret'")
    'Invalid request: Invalid HTTP request line'
    """
    found = SAID.fullmatch(message)
    return "".join(part for part in found.groups() if part) if found else message


def settings() -> dict[str, Any]:
    """The settings of `logging` that have all that the service and its server say leave as lines of JSON."""
    own = {"handlers": ["lines"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "web.journal.Lines"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
        "root": {"level": "WARNING", "handlers": ["lines"]},
        "loggers": {"gunicorn.error": {"level": "WARNING", **own}, "scrutiny": {"level": "INFO", **own}},
    }
