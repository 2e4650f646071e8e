"""A snapshot is filled: what documents say, what follows from it, their texts, and the description of all of it."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

from rdflib import URIRef

from graph import terms, vocabulary
from graph.batch import Batch
from graph.changes import iter_changes
from graph.conclusions import Claims, conclude
from graph.decisions import Decisions
from graph.describe import count, iter_description
from graph.errors import StoreError, WorkspaceError
from graph.foreign import Foreign, load
from graph.judging import judged
from graph.kept import Keeper
from graph.mapping import iter_claims
from graph.originals import link
from graph.resolve import resolve
from graph.search import PAGES_NAME, write_index, write_pages
from graph.snapshots import Draft, Workspace, compare
from graph.stated import count_claims, write_claims
from graph.store import Store
from graph.striking import Strike
from graph.succession import find_before, open_next, settle, tell_keys, write_keys

_LOADED = ("graph.likeness", "graph.network.standings", "graph.validate")
"""Modules whose libraries take long to load, and which are therefore imported where they are used."""


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
    identities, strike = resolve(batch.documents(), decided), Strike(decided.suppressed)
    claims = {
        terms.mint_document(sha256): list(strike.claims(list(iter_claims(sha256, statements, identities))))
        for sha256, statements in batch.documents()
    }
    keys = tell_keys(batch, identities)
    before = None if foreign else find_before(workspace, strike, keys)
    new = before.differing(keys) if before else keys
    fresh = {document: found for document, found in claims.items() if document in new}
    with open_next(draft, before) as store, ThreadPoolExecutor(1) as beside, judged(fresh) as judge:
        written = beside.submit(_write_statements, store, fresh, before.gone(keys) if before else ())
        known = conclude(batch, claims, {}, identities, strike, draft.path)
        broken = judge()
        written.result()
        if broken:
            _remove(store, broken)
            known.discard()
            known = conclude(batch, claims, broken, identities, strike, draft.path)
        sound = {document: found for document, found in claims.items() if document not in broken}
        _record_changes(known.store, workspace, strike)
        settle(known.store, store, sound, before)
        # After the rules, which conclude from this dataset's own facts alone.
        counts = count_claims(sound).joined(count(known.store)).joined(load(store, foreign, strike))
        described = beside.submit(lambda: list(iter_description(store, counts)))
        write_index(known.store, draft.search_path)
        store.add(described.result())
        known.discard()
    _copy_texts(batch, Keeper(workspace.documents_path), draft, strike)
    write_keys(draft, {document: keys[document] for document in sound}, strike, before)
    told = {
        "documents": len(sound),
        "statements": sum(map(len, sound.values())),
        "facts": known.facts,
        "disagreements": known.disagreements,
        "datasets": sum(bool(one.graphs) for one in foreign),
    }
    _index_pages(draft, workspace)
    draft.describe(inputs=inputs, counts=told, unread=batch.unread(), left_out=batch.left_out(broken))


def _write_statements(store: Store, claims: Claims, gone: Iterable[URIRef]) -> None:
    """Take away what documents said that are gone or say something else now, and put in what they say."""
    _remove(store, gone)
    write_claims(store, claims)


def _remove(store: Store, graphs: Iterable[URIRef]) -> None:
    for graph in graphs:
        store.remove(graph)


def _record_changes(store: Store, workspace: Workspace, strike: Strike) -> None:
    """Put the facts that came and went since the snapshot that serves into the graph of changes."""
    current = workspace.current()
    if current is None:
        return
    try:
        with workspace.open_store(current) as before:
            changes = compare(before, store)
    except StoreError as error:
        raise WorkspaceError(
            f"{current.path}: is damaged: run `scrutiny snapshots restore`, or remove it and build again"
        ) from error
    store.add(iter_changes(strike.changes(changes)))


def _copy_texts(batch: Batch, keeper: Keeper, draft: Draft, strike: Strike) -> None:
    """Put the documents' texts into the snapshot; the same bytes under two names where nothing is struck out."""
    for sha256, _ in batch.documents():
        target = draft.text_path / f"{sha256[:16]}.json"
        if strike:
            target.write_bytes(strike.document(keeper.text_path(sha256).read_bytes()))
            continue
        link(keeper.text_path(sha256), target)


def _index_pages(draft: Draft, workspace: Workspace) -> None:
    """Have the documents' texts be searched, of which only those that are new are read."""
    current = workspace.current()
    write_pages(draft.text_path, draft.path / PAGES_NAME, current.path / PAGES_NAME if current else None)
