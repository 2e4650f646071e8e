"""The short way of what programs send most: one query by GET, with nothing beside it, and a small answer.

The framework takes three times as long over such a request as the engine does. What is out of the ordinary goes the long
way; so does an error, and an answer that is a file, which take along what came of the query, so that it is not run again.
The same steps are taken in both ways, and the same headers sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from flask import Flask

from graph.errors import GraphError
from graph.store.formats import MEDIA_TYPES
from graph.store.scan import Shape, find_shape
from web.asked import Asked, Formats
from web.freshness import tag_of
from web.headers import SECURITY, SHARING
from web.negotiation import ROWS, TRIPLES, best, choose, prefers_html
from web.running import Client, answer_to, find_most_bytes
from web.sending import is_gzip_accepted
from web.store import View
from web.worker import Reply, Request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OUTCOME = "scrutiny.outcome"
UNUSUAL = ("CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE")
START = "query="
HEADERS = (*(SECURITY | SHARING).items(), ("Cache-Control", "no-cache"), ("Vary", "Accept, Accept-Encoding"))


class Wanted(NamedTuple):
    """A query that may go the short way: itself, the view it is asked of, its request to a process, and its answer's tag."""

    view: View
    request: Request
    accept: str
    tag: str


class Shortcut:
    """The application, with the short way before it."""

    def __init__(self, app: Flask, rest: WSGIApplication) -> None:
        self.app, self.rest = app, rest

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, by the short way if it can be."""
        if environ["PATH_INFO"] == "/sparql" and (wanted := self.read(environ)):
            try:
                client = Client(environ.get("REMOTE_ADDR"), environ.get("gunicorn.socket"))
                outcome: Reply | Exception = answer_to(client, self.app, wanted.view, wanted.request)
            except Exception as error:  # noqa: BLE001 - the view raises it again
                outcome = error
            if isinstance(outcome, Reply) and isinstance(outcome.content, bytes):
                return self.send(outcome, outcome.content, wanted, client, start_response)
            environ[OUTCOME] = outcome
        return self.rest(environ, start_response)

    def read(self, environ: WSGIEnvironment) -> Wanted | None:
        """What is wanted; None where it has to go the long way."""
        query = read_query(environ)
        formats = find_formats(environ.get("HTTP_ACCEPT", ""))
        if query is None or formats is None:
            return None
        try:
            view: View = self.app.extensions["scrutiny"].view()
        except GraphError:
            return None
        shape = find_shape(query, self.app.extensions["bounds"].services)
        if view.folder is None or not isinstance(shape, Shape) or shape.varies:
            return None
        asked = Asked(query, None, None, self.app.config["QUERY_SECONDS"])
        zipped = is_gzip_accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
        request = Request(
            query, *formats[:2], most_bytes=find_most_bytes(self.app), seconds=asked.seconds, zipped=zipped
        )
        tag = tag_of(view, "/sparql", *tell_apart(asked, formats))
        return Wanted(view, request, environ.get("HTTP_ACCEPT", ""), tag or "")

    def send(
        self, reply: Reply, content: bytes, wanted: Wanted, client: Client, start_response: StartResponse
    ) -> list[bytes]:
        """Send an answer, which its client has to take in time."""
        headers = [
            ("Content-Type", find_type(reply.form, reply.format, wanted.accept)), ("Content-Length", str(reply.length)),
            ("ETag", f'W/"{wanted.tag}"'), *HEADERS,
        ]  # fmt: skip
        if reply.zipped:
            headers.append(("Content-Encoding", "gzip"))
        if client.connection is not None:
            client.connection.settimeout(self.app.config["SEND_SECONDS"])
        start_response("200 OK", headers)
        return [content]


def read_query(environ: WSGIEnvironment) -> str | None:
    """The query of a request that has nothing out of the ordinary; else None."""
    text: str = environ["QUERY_STRING"]
    usual = environ["REQUEST_METHOD"] == "GET" and text.startswith(START) and "&" not in text and text.isascii()
    if not usual or any(environ.get(name) for name in UNUSUAL):
        return None
    try:
        query = unquote_to_bytes(text[len(START) :].replace("+", " ")).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return query if query.strip() else None


@lru_cache(maxsize=512)
def find_formats(accept: str) -> Formats | None:
    """The formats that an Accept header wants; None where it wants a page, or nothing that there is."""
    formats = Formats(choose(accept, ROWS), choose(accept, TRIPLES))
    return None if prefers_html(accept, machine=True) or not any(formats) else formats


@lru_cache(maxsize=512)
def find_type(form: str, wanted: str, accept: str) -> str:
    """The media type of an answer; a client that accepts plain JSON or XML is told that it has it."""
    offers = [offer for offer, name in (ROWS if form != "triples" else TRIPLES).items() if name == wanted]
    return f"{best(accept, offers) or MEDIA_TYPES[wanted]}; charset=utf-8"


def tell_apart(asked: Asked, formats: Formats) -> tuple[str, ...]:
    """What tells an answer from all others of a snapshot."""
    return asked.query, repr(asked.default_graphs), repr(asked.named_graphs), *map(str, formats)


def take_outcome(environ: WSGIEnvironment) -> Reply | None:
    """What came of the query on the short way, if it came that way; raises what was raised there."""
    outcome: Reply | Exception | None = environ.pop(OUTCOME, None)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
