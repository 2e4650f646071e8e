"""Reading over a cluster: the same graph as here, whatever ends meanwhile, and one clear line where it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.build import build
from graph.snapshots import Workspace
from tests.crashing import REPORTS, dump
from tests.dask_cluster import DaskCluster

Progress = Callable[[int, int, str], None]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """What a build on this machine makes of the sample reports."""
    workspace = Workspace(tmp_path_factory.mktemp("here") / "workspace")
    build([REPORTS], workspace)
    return workspace


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A scheduler and a worker, for tests that leave both alone."""
    with DaskCluster(tmp_path_factory.mktemp("cluster")) as made:
        made.start_worker()
        yield made


@pytest.fixture
def frail(tmp_path: Path) -> Iterator[DaskCluster]:
    """A scheduler and two workers, for tests that end them."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    with DaskCluster(folder) as made:
        yield made


def kept(workspace: Workspace) -> dict[str, bytes]:
    """All that is kept of documents, by the names of the files."""
    return {path.name: path.read_bytes() for path in workspace.documents_path.glob("*.json")}


def test_cluster_gives_the_same_graph_and_the_same_kept_documents(
    cluster: DaskCluster, here: Workspace, tmp_path: Path
) -> None:
    there = Workspace(tmp_path)
    outcome = build([REPORTS], there, cluster=cluster.address)
    assert (outcome.documents, outcome.unread) == (19, ())
    assert kept(there) == kept(here)
    assert dump(there) == dump(here)
    assert build([REPORTS], there, cluster=cluster.address).unchanged


def build_while(frail: DaskCluster, here: Workspace, folder: Path, at: int, happens: Callable[[], object]) -> None:
    """A build during which something happens once so many documents are read: nothing is lost, and nothing read twice."""
    there, told = Workspace(folder), []

    def watch(done: int, _: int, name: str) -> None:
        if name != "waiting for workers":
            told.append(name)
            if done == at:
                happens()

    build([REPORTS], there, cluster=frail.address, progress=watch)
    assert len(told) == len(set(told)) == 19
    assert kept(there) == kept(here)
    assert dump(there) == dump(here)


def test_worker_killed_in_the_middle_costs_nothing(frail: DaskCluster, here: Workspace, tmp_path: Path) -> None:
    workers = [frail.start_worker("--no-nanny"), frail.start_worker()]
    build_while(frail, here, tmp_path / "there", 4, lambda: frail.kill(workers[0]))


def test_scheduler_that_starts_anew_costs_nothing(frail: DaskCluster, here: Workspace, tmp_path: Path) -> None:
    frail.start_worker()

    def restart() -> None:
        frail.kill(frail.scheduler)
        frail.start_scheduler()
        frail.start_worker()

    build_while(frail, here, tmp_path / "there", 4, restart)
