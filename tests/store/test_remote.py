from __future__ import annotations

import io
import time

import pytest
from rdflib import XSD, Literal, URIRef

from graph.errors import QueryRejected, QueryTimeout, StoreError, StoreUnavailable
from graph.store import Access, Rows, Triples, Truth, connect
from graph.store.access import read_access
from graph.store.remote import RemoteStore
from tests.sparql_server import Server

GRAPH, OTHER = URIRef("http://example.org/g"), URIRef("http://example.org/h")
SUBJECT, PREDICATE = URIRef("http://example.org/s"), URIRef("http://example.org/p")
QUAD = (SUBJECT, PREDICATE, Literal('a "quoted"\nline', lang="en"), GRAPH)
ALL = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o"
WORD = "s3cr3t,with:marks"
WRITTEN = "dXNlcjpzM2NyM3Qsd2l0aDptYXJrcw=="
"""The account as HTTP's basic scheme writes it."""
ACCOUNT = Access("user", WORD, seconds=1, upload_seconds=1)


def reach(server: Server, path: str = "/sparql", graphs: str = "/graphs", access: Access = ACCOUNT) -> RemoteStore:
    return connect(server.address(path), server.address(graphs), access=access)


def test_remote_store_adds_asks_replaces_and_removes(server: Server) -> None:
    with reach(server) as store:
        store.add([QUAD, (SUBJECT, PREDICATE, Literal(2), OTHER)])
        assert (len(store), store.graphs()) == (2, (GRAPH, OTHER))
        assert store.query(ALL).rows == ((Literal(2),), (QUAD[2],))
        store.replace(GRAPH, [(SUBJECT, PREDICATE, Literal("new"))])
        assert set(store.query(ALL)) == {(Literal("new"),), (Literal(2),)}
        store.remove(GRAPH)
        store.remove(GRAPH)
        assert (len(store), store.graphs()) == (1, (OTHER,))


def test_remote_store_gives_each_form_of_answer(server: Server) -> None:
    store = reach(server)
    store.add([QUAD])
    rows, truth, triples = (store.query(text) for text in (ALL, "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"))
    assert (type(rows), type(truth), type(triples)) == (Rows, Truth, Triples)
    assert truth.value is True
    assert triples.triples == (QUAD[:3],)
    assert rows.serialise("csv") == b'o\r\n"a ""quoted""\nline"\r\n'
    assert rows.rows == ((QUAD[2],),)


def test_remote_store_passes_on_the_graphs_that_are_asked_for(server: Server) -> None:
    store = reach(server)
    store.add([QUAD, (SUBJECT, PREDICATE, Literal(2), OTHER)])
    assert store.query(ALL, default_graphs=[OTHER]).rows == ((Literal(2),),)
    assert server.requests[-1] == ("POST", "/sparql", {"query": [ALL], "default-graph-uri": [str(OTHER)]})


def test_remote_store_loads_and_dumps_a_dataset(server: Server) -> None:
    store = reach(server)
    line = b'<http://example.org/s> <http://example.org/p> "1" <http://example.org/g> .\n'
    store.load(io.BytesIO(line), "nquads")
    store.load(io.BytesIO(b'<http://example.org/s> <http://example.org/p> "2" .'), "turtle", graph=OTHER)
    stream = io.BytesIO()
    store.dump(stream)
    assert stream.getvalue() == line + line.replace(b'"1"', b'"2"').replace(b"org/g", b"org/h")


def test_remote_store_wants_a_name_for_each_graph(server: Server) -> None:
    with pytest.raises(StoreError, match="triples go into named graphs"):
        reach(server).load(io.BytesIO(b'<a:s> <a:p> "2" .'), "turtle")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ('DEFINE get:soft "soft" SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }', "DEFINE"),
        ('SELECT (bif:http_get("http://127.0.0.1/") AS ?x) { }', "bif"),
        ('PREFIX x: <bif:> SELECT (IF(true, 1, x:http_get("http://127.0.0.1/")) AS ?x) { }', "bif: is a server's own"),
        ("SELECT (IF(true, 1, <\\u0062if:http_get>('http://127.0.0.1/')) AS ?x) { }", "bif: is a server's own"),
        ("PREFIX sql: <http://example.org/> SELECT * { ?s sql:x ?o }", "sql: is a server's own"),
        ("SELECT * { ?s <java:org.example.Reader> ?o }", "java: is a server's own"),
        ("SELECT (<http://example.org/call>(1) AS ?x) { }", "custom function"),
        ("SELECT * { ?s ?p ", "expected|closed|missing"),
        ("DROP ALL", "DROP is an update"),
    ],
)
def test_remote_store_gets_no_query_that_calls_others_or_is_of_a_dialect(
    server: Server, query: str, message: str
) -> None:
    with pytest.raises(QueryRejected, match=message) as told:
        reach(server).query(query)
    assert told.value.query == query
    assert server.requests == []


def test_remote_store_may_be_allowed_services(server: Server) -> None:
    elsewhere = "http://127.0.0.1:9/sparql"
    store = connect(server.address("/rejects"), services=frozenset((elsewhere,)))
    with pytest.raises(QueryRejected, match="/rejects rejects the query"):
        store.query(f"SELECT * {{ SERVICE <{elsewhere}> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("/partial", QueryTimeout, "answers in part only: ask for less"),
        ("/rows", QueryTimeout, "gives at most 1 rows: ask for fewer, or raise its ResultSetMaxRows"),
        ("/broken", StoreError, "/broken: not well-formed"),
        ("/short", StoreUnavailable, "/short broke off in the middle of its answer: try again"),
        ("/page", StoreUnavailable, "answers with text/html, which is no form of SPARQL results"),
        ("/slow", QueryTimeout, "did not answer in time: ask for less, or allow more time"),
        ("/drip", QueryTimeout, "did not answer in time: ask for less, or allow more time"),
        ("/fault", StoreUnavailable, "/fault failed: .*out of order"),
        ("/rejects", QueryRejected, "/rejects rejects the query: Error SP030: no such dialect$"),
        ("/nowhere", StoreError, "/nowhere"),
    ],
)
def test_remote_store_that_misbehaves_is_told(server: Server, path: str, error: type[Exception], message: str) -> None:
    store, began = reach(server, path), time.monotonic()
    if path == "/nowhere":
        server.account = "other:account"
    with pytest.raises(error, match=message) as told:
        store.query(ALL)
    assert "\n" not in str(told.value)
    assert time.monotonic() - began < 2.3


def test_remote_store_out_of_reach_is_told() -> None:
    with pytest.raises(StoreUnavailable, match=r"cannot be opened or reached: .*refused"):
        connect("http://127.0.0.1:9/sparql").query("ASK { ?s ?p ?o }")
    with pytest.raises(StoreUnavailable, match=r"cannot be opened or reached: .*refused"):
        connect("http://127.0.0.1:9/sparql").remove(GRAPH)


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        (
            "/nowhere",
            StoreUnavailable,
            r"/nowhere takes no graphs \(status 404\): name the address .* by --graph-store",
        ),
        ("/moved", StoreUnavailable, "/moved leads to http://127.0.0.1:9/there: name that address itself"),
        ("/forbidden", StoreUnavailable, "/forbidden lets this account write no graphs: only readers"),
        ("/page", StoreUnavailable, "/page answers with a web page: is it where the store takes graphs?"),
        ("/fault", StoreError, r"/fault did not take a graph \(status 500\): .*out of order"),
        ("/slow", QueryTimeout, "/slow did not answer in time"),
    ],
)
def test_graph_store_that_misbehaves_is_told(server: Server, path: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message) as told:
        reach(server, graphs=path).replace(GRAPH, [QUAD[:3]])
    assert "\n" not in str(told.value)
    assert "secret" not in str(told.value)


def test_account_is_given_where_it_is_asked_for_alone(server: Server) -> None:
    reach(server).replace(GRAPH, [QUAD[:3]])
    assert (len(server.requests), server.told) == (2, [])
    server.account = f"user:{WORD}"
    store = reach(server)
    store.replace(GRAPH, [QUAD[:3]])
    assert store.query(ALL).rows == store.query(ALL).rows == ((QUAD[2],),)
    assert server.told == [f"Basic {WRITTEN}"] * 4


@pytest.mark.parametrize("access", [Access(), ACCOUNT], ids=["none", "wrong"])
def test_secret_is_in_no_message(server: Server, access: Access) -> None:
    server.account = "user:other"
    messages = []
    for act in (lambda store: store.query(ALL), lambda store: store.remove(GRAPH), lambda store: store.add([QUAD])):
        with pytest.raises(StoreUnavailable, match="SCRUTINY_STORE_USER and SCRUTINY_STORE_PASSWORD") as told:
            act(reach(server, access=access))
        messages.append(str(told.value) + repr(told.value))
    assert not any(WORD in message or WRITTEN in message for message in messages)
    assert WORD not in repr(ACCOUNT)
    assert ACCOUNT.hide(f"no: Basic {WRITTEN} {WORD}") == "no: Basic … …"


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org", "example.org/sparql", "http://", "http://[::1/sparql", "http://a b/", "http://a\n/", ""],
)
def test_address_of_no_store_is_told(address: str) -> None:
    with pytest.raises(
        StoreError, match="not the address of a store: it begins with http:// or https:// and names a server"
    ):
        connect(address)


@pytest.mark.parametrize(
    "address", ["http://user:s3cr3t@example.org/sparql", "https://s3cr3t@example.org/", "ftp://u:s3cr3t@x:y/"]
)
def test_address_with_an_account_is_refused_without_its_secret(address: str) -> None:
    with pytest.raises(
        StoreError, match="leave user and password out of a store's address: set SCRUTINY_STORE_USER"
    ) as told:
        connect("http://example.org/sparql", address)
    assert "s3cr3t" not in str(told.value)


def test_access_is_read_from_the_environment() -> None:
    said = {"SCRUTINY_STORE_USER": "u", "SCRUTINY_STORE_PASSWORD": "p", "SCRUTINY_STORE_TIMEOUT": "2.5"}
    assert read_access(said) == Access("u", "p", 2.5, 600.0)
    assert read_access({}) == Access()
    for wrong in ("soon", "0", "-1", "inf", "nan"):
        with pytest.raises(StoreError, match="SCRUTINY_UPLOAD_TIMEOUT is not a number of seconds above 0"):
            read_access({"SCRUTINY_UPLOAD_TIMEOUT": wrong})


VIRTUOSO = b"""{ "head": { "link": [], "vars": ["a", "b", "c"] }, "results": { "distinct": false, "ordered": true, "bindings": [
    { "a": { "type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#boolean", "value": "0" }\t,
      "b": { "type": "bnode", "value": "nodeID://b10000" }, "c": { "type": "typed-literal",
      "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "1" }} ] } }"""
NO = b"""{ "head": { "link": [], "vars": ["__ASK_RETVAL"] }, "results": { "distinct": false, "ordered": true, "bindings": [ ] } }"""
YES = NO.replace(
    b"[ ]",
    b"""[
    { "__ASK_RETVAL": { "type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "1" }} ]""",
)


def test_spelling_of_virtuoso_is_put_as_everybody_s(server: Server) -> None:
    server.says = VIRTUOSO
    truth, node, number = reach(server).query("SELECT ?a ?b ?c { ?a ?b ?c }").rows[0]
    assert (truth, number) == (Literal("false", datatype=XSD.boolean), Literal(1))
    assert node.n3() == "_:b10000"
    for says, value in ((YES, True), (NO, False)):
        server.says = says
        answer = reach(server).query("ASK { ?s ?p ?o }")
        assert isinstance(answer, Truth)
        assert answer.value is value
