"""Things in portions, as many as a query can name: it may have 100,000 characters, and some addresses have hundreds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_ROOM = 40_000
"""Characters of the things in a portion: a query may name them twice."""


def iter_portions(things: Iterable[T], most: int) -> Iterator[list[T]]:
    """The things as they come, at most so many at a time."""
    portion: list[T] = []
    held = 0
    for thing in things:
        size = len(str(thing))
        if portion and (len(portion) == most or held + size > _ROOM):
            yield portion
            portion, held = [], 0
        portion.append(thing)
        held += size
    if portion:
        yield portion
