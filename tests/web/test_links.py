"""The way between IRIs and addresses."""

from __future__ import annotations

import pytest
from rdflib import Literal, URIRef

from graph.terms import ID, SG, VOCABULARY
from web.links import is_identifier, outside, to_data, to_document, to_iri, to_page


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (ID["council/E10000017"], "/council/E10000017"),
        (
            ID["inspection/E10000017/sif/2015-09/judgement/overall"],
            "/inspection/E10000017/sif/2015-09/judgement/overall",
        ),
        (ID["document/225cb414b55a996e"], "/document/225cb414b55a996e"),
        (ID["document/225cb414b55a996e/evidence/107-159"], "/document/225cb414b55a996e?start=107&end=159#evidence"),
        (
            ID["document/225cb414b55a996e/evidence/107-159/selector"],
            "/document/225cb414b55a996e?start=107&end=159#evidence",
        ),
        (ID["document/225cb414b55a996e/finding/1"], "/document/225cb414b55a996e/finding/1"),
        (ID['x"><script>'], "/x%22%3E%3Cscript%3E"),
        (SG.Inspection, "/def.html#Inspection"),
        (VOCABULARY, "/def.html"),
        (URIRef("http://www.w3.org/2002/07/owl#Class"), None),
        (Literal("council/E10000017"), None),
        (None, None),
    ],
)
def test_to_page_leads_to_the_page(iri: object, address: str | None) -> None:
    assert to_page(iri) == address


def test_to_iri_is_the_way_back() -> None:
    for path in ("council/E10000017", "person/sarah-canto", "area/sif/care-leavers"):
        assert to_page(to_iri(path)) == f"/{path}"


def test_to_document_is_where_evidence_stands() -> None:
    assert to_document(ID["document/225cb414b55a996e/evidence/107-159"]) == ID["document/225cb414b55a996e"]


def test_to_data_names_the_format() -> None:
    assert to_data(ID["council/E10000017"], "ttl") == "/id/council/E10000017.ttl"


@pytest.mark.parametrize(
    ("path", "can_be"),
    [
        ("council/E10000017", True),
        ("council/80480", True),
        ("council/E10000017/post/director-of-childrens-services", True),
        ("inspection/E10000017/sif/2015-09-14", True),
        ("inspection/E10000017/monitoring-visit/undated-225cb414b55a996e", True),
        ("person/sarah-canto", True),
        ("grade/good", True),
        ("region", True),
        ("council", False),
        ("council/Lancashire", False),
        ("document/xyz", False),
        ("statement/25C12FD05F4272D3", False),
        ("", False),
        ("person//x", False),
        ("person/..", False),
        ("person/-x", False),
        ("person/a b", False),
        ("person/é", False),
        ("person/<script>", False),
        ("person/" + "a" * 300, False),
    ],
)
def test_is_identifier_knows_what_cannot_be_one(path: str, can_be: bool) -> None:
    assert is_identifier(path) is can_be


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (URIRef("https://reports.ofsted.gov.uk/x"), "https://reports.ofsted.gov.uk/x"),
        (URIRef("javascript:alert(1)"), None),
        (URIRef("data:text/html,x"), None),
        (Literal("https://reports.ofsted.gov.uk/x"), None),
    ],
)
def test_outside_links_only_to_the_web(value: object, address: str | None) -> None:
    assert outside(value) == address
