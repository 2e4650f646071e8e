"""The SPARQL Protocol at `/sparql`, over a store on disk that other processes ask."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Namespace, URIRef

from graph.terms import ID
from web import create_app

NAMES = """PREFIX sg: <https://w3id.org/scrutiny-graph/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?council ?name WHERE { ?council a sg:Council ; skos:prefLabel ?name } ORDER BY ?name"""
ASK = "ASK { <https://w3id.org/scrutiny-graph/id/council/E10000017> ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s a ?c } WHERE { ?s a <https://w3id.org/scrutiny-graph/def#Committee>, ?c }"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
ROWS = [[str(ID["council/E10000017"]), "Lancashire"], [str(ID["council/E10000019"]), "Lincolnshire"]]


def read_json(body: bytes) -> list[list[str]]:
    said = json.loads(body)
    return [[row[name]["value"] for name in said["head"]["vars"]] for row in said["results"]["bindings"]]


def read_csv(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode())))[1:]


@pytest.mark.parametrize(
    "sent",
    [
        {"method": "GET", "query_string": {"query": NAMES}},
        {"method": "POST", "data": {"query": NAMES}},
        {"method": "POST", "data": NAMES, "content_type": "application/sparql-query"},
        {"method": "POST", "data": NAMES.encode(), "content_type": "application/sparql-query; charset=utf-8"},
        {"method": "GET", "path": "/sparql/", "query_string": {"query": NAMES, "unknown": "ignored"}},
    ],
)
def test_query_is_answered_however_it_comes(ask: FlaskClient, sent: dict[str, Any]) -> None:
    response = ask.open(**{"path": "/sparql"} | sent)
    assert (response.status_code, response.content_type) == (200, "application/sparql-results+json; charset=utf-8")
    assert read_json(response.data) == ROWS


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (NAMES, "application/sparql-results+json", "application/sparql-results+json"),
        (NAMES, "application/sparql-results+xml", "application/sparql-results+xml"),
        (NAMES, "text/csv", "text/csv"),
        (NAMES, "text/tab-separated-values", "text/tab-separated-values"),
        (NAMES, "application/json", "application/json"),
        (NAMES, "application/n-triples,*/*;q=0.9", "application/sparql-results+json"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/sparql-results+json,*/*;q=0.9", "text/turtle"),
    ],
)
def test_answer_has_the_format_that_is_accepted(ask: FlaskClient, query: str, accept: str, media_type: str) -> None:
    response = ask.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert (response.status_code, response.mimetype, response.headers["Vary"]) == (
        200,
        media_type,
        "Accept, Accept-Encoding",
    )


@pytest.mark.parametrize(
    ("query", "format", "media_type"),
    [
        (NAMES, "csv", "text/csv"),
        (NAMES, "TSV", "text/tab-separated-values"),
        (NAMES, "xml", "application/sparql-results+xml"),
        (NAMES, "text/csv", "text/csv"),
        (NAMES, "html", "text/html"),
        (CONSTRUCT, "ttl", "text/turtle"),
        (CONSTRUCT, "ntriples", "application/n-triples"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
        (CONSTRUCT, "rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "n3", "text/turtle"),
    ],
)
def test_format_goes_before_accept(ask: FlaskClient, query: str, format: str, media_type: str) -> None:
    asked = {"query": query, "format": format}
    response = ask.get("/sparql", query_string=asked, headers={"Accept": "application/sparql-results+json"})
    assert (response.status_code, response.mimetype) == (200, media_type)


def test_csv_holds_the_whole_answer(ask: FlaskClient) -> None:
    assert read_csv(ask.get("/sparql", query_string={"query": NAMES, "format": "csv"}).data) == ROWS


def test_ask_is_true_or_false(ask: FlaskClient) -> None:
    truths = [
        ask.get("/sparql", query_string={"query": query}).json["boolean"] for query in (ASK, "ASK { <x:y> ?p ?o }")
    ]
    assert truths == [True, False]


def test_construct_gives_triples(ask: FlaskClient) -> None:
    found = Graph().parse(data=ask.get("/sparql", query_string={"query": CONSTRUCT}).data, format="turtle")
    assert set(found.subjects()) == {
        ID["committee/E10000017/childrens-services-scrutiny-committee"],
        ID["committee/E10000019/children-and-young-people-scrutiny-committee"],
    }


@pytest.mark.parametrize(
    ("graphs", "number"),
    [
        ({"default-graph-uri": [str(ID["graph/registers"])]}, 2),
        ({"default-graph-uri": [str(ID["graph/facts"])]}, 0),
        ({"default-graph-uri": ["https://example.org/none"]}, 0),
        ({"default-graph-uri": [str(ID["graph/registers"]), str(ID["graph/facts"])]}, 2),
        ({"named-graph-uri": [str(ID["graph/registers"])]}, 0),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_graphs_of_the_request_are_the_dataset(
    ask: FlaskClient, method: str, graphs: dict[str, list[str]], number: int
) -> None:
    where = "query_string" if method == "GET" else "data"
    response = ask.open("/sparql", method=method, **{where: {"query": NAMES, **graphs}})
    assert len(read_json(response.data)) == number


BAD = [
    ({"query_string": {"query": "SELEC * WHERE { ?s ?p ?o }"}}, 400, "query"),
    ({"query_string": {"query": ""}}, 400, "http"),
    ({"query_string": {"query": [NAMES, NAMES]}}, 400, "http"),
    ({"query_string": {"query": NAMES, "default-graph-uri": "not an iri"}}, 400, "http"),
    ({"query_string": {"query": NAMES, "format": "papyrus"}}, 406, "not-acceptable"),
    ({"query_string": {"query": NAMES}, "headers": {"Accept": "image/png"}}, 406, "not-acceptable"),
    ({"query_string": {"query": NAMES}, "headers": {"Accept": "application/n-triples"}}, 406, "not-acceptable"),
    ({"query_string": {"query": CONSTRUCT}, "headers": {"Accept": "text/csv"}}, 406, "not-acceptable"),
    ({"query_string": {"update": "DROP ALL"}}, 403, "forbidden"),
    ({"query_string": {"query": "DROP ALL"}}, 403, "forbidden"),
    ({"query_string": {"query": "INSERT DATA { <a:b> <a:c> <a:d> }"}}, 403, "forbidden"),
    ({"query_string": {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}}, 403, "forbidden"),
    ({"query_string": {"query": "SELECT * { \\u0053ERVICE<http://127.0.0.1/>{ ?s ?p ?o } }"}}, 403, "forbidden"),
    ({"query_string": {"query": "SELECT * " + "{" * 4000 + "}" * 4000}}, 422, "too-complex"),
    ({"method": "POST", "data": {"update": "DROP ALL"}}, 403, "forbidden"),
    ({"method": "POST", "data": "DROP ALL", "content_type": "application/sparql-update"}, 403, "forbidden"),
    ({"method": "POST", "data": {"other": "x"}}, 400, "http"),
    ({"method": "POST", "data": {"query": [NAMES, NAMES]}}, 400, "http"),
    ({"method": "POST", "data": b"SELECT '\xff'", "content_type": "application/sparql-query"}, 400, "http"),
    ({"method": "POST", "data": NAMES, "content_type": "text/plain"}, 415, "http"),
    ({"method": "POST", "data": NAMES.encode()}, 415, "http"),
    ({"method": "POST", "data": b"#" * 10_000_000, "content_type": "application/sparql-query"}, 413, "http"),
    ({"method": "POST", "data": {"query": "#" * 10_000_000}}, 413, "http"),
    ({"method": "PUT", "data": NAMES, "content_type": "application/sparql-query"}, 405, "http"),
    ({"method": "DELETE"}, 405, "http"),
]


@pytest.mark.parametrize(("sent", "status", "kind"), BAD)
def test_bad_requests_get_a_problem(ask: FlaskClient, sent: dict[str, Any], status: int, kind: str) -> None:
    response = ask.open("/sparql", **sent)
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
    assert (response.json["status"], response.json["type"]) == (status, f"/problems#{kind}")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_syntax_error_says_where_and_what_to_do(ask: FlaskClient) -> None:
    problem = ask.get("/sparql", query_string={"query": "\nSELEC * WHERE { ?s ?p ?o }"}).json
    assert problem == {
        "type": "/problems#query",
        "title": "The query cannot be run",
        "status": 400,
        "detail": "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not 'SELEC': did you mean SELECT?",
        "line": 2,
        "column": 1,
    }


def test_head_and_options_work(ask: FlaskClient) -> None:
    head = ask.head("/sparql", query_string={"query": NAMES})
    assert (head.status_code, head.mimetype, head.data) == (200, "application/sparql-results+json", b"")
    options = ask.options("/sparql")
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
    assert options.headers["Access-Control-Allow-Headers"] == "Accept, Content-Type, If-None-Match"


def test_service_describes_itself(ask: FlaskClient) -> None:
    response = ask.get("/sparql", headers={"Accept": "text/turtle"})
    said = Graph().parse(data=response.data, format="turtle", publicID="http://localhost/sparql")
    service = URIRef("http://localhost/sparql")
    assert (response.status_code, response.mimetype) == (200, "text/turtle")
    assert (service, RDF.type, SD.Service) in said
    assert set(said.objects(service, SD.endpoint)) == {service}
    assert set(said.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert SD.BasicFederatedQuery not in set(said.objects(service, SD.feature))
    assert ID["graph/facts"] in set(said.objects(None, SD.name))


def test_browser_gets_the_query_page_with_the_librarys_questions(browse: FlaskClient) -> None:
    page = browse.get("/sparql?question=current-judgements").text
    assert "What is each council&#39;s current overall judgement, with its date and report?</a>" in page
    assert "# 1. What is each council&#39;s current overall judgement" in page


def test_browser_gets_a_table_that_leads_to_pages(browse: FlaskClient) -> None:
    page = browse.get("/sparql", query_string={"query": NAMES}).text
    assert '<td class="brief"><a href="/council/E10000019">Lincolnshire</a></td>' in page
    assert "2 rows in" in page


def test_browser_gets_the_error_beside_the_query(browse: FlaskClient) -> None:
    response = browse.get("/sparql", query_string={"query": "SELECT * WHERE { ?s ?p }"})
    assert (response.status_code, response.mimetype) == (400, "text/html")
    assert 'class="error-summary"' in response.text
    assert "SELECT * WHERE { ?s ?p }</textarea>" in response.text


@pytest.fixture(scope="module")
def narrow(small: object) -> Flask:
    """The small world with narrow bounds."""
    return create_app({"WORKSPACE": small, "QUERY_SECONDS": 1, "ANSWER_MEGABYTES": 0.05, "QUERY_MEGABYTES": 700})


PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"


def test_query_that_takes_too_long_is_ended_and_the_next_is_answered(narrow: Flask) -> None:
    client = narrow.test_client()
    late = client.get("/sparql", query_string={"query": PRODUCT})
    assert (late.status_code, late.json["type"], late.json["limit"]) == (503, "/problems#timeout", "1 s")
    assert late.headers["Retry-After"] == "5"
    assert client.get("/sparql", query_string={"query": ASK}).json["boolean"] is True


def test_query_that_takes_too_much_memory_ends_alone(narrow: Flask) -> None:
    narrow = create_app({"WORKSPACE": narrow.config["WORKSPACE"], "QUERY_SECONDS": 15, "QUERY_MEGABYTES": 700})
    client = narrow.test_client()
    greedy = client.get("/sparql", query_string={"query": SORTED})
    assert (greedy.status_code, greedy.json["type"]) == (503, "/problems#memory")
    assert client.get("/sparql", query_string={"query": ASK}).json["boolean"] is True


def test_answer_that_is_too_large_is_an_error_and_not_a_part(narrow: Flask) -> None:
    response = narrow.test_client().get("/sparql", query_string={"query": "SELECT * { ?s ?p ?o }"})
    assert (response.status_code, response.json["type"]) == (422, "/problems#too-large")
