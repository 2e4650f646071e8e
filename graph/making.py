"""A snapshot is filled: what documents say, what follows from it, their texts, and the description of all of it.

What all documents say is more than memory may have room for. So they go through in parcels, and of each only what all of them
are needed for together is kept: who is who before, and their claims arranged by what they are about afterwards.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import NamedTuple

from graph import registers, vocabulary
from graph.arranged import Arranged
from graph.batch import Batch
from graph.changes import iter_changes
from graph.conclusions import conclude
from graph.decisions import Decisions
from graph.describe import describe, iter_description
from graph.errors import StoreError, WorkspaceError
from graph.foreign import Foreign, load
from graph.identifying import identify
from graph.judging import judging
from graph.limits import read_room
from graph.links import Links
from graph.parcels import Taker, cut
from graph.remaking import remake
from graph.search import PAGES_NAME, renew_pages, write_index, write_pages
from graph.snapshots import Draft, Snapshot, Workspace, find_changes
from graph.stated import Stated
from graph.store import Store, copy_store, open_disk
from graph.striking import Strike
from graph.succession import Before, find_before, tell_registered, write_keys
from graph.tally import count
from graph.work import Made, Work

_LOADED = ("graph.likeness", "graph.network.standings", "graph.validate")
"""Modules whose libraries take long to load, and which are therefore imported where they are used."""

_PIECE = 16
"""Of the room for all, one part in so many is of conclusions that are put into the store at a time, as text."""

_MANY = 100_000
"""Claims, that make a million quads, from which on it pays to put the store's files in order before others go on from them."""


class Ground(NamedTuple):
    """What a snapshot is made upon: the one that serves, if there is one, and what can be taken over from it."""

    current: Snapshot | None
    before: Before | None


def prepare(workspace: Workspace, decided: Decisions) -> Ground:
    """Load what every snapshot takes, and look at the one that serves, while there is something to wait for."""
    for name in _LOADED:
        import_module(name)
    vocabulary.load()
    vocabulary.load_shapes()
    registers.councils()
    current = workspace.current()
    return Ground(current, find_before(current, Strike(decided.suppressed)))


def write_snapshot(
    batch: Batch, foreign: list[Foreign], draft: Draft, ground: Ground, inputs: str, decided: Decisions
) -> None:
    """Fill the draft: the store with all graphs, the texts of documents, and the description of both."""
    current, before = ground
    identities, keys = identify(batch, decided, current.path if current else None, draft.path)
    work = Work(batch, identities, Strike(decided.suppressed), draft, read_room())
    registered = tell_registered(work)
    if foreign or (before and not before.leads_to(keys, work.room)):
        before = None
    with ThreadPoolExecutor(1) as beside:
        put = beside.submit(_put_texts, work, before)
        made = remake(work, before, keys, registered) if before else make(work, foreign, current)
        put.result()
    write_keys(draft, made, keys, registered, work.strike, before)
    draft.describe(inputs=inputs, counts=made.counts, unread=batch.unread(), left_out=batch.left_out(made.broken))


def make(work: Work, foreign: list[Foreign], current: Snapshot | None) -> Made:
    """Fill the store of a draft from nothing; its graph of changes tells what is other than in the snapshot that serves.

    Judging takes a process of its own, and the engine writes statements beside Python. Nearly always all documents are
    sound, so that the facts are chosen meanwhile; where one is not, they are chosen again.
    """
    draft, strike = work.draft, work.strike
    stated = Stated()
    with (
        open_disk(draft.store_path) as store,
        ThreadPoolExecutor(1) as beside,
        judging() as judge,
        Arranged(vocabulary.functional_properties(), work.room, draft.path) as arranged,
    ):
        taker = Taker(store, judge, stated, arranged, beside)
        taker.take(cut(work).iter_claims())
        known = conclude(work, arranged, stated.claims, {})
        broken = judge.result()
        taker.wait()
        if broken:
            for document in broken:
                store.remove(document)
            known.discard()
            known = conclude(work, arranged, stated.claims, broken)
        stated.leave_out(broken)
        _record_changes(known.store, current, strike)
        copy_store(known.store, store, work.room // _PIECE)
        # After the rules, which conclude from this dataset's own facts alone.
        if foreign:  # what others' data tells of our things is in the whole store alone
            counts = stated.count().joined(count(known.store)).joined(load(store, foreign, strike))
            described = beside.submit(lambda: list(iter_description(store, counts)))
        else:
            described = beside.submit(describe, known.store, stated, draft.path)
        write_index(known.store, draft.search_path)
        store.add(described.result())
        known.discard()
        if stated.claims > _MANY:
            store.compact()
    told = {
        "documents": len(stated.sizes),
        "statements": stated.claims,
        "facts": known.facts,
        "disagreements": known.disagreements,
        "datasets": sum(bool(one.graphs) for one in foreign),
    }
    return Made(stated.sizes, broken, told)


def _record_changes(store: Store, current: Snapshot | None, strike: Strike) -> None:
    """Put the facts that came and went since the snapshot that serves into the graph of changes."""
    if current is None:
        return
    try:
        with open_disk(current.store_path, read_only=True) as before:
            changes = find_changes(before, store)
    except StoreError as error:
        raise WorkspaceError(
            f"{current.path}: is damaged: run `scrutiny snapshots restore`, or remove it and build again"
        ) from error
    store.add(iter_changes(strike.changes(changes)))


def _put_texts(work: Work, before: Before | None) -> None:
    """Put the documents' texts into the snapshot, and have them be searched, which needs nothing of what they are found to say."""
    with _link_texts(work, before):
        pass
    _index_pages(work.draft, before)


def _link_texts(work: Work, before: Before | None) -> Links:
    """Put the documents' texts into the snapshot: the same bytes under two names where nothing is struck out, and where it was struck
    out of the same text before.
    """
    batch, draft = work.batch, work.draft
    if not work.strike:
        names = ((f"{sha256}.text.json", f"{sha256[:16]}.json") for sha256 in batch.digests())
        return Links(batch.keeper.folder, draft.text_path, names)
    texts = {sha256: f"{sha256[:16]}.json" for sha256 in batch.digests()}
    known = {one.name for one in before.text_path.iterdir()} if before else set()
    for sha256, name in texts.items():
        if name not in known:
            content = batch.keeper.text_path(sha256).read_bytes()
            (draft.text_path / name).write_bytes(work.strike.document(content))
    shared = ((name, name) for name in texts.values() if name in known)
    return Links(before.text_path if before else batch.keeper.folder, draft.text_path, shared)


def _index_pages(draft: Draft, before: Before | None) -> None:
    """Have the documents' texts be searched, of which only those that are new are read."""
    path = draft.path / PAGES_NAME
    if before is None:
        write_pages(draft.text_path, path)
        return
    # By names alone, since tens of thousands of paths take longer than all that is done with them.
    old, new = (
        {name.removesuffix(".json") for name in os.listdir(folder)}  # noqa: PTH208
        for folder in (before.text_path, draft.text_path)
    )
    renew_pages(draft.text_path, path, before.path, old - new, new - old)
