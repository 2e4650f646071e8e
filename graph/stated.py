"""What documents say, put into the store: a graph for each document, and how much all of them are."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass, field

from rdflib import URIRef

from graph import terms
from graph.claims import Claim, Claims, evidence_quads, statement_quads
from graph.describe import Counts, count
from graph.store import Store, iter_nquads, open_memory


def write_claims(store: Store, claims: Claims) -> None:
    """Put what each document says into a graph of its own."""
    quads = (quad for document, found in claims.items() for quad in statement_quads(document, found))
    for text in iter_nquads(quads):
        store.load(io.BytesIO(text))


@dataclass(slots=True)
class Stated:
    """How many claims each document makes, and in how many places of its text: the claims themselves need not be held."""

    sizes: dict[URIRef, tuple[int, int]] = field(default_factory=dict)
    _sample: tuple[URIRef, Claim] | None = None

    def add(self, claims: Claims) -> None:
        """Count these documents too."""
        for document, found in claims.items():
            self.sizes[document] = len(found), len({claim.span for claim in found})
            if found:
                self._sample = document, found[0]

    def leave_out(self, documents: Collection[URIRef]) -> None:
        """Forget documents that are not in the store."""
        for document in documents:
            del self.sizes[document]

    @property
    def claims(self) -> int:
        """The number of claims of all documents."""
        return sum(claims for claims, _ in self.sizes.values())

    def count(self) -> Counts:
        """How much the graphs of documents hold. Each claim makes the same nodes, and so does each span, so that counting one
        of each is enough.
        """
        spans = sum(spans for _, spans in self.sizes.values())
        if self._sample is None or not spans:
            return Counts.none()
        document, claim = self._sample
        with open_memory() as whole, open_memory() as part:
            whole.add(statement_quads(document, [claim]))
            part.add(evidence_quads(document, terms.mint_part(document, "evidence", "0-0"), claim.span))
            one, span = count(whole), count(part)
        return one.times(self.claims).joined(span.times(spans - self.claims))
