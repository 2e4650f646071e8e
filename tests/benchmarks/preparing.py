"""The data that services are compared over: a synthetic workspace of any size, and a workspace's snapshot as one file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from graph.derive import derive
from graph.describe import iter_description
from graph.likeness import relate
from graph.reference import iter_reference
from graph.search import write_index
from graph.snapshots import Workspace
from graph.store import Store, copy_store, open_disk, open_memory
from graph.vocabulary import iter_vocabulary
from tests.benchmarks.synthetic import FACTS, REGISTERS, iter_quads

MOST_LOOSE = 2
"""Beyond so many times the corpus a build puts a store in order that it writes whole."""
CONCLUDED_FROM = (f"{FACTS} .\n", f"{REGISTERS} .\n")


def prepare(folder: Path, times: int) -> Workspace:
    """A workspace with a synthetic snapshot so many times as large as the corpus, made once: all graphs that a build makes."""
    workspace = Workspace(folder / f"times-{times}")
    if workspace.current():
        return workspace
    facts, statements = (folder / f"times-{times}-{part}.nq" for part in ("facts", "statements"))
    with facts.open("w", encoding="utf-8") as stream, statements.open("w", encoding="utf-8") as rest:
        _write(stream, rest, times)
    with workspace.begin() as draft:
        with conclude(facts) as conclusions, open_disk(draft.store_path) as store:
            copy_store(conclusions, store)
            write_index(conclusions, draft.search_path)
            with statements.open("rb") as read:
                store.load(read, "nquads")
            if times > MOST_LOOSE:
                store.compact()
        draft.describe(inputs=f"synthetic, {times} times", counts={"documents": 309 * times})
    facts.unlink()
    statements.unlink()
    return workspace


def conclude(facts: Path) -> Store:
    """A store in memory of facts and of all that follows from them; without the statements, as a build does, since no rule
    asks for these and they are ten times as much.
    """
    store = open_memory()
    store.add(iter_vocabulary())
    store.add(iter_reference())
    with facts.open("rb") as stream:
        store.load(stream, "nquads")
    derive(store)
    relate(store)
    store.add(list(iter_description(store)))
    return store


def export(workspace: Workspace, folder: Path) -> Path:
    """The current snapshot as N-Quads, for the peers; each in a folder of its own, since one of them loads whole folders."""
    snapshot = workspace.current()
    assert snapshot is not None
    data = folder / f"data-{workspace.path.name}-{snapshot.name}" / "data.nq"
    if not data.exists():
        data.parent.mkdir(exist_ok=True)
        with workspace.open_store() as store, data.with_suffix(".part").open("wb") as stream:
            store.dump(stream, "nquads")
        data.with_suffix(".part").rename(data)
    return data


def _write(facts: IO[str], statements: IO[str], times: int) -> None:
    for report in iter_quads(times):
        for line in report.splitlines(keepends=True):
            (facts if line.endswith(CONCLUDED_FROM) else statements).write(line)
