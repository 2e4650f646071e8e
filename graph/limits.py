"""How much of the machine one document may take, as the environment sets it: a hostile file costs that much and no more.

And how much memory a build may, whatever the number of its documents, and how long it waits for a cluster that went away.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from graph.errors import WorkspaceError

SECONDS, MEGABYTES = "SCRUTINY_DOCUMENT_SECONDS", "SCRUTINY_DOCUMENT_MEGABYTES"
BUILDING = "SCRUTINY_BUILD_MEGABYTES"
CLUSTER_PATIENCE = "SCRUTINY_CLUSTER_PATIENCE"
_PORTION = 100 * 1024 * 1024


class Limits(NamedTuple):
    """The seconds of a processor that a document may take for each 100 MB begun, and the megabytes of memory.

    Seconds of a processor, and not of the clock: whether a document can be read does not depend on what else the machine does.
    """

    seconds: int = 60
    megabytes: int = 2048

    def __str__(self) -> str:
        return f"{self.seconds} s, {self.megabytes} MB"

    def seconds_for(self, size: int) -> int:
        """The seconds for a file of so many bytes."""
        return self.seconds * (1 + size // _PORTION)


def read_limits() -> Limits:
    """The limits that the environment sets, or the usual ones."""
    usual = Limits()
    return Limits(read_number(SECONDS, usual.seconds), read_number(MEGABYTES, usual.megabytes))


def read_room() -> int:
    """The bytes of memory that a build may take for what documents say and what follows from it; what does not fit is put on
    the disk for the while. The result is the same.
    """
    return read_number(BUILDING, 1024) << 20


def read_number(name: str, usual: int, least: int = 1) -> int:
    """The whole number, not less than the least, that the environment sets, or the usual one; WorkspaceError where it is none."""
    text = os.environ.get(name, "").strip()
    try:
        number = int(text or usual)
    except ValueError:
        number = least - 1
    if number < least:
        raise WorkspaceError(f"{name}={text}: not a whole number from {least} on: correct it, or leave it out")
    return number
