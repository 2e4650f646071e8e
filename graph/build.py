"""From files to a snapshot that serves: read → recognise → resolve → map → validate → choose facts → store → derive → switch.

The story is told once, here; each step has a module of its own. A build is written beside the snapshot that serves and takes
its place in one step at the end. What was read before is not read again.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rdflib import DCTERMS, RDF, URIRef

from graph import decisions, terms
from graph.batch import Batch, digest_inputs
from graph.catalogue import iter_document
from graph.changes import iter_changes
from graph.decisions import Decisions
from graph.derive import derive
from graph.describe import iter_description
from graph.errors import WorkspaceError
from graph.facts import choose_facts
from graph.identities import Identities
from graph.kept import Keeper, Kept
from graph.mapping import Claim, Quad, iter_claims, statement_quads
from graph.people import iter_candidate_quads
from graph.reading import Progress, iter_read
from graph.reference import iter_reference
from graph.resolve import resolve
from graph.snapshots import Draft, Snapshot, Unread, Workspace, compare
from graph.sources import Source, find_sources
from graph.store import Store, open_disk
from graph.striking import Strike
from graph.terms import REGISTERS, SG
from graph.validate import validate_documents
from graph.vocabulary import functional_properties, iter_vocabulary


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: the snapshot that serves, how much is in it, and the files that are not, each with its reason.

    `unchanged` is true where there was nothing new, so that the snapshot before goes on serving.
    """

    snapshot: str
    documents: int
    statements: int
    facts: int
    unread: tuple[Unread, ...]
    left_out: tuple[Unread, ...]
    unchanged: bool = False


def build(
    paths: Iterable[Path],
    workspace: Workspace,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    people: Path | None = None,
) -> Outcome:
    """Read files and folders into a new snapshot of the workspace, and let it serve.

    Files that cannot be read, and documents whose graph breaks the shapes, are left out and named; the rest goes on.
    `people` is a folder of decisions about people, in place of the usual one (`graph.decisions`).
    WorkspaceError where no file is found, or none of them gives a document.
    """
    sources, unopened = find_sources(paths)
    closed = [Unread(str(error.path), error.reason) for error in unopened]
    decided = decisions.load(people)
    inputs = terms.digest(digest_inputs(sources, closed), decided.version)
    current = workspace.current()
    if current is not None and current.inputs == inputs:
        return _outcome(current, unchanged=True)
    with workspace.begin() as draft, _without_collector():
        contents = _read_new(sources, Keeper(workspace.documents_path), jobs, progress or _say_nothing)
        batch = Batch(sources, closed, contents)
        if not any(True for _ in batch.documents()):
            path, reason = batch.unread()[0]
            raise WorkspaceError(f"none of {len(sources) + len(closed)} files gives a document: {path}: {reason}")
        _write_snapshot(batch, draft, workspace, inputs, decided)
    if draft.snapshot is None:
        raise WorkspaceError(f"{workspace.path}: the build was discarded")
    return _outcome(draft.snapshot)


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


def _read_new(sources: list[Source], keeper: Keeper, jobs: int | None, progress: Progress) -> dict[str, Kept]:
    """What is kept of each content, after reading what is not kept yet."""
    contents, fresh = {}, {}
    for source in sources:
        if source.sha256 not in contents and (known := keeper.load(source.sha256)):
            contents[source.sha256] = known
        elif source.sha256 not in contents:
            fresh[source.sha256] = source
    for one, text in iter_read(list(fresh.values()), jobs, progress):
        keeper.keep(one, text)
        contents[one.sha256] = one
    return contents


def _write_snapshot(batch: Batch, draft: Draft, workspace: Workspace, inputs: str, decided: Decisions) -> None:
    """Fill the draft: the store with all graphs, the texts of documents, and the description of both."""
    # Its library takes a second to load, which a build with nothing new can do without.
    from graph.likeness import relate  # noqa: PLC0415

    identities, strike = resolve(batch.documents(), decided), Strike(decided.suppressed)
    claims = {
        terms.mint_document(sha256): list(strike.claims(list(iter_claims(sha256, statements, identities))))
        for sha256, statements in batch.documents()
    }
    broken = validate_documents(claims)
    sound = {document: found for document, found in claims.items() if document not in broken}
    facts = list(choose_facts(sound, functional_properties()))
    with open_disk(draft.store_path) as store:
        store.add(_iter_quads(sound, facts))
        store.add(strike.quads(_iter_registered(batch, broken, identities)))
        store.add(strike.marks())
        derive(store)
        relate(store)
        store.add(strike.quads(iter_candidate_quads(identities.candidates, {quad[0] for quad in facts})))
        _record_changes(store, workspace, strike)
        store.add(list(iter_description(store)))
    _copy_texts(batch, Keeper(workspace.documents_path), draft, strike)
    counts = {
        "documents": len(sound),
        "statements": sum(map(len, sound.values())),
        "facts": len(facts),
        "disagreements": sum(quad[1] == RDF.type and quad[2] == SG.Disagreement for quad in facts),
    }
    draft.describe(inputs=inputs, counts=counts, unread=batch.unread(), left_out=batch.left_out(broken))


def _iter_quads(sound: dict[URIRef, list[Claim]], facts: list[Quad]) -> Iterator[Quad]:
    yield from iter_vocabulary()
    yield from iter_reference()
    for document, found in sound.items():
        yield from statement_quads(document, found)
    yield from facts


def _iter_registered(batch: Batch, broken: dict[URIRef, str], identities: Identities) -> Iterator[Quad]:
    """The documents as files, and the addresses that others replace."""
    for sha256, one in sorted(batch.contents.items()):
        told = (*(one.statements.doubts if one.statements else ()), *identities.doubts.get(sha256, ()))
        yield from iter_document(one, batch.sources_of(sha256), told, broken.get(terms.mint_document(sha256)))
    for old, new in sorted(identities.replaced.items()):
        yield from ((old, DCTERMS.isReplacedBy, other, REGISTERS) for other in new)


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
        try:
            os.link(keeper.text_path(sha256), target)
        except OSError:
            shutil.copyfile(keeper.text_path(sha256), target)


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
    )
