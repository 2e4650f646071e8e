"""What a snapshot is made of, and what was made of it: what every step of the making is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.batch import Batch
from graph.identities import Identities
from graph.snapshots import Draft
from graph.statements import Doubt
from graph.striking import Strike


@dataclass(frozen=True, slots=True)
class Work:
    """The documents, who is who in them, and whom not to tell of; the draft to fill, and the bytes of memory that it may take."""

    batch: Batch
    identities: Identities
    strike: Strike
    draft: Draft
    room: int

    def doubts(self, sha256: str) -> tuple[Doubt, ...]:
        """What is doubtful about what a document says, by itself and beside the others."""
        return (*self.batch.contents[sha256].doubts, *self.identities.doubts.get(sha256, ()))


@dataclass(frozen=True, slots=True)
class Made:
    """What is in the store: how many claims each document makes in how many places, which documents are not in it and why, and how
    much there is of each kind.
    """

    sizes: Mapping[URIRef, tuple[int, int]]
    broken: Mapping[URIRef, str]
    counts: Mapping[str, int]
