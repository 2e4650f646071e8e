"""The pairs of a network with their weights: joined, compared, and taken apart into what is connected."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    import networkx as nx

Pair = tuple[str, str]
Ties = Mapping[Pair, float]
T = TypeVar("T", bound=str)


class Part(NamedTuple):
    """A connected part of a network: its things, in order, and its pairs by their places among these, with their weights."""

    names: list[str]
    pairs: tuple[tuple[int, int, float], ...]


def count_sharers(told: Iterable[Pair]) -> Counter[str]:
    """How many things share each that they share, by pairs of a thing with what it shares."""
    return Counter(shared for _, shared in told)


def count_sharing(sharers: Mapping[str, int]) -> int:
    """How many pairs of things share something."""
    return sum(size * (size - 1) // 2 for size in sharers.values())


def join_sharing(told: Iterable[Pair]) -> Ties:
    """The ties between things that share something, by how much they share; by pairs of a thing with what it shares."""
    groups: dict[str, set[str]] = defaultdict(set)
    for one, shared in told:
        groups[shared].add(one)
    return count_pairs(groups.values())


def count_pairs(groups: Iterable[Iterable[T]]) -> Counter[tuple[T, T]]:
    """How many groups each pair of things is in together, the first of both in order before the other."""
    return Counter(pair for things in groups for pair in combinations(sorted(things), 2))


def undirect(ties: Ties) -> Ties:
    """The ties without directions."""
    weights: dict[Pair, float] = defaultdict(float)
    for pair, weight in sorted(ties.items()):
        weights[min(pair), max(pair)] += weight
    return weights


def find_ends(pairs: Iterable[Pair]) -> set[str]:
    """The things of pairs."""
    return {end for pair in pairs for end in pair}


def find_changed(old: Ties, new: Ties) -> set[str]:
    """The things with a tie that the other of two networks does not have, or has otherwise."""
    return find_ends(pair for pair, _ in old.items() ^ new.items())


def iter_connected(ties: Ties) -> Iterator[dict[Pair, float]]:
    """The ties of each connected part of a network, in the order of their first pairs."""
    if not ties:
        return
    _, connected = _connect(ties)
    parts = {thing: number for number, part in enumerate(connected) for thing in part}
    found: dict[int, dict[Pair, float]] = defaultdict(dict)
    for pair, weight in ties.items():
        found[parts[pair[0]]][pair] = weight
    yield from found.values()


def iter_parts(ties: Ties, wanted: Collection[str] | None = None) -> Iterator[Part]:
    """The connected parts of a network: all, or those that have any of the wanted things; a thing is not tied with itself."""
    if not ties:
        return
    network, connected = _connect(ties)
    for part in connected:
        if wanted is None or not part.isdisjoint(wanted):
            names = sorted(part)
            places = {name: place for place, name in enumerate(names)}
            edges: Iterable[tuple[str, str, float]] = network.edges(names, data="weight")
            numbered = ((places[one], places[other], weight) for one, other, weight in edges)
            yield Part(
                names, tuple(sorted((min(one, other), max(one, other), weight) for one, other, weight in numbered))
            )


def _connect(ties: Ties) -> tuple[nx.Graph[str], Iterator[set[str]]]:
    """The network of some ties, and the things of each of its connected parts; a thing is not tied with itself."""
    # The library takes a tenth of a second to load, and mostly little changes, so that there is nothing to connect.
    import networkx as nx  # noqa: PLC0415

    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted(find_ends(ties)))
    network.add_weighted_edges_from((one, other, weight) for (one, other), weight in ties.items() if one != other)
    return network, nx.connected_components(network)
