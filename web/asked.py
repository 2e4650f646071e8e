"""What a request asks of the SPARQL service: the one query, its dataset, the formats that will do, the time it may take.

Everything that is wrong with a request before its query is looked at is found here.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from flask import current_app, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from graph.store.formats import MEDIA_TYPES
from web.errors import Forbidden, NotAcceptable
from web.negotiation import HTML, ROWS, TRIPLES, choose, wants_html

# The names that clients send for formats; "xml" and "json" stand for one format of rows and another of triples.
NAMES = {
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "nq": "nquads",
    "rdf": "rdfxml",
    "rdf/xml": "rdfxml",
    "rdf+xml": "rdfxml",
    "json-ld": "jsonld",
}
TYPES = MEDIA_TYPES | {"html": HTML, "xml": "application/xml", "json": "application/json"}
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


class Asked(NamedTuple):
    """A query as a request brings it, with the graphs it is to see and the seconds it may take."""

    query: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    seconds: float


class Formats(NamedTuple):
    """The formats that a request accepts: for rows, for triples, and whether a page is wanted rather."""

    rows: str | None
    triples: str | None
    page: bool = False


def read_asked() -> Asked | None:
    """What is asked; None where a GET brings no query at all.

    :raise Forbidden: for updates, however they come; :raise 400: where there is not exactly one query, where it is not
    UTF-8, or a graph's name is no IRI; :raise 413: where it is too large; :raise 415: where it is no query by its type.
    """
    refuse_updates()
    _check_utf8(request.query_string, "address")
    queries = request.args.getlist("query")
    if request.method == "POST":
        queries += _read_posted()
    elif not queries:
        return None
    if len(queries) != 1 or not queries[0].strip():
        raise BadRequest(
            "Send exactly one query." if queries else "There is no query: send one as the parameter `query`."
        )
    return Asked(queries[0], _read_graphs("default-graph-uri"), _read_graphs("named-graph-uri"), read_seconds())


def refuse_updates() -> None:
    """Refuse whatever is an update by its type or by a parameter's name."""
    updating = request.mimetype == UPDATE or "update" in request.args
    if request.mimetype == FORM:
        request.get_data()  # kept, since reading the form alone would leave nothing to check
    if updating or (request.mimetype == FORM and "update" in request.form):
        raise Forbidden("this service only answers queries: it takes no updates")


def _read_posted() -> list[str]:
    if request.mimetype not in (FORM, QUERY):
        raise UnsupportedMediaType(f"Send the query as {FORM} or as {QUERY}.")
    charset = request.mimetype_params.get("charset", "utf-8").strip("\"'").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"Send the query in UTF-8, not in {charset[:40]}.")
    body = request.get_data()
    if request.mimetype == QUERY:
        return [_decode(body, "query")]
    _check_utf8(body, "form")
    return request.form.getlist("query")


def _check_utf8(encoded: bytes, what: str) -> None:
    """Check the percent-encoded bytes that the framework would decode with a mark in place of what it cannot read."""
    _decode(unquote_to_bytes(encoded), what)


def _decode(text: bytes, what: str) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The {what} is not UTF-8: byte {error.start + 1} cannot be read.") from error


def _read_graphs(name: str) -> tuple[str, ...] | None:
    values = (*request.args.getlist(name), *request.form.getlist(name))
    for value in values:
        check_iri(value, name)
    return values or None


def check_iri(value: str, name: str) -> None:
    """Refuse the value of a parameter that is no absolute IRI.

    :raise 400: where it is none.
    """
    if not IRI.fullmatch(value):
        raise BadRequest(f"The value of {name} is not an absolute IRI: {value[:100]}")


def read_seconds() -> float:
    """The seconds that the query may take: as many as `timeout` asks for, and never more than the service gives.

    :raise 400: where that is no number above 0.
    """
    most: float = current_app.config["QUERY_SECONDS"]
    value = request.values.get("timeout")
    if value is None:
        return most
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise BadRequest(f"The value of timeout is not a number of seconds above 0: {value[:40]}")
    return min(seconds, most)


def read_formats() -> Formats:
    """The formats of the answer: those that `format` names, else those that the request accepts.

    :raise NotAcceptable: where there is none.
    """
    header = read_accepted()
    page = header == HTML if request.values.get("format") else wants_html(request)
    formats = Formats("json", "turtle", page=True) if page else Formats(choose(header, ROWS), choose(header, TRIPLES))
    if not page and not formats.rows and not formats.triples:
        names = dict.fromkeys([*ROWS.values(), *TRIPLES.values()])
        raise NotAcceptable(
            f"an answer is one of html, {', '.join(names)}, or one of {', '.join(sorted({*ROWS, *TRIPLES}))}"
        )
    return formats


def read_accepted() -> str:
    """What the request accepts: the format that `format` names, by any of its names, else the Accept header."""
    wanted = request.values.get("format", "").lower()
    return TYPES.get(NAMES.get(wanted, wanted), wanted) or request.headers.get("Accept", "")
