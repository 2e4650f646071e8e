"""What documents say, put into the store: a graph for each document, and how much all of them are."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from rdflib import RDF, URIRef

from graph import terms
from graph.claims import Claim, Claims, evidence_quads, statement_quads
from graph.statements import Span
from graph.store import Store, iter_nquads, open_memory
from graph.tally import Counts, Tally, take_tally

_DOCUMENT = terms.mint_document("")
_CLAIM = Claim(_DOCUMENT, RDF.type, terms.SG.Document, Span(1, 0, 1, "x"), "x")  # any: each makes the same nodes


def write_claims(store: Store, claims: Claims) -> None:
    """Put what each document says into a graph of its own."""
    quads = (quad for document, found in claims.items() for quad in statement_quads(document, found))
    for text in iter_nquads(quads):
        store.load(io.BytesIO(text))


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
            whole.add(statement_quads(_DOCUMENT, [_CLAIM]))
            part.add(evidence_quads(_DOCUMENT, terms.mint_part(_DOCUMENT, "evidence", "0-0"), _CLAIM.span))
            one, span = take_tally(whole), take_tally(part)
        return Tally(one.counts.times(self.claims).joined(span.counts.times(spans - self.claims)), one.leads)
