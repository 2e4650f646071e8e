"""Processes that answer strangers' queries, kept warm, ended when a query takes too long, and replaced.

The engine cannot be stopped from within, and some queries could take all memory; so a query runs where both can be ended
without harm to anybody else. A store in memory (in tests) has no process that could share it and answers here.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from graph import errors
from web.worker import Reply, Request, TooLarge, Unwanted, to_line

# How long a query waits for a process to be free before it is told to come again.
PATIENCE = 5.0
NO_MEMORY = "the query needs more memory than one query may have: narrow it, by LIMIT or FILTER"
ERRORS: dict[str, type[errors.QueryRejected]] = {"TooLarge": TooLarge, "Unwanted": Unwanted}


class Busy(errors.StoreUnavailable):
    """All processes for queries are at work, and stayed so while this one waited."""


class OutOfMemory(errors.StoreUnavailable):
    """The query needed more memory than a query may have, or crashed its process."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may take, and how many may run at once."""

    seconds: float
    megabytes: int
    workers: int


class Worker:
    """One process with the store of a snapshot open."""

    def __init__(self, place: Path, bounds: Bounds) -> None:
        self.bounds = bounds
        # -P keeps the folder that the service was started from off the path: it may hold another package named web.
        command = [sys.executable, "-P", "-m", "web.worker", str(place), str(bounds.seconds), str(bounds.megabytes)]
        paths = [str(Path(__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        self._end = weakref.finalize(self, _end, self.process)

    def ask(self, request: Request) -> Reply:
        """The reply to a request; QueryTimeout, with the process ended, where it takes too long."""
        late = threading.Event()
        timer = threading.Timer(self.bounds.seconds, self._stop, [late])
        timer.start()
        try:
            head, body = self._exchange(request)
        except (EOFError, OSError, ValueError) as error:
            raise self._explain(late=late.is_set()) from error
        finally:
            timer.cancel()
        return read_reply(head, body)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._end()

    @property
    def alive(self) -> bool:
        """Whether the process is there to be asked."""
        return self.process.poll() is None

    def _explain(self, *, late: bool) -> errors.StoreError:
        """Why the process gave no answer; it is ended."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=1)
        self.end()
        if late:
            return QueryLate(self.bounds.seconds)
        if self.process.returncode > 0:
            return errors.StoreUnavailable("the process that answers queries does not start: look at the store, or build again")
        return OutOfMemory(NO_MEMORY)

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def _exchange(self, request: Request) -> tuple[dict[str, object], bytes]:
        requests, replies = cast("IO[bytes]", self.process.stdin), cast("IO[bytes]", self.process.stdout)
        requests.write(to_line(request))
        requests.flush()
        line = replies.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        head: dict[str, object] = json.loads(line)
        body = replies.read(int(str(head["length"])))
        if len(body) != head["length"]:
            raise EOFError
        return head, body


class QueryLate(errors.QueryTimeout):
    """A query that was ended at its time limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the query was ended after {seconds:g} seconds: narrow it, by LIMIT, FILTER or fewer patterns")
        self.limit = f"{seconds:g} s"


class Pool:
    """The processes of one snapshot; started when first needed, ended with the pool."""

    def __init__(self, place: Path, bounds: Bounds) -> None:
        self.place = place
        self.bounds = bounds
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._lock = threading.Lock()
        self.workers: list[Worker] = []
        for _ in range(bounds.workers):
            self._idle.put(None)

    def ask(self, request: Request) -> Reply:
        """The reply of a free process; Busy where none becomes free."""
        try:
            worker = self._idle.get(timeout=PATIENCE)
        except queue.Empty as error:
            raise Busy("too many queries are running: try again in a few seconds") from error
        try:
            if worker is None or not worker.alive:
                worker = self._start()
            return worker.ask(request)
        finally:
            with self._lock:
                self.workers = [one for one in self.workers if one.alive]
            self._idle.put(worker if worker and worker.alive else None)

    def end(self) -> None:
        """End all processes, whatever they do."""
        for worker in self.workers:
            worker.end()

    def _start(self) -> Worker:
        worker = Worker(self.place, self.bounds)
        with self._lock:
            self.workers.append(worker)
        return worker


def read_reply(head: dict[str, object], body: bytes) -> Reply:
    """The reply, or the error, that came back from a process."""
    name = head.get("error")
    if name is None:
        return Reply(str(head["form"]), str(head["format"]), body)
    message = str(head.get("message"))
    if name == "MemoryError":
        raise OutOfMemory(NO_MEMORY)
    cls: type[errors.GraphError] = ERRORS[str(name)] if name in ERRORS else getattr(errors, str(name), errors.StoreError)
    if not issubclass(cls, errors.QueryRejected):
        raise cls(message)
    line, column = (cast("int | None", head.get(part)) for part in ("line", "column"))
    raise cls(message, line=line, column=column)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        # What was not sent yet cannot be sent any more.
        with suppress(OSError):
            if stream:
                stream.close()
