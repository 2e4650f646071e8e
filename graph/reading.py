"""Reading many files at once: each in a worker process, so that two cores read twice as fast and a crash costs one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from graph.kept import Keeper, Kept, read_and_recognise
from graph.knowledge import reading_version
from graph.sources import Source
from graph.workers import open_pool

Progress = Callable[[int, int, str], None]
_FEW = 3  # starting workers takes longer than reading so few files


def iter_read(sources: Sequence[Source], keeper: Keeper, jobs: int | None, progress: Progress) -> Iterator[Kept]:
    """What each file says, kept as soon as it is read, in any order; `jobs` processes, as many as there are cores unless told."""
    workers = min(jobs or os.cpu_count() or 1, len(sources))
    if workers <= 1 or len(sources) <= _FEW:
        for done, source in enumerate(sources, 1):
            yield _keep(keeper.folder, source)
            progress(done, len(sources), source.name)
        return
    yield from _iter_parallel(sources, keeper, workers, progress)


def _keep(folder: Path, source: Source) -> Kept:
    """What a file says, after it was kept in the folder."""
    kept, text = read_and_recognise(source.path, source.sha256)
    Keeper(folder).keep(kept, text)
    return kept


def _keep_apart(folder: Path, source: Source) -> None:
    """Keep what a file says. Its builder takes it from there: all those small things as a message would keep both busy."""
    _keep(folder, source)


def _iter_parallel(sources: Sequence[Source], keeper: Keeper, workers: int, progress: Progress) -> Iterator[Kept]:
    done, crashed = 0, []
    with open_pool(workers) as pool:
        # Large files first: the last worker then never sits alone with the longest one.
        ordered = sorted(sources, key=lambda source: -source.path.stat().st_size)
        futures = {pool.submit(_keep_apart, keeper.folder, source): source for source in ordered}
        for future in as_completed(futures):
            source = futures[future]
            try:
                future.result()
            except BrokenProcessPool:
                crashed.append(source)
                continue
            yield keeper.fetch(source.sha256)
            done += 1
            progress(done, len(sources), source.name)
    for source in crashed:
        yield _read_alone(source, keeper)
        done += 1
        progress(done, len(sources), source.name)


def _read_alone(source: Source, keeper: Keeper) -> Kept:
    """What a file says, read in a process of its own: after a crash nobody knows which file it was."""
    with open_pool(1) as pool:
        try:
            pool.submit(_keep_apart, keeper.folder, source).result()
        except BrokenProcessPool:
            reason = "its reader crashed; the file may be damaged or hostile"
            keeper.keep(Kept(reading_version(), source.sha256, unread=reason), None)
    return keeper.fetch(source.sha256)
