"""Whose turn it is: which query gets one of the places that there are, so that those who ask much leave room for the others.

Seconds that queries took are owed by their client, and forgiven little by little. Who owes least goes first, and who owes
much never has the last place.
The last place is for a moment only while others wait: a query that takes longer there gives way, unknown to its client, and
begins anew in one of the lasting places. So eight who begin an attack at once keep a ninth waiting for tenths of a second.
Where all lasting places have been taken for seconds, one that gave way gets the place of the longest.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from graph.errors import StoreUnavailable

FREE_SECONDS = 0.1
"""What a query may take that is not owed: nearly all do."""
MOMENT_SECONDS = 0.25
"""How long a query may have the last place while others wait."""
LONG_SECONDS = 1.0
"""From when on a query runs long: few questions take a second over ten times the corpus."""
HELD_SECONDS = 4.0
"""How long a query may have a lasting place while one that made way waits for it; less than that one's patience."""
MUCH_SECONDS = 2.0
"""What a client may owe and still count as one that owes nothing."""
MOST_SECONDS = 30.0
"""What a client owes at most, however many queries it sent."""
FORGIVEN = 0.1
"""Seconds that are forgiven each second."""
LOOK_SECONDS = 0.03
"""How often those who wait look whether a query has to make way."""
MOST_CLIENTS = 10_000


class Busy(StoreUnavailable):
    """All places for queries are taken, and stayed so while this one waited."""


class Ousted(Busy):
    """The query ran long while all places were taken, and somebody who asks less got its place."""


@dataclass(eq=False, slots=True)
class Turn:
    """A query that has a place, or waits for one: its client, whether it needs a lasting place, since when, how to end it,
    whether it has the last place, and whether it lost its place.
    """

    client: str
    stays: bool = False
    began: float = field(default_factory=time.monotonic)
    end: Callable[[], None] | None = None
    passing: bool = False
    ousted: bool = False

    def begin(self, end: Callable[[], None]) -> None:
        """Note that the query runs from now on, and how to end it."""
        self.began, self.end = time.monotonic(), end

    @property
    def seconds(self) -> float:
        """How long it has run, or waited."""
        return time.monotonic() - self.began


class Turns:
    """So many places, given to queries in turn."""

    def __init__(self, places: int) -> None:
        self.lasting, self.passing = max(1, places - 1), places > 1
        self._running: list[Turn] = []
        self._waiting: list[Turn] = []
        self._owed: dict[str, tuple[float, float]] = {}
        self._changed = threading.Condition()

    def take(self, client: str, patience: float, *, stays: bool = False) -> Turn:
        """A place for a client's query; a lasting one where it `stays`.

        :raise Busy: where none becomes free in time.
        """
        turn = Turn(client, stays)
        with self._changed:
            self._waiting.append(turn)
            try:
                while not self._is_next(turn):
                    left = patience - turn.seconds
                    if left <= 0:
                        raise Busy("too many queries are running: try again in a few seconds")
                    self._oust_for(turn)
                    self._changed.wait(min(left, LOOK_SECONDS))
            finally:
                self._waiting.remove(turn)
                self._changed.notify_all()  # another may be next now
            turn.began, turn.passing = time.monotonic(), not self._has_lasting_room()
            self._running.append(turn)
            return turn

    def give_back(self, turn: Turn) -> None:
        """Free a place, and note what its client owes now."""
        with self._changed:
            self._running.remove(turn)
            self._settle()
            owed = self._owes(turn.client) + max(0.0, turn.seconds - FREE_SECONDS)
            self._owed[turn.client] = min(owed, MOST_SECONDS), time.monotonic()
            if len(self._owed) > MOST_CLIENTS:
                self._owed = {client: owed for client, owed in self._owed.items() if self._owes(client) > 0}
            self._changed.notify_all()

    def _is_next(self, turn: Turn) -> bool:
        """Whether there is room for one who waits, and of those for whom there is, it is the one that owes least."""
        if len(self._waiting) > 1:
            waiting = [other for other in self._waiting if self._has_room(other)]
            return bool(waiting) and turn is min(waiting, key=lambda other: (self._owes(other.client), other.began))
        return self._has_room(turn)

    def _has_room(self, turn: Turn) -> bool:
        """Whether there is a place for a query: a lasting one, or the last, for one that owes little and has not had it."""
        if self._has_lasting_room():
            return True
        return self.passing and not turn.stays and not self._find_passing() and not self._owes_much(turn.client)

    def _has_lasting_room(self) -> bool:
        return sum(not turn.passing for turn in self._running) < self.lasting

    def _find_passing(self) -> Turn | None:
        return next((turn for turn in self._running if turn.passing), None)

    def _settle(self) -> None:
        """Let the query in the last place keep it as a lasting one, where one has become free."""
        passing = self._find_passing()
        if passing and not passing.ousted and self._has_lasting_room():
            passing.passing = False

    def _oust_for(self, waiting: Turn) -> None:
        """End a query for one whose client owes little: that in the last place once it has taken a moment, or the longest,
        where one that stays waits and each lasting place has been taken for seconds.
        """
        if self._owes_much(waiting.client) or any(turn.ousted for turn in self._running):
            return
        chosen, bound = self._find_passing(), MOMENT_SECONDS
        if waiting.stays or not self.passing:
            lasting = [turn for turn in self._running if not turn.passing]
            bound = HELD_SECONDS if waiting.stays else LONG_SECONDS
            if len(lasting) < self.lasting or any(turn.seconds <= bound for turn in lasting):
                return
            chosen = max(lasting, key=lambda turn: turn.seconds)
        if chosen and chosen.end is not None and chosen.seconds > bound:
            chosen.ousted = True
            chosen.end()

    def _owes_much(self, client: str) -> bool:
        running = sum(max(0.0, turn.seconds - FREE_SECONDS) for turn in self._running if turn.client == client)
        return self._owes(client) + running > MUCH_SECONDS

    def _owes(self, client: str) -> float:
        owed, since = self._owed.get(client, (0.0, 0.0))
        return max(0.0, owed - (time.monotonic() - since) * FORGIVEN)
