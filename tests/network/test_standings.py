"""Where things stand in networks, in the graph: of every network but the whole, the same as its table says, and asked for."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, VOID, URIRef

from graph.export import Wanted, export
from graph.network import pairs
from graph.network.projections import projections
from graph.network.standings import iter_standings
from graph.snapshots import Workspace
from graph.store import Rows, Store, open_memory
from graph.terms import DATASET, ID, MEASURES, SG, mint_network, mint_standing
from tests.conftest import ROOT

MANUAL = ROOT / "docs" / "networks.md"
TABLE = """SELECT ?thing ?degree ?strength ?betweenness ?community WHERE {
  ?standing <%(sg)snetwork> <%(network)s> ; <%(sg)sstandingOf> ?thing ; <%(sg)sdegree> ?degree ; <%(sg)sstrength> ?strength ;
            <%(sg)sbetweenness> ?betweenness ; <%(sg)scommunity> ?community .
}"""


def ask(store: Store, query: str) -> list[tuple[str, ...]]:
    answer = store.query(query)
    assert isinstance(answer, Rows)
    return [tuple("" if term is None else str(term) for term in row) for row in answer.rows]


@pytest.mark.parametrize("name", [one.name for one in projections() if one.name != "whole"])
def test_standings_are_those_of_the_table(name: str, workspace: Path, tmp_path: Path) -> None:
    with Workspace(workspace).open_store() as store:
        found = ask(store, TABLE % {"sg": SG, "network": mint_network(name)})
        path = export(store, "measures", tmp_path / "a.csv", wanted=Wanted(network=name))
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    expected = {
        (row["thing"], row["community"], *(float(row[key]) for key in ("degree", "strength", "betweenness")))
        for row in rows
    }
    assert {(thing, community, *map(float, numbers)) for thing, *numbers, community in found} == expected
    assert len(found) == len(expected) > 0


def test_standings_are_the_same_lines_in_the_same_order_each_time(store: Store) -> None:
    lines = list(iter_standings(store))
    assert lines == list(iter_standings(store))
    assert len(lines) == len(set(lines)) > 0


def test_nothing_stands_anywhere_in_an_empty_store() -> None:
    with open_memory() as empty:
        kinds = [line for line in iter_standings(empty) if f" <{RDF.type}> " in line]
    assert kinds == [network(one.name) for one in projections() if one.name != "whole"]


def test_network_of_too_many_pairs_is_left_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "MOST_PAIRS", 0)
    lines = set(iter_standings(store))
    assert network("inspectors-councils") in lines
    assert network("inspectors-together") not in lines


def network(name: str) -> str:
    """The line that tells of a network."""
    return f"<{mint_network(name)}> <{RDF.type}> <{SG.Network}> .\n"


def test_snapshot_describes_its_networks(workspace: Path) -> None:
    with Workspace(workspace).open_store() as store:
        networks = ask(
            store, f"SELECT ?n ?l {{ GRAPH <{MEASURES}> {{ ?n a <{SG.Network}> ; <{RDFS.label}> ?l }} }} ORDER BY ?n"
        )
        told = ask(
            store,
            f"SELECT ?n {{ <{DATASET}> <{VOID.classPartition}> [ <{VOID['class']}> "
            f"<{SG.Standing}> ; <{VOID.entities}> ?n ] }}",
        )
        count = ask(store, f"SELECT (COUNT(*) AS ?n) {{ ?s a <{SG.Standing}> }}")
    assert networks == [(str(mint_network(one.name)), one.what) for one in projections() if one.name != "whole"]
    assert told == count != [("0",)]


def test_standing_has_an_address_of_its_own() -> None:
    network = mint_network("x")
    assert mint_standing(network, ID["person/a"]) == ID["network/x/person/a"]
    assert mint_standing(network, URIRef(SKOS.Concept)).startswith(f"{network}/")


def test_query_of_the_manual_tells_who_stands_between_others(workspace: Path) -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.S)
    with Workspace(workspace).open_store() as store:
        rows = ask(store, query)
    assert len(rows) == 10
    assert [float(row[2]) for row in rows] == sorted((float(row[2]) for row in rows), reverse=True)
