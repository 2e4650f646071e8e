"""What the service and the process that draws pages say to each other: a request a line, and an answer's head a line."""

from __future__ import annotations

from dataclasses import dataclass

from graph.leaves import Leaf, Piece


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is wanted of a page: its picture, so many pixels wide, or where each list of pieces stands on it."""

    path: str
    page: int
    pixels: int | None = None
    wanted: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What comes before the `length` bytes of a picture, or in their place: the page with its places, or why there is none."""

    length: int = 0
    leaf: Leaf | None = None
    error: str | None = None
