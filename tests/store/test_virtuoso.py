"""A store elsewhere that is a real Virtuoso 7: the same graph in it gives the same answers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, XSD, BNode, Literal, URIRef

from graph.errors import QueryRejected, QueryTimeout, StoreUnavailable
from graph.publish import Published, publish
from graph.query import ask, questions
from graph.snapshots import Workspace
from graph.store import Access, RemoteStore, Store, Truth, connect
from graph.terms import DATASET, FACTS
from tests.conftest import absent
from tests.virtuoso import MISSING, PROGRAM, Virtuoso, running

GRAPH = URIRef("http://example.org/g")
SUBJECT, PREDICATE = URIRef("http://example.org/s"), URIRef("http://example.org/p")


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """A running server with an empty database."""
    if PROGRAM is None:
        absent(MISSING)
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="module")
def embedded(workspace: Path) -> Iterator[Store]:
    """The samples' graph as it was built."""
    with Workspace(workspace).open_store() as store:
        yield store


@pytest.fixture(scope="module")
def remote(virtuoso: Virtuoso, embedded: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """The same graph, sent to the server."""
    with connect(virtuoso.endpoint, virtuoso.graphs, access=virtuoso.access) as store:
        done = publish(embedded, store, tmp_path_factory.mktemp("sent"), name="1")
        assert done == Published(sent=len(embedded.graphs()), kept=0, removed=0, union=True)
        yield store


def test_virtuoso_holds_what_it_was_sent(remote: RemoteStore, embedded: Store) -> None:
    assert set(embedded.graphs()) <= set(remote.graphs())
    count = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
    assert set(embedded.query(count)) <= set(remote.query(count))


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_question_gives_the_same_rows_in_virtuoso(name: str, remote: RemoteStore, embedded: Store) -> None:
    rows, expected = ask(remote, name), ask(embedded, name)
    # Which of two texts comes first is a server's own matter: the standard orders simple literals as it does strings.
    assert sorted(map(repr, rows)) == sorted(map(repr, expected))


def test_virtuoso_gives_each_form_of_answer(remote: RemoteStore) -> None:
    values = (
        Literal("true", datatype=XSD.boolean),
        Literal(7),
        Literal('a\n"é"'),
        Literal("2015-09", datatype=XSD.gYearMonth),
    )
    remote.replace(GRAPH, [(SUBJECT, PREDICATE, value) for value in values])
    assert {value for (value,) in remote.query(f"SELECT ?o WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}")} == set(values)
    assert [bool(remote.query(f"ASK {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")) for name in (GRAPH, GRAPH + "x")] == [
        True,
        False,
    ]
    assert isinstance(remote.query("ASK { ?s ?p ?o }"), Truth)
    remote.add([(BNode("a"), RDF.value, BNode("b"), GRAPH)])
    subject, value = remote.query(f"SELECT ?s ?o WHERE {{ GRAPH <{GRAPH}> {{ ?s <{RDF.value}> ?o }} }}").rows[0]
    assert (type(subject), type(value)) == (BNode, BNode)
    dumped = io.BytesIO()
    remote.dump(dumped, "ntriples", graph=GRAPH)
    assert len(dumped.getvalue().splitlines()) == 5
    remote.remove(GRAPH)
    remote.remove(GRAPH)
    assert GRAPH not in remote.graphs()


def test_virtuoso_is_asked_for_single_graphs(remote: RemoteStore) -> None:
    about = f"SELECT ?p WHERE {{ <{DATASET}> ?p ?o }} LIMIT 1"
    assert len(remote.query(about)) == 1
    assert len(remote.query(about, default_graphs=[FACTS])) == 0
    assert len(remote.query(about, default_graphs=[URIRef("http://example.org/none")])) == 0


def test_virtuoso_s_words_for_what_it_rejects_are_told(remote: RemoteStore) -> None:
    # The embedded engine knows this form of SPARQL 1.2, Virtuoso 7 does not.
    with pytest.raises(
        QueryRejected, match=r"rejects the query: Virtuoso 37000 Error SP030: SPARQL compiler, line \d+: [^\n]+$"
    ):
        remote.query("SELECT * WHERE { <<( ?s ?p ?o )>> ?q ?r }")


def test_virtuoso_wants_the_right_account(virtuoso: Virtuoso) -> None:
    for access, message in (
        (Access(), "asks for an account"),
        (Access("dba", "wrong"), "does not know this user and password"),
    ):
        with (
            connect(virtuoso.endpoint, virtuoso.graphs, access=access) as store,
            pytest.raises(StoreUnavailable, match=f"sparql-graph-crud-auth {message}"),
        ):
            store.replace(GRAPH, [(SUBJECT, PREDICATE, Literal(1))])
    with (
        connect(virtuoso.endpoint, access=virtuoso.access) as store,
        pytest.raises(
            StoreUnavailable, match=r"/sparql takes no graphs \(status 400\): name the address of its Graph Store"
        ),
    ):
        store.replace(GRAPH, [(SUBJECT, PREDICATE, Literal(1))])


def test_virtuoso_gives_the_account_to_queries_by_digest(virtuoso: Virtuoso) -> None:
    address = f"{virtuoso.endpoint}-auth"
    assert isinstance(connect(address, access=virtuoso.access).query("ASK { ?s ?p ?o }"), Truth)
    with pytest.raises(StoreUnavailable, match="/sparql-auth does not know this user and password"):
        connect(address, access=Access("dba", "wrong")).query("ASK { ?s ?p ?o }")


def test_virtuoso_that_leaves_rows_out_is_told(tmp_path: Path) -> None:
    if PROGRAM is None:
        absent(MISSING)
    with running(tmp_path, rows=5) as server, connect(server.endpoint) as store:
        assert len(store.query("SELECT ?s WHERE { ?s ?p ?o } LIMIT 4")) == 4
        with pytest.raises(QueryTimeout, match="gives at most 5 rows: ask for fewer, or raise its ResultSetMaxRows"):
            store.query("SELECT ?s WHERE { ?s ?p ?o }")
