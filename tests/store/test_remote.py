from __future__ import annotations

import io
from typing import Any

import pytest
from rdflib import Literal, URIRef

from graph.errors import QueryRejected, QueryTimeout, StoreError, StoreUnavailable
from graph.store import Rows, Triples, Truth, connect

GRAPH, OTHER = URIRef("http://example.org/g"), URIRef("http://example.org/h")
SUBJECT, PREDICATE = URIRef("http://example.org/s"), URIRef("http://example.org/p")
QUAD = (SUBJECT, PREDICATE, Literal('a "quoted"\nline', lang="en"), GRAPH)
ALL = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o"


def test_remote_store_adds_asks_replaces_and_removes(server: Any) -> None:
    with connect(server.address()) as store:
        store.add([QUAD, (SUBJECT, PREDICATE, Literal(2), OTHER)])
        assert (len(store), store.graphs()) == (2, (GRAPH, OTHER))
        assert store.query(ALL).rows == ((Literal(2),), (QUAD[2],))
        store.replace(GRAPH, [(SUBJECT, PREDICATE, Literal("new"))])
        assert set(store.query(ALL)) == {(Literal("new"),), (Literal(2),)}
        store.remove(GRAPH)
        store.remove(GRAPH)
        assert (len(store), store.graphs()) == (1, (OTHER,))


def test_remote_store_gives_each_form_of_answer(server: Any) -> None:
    store = connect(server.address())
    store.add([QUAD])
    rows, truth, triples = (store.query(text) for text in (ALL, "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"))
    assert (type(rows), type(truth), type(triples)) == (Rows, Truth, Triples)
    assert truth.value is True
    assert triples.triples == (QUAD[:3],)
    assert rows.serialise("csv") == b'o\r\n"a ""quoted""\nline"\r\n'
    assert rows.rows == ((QUAD[2],),)


def test_remote_store_passes_on_the_graphs_that_are_asked_for(server: Any) -> None:
    store = connect(server.address())
    store.add([QUAD, (SUBJECT, PREDICATE, Literal(2), OTHER)])
    assert store.query(ALL, default_graphs=[OTHER]).rows == ((Literal(2),),)
    assert server.requests[-1] == ("/sparql", {"query": [ALL], "default-graph-uri": [str(OTHER)]})


def test_remote_store_loads_and_dumps_a_dataset(server: Any) -> None:
    store = connect(server.address())
    line = b'<http://example.org/s> <http://example.org/p> "1" <http://example.org/g> .\n'
    store.load(io.BytesIO(line), "nquads")
    store.load(io.BytesIO(b'<http://example.org/s> <http://example.org/p> "2" .'), "turtle", graph=OTHER)
    stream = io.BytesIO()
    store.dump(stream)
    assert stream.getvalue() == line + line.replace(b'"1"', b'"2"').replace(b"org/g", b"org/h")


def test_remote_store_gets_no_query_that_calls_others(server: Any) -> None:
    with pytest.raises(QueryRejected, match="SERVICE is not allowed"):
        connect(server.address()).query("SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    assert server.requests == []


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("/partial", QueryTimeout, "answers in part only: ask for less"),
        ("/broken", StoreError, "/broken: not well-formed"),
        ("/prose", StoreUnavailable, "answers with text/html, which is no form of SPARQL results"),
        ("/slow", QueryTimeout, "did not answer in time: ask for less, or allow more time"),
        ("/fault", StoreUnavailable, "/fault failed: .*out of order"),
    ],
)
def test_remote_store_that_misbehaves_is_told(server: Any, path: str, error: type[Exception], message: str) -> None:
    store = connect(server.address(path), timeout=1)
    with pytest.raises(error, match=message) as told:
        store.query(ALL)
    assert "\n" not in str(told.value)


def test_remote_store_that_rejects_a_query_is_told(server: Any) -> None:
    with pytest.raises(QueryRejected, match=r"rejects the query: .*expected") as told:
        connect(server.address()).query("SELECT * { ?s ?p ")
    assert told.value.query == "SELECT * { ?s ?p "


def test_remote_store_out_of_reach_is_told() -> None:
    with pytest.raises(StoreUnavailable, match=r"cannot be opened or reached: .*refused"):
        connect("http://127.0.0.1:9/sparql").query("ASK { ?s ?p ?o }")
    with pytest.raises(StoreError, match="not the address of an endpoint: it begins with http:// or https://"):
        connect("ftp://example.org")
