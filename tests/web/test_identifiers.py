"""`/id/…`: one redirect by `Accept`, or the data by suffix."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from rdflib import FOAF, RDF, RDFS, SKOS, Graph, Literal, URIRef

from graph.snapshots import Workspace
from graph.store import open_memory
from graph.terms import ID, REGISTERS, SG
from web import create_app

LANCASHIRE = "/id/council/E10000017"


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/html", "/council/E10000017"),
        ("", "/council/E10000017"),
        ("text/turtle", "/id/council/E10000017.ttl"),
        ("application/ld+json, text/html;q=0.9", "/id/council/E10000017.jsonld"),
        ("application/n-triples", "/id/council/E10000017.nt"),
        ("application/rdf+xml", "/id/council/E10000017.rdf"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_identifier_leads_on_in_one_hop(ask: FlaskClient, method: str, accept: str, place: str) -> None:
    response = ask.open(LANCASHIRE, method=method, headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"], response.headers["Vary"]) == (303, place, "Accept")
    assert ask.open(place, method=method).status_code == 200


def test_identifier_works_without_an_accept_header(ask: FlaskClient) -> None:
    assert ask.get(LANCASHIRE).headers["Location"] == "/council/E10000017"


def test_identifier_refuses_what_it_cannot_give(ask: FlaskClient) -> None:
    response = ask.get(LANCASHIRE, headers={"Accept": "image/png"})
    assert (response.status_code, response.mimetype) == (406, "application/problem+json")


@pytest.mark.parametrize(
    ("suffix", "media_type", "format"),
    [
        ("ttl", "text/turtle", "turtle"),
        ("nt", "application/n-triples", "ntriples"),
        ("jsonld", "application/ld+json", "jsonld"),
        ("rdf", "application/rdf+xml", "rdfxml"),
    ],
)
def test_data_says_the_same_in_every_format(ask: FlaskClient, suffix: str, media_type: str, format: str) -> None:
    response = ask.get(
        f"/id/committee/E10000017/childrens-services-scrutiny-committee.{suffix}", headers={"Accept": "text/html"}
    )
    assert (response.status_code, response.mimetype) == (200, media_type)
    with open_memory() as store:
        store.load(BytesIO(response.data), format, graph=ID["graph/facts"])
        found = set(store.query("CONSTRUCT WHERE { ?s ?p ?o }").triples)
    committee, lancashire = ID["committee/E10000017/childrens-services-scrutiny-committee"], ID["council/E10000017"]
    assert {triple for triple in found if triple[0] == committee} == {
        (committee, RDF.type, SG.Committee),
        (committee, FOAF.name, Literal("Children's Services Scrutiny Committee")),
        (committee, URIRef("http://www.w3.org/ns/org#unitOf"), lancashire),
    }
    assert {subject for subject, link, _ in found if link == SG.committee} == {
        ID[path]
        for path in (
            "document/cf596abf2ec01acd",
            "document/b63209b44eae11ee",
            "meeting/E10000017/childrens-services-scrutiny-committee/2017-09-06",
            "meeting/E10000017/childrens-services-scrutiny-committee/2018-03-14",
        )
    }
    assert (lancashire, SKOS.prefLabel, Literal("Lancashire", lang="en")) in found


def test_data_names_the_ways_to_the_page_and_the_other_formats(ask: FlaskClient) -> None:
    ways = [
        '</council/E10000017>; rel="canonical"',
        '</council/E10000017>; rel="alternate"; type="text/html"',
        '</id/council/E10000017>; rel="about"',
        '</id/council/E10000017.ttl>; rel="alternate"; type="text/turtle"',
        '</id/council/E10000017.nt>; rel="alternate"; type="application/n-triples"',
        '</id/council/E10000017.jsonld>; rel="alternate"; type="application/ld+json"',
        '</id/council/E10000017.rdf>; rel="alternate"; type="application/rdf+xml"',
        '</id/council/E10000017.ttl>; rel="describedby"; type="text/turtle"',
    ]
    for place in (LANCASHIRE, LANCASHIRE + ".ttl", "/council/E10000017"):
        assert ask.get(place).headers.getlist("Link") == [", ".join(ways)]


def test_data_of_a_thing_with_many_links_comes_in_parts(ask: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.identifiers.PAGE", 10)
    lines: set[bytes] = set()
    place: str | None = "/id/inspectorate/ofsted.nt"
    parts = 0
    while place:
        response = ask.get(place)
        lines |= set(response.data.splitlines())
        following = [link for link in response.headers.getlist("Link") if 'rel="next"' in link]
        place = following[0].partition(">")[0].lstrip("<") if following else None
        parts += 1
    monkeypatch.setattr("web.identifiers.PAGE", 10_000)
    assert set(ask.get("/id/inspectorate/ofsted.nt").data.splitlines()) == lines
    assert parts > 2


@pytest.mark.parametrize("name", ["facts", "derived", "registers", "description"])
def test_graph_of_no_document_tells_what_stands_in_it(browse: FlaskClient, name: str) -> None:
    graph = Graph().parse(data=browse.get(f"/id/graph/{name}.ttl").text)
    assert graph.value(ID[f"graph/{name}"], RDFS.comment) is not None
    assert str(graph.value(ID[f"graph/{name}"], RDFS.label)) in browse.get(f"/graph/{name}").text


def test_html_suffix_leads_to_the_page(ask: FlaskClient) -> None:
    response = ask.get(LANCASHIRE + ".html", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["Location"]) == (303, "/council/E10000017")


def test_evidence_leads_to_its_words_in_the_document(browse: FlaskClient) -> None:
    response = browse.get("/id/document/225cb414b55a996e/evidence/107-159")
    assert response.headers["Location"] == "/document/225cb414b55a996e?start=107&end=159#evidence"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/id/council/E99999999", 404),
        ("/id/council/E99999999.ttl", 404),
        ("/id/person/nobody-at-all", 404),
        ("/id/council/Lancashire", 400),
        ("/id/council/E10000017.exe", 400),
        ("/id/council/E10000017%3Cscript%3E", 400),
        ("/id/person/a%20b", 400),
        ("/id/%2e%2e/%2e%2e/etc/passwd", 400),
        ("/id/document/225CB414B55A996E", 400),
        ("/id/council/E10000017.ttl?start=-1", 400),
        ("/council/E99999999", 404),
        ("/council/%00", 400),
        ("/statement/0000000000000000", 404),
        ("/statement/x", 400),
        ("/links/council/E10000017?by=nonsense", 404),
        ("/links/council/E10000017?by=https://w3id.org/scrutiny-graph/def%23inspects&page=9", 404),
        ("/links/council/E10000017?by=https://w3id.org/scrutiny-graph/def%23inspects&page=-1", 404),
        ("/nothing-here", 404),
        ("/def.exe", 404),
        ("/static/../store.py", 404),
    ],
)
def test_bad_addresses_get_a_page_or_a_problem(ask: FlaskClient, path: str, status: int) -> None:
    page = ask.get(path, headers={"Accept": "text/html"})
    problem = ask.get(path, headers={"Accept": "application/json"})
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert 'action="/search"' in page.text
    assert (problem.status_code, problem.mimetype, problem.json["status"]) == (
        status,
        "application/problem+json",
        status,
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [("/id/council/E99999999.ttl", 404), ("/id/council/E.jsonld", 400), ("/id/council/E99999999", 404)],
)
def test_bad_address_of_data_gets_a_problem_where_no_page_was_asked_for(
    ask: FlaskClient, path: str, status: int
) -> None:
    response = ask.get(path, headers={"Accept": "*/*"})
    kind = "text/html" if path.endswith("E99999999") else "application/problem+json"
    assert (response.status_code, response.mimetype) == (status, kind)


def test_wrong_method_says_which_are_right(ask: FlaskClient) -> None:
    response = ask.post(LANCASHIRE)
    assert (response.status_code, set(response.headers["Allow"].split(", "))) == (405, {"GET", "HEAD", "OPTIONS"})


def test_vocabulary_leads_on_by_accept(ask: FlaskClient) -> None:
    places = {
        accept: ask.get("/def", headers={"Accept": accept}).headers["Location"]
        for accept in ("text/html", "text/turtle")
    }
    assert places == {"text/html": "/def.html", "text/turtle": "/def.ttl"}
    found = Graph().parse(data=ask.get("/def.ttl").data, format="turtle")
    assert found.value(SG.Judgement, RDFS.label) == Literal("judgement", lang="en")
    assert 'id="Judgement"' in ask.get("/def.html").text


@pytest.mark.parametrize("suffix", ["", ".ttl"])
def test_council_is_found_by_each_of_its_codes(
    tmp_path: Path, build_world: Callable[..., Workspace], suffix: str
) -> None:
    other = (ID["council/E10000017"], SG.otherGssCode, Literal("E06000099"), REGISTERS)
    client = create_app({"WORKSPACE": build_world(tmp_path / "workspace", other).path}).test_client()
    places = [
        client.get(f"{path}{suffix}").headers["Location"] for path in ("/council/E06000099", "/id/council/E06000099")
    ]
    assert places == [f"/id/council/E06000099{suffix}" if suffix else "/council/E10000017", f"{LANCASHIRE}{suffix}"]
    assert client.get("/council/E06000098").status_code == 404
