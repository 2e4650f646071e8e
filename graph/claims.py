"""Claims: triples that a document states, each with the words behind it, and the nodes of the document's own named graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from graph import terms
from graph.dates import Date
from graph.statements import Span
from graph.terms import OA, SG

Quad = tuple[Node, Node, Node, URIRef]

_DATATYPES = {1: XSD.gYear, 2: XSD.gYearMonth, 3: XSD.date}
_RESOURCE, _SOURCE, _SELECTOR, _PAGE = OA.SpecificResource, OA.hasSource, OA.hasSelector, SG.page
_POSITION, _QUOTE, _START, _END, _EXACT = OA.TextPositionSelector, OA.TextQuoteSelector, OA.start, OA.end, OA.exact


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


def statement_quads(document: URIRef, claims: list[Claim]) -> Iterator[Quad]:
    """The nodes of a document's graph: a statement for each claim, and the evidence for each span."""
    # Most quads of a graph are made here, and making a term anew each time takes longer than all the rest.
    kind, has_evidence, recogniser = SG.Statement, SG.evidence, SG.recogniser
    recognisers = {name: Literal(name) for name in {claim.recogniser for claim in claims}}
    evidences = {span: mint_evidence(document, span) for span in {claim.span for claim in claims}}
    for claim in claims:
        statement = mint_claim(document, claim)
        yield statement, RDF.type, kind, document
        yield statement, RDF.subject, claim.subject, document
        yield statement, RDF.predicate, claim.predicate, document
        yield statement, RDF.object, claim.value, document
        yield statement, has_evidence, evidences[claim.span], document
        yield statement, recogniser, recognisers[claim.recogniser], document
    for span in sorted(evidences):
        yield from evidence_quads(document, evidences[span], span)


def evidence_quads(document: URIRef, evidence: URIRef, span: Span) -> Iterator[Quad]:
    """The nodes of a span of a document's text: where it stands, and its words."""
    selector = URIRef(f"{evidence}/selector")
    yield evidence, RDF.type, _RESOURCE, document
    yield evidence, _SOURCE, document, document
    yield evidence, _PAGE, Literal(span.page), document
    yield evidence, _SELECTOR, selector, document
    yield selector, RDF.type, _POSITION, document
    yield selector, RDF.type, _QUOTE, document
    yield selector, _START, Literal(span.start), document
    yield selector, _END, Literal(span.end), document
    yield selector, _EXACT, Literal(span.quote), document


def mint_claim(document: URIRef, claim: Claim) -> URIRef:
    """The address of a claim's statement: the same words for the same triple in the same document, always."""
    span = claim.span
    return terms.mint_statement(document, claim.subject, claim.predicate, claim.value.n3(), f"{span.start}-{span.end}")


def mint_evidence(document: URIRef, span: Span) -> URIRef:
    """The address of a span of a document's text."""
    return terms.mint_part(document, "evidence", f"{span.start}-{span.end}")
