"""Reading many files at once: each in a worker process, so that two cores read twice as fast and a crash costs one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from graph.apart import Lost, iter_apart
from graph.errors import WorkspaceError
from graph.kept import Keeper, Kept, read_and_recognise
from graph.knowledge import reading_version
from graph.limits import read_limits
from graph.sources import Source

Progress = Callable[[int, int, str], None]


def iter_read(sources: Sequence[Source], keeper: Keeper, jobs: int | None, progress: Progress) -> Iterator[Kept]:
    """What each file says, kept as soon as it is read, in any order; `jobs` processes, as many as there are cores unless told.

    A file whose reader crashes, or takes more than the limits allow, is kept with that as the reason.
    """
    if not sources:
        return
    workers = min(jobs or os.cpu_count() or 1, len(sources))
    # Large files first: the last worker then never sits alone with the longest one.
    tasks = sorted(((source, _size(source.path)) for source in sources), key=lambda task: -task[1])
    try:
        ended = iter_apart(partial(keep, keeper.folder), tasks, workers, read_limits())
        for done, (source, lost) in enumerate(ended, 1):
            if isinstance(lost, Lost):
                keeper.keep(Kept(reading_version(), source.sha256, unread=lost.reason, limits=lost.limits), None)
            yield keeper.fetch(source.sha256)
            progress(done, len(sources), source.name)
    except OSError as error:
        raise WorkspaceError(
            f"{error.filename or keeper.folder}: cannot be written: {error.strerror or error}"
        ) from error


def keep(folder: Path, source: Source) -> bool:
    """Keep what a file says. Its builder takes it from there: all those small things as a message would keep both busy."""
    kept, text = read_and_recognise(source.path, source.sha256)
    Keeper(folder).keep(kept, text)
    return True


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it went meanwhile; its reader will say so
        return 0
