"""The explorer over the sample reports as they are built: every fact leads to the very words that say it."""

from __future__ import annotations

import lxml.html
from flask.testing import FlaskClient

PEOPLE = {"Accept": "text/html"}


def read(client: FlaskClient, address: str) -> lxml.html.HtmlElement:
    response = client.get(address, headers=PEOPLE)
    assert response.status_code == 200, address
    return lxml.html.document_fromstring(response.text)


def squeeze(text: str) -> str:
    """The text without white space: cells of a row stand apart on the page and by a tab in the text."""
    return "".join(text.split())


def test_lancashire_leads_to_the_words_behind_each_of_its_grades(client: FlaskClient) -> None:
    [council] = read(client, "/search?q=lancashire").xpath("//section[@aria-labelledby='found-councils']//li/a/@href")
    judgements = read(client, council).xpath("//section[@aria-labelledby='grades']//td//a/@href")
    assert len(judgements) > 15
    sources = {
        href
        for judgement in judgements
        for href in read(client, judgement).xpath("//main//a[contains(@href, '?start=')]/@href")
    }
    assert len(sources) >= len(judgements)
    for source in sorted(sources):
        page = read(client, source)
        chosen = "".join(page.xpath("//mark[@class='chosen']//text()"))
        quotes = page.xpath("//li[@class='chosen']//q")
        assert chosen, source
        assert squeeze(chosen).startswith(squeeze(quotes[0].text_content()).rstrip(".…")), source


def test_gone_council_leads_to_what_follows_it_and_back(client: FlaskClient) -> None:
    told = {
        code: read(client, f"/council/{code}").xpath("//p[@class='inset'][1]")[0] for code in ("E10000021", "E06000061")
    }
    assert {
        code: (" ".join(words.text_content().split()), words.xpath(".//a/@href")) for code, words in told.items()
    } == {
        "E10000021": (
            "This council was abolished on 31 March 2021. After it came North Northamptonshire and West Northamptonshire.",
            ["/council/E06000061", "/council/E06000062"],
        ),
        "E06000061": (
            "This council took the place of Northamptonshire on 1 April 2021. What was found there stands on that page.",
            ["/council/E10000021"],
        ),
    }
    assert client.get("/api/council/E10000021").get_json()["id"].endswith("/council/E10000021")


def test_every_document_shows_its_text_with_every_fact_marked(client: FlaskClient) -> None:
    documents = read(client, "/documents").xpath("//main//tbody//th/a/@href")
    assert len(documents) > 12
    for document in documents:
        page = read(client, document)
        places = page.xpath("//ol[@class='passage-list']/li//a[starts-with(@href, '#c')]/@href")
        assert places, document
        assert {place.removeprefix("#") for place in places} <= set(page.xpath("//@id")), document
