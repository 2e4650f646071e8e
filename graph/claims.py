"""Claims: triples that a document states, each with the words behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from graph import terms
from graph.dates import Date
from graph.statements import Span

Quad = tuple[Node, Node, Node, URIRef]

_DATATYPES = {1: XSD.gYear, 2: XSD.gYearMonth, 3: XSD.date}


class Claim(NamedTuple):
    """One triple that a document states, the words that state it, and the recogniser that found them."""

    subject: URIRef
    predicate: URIRef
    value: Node
    span: Span
    recogniser: str


Claims = Mapping[URIRef, list[Claim]]
"""What documents claim, by their addresses."""


def to_literal(date: Date) -> Literal:
    """A date as xsd:date, xsd:gYearMonth or xsd:gYear, by what is known of it."""
    return Literal(str(date), datatype=_DATATYPES[date.precision], normalize=False)


def mint_claim(document: URIRef, claim: Claim) -> URIRef:
    """The address of a claim's statement: the same words for the same triple in the same document, always."""
    span = claim.span
    return terms.mint_statement(document, claim.subject, claim.predicate, claim.value.n3(), f"{span.start}-{span.end}")


def mint_evidence(document: URIRef, span: Span) -> URIRef:
    """The address of a span of a document's text."""
    return terms.mint_part(document, "evidence", f"{span.start}-{span.end}")
