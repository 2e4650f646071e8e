"""What clients rely on beside the answer: encodings, freshness, graphs as they are, descriptions, and words on refusals."""

from __future__ import annotations

import gzip
import io
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from rdflib import DCAT, SDO, VOID, Graph, URIRef

from graph.describe import VOID_EXT
from graph.export import kinds
from graph.query import questions
from graph.snapshots import Workspace
from graph.store import open_memory
from graph.store.embedded import EmbeddedStore
from graph.terms import DATASET, DESCRIPTION, FACTS, ID, REGISTERS, SG, mint_question
from web import create_app

COUNCILS = "SELECT ?s WHERE { ?s a <https://w3id.org/scrutiny-graph/def#Council> } ORDER BY ?s"
WIDE = "SELECT * WHERE { ?s ?p ?o } LIMIT 200"
TYPED = "application/x-www-form-urlencoded"
BAD = [
    ({"path": "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D"}, 400),
    ({"method": "POST", "data": b"query=ASK+%7B+%3Fs+%3Fp+%22%FF%22+%7D", "content_type": TYPED}, 400),
    ({"method": "POST", "data": b"query=ASK {}\xff", "content_type": TYPED}, 400),
    ({"method": "POST", "data": "ASK {}".encode("utf-16"), "content_type": "application/sparql-query"}, 400),
    (
        {
            "method": "POST",
            "data": "ASK {}".encode("utf-16-le"),
            "content_type": "application/sparql-query; charset=utf-16",
        },
        415,
    ),
    ({"method": "POST", "query_string": {"query": "ASK {}"}, "data": {"query": "ASK {}"}}, 400),
    ({"query_string": {"query": "ASK {}", "timeout": "soon"}}, 400),
    ({"query_string": {"query": "ASK {}", "timeout": "0"}}, 400),
    ({"query_string": {"query": "ASK {}", "timeout": "nan"}}, 400),
    ({"query_string": {"query": "ASK {}", "named-graph-uri": "facts"}}, 400),
    ({"path": "/sparql/graph", "query_string": {"graph": ["a:b", "a:c"]}}, 400),
    ({"path": "/sparql/graph", "query_string": {"graph": "a:b", "default": ""}}, 400),
    ({"path": "/sparql/graph", "query_string": {"graph": "facts"}}, 400),
    ({"path": "/sparql/graph", "query_string": {"graph": "a:b"}}, 404),
    ({"path": "/sparql/graph", "query_string": {"default": ""}, "headers": {"Accept": "text/csv"}}, 406),
    ({"path": "/sparql/graph", "query_string": {"default": ""}, "method": "PUT", "data": ""}, 405),
    ({"path": "/sparql/graph", "query_string": {"default": ""}, "method": "DELETE"}, 405),
    ({"path": "/.well-known/void", "headers": {"Accept": "image/png"}}, 406),
    ({"path": "/sparql", "headers": {"Host": "evil.example/><x"}}, 400),
]


@pytest.mark.parametrize(("sent", "status"), BAD)
def test_bad_request_gets_a_problem_that_any_site_may_read(ask: FlaskClient, sent: dict[str, Any], status: int) -> None:
    response = ask.open(**{"path": "/sparql"} | sent)
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "accept"), [(WIDE, "text/csv"), ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 200", "text/turtle")]
)
def test_answer_is_compressed_where_that_is_accepted(ask: FlaskClient, query: str, accept: str) -> None:
    plain, zipped, refusing = (
        ask.get("/sparql", query_string={"query": query}, headers={"Accept": accept, "Accept-Encoding": encoding})
        for encoding in ("identity", "br, gzip", "gzip;q=0")
    )
    assert gzip.decompress(zipped.data) == plain.data == refusing.data
    assert [one.headers.get("Content-Encoding") for one in (plain, zipped, refusing)] == [None, "gzip", None]
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept, Accept-Encoding"
    assert int(zipped.headers["Content-Length"]) == len(zipped.data) < len(plain.data)


def test_pages_and_problems_are_compressed_too(browse: FlaskClient) -> None:
    page = browse.get("/councils", headers={"Accept-Encoding": "gzip"})
    assert b"Lancashire" in gzip.decompress(page.data)
    assert browse.head("/councils", headers={"Accept-Encoding": "gzip"}).status_code == 200


def test_answer_is_not_sent_again_while_the_snapshot_serves(ask: FlaskClient) -> None:
    address = {"query_string": {"query": COUNCILS}}
    first = ask.get("/sparql", **address)
    again = {"If-None-Match": first.headers["ETag"]}
    same, other, csv = (
        ask.get("/sparql", **address, headers=again),
        ask.get("/sparql", query_string={"query": WIDE}, headers=again),
        ask.get("/sparql", **address, headers=again | {"Accept": "text/csv"}),
    )
    assert (first.headers["Cache-Control"], first.headers["ETag"][:2]) == ("no-cache", "W/")
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert same.headers["Access-Control-Allow-Origin"] == "*"
    assert [other.status_code, csv.status_code] == [200, 200]


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_answer_that_varies_is_not_kept(ask: FlaskClient, call: str) -> None:
    response = ask.get("/sparql", query_string={"query": f"SELECT ({call} AS ?x) {{}}"})
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")


def test_query_names_its_graphs_and_sees_no_others(ask: FlaskClient) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"

    def see(**graphs: str) -> set[str]:
        rows = ask.get(
            "/sparql", query_string={"query": query} | {k.replace("_", "-"): v for k, v in graphs.items()}
        ).json
        return {row["g"]["value"] for row in rows["results"]["bindings"]}

    assert see(default_graph_uri=str(REGISTERS)) == set()
    assert see(named_graph_uri=str(REGISTERS)) == {str(REGISTERS)}
    assert {str(REGISTERS), str(DESCRIPTION)} < see()


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "turtle"),
        ("application/n-triples", "ntriples"),
        ("application/rdf+xml", "rdfxml"),
        ("application/ld+json", "jsonld"),
    ],
)
def test_graph_is_given_as_it_is(ask: FlaskClient, accept: str, form: str) -> None:
    response = ask.get("/sparql/graph", query_string={"graph": str(REGISTERS)}, headers={"Accept": accept})
    head = ask.head("/sparql/graph", query_string={"graph": str(REGISTERS)}, headers={"Accept": accept})
    assert load(response.data, form, REGISTERS).query(COUNCILS).rows == (
        (ID["council/E10000017"],),
        (ID["council/E10000019"],),
    )
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", str(len(response.data)))
    again = ask.get(
        "/sparql/graph",
        query_string={"graph": str(REGISTERS)},
        headers={"Accept": accept, "If-None-Match": response.headers["ETag"]},
    )
    assert again.status_code == 304


def load(body: bytes, form: str, graph: URIRef | None = None) -> EmbeddedStore:
    """What was sent, in a store of its own."""
    store = open_memory()
    store.load(io.BytesIO(body), form, graph=graph)
    return store


@pytest.mark.parametrize("form", ["nq", "nquads", "trig", "jsonld"])
def test_dataset_is_given_graph_by_graph(ask: FlaskClient, small: Path, form: str) -> None:
    whole = load(ask.get("/sparql/graph", query_string={"format": form}).data, {"nq": "nquads"}.get(form, form))
    with Workspace(small).open_store() as store:
        assert (len(whole), whole.graphs()) == (len(store), store.graphs())


def test_union_of_all_graphs_is_given_as_one(ask: FlaskClient, small: Path) -> None:
    union = load(ask.get("/sparql/graph?default").data, "turtle", FACTS)
    with Workspace(small).open_store() as store:
        assert len(union) == len({row[:3] for row in store.query("SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }").rows})


# What any client of VoID can take as a dump of triples.
WHOLE = ("application/n-quads", "application/n-triples", "text/turtle")


def test_description_of_the_dataset_is_served_and_in_the_graph(ask: FlaskClient) -> None:
    served = Graph().parse(data=ask.get("/.well-known/void").data, format="turtle")
    kept = Graph().parse(data=ask.get("/sparql/graph", query_string={"graph": str(DESCRIPTION)}).data, format="turtle")
    assert set(kept) < set(served)
    ways = {
        triple for triple in set(served) - set(kept) if triple[1] in (VOID.sparqlEndpoint, VOID.dataDump, SDO.target)
    }
    assert ways == {
        (DATASET, VOID.sparqlEndpoint, URIRef("http://localhost/sparql")),
        (DATASET, VOID.dataDump, URIRef("http://localhost/sparql/graph")),
        *(
            (DATASET, VOID.dataDump, URIRef(f"http://localhost/export/{kind.name}"))
            for kind in kinds()
            if kind.media_type in WHOLE
        ),
        *((mint_question(question.name), SDO.target, URIRef("http://localhost/sparql")) for question in questions()),
    }
    assert {str(kind).rpartition("/")[2] for kind in served.objects(DATASET, DCAT.distribution)} == {
        kind.name for kind in kinds()
    }


# The query by which the completion of an editor learns what there is.
COMPLETION = f"""PREFIX void: <{VOID}> PREFIX void-ext: <{VOID_EXT}>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype WHERE {{
  ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
  ?pp void:property ?prop .
  OPTIONAL {{
    {{ ?pp void:classPartition [ void:class ?objectClass ] }} UNION {{ ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }}
  }}
}}"""


def test_editors_learn_classes_and_properties_by_their_own_query(ask: FlaskClient) -> None:
    rows = ask.post("/sparql", data={"query": COMPLETION, "format": "csv"}).text.split("\r\n")
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert {
        f"{SG.FullInspection},{SG.inspects},{SG.Council},",
        f"{SG.FullInspection},{SG.startDate},,{xsd}date",
        f"{SG.Recommendation},{SG.text},,{xsd}string",
    } <= set(rows)


def test_busy_service_says_when_to_come_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pool.PATIENCE", 0.2)
    app = create_app({"WORKSPACE": small, "QUERY_WORKERS": 1, "QUERY_SECONDS": 1.5, "KEPT_MEGABYTES": 0})
    long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    app.test_client().get("/sparql", query_string={"query": "ASK {}"})
    running = threading.Thread(target=lambda: app.test_client().get("/sparql", query_string={"query": long}))
    running.start()
    time.sleep(0.3)
    busy = app.test_client().get("/sparql", query_string={"query": "ASK {}"})
    running.join()
    assert (busy.status_code, busy.json["type"], busy.headers["Retry-After"]) == (503, "/problems#busy", "5")
    assert busy.headers["Access-Control-Allow-Origin"] == "*"


def test_health_tells_whether_queries_are_cut_off(ask: FlaskClient) -> None:
    ask.get("/sparql", query_string={"query": "ASK {}"})
    assert ask.get("/healthz").json["isolated"] in (True, False)


def test_page_shows_the_beginning_of_a_long_answer(browse: FlaskClient) -> None:
    response = browse.get("/sparql", query_string={"query": "SELECT * { ?a ?b ?c . ?d a ?f } LIMIT 60000"})
    assert response.status_code == 200
    assert "More than 500 rows in" in response.text
    assert response.text.count("<tr>") == 501
