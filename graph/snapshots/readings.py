"""When each document of a snapshot was read, and by which readers and recognisers: kept beside its store.

It stands in no graph: what documents say is the same whenever they are read, and so the graph is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

NAME = "readings.json"


class Reading(NamedTuple):
    """That a content was read: its SHA-256, the version of readers and recognisers, and when, in ISO form."""

    sha256: str
    version: str
    when: str


def write_readings(folder: Path, readings: Iterable[Reading]) -> None:
    """Put the readings into a snapshot's folder, in the order of the contents."""
    rows = b",\n".join(map(msgspec.json.encode, sorted(readings)))
    (folder / NAME).write_bytes(b"[\n" + rows + b"\n]\n")


def iter_readings(folder: Path) -> Iterator[Reading]:
    """The readings of a snapshot by its folder; none where it was built before they were kept."""
    path = folder / NAME
    if path.is_file():
        yield from (Reading(*row) for row in json.loads(path.read_text(encoding="utf-8")))
