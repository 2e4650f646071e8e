"""From files to a snapshot that serves: read → recognise → resolve → map → validate → choose facts → store → derive → switch.

The story is told once, here; each step has a module of its own. A build is written beside the snapshot that serves and takes
its place in one step at the end. What was read before is not read again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from graph import decisions, terms
from graph.batch import Batch, digest_inputs
from graph.changes import iter_changes
from graph.conclusions import Claims, conclude
from graph.decisions import Decisions
from graph.describe import count, iter_description
from graph.errors import WorkspaceError
from graph.foreign import Foreign, load
from graph.gathering import Gathering, choose_reader, gather
from graph.kept import Keeper
from graph.mapping import iter_claims
from graph.originals import keep_originals, link
from graph.reading import Progress
from graph.resolve import resolve
from graph.search import write_index
from graph.snapshots import Draft, Reading, Snapshot, Unread, Workspace, compare, write_readings
from graph.stated import count_claims, write_claims
from graph.store import Store
from graph.striking import Strike
from graph.succession import find_before, open_next, settle, tell_keys, write_keys
from graph.validate import validate_documents
from graph.workers import open_pool

_MANY = 5_000  # claims that take longer to judge than a process to start


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: the snapshot that serves, how much is in it, and the files that are not, each with its reason.

    `unchanged` is true where there was nothing new, so that the snapshot before goes on serving. `datasets` are the files of RDF.
    """

    snapshot: str
    documents: int
    statements: int
    facts: int
    unread: tuple[Unread, ...]
    left_out: tuple[Unread, ...]
    unchanged: bool = False
    datasets: int = 0


def build(
    paths: Iterable[Path | str],
    workspace: Workspace,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    people: Path | None = None,
    originals: bool = True,
    cluster: str = "",
) -> Outcome:
    """Read files and folders, here or at addresses that fsspec knows, into a new snapshot of the workspace, and let it serve.

    Files that cannot be read, and documents whose graph breaks the shapes, are left out and named; the rest goes on.
    `people` is a folder of decisions about people, in place of the usual one (`graph.decisions`). Without `originals` no file is
    kept, and no page can be shown as a picture. `cluster` is the address of a Dask scheduler whose workers are to read.
    WorkspaceError where no file is found, or none of them gives a document; ClusterError where the cluster cannot be used.
    """
    decided, current = decisions.load(people), workspace.current()
    with gather(paths, workspace.documents_path) as gathering:
        if gathering.known and current and current.inputs == _digest(gathering, decided, originals):
            return _outcome(current, unchanged=True)
        with workspace.begin() as draft, _without_collector():
            batch, foreign = gathering.read(choose_reader(cluster, jobs), progress or _say_nothing, jobs)
            if not any(True for _ in batch.documents()) and not any(one.graphs for one in foreign):
                path, reason = batch.unread()[0]
                count = len(batch.sources) + len(batch.unopened)
                raise WorkspaceError(f"none of {count} files gives a document: {path}: {reason}")
            inputs = _digest(gathering, decided, originals)
            if current and current.inputs == inputs:  # of what was fetched anew nothing has changed
                draft.discard()
                return _outcome(current, unchanged=True)
            _write_snapshot(batch, foreign, draft, workspace, inputs, decided)
            _write_readings(batch, draft, Keeper(workspace.documents_path))
            if originals:
                keep_originals(batch, workspace, draft)
    if draft.snapshot is None:
        raise WorkspaceError(f"{workspace.path}: the build was discarded")
    return _outcome(draft.snapshot)


def _digest(gathering: Gathering, decided: Decisions, originals: bool) -> str:
    """What stands for all that the snapshot will be made from."""
    told = digest_inputs(gathering.sources, gathering.closed)
    return terms.digest(told, decided.version, *([] if originals else ["no originals"]))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keeps Python from searching for cycles: a build makes millions of terms that stay, and looking through them again and
    again takes a fifth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _say_nothing(_done: int, _total: int, _name: str) -> None:
    """The progress that nobody watches."""


def _write_readings(batch: Batch, draft: Draft, keeper: Keeper) -> None:
    readings = (Reading(one.sha256, one.version, keeper.when(one.sha256)) for one in batch.contents.values())
    write_readings(draft.path, readings)


def _write_snapshot(
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
    with open_next(draft, before) as store, ThreadPoolExecutor(1) as beside, _judged(fresh) as judge:
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
        store.add(list(iter_description(store, counts)))
        write_index(known.store, draft.search_path)
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
    draft.describe(inputs=inputs, counts=told, unread=batch.unread(), left_out=batch.left_out(broken))


@contextmanager
def _judged(claims: Claims) -> Iterator[Callable[[], dict[URIRef, str]]]:
    """What gives the documents that break a shape, each with what is wrong; many are judged in a process of its own."""
    if sum(map(len, claims.values())) < _MANY:
        yield lambda: validate_documents(claims)
        return
    with open_pool(1) as pool:
        judging = pool.submit(validate_documents, claims)

        def judge() -> dict[URIRef, str]:
            try:
                return judging.result()
            except BrokenProcessPool as error:
                raise WorkspaceError(
                    "the process that judges the documents was ended, for want of memory perhaps: build again"
                ) from error

        yield judge


def _write_statements(store: Store, claims: Claims, gone: Iterable[URIRef]) -> None:
    """Take away what documents said that are gone or say something else now, and put in what they say."""
    _remove(store, gone)
    write_claims(store, claims)


def _remove(store: Store, graphs: Iterable[URIRef]) -> None:
    for graph in graphs:
        store.remove(graph)


def _record_changes(store: Store, workspace: Workspace, strike: Strike) -> None:
    """Put the facts that came and went since the snapshot that serves into the graph of changes."""
    if workspace.current() is None:
        return
    with workspace.open_store() as before:
        store.add(iter_changes(strike.changes(compare(before, store))))


def _copy_texts(batch: Batch, keeper: Keeper, draft: Draft, strike: Strike) -> None:
    """Put the documents' texts into the snapshot; the same bytes under two names where nothing is struck out."""
    for sha256, _ in batch.documents():
        target = draft.text_path / f"{sha256[:16]}.json"
        if strike:
            target.write_bytes(strike.document(keeper.text_path(sha256).read_bytes()))
            continue
        link(keeper.text_path(sha256), target)


def _outcome(snapshot: Snapshot, *, unchanged: bool = False) -> Outcome:
    counts = snapshot.counts
    return Outcome(
        snapshot.name,
        counts["documents"],
        counts["statements"],
        counts["facts"],
        snapshot.unread,
        snapshot.left_out,
        unchanged,
        counts.get("datasets", 0),
    )
