"""What a build keeps of all recommendations for the next one, which compares only what is new: a file of arrays."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from graph.likeness.matrix import to_matrix
from graph.likeness.nearest import Nearest
from graph.likeness.table import Table
from graph.likeness.weights import version

NAME = "likeness.arrays"
"""The file, in the folder of a snapshot: a line that it is checked by, one with the kinds and shapes of arrays, and these."""

_HEAD, _SHAPES = 64, 512  # how long both lines are


class Known(NamedTuple):
    """All recommendations, and the nearest of each."""

    table: Table
    nearest: Nearest


def write_known(known: Known, folder: Path) -> None:
    """Keep what is known in a folder; the same bytes for the same."""
    table, nearest = known
    # The longest numbers first, so that each begins where such a number may.
    arrays = [
        table.weights.indptr.astype("<i8", copy=False),
        table.weights.indices.astype("<i4", copy=False),
        table.named.astype("<i4", copy=False),
        nearest.others.astype("<i4", copy=False),
        nearest.products.astype("<f4", copy=False),
        table.weights.data.astype("<f4", copy=False),
        _from_texts(table.names),
        _from_texts(table.rare),
    ]
    shapes = json.dumps([(array.dtype.str, array.shape) for array in arrays]).encode()
    contents = [shapes.ljust(_SHAPES - 1) + b"\n", *(array.data for array in arrays)]
    path = folder / NAME
    path.unlink(missing_ok=True)  # rather than written into, as it may be mapped
    with path.open("wb") as file:
        file.write(_head(contents))
        file.writelines(contents)


def read_known(folder: Path) -> Known | None:
    """What a folder keeps; nothing where no file can be read, or one that is damaged or was made by other tables than today's."""
    try:
        with (folder / NAME).open("rb") as file:
            # What is mapped is not copied, and lasts as long as an array of it.
            kept = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):  # which an empty file is
        return None
    head, content = kept[:_HEAD], kept[_HEAD:]
    if head != _head([content]):
        return None
    ends, places, named, others, products, weights, names, rare = _iter_arrays(content)
    table = Table(_to_texts(names), named, _to_texts(rare), to_matrix(weights, places, ends))
    return Known(table, Nearest(others, products))


def _iter_arrays(content: memoryview) -> Iterator[Any]:
    place = _SHAPES
    for kind, shape in json.loads(bytes(content[:_SHAPES])):
        array = np.frombuffer(content, kind, math.prod(shape), place).reshape(shape)
        place += array.nbytes
        yield array


def _head(contents: Iterable[Any]) -> bytes:
    """A line that tells what a file was made by, and whether it is as it was written."""
    checked = 0
    for content in contents:
        checked = zlib.crc32(content, checked)
    return f"{version()} {checked:08x}".encode().ljust(_HEAD - 1) + b"\n"


def _from_texts(texts: list[str]) -> Any:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _to_texts(array: Any) -> list[str]:
    return array.tobytes().decode().split("\n") if len(array) else []
