"""Work on tasks across the workers of a Dask cluster: whatever ends meanwhile, each task is done, and told once.

A worker that goes gives its tasks to others, which is Dask's doing. A scheduler that goes takes all that it knew along: it is
waited for, and what was under way is submitted anew. Dask comes with the extra `dask`, and is named here alone.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from distributed import Client, Future, KilledWorker
from distributed.comm.addressing import parse_address, parse_host_port
from distributed.comm.registry import get_backend

from graph.errors import ClusterError

Task = TypeVar("Task")
Result = TypeVar("Result")

_PORT = 8786  # where a scheduler listens unless told
_CONNECTING = 5  # seconds for a scheduler to answer: it takes milliseconds
_LOOKING = 1.0  # seconds between two looks at the cluster while nothing ends
_GIVING = 60  # seconds for the scheduler to say how many workers there are, or to pass on a result
_AHEAD = 3  # tasks under way for each thread: enough that none waits, few to do again
_TRIES = 2  # times that a task is given to another worker where one fails
_LOST = 5  # times that a result may be lost on its way
_RETURNS = 20  # times that a scheduler may come back without any task having ended


def iter_across(
    work: Callable[[Task], Result], tasks: Iterable[Task], address: str, patience: int, waiting: Callable[[], None]
) -> Iterator[tuple[Task, Result | None]]:
    """Each task with what the work on it gave, in the order in which they end; None where worker after worker ended over it.

    The work must be importable on workers. As long as there are none, `waiting` is called about each second.
    ClusterError where no scheduler answers, where it or all workers are gone for more seconds than the patience allows, and
    where a worker cannot do the work.
    """
    with _quiet():
        cluster = _Cluster(work, tasks, address, patience)
        try:
            while cluster.busy:
                cluster.look(waiting)
                yield from cluster.iter_ended()
        finally:
            cluster.close()


def _knock(address: str) -> None:
    """Raise an error where an address is none, or nobody listens there: Dask would try for a while, and leave threads that do."""
    kind, place = parse_address(address)
    get_backend(kind)
    if kind in ("tcp", "tls"):
        with socket.create_connection(parse_host_port(place, _PORT), _CONNECTING):
            pass


def _open(address: str) -> Client:
    """A client of the scheduler; TimeoutError where what listens says nothing, for which Dask itself would wait for ever."""
    opened: SimpleQueue[Client | Exception] = SimpleQueue()

    def start() -> None:
        try:
            opened.put(Client(address, timeout=_CONNECTING, set_as_default=False))
        except Exception as error:  # noqa: BLE001  # raised by who waits
            opened.put(error)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of differences between libraries, which this work does not meet
        threading.Thread(target=start, daemon=True).start()
        try:
            found = opened.get(timeout=2 * _CONNECTING)
        except Empty as error:
            raise TimeoutError(address) from error
    if isinstance(found, Exception):
        raise found
    return found


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing of what Dask tells about its own work goes to the terminal: what matters is told as an error."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]
    levels = {one: one.level for one in map(logging.getLogger, names)}
    for one in levels:
        one.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for one, level in levels.items():
            one.setLevel(level)


class _Cluster(Generic[Task, Result]):
    """Tasks that wait and tasks under way, and the connection to the scheduler."""

    def __init__(self, work: Callable[[Task], Result], tasks: Iterable[Task], address: str, patience: int) -> None:
        self._work, self._address, self._patience = work, address, patience
        self._waiting = deque((task, 0) for task in tasks)
        self._under_way: dict[Future[Result], tuple[Task, int]] = {}
        self._ended: SimpleQueue[Future[Result]] = SimpleQueue()
        self._returns, self._threads, self._looked, self._manned = 0, 0, 0.0, time.monotonic()
        self._client = self._connect()

    @property
    def busy(self) -> bool:
        """Whether there is anything left to do."""
        return bool(self._waiting or self._under_way)

    def look(self, waiting: Callable[[], None]) -> None:
        """See to it that there is a scheduler, and that each worker has something to do."""
        if self._client.status != "running" or any(future.cancelled() for future in self._under_way):
            self._return()
        elif time.monotonic() > self._looked + _LOOKING:
            self._count_threads(waiting)
        while self._waiting and len(self._under_way) < self._threads * _AHEAD:
            self._submit(*self._waiting.popleft())

    def iter_ended(self) -> Iterator[tuple[Task, Result | None]]:
        """Tasks that ended, after a second at most; no more at once than workers may have to wait for others in their place."""
        wait = _LOOKING
        with suppress(Empty):
            for _ in range(self._threads or 1):
                future = self._ended.get(timeout=wait)
                wait = 0.0
                if future in self._under_way and future.status == "lost":
                    yield from self._miss(future)
                elif future in self._under_way and not future.cancelled():
                    yield from self._take(future)

    def close(self) -> None:
        """Let go of the cluster, which then lets go of what is under way."""
        with suppress(Exception):  # a scheduler that is gone has nothing to let go of
            self._client.close(timeout=2)

    def _submit(self, task: Task, lost: int) -> None:
        key = f"scrutiny-{uuid.uuid4().hex}"
        future = self._client.submit(self._work, task, key=key, pure=False, retries=_TRIES)
        self._under_way[future] = task, lost
        future.add_done_callback(self._ended.put)

    def _take(self, future: Future[Result]) -> Iterator[tuple[Task, Result | None]]:
        """The task that ended, with its result."""
        result: Result | None = None
        try:
            result = future.result(timeout=_GIVING)
        except KilledWorker:
            pass
        except Exception as error:  # whatever the work raises, or the way here
            if future.status == "error" or not isinstance(error, OSError | CancelledError):
                raise self._explain(error) from error
            yield from self._miss(future)
            return
        self._returns = 0
        yield self._under_way.pop(future)[0], result

    def _miss(self, future: Future[Result]) -> Iterator[tuple[Task, Result | None]]:
        """Do a task again whose result was lost on its way, with a worker or with the scheduler; not for ever."""
        task, lost = self._under_way.pop(future)
        if lost < _LOST:
            self._waiting.appendleft((task, lost + 1))
        else:
            yield task, None

    def _explain(self, error: Exception) -> ClusterError:
        words = " ".join(str(error).split())[:200] or type(error).__name__
        if isinstance(error, ImportError | AttributeError) or "different environments" in words:
            lacking = "the scheduler or a worker has not this program, or another version of it: install the same there"
            return ClusterError(f"{self._address}: {lacking}")
        return ClusterError(f"{self._address}: a worker fails: {words}")

    def _count_threads(self, waiting: Callable[[], None]) -> None:
        scheduler = self._client.scheduler
        try:
            told = self._client.sync(scheduler.ncores, workers=None, callback_timeout=_GIVING) if scheduler else None
        except (OSError, CancelledError, RuntimeError):
            told = None
        if told is None:
            self._return()
            return
        self._threads, self._looked = int(sum(told.values())), time.monotonic()
        if self._threads:
            self._manned = self._looked
        elif self._looked - self._manned > self._patience:
            raise ClusterError(f"{self._address} has had no workers for {self._patience} seconds: start some")
        else:
            waiting()

    def _return(self) -> None:
        """Wait for the scheduler, and put what was under way first in the queue."""
        self._waiting.extendleft(self._under_way.values())
        self._under_way.clear()
        self.close()
        self._threads, self._looked = 0, 0.0
        self._returns += 1
        until = time.monotonic() + self._patience
        while True:
            try:
                self._client = self._connect()
            except ClusterError as error:
                if time.monotonic() > until:
                    told = (
                        f"{self._address}: the scheduler went away, and did not come back for {self._patience} seconds"
                    )
                    raise ClusterError(told) from error
                time.sleep(_LOOKING)
                continue
            if self._returns > _RETURNS:
                raise ClusterError(f"{self._address}: the scheduler goes away again and again")
            self._manned = time.monotonic()
            return

    def _connect(self) -> Client:
        try:
            _knock(self._address)
            return _open(self._address)
        except (OSError, ValueError, RuntimeError) as error:
            raise ClusterError(
                f"{self._address}: no Dask scheduler answers there: start one (dask scheduler), or correct the address"
            ) from error
