"""`/openapi.json`, the description of all addresses for programs; and its parts on queries, graphs, things and the service.

Other modules describe their own addresses (`web.openapi.describe`).
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, json

from web.negotiation import DATA
from web.openapi import ROWS, TRIPLES, Paths, compose, content_of, describe, operation, parameter

bp = Blueprint("addresses", __name__)

TEXT = {"type": "string"}
GRAPHS = {"type": "array", "items": {"type": "string", "format": "iri"}}
TIMEOUT = parameter("timeout", "The seconds that it may take, at most.", {"type": "number", "exclusiveMinimum": 0})
FORMAT = parameter(
    "format",
    "The format of the answer; it goes before the Accept header.",
    {"type": "string", "enum": [*ROWS, *TRIPLES]},
)


@bp.get("/openapi.json")
def give_description() -> Response:
    """The description of all addresses for programs."""
    return Response(json.dumps(compose(), ensure_ascii=False) + "\n", content_type="application/json")


@describe
def describe_queries() -> Paths:
    """The SPARQL service."""
    graphs = [
        parameter(
            "default-graph-uri", "A graph that the query sees as the default one; all of them unless said.", GRAPHS
        ),
        parameter("named-graph-uri", "A graph that the query may name.", GRAPHS),
    ]
    asked = parameter("query", "The query, in SPARQL 1.1.", required=True)
    named = {
        "query": TEXT,
        "default-graph-uri": GRAPHS,
        "named-graph-uri": GRAPHS,
        "format": TEXT,
        "timeout": {"type": "number"},
    }
    form = {"type": "object", "required": ["query"], "properties": named}
    body = {"application/x-www-form-urlencoded": {"schema": form}, "application/sparql-query": {"schema": TEXT}}
    about: dict[str, Any] = {
        "tag": "SPARQL", "answers": content_of(*ROWS, *TRIPLES), "problems": (403, 406, 413, 415, 422, 429),
        "description": "The SPARQL 1.1 Protocol, for reading. Without a graph’s name a query sees all graphs as one.",
    }  # fmt: skip
    return {
        "/sparql": {
            "get": operation(
                "The answer to a query", name="query", parameters=[asked, *graphs, FORMAT, TIMEOUT], **about
            ),
            "post": operation(
                "The answer to a query that is sent", name="sendQuery", body=body, parameters=graphs, **about
            ),
        }
    }


@describe
def describe_graphs() -> Paths:
    """Graphs as they are."""
    which = [
        parameter(
            "graph", "The name of the graph; without it the whole dataset comes.", {"type": "string", "format": "iri"}
        ),
        parameter("default", "The union of all graphs, whatever this holds."),
        TIMEOUT,
    ]
    answers = content_of(*TRIPLES, "nquads", "trig")
    return {
        "/sparql/graph": {
            "get": operation(
                "A graph, the union of all, or the dataset",
                name="graph",
                tag="graphs",
                answers=answers,
                parameters=which,
                problems=(404, 406, 422, 429),
                description="The reading side of the SPARQL 1.1 Graph Store HTTP Protocol.",
            )
        },
        "/.well-known/void": {
            "get": operation(
                "What the dataset is, in VoID", name="void", tag="graphs", answers=content_of(*TRIPLES), problems=(406,)
            )
        },
    }


@describe
def describe_things() -> Paths:
    """Each thing at its own address."""
    kind = parameter(
        "kind", "The kind of thing.", {"type": "string", "examples": ["council", "inspection", "person"]}, place="path"
    )
    key = parameter(
        "key",
        "What tells it apart: a council’s code, say.",
        {"type": "string", "examples": ["E10000017"]},
        place="path",
    )
    suffix = parameter("suffix", "The format.", {"type": "string", "enum": list(DATA)}, place="path")
    start = parameter(
        "start", "The place of the first triple, where a thing has more than 1,000.", {"type": "integer", "minimum": 0}
    )
    answers = content_of(*(form for form, _ in DATA.values()))
    return {
        "/id/{kind}/{key}.{suffix}": {
            "get": operation(
                "All that is known of a thing",
                name="thing",
                tag="things",
                answers=answers,
                parameters=[kind, key, suffix, start],
                problems=(404,),
                description="Without a suffix the address leads on, by Accept, to a page or to the data.",
            )
        }
    }


@describe
def describe_service() -> Paths:
    """The service itself, and its pages' one address that programs know too."""
    alive = {"application/json": {"schema": {"type": "object", "required": ["status", "snapshot"]}}}
    told = {"application/json": {"schema": {"type": "object", "required": ["openapi", "info", "paths"]}}}
    return {
        "/healthz": {
            "get": operation("That the service lives, and how it is", name="health", tag="service", answers=alive)
        },
        "/readyz": {"get": operation("Whether the service can answer", name="readiness", tag="service", answers=alive)},
        "/openapi.json": {"get": operation("This description", name="openapi", tag="service", answers=told)},
    }
