"""Reading many files at once: each in a worker process, so that two cores read twice as fast and a crash costs one file."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

from graph.kept import Kept, read_and_recognise
from graph.knowledge import reading_version
from graph.sources import Source

Progress = Callable[[int, int, str], None]
_SELDOM = 100_000  # things made before a search for cycles
_FEW = 3  # starting workers takes longer than reading so few files


def iter_read(sources: Sequence[Source], jobs: int | None, progress: Progress) -> Iterator[tuple[Kept, bytes | None]]:
    """What each file says, as soon as it is read, in any order; `jobs` processes, as many as there are cores unless told."""
    workers = min(jobs or os.cpu_count() or 1, len(sources))
    if workers <= 1 or len(sources) <= _FEW:
        for done, source in enumerate(sources, 1):
            yield read_and_recognise(source.path, source.sha256)
            progress(done, len(sources), source.name)
        return
    yield from _iter_parallel(sources, workers, progress)


def _iter_parallel(sources: Sequence[Source], workers: int, progress: Progress) -> Iterator[tuple[Kept, bytes | None]]:
    done, crashed = 0, []
    with _pool(workers) as pool, _cancelled_on_error(pool):
        # Large files first: the last worker then never sits alone with the longest one.
        ordered = sorted(sources, key=lambda source: -source.path.stat().st_size)
        futures = {pool.submit(read_and_recognise, source.path, source.sha256): source for source in ordered}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                crashed.append(futures[future])
                continue
            done += 1
            progress(done, len(sources), futures[future].name)
    for source in crashed:
        yield _read_alone(source)
        done += 1
        progress(done, len(sources), source.name)


@contextmanager
def _cancelled_on_error(pool: ProcessPoolExecutor) -> Iterator[None]:
    """Lets go of what waits in the pool when its user stops: a pool that is left otherwise works its queue off first."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _read_alone(source: Source) -> tuple[Kept, bytes | None]:
    """What a file says, read in a process of its own: after a crash nobody knows which file it was."""
    with _pool(1) as pool:
        try:
            return pool.submit(read_and_recognise, source.path, source.sha256).result()
        except BrokenProcessPool:
            return Kept(
                reading_version(), source.sha256, unread="its reader crashed; the file may be damaged or hostile"
            ), None


def _pool(workers: int) -> ProcessPoolExecutor:
    # "spawn": a fork would copy the threads of whoever calls, a progress bar's among them, in an unknown state.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)


def _start_worker() -> None:
    """Have this worker search for cycles seldom, and end when the build that it reads for is killed.

    A page is many thousands of small things that go as they came; nobody else would tell a worker that its build is gone.
    """
    gc.set_threshold(_SELDOM, 50, 100)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
