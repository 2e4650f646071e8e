"""An index that goes on from the one before has what one made anew has, and finds the same in the same order."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import FOAF, RDF, RDFS, SKOS, URIRef

from graph.search import renew_index, write_index
from graph.store import EmbeddedStore, Store, copy_store, iter_graph, open_memory
from graph.terms import DERIVED, FACTS, ID, REGISTERS, SG
from tests.searching import search_all

GRAPHS = (FACTS, DERIVED, REGISTERS)
LANCASHIRE = ID["council/E10000017"]
Lines = dict[URIRef, list[bytes]]


@pytest.fixture
def world(store: Store) -> Iterator[EmbeddedStore]:
    """The small world, to be changed."""
    with open_memory() as copy:
        copy_store(store, copy)
        yield copy


def leads_by(*predicates: URIRef) -> Callable[[bytes], bool]:
    return lambda line: any(f"> <{predicate}> ".encode() in line for predicate in predicates)


def is_about(thing: URIRef) -> Callable[[bytes], bool]:
    return lambda line: line.startswith(f"<{thing}> ".encode())


def find_lines(store: EmbeddedStore, wanted: Callable[[bytes], bool]) -> Lines:
    return {graph: list(iter_graph(store, graph, wanted)) for graph in GRAPHS}


def tell_changed(*changes: Lines) -> set[str]:
    return {line[1 : line.index(b">")].decode() for change in changes for lines in change.values() for line in lines}


def amend(store: EmbeddedStore, gone: Lines, come: Lines) -> None:
    for graph in GRAPHS:
        store.amend(graph, gone.get(graph, []), come.get(graph, []))


def write_anew(store: Store, path: Path) -> Path:
    path.unlink(missing_ok=True)
    write_index(store, path)
    return path


@pytest.fixture
def places(world: EmbeddedStore, tmp_path: Path) -> Iterator[Path]:
    """Folders for snapshots, of which the first has its index."""
    for number in range(9):
        (tmp_path / str(number)).mkdir()
    write_index(world, tmp_path / "0/search.sqlite")
    return tmp_path


@pytest.mark.parametrize(
    "wanted",
    [
        is_about(LANCASHIRE),
        lambda line: is_about(LANCASHIRE)(line) and leads_by(RDF.type, SKOS.prefLabel)(line),
        leads_by(SG.region),
        leads_by(SG.theme),
        leads_by(RDFS.label),
        leads_by(SG.recommendation, SG.request),
        leads_by(SG.text),
        leads_by(SG.about),
        leads_by(FOAF.name),
        lambda line: line.startswith(f"<{ID['document/']}".encode()),
        lambda _: False,
    ],
    ids=["council", "name of a council", "regions", "themes", "labels", "links", "texts", "abouts", "persons", "documents", "nothing"],
)  # fmt: skip
def test_what_goes_and_comes_again_is_found_as_in_an_index_made_anew(
    world: EmbeddedStore, places: Path, wanted: Callable[[bytes], bool]
) -> None:
    lines = find_lines(world, wanted)
    for number, (gone, come) in enumerate([(lines, {}), ({}, lines)], 1):
        amend(world, gone, come)
        path = places / f"{number}/search.sqlite"
        renew_index(world, places / str(number - 1), path, tell_changed(lines))
        assert search_all(path) == search_all(write_anew(world, places / "anew.sqlite"))
    assert search_all(places / "2/search.sqlite") == search_all(places / "0/search.sqlite")


def test_many_small_changes_end_as_an_index_made_anew(world: EmbeddedStore, places: Path) -> None:
    chance, gone = random.Random(7), dict[URIRef, list[bytes]]()  # noqa: S311 - no secret
    for number in range(1, 9):
        come = {graph: [line for line in lines if chance.random() < 0.5] for graph, lines in gone.items()}
        fresh = find_lines(world, lambda _: chance.random() < 0.1)
        amend(world, fresh, come)
        path = places / f"{number}/search.sqlite"
        renew_index(world, places / str(number - 1), path, tell_changed(fresh, come))
        gone = {graph: [*({*gone.get(graph, []), *fresh[graph]} - {*come.get(graph, [])})] for graph in GRAPHS}
    assert search_all(path) == search_all(write_anew(world, places / "anew.sqlite"))
    assert path.samefile(places / "0/search.sqlite")


@pytest.mark.parametrize("content", [None, b"no index " * 1_000, b""], ids=["none", "broken", "empty"])
def test_index_that_cannot_be_gone_on_from_is_made_anew(
    world: EmbeddedStore, places: Path, content: bytes | None
) -> None:
    before = places / "0/search.sqlite"
    anew = search_all(before)
    before.unlink()
    if content is not None:
        before.write_bytes(content)
    renew_index(world, places / "0", places / "1/search.sqlite", [LANCASHIRE])
    assert search_all(places / "1/search.sqlite") == anew
    assert [path.name for path in (places / "1").iterdir()] == ["search.sqlite"]


def test_only_what_changed_is_written(world: EmbeddedStore, places: Path) -> None:
    renew_index(world, places / "0", places / "1/search.sqlite", [LANCASHIRE, ID["nothing"]])
    assert [path.name for path in (places / "1").iterdir()] == ["search.sqlite"]
