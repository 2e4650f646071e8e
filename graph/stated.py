"""What documents say, put into the store: a graph for each document, and how much all of them are."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from rdflib import RDF, Literal, URIRef

from graph import terms
from graph.claims import Claim, Claims, mint_claim, mint_evidence
from graph.statements import Span
from graph.store import EmbeddedStore, open_memory, to_text
from graph.tally import Counts, Tally, take_tally
from graph.terms import OA, SG

_DOCUMENT = terms.mint_document("")
_CLAIM = Claim(_DOCUMENT, RDF.type, SG.Document, Span(1, 0, 1, "x"), "x")  # any: each makes the same nodes
_PREFIXES = f"PREFIX rdf: <{RDF}>\nPREFIX oa: <{OA}>\nPREFIX sg: <{SG}>\n"


def write_claims(store: EmbeddedStore, claims: Claims) -> None:
    """Put what each document says into a graph of its own."""
    _load(store, (_to_graph(document, _iter_nodes(document, found)) for document, found in claims.items()))


def _load(store: EmbeddedStore, graphs: Iterable[str]) -> None:
    # Most quads of a build are made here, and as text they take a third of the time that terms do.
    store.load(io.BytesIO(b"".join(text.encode() for text in chain([_PREFIXES], graphs))), "trig")


def _to_graph(document: URIRef, nodes: Iterable[str]) -> str:
    return f"GRAPH <{document}> {{\n{''.join(nodes)}}}\n"


def _iter_nodes(document: URIRef, claims: Iterable[Claim]) -> Iterator[str]:
    """The nodes of a document's graph, in Turtle: a statement for each claim, and the evidence for each span."""
    evidences: dict[Span, URIRef] = {}
    for claim in claims:
        if (evidence := evidences.get(claim.span)) is None:
            evidence = evidences[claim.span] = mint_evidence(document, claim.span)
        yield (
            f"<{mint_claim(document, claim)}> a sg:Statement ; rdf:subject <{claim.subject}> ; "
            f"rdf:predicate <{claim.predicate}> ; rdf:object {to_text(claim.value)} ; "
            f'sg:evidence <{evidence}> ; sg:recogniser "{claim.recogniser}" .\n'
        )
    for span, evidence in evidences.items():
        yield _tell_evidence(document, evidence, span)


def _tell_evidence(document: URIRef, evidence: URIRef, span: Span) -> str:
    """The nodes of a span of a document's text: where it stands, and its words."""
    selector = f"{evidence}/selector"
    return (
        f"<{evidence}> a oa:SpecificResource ; oa:hasSource <{document}> ; sg:page {span.page} ; "
        f"oa:hasSelector <{selector}> .\n"
        f"<{selector}> a oa:TextPositionSelector, oa:TextQuoteSelector ; oa:start {span.start} ; oa:end {span.end} ; "
        f"oa:exact {to_text(Literal(span.quote))} .\n"
    )


@dataclass(slots=True)
class Stated:
    """How many claims each document makes, and in how many places of its text: the claims themselves need not be held."""

    sizes: dict[URIRef, tuple[int, int]] = field(default_factory=dict)

    def add(self, claims: Claims) -> None:
        """Count these documents too."""
        for document, found in claims.items():
            self.sizes[document] = len(found), len({claim.span for claim in found})

    def leave_out(self, documents: Collection[URIRef]) -> None:
        """Forget documents that are not in the store."""
        for document in documents:
            del self.sizes[document]

    @property
    def claims(self) -> int:
        """The number of claims of all documents."""
        return sum(claims for claims, _ in self.sizes.values())

    def count(self) -> Counts:
        """How much the graphs of documents hold."""
        return self.tally().counts

    def tally(self) -> Tally:
        """How much the graphs of documents hold, and where properties lead in them. Each claim makes the same nodes, and so does
        each span, so that counting one of each is enough; where these lead is told of one of each.
        """
        spans = sum(spans for _, spans in self.sizes.values())
        if not spans:
            return Tally(Counts.none(), Counter())
        with open_memory() as whole, open_memory() as part:
            write_claims(whole, {_DOCUMENT: [_CLAIM]})
            evidence = _tell_evidence(_DOCUMENT, mint_evidence(_DOCUMENT, _CLAIM.span), _CLAIM.span)
            _load(part, [_to_graph(_DOCUMENT, [evidence])])
            one, span = take_tally(whole), take_tally(part)
        return Tally(one.counts.times(self.claims).joined(span.counts.times(spans - self.claims)), one.leads)
