"""A place for what was made once and may be asked for again, within a bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Shelf(Generic[Kept]):
    """Keeps what was last asked for, up to a total of sizes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held = 0
        self._kept: OrderedDict[object, tuple[Kept, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> Kept | None:
        """What is kept under a key."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: object, value: Kept, size: int = 1) -> None:
        """Keep a value, in the place of those that nobody asked for longest; one larger than the bound is not kept."""
        with self._lock:
            self._drop(key)
            if size > self.most:
                return
            self._kept[key] = value, size
            self.held += size
            while self.held > self.most:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: object) -> None:
        if key in self._kept:
            self.held -= self._kept.pop(key)[1]
