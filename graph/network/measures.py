"""What the place of a thing in a network says of it, in numbers; what each of them means is said in the vocabulary.

They are the same for the same network on any machine and at any time: whatever is drawn is drawn with one seed, and nothing
hangs on the order in which Python keeps a set. And each hangs on the part of the network alone that the thing is connected
with: where nothing of a part changed, what was measured of it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rdflib import RDFS

from graph.network.ties import Pair, Part, Ties, iter_parts, undirect
from graph.terms import SG
from graph.vocabulary import load

if TYPE_CHECKING:
    import networkx as nx

WORK = 2_000_000
"""Things and pairs of a part, times the things from which the ways in it are counted: from all, as long as these are so many, which
takes a quarter of a second; in larger parts from fewer, drawn with one seed, always the same.
"""
SEED = 1
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
    """The ties of a network: of two nodes one, whose weight is the sum of all between them."""
    weights: dict[Pair, float] = {}
    for one, other, weight in network.edges(data="weight", default=1.0):
        weights[one, other] = weights.get((one, other), 0.0) + weight
    return undirect(weights)


def _measure(part: Part) -> list[_Place]:
    measure_shape = _measure_shape if len(part.pairs) <= SMALL else _measure_shape.__wrapped__
    return measure_shape(len(part.names), part.pairs)


@lru_cache(maxsize=10_000)
def _measure_shape(size: int, pairs: tuple[tuple[int, int, float], ...]) -> list[_Place]:
    import networkx as nx  # noqa: PLC0415  # as in `ties`: loaded by who has something to measure

    # By numbers instead of names, since a set of names has another order in each run.
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(size))
    plain.add_weighted_edges_from(pairs)
    starts = min(size, max(1, WORK // (size + len(pairs))))
    betweenness = nx.betweenness_centrality(plain, k=starts if starts < size else None, seed=SEED)
    groups = nx.community.louvain_communities(plain, weight="weight", seed=SEED)
    firsts = {node: min(group) for group in groups for node in group}
    strengths = dict(plain.degree(weight="weight"))
    return [
        _Place(plain.degree(node), float(strengths[node]), round(betweenness[node], DIGITS), firsts[node])
        for node in range(size)
    ]
