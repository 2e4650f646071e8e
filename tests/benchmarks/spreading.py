"""What reading over a Dask cluster costs beside reading in as many processes here, over the same documents in one run.

usage: python -m tests.benchmarks.spreading PATH... [--threads 2]

The scheduler and one worker, with as many threads as processes read here, are processes of this machine. What a document costs
beside being read is what those take that do not read: whoever asks, the scheduler, and the worker itself. Files with the same
bytes are one document.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import psutil

from graph.kept import Keeper
from graph.reading import iter_read
from graph.sources import Source, find_sources
from graph.spreading import iter_spread
from tests.benchmarks.printing import Figure, beside, print_figures
from tests.dask_cluster import DaskCluster


def find_documents(paths: list[Path]) -> list[Source]:
    """The files below the paths, one of each that are alike."""
    sources, _ = find_sources(paths)
    return list({source.sha256: source for source in sources}.values())


def say_nothing(_done: int, _count: int, _name: str) -> None:
    """The progress that nobody watches."""


def processor(process: psutil.Process) -> float:
    """The seconds of a processor that a process took so far."""
    taken = process.cpu_times()
    return float(taken.user + taken.system)


def iter_managing(processes: list[psutil.Process]) -> Iterator[psutil.Process]:
    """Those that do not read: all but what the servers of readers start, which are processes of processes of workers."""
    for process in processes:
        yield process
        yield from process.children()


class Measured:
    """What reading all documents took: seconds on the clock, and those of processors that did not read."""

    def __init__(self, sources: list[Source], threads: int, folder: Path) -> None:
        keeper = Keeper(folder / "kept")
        logs = folder / "cluster"
        logs.mkdir(parents=True)
        with DaskCluster(logs) as cluster:
            worker = cluster.start_worker("--nthreads", str(threads))
            cluster.wait_for(worker)
            # The first documents find no reader that is ready.
            for _ in iter_spread(sources[:threads], keeper, say_nothing, cluster=cluster.address):
                pass
            managing = list(iter_managing([psutil.Process(one.pid) for one in (cluster.scheduler, worker)]))
            before = sum(map(processor, managing))
            own, began = time.process_time(), time.perf_counter()
            for _ in iter_spread(sources, keeper, say_nothing, cluster=cluster.address):
                pass
            self.seconds = time.perf_counter() - began
            self.managing = sum(map(processor, managing)) - before + time.process_time() - own


def read_here(sources: list[Source], processes: int, folder: Path) -> float:
    """The seconds on the clock that reading takes in so many processes."""
    began = time.perf_counter()
    for _ in iter_read(sources, Keeper(folder), say_nothing, jobs=processes):
        pass
    return time.perf_counter() - began


def iter_figures(sources: list[Source], threads: int, folder: Path) -> Iterator[Figure]:
    """The figures for one thread and for several, each beside reading in as many processes here."""
    for count in sorted({1, threads}):
        place = folder / str(count)
        here = read_here(sources, count, place / "here")
        measured = Measured(sources, count, place / "there")
        what = f"{len(sources)} documents, {count} {'thread' if count == 1 else 'threads'}"
        yield beside(what, measured.seconds, f"{count} here", here, "s")
        yield Figure("beside reading, a document", f"{1000 * measured.managing / len(sources):.1f} ms of processors")
    kept = [path.read_bytes() for path in (place / "here").iterdir()]
    sent = sum(len(zlib.compress(part, 1)) for part in kept)
    yield beside(
        "sent back, a document", sent / 1024 / len(sources), "kept", sum(map(len, kept)) / 1024 / len(sources), "KB"
    )


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Times reading over a Dask cluster beside reading here.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="spreading-") as folder:
        figures = iter_figures(find_documents(asked.paths), asked.threads, Path(folder))
        return 0 if print_figures("Reading over a cluster", figures) else 1


if __name__ == "__main__":
    sys.exit(main())
