"""Processes that answer queries: shared, ended, replaced."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import QueryRejected, QueryTimeout, StoreUnavailable
from tests.web.serving import find_children, is_running, wait_until
from web.channel import Bounds, OutOfMemory, Worker
from web.pool import Pool
from web.turns import Busy
from web.worker import Request

ASK = Request("ASK { ?s ?p ?o }", "json", "turtle")
ENDLESS = Request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "json", "turtle")
DOUBLING = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(45))
SECOND = Request(
    """SELECT (COUNT(*) AS ?n) {
      { SELECT ?a { ?a ?b ?c } LIMIT 3000 } { SELECT ?d { ?d ?e ?f } LIMIT 1000 } { SELECT ?g { ?g ?h ?i } LIMIT 12 }
    }""",
    "csv",
    None,
)
"""Takes a second or two."""
STRING_BOMB = f'SELECT (STRLEN(?x45) AS ?n) {{ BIND("0123456789" AS ?x0) {DOUBLING} }}'


@pytest.fixture
def pool(small: Path) -> Iterator[Pool]:
    pool = Pool(small / "current" / "store", Bounds(seconds=2, megabytes=1024, workers=1))
    yield pool
    pool.end()


def find_process(pool: Pool) -> int:
    [worker] = pool.workers
    assert worker.process
    return worker.process


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
    wait_until(lambda: not is_running(first))
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
    process = find_process(pool)
    began = time.monotonic()
    with pytest.raises(QueryTimeout):
        pool.ask(ENDLESS)
    assert 1.9 < time.monotonic() - began < 3
    wait_until(lambda: not is_running(process))
    assert pool.ask(ASK).form == "truth"
    assert find_process(pool) != process


def test_query_after_a_long_one_has_a_process_of_the_usual_standing(small: Path) -> None:
    pool = Pool(small / "current" / "store", Bounds(seconds=60, megabytes=1024, workers=1))
    pool.ask(ASK)
    usual = os.getpriority(os.PRIO_PROCESS, find_process(pool))
    pool.ask(SECOND)
    pool.ask(ASK)
    assert os.getpriority(os.PRIO_PROCESS, find_process(pool)) == usual
    pool.end()


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


def test_query_that_makes_way_for_others_is_answered_all_the_same(small: Path) -> None:
    pool = Pool(small / "current" / "store", Bounds(seconds=20, megabytes=1024, workers=2))
    pool.ask(ASK)
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda name=name: answers.append(pool.ask(SECOND, None, name).read(100)))
        for name in ("one", "two")
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    assert pool.ask(ASK, None, "three").form == "truth"
    assert not answers
    for thread in threads:
        thread.join()
    assert answers == [b"n\r\n36000000\r\n"] * 2
    pool.end()


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
    process = find_process(pool)
    del pool
    wait_until(lambda: not is_running(process))


def open_held(small: Path) -> Pool:
    pool = Pool(small / "current" / "store", Bounds(seconds=20, megabytes=512, workers=2, held_megabytes=100))
    wait_until(lambda: pool.ask(ASK) and pool.held)
    return pool


def test_store_that_fits_is_held_in_memory_and_answers_the_same(small: Path, pool: Pool) -> None:
    held = open_held(small)
    every = Request("SELECT ?s ?o { ?s a ?o FILTER(ISIRI(?s)) }", "csv", None)
    rows = [sorted(one.ask(every).read(10**7).splitlines()) for one in (held, pool)]
    assert rows[0] == rows[1]
    assert (held.held, held.isolated, pool.held) == (True, True, False)
    held.end()


def test_process_shares_the_store_until_a_query_reads_it(small: Path) -> None:
    pool = Pool(small / "current" / "store", Bounds(seconds=20, megabytes=512, workers=1, held_megabytes=100))
    wait_until(lambda: pool.ask(ASK) and pool.held)
    newborn = Worker(pool._starter.start(), pool.bounds)
    newborn.meet()
    assert newborn.process
    shared = find_own_kilobytes(newborn.process)
    newborn.ask(Request("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "json", None))
    # The engine writes to what it reads: what was counted, a process has for itself from then on.
    assert find_own_kilobytes(newborn.process) > shared + 2000
    newborn.end()
    pool.end()


def find_own_kilobytes(process: int) -> int:
    told = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(told.partition("Private_Dirty:")[2].split()[0])


def test_process_with_the_store_in_memory_is_ended_and_replaced_like_others(small: Path) -> None:
    pool = open_held(small)
    with pytest.raises(QueryTimeout):
        pool.ask(replace(ENDLESS, seconds=0.5))
    with pytest.raises(OutOfMemory):
        pool.ask(Request(STRING_BOMB, "json", None))
    assert (pool.ask(ASK).form, pool.held, len(pool.workers)) == ("truth", True, 2)
    pool.end()


def test_pools_of_one_service_share_their_nursery(small: Path) -> None:
    before = set(find_nurseries())
    bounds = Bounds(seconds=2, megabytes=1024, workers=1)
    pools = [Pool(small / "current" / "store", bounds, secret) for secret in ("one", "one", "two")]
    for pool in pools:
        pool.ask(ASK)
    assert len(set(find_nurseries()) - before) == 2
    for pool in pools:
        pool.end()
    wait_until(lambda: not set(find_nurseries()) - before)


def find_nurseries() -> list[int]:
    return [process for process in find_children(os.getpid()) if "web.nursery" in read_command(process)]


def read_command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:  # it has just ended
        return ""


def test_nursery_that_died_is_replaced(small: Path) -> None:
    pool = open_held(small)
    before = set(find_nurseries())
    for nursery in before:
        os.kill(nursery, signal.SIGKILL)

    def answers_from_memory() -> object:
        with suppress(StoreUnavailable):  # it may be asked just as the processes end with their nursery
            pool.ask(ASK)
        return set(find_nurseries()) - before and pool.held

    wait_until(answers_from_memory)
    assert pool.ask(ASK).form == "truth"
    pool.end()


def test_next_pool_of_a_service_has_the_spare_nursery(small: Path) -> None:
    before, bounds = set(find_nurseries()), Bounds(seconds=2, megabytes=1024, workers=1)
    first, second = (Pool(small / place / "store", bounds, "heirs") for place in ("current", "snapshots/../current"))
    first.get_ready(20)
    both = set(find_nurseries()) - before
    assert [len(read_command(process).split("\0")) for process in sorted(both)] == [6, 5]  # one knows of its snapshot
    assert second.ask(ASK).form == "truth"
    assert set(find_nurseries()) - before == both
    first.end()
    assert second.ask(ASK).form == "truth"
    second.end()
    wait_until(lambda: not set(find_nurseries()) - before)
