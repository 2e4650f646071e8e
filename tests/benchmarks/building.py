"""How long a build takes beside the bare text of the same PDFs, in one run, and how that grows.

usage: python -m tests.benchmarks.building PATH... [--times 10]

The bare time is what pypdfium2 alone needs to give the text of all pages: in one process, and in as many as there are cores.
Builds are the command as a user gives it, from its start to its end. The first one starts in an empty workspace and lacks one
report; the next finds nothing new; the one after it finds that report, which counts until a server over the workspace, as
`scrutiny serve` runs it, tells of the new snapshot. With `--times` the same is done in worlds so many times
as large, in which all but that report is read already (`tests/benchmarks/growing.py`). Seconds are those of the clock, then those
of processors, and memory is the most that all processes of a build had together, what they share counted once; other work on the
machine slows a build, which needs all cores, more than the bare reading in one process.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import select
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil
import pypdfium2

from tests.benchmarks.growing import ROOT, World
from tests.benchmarks.pages import serving
from tests.benchmarks.peers import Peer, get, wait_until_idle
from tests.benchmarks.printing import Figure, print_figures

_GLANCE = 0.1  # seconds
_PATIENCE = 600  # seconds
_REST = 20  # times what a glance took: of large processes it takes long, and holds them up
NOTHING_NEW, ONE_NEW, FIRST = 1.0, 5.0, 1.5
"""The goals: seconds, seconds, and times the bare text in as many processes."""


class Cost(NamedTuple):
    """The seconds on the clock and of processors that something took, and the most megabytes that its processes had together."""

    seconds: float
    processors: float
    megabytes: float

    def __str__(self) -> str:
        size = f", {self.megabytes:,.0f} MB" if self.megabytes else ""
        return f"{self.seconds:.2f} s ({self.processors:.1f} s of processors{size})"


def read_bare(path: Path) -> int:
    """The number of characters that pypdfium2 finds in a PDF; 0 where it is none."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def read_all(files: list[Path]) -> None:
    """Read all files in this process."""
    for path in files:
        read_bare(path)


def read_apart(files: list[Path]) -> None:
    """Read all files in as many processes as there are cores."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for _ in pool.imap_unordered(read_bare, files):
            pass
        pool.close()
        pool.join()


def build(papers: list[Path], workspace: Path, tree: Path = ROOT) -> Cost:
    """Build as a user does, with the code and the registers of a source tree."""
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-P", "-m", "graph", "build", *map(str, papers), "--workspace", str(workspace)]
    began = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1), (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 2)]
        process = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
        most, pause, handle = 0, 0.0, os.pidfd_open(process)
        while not select.select([handle], [], [], pause)[0]:  # it has not ended
            glanced = time.perf_counter()
            most = max(most, weigh(process))
            pause = max(_GLANCE, _REST * (time.perf_counter() - glanced))
        took = time.perf_counter() - began
    os.close(handle)
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"the build failed: {' '.join(command)}")
    return Cost(took, used.ru_utime + used.ru_stime, most / 1e6)


def weigh(process: int) -> int:
    """The bytes of memory that a process and all that it started have, what they share counted once."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        whole = psutil.Process(process)
        for one in (whole, *whole.children(recursive=True)):
            with suppress(psutil.Error):
                total += one.memory_full_info().pss
    return total


def measure(work: Callable[[], None]) -> Cost:
    """Do the work in this process and its children."""
    began, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    used = sum(after[:4]) - sum(before[:4])
    return Cost(time.perf_counter() - began, used, 0)


def iter_figures(given: list[Path], times: list[int], folder: Path) -> Iterator[Figure]:
    """Bare readings, a first build, one with nothing new, one with a new report; then the same builds in larger worlds."""
    papers = folder / "papers"
    for number, path in enumerate(given):
        shutil.copytree(path, papers / str(number))
    files = sorted(papers.rglob("*.pdf"))
    held = max(files, key=lambda file: file.stat().st_size if file.stat().st_size < 1 << 19 else 0)
    yield Figure("bare text, one process", str(measure(lambda: read_all(files))))
    bare = measure(lambda: read_apart(files))
    yield Figure(f"bare text, {os.cpu_count()} processes", str(bare))
    apart = Path(shutil.move(held, folder / held.name))
    workspace = folder / "workspace"
    first = build([papers], workspace)
    told = f"{first.seconds / bare.seconds:.1f} times the bare text (at most {FIRST})"
    yield Figure("first build", str(first), told, first.seconds <= FIRST * bare.seconds)
    yield from iter_next([papers], workspace, apart, "", ROOT)
    for number in times:
        place = folder / str(number)
        world = World(place, number)
        world.settle(workspace / "documents", number)
        documents = sum(1 for _ in world.papers.iterdir())
        label = f", {documents:,} documents"
        yield Figure("all but reading" + label, str(build([world.papers], world.workspace, world.tree)))
        yield from iter_next([world.papers], world.workspace, apart, label, world.tree)
        shutil.rmtree(place)


def iter_next(papers: list[Path], workspace: Path, new: Path, label: str, tree: Path) -> Iterator[Figure]:
    """The builds after a first one: with nothing new, and with one new report."""
    nothing = build(papers, workspace, tree)
    yield Figure("nothing new" + label, str(nothing), f"at most {NOTHING_NEW:g} s", nothing.seconds <= NOTHING_NEW)
    with serving(workspace, PYTHONPATH=str(tree)) as server, ThreadPoolExecutor(1) as beside:
        wait_until_idle(server.process)
        shutil.copy(new, papers[0])
        waiting = beside.submit(wait_until_served, server, (workspace / "current").readlink().name)
        one = build(papers, workspace, tree)
        served = waiting.result()
    told = f"served after {served:.2f} s (at most {ONE_NEW:g} s)"
    yield Figure("one new report" + label, str(one), told, served <= ONE_NEW)


def wait_until_served(server: Peer, before: str) -> float:
    """The seconds until a server tells of another snapshot than that of before."""
    began = time.perf_counter()
    while before in get(server.port, "/healthz").decode():
        if time.perf_counter() - began > _PATIENCE:
            raise SystemExit(f"the server goes on with {before}")
        time.sleep(_GLANCE)
    return time.perf_counter() - began


def main() -> int:
    """Print the figures, each as soon as it is there."""
    parser = argparse.ArgumentParser(description="Times builds beside the bare text of the same PDFs.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--times", nargs="*", type=int, default=[], metavar="N", help="worlds so many times as large")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = iter_figures(arguments.paths, arguments.times, Path(folder))
        return 0 if print_figures("Building", figures) else 1


if __name__ == "__main__":
    sys.exit(main())
