"""What is measured anew of what changed is the same as measuring all of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import ORG, RDFS, Literal, URIRef

from graph.differences import Differences, find_differences
from graph.network import pairs
from graph.network.measured import NAME
from graph.network.renewal import renew_standings
from graph.network.standings import iter_standings
from graph.network.ties import find_changed, iter_connected
from graph.store import EmbeddedStore, Quad, iter_graph, open_disk, open_memory
from graph.terms import DERIVED, FACTS, ID, MEASURES, SG, mint_network

World = set[Quad]
PEOPLE, COUNCILS, THEMES = ([ID[f"{kind}/{place}"] for place in range(8)] for kind in ("person", "council", "theme"))


def make_world(seed: int) -> World:
    """Inspections of councils by some people, with recommendations on themes, and people who hold posts."""
    draw = random.Random(seed)  # noqa: S311 - no secret hangs on it
    world: World = {(one, RDFS.label, Literal(f"No. {place}"), FACTS) for place, one in enumerate(PEOPLE)}
    for place in range(10):
        inspection = ID[f"inspection/{place}"]
        world.add((inspection, SG.inspects, draw.choice(COUNCILS), FACTS))
        world |= {(inspection, SG.inspector, one, FACTS) for one in draw.sample(PEOPLE, draw.randrange(4))}
        world.add((inspection, SG.leadInspector, draw.choice(PEOPLE), FACTS))
        told = URIRef(f"{inspection}/recommendation/1")
        world.add((inspection, SG.recommendation, told, FACTS))
        world |= {(told, SG.theme, theme, DERIVED) for theme in draw.sample(THEMES, draw.randrange(3))}
        if place and draw.random() < 0.5:
            world.add((inspection, SG.previousInspection, ID[f"inspection/{draw.randrange(place)}"], DERIVED))
        post = ID[f"person/post/{place}"]
        world |= {
            (post, ORG.member, draw.choice(PEOPLE), FACTS),
            (post, ORG.organization, draw.choice(COUNCILS), FACTS),
        }
    return world


def change(world: World, seed: int) -> World:
    """The same with some triples of another, without some of its own, and with another name for somebody."""
    draw = random.Random(seed)  # noqa: S311 - no secret hangs on it
    other = sorted(make_world(seed + 100) - world, key=str)
    named = (PEOPLE[0], RDFS.label, Literal("Ann Ash"), FACTS)
    return (world - {*draw.sample(sorted(world, key=str), draw.randrange(6))}) | {
        *draw.sample(other, draw.randrange(6)),
        named,
    }


Build = Callable[[World, str], Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """What makes a snapshot's folder, with a store of this world and what was measured of it."""

    def make(world: World, name: str) -> Path:
        (tmp_path / name).mkdir()
        with open_disk(tmp_path / name / "store") as store:
            store.add(world)
            store.load_lines(iter_standings(store, tmp_path / name), MEASURES)
        return tmp_path / name

    return make


def lines(folder: Path) -> list[bytes]:
    """The lines of the graph of measures in a snapshot's folder."""
    with open_disk(folder / "store", read_only=True) as store:
        return list(iter_graph(store, MEASURES))


def renew(before: Path, world: World, after: World, folder: Path) -> Differences:
    """The differences that a store tells which said one thing and says another."""
    with open_memory() as store:
        fill(store, before, after)
        folder.mkdir()
        return renew_standings(store, {str(quad[0]) for quad in world ^ after}, before, folder)


def fill(store: EmbeddedStore, before: Path, world: World) -> None:
    store.add(world)
    with open_disk(before / "store", read_only=True) as old:
        store.replace(MEASURES, old.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{MEASURES}> {{ ?s ?p ?o }} }}").triples)


@pytest.mark.parametrize("seed", range(6))
def test_measures_renewed_are_those_of_what_is_there(seed: int, build: Build, tmp_path: Path) -> None:
    world, after = make_world(seed), change(make_world(seed), seed)
    before, now = build(world, "before"), build(after, "now")
    expected = find_differences(lines(before), lines(now))
    assert renew(before, world, after, tmp_path / "next") == expected
    assert expected.come
    assert (tmp_path / "next" / NAME).read_bytes() == (now / NAME).read_bytes()


def test_nothing_is_told_where_nothing_changed(build: Build, tmp_path: Path) -> None:
    world = make_world(1)
    before = build(world, "before")
    assert renew(before, world, world, tmp_path / "next") == Differences([], [])
    assert (tmp_path / "next" / NAME).read_bytes() == (before / NAME).read_bytes()


@pytest.mark.parametrize("turned", [False, True])
def test_network_that_becomes_too_large_goes_and_comes_back(
    turned: bool, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspection = ID["inspection/1"]
    small: World = {(inspection, SG.inspector, one, FACTS) for one in PEOPLE[:3]}
    large: World = {(inspection, SG.inspector, one, FACTS) for one in PEOPLE[:4]}
    world, after = (large, small) if turned else (small, large)
    monkeypatch.setattr(pairs, "MOST_PAIRS", 3)
    before, now = build(world, "before"), build(after, "now")
    found = renew(before, world, after, tmp_path / "next")
    assert found == find_differences(lines(before), lines(now))
    told = f"<{mint_network('inspectors-together')}> ".encode()
    assert any(line.startswith(told) for line in (found.come if turned else found.gone))
    assert (tmp_path / "next" / NAME).read_bytes() == (now / NAME).read_bytes()


@pytest.mark.parametrize("turned", [False, True])
def test_network_that_stays_too_large_is_counted(
    turned: bool, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = ID["inspection/1"], ID["inspection/2"]
    some: World = {(one, SG.inspector, person, FACTS) for person in PEOPLE[:4]}
    more: World = some | {(other, SG.inspector, person, FACTS) for person in PEOPLE[3:6]}
    world, after = (more, some) if turned else (some, more)
    monkeypatch.setattr(pairs, "MOST_PAIRS", 3)
    before, now = build(world, "before"), build(after, "now")
    assert renew(before, world, after, tmp_path / "next") == find_differences(lines(before), lines(now))
    kept, wanted, was = ((folder / NAME).read_bytes() for folder in (tmp_path / "next", now, before))
    assert kept == wanted != was


@pytest.mark.parametrize("damage", ["lost", "empty", "cut"])
def test_all_is_measured_where_what_was_measured_cannot_be_read(damage: str, build: Build, tmp_path: Path) -> None:
    world, after = make_world(1), change(make_world(1), 1)
    before, now = build(world, "before"), build(after, "now")
    expected = find_differences(lines(before), lines(now))
    kept = (before / NAME).read_bytes()
    (before / NAME).unlink()
    if damage != "lost":
        (before / NAME).write_bytes(b"" if damage == "empty" else kept[: len(kept) // 2])
    assert renew(before, world, after, tmp_path / "next") == expected
    assert (tmp_path / "next" / NAME).read_bytes() == (now / NAME).read_bytes()


def test_things_are_told_whose_ties_changed() -> None:
    old = {("a", "b"): 1.0, ("b", "c"): 1.0, ("d", "e"): 2.0, ("f", "g"): 1.0}
    new = {("a", "b"): 1.0, ("d", "e"): 3.0, ("f", "g"): 1.0, ("f", "h"): 1.0}
    assert find_changed(old, new) == {"b", "c", "d", "e", "f", "h"}
    assert find_changed(old, old) == find_changed({}, {}) == set()


def test_connected_parts_have_all_ties_each_once() -> None:
    ties = {("a", "b"): 1.0, ("c", "c"): 2.0, ("d", "b"): 3.0, ("f", "e"): 4.0, ("e", "f"): 5.0}
    assert list(iter_connected(ties)) == [
        {("a", "b"): 1.0, ("d", "b"): 3.0},
        {("c", "c"): 2.0},
        {("f", "e"): 4.0, ("e", "f"): 5.0},
    ]
    assert list(iter_connected({})) == []
