"""A page of a document as it is shown: what its drawing and those who put marks on it agree on. Nothing here knows files."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """Words on one line of a page: its own characters from `offset` on, as `statements.Origin` leads back to them."""

    offset: int
    words: str


class Area(NamedTuple):
    """A rectangle on a page as it is shown, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


class Leaf(NamedTuple):
    """A page as it is shown: its size in points, all text that stands on it, and the areas of what was looked for."""

    width: float
    height: float
    text: str
    areas: tuple[tuple[Area, ...], ...]
