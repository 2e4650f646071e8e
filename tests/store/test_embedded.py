from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import XSD, BNode, Literal, URIRef, Variable

from graph.errors import QueryRejected, StoreError, StoreUnavailable
from graph.store import (
    EmbeddedStore,
    Rows,
    Store,
    Triples,
    Truth,
    iter_graph,
    open_disk,
    open_memory,
    to_text,
)

A, B = URIRef("http://example.org/a"), URIRef("http://example.org/b")
SUBJECT, PREDICATE = URIRef("http://example.org/s"), URIRef("http://example.org/p")
LITERALS = [
    Literal("plain"),
    Literal("englisch", lang="en-gb"),
    Literal("7", datatype=XSD.integer),
    Literal("2017-02", datatype=XSD.gYearMonth),
    Literal("true", datatype=XSD.boolean),
    Literal('a "quote", a \\ and\na line'),
    Literal("x", datatype=URIRef("http://example.org/type")),
]
ALL = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY STR(?o)"
IN_GRAPHS = "SELECT ?g ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EmbeddedStore:
    opened = open_memory() if request.param == "memory" else open_disk(tmp_path / "store")
    opened.add([(SUBJECT, PREDICATE, Literal("a"), A), (SUBJECT, PREDICATE, Literal("b"), B)])
    return opened


def values(answer: Rows) -> list[str]:
    return [str(row[-1]) for row in answer]


def test_terms_come_back_as_they_went_in() -> None:
    with open_memory() as store:
        terms = [*LITERALS, A, BNode("x")]
        store.add((SUBJECT, PREDICATE, term, A) for term in terms)
        found = [value for (value,) in store.query("SELECT ?o WHERE { ?s ?p ?o }")]
        assert sorted(map(repr, found)) == sorted(map(repr, terms))


def test_text_of_terms_loads_as_the_terms_it_was_made_of() -> None:
    terms = [
        *LITERALS,
        A,
        Literal('"so"\\ she\r\nsaid\t\x01'),
        Literal("1", datatype=XSD.integer),
        Literal("is", lang="en-GB"),
    ]
    with open_memory() as made, open_memory() as loaded:
        made.add((SUBJECT, PREDICATE, term, A) for term in terms)
        loaded.load_lines((f"{to_text(SUBJECT)} {to_text(PREDICATE)} {to_text(term)} .\n" for term in terms), A)
        assert dumped(loaded) == dumped(made)


def test_construct_does_not_see_what_it_gives(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.embedded._LINES", 2)
    with store:
        store.add((SUBJECT, PREDICATE, Literal(str(number)), A) for number in range(5))
        doubled = "CONSTRUCT { ?s ?p ?more } WHERE { ?s ?p ?o BIND(CONCAT(STR(?o), STR(?o)) AS ?more) }"
        assert store.construct(doubled, A) == 7
        assert sorted(values(store.query(ALL))) == sorted([*"ab01234", "aa", "bb", "00", "11", "22", "33", "44"])


def test_text_of_a_term_refuses_blank_nodes() -> None:
    with pytest.raises(TypeError, match="not an IRI or a literal"):
        to_text(BNode("x"))


def dumped(store: Store) -> list[bytes]:
    stream = io.BytesIO()
    store.dump(stream)
    return sorted(stream.getvalue().splitlines())


def test_default_graph_is_the_union_of_all(store: Store) -> None:
    assert values(store.query(ALL)) == ["a", "b"]
    assert values(store.query(IN_GRAPHS)) == ["a", "b"]


def test_query_that_names_its_graphs_sees_those_alone(store: Store) -> None:
    assert values(store.query(ALL.replace("WHERE", f"FROM <{A}> WHERE"))) == ["a"]
    assert values(store.query(IN_GRAPHS.replace("WHERE", f"FROM NAMED <{B}> WHERE"))) == ["b"]


def test_graphs_asked_for_go_before_those_of_the_query(store: Store) -> None:
    text = ALL.replace("WHERE", f"FROM <{A}> WHERE")
    assert values(store.query(text, default_graphs=[B])) == ["b"]
    assert values(store.query(ALL, default_graphs=[A, B])) == ["a", "b"]
    assert values(store.query(IN_GRAPHS, named_graphs=[A])) == ["a"]
    assert values(store.query(ALL, named_graphs=[A])) == []


def test_graph_is_replaced_and_removed_whole(store: Store) -> None:
    store.replace(A, [(SUBJECT, PREDICATE, Literal("new")), (SUBJECT, PREDICATE, Literal("newer"))])
    assert (values(store.query(ALL)), len(store), store.graphs()) == (["b", "new", "newer"], 3, (A, B))
    store.remove(A)
    store.remove(A)
    assert (values(store.query(ALL)), len(store), store.graphs()) == (["b"], 1, (B,))


def test_lines_about_things_are_those_of_the_whole_graph(store: EmbeddedStore) -> None:
    things = [URIRef(f"http://example.org/{number}") for number in range(1_200)]
    store.add(
        (thing, PREDICATE, term, A) for thing in things for term in (Literal('"so"\\\n\t\x01\x85\u2028'), SUBJECT)
    )
    store.add((thing, PREDICATE, Literal("elsewhere"), B) for thing in things)
    assert sorted(store.iter_about(A, [*things, SUBJECT, "http://example.org/none"])) == list(iter_graph(store, A))
    assert list(store.iter_about(A, [])) == list(store.iter_about(SUBJECT, things)) == []


def test_things_that_lead_to_others_are_told_with_them(store: EmbeddedStore) -> None:
    store.add([(thing, PREDICATE, SUBJECT, A) for thing in (A, B, BNode())])
    store.add([(A, SUBJECT, SUBJECT, A), (SUBJECT, PREDICATE, SUBJECT, B), (SUBJECT, PREDICATE, B, A)])
    found = store.iter_leading(A, PREDICATE, [str(SUBJECT), str(B), str(A)])
    assert sorted(found) == sorted([(str(A), str(SUBJECT)), (str(B), str(SUBJECT)), (str(SUBJECT), str(B))])


def test_name_that_is_no_iri_cannot_be_looked_up(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="Invalid IRI"):
        list(store.iter_about(A, ["no iri"]))
    with pytest.raises(StoreError, match="Invalid IRI"):
        list(store.iter_leading(A, PREDICATE, ["no iri"]))


def test_dump_loads_back_into_another_store(store: Store) -> None:
    stream = io.BytesIO()
    store.dump(stream, "trig")
    one = io.BytesIO()
    store.dump(one, "turtle", graph=B)
    with open_memory() as other:
        other.load(io.BytesIO(stream.getvalue()), "trig")
        assert (len(other), other.graphs()) == (2, (A, B))
    with open_memory() as other:
        other.load(io.BytesIO(one.getvalue()), "turtle", graph=A)
        assert (values(other.query(ALL)), other.graphs()) == (["b"], (A,))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", b"o\r\na\r\nb\r\n"),
        ("tsv", b'?o\n"a"\n"b"\n'),
        (
            "json",
            b'{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"a"}},{"o":{"type":"literal","value":"b"}}]}}',
        ),
    ],
)
def test_rows_are_written_by_the_engine_and_can_be_read_again(store: Store, form: str, expected: bytes) -> None:
    answer = store.query(ALL)
    assert isinstance(answer, Rows)
    assert answer.variables == ("o",)
    assert answer.serialise(form) == expected
    assert answer.rows == ((Literal("a"),), (Literal("b"),))
    assert answer.serialise(form) == expected


def test_unbound_variable_is_none(store: Store) -> None:
    assert store.query("SELECT ?x ?s WHERE { ?s ?p 'a' }").rows == ((None, SUBJECT),)


def test_truth_is_written_in_every_form_of_rows(store: Store) -> None:
    truth = store.query("ASK { ?s ?p 'a' }")
    assert isinstance(truth, Truth)
    assert (truth.value, bool(truth)) == (True, True)
    assert (truth.serialise("json"), truth.serialise("csv")) == (b'{"head":{},"boolean":true}', b"true")
    assert not store.query("ASK { ?s ?p 'c' }")


def test_triples_are_written_with_prefixes() -> None:
    with open_memory() as store:
        store.add([(SUBJECT, XSD.date, Literal("x"), A)])
        answer = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(answer, Triples)
        assert (len(answer), list(answer)) == (1, [(SUBJECT, XSD.date, Literal("x"))])
        assert answer.serialise("ntriples") == f'<{SUBJECT}> <{XSD.date}> "x" .\n'.encode()
        assert answer.serialise("turtle").endswith(b'<http://example.org/s> xsd:date "x" .\n')
        assert b"@prefix sg: <https://w3id.org/scrutiny-graph/def#> ." in answer.serialise("turtle")


def test_store_on_disk_keeps_what_it_was_given(tmp_path: Path) -> None:
    with open_disk(tmp_path / "store") as store:
        store.add([(SUBJECT, PREDICATE, Literal("a"), A)])
    with (
        open_disk(tmp_path / "store", read_only=True) as first,
        open_disk(tmp_path / "store", read_only=True) as second,
    ):
        assert values(first.query(ALL)) == values(second.query(ALL)) == ["a"]


@pytest.mark.parametrize(
    ("fault", "error", "message"),
    [
        (
            lambda store: store.query(ALL).serialise("xlsx"),
            StoreError,
            "no format 'xlsx' for rows: choose one of json, xml, csv, tsv",
        ),
        (
            lambda store: store.dump(io.BytesIO(), "turtle"),
            StoreError,
            "no format 'turtle' for a whole dataset: choose one of",
        ),
        (lambda store: store.add([(SUBJECT, PREDICATE, Variable("x"), A)]), StoreError, "not an RDF term: "),
        (lambda store: store.load(io.BytesIO(b"<a:s> <a:p> ."), "ntriples"), StoreError, "the data: not well-formed: "),
        (lambda store: store.query("SELECT * {"), QueryRejected, "never closed"),
        (
            lambda store: store.query("SELECT * { ?s ?p ?o }", default_graphs=[URIRef("no iri")]),
            StoreError,
            "the query cannot be answered: Invalid IRI",
        ),
    ],
)
def test_fault_is_told_in_one_line(
    store: Store, fault: Callable[[Store], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message) as told:
        fault(store)
    assert "\n" not in str(told.value)
    assert (values(store.query(ALL)), len(store)) == (["a", "b"], 2)


def test_store_whose_files_are_put_in_order_holds_the_same(store: EmbeddedStore) -> None:
    was = dumped(store)
    store.compact()
    assert dumped(store) == was


def test_store_in_use_is_told(tmp_path: Path) -> None:
    with (
        open_disk(tmp_path / "store"),
        pytest.raises(StoreUnavailable, match="is in use by another process: wait for it"),
    ):
        open_disk(tmp_path / "store")


def test_store_that_is_not_there_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="store holds no store: build it first"):
        open_disk(tmp_path / "store", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_store_that_is_broken_is_told(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreUnavailable, match="cannot be used: Corruption: "):
        open_disk(tmp_path, read_only=True)


def test_store_closed_twice_is_closed(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.query(ALL)
