"""Sparse matrices whose rows are cut out and put together with few copies, since they are long and little of them changes."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array


def to_matrix(weights: Any, places: Any, ends: Any) -> Any:
    """A matrix of weights, the columns where they stand, and where the weights of each row end, after a 0.

    The weights are whole numbers, but as floats they are multiplied faster.
    """
    width = 1 + int(np.max(places, initial=0))
    return csr_array((np.asarray(weights, dtype=np.float32), places, ends), shape=(len(ends) - 1, width))


def cut(weights: Any, first: int, last: int) -> Any:
    """Some rows of a matrix that follow one another, without a copy of them."""
    part = slice(weights.indptr[first], weights.indptr[last])
    ends = weights.indptr[first : last + 1] - weights.indptr[first]
    return csr_array((weights.data[part], weights.indices[part], ends), shape=(last - first, weights.shape[1]))


def splice(one: Any, other: Any, rows: Any) -> tuple[Any, Any, Any]:
    """Rows of a matrix and, by numbers that follow its own, of another, as what `to_matrix` takes.

    They are copied in runs, as nearly all of them follow one another.
    """
    count = one.shape[0]
    runs = np.split(rows, np.flatnonzero((np.diff(rows) != 1) | (rows[1:] == count)) + 1)
    parts = [(one.data[:0], one.indices[:0])]
    for run in runs:
        if len(run):
            matrix, first = (one, run[0]) if run[0] < count else (other, run[0] - count)
            part = slice(matrix.indptr[first], matrix.indptr[first + len(run)])
            parts.append((matrix.data[part], matrix.indices[part]))
    sizes = np.concatenate([np.diff(one.indptr), np.diff(other.indptr)])[rows]
    weights, places = (np.concatenate(part) for part in zip(*parts, strict=True))
    return weights, places, np.concatenate([[0], sizes.cumsum()])


def shift(weights: Any, first: int, count: int) -> Any:
    """A matrix with so many empty columns before the first that is told."""
    places = np.where(weights.indices < first, weights.indices, weights.indices + count)
    return to_matrix(weights.data, places, weights.indptr)
