"""What the place of a thing in a network says of it, in numbers; plain functions from a network to a number for each node.

They are counted when they are asked for and not kept in the graph: each belongs to one projection, and one new report
changes nearly all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import networkx as nx

EXACT = 500
"""Nodes up to which betweenness is counted from every node; of more, from as many drawn with one seed, always the same."""
DRAWN, SEED = 50, 1
MEANINGS = {
    "degree": "How many other things it is connected with.",
    "strength": "The sum of the weights of its edges: how often it is connected, however many others that are.",
    "betweenness": "The share of all shortest ways between two others that lead through it, from 0 to 1; near 0 at the edge of the network.",
    "community": "The number of the group of things that are connected more with each other than with the rest; the largest group is 1.",
}


class Measures(NamedTuple):
    """The measures of a node (`MEANINGS`)."""

    thing: str
    name: str
    kind: str
    degree: int
    strength: float
    betweenness: float
    community: int


def measure(network: nx.Graph[str]) -> Iterator[Measures]:
    """The measures of each node, in the order of the nodes; directions of edges do not count."""
    plain = flatten(network)
    drawn = None if len(plain) <= EXACT else DRAWN
    betweenness = nx.betweenness_centrality(plain, k=drawn, seed=SEED)
    groups = (
        sorted(
            nx.community.louvain_communities(plain, weight="weight", seed=SEED),
            key=lambda group: (-len(group), min(group)),
        )
        if plain
        else []
    )
    community = {node: number for number, group in enumerate(groups, 1) for node in group}
    for node, told in plain.nodes(data=True):
        strength = plain.degree(node, weight="weight")
        yield Measures(
            node,
            told["label"],
            told["kind"],
            plain.degree(node),
            float(strength),
            round(betweenness[node], 6),
            community[node],
        )


def flatten(network: nx.Graph[Any]) -> nx.Graph[str]:
    """The network with one edge between two nodes, whose weight is the sum of all between them; without edges to oneself."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(network.nodes(data=True))
    for one, other, weight in network.edges(data="weight", default=1.0):
        if one != other:
            before = plain.edges[one, other]["weight"] if plain.has_edge(one, other) else 0.0
            plain.add_edge(one, other, weight=before + weight)
    return plain
