"""What follows from what all documents say: the chosen facts with the registers, and what rules and likeness conclude.

It is made in a store of its own, apart from the statements, which are ten times as much and which no rule asks.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from rdflib import DCTERMS, RDF, URIRef

from graph.arranged import Arranged
from graph.catalogue import iter_document
from graph.claims import Quad
from graph.derive import derive
from graph.facts import DISAGREEMENT, choose_facts
from graph.identities import Candidate, Identities
from graph.people import iter_candidate_quads
from graph.reference import iter_reference
from graph.store import EmbeddedStore, open_disk, open_memory
from graph.terms import FACTS, MEASURES, REGISTERS, mint_document
from graph.vocabulary import functional_properties, iter_vocabulary
from graph.work import Work

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

    store: EmbeddedStore
    facts: int
    disagreements: int
    folder: Path | None

    def discard(self) -> None:
        """Let go of the store."""
        self.store.close()
        if self.folder:
            shutil.rmtree(self.folder)


def conclude(work: Work, claims: Arranged, size: int, broken: Mapping[URIRef, str]) -> Conclusions:
    """The facts, registers, derived facts and candidates that follow from the claims of all documents, so many, but for those of
    the broken ones.

    The store is in memory, or below the draft's folder where there is too much of it.
    """
    # Their library takes a second to load, which a build with nothing new can do without.
    from graph.likeness import relate  # noqa: PLC0415
    from graph.network.standings import iter_standings  # noqa: PLC0415

    strike, identities = work.strike, work.identities
    large = size * _CLAIM > work.room // _SHARE
    place = Path(tempfile.mkdtemp(dir=work.draft.path)) if large else None
    store = open_disk(place) if place else open_memory()
    store.add(iter_vocabulary())
    store.add(iter_reference())
    chosen = Chosen(identities.candidates)
    store.load_lines(chosen.watch(iter_chosen(claims, broken)), FACTS)
    store.add(iter_registered(work, broken))
    store.add(strike.marks())
    derive(store)
    relate(store, work.draft.path)
    store.load_lines(iter_standings(store, work.draft.path), MEASURES)
    store.add(strike.quads(iter_candidate_quads(identities.candidates, {URIRef(iri) for iri in chosen.known})))
    return Conclusions(store, chosen.facts, chosen.disagreements, place)


def iter_chosen(claims: Arranged, broken: Collection[URIRef], only: Container[str] | None = None) -> Iterator[str]:
    """The facts that are chosen among claims, of all wholes or of some, but for those of some documents, as lines of N-Triples."""
    functional = frozenset(map(str, functional_properties()))
    for told in claims.iter_wholes(broken, only):
        for subject, predicate, value in choose_facts(told, functional):
            yield f"<{subject}> <{predicate}> {value} .\n"


def iter_registered(
    work: Work,
    broken: Mapping[URIRef, str],
    wanted: Container[str] | None = None,
    moved: Container[URIRef] | None = None,
) -> Iterator[Quad]:
    """The documents as files, or of them those that are wanted, by their contents' SHA-256; and the addresses that others
    replace, all or of some.
    """
    return work.strike.quads(chain(_iter_files(work, broken, wanted), _iter_replaced(work.identities, moved)))


def _iter_files(work: Work, broken: Mapping[URIRef, str], wanted: Container[str] | None) -> Iterator[Quad]:
    for sha256, one in sorted(work.batch.contents.items()):
        if wanted is None or sha256 in wanted:
            left_out = broken.get(mint_document(sha256))
            yield from iter_document(one, work.batch.sources_of(sha256), work.doubts(sha256), left_out)


def _iter_replaced(identities: Identities, moved: Container[URIRef] | None) -> Iterator[Quad]:
    for old, new in sorted(identities.replaced.items()):
        if moved is None or old in moved:
            yield from ((old, DCTERMS.isReplacedBy, other, REGISTERS) for other in new)
