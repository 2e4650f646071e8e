"""What documents claim, mapped a parcel at a time: claims take more memory than there may be, and are let go when they are used."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from rdflib import URIRef

from graph import terms
from graph.arranged import Arranged
from graph.batch import Batch
from graph.claims import Claim, Claims
from graph.facts import find_whole
from graph.identities import Identities
from graph.judging import Judge
from graph.mapping import iter_claims
from graph.stated import Stated, write_claims
from graph.store import EmbeddedStore
from graph.striking import Strike
from graph.work import Work

CLAIM = 32_000
"""Of the bytes that a build may take, a parcel has one claim for each so many: some 200 documents of a gigabyte. A claim takes 1.2 KB
here and as much where it is judged, twice that while it is; as text for the store 1.3 KB; and up to four parcels are about at a time.
"""


@dataclass(frozen=True, slots=True)
class Parcels:
    """What maps documents, and leaves out what is not to be told; parcels of so many claims, or of one document that has more."""

    batch: Batch
    identities: Identities
    strike: Strike
    size: int

    def iter_claims(self, documents: Collection[URIRef] | None = None) -> Iterator[Claims]:
        """What these documents claim, or all of them, parcel by parcel."""
        parcel: dict[URIRef, list[Claim]] = {}
        held = 0
        # By keys, since to make an address of each of many thousands takes longer than all the rest of the loop.
        wanted = None if documents is None else {document.rpartition("/")[2] for document in documents}
        for sha256 in self.batch.digests():
            if wanted is not None and sha256[:16] not in wanted:
                continue
            document, found = terms.mint_document(sha256), self._map(sha256)
            if parcel and held + len(found) > self.size:
                yield parcel
                parcel, held = {}, 0
            parcel[document] = found
            held += len(found)
        if parcel:
            yield parcel

    def _map(self, sha256: str) -> list[Claim]:
        statements = self.batch.keeper.fetch_statements(sha256)
        return list(self.strike.claims(list(iter_claims(sha256, statements, self.identities))))


def cut(work: Work) -> Parcels:
    """What maps the documents of a snapshot, in parcels for which there is room."""
    return Parcels(work.batch, work.identities, work.strike, work.room // CLAIM)


@dataclass(slots=True)
class Taker:
    """Who takes claims where they are needed: into the store and to the judge, to be counted and to be arranged."""

    store: EmbeddedStore
    judge: Judge
    stated: Stated
    arranged: Arranged
    beside: ThreadPoolExecutor
    _written: Future[None] | None = None

    def take(self, parcels: Iterator[Claims]) -> None:
        """Take what new documents claim. Each parcel is written beside the work on the next."""
        for claims in parcels:
            self.judge.take(claims)
            self.wait()
            self._written = self.beside.submit(write_claims, self.store, claims)
            self.stated.add(claims)
            for document, found in claims.items():
                self.arranged.add(document, found)

    def wait(self) -> None:
        """Wait until all that was taken is in the store."""
        if self._written:
            self._written.result()

    def hear(self, parcels: Iterator[Claims], wholes: Container[str]) -> None:
        """Take what documents that are in the store already claim of these wholes."""
        for claims in parcels:
            for document, found in claims.items():
                self.arranged.add(document, (claim for claim in found if find_whole(str(claim.subject)) in wholes))
