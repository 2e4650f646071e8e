"""One process for queries, spoken to over a channel: asked, waited for, slowed down when it takes long, and ended.

What the process itself does is told in `web.worker`. Here is its time limit, and whether anybody still waits for its answer.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import threading
import weakref
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from graph import errors
from web.turns import LONG_SECONDS
from web.worker import INLINE, RETIRED, Reply, Request, TooLarge, Unwanted, from_request

# How long a process may take to open the store: far longer than any does.
START_SECONDS = 30.0
# What tells that the other side of a connection is gone; 0 where the system cannot tell.
GONE = getattr(select, "POLLRDHUP", 0)
HEAD = 65_536
END_MILLISECONDS = 1000
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
