"""The vocabulary of `ontology/`, loaded: for the store, for what resolving needs to know of properties, and for labels.

What the terms mean is said in the Turtle files; nothing here knows a single one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.term import Node

from graph.terms import BASE, VOCABULARY, read_text

#: Where nodes without a name get one, as RDF 1.1 proposes.
GENERATED = BASE + ".well-known/genid/"


def read_source(name: str) -> str:
    """The text of a file of `ontology/` ("shapes.ttl"), with the addresses of this installation."""
    return read_text("ontology", name)


@cache
def load() -> Graph:
    """Classes, properties and concepts as one graph. It is shared: read it, do not change it."""
    graph = Graph()
    for name in ("inspection.ttl", "judgements.ttl", "themes.ttl"):
        graph.parse(data=read_source(name), format="turtle")
    return graph


@cache
def load_shapes() -> Graph:
    """The SHACL shapes of a sound record. The graph is shared: read it, do not change it."""
    return Graph().parse(data=read_source("shapes.ttl"), format="turtle")


@cache
def load_graphs() -> tuple[tuple[URIRef, URIRef, URIRef | Literal], ...]:
    """What the graphs of no document are called, and what stands in each."""
    triples = sorted(Graph().parse(data=read_source("graphs.ttl"), format="turtle"))
    return tuple(cast("list[tuple[URIRef, URIRef, URIRef | Literal]]", triples))


def iter_vocabulary() -> Iterator[tuple[Node, Node, Node, URIRef]]:
    """The quads of the vocabulary's own named graph; nodes of lists, which the files leave blank, are named by what is in them.

    So two builds of the same documents write the same graph, and no store has to keep blank nodes apart.
    """
    for triple in to_canonical_graph(load()):
        subject, predicate, value = (URIRef(GENERATED + term) if isinstance(term, BNode) else term for term in triple)
        yield subject, predicate, value, VOCABULARY


@cache
def functional_properties() -> frozenset[URIRef]:
    """The properties of which a thing has one value, so that of several values one is the fact or none."""
    return frozenset(term for term in load().subjects(RDF.type, OWL.FunctionalProperty) if isinstance(term, URIRef))


@cache
def labels() -> dict[URIRef, str]:
    """What each class, property and concept is called."""
    named = (pair for predicate in (RDFS.label, SKOS.prefLabel) for pair in load().subject_objects(predicate))
    return {term: str(label) for term, label in named if isinstance(term, URIRef)}
