"""Files of RDF as they are: a look through one before it is loaded, and its terms for those who must see each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import RDF, URIRef
from rdflib.term import Node

from graph.errors import StoreError
from graph.store.convert import from_ox
from graph.store.formats import text_format
from graph.store.translate import translated


class Survey(NamedTuple):
    """What a file of RDF holds: its triples by the graph that is to hold them, and how often classes and properties are used."""

    graphs: Counter[URIRef]
    entities: Counter[URIRef]
    properties: Counter[URIRef]


def survey(path: Path, form: str, graph: URIRef) -> Survey:
    """A look through a whole file, whose triples outside of named graphs are to stand in `graph`; relative addresses in it are
    read against that name too.

    :raise StoreError: where it is not well-formed, has a graph without a name, or terms that RDF 1.1 does not know.
    """
    graphs: Counter[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = Counter()
    entities: Counter[str] = Counter()
    properties: Counter[ox.NamedNode] = Counter()
    kind = str(RDF.type)
    with translated(place=str(path)):
        for quad in _parse(path, form, graph):
            graphs[quad.graph_name] += 1
            properties[quad.predicate] += 1
            if isinstance(quad.object, ox.Triple):
                raise StoreError(f"{path}: a statement about a statement, of RDF 1.2, which is not supported here")
            if quad.predicate.value == kind and isinstance(quad.object, ox.NamedNode):
                entities[quad.object.value] += 1
    named = {_name(path, name, graph): number for name, number in graphs.items()}
    return Survey(
        Counter(named),
        Counter({URIRef(name): number for name, number in entities.items()}),
        Counter({URIRef(name.value): number for name, number in properties.items()}),
    )


def iter_file(path: Path, form: str, graph: URIRef) -> Iterator[tuple[Node, Node, Node, URIRef]]:
    """The quads of a file in rdflib's terms, with triples outside of named graphs in `graph`."""
    with translated(place=str(path)):
        for quad in _parse(path, form, graph):
            name = _name(path, quad.graph_name, graph)
            yield from_ox(quad.subject), from_ox(quad.predicate), from_ox(quad.object), name


def _parse(path: Path, form: str, graph: URIRef) -> Iterator[ox.Quad]:
    return ox.parse(path=str(path), format=text_format(form), base_iri=graph, rename_blank_nodes=True)


def _name(path: Path, name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph, graph: URIRef) -> URIRef:
    if isinstance(name, ox.BlankNode):
        raise StoreError(f"{path}: one of its graphs has no name: give it an address")
    return URIRef(name.value) if isinstance(name, ox.NamedNode) else graph
