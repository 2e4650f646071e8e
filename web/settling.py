"""How a process with a store in memory comes to have it in large pages of its own, step by step, while nobody asks for anything.

Those who are born of one process share its memory until they write to it, and the engine writes where it reads: each triple
counts who looks at it. So what is read is copied, page by page, in the middle of queries; and with small pages nearly each
triple is a walk through the tables of the system. In large pages of its own a process answers in two thirds of the time.
"""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Iterator
from pathlib import Path

OWN = Path("/proc/self")
COLLAPSE = 25
"""The advice to put memory into large pages now (Linux 6.1); older systems refuse it."""
LARGE = 2 * 1024 * 1024
"""Bytes of a large page; to copy one takes a millisecond at most."""
GROWN_MEGABYTES = 256
"""What a process may keep of what its queries took; one that keeps more ends, for a new one that has it not."""


class Settling:
    """What is left to do for a process: a step at a time, `left` until there is no more."""

    def __init__(self) -> None:
        self._parts = iter_parts()
        self._advise = ctypes.CDLL(None).madvise
        self.left = True

    def step(self) -> None:
        """Put the next part of the memory into a large page."""
        part = next(self._parts, None)
        self.left = part is not None
        if part is not None:  # where the system refuses, the small pages stay
            self._advise(ctypes.c_void_p(part), ctypes.c_size_t(LARGE), COLLAPSE)


def iter_parts() -> Iterator[int]:
    """The addresses of the parts of this process's own memory that would fill a large page each."""
    for line in (OWN / "maps").read_text().splitlines():
        where, rights, _, _, _, *name = line.split()
        if rights.startswith("rw") and name in ([], ["[heap]"]):
            start, end = (int(address, 16) for address in where.split("-"))
            yield from range(-(-start // LARGE) * LARGE, end // LARGE * LARGE, LARGE)


def find_resident() -> float:
    """The megabytes of memory that this process has at hand, without what are files'."""
    _, resident, files, *_ = map(int, (OWN / "statm").read_text().split())
    return (resident - files) * mmap.PAGESIZE / 1_000_000
