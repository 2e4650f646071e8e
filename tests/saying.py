"""Short ways to write what documents say, for tests of what is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from rdflib import RDF

from graph.claims import Claim
from graph.dates import parse_date
from graph.identities import Identities
from graph.mapping import iter_claims
from graph.statements import Inspection, Said, Span, Statements
from graph.terms import ID, SG

T = TypeVar("T")

LANCASHIRE = "E10000017"
LINCOLNSHIRE = "E10000019"


def words(quote: str = "words", start: int = 0) -> Span:
    """A span on the first page."""
    return Span(1, start, start + len(quote), quote)


def said(value: T, quote: str = "words", start: int = 0) -> Said[T]:
    """A value with words that state it."""
    return Said(value, words(quote, start))


def told(
    kind: str, start: str = "", end: str = "", *, published: str = "", place: int = 0, **more: object
) -> Inspection:
    """An inspection in Lancashire with these dates, told at `place`; `more` are other fields."""
    dates = {
        name: said(parse_date(text))
        for name, text in (("start", start), ("end", end), ("published", published))
        if text
    }
    return Inspection(kind, words(kind, place), **{"council": said(LANCASHIRE), **dates, **more})  # type: ignore[arg-type]


def report(subject: Inspection, *others: Inspection, **more: object) -> Statements:
    """What an inspection's own report says."""
    return Statements("inspection report", council=subject.council, inspections=(subject, *others), **more)  # type: ignore[arg-type]


def paper(*mentions: Inspection, **more: object) -> Statements:
    """What a committee's paper says."""
    return Statements("committee paper", **{"council": said(LANCASHIRE), "inspections": mentions, **more})  # type: ignore[arg-type]


def claim_too_much(sha256: str, statements: Statements, identities: Identities) -> Iterator[Claim]:
    """What a document claims, and of an inspection's report a judgement that nobody gave, which breaks a shape."""
    claims = list(iter_claims(sha256, statements, identities))
    if statements.kind == "inspection report":
        claims.append(Claim(ID["inspection/x/judgement/y"], RDF.type, SG.Judgement, claims[0].span, "judgements"))
    yield from claims
