"""What the endpoint says of itself: the SPARQL 1.1 Service Description, and where the dataset is to be had, in VoID."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Response, current_app, request
from rdflib import DCAT, RDF, RDFS, SDO, SH, VOID, BNode, Graph, Literal, Namespace, URIRef
from werkzeug.exceptions import BadRequest

from graph.export.record import iter_dataset
from graph.store.formats import MEDIA_TYPES
from graph.terms import DATASET, WRITTEN_PREFIXES
from web.exports import find_origin, list_downloads
from web.store import get_view, keep

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
WRITERS = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
NOTE = "The default graph is the union of all named graphs, unless a query or its request names graphs."
HOST = re.compile(r"[A-Za-z0-9.:_\[\]-]{1,255}")
# Descriptions are kept as they are written; the address by which a client knows this server is put in its place.
ADDRESS = "http://service.invalid/"
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def give_description(name: str, describe: Callable[[], Graph], form: str) -> Response:
    """A description in a format, written once a snapshot.

    :raise 400: where the request gives no sound name of this server.
    """
    if not HOST.fullmatch(request.host):
        raise BadRequest("The Host of the request is no name of a server.")
    written = keep(f"{name} {form}", lambda: describe().serialize(format=WRITERS[form], encoding="utf-8"))
    body = written.replace(ADDRESS.encode(), request.root_url.encode())
    response = Response(body, content_type=f"{MEDIA_TYPES[form]}; charset=utf-8")
    response.headers["Vary"] = "Accept"
    return response


def describe_service() -> Graph:
    """The description of the service: what it understands, how it answers, which graphs it has."""
    said = _start()
    service, default = URIRef(ADDRESS + "sparql"), BNode()
    said.add((service, RDF.type, SD.Service))
    said.add((service, RDFS.label, Literal("Scrutiny Graph", lang="en")))
    said.add((service, RDFS.comment, Literal(NOTE, lang="en")))
    said.add((service, SD.endpoint, service))
    said.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    said.add((service, SD.feature, SD.UnionDefaultGraph))
    if current_app.extensions["bounds"].services:
        said.add((service, SD.feature, SD.BasicFederatedQuery))
    for name in RESULTS:
        said.add((service, SD.resultFormat, FORMATS[name]))
    said.add((service, SD.defaultDataset, DATASET))
    said.add((DATASET, RDF.type, SD.Dataset))
    said.add((DATASET, SD.defaultGraph, default))
    said.add((default, RDF.type, SD.Graph))
    for graph in get_view().store.graphs():
        named = BNode()
        said.add((DATASET, SD.namedGraph, named))
        said.add((named, RDF.type, SD.NamedGraph))
        said.add((named, SD.name, graph))
    return said


def describe_dataset() -> Graph:
    """What the build says of the dataset, in DCAT and VoID, and where this server gives it."""
    said = _start()
    said.bind("dcat", DCAT)
    for triple in iter_dataset(get_view().store, find_origin(), list_downloads(ADDRESS)):
        said.add(triple)
    said.add((DATASET, RDF.type, VOID.Dataset))
    said.add((DATASET, VOID.sparqlEndpoint, URIRef(ADDRESS + "sparql")))
    said.add((DATASET, VOID.dataDump, URIRef(ADDRESS + "sparql/graph")))
    for example in set(said.subjects(RDF.type, SH.SPARQLExecutable)):
        said.add((example, SDO.target, URIRef(ADDRESS + "sparql")))
    return said


def _start() -> Graph:
    said = Graph()
    said.bind("sd", SD)
    said.bind("void", VOID)
    for prefix, namespace in WRITTEN_PREFIXES.items():
        said.bind(prefix, namespace)
    return said
