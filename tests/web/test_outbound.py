"""Nothing goes out, nothing comes in: no query calls an address that is not listed, none reads a file, none writes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from web import create_app

ROWS = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "from elsewhere"}}]}}


class Elsewhere(ThreadingHTTPServer):
    """A SPARQL service of somebody else's, which remembers who called."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.calls: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    """Answers every request with one row."""

    server: Elsewhere

    def do_POST(self) -> None:
        self.server.calls.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps(ROWS).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815 - the library's name

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


CALLS = [
    "SELECT * { SERVICE <%s> { ?s ?p ?x } }",
    "SELECT * { service<%s>{?s ?p ?x} }",
    "SELECT * { SERVICE SILENT <%s> { ?s ?p ?x } }",
    "SELECT * { SERVICE # a comment\n <%s> { ?s ?p ?x } }",
    "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?x } }",
    "SELECT * { \\U00000053ERVICE<%s> { ?s ?p ?x } }",
    "SELECT * {{}SERVICE<%s>{?s ?p ?x}}",
    "PREFIX e: <%s> SELECT * { SERVICE e: { ?s ?p ?x } }",
    "BASE <%s> SELECT * { SERVICE <> { ?s ?p ?x } }",
    "SELECT * { BIND(<%s> AS ?e) SERVICE ?e { ?s ?p ?x } }",
    "SELECT * { OPTIONAL { SELECT * { SERVICE <%s> { ?s ?p ?x } } } }",
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("allowed", [[], ["http://127.0.0.1:9/sparql"]])
def test_service_is_refused_however_it_is_written(
    small: Path, elsewhere: Elsewhere, call: str, allowed: list[str]
) -> None:
    client = create_app({"WORKSPACE": small, "SERVICES": allowed}).test_client()
    response = client.post("/sparql", data={"query": call % elsewhere.address})
    assert (response.status_code, response.json["type"], elsewhere.calls) == (403, "/problems#forbidden", [])


@pytest.mark.parametrize("call", CALLS[:3])
def test_service_that_is_listed_is_called(small: Path, elsewhere: Elsewhere, call: str) -> None:
    client = create_app({"WORKSPACE": small, "SERVICES": [elsewhere.address]}).test_client()
    response = client.post("/sparql", data={"query": call % elsewhere.address})
    assert response.json == ROWS | {"head": {"vars": response.json["head"]["vars"]}}
    assert elsewhere.calls == ["/sparql"]
    assert "BasicFederatedQuery" in client.get("/sparql", headers={"Accept": "text/turtle"}).text


def test_service_beside_a_listed_one_is_refused(small: Path, elsewhere: Elsewhere) -> None:
    client = create_app({"WORKSPACE": small, "SERVICES": ["http://127.0.0.1:9/sparql"]}).test_client()
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:9/sparql> {{ SERVICE <{elsewhere.address}> {{ ?s ?p ?x }} }} }}"
    assert (client.post("/sparql", data={"query": query}).status_code, elsewhere.calls) == (403, [])


@pytest.mark.parametrize("graph", ["%s", "file:///etc/passwd", "file:///proc/self/environ", "ftp://127.0.0.1/x"])
def test_graph_that_is_not_here_is_empty_and_never_fetched(ask: FlaskClient, elsewhere: Elsewhere, graph: str) -> None:
    name = graph % elsewhere.address if "%" in graph else graph
    clauses = (
        f"FROM <{name}> {{ ?s ?p ?o }}",
        f"FROM NAMED <{name}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"{{ GRAPH <{name}> {{ ?s ?p ?o }} }}",
    )
    found = [ask.post("/sparql", data={"query": f"SELECT * {clause}"}) for clause in clauses]
    found += [
        ask.post("/sparql", data={"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": name}),
        ask.post("/sparql", data={"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": name}),
    ]
    assert [(one.status_code, one.json["results"]["bindings"]) for one in found] == [(200, [])] * 5
    assert elsewhere.calls == []
    assert ask.get("/sparql/graph", query_string={"graph": name}).status_code == 404


UPDATES = [
    "DROP ALL", "# SELECT\nDROP ALL", "PREFIX a: <a:> INSERT DATA { a:a a:a a:a }", "LOAD <file:///etc/passwd>",
    "LOAD SILENT <http://127.0.0.1:9/>", "DELETE WHERE { ?s ?p ?o }", "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "BASE <a:b> CLEAR ALL", "\\u0044ROP ALL", "  cReAtE GRAPH <a:b>", "COPY <a:a> TO <a:b>", "MOVE <a:a> TO <a:b>", "ADD <a:a> TO <a:b>",
]  # fmt: skip


@pytest.mark.parametrize("update", UPDATES)
def test_update_is_refused_in_every_disguise(ask: FlaskClient, update: str) -> None:
    types = (
        "application/sparql-query",
        "application/sparql-update",
        "application/sparql-update; charset=utf-8",
        "APPLICATION/SPARQL-UPDATE",
    )
    sent = [ask.post("/sparql", data=update, content_type=media_type) for media_type in types]
    sent += [ask.get("/sparql", query_string={name: update}) for name in ("query", "update")]
    sent += [ask.post("/sparql", data={name: update}) for name in ("query", "update")]
    sent.append(ask.post("/sparql", query_string={"update": update}, data={"query": "ASK {}"}))
    sent.append(ask.post("/sparql", query_string={"query": "ASK {}"}, data={"update": update}))
    assert [(one.status_code, one.json["type"]) for one in sent] == [(403, "/problems#forbidden")] * 10
