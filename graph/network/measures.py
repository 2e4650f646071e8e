"""What the place of a thing in a network says of it, in numbers; what each of them means is said in the vocabulary.

They are the same for the same network on any machine and at any time: whatever is drawn is drawn with one seed, and nothing
hangs on the order in which Python keeps a set.
"""

from __future__ import annotations

import random
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from rdflib import RDFS
from scipy.sparse import csr_array

from graph.terms import SG
from graph.vocabulary import load

EXACT = 2_000
"""Nodes up to which betweenness is counted from every node; of more, from some drawn with one seed, always the same."""
DRAWN, SEED = 500, 1
BLOCK = 250
"""Nodes from which the ways are counted at a time: of 2,000 nodes they take 20 MB."""
DIGITS = 6


class Standing(NamedTuple):
    """Where a thing stands in a network (`meanings`)."""

    thing: str
    degree: int
    strength: float
    betweenness: float
    community: int


def meanings() -> dict[str, str]:
    """What each measure means, in a sentence of the vocabulary's."""
    return {name: str(load().value(SG[name], RDFS.comment)) for name in Standing._fields[1:]}


def measure(network: nx.Graph[str]) -> list[Standing]:
    """The standing of each node, in the order of the nodes; directions of edges do not count."""
    plain = flatten(network)
    betweenness = find_betweenness(plain).round(DIGITS)
    communities = find_communities(plain)
    return [
        Standing(node, plain.degree(node), float(strength), float(betweenness[place]), communities[place])
        for place, (node, strength) in enumerate(plain.degree(weight="weight"))
    ]


def flatten(network: nx.Graph[Any]) -> nx.Graph[str]:
    """The network with one edge between two nodes, whose weight is the sum of all between them; without edges to oneself."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(network.nodes(data=True))
    for one, other, weight in network.edges(data="weight", default=1.0):
        if one != other:
            before = plain.edges[one, other]["weight"] if plain.has_edge(one, other) else 0.0
            plain.add_edge(one, other, weight=before + weight)
    return plain


def find_betweenness(plain: nx.Graph[str]) -> Any:
    """The betweenness of each node, in the order of the nodes.

    This is what Brandes counts for one node after the other, for many at a time: a level of all their ways is one product of
    matrices, which takes a fifth of the time.
    """
    size = len(plain)
    if size < 3:
        return np.zeros(size)
    links = csr_array(nx.to_scipy_sparse_array(plain, weight=None), dtype=float)
    starts = list(range(size))
    if size > EXACT:
        starts = sorted(random.Random(SEED).sample(starts, DRAWN))  # noqa: S311 - no secret hangs on it
    total = np.zeros(size)
    for first in range(0, len(starts), BLOCK):
        total += _count_ways(links, np.array(starts[first : first + BLOCK]))
    return total * size / len(starts) / ((size - 1) * (size - 2))


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


def find_communities(plain: nx.Graph[Any]) -> list[int]:
    """The number of each node's community by Louvain's method, in the order of the nodes; the largest is 1."""
    if not plain:
        return []
    # By numbers instead of names, since a set of names has another order in each run.
    numbered: nx.Graph[Any] = nx.convert_node_labels_to_integers(plain)
    groups = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    groups.sort(key=lambda group: (-len(group), min(group)))
    found = {node: number for number, group in enumerate(groups, 1) for node in group}
    return [found[place] for place in range(len(plain))]
