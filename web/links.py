"""The way between a thing's IRI and the addresses that answer for it here, both ways.

`https://w3id.org/scrutiny-graph/id/council/E10000017` is a name; the page about it is `/council/E10000017` and its data
`/id/council/E10000017.ttl`. Terms of the vocabulary are places on one page, `/def.html#Inspection`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from rdflib import URIRef

from graph.terms import ID, SG, VOCABULARY
from web.negotiation import DATA

EVIDENCE = re.compile(re.escape(str(ID)) + r"document/([0-9a-f]{16})/evidence/(\d+)-(\d+)(?:/selector)?")
SEGMENT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
HEXADECIMAL = re.compile(r"[0-9a-f]{16}")
CODE = re.compile(r"[A-Z]\d{8}|\d{4,8}")
KEYS = {"council": CODE, "inspection": CODE, "document": HEXADECIMAL, "statement": HEXADECIMAL}


def is_identifier(path: str) -> bool:
    """Whether a path below `/id/` can name a thing: "council/E10000017" can, "council/../x" and "document/x" cannot.

    >>> is_identifier("council/E10000017"), is_identifier("council/../x"), is_identifier("document/x")
    (True, False, False)
    """
    segments = path.split("/")
    if len(path) > 300 or not all(map(SEGMENT.fullmatch, segments)):
        return False
    pattern = KEYS.get(segments[0])
    return pattern is None or (len(segments) > 1 and bool(pattern.fullmatch(segments[1])))


def to_iri(path: str) -> URIRef:
    """The IRI that a path below `/id/`, or the same path of a page, stands for."""
    return ID[path]


@lru_cache(maxsize=16_384)
def to_page(iri: object) -> str | None:
    """The address of the page about a thing, or None for what has no page here.

    Evidence leads to its words in their document: `…/document/0123456789abcdef/evidence/107-159` is
    `/document/0123456789abcdef?start=107&end=159#evidence`.
    """
    if not isinstance(iri, URIRef):
        return None
    place = EVIDENCE.fullmatch(iri)
    if place:
        return f"/document/{place[1]}?start={place[2]}&end={place[3]}#evidence"
    if iri.startswith(str(ID)):
        return "/" + quote(iri.removeprefix(str(ID)))
    if iri.startswith(str(SG)):
        return "/def.html#" + quote(iri.removeprefix(str(SG)))
    return "/def.html" if iri == VOCABULARY else None


def to_document(evidence: URIRef) -> URIRef:
    """The document in which a place of evidence stands."""
    return URIRef(evidence.partition("/evidence/")[0])


def to_data(iri: URIRef, suffix: str) -> str:
    """The address of a thing's data in the format of a suffix ("ttl")."""
    return f"/id/{quote(iri.removeprefix(str(ID)))}.{suffix}"


def to_identifier(iri: URIRef) -> str:
    """The address at which this server answers for the thing itself."""
    return "/id/" + quote(iri.removeprefix(str(ID)))


def outside(value: object) -> str | None:
    """The address as a link out of the explorer, where it is one of the web; never a `javascript:`."""
    text = str(value)
    return text if isinstance(value, URIRef) and text.startswith(("https://", "http://")) else None


def to_link_header(path: str) -> str:
    """The ways to a thing's page and to its data in each format, for the `Link` header."""
    ways = [
        f'</{path}>; rel="canonical"',
        f'</{path}>; rel="alternate"; type="text/html"',
        f'</id/{path}>; rel="about"',
    ]
    ways += [f'</id/{path}.{suffix}>; rel="alternate"; type="{media_type}"' for suffix, (_, media_type) in DATA.items()]
    return ", ".join([*ways, f'</id/{path}.ttl>; rel="describedby"; type="text/turtle"'])
