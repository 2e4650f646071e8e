"""The vocabulary's documentation, made from its own comments: each term with its meaning, its wording and its neighbours."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from rdflib import OWL, RDF, RDFS

from graph.terms import BASE, SG, VOCABULARY
from graph.vocabulary import load


def entry(page: str, term: str) -> str:
    """What the page says of a term, as text."""
    found = re.search(rf'<div id="{term}">(.*?)</div>', page, re.DOTALL)
    assert found, term
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split())


def test_each_term_of_the_vocabulary_is_explained(client: FlaskClient) -> None:
    page = client.get("/def.html").text
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {
        str(term).removeprefix(str(SG))
        for kind in kinds
        for term in load().subjects(RDF.type, kind)
        if term.startswith(SG)
    }
    assert len(terms) > 100
    for term in terms:
        comment = load().value(SG[term], RDFS.comment)
        assert comment is not None
        assert str(comment).split(".")[0].split("’")[0][:40] in entry(page, term)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("Council", "As documents say it: “Lancashire County Council” A kind of org:FormalOrganization , schema:GovernmentOrganization"),
        ("judgement", "Leads to sg:Judgement"),
        ("grade", ", to one at most"),
    ],
)  # fmt: skip
def test_term_tells_its_wording_and_its_neighbours(client: FlaskClient, term: str, words: str) -> None:
    assert words in entry(client.get("/def.html").text, term)


def test_version_of_the_vocabulary_leads_to_it(client: FlaskClient) -> None:
    (version,) = load().objects(VOCABULARY, OWL.versionIRI)
    address = str(version).removeprefix(BASE)
    answer = client.get(f"/{address}", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/def.ttl")
    assert client.get("/def/0.0.0").status_code == 404


def test_context_of_json_ld_has_each_property(client: FlaskClient) -> None:
    response = client.get("/def/context.jsonld")
    assert response.headers["Content-Type"].startswith("application/ld+json")
    context = json.loads(response.data)["@context"]
    missing = {
        str(term).removeprefix(str(SG))
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in load().subjects(RDF.type, kind)
        if term.startswith(SG)
    } - context.keys()
    assert missing == set(), "tell of them in ontology/context.jsonld too"
