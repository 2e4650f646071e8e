"""Rows about things of any kind: their names, facts, evidence, and what points to them."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef

from graph.query.pages import Value


class Label(NamedTuple):
    """A label of a thing, by the property that gives it (`labels.rq`)."""

    thing: URIRef
    property: URIRef
    label: str


class ClassOf(NamedTuple):
    """A class of a thing, the narrower before `Inspection` (`classes.rq`)."""

    thing: URIRef
    kind: URIRef


class Replaced(NamedTuple):
    """A thing that is now at the place of an address (`replaced.rq`)."""

    thing: URIRef
    other: URIRef


class Suppressed(NamedTuple):
    """A name of which nothing is told (`suppressions.rq`)."""

    thing: URIRef


class Fact(NamedTuple):
    """What a thing leads to (`facts.rq`)."""

    thing: URIRef
    property: URIRef
    value: Value


class Place(NamedTuple):
    """A place of a document that says a fact (`evidence.rq`)."""

    thing: URIRef
    property: URIRef
    value: Value
    evidence: URIRef


class Evidence(NamedTuple):
    """The words that say a fact (`step-sources.rq`)."""

    thing: URIRef
    property: URIRef
    value: Value
    statement: URIRef
    evidence: URIRef
    page: int
    quote: str


class Quote(NamedTuple):
    """The words at a place of a document (`quotes.rq`, `document-places.rq`)."""

    evidence: URIRef
    page: int
    quote: str


class Incoming(NamedTuple):
    """How many things point to one by a property (`incoming-counts.rq`)."""

    property: URIRef
    number: int


class Other(NamedTuple):
    """A thing that points to another (`incoming.rq`)."""

    thing: URIRef


class IncomingEvidence(NamedTuple):
    """The words that say that a thing points to another (`incoming-evidence.rq`)."""

    thing: URIRef
    property: URIRef
    value: URIRef
    evidence: URIRef


class ClassCount(NamedTuple):
    """How many things of a class are known (`counts.rq`)."""

    kind: URIRef
    number: int


class Term(NamedTuple):
    """A class or property of the vocabulary (`vocabulary.rq`)."""

    term: URIRef
    kind: URIRef
    label: str | None
    comment: str | None


class UsedTerm(NamedTuple):
    """A class or a property, and how many things or triples have it (`used-terms.rq`)."""

    term: URIRef
    kind: str
    number: int


class Concept(NamedTuple):
    """A concept of a list (`schemes.rq`)."""

    scheme: URIRef
    concept: URIRef
    label: str
    rank: int | None
