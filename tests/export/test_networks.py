"""Networks as other tools read them: each format has the nodes and edges of the projection."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pydot
import pytest
from lxml import etree

from graph.errors import ExportError, UnknownName
from graph.export import Origin, Wanted, export
from graph.network.projections import find_projection, projections, read_projection
from graph.store import Store, open_memory

ORIGIN = Origin("0001-test", "2026-01-02T03:04:05+00:00")
NAMES = [one.name for one in projections()]
GEXF = "{http://www.gexf.net/1.2draft}"


def write(store: Store, kind: str, path: Path, name: str) -> Path:
    return export(store, kind, path, origin=ORIGIN, wanted=Wanted(network=name))


def describe(network: nx.Graph) -> tuple[bool, list[tuple[str, str]], list[tuple[str, ...]]]:  # type: ignore[type-arg]
    """A network by its direction, its nodes with their labels, and its edges with their words."""
    nodes = sorted((str(node), told["label"]) for node, told in network.nodes(data=True))
    edges = sorted(
        (*map(str, pair if network.is_directed() else sorted(pair)), told["link"])
        for *pair, told in network.edges(data=True)
    )
    return network.is_directed(), nodes, edges


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table by their columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", NAMES)
def test_networks_are_read_back_as_they_were(store: Store, tmp_path: Path, name: str) -> None:
    told = describe(read_projection(store, name))
    assert describe(nx.read_graphml(write(store, "graphml", tmp_path / "a.graphml", name))) == told
    assert describe(nx.read_gexf(write(store, "gexf", tmp_path / "a.gexf", name))) == told
    links = json.loads(write(store, "nodelink", tmp_path / "a.json", name).read_text(encoding="utf-8"))
    assert describe(nx.node_link_graph(links, edges="links")) == told


# The parser uses names that its own parser's library calls outdated.
@pytest.mark.filterwarnings("ignore:.* deprecated - use:DeprecationWarning")
@pytest.mark.parametrize("name", NAMES)
def test_dot_is_read_by_another_parser(store: Store, tmp_path: Path, name: str) -> None:
    network = read_projection(store, name)
    (read,) = pydot.graph_from_dot_file(str(write(store, "dot", tmp_path / "a.dot", name)), encoding="utf-8")
    labels = {unquote(node.get_name()): unquote(node.get("label")) for node in read.get_nodes()}
    assert labels == dict(network.nodes(data="label"))
    edges = [(unquote(edge.get_source()), unquote(edge.get_destination())) for edge in read.get_edges()]
    assert (read.get_type(), edges) == ("digraph" if network.is_directed() else "graph", list(network.edges()))


def unquote(text: str) -> str:
    """What stands between the quotation marks."""
    return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")


@pytest.mark.parametrize("name", NAMES)
def test_neo4j_finds_each_end_of_a_relationship(store: Store, tmp_path: Path, name: str) -> None:
    folder = write(store, "neo4j", tmp_path / "neo4j", name)
    nodes, edges = (read_rows(folder / f"{part}.csv") for part in ("nodes", "relationships"))
    network = read_projection(store, name)
    assert ({row["address:ID"] for row in nodes}, len(edges)) == (set(network.nodes), network.number_of_edges())
    assert [row for row in edges if not {row[":START_ID"], row[":END_ID"]} <= set(network.nodes)] == []
    assert {row[":TYPE"] for row in edges if not row[":TYPE"].replace("_", "").isupper()} == set()


@pytest.mark.parametrize("name", NAMES)
def test_gexf_is_as_its_schema_has_it(store: Store, tmp_path: Path, name: str) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf.rng")))
    schema.assertValid(etree.parse(write(store, "gexf", tmp_path / "a.gexf", name)))


def test_gexf_bears_the_date_of_its_snapshot_and_hangs_together(store: Store, tmp_path: Path) -> None:
    root = etree.parse(write(store, "gexf", tmp_path / "a.gexf", "inspectors-councils")).getroot()
    assert (root.get("version"), root[0].get("lastmodifieddate")) == ("1.2", "2026-01-02")
    assert [child.text for child in root[0]] == ["Scrutiny Graph", find_projection("inspectors-councils").what]
    ids = [node.get("id") for node in root.iter(f"{GEXF}node")]
    edges = list(root.iter(f"{GEXF}edge"))
    assert (len(set(ids)), len({edge.get("id") for edge in edges})) == (len(ids), len(edges))
    assert {edge.get(end) for edge in edges for end in ("source", "target")} == set(ids)
    declared = {one.get("id") for one in root.iter(f"{GEXF}attribute")}
    assert {one.get("for") for one in root.iter(f"{GEXF}attvalue")} <= declared


def test_measures_are_a_table_with_the_most_connected_first(store: Store, tmp_path: Path) -> None:
    rows = read_rows(write(store, "measures", tmp_path / "a.csv", "inspectors-councils"))
    assert list(rows[0]) == ["thing", "name", "kind", "degree", "strength", "betweenness", "community"]
    degrees = [int(row["degree"]) for row in rows]
    assert (rows[0]["name"], degrees) == ("Lancashire", sorted(degrees, reverse=True))


def test_names_of_any_script_and_with_signs_come_through(tmp_path: Path) -> None:
    name = 'Ана "Ю" <b>\\ & =1+1'
    data = f"""@prefix sg: <https://w3id.org/scrutiny-graph/def#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    <urn:i> sg:inspector <urn:p> ; sg:inspects <urn:c> . <urn:p> foaf:name {json.dumps(name + chr(10) + chr(1), ensure_ascii=False)} ."""
    (tmp_path / "a.ttl").write_text(data, encoding="utf-8")
    with open_memory() as store:
        with (tmp_path / "a.ttl").open("rb") as stream:
            store.load(stream, "turtle")
        for kind, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
            network = read(write(store, kind, tmp_path / f"a.{kind}", "inspectors-councils"))
            assert network.nodes["urn:p"]["label"].strip() == name
        dot = write(store, "dot", tmp_path / "a.dot", "inspectors-councils").read_text(encoding="utf-8")
    assert '"urn:p" [label="Ана \\"Ю\\" <b>\\\\ & =1+1 ", class="Thing"];' in dot
    assert '"urn:p" -> "urn:c" [label="inspected", weight=1];' in dot


def test_part_of_the_graph_has_its_own_network(store: Store, tmp_path: Path) -> None:
    path = export(
        store,
        "graphml",
        tmp_path / "a.graphml",
        wanted=Wanted(council=("Lincolnshire",), network="inspectors-councils"),
    )
    labels = {told["label"] for _, told in nx.read_graphml(path).nodes(data=True)}
    assert ("Lincolnshire" in labels, "Lancashire" in labels) == (True, False)


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("gexf", "x", "no network 'x': choose one of councils-themes"),
        ("turtle", "whole", "turtle holds no network: choose one of dot, gexf"),
    ],
)
def test_network_that_cannot_be_is_told(store: Store, tmp_path: Path, kind: str, name: str, told: str) -> None:
    with pytest.raises((ExportError, UnknownName), match=told):
        write(store, kind, tmp_path / "a", name)
    assert list(tmp_path.iterdir()) == []
