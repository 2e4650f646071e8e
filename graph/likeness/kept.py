"""What a build keeps of all recommendations for the next one, which compares only what is new: a file of arrays."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from graph.likeness.nearest import Nearest
from graph.likeness.table import Table, to_matrix
from graph.likeness.weights import version

NAME = "likeness.arrays"
"""The file, in the folder of a snapshot."""


class Known(NamedTuple):
    """All recommendations, and the nearest of each."""

    table: Table
    nearest: Nearest


def write_known(known: Known, folder: Path) -> None:
    """Keep what is known in a folder; the same bytes for the same."""
    table, nearest = known
    stream = io.BytesIO()
    for array in (
        _from_texts(table.names),
        table.named.astype("<i4"),
        _from_texts(table.rare),
        table.weights.indptr.astype("<i8"),
        table.weights.indices.astype("<i4"),
        table.weights.data.astype("<u2"),
        nearest.others.astype("<i4"),
        nearest.products.astype("<f4"),
    ):
        np.save(stream, array)
    content = stream.getbuffer()
    with (folder / NAME).open("wb") as file:
        file.write(_head(content))
        file.write(content)


def read_known(folder: Path) -> Known | None:
    """What a folder keeps; nothing where no file can be read, or one that is damaged or was made by other tables than today's."""
    try:
        content = (folder / NAME).read_bytes()
    except OSError:
        return None
    size = content.find(b"\n") + 1
    if content[:size] != _head(memoryview(content)[size:]):
        return None
    stream = io.BytesIO(memoryview(content)[size:])
    names, named, rare, ends, places, weights, others, products = (np.load(stream) for _ in range(8))
    matrix = to_matrix(weights, places, ends)
    return Known(Table(_to_texts(names), named, _to_texts(rare), matrix), Nearest(others, products))


def _head(content: Any) -> bytes:
    """A line that tells what a file was made by, and whether it is as it was written."""
    return f"{version()} {zlib.crc32(content):08x}\n".encode()


def _from_texts(texts: list[str]) -> Any:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _to_texts(array: Any) -> list[str]:
    return array.tobytes().decode().split("\n") if len(array) else []
