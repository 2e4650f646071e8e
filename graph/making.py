"""A snapshot is filled: what documents say, what follows from it, their texts, and the description of all of it.

What all documents say is more than memory may have room for. So they go through in parcels, and of each only what all of them
are needed for together is kept: who is who before, and their claims arranged by what they are about afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

from rdflib import URIRef

from graph import vocabulary
from graph.arranged import Arranged
from graph.batch import Batch
from graph.changes import iter_changes
from graph.conclusions import Conclusions, Grounds, conclude
from graph.decisions import Decisions
from graph.describe import count, describe, iter_description
from graph.errors import StoreError, WorkspaceError
from graph.foreign import Foreign, load
from graph.identifying import identify
from graph.judging import judging
from graph.limits import read_room
from graph.originals import link
from graph.parcels import CLAIM, Parcels, Taker
from graph.renewal import Standing, find_tellers, find_things, find_wholes
from graph.search import PAGES_NAME, write_index, write_pages
from graph.snapshots import Draft, Workspace, find_changes, iter_concluded, write_concluded
from graph.stated import Stated
from graph.store import Store
from graph.striking import Strike
from graph.succession import Before, Keys, find_before, open_next, settle, write_keys
from graph.terms import CHANGES, FACTS

_LOADED = ("graph.likeness", "graph.network.standings", "graph.validate")
"""Modules whose libraries take long to load, and which are therefore imported where they are used."""
_ARRANGED = 8
"""Of the room, one part in so many is for sorting claims."""


def prepare() -> None:
    """Load what every snapshot takes, while there is something to wait for."""
    for name in _LOADED:
        import_module(name)
    vocabulary.load()
    vocabulary.load_shapes()


def write_snapshot(
    batch: Batch, foreign: list[Foreign], draft: Draft, workspace: Workspace, inputs: str, decided: Decisions
) -> None:
    """Fill the draft: the store with all graphs, the texts of documents, and the description of both.

    Judging takes a process of its own, and the engine writes statements beside Python. Nearly always all documents are
    sound, so that the facts are chosen meanwhile; where one is not, they are chosen again.
    """
    strike, room = Strike(decided.suppressed), read_room()
    current = workspace.current()
    identities, keys = identify(batch, decided, current.path if current else None, draft.path)
    before = None if foreign else find_before(workspace, strike, keys)
    parcels, stated = Parcels(batch, identities, strike, room // CLAIM), Stated()
    with (
        open_next(draft, before) as store,
        ThreadPoolExecutor(1) as beside,
        judging() as judge,
        Arranged(vocabulary.functional_properties(), room // _ARRANGED, draft.path) as arranged,
    ):
        taker = Taker(store, judge, stated, arranged, beside)
        if before:
            standing = _renew(taker, parcels, before, keys)
        else:
            standing = Standing()
            taker.take(parcels.iter_claims(keys))
        grounds = Grounds(batch, stated.claims, arranged, standing, identities, strike, room, draft.path)
        known = conclude(grounds, {})
        broken = judge.result()
        taker.wait()
        if broken:
            _remove(store, broken)
            known.discard()
            known = conclude(grounds, broken)
        stated.leave_out(broken)
        write_concluded(draft.path, known.store, known.store.graphs())
        _record_changes(known.store, workspace, draft, strike)
        settle(known.store, store, draft, before)
        # After the rules, which conclude from this dataset's own facts alone.
        if foreign:  # what others' data tells of our things is in the whole store alone
            counts = stated.count().joined(count(known.store)).joined(load(store, foreign, strike))
            described = beside.submit(lambda: list(iter_description(store, counts)))
        else:
            described = beside.submit(describe, known.store, stated, draft.path)
        write_index(known.store, draft.search_path)
        store.add(described.result())
        known.discard()
    _copy_texts(batch, draft, strike)
    write_keys(draft, keys, stated.sizes, strike, before)
    write_pages(draft.text_path, draft.path / PAGES_NAME)
    told = _tell_counts(stated, known, foreign)
    draft.describe(inputs=inputs, counts=told, unread=batch.unread(), left_out=batch.left_out(broken))


def _tell_counts(stated: Stated, known: Conclusions, foreign: list[Foreign]) -> dict[str, int]:
    """How much of each kind is in the snapshot."""
    return {
        "documents": len(stated.sizes),
        "statements": stated.claims,
        "facts": known.facts,
        "disagreements": known.disagreements,
        "datasets": sum(bool(one.graphs) for one in foreign),
    }


def _renew(taker: Taker, parcels: Parcels, before: Before, keys: Keys) -> Standing:
    """Have the store of the snapshot before say what documents say now; gives the facts that nothing new touches."""
    gone, new = before.gone(keys), before.differing(keys)
    wholes = find_wholes(taker.store, gone)
    _remove(taker.store, gone)
    taker.take(parcels.iter_claims(new), wholes)
    taker.wait()
    things = find_things(iter_concluded(before.path, FACTS), wholes)
    taker.hear(parcels.iter_claims(find_tellers(taker.store, things) - new), wholes)
    same = keys.keys() - new
    taker.stated.sizes |= {document: size for document, size in before.sizes.items() if document in same}
    return Standing(before.path, frozenset(wholes))


def _remove(store: Store, graphs: Iterable[URIRef]) -> None:
    for graph in graphs:
        store.remove(graph)


def _record_changes(store: Store, workspace: Workspace, draft: Draft, strike: Strike) -> None:
    """Put the facts that came and went since the snapshot that serves into the graph of changes."""
    current = workspace.current()
    if current is None:
        return
    try:
        changes = find_changes(current.path, draft.path)
    except StoreError as error:
        raise WorkspaceError(
            f"{current.path}: is damaged: run `scrutiny snapshots restore`, or remove it and build again"
        ) from error
    store.add(iter_changes(strike.changes(changes)))
    write_concluded(draft.path, store, [CHANGES])


def _copy_texts(batch: Batch, draft: Draft, strike: Strike) -> None:
    """Put the documents' texts into the snapshot; the same bytes under two names where nothing is struck out."""
    for sha256 in batch.digests():
        kept, target = batch.keeper.text_path(sha256), draft.text_path / f"{sha256[:16]}.json"
        if strike:
            target.write_bytes(strike.document(kept.read_bytes()))
            continue
        link(kept, target)
