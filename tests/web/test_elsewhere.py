"""The explorer and the endpoint over a store elsewhere: the same answers, the same guards, and clear words where it fails."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import web.elsewhere
from graph.snapshots import Workspace
from tests.sparql_server import Server, running
from tests.web.serving import wait_until
from web import create_app

COUNCIL = "/id/council/E10000017"
PEOPLE = {"Accept": "text/html"}
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/scrutiny-graph/def#Council> }"


@pytest.fixture(scope="module")
def server(small: Path) -> Iterator[Server]:
    """A SPARQL server that holds the small world."""
    with running() as made, Workspace(small).open_store() as store:
        dumped = io.BytesIO()
        store.dump(dumped)
        made.load(dumped.getvalue())
        yield made


@pytest.fixture(scope="module")
def elsewhere(server: Server, small: Path) -> FlaskClient:
    """A client of the explorer over that server."""
    return browse(server, small, QUERY_SECONDS=3.0)


def browse(server: Server, small: Path, path: str = "/sparql", **config: object) -> FlaskClient:
    return create_app({"WORKSPACE": small, "ENDPOINT": server.address(path), "TESTING": True, **config}).test_client()


def read_lines(page: str) -> list[str]:
    """The lines of a page without what tells of the build, and without which of several sources a link leads to."""
    lines = [re.sub(r'href="/document/[^"]*"', "", line).strip() for line in page.splitlines()]
    return [line for line in lines if line and not re.search("since the build before|To cite it", line)]


def test_pages_over_a_store_elsewhere_are_those_of_the_workspace(elsewhere: FlaskClient, ask: FlaskClient) -> None:
    for path in ("/", COUNCIL):
        here, there = (client.get(path, headers=PEOPLE, follow_redirects=True) for client in (ask, elsewhere))
        assert (there.status_code, read_lines(there.text)) == (200, read_lines(here.text))


def test_document_over_a_store_elsewhere_shows_the_workspace_s_text(
    elsewhere: FlaskClient, small: Path, ask: FlaskClient
) -> None:
    key = next((small / "current" / "text").iterdir()).stem
    here, there = (
        client.get(f"/id/document/{key}", headers=PEOPLE, follow_redirects=True) for client in (ask, elsewhere)
    )
    assert there.status_code == 200
    assert there.text.count("<mark") == here.text.count("<mark") > 0


def test_workspace_is_not_needed_over_a_store_elsewhere(server: Server, tmp_path: Path) -> None:
    assert browse(server, tmp_path / "none").get(COUNCIL, headers=PEOPLE, follow_redirects=True).status_code == 200


def test_endpoint_over_a_store_elsewhere_answers(elsewhere: FlaskClient, ask: FlaskClient) -> None:
    for accept in ("text/csv", "application/sparql-results+json", "application/sparql-results+xml"):
        here, there = (
            client.get("/sparql", query_string={"query": COUNT}, headers={"Accept": accept})
            for client in (ask, elsewhere)
        )
        assert (there.status_code, there.data, there.headers["Cache-Control"]) == (200, here.data, "no-store")
    described = "DESCRIBE <https://w3id.org/scrutiny-graph/id/council/E10000017>"
    here, there = (
        client.get("/sparql", query_string={"query": described, "format": "ntriples"}) for client in (ask, elsewhere)
    )
    assert set(there.text.splitlines()) == set(here.text.splitlines())
    assert elsewhere.get("/healthz").json["isolated"] is False


@pytest.mark.parametrize(
    ("query", "status", "detail"),
    [
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE is not allowed"),
        ("DROP ALL", 403, "DROP is an update"),
        ("SELECT (IF(true, 1, <bif:http_get>('http://127.0.0.1:9')) AS ?n) { }", 400, "bif: is a server's own"),
        ("DEFINE get:soft 'soft' SELECT * { ?s ?p ?o }", 400, "DEFINE"),
        ("SELECT * {" + "{" * 80 + "}" * 81, 422, "brackets are nested"),
        ("SELEC * { }", 400, "SELECT"),
    ],
)
def test_guards_of_the_endpoint_hold_over_a_store_elsewhere(
    server: Server, elsewhere: FlaskClient, query: str, status: int, detail: str
) -> None:
    elsewhere.get("/healthz")
    server.requests.clear()
    told = elsewhere.get("/sparql", query_string={"query": query})
    assert (told.status_code, detail in told.json["detail"]) == (status, True), told.json
    assert server.requests == []


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/page", "answers with text/html, which is no form of SPARQL results"),
        ("/fault", "out of order"),
        ("/short", "broke off in the middle of its answer"),
        ("/slow", "in time|ended after 1 seconds"),
        ("/drip", "in time|ended after 1 seconds"),
    ],
)
def test_store_elsewhere_that_misbehaves_gives_503(server: Server, small: Path, path: str, detail: str) -> None:
    elsewhere = browse(server, small, path, QUERY_SECONDS=1.0)
    for address in (COUNCIL, "/sparql?query=ASK%7B%7D", "/readyz"):
        began = time.monotonic()
        told = elsewhere.get(address, headers={"Accept": "application/json"}, follow_redirects=True)
        assert told.status_code == 503
        assert any(words in told.json["detail"] for words in detail.split("|"))
        assert time.monotonic() - began < 3


def test_query_too_slow_for_a_store_elsewhere_is_ended_in_time(
    server: Server, elsewhere: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert elsewhere.get("/sparql", query_string={"query": COUNT}).status_code == 200
    monkeypatch.setattr(server, "delay", 5.0)
    began = time.monotonic()
    told = elsewhere.get("/sparql", query_string={"query": COUNT, "timeout": "1"})
    assert (told.status_code, told.json["limit"]) == (503, "1 s")
    assert time.monotonic() - began < 3
    monkeypatch.undo()
    assert elsewhere.get("/sparql", query_string={"query": COUNT}).status_code == 200


def test_store_elsewhere_that_is_down_gives_503_until_it_is_back(small: Path) -> None:
    with running() as gone:
        address = gone.address()
    elsewhere = create_app({"WORKSPACE": small, "ENDPOINT": address, "TESTING": True}).test_client()
    for path in (COUNCIL, "/sparql?query=ASK%7B%7D"):
        told = elsewhere.get(path, headers={"Accept": "application/json"}, follow_redirects=True)
        assert (told.status_code, told.headers["Retry-After"]) == (503, "5")
        assert "cannot be opened or reached" in told.json["detail"]


def test_health_of_a_store_elsewhere_is_told_without_waiting_for_it(small: Path, server: Server) -> None:
    slow = browse(server, small, "/slow", QUERY_SECONDS=2.0)
    began = time.monotonic()
    told = slow.get("/healthz")
    assert time.monotonic() - began < 1
    assert (told.status_code, told.json["status"]) == (200, "not ready")
    assert "has not answered yet" in told.json["reason"]
    wait_until(lambda: "has not answered yet" not in slow.get("/healthz").json["reason"])


def test_health_follows_a_store_elsewhere_that_goes_away(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.elsewhere, "CHECK_SECONDS", 0.0)
    with running() as server:
        elsewhere = browse(server, small)
        wait_until(lambda: elsewhere.get("/healthz").json["status"] == "ok")
        assert elsewhere.get("/readyz").status_code == 200
    wait_until(lambda: elsewhere.get("/healthz").json["status"] == "not ready")
    assert elsewhere.get("/readyz").status_code == 503


def test_what_is_kept_goes_when_the_store_elsewhere_has_changed(
    server: Server, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.elsewhere, "CHECK_SECONDS", 0.0)
    elsewhere = browse(server, small)
    before = [elsewhere.get("/readyz").json["snapshot"] for _ in range(2)]
    assert before[0] == before[1]
    assert "Lancashire" in elsewhere.get(COUNCIL, headers=PEOPLE, follow_redirects=True).text
    server.engine.update(
        """DELETE { GRAPH ?g { ?council ?p "Lancashire" } } INSERT { GRAPH ?g { ?council ?p "Elsewhere" } }
        WHERE { GRAPH ?g { ?council ?p "Lancashire" } };
        INSERT DATA { GRAPH <https://w3id.org/scrutiny-graph/id/graph/description> {
          <https://w3id.org/scrutiny-graph/id/dataset> <http://example.org/changed> true } }"""
    )
    assert elsewhere.get("/readyz").json["snapshot"] != before[0]
