"""Pages in the web of data: led to their data, told to machines, cited, and listed for search engines."""

from __future__ import annotations

import json
from io import BytesIO

import lxml.etree
import lxml.html
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, SKOS, Literal, URIRef

from graph.store import open_memory
from graph.terms import ID, SG

LANCASHIRE = "/council/E10000017"
SIF = "/inspection/E10000017/sif/2015-09-14"
ABOUT = [
    LANCASHIRE, SIF, f"{SIF}/judgement/overall", f"{SIF}/recommendation/la-01", "/person/shirley-bailey", "/document/225cb414b55a996e",
    "/statement/25c12fd05f4272d3", "/committee/E10000017/childrens-services-scrutiny-committee", "/grade/good",
    "/disagreement/5f0dcd0073f4a20b",
]  # fmt: skip
SITEMAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def read(client: FlaskClient, address: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(client.get(address).text)


@pytest.mark.parametrize("page", ABOUT)
@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml, text/html;q=0.5", "rdf"),
        ("application/n-triples", "nt"),
    ],
)
def test_page_leads_to_its_data(ask: FlaskClient, page: str, accept: str, suffix: str) -> None:
    response = ask.get(page, headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"], response.headers["Vary"]) == (
        303,
        f"/id{page}.{suffix}",
        "Accept",
    )
    assert ask.get(f"{page}.{suffix}").headers["Location"] == f"/id{page}.{suffix}"
    assert ask.get(f"/id{page}.{suffix}").status_code == 200


@pytest.mark.parametrize("accept", ["text/html", "*/*", "", "image/png", "text/html, text/turtle;q=0.9"])
def test_page_is_given_to_whoever_wants_no_data(ask: FlaskClient, accept: str) -> None:
    response = ask.get(LANCASHIRE, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert "Accept" in response.headers["Vary"]


def test_page_is_not_kept_for_those_who_want_data(ask: FlaskClient) -> None:
    assert [
        ask.get(LANCASHIRE, headers={"Accept": kind}).status_code for kind in ("text/html", "text/turtle", "text/html")
    ] == [200, 303, 200]


def test_suffix_of_a_page_leads_to_the_page(ask: FlaskClient) -> None:
    response = ask.get(f"{LANCASHIRE}.html")
    assert (response.status_code, response.headers["Location"]) == (301, LANCASHIRE)


@pytest.mark.parametrize(
    "page",
    ["/councils", "/", "/documents", "/links/council/E10000017?by=https://w3id.org/scrutiny-graph/def%23inspects"],
)
def test_lists_are_pages_whatever_is_accepted(ask: FlaskClient, page: str) -> None:
    assert ask.get(page, headers={"Accept": "text/turtle"}).status_code == 200


@pytest.mark.parametrize("page", ABOUT)
def test_page_says_where_it_and_its_data_are(browse: FlaskClient, page: str) -> None:
    found = read(browse, page)
    assert found.xpath("//link[@rel='canonical']/@href") == [page]
    assert found.xpath("//link[@rel='alternate']/@href") == [
        f"/id{page}.{suffix}" for suffix in ("ttl", "nt", "jsonld", "rdf")
    ] + ["/feed.atom"]
    [title], [heading] = found.xpath("//meta[@property='og:title']/@content"), found.xpath("//head/title/text()")
    assert heading == f"{title} – Scrutiny Graph"
    [told], [shared] = (
        found.xpath(f"//meta[{kind}]/@content") for kind in ("@name='description'", "@property='og:description'")
    )
    assert told == shared != ""
    assert f"https://w3id.org/scrutiny-graph/id{page}" in found.xpath("//p[@class='data']")[0].text_content()
    assert "To cite it: Scrutiny Graph, “" in found.xpath("//p[@class='data']")[0].text_content()


def test_page_tells_machines_what_it_is_about(browse: FlaskClient) -> None:
    [told] = read(browse, LANCASHIRE).xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(told)["@type"] == ["GovernmentOrganization", "sg:Council"]
    with open_memory() as store:
        store.load(BytesIO(told.encode()), "jsonld", graph=ID["graph/facts"])
        triples = set(store.query("CONSTRUCT WHERE { ?s ?p ?o }").triples)
    council = ID["council/E10000017"]
    assert (council, RDF.type, SG.Council) in triples
    assert (council, RDF.type, URIRef("https://schema.org/GovernmentOrganization")) in triples
    assert (council, URIRef("https://schema.org/name"), Literal("Lancashire")) in triples
    assert (council, SKOS.prefLabel, Literal("Lancashire")) in triples
    assert (council, SG.region, ID["region/E12000002"]) in triples


def test_page_of_nothing_claims_nothing(browse: FlaskClient) -> None:
    found = read(browse, "/council/E99999999")
    assert (
        found.xpath(
            "//link[@rel='canonical']|//link[@rel='alternate'][not(contains(@type, 'atom'))]|//script[@type='application/ld+json']"
        )
        == []
    )
    assert read(browse, "/").xpath("//link[@rel='canonical']") == []


def read_places(client: FlaskClient, address: str) -> list[str]:
    """The addresses in a file of the sitemap."""
    return lxml.etree.fromstring(client.get(address.removeprefix("http://localhost")).data).xpath(
        "//s:loc/text()", namespaces=SITEMAPS
    )


def test_sitemap_lists_pages_that_are_there(browse: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.sitemap.MOST", 40)
    parts = read_places(browse, "http://localhost/sitemap.xml")
    pages = [page for part in parts for page in read_places(browse, part)]
    assert len(parts) > 1
    assert len(pages) == len(set(pages)) > 60
    assert {f"http://localhost{LANCASHIRE}", f"http://localhost{SIF}", "http://localhost/"} <= set(pages)
    statuses = {page: browse.get(page.removeprefix("http://localhost")).status_code for page in pages}
    assert {page: status for page, status in statuses.items() if status != 200} == {}
    assert browse.get(f"/sitemap-{len(parts) + 1}.xml").status_code == browse.get("/sitemap-0.xml").status_code == 404


def test_robots_are_told_what_is_not_for_them(browse: FlaskClient) -> None:
    told = browse.get("/robots.txt")
    assert told.mimetype == "text/plain"
    assert "Disallow: /sparql\n" in told.text
    assert told.text.endswith("Sitemap: http://localhost/sitemap.xml\n")
    assert browse.get("/robots.txt", headers={"Host": "evil.example/<script>"}).status_code == 400
