"""A snapshot is made from the one before: what changed costs, not what is there.

The store before is shared. Documents that came or went change facts; these change what rules conclude, and all of it the rest
of what is known. Each step is given what changed so far, and adds what it changes by that. What stands in the end is what a
snapshot that is made from nothing would hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import cast

from rdflib import RDF, URIRef

from graph.arranged import Arranged
from graph.changes import iter_changes
from graph.conclusions import iter_chosen, iter_registered
from graph.derive.again import derive_again, find_read, reach
from graph.describe import describe_again
from graph.differences import Differences, find_differences
from graph.facts import DISAGREEMENT
from graph.identities import Candidate, Identities
from graph.judging import judging
from graph.lines import parse_line
from graph.parcels import Parcels, Taker, cut
from graph.people import iter_candidate_quads
from graph.renewal import (
    find_tellers,
    find_things,
    iter_pairs,
    iter_stated,
    part_wholes,
    renew_facts,
    renew_registers,
    to_lines,
)
from graph.search import renew_index
from graph.snapshots import parse_changes
from graph.stated import Stated
from graph.store import EmbeddedStore, Rows, iter_graph, open_disk
from graph.striking import Strike
from graph.succession import Before, Keys, Registered, open_next, tell_left_out
from graph.terms import (
    CHANGES,
    DERIVED,
    DESCRIPTION,
    FACTS,
    MEASURES,
    REGISTERS,
    SG,
    mint_candidate,
    mint_document,
)
from graph.vocabulary import functional_properties
from graph.work import Made, Work

_CANDIDATES = f"SELECT ?candidate WHERE {{ GRAPH {DERIVED.n3()} {{ ?candidate a {SG.Candidate.n3()} }} }}"


@dataclass(slots=True)
class Renewed:
    """The store of the snapshot before and the one that is made of it, with what changed in which graph."""

    old: EmbeddedStore
    store: EmbeddedStore
    changes: dict[URIRef, Differences] = field(default_factory=dict)

    def amend(self, graph: URIRef, change: Differences) -> None:
        """Change a graph, and remember it; one of which nothing is left is there no more."""
        self.store.amend(graph, change.gone, change.come)
        if change.gone and not change.come and not self.store.query(f"ASK {{ GRAPH {graph.n3()} {{ ?s ?p ?o }} }}"):
            self.store.remove(graph)
        before = self.changes.get(graph, Differences([], []))
        self.changes[graph] = Differences(before.gone + change.gone, before.come + change.come)

    def things(self, *graphs: URIRef) -> set[str]:
        """What changed, in these graphs or in all of them."""
        changes = [change for graph, change in self.changes.items() if not graphs or graph in graphs]
        return {parse_line(line).subject for change in changes for lines in change for line in lines}


def remake(work: Work, before: Before, keys: Keys, registered: Registered) -> Made:
    """Fill the store of a draft from the snapshot before; `keys` and `registered` are what stands for the documents now."""
    stated = Stated()
    with (
        open_disk(before.store_path, read_only=True) as old,
        open_next(work.draft, before) as store,
        ThreadPoolExecutor(1) as beside,
        judging() as judge,
        Arranged(functional_properties(), work.room, work.draft.path) as arranged,
    ):
        renewed = Renewed(old, store)
        taker = Taker(store, judge, stated, arranged, beside)
        loud, quiet, broken = _hear(renewed, taker, cut(work), before, keys)
        chosen = renew_facts(store, find_things(store, loud), iter_chosen(arranged, broken, loud))
        renewed.amend(FACTS, Differences(sorted(quiet.gone + chosen.gone), sorted(quiet.come + chosen.come)))
        _register(renewed, work, before, registered, broken)
        _conclude(renewed, work, before, beside)
        _record(renewed, work)
        change = describe_again(store, renewed.changes, stated, before.path, work.draft.path)
        renewed.amend(DESCRIPTION, change)
        renew_index(store, before.path, work.draft.search_path, renewed.things(FACTS, REGISTERS, DERIVED))
        counts = _count(renewed.changes[FACTS], stated, before)
    return Made(stated.sizes, broken, counts)


def _hear(
    renewed: Renewed, taker: Taker, parcels: Parcels, before: Before, keys: Keys
) -> tuple[set[str], Differences, Mapping[URIRef, str]]:
    """Have the store say what documents say now, and hear all that is claimed where facts have to be chosen anew; gives these wholes,
    what changes in the facts of others, and the documents that break a shape.
    """
    store, stated, gone, new = renewed.store, taker.stated, before.gone(keys), before.differing(keys)
    _remove(store, gone)
    taker.take(parcels.iter_claims(new))
    taker.wait()
    broken = taker.judge.result()
    _remove(store, broken)
    stated.leave_out(broken)
    lost = (told for document in gone for told in iter_stated(renewed.old, document))
    won = (told for whole in taker.arranged.iter_wholes(broken) for told in whole)
    loud, quiet = part_wholes(store, lost, won)
    tellers = find_tellers(store, find_things(store, loud))
    taker.hear(parcels.iter_claims(tellers - new), loud)
    same = keys.keys() - new
    stated.sizes |= {document: size for document, size in before.sizes.items() if document in same}
    return loud, quiet, broken


def _register(
    renewed: Renewed, work: Work, before: Before, registered: Registered, broken: Mapping[URIRef, str]
) -> None:
    """Have the registers tell of the files that are there now."""
    told = tell_left_out(registered, broken)
    changed = {sha256 for sha256 in {*told, *before.registered} if told.get(sha256) != before.registered.get(sha256)}
    moved = _find_moved(work.identities)
    quads = iter_registered(work, broken, changed, moved)
    renewed.amend(REGISTERS, renew_registers(renewed.store, map(mint_document, changed), moved, quads))


def _find_moved(identities: Identities) -> set[URIRef] | None:
    """The addresses that are replaced otherwise than before; None where that is not known, so that all may be."""
    if identities.former is None:
        return None
    was, now = identities.former.replaced, identities.replaced
    return {old for old in was.keys() | now.keys() if was.get(old) != now.get(old)}


def _conclude(renewed: Renewed, work: Work, before: Before, beside: Executor) -> None:
    """Have rules, likeness, candidates and networks conclude from the facts as they are now."""
    # Their libraries take a second to load, which a build with nothing new can do without.
    from graph.likeness import relate_again, write_known  # noqa: PLC0415
    from graph.network.renewal import renew_standings  # noqa: PLC0415

    changes, store, folder = dict(renewed.changes), renewed.store, work.draft.path
    near = reach(store, reach(renewed.old, find_read(changes)))
    renewed.amend(DERIVED, derive_again(store, near, changes))
    change, known = relate_again(store, _find_asked(renewed), before.path)
    kept = beside.submit(write_known, known, folder)
    renewed.amend(DERIVED, change)
    renewed.amend(DERIVED, _relate_people(renewed, work.identities, work.strike))
    renewed.amend(MEASURES, renew_standings(store, renewed.things(), before.path, folder))
    kept.result()


def _find_asked(renewed: Renewed) -> set[str]:
    """The recommendations that changed, and those of inspections that did."""
    things = renewed.things(FACTS, DERIVED)
    lines = (line for store in (renewed.old, renewed.store) for line in store.iter_about(FACTS, things))
    led = {told.value for told in map(parse_line, lines) if told.predicate == str(SG.recommendation)}
    return led | {thing for thing in things if "/recommendation/" in thing}


def _relate_people(renewed: Renewed, identities: Identities, strike: Strike) -> Differences:
    """The persons who may be one: of whom that is told no more, and of whom now."""
    store, candidates = renewed.store, set(identities.candidates)
    if identities.former is None:
        old = _read_candidates(store)
    else:
        changed = renewed.things(FACTS)
        moved = candidates ^ set(identities.former.candidates)
        moved |= {one for one in candidates if str(one.one) in changed or str(one.other) in changed}
        candidates, old = candidates & moved, _read_told(store, moved)
    named = {iri for one in candidates for iri in (one.one, one.other)}
    known = {URIRef(parse_line(line).subject) for line in store.iter_about(FACTS, named)}
    quads = strike.quads(iter_candidate_quads(sorted(candidates), known))
    return find_differences(old, to_lines(quads, DERIVED))


def _read_candidates(store: EmbeddedStore) -> list[bytes]:
    """All that is told of persons who may be one, in order."""
    rows = cast("Rows", store.query(_CANDIDATES)).iter_texts()
    told = store.iter_about(DERIVED, [iri for (iri,) in rows if iri])
    return sorted([*told, *iter_pairs(store, DERIVED, SG.mayBe)])


def _read_told(store: EmbeddedStore, candidates: Collection[Candidate]) -> list[bytes]:
    """What is told of these, in order."""
    nodes = {str(mint_candidate(one.one, one.other)) for one in candidates}
    pairs = {pair for one, other, _ in candidates for pair in ((str(one), str(other)), (str(other), str(one)))}
    lines = store.iter_about(DERIVED, nodes | {one for one, _ in pairs})
    told = ((parse_line(line), line) for line in lines)
    return sorted(
        line
        for of, line in told
        if of.subject in nodes or (of.predicate == str(SG.mayBe) and (of.subject, of.value) in pairs)
    )


def _record(renewed: Renewed, work: Work) -> None:
    """Put the facts that came and went into the graph of changes."""
    changes = work.strike.changes(parse_changes(renewed.changes[FACTS]))
    lines = to_lines(iter_changes(changes), CHANGES)
    renewed.amend(CHANGES, find_differences(iter_graph(renewed.store, CHANGES), lines))


def _count(facts: Differences, stated: Stated, before: Before) -> dict[str, int]:
    """How much of each kind there is now."""
    disputes = f" <{RDF.type}> {DISAGREEMENT} .".encode()
    more = [sum(disputes in line for line in lines) for lines in facts]
    return {
        "documents": len(stated.sizes),
        "statements": stated.claims,
        "facts": before.counts["facts"] + len(facts.come) - len(facts.gone),
        "disagreements": before.counts["disagreements"] + more[1] - more[0],
        "datasets": 0,
    }


def _remove(store: EmbeddedStore, graphs: Iterable[URIRef]) -> None:
    for graph in graphs:
        store.remove(graph)
