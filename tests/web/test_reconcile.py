"""The Reconciliation Service API as clients of it ask: each answer holds to its schema, and a spreadsheet gains its columns."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from reconciler import reconcile, webutils

from tests.conftest import absent
from tests.web.serving import serving
from web.reconciling import ENTITIES, EXTENSION, MANIFEST, PROPOSED, RESULTS, SUGGESTED

LANCASHIRE, LINCOLNSHIRE = "council/E10000017", "council/E10000019"


def get(client: FlaskClient, address: str, schema: dict[str, Any]) -> Any:
    """The answer of an address, which holds to its schema and may be read from any site."""
    response = client.get(address)
    assert (response.status_code, response.mimetype, response.headers["Access-Control-Allow-Origin"]) == (
        200,
        "application/json",
        "*",
    )
    Draft202012Validator(schema).validate(response.get_json())
    return response.get_json()


def send(client: FlaskClient, schema: dict[str, Any], **form: object) -> Any:
    """The answer to a form of JSON texts, which holds to its schema."""
    response = client.post("/reconcile", data={name: json.dumps(value) for name, value in form.items()})
    assert response.status_code == 200, response.get_data(as_text=True)
    Draft202012Validator(schema).validate(response.get_json())
    return response.get_json()


def test_manifest_tells_what_there_is_and_where(ask: FlaskClient) -> None:
    told = get(ask, "/reconcile", MANIFEST)
    assert told["versions"] == ["0.1", "0.2"]
    assert told["view"]["url"].replace("{{id}}", LANCASHIRE) == f"http://localhost/id/{LANCASHIRE}"
    assert [kind["id"] for kind in told["defaultTypes"]] == ["Council", "Person", "Inspection", "Committee"]
    places = [*told["suggest"].values(), told["extend"]["propose_properties"]]
    assert [
        ask.get(place["service_url"].removeprefix("http://localhost") + place["service_path"]).status_code
        for place in places
    ] == [200] * 4


def test_batch_finds_councils_people_inspections_and_committees(ask: FlaskClient) -> None:
    queries = {
        "q0": {"query": "Lancashire CC", "type": "Council", "limit": 1},
        "q1": {"query": "Sarah Canto", "type": ["Person"], "limit": 1},
        "q2": {
            "query": "Lancashire monitoring visit July 2017",
            "type": "Inspection",
            "type_strict": "any",
            "limit": 1,
        },
        "q3": {"query": "Children and Young People Scrutiny Committee", "limit": 1},
        "q4": {"query": "Atlantis"},
    }
    told = send(ask, RESULTS, queries=queries)
    assert {key: [one["id"] for one in each["result"]] for key, each in told.items()} == {
        "q0": [LANCASHIRE],
        "q1": ["person/sarah-canto"],
        "q2": ["inspection/E10000017/monitoring-visit/2017-07-25"],
        "q3": ["committee/E10000019/children-and-young-people-scrutiny-committee"],
        "q4": [],
    }
    assert told["q0"]["result"][0] == {
        "id": LANCASHIRE, "name": "Lancashire", "description": "County, North West", "type": [{"id": "Council", "name": "Council"}],
        "score": 97.0, "match": True, "features": [{"id": "name", "value": 97.0}, {"id": "by_bare", "value": True}],
    }  # fmt: skip


def test_properties_count_and_empty_cells_do_not(ask: FlaskClient) -> None:
    region = [{"pid": "region", "v": [{"id": "region/E12000002", "name": "North West"}]}]
    empty = [{"pid": "region", "v": ""}, {"pid": "other", "v": 1}]
    queries = {
        name: {"query": query, "type": "Council", "limit": 1, "properties": given}
        for name, query, given in (
            ("right", "Lancashire", region),
            ("wrong", "Lincolnshire", region),
            ("empty", "Lincolnshire", empty),
        )
    }
    told = {key: each["result"][0] for key, each in send(ask, RESULTS, queries=queries).items()}
    assert {key: (one["id"], one["score"], one["match"]) for key, one in told.items()} == {
        "right": (LANCASHIRE, 100.0, True), "wrong": (LANCASHIRE, 78.4, False), "empty": (LINCOLNSHIRE, 100.0, True),
    }  # fmt: skip


def test_queries_come_by_address_too_and_call_a_function(ask: FlaskClient) -> None:
    response = ask.get("/reconcile", query_string={"queries": '{"q": {"query": "888"}}', "callback": "jQuery1_2.done"})
    text = response.get_data(as_text=True)
    assert (response.status_code, response.mimetype, text[:19]) == (
        200,
        "application/javascript",
        "/**/jQuery1_2.done(",
    )
    assert json.loads(text[19:-3])["q"]["result"][0]["id"] == LANCASHIRE


def test_spreadsheet_gains_codes_and_grades(ask: FlaskClient) -> None:
    wanted = {
        "ids": [LANCASHIRE, "council/E1"],
        "properties": [{"id": "dfeNumber"}, {"id": "overallGrade", "settings": {}}, {"id": "latitude"}],
    }
    assert send(ask, EXTENSION, extend=wanted) == {
        "meta": [
            {"id": "dfeNumber", "name": "DfE number"}, {"id": "overallGrade", "name": "current overall grade"}, {"id": "latitude", "name": "latitude"},
        ],
        "rows": {
            LANCASHIRE: {"dfeNumber": [{"str": "888"}], "overallGrade": [{"id": "grade/good", "name": "Good"}], "latitude": [{"float": 53.9}]},
            "council/E1": {"dfeNumber": [], "overallGrade": [], "latitude": []},
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "schema", "first"),
    [
        ("/reconcile/suggest/entity?prefix=linc", ENTITIES, LINCOLNSHIRE),
        ("/reconcile/suggest/entity?prefix=sarah&type=Person", ENTITIES, "person/sarah-canto"),
        ("/reconcile/suggest/entity?prefix=", ENTITIES, None),
        ("/reconcile/suggest/type?prefix=insp", SUGGESTED, "Inspection"),
        ("/reconcile/suggest/property?prefix=gss", SUGGESTED, "gssCode"),
    ],
)
def test_suggestions_complete_what_is_typed(
    ask: FlaskClient, address: str, schema: dict[str, Any], first: str | None
) -> None:
    told = get(ask, address, schema)["result"]
    assert next((one["id"] for one in told), None) == first


def test_properties_are_proposed_for_a_kind(ask: FlaskClient) -> None:
    told = get(ask, "/reconcile/properties?type=Council&limit=2", PROPOSED)
    assert told == {
        "type": "Council",
        "limit": 2,
        "properties": [{"id": "gssCode", "name": "GSS code"}, {"id": "dfeNumber", "name": "DfE number"}],
    }


def test_preview_may_stand_in_any_frame(ask: FlaskClient) -> None:
    response = ask.get(f"/reconcile/preview?id={LANCASHIRE.replace('/', '%2F')}")
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "<dt>DfE number</dt><dd>888</dd>" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/reconcile?queries=x", 400), ("/reconcile?queries=[]", 400), ('/reconcile?queries={"q": 1}', 400), ('/reconcile?queries={"q": {}}', 400),
        ('/reconcile?queries={"q": {"query": 1}}', 400), ('/reconcile?queries={"q": {"query": "a", "limit": "b"}}', 400),
        ('/reconcile?queries={"q": {"query": "a", "properties": [1]}}', 400), ('/reconcile?extend={"ids": 1}', 400),
        ('/reconcile?extend={"ids": [], "properties": [{"id": "nothing"}]}', 400), ("/reconcile?callback=alert(1)", 400),
        ("/reconcile/preview?id=council/E1", 404), ("/reconcile/preview", 404), ("/reconcile/nothing", 404),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_as_a_problem(ask: FlaskClient, address: str, status: int) -> None:
    response = ask.get(address)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")


def test_batch_that_is_too_large_is_refused(ask: FlaskClient) -> None:
    response = ask.post(
        "/reconcile", data={"queries": json.dumps({f"q{number}": {"query": "x"} for number in range(501)})}
    )
    assert (response.status_code, response.get_json()["detail"]) == (413, "A batch has up to 500 queries.")
    response = ask.post(
        "/reconcile", data={"extend": json.dumps({"ids": list(map(str, range(1001))), "properties": []})}
    )
    assert response.status_code == 413


# The client asks pandas in a way that pandas means to drop.
@pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.drop:pandas.errors.Pandas4Warning")
def test_client_from_elsewhere_fills_a_frame(small: Path, tmp_path: Path) -> None:
    councils = pd.Series(["Lancashire County Council", "LINCOLNSHIRE", "Lnshire"])
    regions = pd.Series(["North West", "East Midlands", "East Midlands"])
    with serving(tmp_path, small) as server, closing(webutils.http):
        place = f"{server.address.rstrip('/')}/reconcile"
        found = reconcile(councils, "Council", property_mapping={"region": regions}, reconciliation_endpoint=place)
        every = reconcile(pd.Series(["Lancashire ILACS"]), "Inspection", top_res="all", reconciliation_endpoint=place)
    assert found[["input_value", "id", "name", "type_id", "match"]].to_numpy().tolist() == [
        ["Lancashire County Council", LANCASHIRE, "Lancashire", "Council", True],
        ["LINCOLNSHIRE", LINCOLNSHIRE, "Lincolnshire", "Council", True],
        ["Lnshire", LINCOLNSHIRE, "Lincolnshire", "Council", False],
    ]
    assert list(every["score"]) == sorted(every["score"], reverse=True) != []


def test_curl_sends_a_batch_from_a_file(small: Path, tmp_path: Path) -> None:
    curl = shutil.which("curl") or absent("no curl")
    batch = tmp_path / "batch.json"
    batch.write_text(
        json.dumps({"q": {"query": "Lincolnshire & nowhere’s council", "type": "Council"}}), encoding="utf-8"
    )
    with serving(tmp_path, small) as server:
        command = [
            curl,
            "-sS",
            "--fail",
            "--data-urlencode",
            f"queries@{batch}",
            f"{server.address.rstrip('/')}/reconcile",
        ]
        told = subprocess.run(command, capture_output=True, check=True).stdout
    assert json.loads(told)["q"]["result"][0]["id"] == LINCOLNSHIRE
