"""What stands for a file: the SHA-256 of its content, and what the file system tells that changes whenever the content does."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

_CHUNK = 1 << 20
_GRAIN = 2_000_000_000
"""Nanoseconds by which a file must be older than its reading, so that a change after it shows: some disks count in twos of seconds."""


def hash_file(path: Path | str) -> str:
    """The SHA-256 of a file's content; OSError where it cannot be opened."""
    return hash_settled(path)[0]


def hash_settled(path: Path | str) -> tuple[str, str]:
    """The SHA-256 of a file's content, and the stamp that the file has while it holds that; "" where it has changed so lately that
    a change to come might not show.
    """
    digest, began = hashlib.sha256(), time.time_ns()
    # Without waiting: a pipe that took the file's place meanwhile would keep a reader for ever.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:  # noqa: PTH123  # of a handle, which is no path
        before = os.fstat(stream.fileno())
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
        after = os.fstat(stream.fileno())
    settled = max(before.st_mtime_ns, before.st_ctime_ns) < began - _GRAIN
    stamp = tell_stamp(before)
    return digest.hexdigest(), stamp if settled and stamp == tell_stamp(after) else ""


def tell_stamp(told: os.stat_result) -> str:
    """What the file system tells of a file that changes with it: whoever keeps a file's time cannot keep when that was set."""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"
