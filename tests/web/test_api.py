"""The JSON interface: whole lists page by page, things with the sources of each fact, and keys that stay."""

from __future__ import annotations

import re
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import CHECKS

from graph.terms import ID
from web.schemas import LISTS, THINGS, describe_api

LANCASHIRE = "https://w3id.org/scrutiny-graph/id/council/E10000017"
KEPT = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
# Addresses of which the small world knows something, for each that is described with what varies.
KNOWN = {
    "council/{code}": "council/E10000017",
    "inspection/{code}/{kind}/{first}": "inspection/E10000017/sif/2015-09-14",
    "person/{key}": "person/shirley-bailey",
    "document/{key}": "document/225cb414b55a996e",
}


def read(client: FlaskClient, address: str, status: int = 200) -> Any:
    response = client.get(address)
    kind = "application/json" if status == 200 else "application/problem+json"
    assert (response.status_code, response.mimetype) == (status, kind), address
    return response.get_json()


@pytest.mark.parametrize("name", LISTS)
def test_list_comes_whole_in_pages(ask: FlaskClient, name: str) -> None:
    whole = read(ask, f"/api/{name}?size=500")
    items, address, pages = [], f"/api/{name}?size=2", 0
    while address:
        page = read(ask, address)
        items += page["items"]
        assert page["total"] == whole["total"] == len(whole["items"]) > 0
        address, pages = page["next"], pages + 1
    assert items == whole["items"]
    assert pages == -(-whole["total"] // 2)
    assert len({item["id"] for item in items}) == len(items)


@pytest.mark.parametrize("name", LISTS)
def test_keys_of_lists_stay(ask: FlaskClient, name: str) -> None:
    schema = LISTS[name][2]
    items = read(ask, f"/api/{name}?size=500")["items"]
    assert len(items) > 0
    for item in items:
        Draft202012Validator(schema).validate(item)
        assert list(item) == schema["required"]


@pytest.mark.parametrize("path", THINGS)
def test_keys_of_things_stay(ask: FlaskClient, path: str) -> None:
    schema, told = THINGS[path][2], read(ask, f"/api/{KNOWN[path]}")
    Draft202012Validator(schema).validate(told)
    assert list(told) == schema["required"]


def test_pages_lead_to_those_beside_them(ask: FlaskClient) -> None:
    response = ask.get("/api/councils?size=100&page=2&region=E12000002&x=%3C%3E")
    told = read(ask, "/api/people?size=1&page=2")
    assert (told["prev"], told["next"]) == ("/api/people?size=1&page=1", "/api/people?size=1&page=3")
    assert response.status_code == 404, "one council is in that region"
    links = ask.get("/api/people?size=1&page=2").headers["Link"]
    assert links == '</api/people?size=1&page=1>; rel="prev", </api/people?size=1&page=3>; rel="next"'


def test_lists_are_narrowed(ask: FlaskClient) -> None:
    assert [item["label"] for item in read(ask, "/api/councils?region=E12000002&grade=good")["items"]] == ["Lancashire"]
    ids = [
        item["id"].rsplit("/", 2)[-2:]
        for item in read(ask, "/api/inspections?council=E10000017&kind=FullInspection")["items"]
    ]
    assert ids == [["ilacs", "2022-11-28"], ["sif-reinspection", "2018-06-04"], ["sif", "2015-09-14"]]
    assert {item["council"]["id"] for item in read(ask, "/api/recommendations?council=E10000017")["items"]} == {
        LANCASHIRE
    }
    assert read(ask, "/api/inspections?year=1999") == {
        "total": 0,
        "page": 1,
        "size": 50,
        "prev": None,
        "next": None,
        "items": [],
    }


def test_council_is_told_with_the_sources_of_each_fact(ask: FlaskClient) -> None:
    told = read(ask, "/api/inspection/E10000017/sif/2015-09-14")
    start = next(fact for fact in told["facts"] if fact["property"].endswith("#startDate"))
    assert (start["label"], start["value"]) == ("first day", "2015-09-14")
    assert start["sources"][0]["page"].partition("?")[0] == "/document/225cb414b55a996e"
    assert [row["grade"]["label"] for row in told["judgements"] if row["overall"]] == ["Inadequate"]
    council = read(ask, "/api/council/E10000017")
    assert [row["inspection"]["id"] for row in council["inspections"]][-1] == told["id"]
    assert council["page"] == "/council/E10000017"
    assert {row["property"].rsplit("#")[-1]: row["number"] for row in council["incoming"]}["inspects"] == 5


def test_thing_of_any_kind_is_told(ask: FlaskClient) -> None:
    told = read(ask, "/api/grade/good")
    assert (told["label"], told["kind"]["label"]) == ("Good", "grade")
    assert ask.get("/api/grade/good").headers["Link"] == '</grade/good>; rel="canonical", </id/grade/good>; rel="about"'


def test_search_tells_what_was_found_by_kind(ask: FlaskClient) -> None:
    told = read(ask, "/api/search?q=lancshire")
    assert told["total"] == sum(told["kinds"].values()) == len(told["items"])
    first = told["items"][0]
    assert first == {
        "id": LANCASHIRE, "label": "Lancashire", "page": "/council/E10000017", "api": "/api/council/E10000017", "kind": "councils",
        "about": None, "found": [{"text": "Lancashire", "marked": True}],
    }  # fmt: skip
    one = read(ask, "/api/search?q=lancshire&kind=inspections&size=2")
    assert (one["total"], len(one["items"]), one["next"]) == (
        told["kinds"]["inspections"], 2, "/api/search?q=lancshire&kind=inspections&size=2&page=2",
    )  # fmt: skip
    assert read(ask, "/api/search") == {"total": 0, "kinds": {}, "meant": None, "items": []}
    assert read(ask, "/api/search?q=lancshire+care+leavrs")["meant"] == "lancashire care leavers"


def test_search_tells_where_in_a_document_words_stand(ask: FlaskClient) -> None:
    [item] = read(ask, "/api/search?q=%22an+update%22+quarter&kind=pages")["items"]
    paper = "b63209b44eae11ee"
    assert (item["id"], item["label"]) == (
        f"{ID}document/{paper}",
        "Lancashire: Children's Services Inspection and Review",
    )
    assert [part["text"] for part in item["found"] if part["marked"]] == ["an update", "quarter"]
    assert item["about"] == "page 1"
    page = ask.get(item["page"], headers={"Accept": "text/html"})
    [chosen] = re.findall('<mark class="chosen"[^>]*>([^<]*)</mark>', page.text)
    assert chosen == "an update every quarter"


def test_names_are_completed(ask: FlaskClient) -> None:
    assert read(ask, "/api/suggest?q=lanc")["items"][0]["label"] == "Lancashire"
    assert read(ask, "/api/suggest?q=") == {"items": []}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/council/E99999999", 404),
        ("/api/council/Lancashire", 400),
        ("/api/person/nobody-at-all", 404),
        ("/api/nothing", 404),
        ("/api/", 400),
        ("/api/../etc/passwd", 400),
        ("/api/council/%2e%2e%2f%2e%2e", 400),
        ("/api/person/a%00b", 400),
        ("/api/councils?page=0", 400),
        ("/api/councils?page=-1", 400),
        ("/api/councils?page=x", 400),
        ("/api/councils?page=99", 404),
        ("/api/councils?page=99999999999999999999", 400),
        ("/api/councils?size=0", 400),
        ("/api/councils?size=501", 400),
        ("/api/councils?size=%C2%B2", 400),
        ("/api/councils?region=../x", 404),
        ("/api/search?q=a&kind=nonsense", 400),
        ("/api/search?q=lancashire&kind=people&page=2", 404),
    ],
)
def test_bad_requests_get_a_problem(ask: FlaskClient, address: str, status: int) -> None:
    assert read(ask, address, status)["status"] == status


@pytest.mark.parametrize("path", describe_api())
def test_interface_keeps_to_its_description(small_app: Flask, path: str) -> None:
    described = schemathesis.openapi.from_wsgi("/openapi.json", small_app)

    @given(case=described[path]["GET"].as_strategy())
    @settings(max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        response = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(response, checks=CHECKS.get_by_names(KEPT))

    ask()
