"""Whose turn it is: which query gets one of the places that there are, so that those who ask much leave room for the others.

Seconds that queries took are owed by their client, and forgiven little by little. Who owes least goes first, and who owes
much never has the last place.
Where all places are taken by queries that run long already, somebody who owes nothing gets the place of the longest.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from graph.errors import StoreUnavailable

FREE_SECONDS = 0.1
"""What a query may take that is not owed: nearly all do."""
LONG_SECONDS = 1.0
"""From when on a query runs long: few questions take a second over ten times the corpus."""
MUCH_SECONDS = 2.0
"""What a client may owe and still count as one that owes nothing."""
MOST_SECONDS = 30.0
"""What a client owes at most, however many queries it sent."""
FORGIVEN = 0.1
"""Seconds that are forgiven each second."""
LOOK_SECONDS = 0.1
"""How often those who wait look whether a query has become a long one."""
MOST_CLIENTS = 10_000


class Busy(StoreUnavailable):
    """All places for queries are taken, and stayed so while this one waited."""


class Ousted(Busy):
    """The query ran long while all places were taken, and somebody who asks less got its place."""


@dataclass(eq=False, slots=True)
class Turn:
    """A query that has a place, or waits for one: its client, since when, how to end it, and whether it lost its place."""

    client: str
    began: float = field(default_factory=time.monotonic)
    end: Callable[[], None] | None = None
    ousted: bool = False

    @property
    def seconds(self) -> float:
        """How long it has run, or waited."""
        return time.monotonic() - self.began


class Turns:
    """So many places, given to queries in turn."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._running: list[Turn] = []
        self._waiting: list[Turn] = []
        self._owed: dict[str, tuple[float, float]] = {}
        self._changed = threading.Condition()

    def take(self, client: str, patience: float) -> Turn:
        """A place for a client's query.

        :raise Busy: where none becomes free in time.
        """
        turn = Turn(client)
        with self._changed:
            self._waiting.append(turn)
            try:
                while not self._is_next(turn):
                    left = patience - turn.seconds
                    if left <= 0:
                        raise Busy("too many queries are running: try again in a few seconds")
                    self._oust_for(client)
                    self._changed.wait(min(left, LOOK_SECONDS))
            finally:
                self._waiting.remove(turn)
                self._changed.notify_all()  # another may be next now
            turn.began = time.monotonic()
            self._running.append(turn)
            return turn

    def give_back(self, turn: Turn) -> None:
        """Free a place, and note what its client owes now."""
        with self._changed:
            self._running.remove(turn)
            owed = self._owes(turn.client) + max(0.0, turn.seconds - FREE_SECONDS)
            self._owed[turn.client] = min(owed, MOST_SECONDS), time.monotonic()
            if len(self._owed) > MOST_CLIENTS:
                self._owed = {client: owed for client, owed in self._owed.items() if self._owes(client) > 0}
            self._changed.notify_all()

    def _is_next(self, turn: Turn) -> bool:
        """Whether there is room for one who waits, and of those for whom there is, it is the one that owes least."""
        if len(self._waiting) > 1:
            waiting = [other for other in self._waiting if self._has_room(other.client)]
            return bool(waiting) and turn is min(waiting, key=lambda other: (self._owes(other.client), other.began))
        return self._has_room(turn.client)

    def _has_room(self, client: str) -> bool:
        """Whether there is a place for a client: any, or, for one that owes much, any but the last."""
        if len(self._running) >= self.places:
            return False
        owing = sum(self._owes_much(turn.client) for turn in self._running)
        return owing < max(1, self.places - 1) or not self._owes_much(client)

    def _oust_for(self, client: str) -> None:
        """End the longest query, where each place has one that runs long, for a client that owes nothing."""
        if self._owes_much(client) or len(self._running) < self.places or any(turn.ousted for turn in self._running):
            return
        longest = max(self._running, key=lambda turn: turn.seconds)
        if longest.end is not None and all(turn.seconds > LONG_SECONDS for turn in self._running):
            longest.ousted = True
            longest.end()

    def _owes_much(self, client: str) -> bool:
        running = sum(max(0.0, turn.seconds - FREE_SECONDS) for turn in self._running if turn.client == client)
        return self._owes(client) + running > MUCH_SECONDS

    def _owes(self, client: str) -> float:
        owed, since = self._owed.get(client, (0.0, 0.0))
        return max(0.0, owed - (time.monotonic() - since) * FORGIVEN)
