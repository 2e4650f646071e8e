"""The description of the addresses for programs: sound, whole, and kept by the service."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import CHECKS
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from graph.query import questions

KEPT = ["status_code_conformance", "content_type_conformance", "response_schema_conformance"]


def test_description_is_openapi(ask: FlaskClient) -> None:
    response = ask.get("/openapi.json")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    told = response.get_json()
    OPENAPI_31_VALIDATOR.validate(told)
    assert told["openapi"] == "3.1.0"


def test_description_has_every_question_and_the_addresses_for_programs(ask: FlaskClient) -> None:
    paths = ask.get("/openapi.json").get_json()["paths"]
    wanted = {f"/questions/{question.name}.{{format}}" for question in questions()}
    wanted |= {
        "/questions",
        "/sparql",
        "/sparql/graph",
        "/.well-known/void",
        "/id/{kind}/{key}.{suffix}",
        "/healthz",
        "/readyz",
        "/openapi.json",
    }
    assert wanted - set(paths) == set()


def test_description_has_sound_schemas_and_names_each_operation_once(ask: FlaskClient) -> None:
    operations = [one for path in ask.get("/openapi.json").get_json()["paths"].values() for one in path.values()]
    schemas = [parameter["schema"] for one in operations for parameter in one.get("parameters", ())]
    for schema in schemas:
        Draft202012Validator.check_schema(schema)
    names = [one["operationId"] for one in operations]
    assert sorted(set(names)) == sorted(names)


def test_question_is_described_with_what_it_takes(ask: FlaskClient) -> None:
    told = ask.get("/openapi.json").get_json()["paths"]["/questions/area-through-frameworks.{format}"]["get"]
    assert told["summary"] == "How was one area (care leavers, say) of one council judged through all frameworks?"
    assert [one["name"] for one in told["parameters"]] == ["format", "council", "area", "timeout"]
    assert told["description"] == "Columns: start, framework, name, grade, change, inspection."


@pytest.mark.parametrize("path", ["/questions", *(f"/questions/{one.name}.{{format}}" for one in questions())])
def test_questions_keep_to_their_description(small_app: Flask, path: str) -> None:
    described = schemathesis.openapi.from_wsgi("/openapi.json", small_app)

    @given(case=described[path]["GET"].as_strategy())
    @settings(max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        response = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(response, checks=CHECKS.get_by_names(KEPT))
        assert response.status_code != 500

    ask()
