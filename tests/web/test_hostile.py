"""Text of a document that tries to be more than text, on every page that can show it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from flask.testing import FlaskClient
from rdflib import DCTERMS, FOAF, RDF, SKOS, Literal, URIRef

from graph.snapshots import Workspace
from graph.terms import FACTS, ID, OA, REGISTERS, SG
from web import create_app

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e{{7*7}}</textarea></title>"
COUNCIL, PERSON, DOCUMENT = ID["council/E10000099"], ID["person/evil"], ID["document/00000000deadbeef"]
INSPECTION = ID["inspection/E10000099/sif/2015-09-14"]
RECOMMENDATION, COMMITTEE = (
    ID["inspection/E10000099/sif/2015-09-14/recommendation/la-01"],
    ID["committee/E10000099/evil"],
)
DISAGREEMENT, STATEMENT = ID["disagreement/00000000deadbeef"], ID["statement/00000000deadbeef"]
PLACE = ID["document/00000000deadbeef/evidence/0-9"]
QUADS = [
    (COUNCIL, RDF.type, SG.Council, REGISTERS),
    (COUNCIL, SKOS.prefLabel, Literal(EVIL, lang="en"), REGISTERS),
    (COUNCIL, SG.councilType, ID["council-type/county"], REGISTERS),
    (COUNCIL, SG.region, URIRef("javascript:alert(3)"), REGISTERS),
    (DOCUMENT, RDF.type, SG.Document, REGISTERS),
    (DOCUMENT, SG.fileName, Literal(EVIL), REGISTERS),
    (DOCUMENT, DCTERMS.source, URIRef("javascript:alert(4)"), REGISTERS),
    (DOCUMENT, DCTERMS.title, Literal(EVIL), FACTS),
    (DOCUMENT, SG.about, COUNCIL, FACTS),
    (DOCUMENT, SG.committee, COMMITTEE, FACTS),
    (COMMITTEE, RDF.type, SG.Committee, FACTS),
    (COMMITTEE, FOAF.name, Literal(EVIL), FACTS),
    (PERSON, RDF.type, SG.Person, FACTS),
    (PERSON, FOAF.name, Literal(EVIL), FACTS),
    (INSPECTION, RDF.type, SG.FullInspection, FACTS),
    (INSPECTION, SG.inspects, COUNCIL, FACTS),
    (INSPECTION, SG.startDate, Literal(EVIL), FACTS),
    (INSPECTION, SG.focus, Literal(EVIL), FACTS),
    (INSPECTION, SG.leadInspector, PERSON, FACTS),
    (INSPECTION, SG.mentionedIn, DOCUMENT, FACTS),
    (INSPECTION, SG.recommendation, RECOMMENDATION, FACTS),
    (RECOMMENDATION, RDF.type, SG.Recommendation, FACTS),
    (DISAGREEMENT, RDF.type, SG.Disagreement, FACTS),
    (DISAGREEMENT, SG.about, INSPECTION, FACTS),
    (DISAGREEMENT, SG.property, SG.focus, FACTS),
    (DISAGREEMENT, SG.statement, STATEMENT, FACTS),
    (STATEMENT, RDF.type, SG.Statement, DOCUMENT),
    (STATEMENT, RDF.subject, INSPECTION, DOCUMENT),
    (STATEMENT, RDF.predicate, SG.focus, DOCUMENT),
    (STATEMENT, RDF.object, Literal(EVIL), DOCUMENT),
    (STATEMENT, SG.evidence, PLACE, DOCUMENT),
    (PLACE, RDF.type, OA.SpecificResource, DOCUMENT),
    (PLACE, OA.hasSource, DOCUMENT, DOCUMENT),
    (PLACE, SG.page, Literal(1), DOCUMENT),
    (PLACE, OA.hasSelector, URIRef(f"{PLACE}/selector"), DOCUMENT),
    (URIRef(f"{PLACE}/selector"), OA.start, Literal(0), DOCUMENT),
    (URIRef(f"{PLACE}/selector"), OA.exact, Literal(EVIL), DOCUMENT),
    (RECOMMENDATION, SG.text, Literal(EVIL), FACTS),
]
QUERY = "/sparql?query=SELECT * { ?s <http://xmlns.com/foaf/0.1/name> ?o FILTER(CONTAINS(?o, 'script')) } %23 </textarea><script>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, build_world: Callable[..., Workspace]) -> FlaskClient:
    workspace = build_world(tmp_path_factory.mktemp("hostile") / "workspace", *QUADS)
    current = workspace.current()
    assert current is not None
    kept = {"text": EVIL, "blocks": [["paragraph", 0, len(EVIL)]], "pages": [[1, 0, len(EVIL)]]}
    (current.text_path / "00000000deadbeef.json").write_text(json.dumps(kept))
    client = create_app({"WORKSPACE": Path(workspace.path)}).test_client()
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/", "/councils", "/people", "/documents", "/search?q=script", "/council/E10000099", "/person/evil",
        "/document/00000000deadbeef", "/document/00000000deadbeef?start=0&end=9", "/document/00000000deadbeef?page=1",
        "/search?q=script&kind=recommendations", "/disagreement/00000000deadbeef", "/statement/00000000deadbeef", "/inspection/E10000099/sif/2015-09-14",
        "/inspection/E10000099/sif/2015-09-14/recommendation/la-01", "/committee/E10000099/evil",
        "/links/council/E10000099?by=https://w3id.org/scrutiny-graph/def%23inspects", QUERY, f"/search?q={EVIL}",
        f"/sparql?query={EVIL}",
    ],
)  # fmt: skip
def test_hostile_text_stays_text(hostile: FlaskClient, address: str) -> None:
    response = hostile.get(address)
    page = lxml.html.document_fromstring(response.text)
    assert "alert(1)" in page.text_content() or address in {"/documents", "/"}
    assert (
        page.xpath(
            "//script[not(starts-with(@src, '/static/vendor/') or @type='application/ld+json')]|//img|//@onerror|//@href[starts-with(., 'javascript')]"
        )
        == []
    )


@pytest.mark.parametrize(
    "address",
    [
        "/api/councils",
        "/api/people",
        "/api/documents",
        "/api/search?q=script",
        "/api/suggest?q=script",
        "/api/person/evil",
        "/api/council/E10000099",
    ],
)
def test_hostile_text_is_whole_in_json(hostile: FlaskClient, address: str) -> None:
    response = hostile.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert EVIL in json.dumps(response.get_json(), ensure_ascii=False).replace('\\"', '"')


def test_hostile_text_cannot_end_the_element_that_tells_machines(hostile: FlaskClient) -> None:
    page = lxml.html.document_fromstring(hostile.get("/person/evil").text)
    [told] = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(told)["name"] == EVIL


def test_control_characters_stop_no_page(tmp_path: Path, build_world: Callable[..., Workspace]) -> None:
    name = "Jo\x07 Bell\x1b[31m \u2066\u202e\ufffe"
    quads = [(PERSON, RDF.type, SG.Person, FACTS), (PERSON, FOAF.name, Literal(name), FACTS)]
    client = create_app({"WORKSPACE": build_world(tmp_path / "workspace", *quads).path}).test_client()
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    pages = {
        address: client.get(address)
        for address in ("/person/evil", "/people", "/search?q=bell", "/api/search?q=bell", "/api/people")
    }
    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(pages, 200)
    assert ["Bell" in page.text for page in pages.values()] == [True] * 5


def test_hostile_text_is_whole_in_the_data(hostile: FlaskClient) -> None:
    for suffix in ("ttl", "nt", "jsonld", "rdf"):
        assert hostile.get(f"/id/person/evil.{suffix}").status_code == 200
