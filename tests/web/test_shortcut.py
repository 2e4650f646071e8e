"""The short way answers as the long way does: the same bytes, headers and refusals; and runs a query once."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web import create_app
from web.shortcut import Shortcut

ROWS = "SELECT * WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 20"
QUERIES = {
    "rows": ROWS,
    "few rows": "SELECT ?s { ?s a <https://w3id.org/scrutiny-graph/def#Council> } ORDER BY ?s",
    "truth": "ASK { ?s ?p ?o }",
    "triples": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 5",
    "umlauts": 'SELECT ("ä <é> +" AS ?x) {}',
    "varying": "SELECT (DATATYPE(NOW()) AS ?kind) {}",
    "malformed": "SELEC * {}",
    "update": "DELETE WHERE { ?s ?p ?o }",
    "calling": "SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }",
    "hidden call": 'SELECT * { BIND("<a>" AS ?x) \\u0053ERVICE <http://192.0.2.1/> { ?s ?p ?o } }',
    "deep": "ASK " + "{" * 100 + "}" * 100,
    "empty": " ",
}
ACCEPTED = (
    None, "*/*", "application/sparql-results+json", "application/json", "text/csv;q=0.5,application/xml", "text/turtle", "image/png",
    "application/sparql-results+xml;charset=utf-8",
)  # fmt: skip
DIFFERING = ("Date", "Set-Cookie")


@pytest.fixture(scope="module")
def short(small: Path) -> Flask:
    return create_app({"WORKSPACE": small})


@pytest.fixture(scope="module")
def long(small: Path) -> Flask:
    app = create_app({"WORKSPACE": small})
    assert isinstance(app.wsgi_app, Shortcut)
    app.wsgi_app = app.wsgi_app.rest  # type: ignore[method-assign]
    return app


def answer(app: Flask, query: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    response = app.test_client().get(f"/sparql?query={quote(query)}", headers=headers)
    told = {name: value for name, value in response.headers if name not in DIFFERING}
    return response.status_code, told, response.data


@pytest.mark.parametrize("accept", ACCEPTED)
@pytest.mark.parametrize("name", QUERIES)
def test_short_way_answers_as_the_long_way_does(short: Flask, long: Flask, name: str, accept: str | None) -> None:
    for encoding in ("gzip", "identity"):
        headers = {"Accept-Encoding": encoding} | ({"Accept": accept} if accept else {})
        assert answer(short, QUERIES[name], headers) == answer(long, QUERIES[name], headers)


def test_client_that_has_the_answer_is_told_so(ask: FlaskClient) -> None:
    first = ask.get("/sparql", query_string={"query": ROWS})
    again = ask.get("/sparql", query_string={"query": ROWS}, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


def test_query_that_takes_too_long_is_run_once(small: Path) -> None:
    app = create_app({"WORKSPACE": small, "QUERY_SECONDS": 0.5})
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    app.test_client().get("/sparql", query_string={"query": "ASK {}"})  # its processes are there from then on
    began = time.monotonic()
    response = app.test_client().get("/sparql", query_string={"query": query})
    assert (response.status_code, response.get_json()["limit"], time.monotonic() - began < 0.9) == (503, "0.5 s", True)
