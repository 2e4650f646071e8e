"""What a result depends on besides its input: the code, the vocabulary, the rules and the registers, as digests.

A rule or a table that a domain expert corrects must show in the next build, though no document changed; so must that
scans, which were left unread, can be read now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from graph import registers
from graph.read.optics import missing

_READING = ("dates.py", "statements.py", "registers.py", "read", "recognise")


@cache
def reading_version() -> str:
    """What stands for all that decides what a document is recognised to say: readers, recognisers and their tables."""
    package = files("graph")
    return _digest([*(package / name for name in _READING), registers.folder()])


@cache
def building_version() -> str:
    """What stands for all that decides what a build makes of its documents: the package, the vocabulary, the registers."""
    return _digest([files("graph"), files("ontology"), registers.folder()])


def _digest(sources: Iterable[Traversable | Path]) -> str:
    digest = hashlib.sha256(missing().encode())
    for source in sources:
        for content in _iter_contents(source):
            digest.update(content)
    return digest.hexdigest()[:16]


def _iter_contents(source: Traversable | Path) -> Iterator[bytes]:
    if source.is_file():
        yield source.read_bytes()
        return
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.name != "__pycache__":
            yield from _iter_contents(entry)
