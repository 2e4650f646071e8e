"""Answers that were given once and are kept, so that what many ask for is computed once a snapshot.

A snapshot never changes, so an answer stays right as long as it serves. What varies by itself (NOW, RAND, what SERVICE
brings) is not for keeping, and what is large is not kept.
"""

from __future__ import annotations

from dataclasses import replace

from web.shelf import Shelf
from web.worker import Reply, Request

OVERHEAD = 1_000
"""Bytes that a kept answer takes beside its own and its query's."""
SHARE = 8
"""An answer that would take more than this part of the room is not kept."""


class Answers:
    """Replies by snapshot and request, up to so many bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._shelf = Shelf[Reply](most_bytes)

    @property
    def room(self) -> int:
        """The bytes that there is room for."""
        return self._shelf.most

    def find(self, snapshot: str, request: Request) -> Reply | None:
        """The reply that is kept for a request, however long it may take."""
        return self._shelf.get(_name(snapshot, request))

    def keep(self, snapshot: str, request: Request, reply: Reply) -> None:
        """Keep a reply, unless it is in a file or would take a large part of the room."""
        size = OVERHEAD + reply.length + 4 * len(request.query or "")
        if isinstance(reply.content, bytes) and size * SHARE <= self._shelf.most:
            self._shelf.put(_name(snapshot, request), reply, size)


def _name(snapshot: str, request: Request) -> tuple[str, Request]:
    return snapshot, replace(request, seconds=0)
