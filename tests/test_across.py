"""Work across a cluster: what ends a worker, or fails on it, is told; the rest is done."""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.across import iter_across
from graph.errors import ClusterError
from tests.dask_cluster import DaskCluster


def work(kind: str) -> str:
    """Does to its worker what the kind says."""
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "fail":
        raise ValueError("the work itself is wrong")
    return f"{kind} done"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The scheduler of a worker that starts anew, which gives up a task that ended it once."""
    folder = tmp_path_factory.mktemp("cluster")
    with DaskCluster(folder, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as cluster:
        cluster.start_worker()
        yield cluster.address


def run(address: str, kinds: list[str]) -> list[tuple[str, str | None]]:
    """What became of work of these kinds."""
    return sorted(iter_across(work, kinds, address, 60, lambda: None))


def test_each_task_is_told_once_with_its_result(address: str) -> None:
    kinds = [f"task {number:02}" for number in range(40)]
    assert run(address, kinds) == [(kind, f"{kind} done") for kind in kinds]


def test_task_that_ends_its_worker_costs_itself_alone(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    told = dict(run(address, ["a", "kill", "b"]))
    assert told["kill"] is None
    # What waited beside it on the same worker may be taken for the fault too.
    assert {told["a"], told["b"]} <= {"a done", "b done", None}
    assert capfd.readouterr().err == ""


def test_program_that_is_not_there_is_told(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "known_here.py").write_text("def work(kind):\n    return kind\n")
    monkeypatch.syspath_prepend(tmp_path)
    work_here = importlib.import_module("known_here").work
    wrong = "the scheduler or a worker has not this program, or another version of it: install the same there"
    with pytest.raises(ClusterError, match=f"^{address}: {wrong}$"):
        list(iter_across(work_here, ["a"], address, 60, lambda: None))


def test_work_that_fails_on_every_worker_is_an_error(address: str) -> None:
    with pytest.raises(ClusterError, match=f"^{address}: a worker fails: the work itself is wrong$"):
        run(address, ["a", "fail"])
