"""Projections of the small world, whole, and what the place of a thing in a network says of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from graph.errors import UnknownName
from graph.network import measures
from graph.network.measures import Standing, meanings, measure
from graph.network.projections import find_projection, projections, read_projection
from graph.snapshots import Workspace
from graph.store import Store, open_memory
from graph.terms import ID
from tests.conftest import ROOT

COUNCILS = {str(ID["council/E10000017"]): "Lancashire", str(ID["council/E10000019"]): "Lincolnshire"}


def test_projections_are_headed_by_their_question() -> None:
    assert [one.name for one in projections()] == [
        "councils-themes", "inspections-in-time", "inspectors-councils", "inspectors-together", "people-bodies", "whole",
    ]  # fmt: skip
    assert all(one.what.endswith("?") for one in projections())


def test_projections_say_what_tells_of_their_pairs() -> None:
    """Whose triples are asked for, and nothing else: by these is found what changed."""
    for projection in projections()[:-1]:
        _, pattern = projection.text.split("WHERE {")
        subjects = re.findall(r"^  (\?\w+) ", pattern, re.M)
        assert sorted(set(projection.tellers)) == sorted(subjects), projection.name
        assert "/" not in pattern.partition("}")[0], projection.name


def test_unknown_projection_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="no network 'x': choose one of councils-themes, "):
        find_projection("x")


def test_inspectors_lead_to_the_councils_that_they_inspected(store: Store) -> None:
    network = read_projection(store, "inspectors-councils")
    parker = str(ID["person/fiona-parker"])
    assert network.nodes[parker] == {"label": "Fiona Parker", "kind": "Person"}
    assert {network.nodes[other]["label"] for other in network.successors(parker)} == set(COUNCILS.values())
    assert {told["link"] for _, _, told in network.edges(data=True)} == {"inspected"}


def test_inspections_follow_each_other_in_time(store: Store) -> None:
    network = read_projection(store, "inspections-in-time")
    assert nx.is_directed_acyclic_graph(network)
    # Their addresses end with their first days.
    assert [pair for pair in network.edges() if not pair[0].rpartition("/")[2] < pair[1].rpartition("/")[2]] == []
    assert network.number_of_edges() > 0


@pytest.mark.parametrize("name", ["councils-themes", "inspectors-together", "people-bodies"])
def test_two_things_that_share_something_are_joined_once(workspace: Path, name: str) -> None:
    with Workspace(workspace).open_store() as built:
        network = read_projection(built, name)
    assert not network.is_directed()
    assert network.size() > 0
    assert all(one != other and told["weight"] >= 1 for one, other, told in network.edges(data=True))


@pytest.mark.parametrize("name", [one.name for one in projections()])
def test_projection_of_nothing_is_empty_and_of_the_same_the_same(store: Store, name: str) -> None:
    with open_memory() as empty:
        assert (len(read_projection(empty, name)), list(measure(read_projection(empty, name)))) == (0, [])
    one, other = (read_projection(store, name) for _ in range(2))
    assert (list(one.nodes(data=True)), list(one.edges(data=True))) == (
        list(other.nodes(data=True)),
        list(other.edges(data=True)),
    )


def test_measures_are_those_of_a_network_that_one_can_count() -> None:
    # A bridge b between the two triangles a1 a2 a3 and c1 c2 c3.
    network: nx.Graph[str] = nx.Graph()
    pairs = [pair.split() for pair in ("a1 a2", "a1 a3", "a2 a3", "a1 b", "b c1", "c1 c2", "c1 c3", "c2 c3")]
    network.add_nodes_from(sorted({end for pair in pairs for end in pair}))
    network.add_edges_from((one, other, {"weight": 2.0}) for one, other in pairs)
    found = {row.thing: row for row in measure(network)}
    assert found["b"] == Standing("b", 2, 4.0, 0.6, found["b"].community)
    assert (found["a2"].betweenness, found["a1"].degree) == (0.0, 3)
    assert (found["a2"].community, found["a3"].community, found["c3"].community) == ("a1", "a1", found["c2"].community)
    assert found["c2"].community in ("b", "c1")


def test_betweenness_of_many_is_near_what_all_of_them_would_give(monkeypatch: pytest.MonkeyPatch) -> None:
    network = nx.relabel_nodes(nx.barabasi_albert_graph(400, 2, seed=1), str)
    exact = [row.betweenness for row in measure(network)]
    monkeypatch.setattr(measures, "WORK", 150 * (400 + network.number_of_edges()))
    found = [row.betweenness for row in measure(network)]
    assert found == pytest.approx(exact, abs=0.05)
    assert found != exact


@pytest.mark.parametrize("seed", range(4))
def test_what_is_measured_of_a_part_hangs_on_that_part_alone(seed: int) -> None:
    networks = [nx.gnm_random_graph(40, 60, seed=seed + one) for one in (0, 9)]
    parts = [nx.relabel_nodes(one, {node: f"{node:02d}{place}" for node in one}) for place, one in enumerate(networks)]
    alone = {row.thing: row for part in parts for row in measure(part)}
    assert {row.thing: row for row in measure(nx.union(*parts))} == alone


def test_measures_are_the_same_however_python_keeps_its_sets() -> None:
    program = """
import networkx as nx
from graph.network.measures import measure
print(measure(nx.relabel_nodes(nx.barabasi_albert_graph(300, 3, seed=1), lambda node: f"urn:{node:03d}")))
"""
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert told[0].count(b"Standing(") == 300


def test_every_measure_has_its_meaning_in_a_sentence() -> None:
    assert list(meanings()) == ["degree", "strength", "betweenness", "community"]
    assert all(meaning.endswith(".") for meaning in meanings().values())


def test_manual_tells_each_projection_and_measure_in_its_own_words() -> None:
    manual = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
    assert [one.name for one in projections() if f"| `{one.name}` | {one.what} |" not in manual] == []
    assert [name for name, meaning in meanings().items() if f"| `{name}` | {meaning} |" not in manual] == []
