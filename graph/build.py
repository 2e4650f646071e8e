"""From files to a snapshot that serves: read → recognise → resolve → map → validate → choose facts → store → derive → switch.

The story is told once, here; each step has a module of its own. A build is written beside the snapshot that serves and takes
its place in one step at the end. What was read before is not read again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from graph import decisions, terms
from graph.batch import Batch, digest_inputs
from graph.decisions import Decisions
from graph.errors import WorkspaceError
from graph.gathering import Gathering, choose_reader, gather, has_changed, prepare_readers
from graph.originals import keep_originals
from graph.snapshots import Draft, Reading, Snapshot, Unread, Workspace, write_readings

if TYPE_CHECKING:
    from types import ModuleType

    from graph.making import Ground
    from graph.reading import Progress


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
    decided, current, paths = decisions.load(people), workspace.current(), list(paths)
    if not cluster and (current is None or has_changed(paths, workspace.switched())):
        prepare_readers()
    with _without_collector(), gather(paths, workspace.documents_path) as gathering:
        if gathering.known and current and current.inputs == _digest(gathering, decided, originals):
            return _outcome(current, unchanged=True)
        if gathering.fresh and not cluster:
            prepare_readers()
        with workspace.begin() as draft, ThreadPoolExecutor(1) as beside:
            loading = beside.submit(_load, workspace, decided)
            batch, foreign = gathering.read(choose_reader(cluster, jobs), progress or _say_nothing, jobs)
            if not batch.digests() and not any(one.graphs for one in foreign):
                path, reason = batch.unread()[0]
                count = len(batch.sources) + len(batch.unopened)
                whose = f"none of {count} files gives a document: " if count > 1 else ""
                raise WorkspaceError(f"{whose}{path}: {reason}")
            inputs = _digest(gathering, decided, originals)
            if current and current.inputs == inputs:  # of what was fetched anew nothing has changed
                draft.discard()
                return _outcome(current, unchanged=True)
            with keep_originals(batch, workspace, draft) if originals else nullcontext():
                making, ground = loading.result()
                making.write_snapshot(batch, foreign, draft, ground, inputs, decided)
                _write_readings(batch, draft)
    if draft.snapshot is None:
        raise WorkspaceError(f"{workspace.path}: the build was discarded")
    return _outcome(draft.snapshot)


def _digest(gathering: Gathering, decided: Decisions, originals: bool) -> str:
    """What stands for all that the snapshot will be made from."""
    told = digest_inputs(gathering.sources, gathering.closed)
    return terms.digest(told, decided.version, *([] if originals else ["no originals"]))


def _load(workspace: Workspace, decided: Decisions) -> tuple[ModuleType, Ground]:
    """What makes a snapshot, and what it is made upon. It takes seconds to load, which a build with nothing new does without, and
    another spends while documents are read.
    """
    making = import_module("graph.making")
    return making, making.prepare(workspace, decided)


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


def _write_readings(batch: Batch, draft: Draft) -> None:
    readings = (Reading(one.sha256, one.version, batch.inventory.when(one.sha256)) for one in batch.contents.values())
    write_readings(draft.path, readings)


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
