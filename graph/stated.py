"""What documents say, put into the store: a graph for each document, and how much all of them are."""

from __future__ import annotations

import io

from graph import terms
from graph.claims import evidence_quads, statement_quads
from graph.conclusions import Claims
from graph.describe import Counts, count
from graph.store import Store, iter_nquads, open_memory


def write_claims(store: Store, claims: Claims) -> None:
    """Put what each document says into a graph of its own."""
    quads = (quad for document, found in claims.items() for quad in statement_quads(document, found))
    for text in iter_nquads(quads):
        store.load(io.BytesIO(text))


def count_claims(claims: Claims) -> Counts:
    """How much the graphs of documents hold. Each claim makes the same nodes, and so does each span, so that counting one of
    each is enough.
    """
    pairs = [(document, claim) for document, found in claims.items() for claim in found[:1]]
    if not pairs:
        return Counts.none()
    document, claim = pairs[0]
    with open_memory() as whole, open_memory() as part:
        whole.add(statement_quads(document, [claim]))
        part.add(evidence_quads(document, terms.mint_part(document, "evidence", "0-0"), claim.span))
        one, span = count(whole), count(part)
    spans = sum(len({claim.span for claim in found}) for found in claims.values())
    statements = sum(map(len, claims.values()))
    return one.times(statements).joined(span.times(spans - statements))
