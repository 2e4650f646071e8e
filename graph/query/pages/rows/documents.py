"""Rows about documents, and what each of them says."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef

from graph.query.pages import Value


class Document(NamedTuple):
    """A document of the register (`documents.rq`)."""

    document: URIRef
    title: str | None
    file: str | None
    publisher: str | None
    issued: str | None
    about: URIRef | None
    kind: str
    state: str
    unread: str | None
    triples: int | None


class AboutName(NamedTuple):
    """The council that a document is about, by name (`about-names.rq`)."""

    thing: URIRef
    council: URIRef
    name: str


class DocumentInspection(NamedTuple):
    """An inspection that a document tells of (`document-inspections.rq`)."""

    document: URIRef
    inspection: URIRef
    start: str | None
    own: bool


class Statement(NamedTuple):
    """What a document says at a place (`document-statements.rq`, `place-statements.rq`)."""

    statement: URIRef
    subject: URIRef
    property: URIRef
    value: Value
    evidence: URIRef


class StatementPage(NamedTuple):
    """A statement with its document, and whether it is the fact that was kept (`statement.rq`)."""

    statement: URIRef
    subject: URIRef
    property: URIRef
    value: Value
    document: URIRef
    evidence: URIRef
    page: int
    quote: str
    recogniser: str | None
    fact: bool


class Doubt(NamedTuple):
    """What reading a document left open (`doubts.rq`)."""

    document: URIRef
    doubt: URIRef
    field: str | None
    reason: str
    evidence: URIRef | None
