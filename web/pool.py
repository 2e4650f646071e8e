"""Processes that answer strangers' queries, kept warm, ended when a query takes too long or its client goes, and replaced.

The engine cannot be stopped from within, and some queries could take all memory; so a query runs where both can be ended
without harm to anybody else. A store in memory (in tests) has no process that could share it and answers here.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from graph import errors
from web.nursery import Settings
from web.starting import Starter
from web.turns import LONG_SECONDS, LOOK_SECONDS, Busy, Ousted, Turn, Turns
from web.worker import INLINE, RETIRED, Reply, Request, TooLarge, Unwanted, from_request

__all__ = ["Bounds", "Busy", "ClientGone", "OutOfMemory", "Pool", "QueryLate"]

# Seconds before a process is started anew where one did not start: a nursery gives way to another in less.
RETRIES = (0.0, 0.1, 0.5)
# How long a query waits for a process to be free before it is told to come again.
PATIENCE = 5.0
# How long one waits that had begun and gave way to others, which its client knows nothing of.
LASTING_PATIENCE = 15.0
# How long a process may take to open the store: far longer than any does.
START_SECONDS = 30.0
# What tells that the other side of a connection is gone; 0 where the system cannot tell.
GONE = getattr(select, "POLLRDHUP", 0)
HEAD = 65_536
END_MILLISECONDS = 1000
READY = Request("ASK {}", "json", None)
SLOW = 10
"""The standing of a process that works at a long query: behind all others, and yet with a tenth of a busy processor, since its
time limit runs by the clock."""
ERRORS: dict[str, type[errors.QueryRejected]] = {"TooLarge": TooLarge, "Unwanted": Unwanted}


class NotStarted(errors.StoreUnavailable):
    """A process ended before it could be asked anything."""

    def __init__(self) -> None:
        super().__init__("the process that answers queries does not start: look at the store, or build again")


class OutOfMemory(errors.StoreUnavailable):
    """The query needed more memory than a query may have, or crashed its process."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            f"the query needs more memory than the {megabytes} MB it may have: narrow it, by LIMIT or FILTER"
        )
        self.limit = f"{megabytes} MB"


class QueryLate(errors.QueryTimeout):
    """A query that was ended at its time limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the query was ended after {seconds:g} seconds: narrow it, by LIMIT, FILTER or fewer patterns"
        )
        self.limit = f"{seconds:g} s"


class GaveWay(Exception):
    """The query took longer than a moment in the place that is for a moment, and others waited: it begins anew in another."""


class ClientGone(errors.StoreUnavailable):
    """Nobody waits for the answer any more, so the query was ended."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may take, how many may run at once, the addresses that queries may call by SERVICE, and the megabytes
    up to which a store is held in memory.
    """

    seconds: float
    megabytes: int
    workers: int
    services: frozenset[str] = frozenset()
    held_megabytes: int = 0


class Worker:
    """One process with the store of a snapshot open, spoken to over a channel."""

    def __init__(self, channel: socket.socket, bounds: Bounds) -> None:
        self.bounds = bounds
        self.channel = channel
        self.isolated: bool | None = None
        self.held = False
        self.slowed, self.usual = False, 0
        self.process: int | None = None
        self._handles: list[int] = []
        self._hold = threading.Lock()
        self._end = weakref.finalize(self, _end, channel, self._handles, self._hold)

    def meet(self) -> None:
        """Learn what the process says of itself, once it is there, and get hold of it; NotStarted where it ended before."""
        if self.isolated is not None:
            return
        try:
            self._wait(START_SECONDS, None)
            said, _, files = self._receive_head()
            self._handles += files
            self.process = cast("int", said["process"])
            self.held, self.isolated = bool(said["held"]), bool(said["isolated"])
        except (EOFError, OSError, ValueError, KeyError) as error:
            self.end()
            raise NotStarted from error

    def ask(self, request: Request, client: socket.socket | None = None) -> Reply:
        """The reply of the process, which was met, to a request; QueryLate where it takes too long, ClientGone where its client
        goes: the process is ended.
        """
        try:
            self.channel.sendall(from_request(request))
        except (EOFError, OSError, ValueError, KeyError) as error:
            self.end()
            raise NotStarted from error
        try:
            self._wait(min(request.seconds, self.bounds.seconds), client)
            self._speed_up()
            return self._receive()
        except (EOFError, OSError, ValueError, KeyError) as error:
            self.end()
            raise OutOfMemory(self.bounds.megabytes) from error

    def end(self) -> None:
        """End the process, whatever it does."""
        self._end()

    def kill(self) -> None:
        """End the process from a thread that does not speak to it: the one that does notices."""
        with self._hold:  # or a handle that was just closed could be that of another process by now
            for handle in self._handles:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(handle, signal.SIGKILL)

    @property
    def alive(self) -> bool:
        """Whether the process is there to be asked; one that never was asked counts as there."""
        if self.isolated is None or not self._end.alive:
            return self._end.alive
        heard = select.poll()
        heard.register(self.channel, select.POLLIN)
        return not heard.poll(0)  # it says nothing unasked: what can be read is its end

    def _wait(self, seconds: float, client: socket.socket | None) -> None:
        """Return once the process says something; one that takes long lets all others go first from then on."""
        poller = select.poll()
        poller.register(self.channel, select.POLLIN)
        if client is not None and GONE:
            poller.register(client, GONE)
        ready = poller.poll(min(seconds, LONG_SECONDS) * 1000)
        if not ready and seconds > LONG_SECONDS:
            self._slow_down()
            ready = poller.poll((seconds - LONG_SECONDS) * 1000)
        if any(place == self.channel.fileno() for place, _ in ready):
            return
        self.end()
        raise ClientGone("the client went away") if ready else QueryLate(seconds)

    def _slow_down(self) -> None:
        if self.process is not None:
            self.slowed = True
            with suppress(OSError):
                self.usual = os.getpriority(os.PRIO_PROCESS, self.process)
                os.setpriority(os.PRIO_PROCESS, self.process, max(SLOW, self.usual))

    def _speed_up(self) -> None:
        """Give a process its standing back, with all that it has at hand; where the system forbids that, another takes its place."""
        if self.slowed and self.process is not None:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process, self.usual)
                self.slowed = False

    def _receive(self) -> Reply:
        head, rest, files = self._receive_head()
        if "error" in head:
            raise to_error(head, self.bounds)
        form, wanted, length = str(head["form"]), str(head["format"]), cast("int", head["length"])
        zipped = bool(head["zipped"])
        if not head["inline"]:
            return Reply(form, wanted, os.fdopen(files[0], "rb"), length, zipped)
        parts, missing = [rest], length - len(rest)
        while missing > 0:
            parts.append(self._read(min(missing, INLINE)))
            missing -= len(parts[-1])
        return Reply(form, wanted, b"".join(parts), length, zipped)

    def _receive_head(self) -> tuple[dict[str, object], bytes, list[int]]:
        """What the process says first, what came along of the answer, and the files that it handed over."""
        received, files, _, _ = socket.recv_fds(self.channel, HEAD, 1)
        while received and b"\n" not in received:
            received += self._read(HEAD)
        line, end, rest = received.partition(b"\n")
        if not end:
            raise EOFError
        return json.loads(line), rest, files

    def _read(self, most: int) -> bytes:
        found = self.channel.recv(most)
        if not found:
            raise EOFError
        return found


class Pool:
    """The processes of one snapshot; started at the first query, replaced as they die, ended with the pool."""

    def __init__(self, place: Path | str, bounds: Bounds, service: str = "") -> None:
        self.bounds = bounds
        settings = Settings(str(place), bounds.megabytes, tuple(sorted(bounds.services)), bounds.held_megabytes)
        self._starter = Starter(settings, service)
        self._turns = Turns(bounds.workers)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self.workers: list[Worker] = []

    def ask(self, request: Request, client: socket.socket | None = None, name: str = "") -> Reply:
        """The reply of a free process to the client of that name.

        :raise Busy: where none becomes free; :raise Ousted: where it takes long while others wait.
        """
        try:
            return self._ask_in_turn(self._turns.take(name, PATIENCE), request, client)
        except GaveWay:
            return self._ask_in_turn(self._turns.take(name, LASTING_PATIENCE, stays=True), request, client)

    def _ask_in_turn(self, turn: Turn, request: Request, client: socket.socket | None) -> Reply:
        """The reply to a query that has a place, which it gives back.

        :raise GaveWay: where it lost the last place; :raise Ousted: where it lost another.
        """
        try:
            for pause in RETRIES:
                try:
                    return self._ask(turn, request, client)
                except NotStarted:  # it may have ended with the nursery that bore it, and those that wait as well
                    self._drop_idle()
                    time.sleep(pause)
            return self._ask(turn, request, client)
        except OutOfMemory as error:
            if not turn.ousted:
                raise
            if turn.passing:
                raise GaveWay from error
            raise Ousted("the query was ended for others who wait: try again in a few seconds, or narrow it") from error
        finally:
            self._turns.give_back(turn)

    def meet(self) -> None:
        """Start the processes, and return once one of them answers."""
        self.ask(READY)

    def get_ready(self, seconds: float, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Start the processes, and return once they have at hand all that they come to have, after so many seconds, or when
        that is wanted no more.
        """
        until = time.monotonic() + seconds
        self.meet()
        while not self._starter.ready and time.monotonic() < until and is_wanted():
            time.sleep(LOOK_SECONDS)
        self._drop_idle()  # those that were born before the store was in memory
        self.meet()
        self._starter.keep_spare()

    def _ask(self, turn: Turn, request: Request, client: socket.socket | None) -> Reply:
        worker = self._take()
        try:
            worker.meet()
            turn.begin(worker.kill)
            return worker.ask(request, client)
        finally:
            turn.end = None
            self._return(worker)

    def _take(self) -> Worker:
        """A process that waits: the one that was at work last."""
        with self._lock:
            while True:
                self._fill()
                worker = self._idle.pop()
                if self._serves(worker):
                    return worker
                self._drop(worker)

    def _return(self, worker: Worker) -> None:
        with self._lock:
            if self._serves(worker):
                self._idle.append(worker)
            else:
                self._drop(worker)
                self._fill()

    def _serves(self, worker: Worker) -> bool:
        """Whether a process is to be asked again: it is alive, as fast as others, and has the store in memory if that is to
        be had.
        """
        return worker.alive and not worker.slowed and (worker.held or not self._starter.warm or worker.isolated is None)

    def _drop(self, worker: Worker) -> None:
        worker.end()
        self.workers.remove(worker)

    def _drop_idle(self) -> None:
        with self._lock:
            while self._idle:
                self._drop(self._idle.pop())

    def _fill(self) -> None:
        """Start as many processes as there may be, before anybody waits for them."""
        while len(self.workers) < self.bounds.workers:
            worker = Worker(self._starter.start(), self.bounds)
            self.workers.append(worker)
            self._idle.insert(0, worker)

    @property
    def isolated(self) -> bool | None:
        """Whether the processes are without a network; None where none has started yet."""
        return self._all("isolated")

    @property
    def held(self) -> bool | None:
        """Whether the processes have the store in memory; None where none has started yet."""
        return self._all("held")

    def _all(self, quality: str) -> bool | None:
        said = [bool(getattr(worker, quality)) for worker in self.workers if worker.isolated is not None]
        return all(said) if said else None

    def end(self) -> None:
        """End all processes, whatever they do."""
        for worker in self.workers:
            worker.end()
        self._starter.end()


def to_error(head: dict[str, object], bounds: Bounds) -> errors.GraphError:
    """The error that came back from a process."""
    name, message = str(head["error"]), str(head.get("message"))
    if name == "MemoryError":
        return OutOfMemory(bounds.megabytes)
    if name == RETIRED:
        return NotStarted()
    cls: type[errors.GraphError] = ERRORS[name] if name in ERRORS else getattr(errors, name, errors.StoreError)
    if not issubclass(cls, errors.QueryRejected):
        return cls(message)
    line, column = (cast("int | None", head.get(part)) for part in ("line", "column"))
    return cls(message, line=line, column=column)


def _end(channel: socket.socket, handles: list[int], hold: threading.Lock) -> None:
    """End the process at the other side of a channel, and return once it has ended."""
    with hold:
        mine = handles.copy()
        handles.clear()
    for handle in mine:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        ended.poll(END_MILLISECONDS)
        os.close(handle)
    channel.close()  # one that is not there yet finds it closed, and ends
