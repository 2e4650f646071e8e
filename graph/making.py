"""A snapshot is filled: what documents say, what follows from it, their texts, and the description of all of it.

What all documents say is more than memory may have room for. So they go through in parcels, and of each only what all of them
are needed for together is kept: who is who before, and their claims arranged by what they are about afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module

from rdflib import URIRef

from graph import terms, vocabulary
from graph.arranged import Arranged
from graph.batch import Batch
from graph.changes import iter_changes
from graph.claims import Claim, Claims
from graph.conclusions import Grounds, conclude
from graph.decisions import Decisions
from graph.describe import count, iter_description
from graph.errors import StoreError, WorkspaceError
from graph.foreign import Foreign, load
from graph.gist import to_gist
from graph.identities import Identities
from graph.judging import Judge, judging
from graph.limits import read_room
from graph.mapping import iter_claims
from graph.originals import link
from graph.resolve import resolve
from graph.search import PAGES_NAME, write_index, write_pages
from graph.snapshots import Draft, Workspace, find_changes, write_concluded
from graph.stated import Stated, write_claims
from graph.store import Store
from graph.striking import Strike
from graph.succession import find_before, open_next, settle, tell_keys, write_keys
from graph.terms import CHANGES

_LOADED = ("graph.likeness", "graph.network.standings", "graph.validate")
"""Modules whose libraries take long to load, and which are therefore imported where they are used."""
_PARCEL = 32_000
"""Of the room in bytes, a parcel has one claim for each so many: some 200 documents of a gigabyte. A claim takes 1.2 KB here and as
much where it is judged, twice that while it is; as text for the store 2 KB; and up to four parcels are about at a time.
"""
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
    identities, keys = _tell_apart(batch, decided)
    before = None if foreign else find_before(workspace, strike, keys)
    new = before.differing(keys) if before else keys.keys()
    functional, stated = vocabulary.functional_properties(), Stated()
    with (
        open_next(draft, before) as store,
        ThreadPoolExecutor(1) as beside,
        judging() as judge,
        Arranged(functional, room // _ARRANGED, draft.path) as arranged,
    ):
        _remove(store, before.gone(keys) if before else ())
        parcels = _iter_parcels(batch, identities, strike, room // _PARCEL)
        written = _take(parcels, new, store, beside, judge, arranged, stated)
        grounds = Grounds(batch, arranged, identities, strike, room, draft.path)
        known = conclude(grounds, {})
        broken = judge.result()
        written.result()
        if broken:
            _remove(store, broken)
            known.discard()
            known = conclude(grounds, broken)
        stated.leave_out(broken)
        write_concluded(draft.path, known.store, known.store.graphs())
        _record_changes(known.store, workspace, draft, strike)
        settle(known.store, store, draft, before)
        # After the rules, which conclude from this dataset's own facts alone.
        counts = stated.count().joined(count(known.store)).joined(load(store, foreign, strike))
        apart = None if foreign else known.store  # what others' data tells of our things is in the whole store alone
        described = beside.submit(lambda: list(iter_description(store, counts, apart)))
        write_index(known.store, draft.search_path)
        store.add(described.result())
        known.discard()
    _copy_texts(batch, draft, strike)
    write_keys(draft, {document: keys[document] for document in stated.sizes}, strike, before)
    told = {
        "documents": len(stated.sizes),
        "statements": stated.claims,
        "facts": known.facts,
        "disagreements": known.disagreements,
        "datasets": sum(bool(one.graphs) for one in foreign),
    }
    _index_pages(draft, workspace)
    draft.describe(inputs=inputs, counts=told, unread=batch.unread(), left_out=batch.left_out(broken))


def _tell_apart(batch: Batch, decided: Decisions) -> tuple[Identities, dict[URIRef, str]]:
    """Who and what documents tell of, and what stands for the graph of each."""
    gists = [(sha256, to_gist(statements)) for sha256, statements in batch.documents()]
    identities = resolve(gists, decided)
    return identities, tell_keys(gists, identities)


def _iter_parcels(batch: Batch, identities: Identities, strike: Strike, size: int) -> Iterator[Claims]:
    """What all documents claim, in parcels of so many claims, or of one document that has more."""
    parcel: dict[URIRef, list[Claim]] = {}
    held = 0
    for sha256, statements in batch.documents():
        found = list(strike.claims(list(iter_claims(sha256, statements, identities))))
        if parcel and held + len(found) > size:
            yield parcel
            parcel, held = {}, 0
        parcel[terms.mint_document(sha256)] = found
        held += len(found)
    if parcel:
        yield parcel


def _take(
    parcels: Iterable[Claims],
    new: Collection[URIRef],
    store: Store,
    beside: ThreadPoolExecutor,
    judge: Judge,
    arranged: Arranged,
    stated: Stated,
) -> Future[None]:
    """Arrange and count the claims of all documents, and have those of new ones judged and written; gives the last writing."""
    written = beside.submit(lambda: None)
    for claims in parcels:
        fresh = {document: found for document, found in claims.items() if document in new}
        if fresh:
            judge.take(fresh)
            written.result()
            written = beside.submit(write_claims, store, fresh)
        for document, found in claims.items():
            arranged.add(document, found)
        stated.add(claims)
    return written


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


def _index_pages(draft: Draft, workspace: Workspace) -> None:
    """Have the documents' texts be searched, of which only those that are new are read."""
    current = workspace.current()
    write_pages(draft.text_path, draft.path / PAGES_NAME, current.path / PAGES_NAME if current else None)
