"""What the reconciliation service takes and gives, for `/openapi.json`: each of its addresses with the schema of its answer."""

from __future__ import annotations

from typing import Any

from graph.reconcile.names import KINDS
from web.openapi import Paths, operation, parameter
from web.schemas import NUMBER, TEXT, Schema, many, require

ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
TEMPLATE: Schema = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
KIND = require(id=TEXT, name=TEXT)
THING = require(id=TEXT, name=TEXT, description=TEXT)
PLACE = require(service_url=ADDRESS, service_path={"type": "string", "pattern": "^/"})
MANIFEST = require(
    versions={"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
    name=TEXT, identifierSpace=ADDRESS, schemaSpace=ADDRESS, serviceVersion=TEXT, documentation=ADDRESS,
    view=require(url=TEMPLATE), preview=require(url=TEMPLATE, width=NUMBER, height=NUMBER), defaultTypes=many(KIND),
    suggest=require(entity=PLACE, type=PLACE, property=PLACE),
    extend=require(propose_properties=PLACE, property_settings=many({"type": "object"})),
)  # fmt: skip
FEATURE = require(id=TEXT, value={"type": ["number", "boolean"]})
CANDIDATE = require(
    **THING["properties"],
    type=many(KIND),
    score={"type": "number", "minimum": 0, "maximum": 100},
    match={"type": "boolean"},
    features=many(FEATURE),
)
RESULTS: Schema = {"type": "object", "additionalProperties": require(result=many(CANDIDATE))}
CELL: Schema = {
    "oneOf": [
        {**require(id=TEXT, name=TEXT), "additionalProperties": False},
        {**require(str=TEXT), "additionalProperties": False},
        {**require(float={"type": "number"}), "additionalProperties": False},
    ]
}
COLUMNS: Schema = {"type": "object", "additionalProperties": many(CELL)}
EXTENSION = require(meta=many(require(id=TEXT, name=TEXT)), rows={"type": "object", "additionalProperties": COLUMNS})
SUGGESTED = require(result=many(KIND))
ENTITIES = require(result=many(require(**THING["properties"], notable=many(KIND))))
PROPOSED = require(type=TEXT, limit=NUMBER, properties=many(KIND))

QUERIES = parameter(
    "queries", 'Queries by their keys, as JSON: {"q0": {"query": "Lancashire", "type": "Council", "limit": 3}}.'
)
EXTEND = parameter(
    "extend", 'Things and properties, as JSON: {"ids": ["council/E10000017"], "properties": [{"id": "gssCode"}]}.'
)
CALLBACK = parameter("callback", "The function that the answer is to call, for pages that can only load scripts.")
PREFIX = parameter("prefix", "What was typed so far.")
TYPE = parameter("type", "The kind of thing.", {"type": "string", "examples": list(KINDS)})


def describe_reconciliation() -> Paths:
    """The addresses of the service."""
    form = {"type": "object", "properties": dict.fromkeys(("queries", "extend", "callback"), TEXT)}
    body = {"application/x-www-form-urlencoded": {"schema": form}}
    answers: Schema = {"anyOf": [MANIFEST, EXTENSION, RESULTS]}
    told = "The Reconciliation Service API 0.2: what the service offers, candidates for names, or properties of things."
    number = parameter("limit", "How many, at most.", NUMBER)
    return {
        "/reconcile": {
            "get": _describe(told, "reconcile", answers, QUERIES, EXTEND),
            "post": _describe(told, "sendReconcile", answers, body=body),
        },
        "/reconcile/suggest/entity": {
            "get": _describe("Things whose names start so", "suggestEntity", ENTITIES, PREFIX, TYPE, parameter("cursor", "How many to skip.", NUMBER))
        },
        "/reconcile/suggest/type": {"get": _describe("Kinds of things whose names start so", "suggestType", SUGGESTED, PREFIX)},
        "/reconcile/suggest/property": {"get": _describe("Properties whose names start so", "suggestProperty", SUGGESTED, PREFIX)},
        "/reconcile/properties": {"get": _describe("The properties that things of a kind have", "proposeProperties", PROPOSED, TYPE, number)},
        "/reconcile/preview": {
            "get": operation(
                "A small page about a thing, for a frame", name="previewThing", tag="reconciliation", answers={"text/html": {"schema": TEXT}},
                parameters=[parameter("id", "The thing’s identifier: council/E10000017.", required=True)], problems=(404,),
            )
        },
    }  # fmt: skip


def _describe(
    summary: str, name: str, schema: Schema, *parameters: dict[str, Any], body: Schema | None = None
) -> dict[str, Any]:
    answers = {"application/json": {"schema": schema}, "application/javascript": {"schema": TEXT}}
    takes = [*parameters, CALLBACK] if body is None else []
    return operation(
        summary, name=name, tag="reconciliation", answers=answers, parameters=takes, body=body, problems=(413,)
    )
