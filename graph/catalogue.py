"""The register of documents: each file's content, name, address and publisher, and what was doubtful or unread in it.

These are facts about files, not what documents say: they stand in the graph of registers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import DCTERMS, RDF, Literal, URIRef

from graph.claims import Quad, mint_evidence, to_literal
from graph.dates import parse_date
from graph.kept import Entry
from graph.sources import Source
from graph.statements import Doubt
from graph.terms import REGISTERS, SG, digest, mint_document, mint_part, to_address


def iter_document(
    kept: Entry, sources: Iterable[Source], doubts: Iterable[Doubt], left_out: str | None
) -> Iterator[Quad]:
    """The quads that describe a document; the same content under two names is one document with two names."""
    iri = mint_document(kept.sha256)
    pairs = [
        (RDF.type, SG.Document),
        (SG.sha256, Literal(kept.sha256)),
        *((DCTERMS["format"], Literal(kept.media_type)) for _ in [0] if kept.media_type),
        *((SG.pageCount, Literal(kept.pages)) for _ in [0] if kept.pages),
        *((SG.unreadReason, Literal(reason)) for reason in filter(None, [kept.unread or left_out])),
    ]
    for source in sources:
        pairs.append((SG.fileName, Literal(source.name)))
        if address := to_address(source.url):
            pairs.append((DCTERMS.source, address))
        if source.publisher:
            pairs.append((DCTERMS.publisher, Literal(source.publisher)))
        if source.published:
            pairs.append((DCTERMS.issued, to_literal(parse_date(source.published))))
    for predicate, value in dict.fromkeys(pairs):
        yield iri, predicate, value, REGISTERS
    for place, doubt in enumerate(doubts, 1):
        yield from _iter_doubt(iri, place, doubt)


def digest_document(kept: Entry, sources: Iterable[Source], doubts: Iterable[Doubt]) -> str:
    """What stands for all that is told of a document, but for why it is left out."""
    files = (f"{source.name}\x1e{source.url}\x1e{source.published}\x1e{source.publisher}" for source in sources)
    return digest(kept.media_type, str(kept.pages), kept.unread or "", *files, *map(str, doubts))


def _iter_doubt(document: URIRef, place: int, doubt: Doubt) -> Iterator[Quad]:
    iri = mint_part(document, "doubt", place)
    yield document, SG.doubt, iri, REGISTERS
    yield iri, RDF.type, SG.Doubt, REGISTERS
    yield iri, SG.field, Literal(doubt.field), REGISTERS
    yield iri, SG.reason, Literal(doubt.reason), REGISTERS
    if doubt.span:
        yield iri, SG.evidence, mint_evidence(document, doubt.span), REGISTERS
