"""What the place of a thing in a network says of it, in numbers; what each of them means is said in the vocabulary.

They are the same for the same network on any machine and at any time: whatever is drawn is drawn with one seed, and nothing
hangs on the order in which Python keeps a set. And each hangs on the part of the network alone that the thing is connected
with: where nothing of a part changed, what was measured of it stands.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from rdflib import RDFS
from scipy.sparse import csr_array

from graph.network.communities import find_communities
from graph.network.ties import Part, Ties, iter_parts, make_ties, undirect
from graph.terms import SG
from graph.vocabulary import load

WORK = 20_000_000
"""Things times things and pairs of a part, up to which betweenness is counted from each thing, in a quarter of a second; of
larger parts from fewer things, drawn with one seed, always the same.
"""
SEED = 1
BLOCK = 250
"""Nodes from which the ways are counted at a time: of 2,000 nodes they take 20 MB."""
DIGITS = 6
SMALL = 20
"""Pairs of a part that is so small that others are like it: two who inspected once together, a council's three inspections."""


class Standing(NamedTuple):
    """Where a thing stands in a network (`meanings`)."""

    thing: str
    degree: int
    strength: float
    betweenness: float
    community: str


class _Place(NamedTuple):
    """Where a thing stands in a part of a network, with its community by the place of its first thing."""

    degree: int
    strength: float
    betweenness: float
    community: int


def meanings() -> dict[str, str]:
    """What each measure means, in a sentence of the vocabulary's."""
    return {name: str(load().value(SG[name], RDFS.comment)) for name in Standing._fields[1:]}


def measure(network: nx.Graph[str]) -> list[Standing]:
    """The standing of each node, in the order of the nodes; directions of edges do not count."""
    found = {standing.thing: standing for standing in measure_ties(flatten(network))}
    return [found.get(node) or Standing(node, 0, 0.0, 0.0, node) for node in network]


def measure_ties(ties: Ties, wanted: set[str] | None = None) -> Iterator[Standing]:
    """The standings of all things, or of those in the parts with any of the wanted things."""
    for part in iter_parts(ties, wanted):
        for name, place in zip(part.names, _measure(part), strict=True):
            yield Standing(name, *place[:3], part.names[place.community])


def flatten(network: nx.Graph[Any]) -> Ties:
    """The ties of a network: of two nodes one, whose weight is the sum of all between them; none of one with itself."""
    weights: dict[tuple[str, str], float] = {}
    for one, other, weight in network.edges(data="weight", default=1.0):
        weights[one, other] = weights.get((one, other), 0.0) + weight
    return undirect(make_ties(weights))


def _measure(part: Part) -> list[_Place]:
    shape = len(part.names), tuple(part.ones), tuple(part.others), tuple(part.weights)
    return (_measure_shape if len(part.ones) <= SMALL else _measure_shape.__wrapped__)(*shape)


@lru_cache(maxsize=10_000)
def _measure_shape(
    size: int, ones: tuple[int, ...], others: tuple[int, ...], weights: tuple[float, ...]
) -> list[_Place]:
    ends, far = np.array([*ones, *others], np.int64), np.array([*others, *ones], np.int64)
    table = csr_array((np.array([*weights, *weights], float), (ends, far)), shape=(size, size))
    degrees, strengths = np.bincount(ends, minlength=size), table.sum(axis=1)
    betweenness = find_betweenness(table.astype(bool).astype(float)).round(DIGITS)
    columns = degrees.tolist(), strengths.tolist(), betweenness.tolist(), find_communities(table)
    return [_Place(*row) for row in zip(*columns, strict=True)]


def find_betweenness(links: csr_array) -> Any:
    """The betweenness of each node, by a table with a 1 where two are linked.

    This is what Brandes counts for one node after the other, for many at a time: a level of all their ways is one product of
    matrices, which takes a fifth of the time.
    """
    size = links.shape[0]
    if size < 3:
        return np.zeros(size)
    starts = list(range(size))
    most = max(1, WORK // (size + links.nnz // 2))
    if size > most:
        starts = sorted(random.Random(SEED).sample(starts, most))  # noqa: S311 - no secret hangs on it
    total = np.zeros(size)
    for first in range(0, len(starts), BLOCK):
        total += _count_ways(links, np.array(starts[first : first + BLOCK]))
    return total * size / len(starts) / 2


def _count_ways(links: csr_array, starts: Any) -> Any:
    """For each node the shares of all shortest ways from these starts that lead through it."""
    columns = np.arange(len(starts))
    ways = np.zeros((links.shape[0], len(starts)))
    distance = np.full(ways.shape, -1, dtype=np.int32)
    ways[starts, columns], distance[starts, columns] = 1, 0
    level, reached = 0, ways
    while True:
        reached = np.where(distance < 0, links @ reached, 0)
        if not reached.any():
            break
        level += 1
        distance[reached > 0] = level
        ways += reached
    shares = np.zeros(ways.shape)
    for far in range(level, 0, -1):
        onward = np.divide(1 + shares, ways, out=np.zeros(ways.shape), where=distance == far)
        shares += np.where(distance == far - 1, (links @ onward) * ways, 0)
    shares[starts, columns] = 0
    return shares.sum(axis=1)
