"""Reading over a cluster: the same graph as here, whatever ends meanwhile, and one clear line where it cannot be."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.build import build
from graph.cli import main
from graph.errors import ClusterError
from graph.knowledge import reading_version
from graph.snapshots import Workspace
from tests.crashing import REPORTS, ROOT, dump
from tests.dask_cluster import DaskCluster
from tests.hostile import make_hostile
from tests.webhdfs import serving

TEXT = "havering-2018-07-23-ilacs-inspection.txt"

COUNT = 7


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the sample reports, in all formats."""
    folder = tmp_path_factory.mktemp("papers")
    for path in (*REPORTS.glob("havering-20*"), *REPORTS.glob("lincolnshire-20*")):
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def here(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """What a build on this machine makes of them."""
    workspace = Workspace(tmp_path_factory.mktemp("here") / "workspace")
    assert build([papers], workspace).documents == COUNT
    return workspace


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A scheduler and a worker, for tests that leave both alone."""
    with DaskCluster(tmp_path_factory.mktemp("cluster")) as made:
        made.start_worker()
        yield made


@pytest.fixture
def frail(tmp_path: Path) -> Iterator[DaskCluster]:
    """A scheduler of its own, for tests that end it, or its workers."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    with DaskCluster(folder) as made:
        yield made


def kept(workspace: Workspace) -> dict[str, bytes]:
    """All that is kept of documents, by the names of the files."""
    return {path.name: path.read_bytes() for path in workspace.documents_path.glob("*.json")}


def test_cluster_gives_the_same_graph_and_the_same_kept_documents(
    cluster: DaskCluster, papers: Path, here: Workspace, tmp_path: Path
) -> None:
    there = Workspace(tmp_path)
    outcome = build([papers], there, cluster=cluster.address)
    assert (outcome.documents, outcome.unread) == (COUNT, ())
    assert kept(there) == kept(here)
    assert dump(there) == dump(here)
    assert build([papers], there, cluster=cluster.address).unchanged


def build_while(happens: Callable[[], object], frail: DaskCluster, papers: Path, here: Workspace, folder: Path) -> None:
    """A build during which something happens, after which nothing is lost, and nothing told twice."""
    there, told = Workspace(folder), []

    def watch(done: int, _: int, name: str) -> None:
        if name != "waiting for workers":
            told.append(name)
            if done == 2:
                happens()

    build([papers], there, cluster=frail.address, progress=watch)
    assert len(told) == len(set(told)) == COUNT
    assert kept(there) == kept(here)
    assert dump(there) == dump(here)


def test_worker_killed_in_the_middle_costs_nothing(
    frail: DaskCluster, papers: Path, here: Workspace, tmp_path: Path
) -> None:
    workers = [frail.start_worker("--no-nanny"), frail.start_worker()]
    build_while(lambda: frail.kill(workers[0]), frail, papers, here, tmp_path / "there")


def test_scheduler_that_starts_anew_costs_nothing(
    frail: DaskCluster, papers: Path, here: Workspace, tmp_path: Path
) -> None:
    frail.start_worker()

    def restart() -> None:
        frail.kill(frail.scheduler)
        frail.start_scheduler()
        frail.start_worker()

    build_while(restart, frail, papers, here, tmp_path / "there")


def test_files_at_an_address_are_fetched_by_workers(
    cluster: DaskCluster, papers: Path, here: Workspace, tmp_path: Path
) -> None:
    there = Workspace(tmp_path / "there")
    with serving(papers) as server:
        build([server.address], there, cluster=cluster.address)
        # By a worker, and a PDF once more to be kept for its pages.
        assert server.opened == {path.name: 2 if path.suffix == ".pdf" else 1 for path in papers.iterdir()}
    assert (kept(there), dump(there)) == (kept(here), dump(here))
    assert [path.name for path in there.documents_path.glob("*.pdf")] == [
        path.name for path in here.documents_path.glob("*.pdf")
    ]


def test_hostile_file_costs_itself_on_a_worker_too(
    cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRUTINY_DOCUMENT_SECONDS", "2")
    everything, papers = tmp_path / "everything", tmp_path / "papers"
    everything.mkdir()
    papers.mkdir()
    make_hostile(everything)
    for name in ("spaces-first.txt", "locked.docx"):
        shutil.copy(everything / name, papers)
    shutil.copy(REPORTS / TEXT, papers)
    outcome = build([papers], Workspace(tmp_path / "there"), cluster=cluster.address)
    assert (outcome.documents, outcome.unread) == (
        1,
        (
            (str(papers / "locked.docx"), "is encrypted; save it without a password"),
            (
                str(papers / "spaces-first.txt"),
                "takes more than 2 seconds of a processor; leave it out, or set SCRUTINY_DOCUMENT_SECONDS higher",
            ),
        ),
    )


def test_file_that_workers_do_not_have_is_told(
    cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(REPORTS / TEXT, tmp_path)
    monkeypatch.chdir(tmp_path)
    own = f"/proc/self/cwd/{TEXT}"  # which a worker, being elsewhere, looks for elsewhere
    wrong = (
        f"{cluster.address}: on a worker {own} cannot be opened: No such file or directory: build from a folder that all "
        "machines have under this name, or from an address"
    )
    with pytest.raises(ClusterError, match=f"^{re.escape(wrong)}$"):
        build([own], Workspace(tmp_path / "there"), cluster=cluster.address)


def test_worker_with_another_version_is_told_and_nothing_of_it_kept(frail: DaskCluster, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for folder in ("graph", "ontology", "data/reference", "data/people"):
        shutil.copytree(ROOT / folder, other / folder)
    with (other / "graph" / "dates.py").open("a") as module:
        module.write("\n# Another version.\n")
    frail.start_worker(PYTHONPATH=str(other))
    there = Workspace(tmp_path / "there")
    version = re.escape(f"than this machine ({reading_version()}): install the same there, with the same extras")
    with pytest.raises(
        ClusterError, match=rf"^{frail.address}: a worker has another version of this program .* {version}$"
    ):
        build([REPORTS / TEXT], there, cluster=frail.address)
    assert sorted(path.name for path in there.documents_path.iterdir()) == ["addresses.db", "inventory.db"]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "http://127.0.0.1:9"])
def test_no_scheduler_is_told_in_one_line(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(REPORTS / TEXT), "-w", str(tmp_path), "--dask", address]) == 1
    line = f"{address}: no Dask scheduler answers there: start one (dask scheduler), or correct the address"
    assert capsys.readouterr().err == f"scrutiny: {line}\n"


def test_what_listens_and_says_nothing_is_no_scheduler(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        command = [sys.executable, "-m", "graph", "build", REPORTS / TEXT, "-w", tmp_path, "--dask", address]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    line = f"{address}: no Dask scheduler answers there: start one (dask scheduler), or correct the address"
    assert (ended.returncode, ended.stderr) == (1, f"scrutiny: {line}\n")


def test_cluster_without_workers_is_waited_for_and_then_told(
    frail: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRUTINY_CLUSTER_PATIENCE", "1")
    told: list[tuple[int, int, str]] = []
    with pytest.raises(ClusterError, match=f"^{frail.address} has had no workers for 1 seconds: start some$"):
        build(
            [REPORTS / TEXT],
            Workspace(tmp_path / "there"),
            cluster=frail.address,
            progress=lambda *now: told.append(now),
        )
    assert set(told) == {(0, 1, "waiting for workers")}


def test_scheduler_that_stays_away_is_told_and_the_next_build_goes_on(
    frail: DaskCluster, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frail.wait_for(frail.start_worker())
    monkeypatch.setenv("SCRUTINY_CLUSTER_PATIENCE", "2")
    there, there_read, here_read = Workspace(tmp_path / "there"), set[str](), set[str]()

    def watch(done: int, _: int, name: str) -> None:
        there_read.add(name)
        if done == 2:
            frail.kill(frail.scheduler)

    wrong = f"{frail.address}: the scheduler went away, and did not come back for 2 seconds"
    with pytest.raises(ClusterError, match=f"^{wrong}$"):
        build([papers], there, cluster=frail.address, progress=watch)
    build([papers], there, progress=lambda _done, _count, name: here_read.add(name))
    assert there_read | here_read == {path.name for path in papers.iterdir()}
    assert there_read & here_read == set()
    assert len(there_read) >= 2
