"""Which format a request gets: a suffix or a `format` parameter first, else the best of what it accepts.

Quality values, wildcards and the rule that the more specific range decides are those of RFC 9110.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from flask import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header

HTML = "text/html"
PROBLEM = "application/problem+json"
# What has a format in its name is for programs, and so is the description of all addresses; a thing's page is for people.
MACHINE_FILES = re.compile(r"/questions/[^/]*\.|/openapi\.json|/(?:id/.+|def)\.(?:ttl|nt|jsonld|rdf)$|/\.well-known/")
MACHINE_ADDRESSES = ("/api/", "/export/", "/sparql", "/healthz", "/readyz", "/reconcile")
# What a thing's data comes in: suffix → (format of the store, media type).
DATA = {
    "ttl": ("turtle", "text/turtle"),
    "nt": ("ntriples", "application/n-triples"),
    "jsonld": ("jsonld", "application/ld+json"),
    "rdf": ("rdfxml", "application/rdf+xml"),
}
SUFFIXES = ("html", *DATA)
# Who has no preference gets the page: link previews and search engines accept whatever comes.
TYPES = {
    HTML: "html",
    **{media_type: suffix for suffix, (_, media_type) in DATA.items()},
    "application/json": "jsonld",
    "application/x-turtle": "ttl",
}
ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
TRIPLES = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/x-turtle": "turtle",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
    "text/plain": "ntriples",
}


def accepted(header: str) -> MIMEAccept:
    """The media ranges of an Accept header with their quality; an empty or absent header accepts everything.

    A charset is left out of account, since all answers are UTF-8, and Java's lone "*" is taken for "*/*".
    """
    ranges = [(_plain(value), quality) for value, quality in parse_accept_header(header, MIMEAccept) if value]
    return MIMEAccept(ranges or [("*/*", 1)])


def best(header: str, offers: Iterable[str]) -> str | None:
    """The offered media type that a request prefers, the earlier offer where several are as good; None where none is."""
    return _best(header, tuple(offers))


@lru_cache(maxsize=512)  # clients send few different headers, and reading one takes as long as a lookup
def _best(header: str, offers: tuple[str, ...]) -> str | None:
    wanted = accepted(header)
    found, quality = None, 0.0
    for offer in offers:
        if wanted.quality(offer) > quality:
            found, quality = offer, wanted.quality(offer)
    return found


def choose(header: str, formats: Mapping[str, str]) -> str | None:
    """The format, of a table from media types to formats, that a request prefers."""
    found = best(header, formats)
    return None if found is None else formats[found]


def wants_html(request: Request) -> bool:
    """Whether to answer with a page: asked for by name anywhere, and by default wherever people's pages live."""
    machine = request.path.startswith(MACHINE_ADDRESSES) or MACHINE_FILES.match(request.path) is not None
    return prefers_html(request.headers.get("Accept", ""), machine=machine)


def prefers_html(header: str, *, machine: bool) -> bool:
    """Whether an Accept header prefers a page to all else that there is, at an address for programs or one for people."""
    first = (PROBLEM, HTML) if machine else (HTML, PROBLEM)
    return best(header, (*first, *ROWS, *TRIPLES)) == HTML


def _plain(value: str) -> str:
    media_type, options = parse_options_header(value)
    rest = {key: option for key, option in options.items() if key != "charset"}
    if media_type == "*":
        return "*/*"
    return ";".join([media_type, *(f"{key}={option}" for key, option in rest.items())])
