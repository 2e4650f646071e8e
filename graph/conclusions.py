"""What follows from what all documents say: the chosen facts with the registers, and what rules and likeness conclude.

It is made in a store of its own, apart from the statements, which are ten times as much and which no rule asks.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import DCTERMS, RDF, URIRef

from graph import terms
from graph.batch import Batch
from graph.catalogue import iter_document
from graph.claims import Claim, Quad
from graph.derive import derive
from graph.facts import choose_facts
from graph.identities import Identities
from graph.people import iter_candidate_quads
from graph.reference import iter_reference
from graph.store import Store, open_disk, open_memory
from graph.striking import Strike
from graph.terms import REGISTERS, SG
from graph.vocabulary import functional_properties, iter_vocabulary

Claims = Mapping[URIRef, list[Claim]]
_FITS = 1_000_000  # claims whose facts are kept in memory: two million quads, of which a million take 420 MB


@dataclass(frozen=True, slots=True)
class Conclusions:
    """A store of conclusions, and how many facts and disagreements are in it."""

    store: Store
    facts: int
    disagreements: int
    folder: Path | None

    def discard(self) -> None:
        """Let go of the store."""
        self.store.close()
        if self.folder:
            shutil.rmtree(self.folder)


def conclude(
    batch: Batch, claims: Claims, broken: Mapping[URIRef, str], identities: Identities, strike: Strike, folder: Path
) -> Conclusions:
    """The facts, registers, derived facts and candidates that follow from the claims of all documents but the broken ones.

    The store is in memory, or below the folder where there is too much of it.
    """
    # Their library takes a second to load, which a build with nothing new can do without.
    from graph.likeness import relate  # noqa: PLC0415
    from graph.network.standings import iter_standings  # noqa: PLC0415

    sound = {document: found for document, found in claims.items() if document not in broken}
    facts = list(choose_facts(sound, functional_properties()))
    place = Path(tempfile.mkdtemp(dir=folder)) if sum(map(len, sound.values())) > _FITS else None
    store = open_disk(place) if place else open_memory()
    store.add(iter_vocabulary())
    store.add(iter_reference())
    store.add(facts)
    store.add(strike.quads(_iter_registered(batch, broken, identities)))
    store.add(strike.marks())
    derive(store)
    relate(store)
    store.add(list(iter_standings(store)))
    store.add(strike.quads(iter_candidate_quads(identities.candidates, {quad[0] for quad in facts})))
    disagreements = sum(quad[1] == RDF.type and quad[2] == SG.Disagreement for quad in facts)
    return Conclusions(store, len(facts), disagreements, place)


def copy_store(source: Store, target: Store) -> None:
    """Put all that is in one store into another."""
    stream = io.BytesIO()
    source.dump(stream)
    target.load(stream)


def _iter_registered(batch: Batch, broken: Mapping[URIRef, str], identities: Identities) -> Iterator[Quad]:
    """The documents as files, and the addresses that others replace."""
    for sha256, one in sorted(batch.contents.items()):
        told = (*(one.statements.doubts if one.statements else ()), *identities.doubts.get(sha256, ()))
        yield from iter_document(one, batch.sources_of(sha256), told, broken.get(terms.mint_document(sha256)))
    for old, new in sorted(identities.replaced.items()):
        yield from ((old, DCTERMS.isReplacedBy, other, REGISTERS) for other in new)
