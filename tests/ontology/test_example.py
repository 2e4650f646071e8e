"""The small world keeps the promises that a built graph keeps: every fact has its statements, every statement its words."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from graph.store import Store, open_memory
from graph.terms import DERIVED, FACTS, ID, OA, REGISTERS, SG

EXAMPLE = Path(__file__).parents[2] / "ontology" / "example.trig"


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    with open_memory() as store:
        store.load(io.BytesIO(EXAMPLE.read_bytes()), "trig")
        yield store


def read_graph(store: Store, name: URIRef) -> Graph:
    stream = io.BytesIO()
    store.dump(stream, "ntriples", graph=name)
    return Graph().parse(data=stream.getvalue(), format="nt")


def documents(store: Store) -> dict[URIRef, Graph]:
    """What each document says."""
    return {name: read_graph(store, name) for name in store.graphs() if "/document/" in name}


def claims(graph: Graph) -> set[tuple[Node | None, Node | None, Node | None]]:
    """The subject, property and value of each statement."""
    parts = (RDF.subject, RDF.predicate, RDF.object)
    return {
        tuple(graph.value(statement, part) for part in parts) for statement in graph.subjects(RDF.type, SG.Statement)
    }  # type: ignore[misc]


def test_example_has_registers_facts_and_documents_but_nothing_derived(world: Store) -> None:
    others = set(world.graphs()) - set(documents(world))
    assert others == {REGISTERS, FACTS}
    assert DERIVED not in world.graphs()


def test_every_fact_is_backed_by_a_statement(world: Store) -> None:
    stated = set().union(*(claims(graph) for graph in documents(world).values()))
    facts = read_graph(world, FACTS)
    disagreements = set(facts.subjects(RDF.type, SG.Disagreement))
    unbacked = {fact for fact in facts if fact[1] != SG.evidence and fact[0] not in disagreements} - stated
    assert unbacked == set()


def test_a_statement_that_is_no_fact_is_part_of_a_disagreement(world: Store) -> None:
    facts = read_graph(world, FACTS)
    stated = set().union(*(claims(graph) for graph in documents(world).values()))
    told = {
        (subject, predicate, value) for subject, predicate, value in stated if (subject, predicate, value) not in facts
    }
    disagreed = {
        (facts.value(each, SG.about), facts.value(each, SG.property), value)
        for each in facts.subjects(RDF.type, SG.Disagreement)
        for value in facts.objects(each, SG.value)
    }
    assert told
    assert told <= disagreed


def test_every_quote_fills_its_offsets_within_its_own_document(world: Store) -> None:
    for name, graph in documents(world).items():
        spans = sorted(
            (
                int(str(graph.value(selector, OA.start))),
                int(str(graph.value(selector, OA.end))),
                str(graph.value(selector, OA.exact)),
            )
            for selector in graph.subjects(RDF.type, OA.TextPositionSelector)
        )
        assert [end - start for start, end, _ in spans] == [len(words) for *_, words in spans]
        assert all(first[1] < second[0] for first, second in itertools.pairwise(spans))
        assert set(graph.objects(None, OA.hasSource)) == {name}


def test_pages_follow_the_offsets(world: Store) -> None:
    for graph in documents(world).values():
        places = sorted(
            (
                int(str(graph.value(graph.value(evidence, OA.hasSelector), OA.start))),
                int(str(graph.value(evidence, SG.page))),
            )
            for evidence in graph.subjects(RDF.type, OA.SpecificResource)
        )
        pages = [page for _, page in places]
        assert pages == sorted(pages) != []


def test_every_document_that_says_something_is_registered(world: Store) -> None:
    registered = set(read_graph(world, REGISTERS).subjects(RDF.type, SG.Document))
    assert registered - set(documents(world)) == {ID["document/d28ecd37ed586767"]}, "one document is unread"
    assert set(documents(world)) <= registered
