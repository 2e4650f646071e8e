"""All that is in one store put into another, a piece at a time: neither memory nor the disk holds it a third time."""

from __future__ import annotations

import io

from graph.store.protocol import Store

PIECE = 1 << 24
"""Bytes that are put into the other store at a time, unless told: the more, the less often a store on disk puts in order what it has."""


def copy_store(source: Store, target: Store, piece: int = PIECE) -> None:
    """Put all that is in a store without blank nodes, which each piece would name anew, into another, so many bytes of text at a
    time; these take five times as much memory.
    """
    pieces = _Pieces(target, piece)
    source.dump(pieces)  # type: ignore[arg-type]  # the engine only writes
    pieces.finish()


class _Pieces:
    """A stream of N-Quads that are put into a store as they come."""

    def __init__(self, target: Store, piece: int) -> None:
        self._target = target
        self._piece = piece
        self._parts: list[bytes] = []
        self._held = 0

    def write(self, content: bytes) -> int:
        """Take more content, wherever it begins and ends."""
        self._parts.append(content)
        self._held += len(content)
        if self._held > self._piece:
            whole, end, rest = b"".join(self._parts).rpartition(b"\n")
            self._parts, self._held = [rest], len(rest)
            self._target.load(io.BytesIO(whole + end))
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""

    def finish(self) -> None:
        """Put in what is left."""
        self._target.load(io.BytesIO(b"".join(self._parts)))
