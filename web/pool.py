"""Processes that answer strangers' queries, kept warm, ended when a query takes too long or its client goes, and replaced.

The engine cannot be stopped from within, and some queries could take all memory; so a query runs where both can be ended
without harm to anybody else. A store in memory (in tests) has no process that could share it and answers here.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

from web.channel import Bounds, NotStarted, OutOfMemory, Worker
from web.nursery import Settings
from web.starting import Starter
from web.turns import LOOK_SECONDS, Ousted, Turn, Turns
from web.worker import Reply, Request

# Seconds before a process is started anew where one did not start: a nursery gives way to another in less.
RETRIES = (0.0, 0.1, 0.5)
# How long a query waits for a process to be free before it is told to come again.
PATIENCE = 5.0
# How long one waits that had begun and gave way to others, which its client knows nothing of.
LASTING_PATIENCE = 15.0
READY = Request("ASK {}", "json", None)


class GaveWay(Exception):
    """The query took longer than a moment in the place that is for a moment, and others waited: it begins anew in another."""


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
