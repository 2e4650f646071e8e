"""What a SPARQL server sends back, read in full and within its time, and put as everybody puts it.

Servers break off in the middle of what they called a success, leave out rows and say so in a header of their own, answer
with a web page; each is an error here. What one of them spells in its own way is respelled.
"""

from __future__ import annotations

import re
import time
from collections import deque
from http.client import HTTPResponse
from typing import NamedTuple

import pyoxigraph as ox

from graph.errors import QueryTimeout, StoreAway, StoreUnavailable
from graph.store.answers import Solved

PARTIAL = 206
"""The HTTP status with which a server admits that it stopped before the end."""
MOST_ROWS = "X-SPARQL-MaxRows"
"""The header with which Virtuoso admits that it may have left out all rows beyond a number."""
PART = 65_536
"""Bytes of an answer that are read at a time."""

_ROW_FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
}
_NUMBERED = re.compile(rb'(XMLSchema#boolean",\s*"value":\s*")([01])"')
_WRITTEN_TRUTH = b'{"head": {}, "boolean": %s}'


class Reply(NamedTuple):
    """An answer as it came: the address that it came from, its media type and its body."""

    place: str
    media_type: str
    body: bytes


def read_reply(response: HTTPResponse, place: str, until: float) -> Reply:
    """The reply that a response carries, whole; TimeoutError where it is not there by the time `until`."""
    body = _read(response, until)
    most, length = response.headers.get(MOST_ROWS), response.headers.get("Content-Length")
    if most:
        raise QueryTimeout(f"{place} gives at most {most} rows: ask for fewer, or raise its ResultSetMaxRows")
    if response.status == PARTIAL:
        raise QueryTimeout(f"{place} answers in part only: ask for less")
    if length is not None and len(body) < int(length):
        raise StoreAway(f"{place} broke off in the middle of its answer: try again")
    media_type = response.headers.get_content_type()
    return Reply(place, media_type, _respell(body) if media_type in _ROW_FORMATS else body)


def check_whole(reply: Reply) -> None:
    """Read rows to their end once: a server may break off in the middle without a word."""
    form = _ROW_FORMATS.get(reply.media_type)
    if form is not None:
        solved = ox.parse_query_results(reply.body, form)
        if isinstance(solved, ox.QuerySolutions):
            deque(solved, maxlen=0)


def solve(reply: Reply) -> Solved:
    """The engine's reading of a reply; StoreUnavailable where it is of a kind that no SPARQL server sends."""
    rows = _ROW_FORMATS.get(reply.media_type)
    if rows is not None:
        solved = ox.parse_query_results(reply.body, rows)
        return _to_truth(solved) if isinstance(solved, ox.QuerySolutions) else solved
    form = ox.RdfFormat.from_media_type(reply.media_type)
    if form is None:
        raise StoreUnavailable(f"{reply.place} answers with {reply.media_type}, which is no form of SPARQL results")
    triples = ox.Store()
    triples.load(reply.body, form)
    return triples.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def _read(response: HTTPResponse, until: float) -> bytes:
    # The limit that the connection has of itself starts anew with every byte that comes.
    parts = []
    while part := response.read1(PART):
        parts.append(part)
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def _to_truth(solved: ox.QuerySolutions) -> Solved:
    """The rows; or, where they are Virtuoso's way to answer ASK, one row for yes and none for no, the truth value."""
    if [variable.value for variable in solved.variables] != ["__ASK_RETVAL"]:
        return solved
    truth = b"false" if next(solved, None) is None else b"true"
    return ox.parse_query_results(_WRITTEN_TRUTH % truth, ox.QueryResultsFormat.JSON)


def _respell(body: bytes) -> bytes:
    """The rows with Virtuoso's numbers for truth values, and its names of blank nodes, put as the standards have them."""
    if b"XMLSchema#boolean" in body:
        body = _NUMBERED.sub(lambda found: found[1] + (b'true"' if found[2] == b"1" else b'false"'), body)
    return body.replace(b'"type": "bnode", "value": "nodeID://', b'"type": "bnode", "value": "')
