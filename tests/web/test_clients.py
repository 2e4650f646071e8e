"""The clients that people use, as they are, against a real server."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graph.terms import ID, REGISTERS, SG
from tests.conftest import absent
from tests.web.serving import Server, get, serving

QUERY = """PREFIX sg: <https://w3id.org/scrutiny-graph/def#>
SELECT ?council WHERE { ?council a sg:Council } ORDER BY ?council"""
COUNCILS = [str(ID["council/E10000017"]), str(ID["council/E10000019"])]


@pytest.fixture(scope="module")
def server(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served"), small) as running:
        yield running


def wrap(server: Server, query: str, form: str = JSON, method: str = GET) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(f"{server.address}/sparql", returnFormat=form)
    wrapper.setQuery(query)
    wrapper.setMethod(method)
    return wrapper


@pytest.mark.parametrize(("method", "direct"), [(GET, False), (POST, False), (POST, True)])
def test_sparqlwrapper_reads_rows(server: Server, method: str, direct: bool) -> None:
    wrapper = wrap(server, QUERY, JSON, method)
    if direct:
        wrapper.setRequestMethod(POSTDIRECTLY)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["council"]["value"] for row in rows] == COUNCILS


def test_sparqlwrapper_reads_other_formats(server: Server) -> None:
    assert wrap(server, QUERY, CSV).queryAndConvert().decode().split() == ["council", *COUNCILS]
    assert len(wrap(server, QUERY, XML).queryAndConvert().getElementsByTagName("result")) == 2
    construct = f"CONSTRUCT WHERE {{ ?s a <{SG.Council}> }}"
    assert len(Graph().parse(data=wrap(server, construct, TURTLE).queryAndConvert(), format="turtle")) == 2
    for form in (RDFXML, XML):
        with wrap(server, construct, form).query().response as response:
            assert len(Graph().parse(data=response.read(), format="xml")) == 2


def test_sparqlwrapper_is_told_what_is_wrong(server: Server) -> None:
    with pytest.raises(QueryBadFormed, match="/problems#query"):
        wrap(server, "SELECT * { ?s ?p }").query()


def test_rdflib_reads_the_service_as_a_store(server: Server) -> None:
    store = SPARQLStore(f"{server.address}/sparql", returnFormat="json")
    graph = Graph(store)
    assert sorted(map(str, graph.subjects(RDF.type, SG.Council))) == COUNCILS
    assert (URIRef(COUNCILS[0]), RDF.type, SG.Council) in graph
    assert [str(row.council) for row in graph.query(QUERY)] == COUNCILS
    assert sorted(map(str, Graph(store, identifier=REGISTERS).subjects(RDF.type, SG.Council))) == COUNCILS
    assert list(Graph(store, identifier=ID["graph/none"]).subjects(RDF.type, SG.Council)) == []


def test_rdflib_reads_a_graph_by_its_address(server: Server) -> None:
    given = Graph().parse(f"{server.address}/sparql/graph?graph={REGISTERS}", format="turtle")
    assert sorted(map(str, given.subjects(RDF.type, SG.Council))) == COUNCILS


def curl(*arguments: str) -> str:
    command = shutil.which("curl")
    if command is None:
        absent("no curl (Debian: apt-get install curl)")
    return subprocess.run([command, "-sS", *arguments], capture_output=True, text=True, check=True, timeout=30).stdout


def test_curl_asks_and_is_answered(server: Server, tmp_path: Path) -> None:
    (tmp_path / "first.rq").write_text(QUERY)
    address = f"{server.address}/sparql"
    by_get = curl(
        "-G", address, "-H", "Accept: text/csv", "--compressed", "--data-urlencode", f"query@{tmp_path}/first.rq"
    )
    by_post = curl(
        address,
        "-H",
        "Accept: text/csv",
        "-H",
        "Content-Type: application/sparql-query",
        "--data-binary",
        f"@{tmp_path}/first.rq",
    )
    assert by_get.split() == by_post.split() == ["council", *COUNCILS]


def test_curl_is_told_that_ten_megabytes_are_too_many(server: Server, tmp_path: Path) -> None:
    (tmp_path / "large.rq").write_text("#" * 10_000_000)
    for how in (["-H", "Content-Type: application/sparql-query"], []):
        told = curl(f"{server.address}/sparql", *how, "--data-binary", f"@{tmp_path}/large.rq", "-w", "%{http_code}")
        assert '"status": 413' in told
        assert told.endswith("413")


def test_server_keeps_a_connection_over_errors(server: Server) -> None:
    assert get(server.address, "/sparql?query=SELEC").status == 400
    assert get(server.address, "/sparql?query=ASK{}&format=xml").body.startswith(b"<?xml")
