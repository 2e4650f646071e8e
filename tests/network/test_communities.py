"""Groups of a network: as good as another library's, and the same each time."""

from __future__ import annotations

import networkx as nx
import pytest
from scipy.sparse import csr_array

from graph.network.communities import find_communities


def to_table(network: nx.Graph[int]) -> csr_array:
    return csr_array(nx.to_scipy_sparse_array(network), dtype=float)


def test_groups_that_are_joined_more_among_themselves_are_found() -> None:
    network: nx.Graph[int] = nx.Graph()
    pairs = [(one, other) for other in range(40) for one in range(other)]
    network.add_weighted_edges_from((one, other, 3 if one // 10 == other // 10 else 0.5) for one, other in pairs)
    assert find_communities(to_table(network)) == [node // 10 * 10 for node in sorted(network)]


@pytest.mark.parametrize("seed", range(5))
def test_groups_are_as_good_as_those_of_another_library(seed: int) -> None:
    network = nx.connected_watts_strogatz_graph(200, 8, 0.1 + seed / 20, seed=seed)
    found = find_communities(to_table(network))
    groups = [{node for node in network if found[node] == one} for one in sorted(set(found))]
    assert found == [min(next(group for group in groups if node in group)) for node in network]
    theirs = nx.community.louvain_communities(network, seed=seed)
    assert nx.community.modularity(network, groups) > nx.community.modularity(network, theirs) - 0.02


def test_things_of_no_pair_are_groups_of_their_own() -> None:
    assert find_communities(csr_array((0, 0))) == []
    assert find_communities(csr_array((3, 3))) == [0, 1, 2]


def test_two_things_with_a_pair_are_one_group_and_equals_are_too() -> None:
    assert find_communities(to_table(nx.path_graph(2))) == [0, 0]
    assert find_communities(to_table(nx.complete_graph(150))) == [0] * 150
