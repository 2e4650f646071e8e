"""What an error becomes: one table from error class to status and page, for people and for machines.

People get a page in plain words. Machines get `application/problem+json` (RFC 9457), with line and column where a query
has them. What is no error of ours is logged with its cause and told without it.
"""

from __future__ import annotations

from typing import NamedTuple

from flask import Flask, Response, current_app, g, json, render_template, request
from werkzeug.exceptions import HTTPException

from graph import errors
from web.channel import ClientGone, OutOfMemory
from web.negotiation import wants_html
from web.shares import TooMany
from web.turns import Busy
from web.worker import TooLarge

# After this many seconds a busy or interrupted service is worth another try.
RETRY_AFTER = "5"


class Kind(NamedTuple):
    """How an error is told: the status, a word for its type, its title, and the page's template."""

    status: int
    type: str
    title: str
    template: str = "errors/problem.html"


class NotAcceptable(errors.QueryRejected):
    """None of the formats that the request accepts can hold the answer."""


class Unbuilt(errors.WorkspaceError):
    """Nothing was built in the workspace yet."""


class Forbidden(errors.QueryRejected):
    """The query would change something or call another service."""


class TooComplex(errors.QueryRejected):
    """The query is longer, deeper or wider than any that people write."""


STATUSES: dict[type[errors.GraphError], Kind] = {
    errors.GraphError: Kind(500, "error", "Sorry, there is a problem with the service"),
    errors.ReadError: Kind(500, "document", "A document could not be read"),
    errors.UnsupportedDocument: Kind(415, "document", "That kind of document is not supported"),
    errors.UnreadableDocument: Kind(422, "document", "The document could not be read"),
    errors.MappingError: Kind(500, "mapping", "What a document says could not become facts"),
    errors.StoreError: Kind(500, "store", "The store failed"),
    errors.StoreUnavailable: Kind(503, "unavailable", "Sorry, the service is unavailable"),
    errors.StoreAway: Kind(503, "unavailable", "Sorry, the service is unavailable"),
    errors.QueryRejected: Kind(400, "query", "The query cannot be run"),
    errors.QueryTimeout: Kind(503, "timeout", "The query took too long"),
    errors.WorkspaceError: Kind(503, "workspace", "Sorry, the service is unavailable"),
    errors.ClusterError: Kind(503, "cluster", "The cluster that reads cannot be used"),
    errors.ExportError: Kind(400, "export", "The export cannot be written"),
    errors.FetchError: Kind(502, "fetch", "A document could not be fetched"),
    errors.FetchLater: Kind(503, "fetch", "A document could not be fetched now"),
    errors.UnknownQuestion: Kind(404, "question", "There is no such question", "errors/missing.html"),
    errors.UnknownName: Kind(400, "name", "There is no such name, or more than one", "errors/missing.html"),
    NotAcceptable: Kind(406, "not-acceptable", "No acceptable format"),
    Unbuilt: Kind(503, "unbuilt", "Nothing is built yet", "errors/unbuilt.html"),
    Forbidden: Kind(403, "forbidden", "That is not allowed here"),
    TooComplex: Kind(422, "too-complex", "The query is too complex"),
    TooLarge: Kind(422, "too-large", "The answer is too large"),
    OutOfMemory: Kind(503, "memory", "The query needs too much memory"),
    Busy: Kind(503, "busy", "The service is busy"),
    ClientGone: Kind(503, "gone", "Nobody waits for the answer"),
    TooMany: Kind(429, "too-many", "Too much at once"),
}
# The titles of HTTP's own errors, in the words that UK public services use.
TITLES = {
    400: "That address cannot be right",
    404: "Page not found",
    405: "That cannot be done here",
    406: "No acceptable format",
    410: "This page was withdrawn",
    413: "That is too large",
    415: "That kind of content is not understood",
}


def init_app(app: Flask) -> None:
    """Have the app answer every error by this table."""
    app.register_error_handler(errors.GraphError, answer_graph_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, answer_fault)


def find_kind(error: errors.GraphError) -> Kind:
    """The row of the table for an error: its own class's, or that of the nearest class above it."""
    return next(STATUSES[cls] for cls in type(error).__mro__ if cls in STATUSES)


def answer_graph_error(error: errors.GraphError) -> Response:
    """The answer to an error of ours."""
    kind = find_kind(error)
    extra = {name: getattr(error, name) for name in ("line", "column", "limit", "hint") if getattr(error, name, None)}
    return answer(kind, str(error), **extra)


def answer_http_error(error: HTTPException) -> Response:
    """The answer to an error of HTTP: an unknown address, a wrong method."""
    status = error.code or 500
    template = {400: "errors/missing.html", 404: "errors/missing.html"}.get(status, "errors/problem.html")
    kind = Kind(status, "http", TITLES.get(status, error.name), template)
    response = answer(kind, error.description or "")
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after", "accept"):
            response.headers[name] = value
    return response


def answer_fault(error: Exception) -> Response:
    """The answer to a fault of ours, which is logged and not shown."""
    current_app.logger.error("fault at %s", request.path, exc_info=error)
    return answer(STATUSES[errors.GraphError], "Try again later.")


def answer(kind: Kind, detail: str, **extra: object) -> Response:
    """A page or a problem document, by what the request accepts; it is about no thing any more."""
    g.pop("path", None)
    g.pop("facts", None)
    if wants_html(request):
        page = render_template(kind.template, kind=kind, detail=detail, extra=extra, bare=kind.status >= 500)
        response = Response(page, kind.status, mimetype="text/html")
    else:
        problem = {
            "type": f"/problems#{kind.type}",
            "title": kind.title,
            "status": kind.status,
            "detail": detail,
            **extra,
        }
        body = json.dumps(problem, ensure_ascii=False) + "\n"
        response = Response(body, kind.status, content_type="application/problem+json")
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-store"
    if kind.status in (429, 503):
        response.headers["Retry-After"] = RETRY_AFTER
    return response
