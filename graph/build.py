"""From files to a snapshot that serves: read → recognise → resolve → map → validate → choose facts → store → derive → switch.

The story is told once, here; each step has a module of its own. A build is written beside the snapshot that serves and takes
its place in one step at the end. What was read before is not read again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import DCTERMS, RDF, URIRef

from graph import terms
from graph.batch import Batch, digest_inputs
from graph.catalogue import iter_document
from graph.changes import iter_changes
from graph.derive import derive
from graph.describe import iter_description
from graph.errors import WorkspaceError
from graph.facts import choose_facts
from graph.kept import Keeper, Kept
from graph.mapping import Claim, Quad, iter_claims, statement_quads
from graph.reading import Progress, iter_read
from graph.reference import iter_reference
from graph.resolve import resolve
from graph.snapshots import Draft, Snapshot, Unread, Workspace, compare
from graph.sources import Source, find_sources
from graph.statements import Doubt
from graph.store import Store, open_disk
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
    paths: Iterable[Path], workspace: Workspace, *, jobs: int | None = None, progress: Progress | None = None
) -> Outcome:
    """Read files and folders into a new snapshot of the workspace, and let it serve.

    Files that cannot be read, and documents whose graph breaks the shapes, are left out and named; the rest goes on.
    WorkspaceError where no file is found, or none of them gives a document.
    """
    sources, unopened = find_sources(paths)
    closed = [Unread(str(error.path), error.reason) for error in unopened]
    inputs = digest_inputs(sources, closed)
    current = workspace.current()
    if current is not None and current.inputs == inputs:
        return _outcome(current, unchanged=True)
    with workspace.begin() as draft:
        contents = _read_new(sources, Keeper(workspace.documents_path), jobs, progress or _say_nothing)
        batch = Batch(sources, closed, contents)
        if not any(True for _ in batch.documents()):
            path, reason = batch.unread()[0]
            raise WorkspaceError(f"none of {len(sources) + len(closed)} files gives a document: {path}: {reason}")
        _write_snapshot(batch, draft, workspace, inputs)
    if draft.snapshot is None:
        raise WorkspaceError(f"{workspace.path}: the build was discarded")
    return _outcome(draft.snapshot)


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


def _write_snapshot(batch: Batch, draft: Draft, workspace: Workspace, inputs: str) -> None:
    """Fill the draft: the store with all graphs, the texts of documents, and the description of both."""
    # Its library takes a second to load, which a build with nothing new can do without.
    from graph.likeness import relate  # noqa: PLC0415

    identities = resolve(batch.documents())
    claims = {
        terms.mint_document(sha256): list(iter_claims(sha256, statements, identities))
        for sha256, statements in batch.documents()
    }
    broken = validate_documents(claims)
    sound = {document: found for document, found in claims.items() if document not in broken}
    facts = list(choose_facts(sound, functional_properties()))
    with open_disk(draft.store_path) as store:
        store.add(_iter_quads(batch, sound, broken, facts, identities.doubts))
        store.add((old, DCTERMS.isReplacedBy, new, REGISTERS) for old, new in sorted(identities.replaced.items()))
        derive(store)
        relate(store)
        _record_changes(store, workspace)
        store.add(list(iter_description(store)))
    _copy_texts(batch, Keeper(workspace.documents_path), draft)
    counts = {
        "documents": len(sound),
        "statements": sum(map(len, sound.values())),
        "facts": len(facts),
        "disagreements": sum(quad[1] == RDF.type and quad[2] == SG.Disagreement for quad in facts),
    }
    draft.describe(inputs=inputs, counts=counts, unread=batch.unread(), left_out=batch.left_out(broken))


def _iter_quads(
    batch: Batch,
    sound: dict[URIRef, list[Claim]],
    broken: dict[URIRef, str],
    facts: list[Quad],
    doubts: dict[str, tuple[Doubt, ...]],
) -> Iterator[Quad]:
    yield from iter_vocabulary()
    yield from iter_reference()
    for document, found in sound.items():
        yield from statement_quads(document, found)
    yield from facts
    for sha256, one in sorted(batch.contents.items()):
        told = (*(one.statements.doubts if one.statements else ()), *doubts.get(sha256, ()))
        yield from iter_document(one, batch.sources_of(sha256), told, broken.get(terms.mint_document(sha256)))


def _record_changes(store: Store, workspace: Workspace) -> None:
    """Put the facts that came and went since the snapshot that serves into the graph of changes."""
    if workspace.current() is None:
        return
    with workspace.open_store() as before:
        store.add(iter_changes(compare(before, store)))


def _copy_texts(batch: Batch, keeper: Keeper, draft: Draft) -> None:
    """Put the documents' texts into the snapshot; the same bytes under two names where the disk can do that."""
    for sha256, _ in batch.documents():
        target = draft.text_path / f"{sha256[:16]}.json"
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
