"""The vocabulary as a reader meets it: named, explained, tied to standards, and loaded whole."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Literal, Namespace, URIRef

from graph import terms, vocabulary
from graph.terms import SG, VOCABULARY

SCHEMA = Namespace("https://schema.org/")


def own(kind: URIRef) -> set[URIRef]:
    return {term for term in vocabulary.load().subjects(RDF.type, kind) if isinstance(term, URIRef) and term in SG}


def all_terms() -> set[URIRef]:
    return {term for term in vocabulary.load().subjects(RDFS.isDefinedBy, VOCABULARY) if isinstance(term, URIRef)}


def test_every_term_has_one_english_label_and_comment() -> None:
    graph = vocabulary.load()
    for predicate in (RDFS.label, RDFS.comment):
        languages = {
            term: [value.language for value in graph.objects(term, predicate) if isinstance(value, Literal)]
            for term in all_terms()
        }
        assert {term: found for term, found in languages.items() if found != ["en"]} == {}


def test_labels_of_terms_are_unique() -> None:
    labels = [str(vocabulary.load().value(term, RDFS.label)) for term in own(OWL.Class)]
    assert sorted(labels) == sorted(set(labels))


def test_every_class_has_an_example_wording() -> None:
    assert {term for term in own(OWL.Class) if not vocabulary.load().value(term, SKOS.example)} == set()


def test_every_class_is_tied_to_a_standard_one() -> None:
    graph = vocabulary.load()
    untied = {
        term
        for term in own(OWL.Class)
        if all(parent in SG for parent in graph.transitive_objects(term, RDFS.subClassOf))
    }
    assert untied == set()


def test_domains_ranges_and_parents_that_are_ours_are_declared() -> None:
    graph = vocabulary.load()
    predicates = (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, SCHEMA.domainIncludes, OWL.inverseOf)
    named = {
        value for predicate in predicates for value in graph.objects(None, predicate) if str(value).startswith(str(SG))
    }
    assert named - all_terms() == set()


def test_ontology_says_what_it_is_under_which_licence_and_version() -> None:
    graph = vocabulary.load()
    header = {
        predicate: graph.value(VOCABULARY, predicate) for predicate in (RDF.type, OWL.versionInfo, DCTERMS.license)
    }
    assert header == {
        RDF.type: OWL.Ontology,
        OWL.versionInfo: Literal("0.1.0"),
        DCTERMS.license: URIRef("https://opensource.org/license/mit"),
    }


@pytest.mark.parametrize(
    "name", ["startDate", "publishedDate", "grade", "area", "inspects", "text", "overall", "meetingDate"]
)
def test_property_with_one_value_is_functional(name: str) -> None:
    assert SG[name] in vocabulary.functional_properties()


@pytest.mark.parametrize(
    "name", ["inspector", "leadInspector", "mentionedIn", "judgement", "addressedTo", "inspectorate", "focus"]
)
def test_property_with_several_values_is_not_functional(name: str) -> None:
    assert SG[name] not in vocabulary.functional_properties()


def test_labels_name_classes_properties_and_concepts() -> None:
    labels = vocabulary.labels()
    wanted = [
        SG.Council,
        SG.leadInspector,
        terms.mint_concept("grade", "good"),
        terms.mint_concept("framework", "ilacs-2026"),
    ]
    assert [labels[term] for term in wanted] == [
        "council",
        "lead inspector",
        "Good",
        "Inspection of local authority children’s services (from April 2026)",
    ]


def test_vocabulary_is_one_named_graph() -> None:
    quads = list(vocabulary.iter_vocabulary())
    assert {quad[3] for quad in quads} == {VOCABULARY}
    told = [triple for triple in vocabulary.load() if not any(isinstance(term, BNode) for term in triple)]
    assert {quad[:3] for quad in quads if not any(vocabulary.GENERATED in term for term in quad)} == set(told)
    assert len(quads) == len(vocabulary.load())


def test_source_is_read_at_the_base_of_this_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "BASE", "http://localhost:8000/")
    text = vocabulary.read_source("judgements.ttl")
    assert "@base <http://localhost:8000/id/> ." in text
    assert "w3id.org/scrutiny-graph" not in text


def test_vocabulary_has_no_blank_nodes_and_is_the_same_each_time() -> None:
    vocabulary.load.cache_clear()
    first = set(vocabulary.iter_vocabulary())
    vocabulary.load.cache_clear()
    assert set(vocabulary.iter_vocabulary()) == first
    assert not any(isinstance(term, BNode) for quad in first for term in quad)
