"""What is counted of what came and went makes the same tally as counting all of it anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef

from graph.differences import Differences, find_differences
from graph.recount import recount
from graph.store import EmbeddedStore, Quad, iter_graph, open_memory
from graph.tally import CLASS, DATATYPE, KNOWN, NOTHING, Counts, Lead, Tally, count, read_tally, take_tally, write_tally
from graph.terms import DERIVED, FACTS, OA, REGISTERS, SG, mint_document

EX = "https://example.org/"
THINGS = [URIRef(EX + word) for word in "abcdef"]
CLASSES = [URIRef(EX + word) for word in ("Cat", "Bowl", "Door")]
LITERALS = [
    Literal('a "word" \\ of\nits own .'),
    Literal("mot", lang="fr"),
    Literal("07", datatype=XSD.integer, normalize=False),
    Literal("2019-05", datatype=XSD.gYearMonth),
]
GRAPHS = [FACTS, DERIVED, REGISTERS]
DOCUMENT = mint_document("0" * 64)
SAID: list[Quad] = [
    # Of documents' graphs nothing is counted, though they tell of the same things.
    (URIRef(EX + "statement"), RDF.type, SG.Statement, DOCUMENT),
    (URIRef(EX + "statement"), RDF.subject, THINGS[0], DOCUMENT),
    (URIRef(EX + "place"), RDF.type, OA.SpecificResource, DOCUMENT),
]
quads = st.tuples(
    st.sampled_from(THINGS), st.sampled_from([SG.evidence, RDFS.seeAlso]),
    st.sampled_from([*THINGS, *LITERALS, URIRef(EX + "place")]), st.sampled_from(GRAPHS),
)  # fmt: skip
types = st.tuples(
    st.sampled_from([*THINGS, *CLASSES]),
    st.just(RDF.type),
    st.sampled_from([*CLASSES, OWL.Class]),
    st.sampled_from(GRAPHS),
)
worlds = st.sets(quads | types, max_size=25)


def fill(told: Iterable[Quad]) -> EmbeddedStore:
    store = open_memory()
    store.add(told)
    return store


def amend(store: EmbeddedStore, told: Iterable[Quad]) -> dict[URIRef, Differences]:
    """Have a store tell this; gives what that changes."""
    with fill(told) as other:
        found = {graph: find_differences(iter_graph(store, graph), iter_graph(other, graph)) for graph in GRAPHS}
    for graph, (gone, come) in found.items():
        store.amend(graph, gone, come)
    return found


@given(before=worlds, after=worlds)
def test_tally_amended_is_the_tally_of_what_is_there(before: set[Quad], after: set[Quad]) -> None:
    with fill(before) as store, fill(after) as other:
        tally = take_tally(store)
        store.add(SAID)
        amended = amend(store, after)
        assert tally.amended(*recount(store, amended)) == take_tally(other)


@given(before=worlds, after=worlds, forth=worlds)
def test_what_went_and_came_back_counts_as_it_did(before: set[Quad], after: set[Quad], forth: set[Quad]) -> None:
    with fill(before) as store, fill(after) as other, fill(forth) as passing:
        tally = take_tally(store)
        amended = amend(store, after)
        for graph, (gone, come) in amended.items():
            both = list(iter_graph(passing, graph))
            amended[graph] = Differences(gone + both, both + come)
        assert tally.amended(*recount(store, amended)) == take_tally(other)


@given(told=worlds)
def test_nothing_counts_otherwise_where_nothing_changed(told: set[Quad]) -> None:
    with fill(told) as store:
        nothing = Tally(Counts.none(), take_tally(fill([])).leads)
        assert recount(store, {graph: Differences([], []) for graph in GRAPHS}) == (nothing, nothing)


@given(told=worlds)
def test_graphs_are_counted_by_themselves(told: set[Quad]) -> None:
    with fill(told) as store:
        alone = take_tally(store)
        store.add(SAID)
        assert take_tally(store, KNOWN) == alone
        assert alone.counts == count(fill(told))


def test_tally_tells_where_each_property_leads() -> None:
    a, b, cat, bowl = *THINGS[:2], *CLASSES[:2]
    told: list[Quad] = [(a, RDF.type, cat, FACTS), (b, RDF.type, bowl, DERIVED), (a, RDFS.seeAlso, b, FACTS)]
    told += [(a, RDFS.label, LITERALS[1], REGISTERS), (a, SG.evidence, URIRef(EX + "place"), FACTS)]
    with fill(told) as store:
        leads = take_tally(store).leads
    assert leads == {
        Lead(str(FACTS), str(cat), str(RDF.type), NOTHING, ""): 1,
        Lead(str(DERIVED), str(bowl), str(RDF.type), NOTHING, ""): 1,
        Lead(str(FACTS), str(cat), str(RDFS.seeAlso), CLASS, str(bowl)): 1,
        Lead(str(REGISTERS), str(cat), str(RDFS.label), DATATYPE, str(RDF.langString)): 1,
        Lead(str(FACTS), str(cat), str(SG.evidence), NOTHING, ""): 1,
    }


def test_tally_that_does_not_hold_what_is_gone_is_of_no_use() -> None:
    with fill([(THINGS[0], RDF.type, CLASSES[0], FACTS)]) as store, open_memory() as empty:
        one, nothing = take_tally(store), take_tally(empty)
    assert nothing.amended(one, nothing) is None
    assert one.amended(one, nothing) == nothing


@given(told=worlds)
def test_tally_is_read_as_it_was_written(told: set[Quad], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("tally")
    with fill(told) as store:
        tally = take_tally(store)
    write_tally(tally, folder)
    assert read_tally(folder) == tally


@pytest.mark.parametrize("text", [None, "", "{}", "[[], [], []]", "[[1], [], [], []]", '[[], [], [], [["a", 1]]]'])
def test_damaged_tally_is_none(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "tally.json").write_text(text)
    assert read_tally(tmp_path) is None
