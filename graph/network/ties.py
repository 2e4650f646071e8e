"""The pairs of a network as arrays of numbers: thousands of things are joined, compared and taken apart at once.

Things stand for themselves by their places in the order of their names, so that the same network is the same arrays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array, triu
from scipy.sparse.csgraph import connected_components

Pair = tuple[str, str]


class Ties(NamedTuple):
    """Pairs of things by their places among `names`, in order, each once, with their weights."""

    names: list[str]
    ones: Any
    others: Any
    weights: Any


class Part(NamedTuple):
    """A connected part of a network: its things, and its pairs by their places among these."""

    names: list[str]
    ones: list[int]
    others: list[int]
    weights: list[float]


def make_ties(weights: Mapping[Pair, float]) -> Ties:
    """The ties of pairs with their weights."""
    names = sorted({end for pair in weights for end in pair})
    places = {name: place for place, name in enumerate(names)}
    ordered = sorted((places[one], places[other], weight) for (one, other), weight in weights.items())
    return _make(names, *zip(*ordered, strict=True)) if ordered else _make([], [], [], [])


def amend_ties(ties: Ties, gone: Collection[Pair], come: Mapping[Pair, float]) -> Ties:
    """The ties without some pairs, and with others."""
    known = [(_find(ties.names, one), _find(ties.names, other)) for one, other in gone]
    size = len(ties.names)
    dropped = [one * size + other for one, other in known if one is not None and other is not None]
    kept = ~np.isin(ties.ones * size + ties.others, dropped)
    used = np.unique(np.concatenate([ties.ones[kept], ties.others[kept]]))
    left = [ties.names[place] for place in used.tolist()]
    names = sorted({*left}.union(*come))
    moved = find_places(left, names)
    new = make_ties(come)
    places = find_places(new.names, names)
    return _order(
        names,
        np.concatenate([moved[np.searchsorted(used, ties.ones[kept])], places[new.ones]]),
        np.concatenate([moved[np.searchsorted(used, ties.others[kept])], places[new.others]]),
        np.concatenate([ties.weights[kept], new.weights]),
    )


def find_places(names: list[str], among: list[str]) -> Any:
    """The places of names in order among more of them."""
    if len(names) == len(among):
        return np.arange(len(names))
    if 2 * len(names) < len(among):
        return np.array([bisect_left(among, name) for name in names], dtype=np.int64)
    others = {*among}.difference(names)
    return np.delete(np.arange(len(among)), [bisect_left(among, name) for name in others])


def count_sharing(ties: Ties) -> int:
    """How many pairs of things share something, by ties of things with what they share."""
    sizes = np.bincount(ties.others)
    return int((sizes * (sizes - 1) // 2).sum())


def join_sharing(ties: Ties) -> Ties:
    """The ties between things that share something, by how much they share; by ties of things with what they share."""
    size = len(ties.names)
    table = csr_array((np.ones(len(ties.ones)), (ties.ones, ties.others)), shape=(size, size))
    return _compact(ties.names, table @ table.T)


def undirect(ties: Ties) -> Ties:
    """The ties without directions, and without those of a thing with itself; it stays among the names."""
    size = len(ties.names)
    ends = np.minimum(ties.ones, ties.others), np.maximum(ties.ones, ties.others)
    return Ties(ties.names, *_unpack(csr_array((ties.weights, ends), shape=(size, size))))


def find_changed(old: Ties, new: Ties) -> set[str]:
    """The things with a tie that the other of two networks does not have, or has otherwise, or which are in one alone."""
    named = sorted({*old.names, *new.names})
    olds, news = _encode(old, named), _encode(new, named)
    _, before, after = np.intersect1d(olds, news, assume_unique=True, return_indices=True)
    alike = old.weights[before] == new.weights[after]
    changed = np.delete(olds, before[alike]), np.delete(news, after[alike])
    ends = np.unique(np.concatenate([np.divmod(codes, max(1, len(named))) for codes in changed], axis=None))
    return {named[place] for place in ends.tolist()} | ({*old.names} ^ {*new.names})


def iter_parts(ties: Ties, wanted: Collection[str] | None = None) -> Iterator[Part]:
    """The connected parts of a network: all, or those that have any of the wanted things; things and pairs in order."""
    size = len(ties.names)
    if not size:
        return
    table = csr_array((ties.weights, (ties.ones, ties.others)), shape=(size, size))
    number, parts = connected_components(table, directed=False)
    things, pairs = np.argsort(parts, kind="stable"), np.argsort(parts[ties.ones], kind="stable")
    first, first_pair = (
        np.searchsorted(one, np.arange(number + 1)) for one in (parts[things], parts[ties.ones][pairs])
    )
    places = np.empty(size, dtype=np.int64)
    places[things] = np.arange(size) - first[parts[things]]
    ones, others, weights = places[ties.ones][pairs], places[ties.others][pairs], ties.weights[pairs]
    chosen = range(number) if wanted is None else _choose(ties.names, parts, wanted)
    for part in chosen:
        start, end = first_pair[part], first_pair[part + 1]
        names = [ties.names[place] for place in things[first[part] : first[part + 1]].tolist()]
        yield Part(names, ones[start:end].tolist(), others[start:end].tolist(), weights[start:end].tolist())


def _choose(names: Iterable[str], parts: Any, wanted: Collection[str]) -> list[int]:
    return sorted({part for name, part in zip(names, parts.tolist(), strict=True) if name in wanted})


def _find(names: list[str], name: str) -> int | None:
    place = bisect_left(names, name)
    return place if names[place : place + 1] == [name] else None


def _encode(ties: Ties, names: list[str]) -> Any:
    """A number for each tie, by the places of its ends among other names."""
    moved = find_places(ties.names, names)
    return moved[ties.ones] * len(names) + moved[ties.others]


def _make(names: list[str], ones: Any, others: Any, weights: Any) -> Ties:
    return Ties(names, np.array(ones, np.int64), np.array(others, np.int64), np.array(weights, float))


def _order(names: list[str], ones: Any, others: Any, weights: Any) -> Ties:
    order = np.lexsort((others, ones))
    return _make(names, ones[order], others[order], weights[order])


def _unpack(table: csr_array) -> tuple[Any, Any, Any]:
    """The pairs of a table above its diagonal, in order."""
    upper = csr_array(triu(table, k=1))
    upper.sort_indices()
    pairs = upper.tocoo()
    return pairs.row.astype(np.int64), pairs.col.astype(np.int64), pairs.data


def _compact(names: list[str], table: csr_array) -> Ties:
    """The ties of a table among those things alone that have any."""
    ones, others, weights = _unpack(table)
    used = np.flatnonzero(np.bincount(ones, minlength=len(names)) + np.bincount(others, minlength=len(names)))
    places = np.zeros(len(names), np.int64)
    places[used] = np.arange(len(used))
    return Ties([names[place] for place in used.tolist()], places[ones], places[others], weights)
