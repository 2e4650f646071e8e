"""What the dataset says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, VOID, XSD, Literal, URIRef

from graph import tally, targets
from graph.describe import VOID_EXT, describe, describe_again, iter_description
from graph.differences import find_differences
from graph.query import questions
from graph.snapshots import Workspace
from graph.stated import Stated
from graph.store import iter_graph, open_memory
from graph.terms import (
    CHANGES,
    DATASET,
    DERIVED,
    DESCRIPTION,
    FACTS,
    MEASURES,
    PREFIXES,
    REGISTERS,
    SG,
    mint_question,
)
from graph.vocabulary import load_graphs

EX = "https://example.org/"
A, B, CAT, BOWL, EATS, NAME, ONE, TWO = (
    URIRef(EX + word) for word in ("a", "b", "Cat", "Bowl", "eats", "name", "one", "two")
)
QUADS = [
    (A, RDF.type, CAT, ONE),
    (A, EATS, B, ONE),
    (A, NAME, Literal("Tom", lang="en"), ONE),
    (A, RDFS.label, Literal(7), TWO),
    (B, RDF.type, BOWL, TWO),
]
PARTS = f"""PREFIX void: <{VOID}> PREFIX ext: <{VOID_EXT}>
SELECT ?class ?entities ?property ?triples ?to ?datatype WHERE {{
  <{DATASET}> void:classPartition ?part .
  ?part void:class ?class ; void:entities ?entities ; void:propertyPartition ?use .
  ?use void:property ?property ; void:triples ?triples .
  OPTIONAL {{ ?use void:classPartition/void:class ?to }}
  OPTIONAL {{ ?use ext:datatypePartition/ext:datatype ?datatype }}
}} ORDER BY ?class ?property"""


USES = f"""PREFIX void: <{VOID}>
SELECT ?class ?property WHERE {{
  <{DATASET}> void:classPartition ?part .
  ?part void:class ?class ; void:propertyPartition/void:property ?property .
}}"""
LEADS = f"""PREFIX void: <{VOID}> PREFIX ext: <{VOID_EXT}>
SELECT ?class ?property ?to WHERE {{
  <{DATASET}> void:classPartition ?part .
  ?part void:class ?class ; void:propertyPartition ?use .
  ?use void:property ?property ; void:classPartition/void:class|ext:datatypePartition/ext:datatype ?to .
}}"""


def test_description_tells_each_class_its_properties_and_where_they_lead() -> None:
    with open_memory() as store:
        store.add(QUADS)
        store.add(list(iter_description(store)))
        one = Literal(1)
        assert store.query(PARTS).rows == (
            (BOWL, one, RDF.type, one, None, None),
            (CAT, one, RDF.type, one, None, None),
            (CAT, one, RDFS.label, one, None, XSD.integer),
            (CAT, one, EATS, one, BOWL, None),
            (CAT, one, NAME, one, None, RDF.langString),
        )


def test_description_of_conclusions_and_of_statements_is_what_a_look_at_all_of_them_tells(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets, "SAMPLE", 10**6)
    with Workspace(workspace).open_store() as store:
        uses = set(store.query(USES).rows)
        told = {
            (cls, name): {to for *key, to in store.query(LEADS).rows if (cls, name) == tuple(key)} for cls, name in uses
        }
        looked = targets.sample_targets(store, {cls for cls, _ in uses})
    seen = {key: {target.iri for target in looked.get(key, ())} for key in uses}
    # What documents say is told by the facts, which leave out what is in doubt.
    subject, value = ((SG.Statement, name) for name in (RDF.subject, RDF.object))
    assert seen.pop(subject) - told.pop(subject) == set()
    assert seen.pop(value) - told.pop(value) == set()
    assert told == seen


def test_description_counts_the_whole_and_stands_in_a_graph_of_its_own() -> None:
    with open_memory() as store:
        store.add(QUADS)
        quads = list(iter_description(store))
    assert {graph for *_, graph in quads} == {DESCRIPTION}
    told = {predicate: value for subject, predicate, value, _ in quads if subject == DATASET}
    assert [told[one] for one in (VOID.triples, VOID.properties, VOID.classes)] == [Literal(5), Literal(4), Literal(2)]


def test_every_graph_of_no_document_is_called_something() -> None:
    told = {(subject, predicate) for subject, predicate, _ in load_graphs() if subject != DATASET}
    named = {graph for _, predicate, graph in load_graphs() if predicate == VOID.subset}
    assert named == {FACTS, DERIVED, REGISTERS, MEASURES, CHANGES, DESCRIPTION}
    assert told == {(graph, predicate) for graph in named for predicate in (RDF.type, RDFS.label, RDFS.comment)}


def test_description_of_nothing_is_sound() -> None:
    with open_memory() as store:
        assert (DATASET, VOID.triples, Literal(0), DESCRIPTION) in list(iter_description(store))


def test_description_of_what_was_amended_is_that_of_what_is_there(tmp_path: Path) -> None:
    before, now, lost = (tmp_path / name for name in ("before", "now", "lost"))
    for folder in (before, now, lost):
        folder.mkdir()
    told = [(*triple, FACTS) for *triple, _ in QUADS[:4]]
    came = [(A, SG.evidence, B, FACTS), (B, RDF.type, BOWL, DERIVED)]
    with open_memory() as store, open_memory() as other:
        store.add(told)
        store.add(describe(store, Stated(), before))
        other.add([*told[1:], *came])
        expected = describe(other, Stated(), now)
        other.add(expected)
        amended = {
            graph: find_differences(iter_graph(store, graph), iter_graph(other, graph)) for graph in (FACTS, DERIVED)
        }
        for graph, (gone, come) in amended.items():
            store.amend(graph, gone, come)
        found = describe_again(store, amended, Stated(), before, lost)
        assert describe_again(store, amended, Stated(), tmp_path, tmp_path) == found
        store.amend(DESCRIPTION, *found)
        assert list(iter_graph(store, DESCRIPTION)) == list(iter_graph(other, DESCRIPTION))
    assert (lost / tally.NAME).read_bytes() == (now / tally.NAME).read_bytes() == (tmp_path / tally.NAME).read_bytes()


# What the editor of the Swiss Institute of Bioinformatics asks an endpoint for its examples and prefixes.
EXAMPLES = f"""PREFIX sh: <{SH}> PREFIX rdfs: <{RDFS}>
SELECT DISTINCT ?sq ?comment ?query WHERE {{
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query .
}} ORDER BY ?sq"""
DECLARED = f"""PREFIX sh: <{SH}>
SELECT DISTINCT ?prefix ?namespace WHERE {{ [] sh:namespace ?namespace ; sh:prefix ?prefix }}"""


def test_editors_find_the_questions_and_their_prefixes_in_the_graph() -> None:
    with open_memory() as store:
        store.add(list(iter_description(store)))
        found = store.query(EXAMPLES).rows
        declared = {str(prefix): str(namespace) for prefix, namespace in store.query(DECLARED).rows}
    expected = sorted(
        (mint_question(one.name), Literal(one.heading, lang="en"), Literal(one.text)) for one in questions()
    )
    assert list(found) == expected
    assert declared == PREFIXES
