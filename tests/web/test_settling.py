"""What a process for queries does for itself while nobody asks: large pages of its own, and an end where memory stays taken."""

from __future__ import annotations

import json
import mmap
import re
import socket
import threading
from pathlib import Path

import pytest

from graph.store import open_memory
from tests.web.serving import wait_until
from web.channel import Bounds, NotStarted, to_error
from web.pool import Pool
from web.settling import LARGE, Settling, find_resident, iter_parts
from web.worker import Request, from_request, serve

ASK = Request("ASK { ?s ?p ?o }", "json", None)
BOUNDS = Bounds(seconds=20, megabytes=1024, workers=1, held_megabytes=500)


def find_large_pages(process: int | str) -> int:
    """The kilobytes that a process has in large pages."""
    found = re.search(r"AnonHugePages: +(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text())
    return int(found[1]) if found else 0


def can_collapse() -> bool:
    """Whether the system puts memory into large pages when told to."""
    with mmap.mmap(-1, 2 * LARGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as area:
        area.write(b"x" * 2 * LARGE)
        before, settling = find_large_pages("self"), Settling()
        while settling.left:
            settling.step()
        return find_large_pages("self") > before


def test_parts_fill_large_pages() -> None:
    with mmap.mmap(-1, 4 * LARGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS):
        parts = list(iter_parts())
    assert len(parts) >= 3
    assert {part % LARGE for part in parts} == {0}


@pytest.mark.skipif(not can_collapse(), reason="the system has no large pages to give")
def test_process_that_is_asked_comes_to_have_the_store_in_large_pages(small: Path) -> None:
    pool = Pool(small / "current" / "store", BOUNDS)
    pool.get_ready(20)
    [worker] = pool.workers
    assert worker.held
    assert worker.process
    process = worker.process
    wait_until(lambda: find_large_pages(process) > 0)
    assert pool.ask(ASK).form == "truth"
    pool.end()


def test_process_that_keeps_memory_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.worker.GROWN_MEGABYTES", -find_resident())
    ours, theirs = socket.socketpair()
    heard: list[bytes] = []

    def ask() -> None:
        ours.sendall(from_request(ASK))
        with ours.makefile("rb") as said:
            heard.extend(said)

    asking = threading.Thread(target=ask)
    asking.start()
    with open_memory() as store, theirs:
        serve(store, theirs)
    asking.join()
    ours.close()
    head, rest = json.loads(heard[0]), heard[1]
    assert head["form"] == "truth"
    assert isinstance(to_error(json.loads(rest[head["length"] :]), BOUNDS), NotStarted)
