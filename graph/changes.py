"""The facts that came and went since the snapshot before, as a graph of their own."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Literal

from graph.claims import Quad
from graph.snapshots import Changes
from graph.terms import CHANGES, SG, mint_change


def iter_changes(changes: Changes) -> Iterator[Quad]:
    """The quads that tell of each fact that came or went, with its direction."""
    for direction, triples in (("added", changes.added), ("removed", changes.removed)):
        for subject, predicate, value in triples:
            iri = mint_change(direction, subject, predicate, value)
            yield iri, RDF.type, SG.Change, CHANGES
            yield iri, SG.direction, Literal(direction), CHANGES
            yield iri, RDF.subject, subject, CHANGES
            yield iri, RDF.predicate, predicate, CHANGES
            yield iri, RDF.object, value, CHANGES
