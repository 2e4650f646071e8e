"""Work on files in processes apart: one that crashes, hangs or fills its memory costs its own file alone.

The kernel keeps the limits, so that no code of a library, in whatever language, can overrun them: it ends the process, and the
next file gets another one. Processes are copies of one that has loaded what all need, and so start in no time.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from multiprocessing.context import ForkServerContext
from multiprocessing.forkserver import ensure_running
from typing import Generic, NamedTuple, TypeVar

from pebble import ProcessExpired, ProcessPool

from graph.limits import MEGABYTES, SECONDS, Limits
from graph.workers import start_worker

Task = TypeVar("Task")
Result = TypeVar("Result")

LOADED = ("graph.reading", "graph.read.pdf", "graph.read.docx", "graph.read.html", "graph.warm")
"""What the process that is copied loads."""

_PATIENCE = 30 * 60
"""Seconds on the clock, for what waits without working; words in scans are recognised elsewhere, for up to twenty minutes."""

_FULL = 77  # the exit status of a process whose memory was not enough
_FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM, None)


class Lost(NamedTuple):
    """Why the work on a file came to no end, and the limits that it had."""

    reason: str
    limits: str


def prepare() -> None:
    """Have the process that is copied start, and load what it needs beside whatever is done before the first task."""
    _choose_context()
    ensure_running()


def iter_apart(
    work: Callable[[Task], Result], tasks: Sequence[tuple[Task, int]], workers: int, limits: Limits
) -> Iterator[tuple[Task, Result | Lost]]:
    """Each task with what the work on it gave, or why there is nothing, in the order in which they end.

    The work begins at once, and goes on while nobody asks; what is let go of ends it. A task comes with the size of its file. What
    was ended from outside, for want of memory perhaps, is tried once more, with nothing beside it. An error that the work itself
    raises is raised by who asks.
    """
    return _iter_judged(work, _begin(work, tasks, workers, limits), limits) if tasks else iter(())


class Apart:
    """A process apart that stays for the next task: for one thread, whose work comes piece by piece."""

    def __init__(self, limits: Limits) -> None:
        # A daemon of multiprocessing may have no processes, since they would outlive it; these end with it all the same.
        multiprocessing.current_process().daemon = False
        self.limits = limits
        self._pool = _make_pool(1, limits)

    def run(self, work: Callable[[Task], Result], task: Task, size: int) -> Result | Lost:
        """What the work on a task gave, or why there is nothing; tried once more where its process was ended from outside."""
        status, result = self._try(work, task, size)
        if status in _FROM_OUTSIDE:
            status, result = self._try(work, task, size)
        return _judge(size, status, result, self.limits)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _try(self, work: Callable[[Task], Result], task: Task, size: int) -> tuple[int | None, Result | None]:
        if not self._pool.active:  # what broke a pool may have been its process alone
            self.close()
            self._pool = _make_pool(1, self.limits)
        return _end(_schedule(self._pool, work, task, size, self.limits))


class _Begun(NamedTuple, Generic[Task, Result]):
    """What is under way of tasks with the sizes of their files, and the pool that is at work until it is closed or let go of."""

    futures: dict[Future[Result], tuple[Task, int]]
    pool: ExitStack


def _begin(
    work: Callable[[Task], Result], tasks: Sequence[tuple[Task, int]], workers: int, limits: Limits
) -> _Begun[Task, Result]:
    stack = ExitStack()
    pool = stack.enter_context(_pool(workers, limits))
    return _Begun({_schedule(pool, work, task, size, limits): (task, size) for task, size in tasks}, stack)


def _iter_judged(
    work: Callable[[Task], Result], begun: _Begun[Task, Result], limits: Limits
) -> Iterator[tuple[Task, Result | Lost]]:
    again = []
    for task, size, status, result in _iter_ended(begun):
        if status in _FROM_OUTSIDE:
            again.append((task, size))
        else:
            yield task, _judge(size, status, result, limits)
    for one in again:
        for task, size, status, result in _iter_ended(_begin(work, [one], 1, limits)):
            yield task, _judge(size, status, result, limits)


def _iter_ended(begun: _Begun[Task, Result]) -> Iterator[tuple[Task, int, int | None, Result | None]]:
    """Each task with its size, the exit status of its process, and what it gave."""
    with begun.pool:
        for future in as_completed(begun.futures):
            task, size = begun.futures.pop(future)
            yield task, size, *_end(future)


def _schedule(
    pool: ProcessPool, work: Callable[[Task], Result], task: Task, size: int, limits: Limits
) -> Future[Result]:
    return pool.schedule(_within, (limits.seconds_for(size), work, task), timeout=2 * _PATIENCE)


def _end(future: Future[Result]) -> tuple[int | None, Result | None]:
    """The exit status of a task's process (0 where that lives on; None where nobody knows), and what it gave."""
    try:
        return 0, future.result()
    except ProcessExpired as error:
        return error.exitcode, None
    except (BrokenProcessPool, TimeoutError):
        # All workers ended at once, or the clock jumped: the fault may be any other task's.
        return None, None


@contextmanager
def _pool(workers: int, limits: Limits) -> Iterator[ProcessPool]:
    with _make_pool(workers, limits) as pool:
        try:
            yield pool
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _make_pool(workers: int, limits: Limits) -> ProcessPool:
    return ProcessPool(workers, initializer=_start, initargs=(limits.megabytes,), context=_choose_context())


def _choose_context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    return context


def _start(megabytes: int) -> None:
    start_worker()
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a library prints in its last moment is no line for people; the reason is told by who waits for the process.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _within(seconds: int, work: Callable[[Task], Result], task: Task) -> Result:
    """What the work gives; its process ends where it takes longer, or more memory than there is for it."""
    # Timers, and not limits: these end with the process, and what it starts to recognise words in a scan has its own.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(_PATIENCE)
    try:
        return work(task)
    except MemoryError:
        os._exit(_FULL)
    except OSError as error:
        if error.errno == errno.ENOMEM:
            os._exit(_FULL)
        raise
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)


def _judge(size: int, status: int | None, result: Result | None, limits: Limits) -> Result | Lost:
    if status == 0 and result is not None:
        return result
    if status == -signal.SIGPROF:
        reason = (
            f"takes more than {limits.seconds_for(size)} seconds of a processor; leave it out, or set {SECONDS} higher"
        )
    elif status == _FULL:
        reason = f"takes more than {limits.megabytes:,} MB of memory; leave it out, or set {MEGABYTES} higher"
    elif status == -signal.SIGALRM:
        reason = f"cannot be read within {_PATIENCE // 60} minutes; leave it out"
    else:
        reason = "its reader crashed; the file may be damaged or hostile"
    return Lost(reason, str(limits))
