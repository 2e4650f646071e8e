"""Processes that answer queries: shared, ended, replaced."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import QueryRejected, QueryTimeout, StoreUnavailable
from web.pool import Bounds, Busy, OutOfMemory, Pool
from web.worker import Request

ASK = Request("ASK { ?s ?p ?o }", "json", "turtle")
ENDLESS = Request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "json", "turtle")


@pytest.fixture
def pool(small: Path) -> Iterator[Pool]:
    pool = Pool(small / "current" / "store", Bounds(seconds=2, megabytes=1024, workers=1))
    yield pool
    pool.end()


def find_process(pool: Pool) -> int:
    [worker] = pool.workers
    return worker.process.pid


def test_process_answers_one_query_after_another(pool: Pool) -> None:
    forms = [pool.ask(request).form for request in (ASK, Request("SELECT * { ?s ?p ?o } LIMIT 1", "csv", None), ASK)]
    assert (forms, len(pool.workers)) == (["truth", "rows", "truth"], 1)


def test_error_of_the_engine_comes_back_with_its_place(pool: Pool) -> None:
    with pytest.raises(QueryRejected) as caught:
        pool.ask(Request("SELECT * WHERE {\n ?s ?p }", "json", None))
    assert caught.value.line == 2
    before = find_process(pool)
    assert pool.ask(ASK).length
    assert find_process(pool) == before


def test_process_that_died_is_replaced(pool: Pool) -> None:
    pool.ask(ASK)
    first = find_process(pool)
    os.kill(first, signal.SIGKILL)
    pool.workers[0].process.wait()
    assert pool.ask(ASK).form == "truth"
    assert find_process(pool) != first


def test_process_that_is_killed_at_work_is_an_error_and_is_replaced(pool: Pool) -> None:
    pool.ask(ASK)
    timer = threading.Timer(0.3, os.kill, (find_process(pool), signal.SIGKILL))
    timer.start()
    with pytest.raises(OutOfMemory):
        pool.ask(ENDLESS)
    assert pool.ask(ASK).form == "truth"


def test_query_over_its_time_leaves_no_process_at_work(pool: Pool) -> None:
    pool.ask(ASK)
    process = pool.workers[0].process
    began = time.monotonic()
    with pytest.raises(QueryTimeout):
        pool.ask(ENDLESS)
    assert 1.9 < time.monotonic() - began < 3
    assert process.returncode == -signal.SIGKILL
    assert [worker.process.pid != process.pid for worker in pool.workers] == [True]


def test_query_that_finds_no_free_process_is_told_to_come_again(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pool.PATIENCE", 0.1)
    pool.ask(ASK)
    ends: list[type[BaseException]] = []

    def keep_busy() -> None:
        with pytest.raises(QueryTimeout) as caught:
            pool.ask(ENDLESS)
        ends.append(caught.type)

    thread = threading.Thread(target=keep_busy)
    thread.start()
    time.sleep(0.3)
    with pytest.raises(Busy):
        pool.ask(ASK)
    thread.join()
    assert len(ends) == 1
    assert pool.ask(ASK).form == "truth"


def test_process_that_does_not_start_is_told_as_such(tmp_path: Path) -> None:
    pool = Pool(tmp_path / "nothing-here", Bounds(seconds=5, megabytes=1024, workers=1))
    with pytest.raises(StoreUnavailable, match="does not start"):
        pool.ask(ASK)


def test_process_starts_from_any_folder(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "web.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    pool = Pool(small / "current" / "store", Bounds(seconds=5, megabytes=1024, workers=1))
    assert pool.ask(ASK).form == "truth"


def test_pool_that_goes_takes_its_processes_along(small: Path) -> None:
    pool = Pool(small / "current" / "store", Bounds(seconds=2, megabytes=1024, workers=1))
    pool.ask(ASK)
    process = pool.workers[0].process
    del pool
    assert process.wait(timeout=10) == -signal.SIGKILL
