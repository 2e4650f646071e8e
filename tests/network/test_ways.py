"""Ways between things of the small world: the shortest first, each link told in words with the places that say it."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import pytest
from rdflib import RDF, URIRef

from graph.cli import main
from graph.errors import UnknownName
from graph.network import Link, Network, find_ways, read_links, tell_ways
from graph.network.links import Property, read_properties
from graph.store import Store, open_memory
from graph.terms import ID, SG

LANCASHIRE, LINCOLNSHIRE = ID["council/E10000017"], ID["council/E10000019"]
A, B, C, D, E, HUB = (ID[f"thing/{name}"] for name in "abcdeh")


@pytest.fixture(scope="module")
def network(store: Store) -> Network:
    return read_links(store)


def join(*edges: tuple[URIRef, URIRef, float], closed: tuple[URIRef, ...] = ()) -> Network:
    """A network of links of these lengths."""
    links: nx.Graph[URIRef] = nx.Graph()
    for one, other, length in edges:
        links.add_edge(one, other, link=Link(one, SG.about, other), length=length)
    return Network(links, frozenset(closed), {SG.about: Property(SG.about, 1, True, "is about")})


@pytest.mark.parametrize(
    ("network", "most", "things"),
    [
        (join((A, B, 1)), 3, [(A, B)]),
        (join((A, B, 1), (A, C, 1), (C, B, 1)), 3, [(A, B), (A, C, B)]),
        (join((A, B, 5), (A, C, 1), (C, B, 1)), 3, [(A, C, B), (A, B)]),
        (join((A, B, 5), (A, C, 1), (C, B, 1)), 1, [(A, C, B)]),
        # The second way may not pass what the first one passed, though it would be shorter.
        (join((A, C, 1), (C, D, 1), (D, B, 1), (C, E, 1), (E, B, 1.5), (A, E, 9)), 3, [(A, C, D, B), (A, E, B)]),
        (join((A, HUB, 1), (HUB, B, 1), (A, C, 9), (C, B, 9), closed=(HUB,)), 3, [(A, C, B)]),
        (join((A, C, 1), (D, B, 1)), 3, []),
        (join((C, D, 1)), 3, []),
    ],
)
def test_ways_are_the_shortest_that_share_nothing(
    network: Network, most: int, things: list[tuple[URIRef, ...]]
) -> None:
    assert [way.things for way in find_ways(network, A, B, most)] == things


def test_way_ends_at_what_it_may_not_pass() -> None:
    network = join((A, HUB, 1), (HUB, B, 1), closed=(HUB,))
    assert [(way.things, way.length) for way in find_ways(network, A, HUB)] == [((A, HUB), 1.0)]


def test_way_to_the_same_thing_is_refused() -> None:
    with pytest.raises(UnknownName, match="is given twice"):
        find_ways(join((A, B, 1)), A, A)


def test_ways_are_told_in_words_with_their_sources(store: Store, network: Network) -> None:
    inspection = ID["inspection/E10000017/sif/2015-09-14"]
    (way, *_) = find_ways(network, inspection, LANCASHIRE)
    ((step,),) = tell_ways(store, network, [way])
    assert step.link == Link(inspection, SG.inspects, LANCASHIRE)
    assert step.sentence.endswith(" inspected Lancashire.")
    assert {type(source.page) for source in step.sources} == {int}
    assert [source.evidence.partition("/evidence/")[0] in source.evidence for source in step.sources] == [True] * len(
        step.sources
    )


def test_rows_of_one_table_are_no_way_to_each_other() -> None:
    first, second, table = ID["inspection/a"], ID["inspection/b"], ID["document/t"]
    with open_memory() as small:
        small.add([(one, SG.mentionedIn, table, ID["graph/facts"]) for one in (first, second)])
        assert len(find_ways(read_links(small), first, second)) == 1
        small.add([(table, RDF.type, SG.InspectionTable, table)])
        assert find_ways(read_links(small), first, second) == []
        assert len(find_ways(read_links(small), first, table)) == 1


def test_ways_are_the_same_each_time(store: Store, network: Network) -> None:
    again = find_ways(read_links(store), LANCASHIRE, LINCOLNSHIRE)
    assert again == find_ways(network, LANCASHIRE, LINCOLNSHIRE)
    assert len(again) > 0


def test_every_property_that_connects_is_declared(store: Store) -> None:
    ours = [str(link) for link in read_properties(store) if link.startswith(str(SG))]
    declared = {str(row[0]) for row in store.query("SELECT DISTINCT ?p { ?p a ?k FILTER(ISIRI(?p)) }")}
    assert sorted(set(ours) - declared) == []


def test_path_tells_the_ways(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["path", "id:inspection/E10000017/sif/2015-09-14", "Lancashire", "-n", "1", "-w", str(workspace)])
    lines = capsys.readouterr().out.splitlines()
    assert (status, lines[1:3]) == (0, ["", "1."])
    assert lines[0].endswith(" and Lancashire: 1 way")
    assert lines[3].endswith(" inspected Lancashire.")
    words = [line for line in lines[4:] if line.startswith("    “")]
    places = [line for line in lines[4:] if line not in words]
    assert len(set(words)) == len(words) > 0
    assert all(re.fullmatch(r"      page \d+ of .+ \(id:statement/[0-9a-f]{16}\)", line) for line in places)
    assert len(places) >= len(words)


@pytest.mark.parametrize("layout", ["csv", "json"])
def test_path_is_told_to_programs(layout: str, workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["path", "Lancashire", "ofsted", "-f", layout, "-w", str(workspace)]) == 0
    assert "statement/" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        (
            "Lancashre",
            "Lancashire",
            "scrutiny: no council or person or committee or inspectorate or theme or region is called 'Lancashre'",
        ),
        ("Lancashire", "E10000017", "scrutiny: Lancashire and E10000017 are one thing: name two"),
        ("id:council/E1", "Lancashire", "scrutiny: nothing is known of id:council/E1"),
    ],
)
def test_path_refuses_what_it_cannot_connect(
    one: str, other: str, line: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["path", one, other, "-w", str(workspace)])
    assert (status, capsys.readouterr().err.startswith(line)) == (2, True)
