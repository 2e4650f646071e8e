"""What the endpoint says of itself: the SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from graph.terms import PREFIXES

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML",
)
WRITERS = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}


def describe_service(graphs: Iterable[URIRef]) -> Callable[[str], bytes]:
    """A function that writes the description in a format; the default graph is the union of the named ones."""
    said = Graph()
    said.bind("sd", SD)
    for prefix, namespace in PREFIXES.items():
        said.bind(prefix, namespace)
    service, dataset, default = URIRef("/sparql"), BNode(), BNode()
    said.add((service, RDF.type, SD.Service))
    said.add((service, SD.endpoint, service))
    said.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    said.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in RESULTS:
        said.add((service, SD.resultFormat, FORMATS[name]))
    said.add((service, SD.defaultDataset, dataset))
    said.add((dataset, RDF.type, SD.Dataset))
    said.add((dataset, SD.defaultGraph, default))
    said.add((default, RDF.type, SD.Graph))
    for graph in graphs:
        named = BNode()
        said.add((dataset, SD.namedGraph, named))
        said.add((named, RDF.type, SD.NamedGraph))
        said.add((named, SD.name, graph))
    said.add((service, URIRef(PREFIXES["rdfs"] + "label"), Literal("Scrutiny Graph", lang="en")))
    return lambda form: said.serialize(format=WRITERS[form], encoding="utf-8")
