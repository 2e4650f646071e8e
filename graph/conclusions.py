"""What follows from what all documents say: the chosen facts with the registers, and what rules and likeness conclude.

It is made in a store of its own, apart from the statements, which are ten times as much and which no rule asks.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import DCTERMS, RDF, URIRef

from graph import terms
from graph.arranged import Arranged
from graph.batch import Batch
from graph.catalogue import iter_document
from graph.claims import Quad
from graph.derive import derive
from graph.facts import DISAGREEMENT, choose_facts
from graph.identities import Candidate, Identities
from graph.people import iter_candidate_quads
from graph.reference import iter_reference
from graph.renewal import Standing
from graph.store import Store, iter_pieces, open_disk, open_memory
from graph.striking import Strike
from graph.terms import FACTS, REGISTERS
from graph.vocabulary import functional_properties, iter_vocabulary

_DISAGREES = f"<{RDF.type}> {DISAGREEMENT}"
_CLAIM = 840  # bytes in memory of the two quads that follow from a claim
_SHARE = 2  # of the room for all, one part in so many is for conclusions


@dataclass(slots=True)
class Chosen:
    """What is remembered of the facts that went by: how many they are, and which of the persons who may be one are told of."""

    candidates: tuple[Candidate, ...]
    facts: int = 0
    disagreements: int = 0
    known: set[str] = field(default_factory=set)

    def watch(self, lines: Iterable[str]) -> Iterator[str]:
        """The same lines of N-Triples, each seen."""
        wanted = {str(iri) for one in self.candidates for iri in (one.one, one.other)}
        for line in lines:
            subject, rest = line[1:].split("> ", 1)
            self.facts += 1
            self.disagreements += rest.startswith(_DISAGREES)
            if subject in wanted:
                self.known.add(subject)
            yield line


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


@dataclass(frozen=True, slots=True)
class Grounds:
    """What conclusions are drawn from: the documents, how many claims they make, those that facts are chosen from and the facts
    that stand, who is who, and whom not to tell of; in so many bytes of memory, or else in files of a folder.
    """

    batch: Batch
    size: int
    claims: Arranged
    standing: Standing
    identities: Identities
    strike: Strike
    room: int
    folder: Path


def conclude(grounds: Grounds, broken: Mapping[URIRef, str]) -> Conclusions:
    """The facts, registers, derived facts and candidates that follow from the claims of all documents but the broken ones.

    The store is in memory, or below the folder where there is too much of it.
    """
    # Their library takes a second to load, which a build with nothing new can do without.
    from graph.likeness import relate  # noqa: PLC0415
    from graph.network.standings import iter_standings  # noqa: PLC0415

    strike, identities = grounds.strike, grounds.identities
    large = grounds.size * _CLAIM > grounds.room // _SHARE
    place = Path(tempfile.mkdtemp(dir=grounds.folder)) if large else None
    store = open_disk(place) if place else open_memory()
    store.add(iter_vocabulary())
    store.add(iter_reference())
    chosen = Chosen(identities.candidates)
    for text in iter_pieces(chosen.watch(_iter_facts(grounds, broken))):
        store.load(io.BytesIO(text), "ntriples", graph=FACTS)
    store.add(strike.quads(_iter_registered(grounds.batch, broken, identities)))
    store.add(strike.marks())
    derive(store)
    relate(store)
    store.add(list(iter_standings(store)))
    store.add(strike.quads(iter_candidate_quads(identities.candidates, {URIRef(iri) for iri in chosen.known})))
    return Conclusions(store, chosen.facts, chosen.disagreements, place)


def _iter_facts(grounds: Grounds, broken: Mapping[URIRef, str]) -> Iterator[str]:
    """The facts that stand and those that are chosen, as lines of N-Triples."""
    yield from grounds.standing.iter_lines()
    functional = frozenset(map(str, functional_properties()))
    for told in grounds.claims.iter_wholes(broken):
        for subject, predicate, value in choose_facts(told, functional):
            yield f"<{subject}> <{predicate}> {value} .\n"


def _iter_registered(batch: Batch, broken: Mapping[URIRef, str], identities: Identities) -> Iterator[Quad]:
    """The documents as files, and the addresses that others replace."""
    for sha256, one in sorted(batch.contents.items()):
        told = (*one.doubts, *identities.doubts.get(sha256, ()))
        yield from iter_document(one, batch.sources_of(sha256), told, broken.get(terms.mint_document(sha256)))
    for old, new in sorted(identities.replaced.items()):
        yield from ((old, DCTERMS.isReplacedBy, other, REGISTERS) for other in new)
