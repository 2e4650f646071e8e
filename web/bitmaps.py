"""Sets of places in a list as whole numbers, a bit a place: what several filters leave is found and counted without a look at
each place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import TypeVar

Row = TypeVar("Row")
FLAGS = bytes.maketrans(b"01", b"\0\1")


def to_bits(places: Iterable[int], size: int) -> int:
    """The set of these places of a list of a size.

    >>> to_bits([0, 3], 5)
    9
    """
    bits = bytearray(size // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def pick(rows: Sequence[Row], bits: int) -> list[Row]:
    """The rows at the places of a set, in their order.

    >>> pick("abcde", 9)
    ['a', 'd']
    """
    return list(compress(rows, f"{bits:b}"[::-1].encode().translate(FLAGS)))
