"""What the dataset says of itself."""

from __future__ import annotations

from rdflib import RDF, RDFS, SH, VOID, XSD, Literal, URIRef

from graph.describe import VOID_EXT, count, iter_description
from graph.query import questions
from graph.store import open_memory
from graph.terms import DATASET, DESCRIPTION, PREFIXES, mint_question

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


def test_description_is_the_same_where_conclusions_are_at_hand() -> None:
    with open_memory() as whole, open_memory() as known:
        whole.add(QUADS)
        # Of B's class nothing is concluded, and of what it leads to nothing at all.
        known.add([(*triple, TWO) for *triple, _ in QUADS[:4]])
        assert set(iter_description(whole, count(whole), known)) == set(iter_description(whole))


def test_description_counts_the_whole_and_stands_in_a_graph_of_its_own() -> None:
    with open_memory() as store:
        store.add(QUADS)
        quads = list(iter_description(store))
    assert {graph for *_, graph in quads} == {DESCRIPTION}
    told = {predicate: value for subject, predicate, value, _ in quads if subject == DATASET}
    assert [told[one] for one in (VOID.triples, VOID.properties, VOID.classes)] == [Literal(5), Literal(4), Literal(2)]


def test_description_of_nothing_is_sound() -> None:
    with open_memory() as store:
        assert (DATASET, VOID.triples, Literal(0), DESCRIPTION) in list(iter_description(store))


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
