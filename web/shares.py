"""Each client's share: how much it may have at once, so that one client leaves room for the others.

A client is an address; of the sixth version, the network of one subscriber, who could use a new address for each request.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from ipaddress import ip_address, ip_network

from graph.errors import StoreUnavailable


class TooMany(StoreUnavailable):
    """The client has as much at once as one client may."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"this address has {most} {what} at once already: let one end, and send this again")
        self.limit = f"{most} {what} at once"


class Shares:
    """Counts what each client has at once, `most` of it and `waiting` more who wait their turn for `patience` seconds."""

    def __init__(self, what: str, most: int, *, waiting: int = 0, patience: float = 0.0) -> None:
        self.what, self.most, self.waiting, self.patience = what, most, waiting, patience
        self._held: Counter[str] = Counter()
        self._queued: Counter[str] = Counter()
        self._freed = threading.Condition()

    def take(self, address: str | None) -> str:
        """Take a part of the client's share, and give the name to return it under.

        :raise TooMany: where none becomes free in time, or too many wait already.
        """
        client = name_client(address)
        with self._freed:
            if self._held[client] >= self.most:
                self._await(client)
            self._held[client] += 1
        return client

    def give_back(self, client: str) -> None:
        """Return what was taken."""
        with self._freed:
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]
            self._freed.notify_all()

    @contextmanager
    def held(self, address: str | None) -> Iterator[None]:
        """A part of the client's share, for the time of the block; TooMany where there is none."""
        client = self.take(address)
        try:
            yield
        finally:
            self.give_back(client)

    def _await(self, client: str) -> None:
        if self._queued[client] >= self.waiting:
            raise TooMany(self.what, self.most)
        self._queued[client] += 1
        until = time.monotonic() + self.patience
        try:
            while self._held[client] >= self.most:
                if not self._freed.wait(until - time.monotonic()):
                    raise TooMany(self.what, self.most)
        finally:
            self._queued -= Counter({client: 1})


@lru_cache(maxsize=4096)  # reading an address takes longer than most of a lookup's other steps
def name_client(address: str | None) -> str:
    """The client that an address belongs to.

    >>> name_client("192.0.2.7"), name_client("2001:db8:1:2:3::7")
    ('192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        found = ip_address(address or "")
    except ValueError:
        return address or "unknown"
    return str(found) if found.version == 4 else str(ip_network(f"{found}/64", strict=False))
