"""The W3C's own tests of the SPARQL Protocol and of service descriptions, against our HTTP layer and its processes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph.snapshots import Workspace
from graph.store import open_disk
from tests.conftest import ROOT
from web import create_app

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DATA = "http://kasei.us/2009/09/sparql/data/{}.rdf"
W3C = ROOT.parent / "shared" / "w3c"
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}


class Step(NamedTuple):
    """A request of a test, and what its answer must be."""

    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes
    statuses: set[str]
    truth: bool | None
    format: str | None


def load(name: str) -> Graph:
    """A manifest; empty where this machine has none, and then the tests say so."""
    place = W3C / name / "manifest.ttl"
    return Graph().parse(place, format="turtle") if place.is_file() else Graph()


MANIFEST = load("protocol")
TESTS = sorted(MANIFEST.subjects(RDF.type, MF.ProtocolTest)) or [URIRef("absent")]


def read_step(request: Node) -> Step:
    def value(subject: Node | None, predicate: URIRef) -> str | None:
        found = MANIFEST.value(subject, predicate)
        return None if found is None else str(found)

    body, expected = MANIFEST.value(request, HT.body), MANIFEST.value(request, HT.resp)
    listed = MANIFEST.value(request, HT.headers)
    headers = [
        (value(one, HT.fieldName), value(one, HT.fieldValue))
        for one in (Collection(MANIFEST, listed) if listed else ())
    ]
    truth = value(expected, MF.expectedBoolean)
    return Step(
        value(request, HT.methodName) or "GET",
        value(request, HT.absolutePath) or "",
        [(name or "", field or "") for name, field in headers],
        (value(body, CNT.chars) or "").encode(value(body, CNT.characterEncoding) or "utf-8"),
        {str(status).rpartition("StatusCode")[2][0] for status in MANIFEST.objects(expected, MF.expectedStatus)},
        None if truth is None else truth == "true",
        value(expected, MF.expectedFormat),
    )


def read_steps(test: Node) -> list[Step]:
    [requests] = [
        found for action in MANIFEST.objects(test, MF.action) for found in MANIFEST.objects(action, HT.requests)
    ]
    return [read_step(request) for request in Collection(MANIFEST, requests)]


@pytest.fixture(scope="module")
def w3c(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app over the data of the manifest."""
    workspace = Workspace(tmp_path_factory.mktemp("w3c") / "workspace")
    with workspace.begin() as draft:
        with open_disk(draft.store_path) as store:
            for name in ("data1", "data2", "data3"):
                with (shared / "w3c" / "protocol" / f"{name}.nt").open("rb") as stream:
                    store.load(stream, "ntriples", graph=URIRef(DATA.format(name)))
        draft.describe(inputs="w3c", counts={})
    return create_app({"WORKSPACE": workspace.path})


def take(client: FlaskClient, step: Step) -> tuple[int, str, bool | None]:
    response = client.open(step.path, method=step.method, headers=step.headers, data=step.body or None)
    truth = response.json.get("boolean") if response.status_code == 200 and response.is_json else None
    return response.status_code, response.mimetype, truth


@pytest.mark.parametrize("test", TESTS, ids=lambda test: str(test).rpartition("#")[2])
def test_protocol(w3c: Flask, test: URIRef) -> None:
    steps, client = read_steps(test), w3c.test_client()
    if "#update_" in test:
        assert [take(client, step)[0] for step in steps if step.truth is None] == [403]
        return
    for step in steps:
        status, media_type, truth = take(client, step)
        assert str(status // 100) in step.statuses, (status, step)
        assert step.truth in (None, truth)
        assert step.format is None or media_type in FORMATS[step.format]


def test_manifest_is_whole(shared: Path) -> None:
    entries = Collection(MANIFEST, next(MANIFEST.objects(None, MF.entries)))
    assert (len(TESTS), set(entries)) == (34, set(TESTS)), shared


@pytest.mark.parametrize(
    ("accept", "form"), [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")]
)
def test_service_description(w3c: Flask, accept: str, form: str) -> None:
    response = w3c.test_client().get("/sparql/", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, accept)
    said = Graph().parse(data=response.data, format=form)
    [service] = said.subjects(RDF.type, SD.Service)
    assert list(said.objects(service, SD.endpoint)) == [URIRef("http://localhost/sparql")]
    check_schema(said, service)


# What the vocabulary of service descriptions says of the two ends of each property that we use.
SCHEMA = {
    SD.endpoint: (SD.Service, None),
    SD.feature: (SD.Service, None),
    SD.supportedLanguage: (SD.Service, None),
    SD.resultFormat: (SD.Service, None),
    SD.defaultDataset: (SD.Service, SD.Dataset),
    SD.defaultGraph: (SD.Dataset, SD.Graph),
    SD.namedGraph: (SD.Dataset, SD.NamedGraph),
    SD.name: (SD.NamedGraph, None),
}
ONCE = (SD.endpoint, SD.defaultDataset, SD.defaultGraph, SD.name)


def check_schema(said: Graph, service: Node) -> None:
    used = {predicate for predicate in said.predicates() if predicate not in (RDF.type, RDFS.label, RDFS.comment)}
    assert used == set(SCHEMA)
    for predicate, (domain, reach) in SCHEMA.items():
        for subject, value in said.subject_objects(predicate):
            assert (subject, RDF.type, domain) in said
            assert reach is None or (value, RDF.type, reach) in said
    for predicate in ONCE:
        subjects = list(said.subjects(predicate))
        assert len(subjects) == len(set(subjects))
    assert set(said.objects(service, SD.feature)) == {SD.UnionDefaultGraph}
    assert set(said.objects(None, SD.name)) == {URIRef(DATA.format(name)) for name in ("data1", "data2", "data3")}
