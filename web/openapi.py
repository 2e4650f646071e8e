"""What the addresses for programs take and give, in OpenAPI 3.1, put together from what each module says (`/openapi.json`).

A module adds its part beside its addresses:

    @openapi.describe
    def describe_things() -> Paths:
        return {"/things": {"get": operation("What things there are", answers=THINGS, parameters=[parameter("q", "Words.")])}}

Paths are those that a client asks for, with `{name}` for what varies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from typing import Any

from graph.store.formats import MEDIA_TYPES
from web.negotiation import PROBLEM

Paths = Mapping[str, Mapping[str, Any]]
Part = Callable[[], Paths]

ROWS = ("json", "xml", "csv", "tsv")
TRIPLES = ("turtle", "ntriples", "jsonld", "rdfxml")
LICENCE = {
    "name": "Open Government Licence v3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
ABOUT = (
    "Inspections of children’s services in England, and what committees made of them, each fact with the words that say it. "
    "All addresses only read. An answer is whole or an error, and errors are problem documents (RFC 9457)."
)
STATUSES = {
    400: "The request is not understood: a wrong parameter, a name that stands for nothing or for several things.",
    403: "That is not allowed here: updates, and calls to other services.",
    404: "There is no such thing.",
    405: "The address takes no such method.",
    406: "No acceptable format can hold the answer.",
    413: "The request is too large.",
    415: "The request’s type of content is not understood.",
    422: "The query is too complex, or its answer too large.",
    429: "This client has as many queries running as it may.",
    503: "The service is busy or unavailable, or the query took too long: try again later.",
}
PROBLEMS = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "limit": {"type": ["string", "number"]},
        "hint": {"type": "string"},
    },
}
RESULTS = {
    "type": "object",
    "required": ["head"],
    "properties": {
        "head": {"type": "object", "properties": {"vars": {"type": "array", "items": {"type": "string"}}}},
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {"bindings": {"type": "array", "items": {"type": "object"}}},
        },
    },
}
_PARTS: list[Part] = []


def describe(part: Part) -> Part:
    """Have what a function tells of a module's addresses be a part of the description."""
    _PARTS.append(part)
    return part


def compose() -> dict[str, Any]:
    """The description, of all parts by path."""
    paths: dict[str, Any] = {}
    for part in _PARTS:
        for path, operations in part().items():
            paths[path] = {**paths.get(path, {}), **operations}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Scrutiny Graph",
            "version": version("scrutiny-graph"),
            "description": ABOUT,
            "license": LICENCE,
        },
        "servers": [{"url": "/"}],
        "paths": {path: paths[path] for path in sorted(paths)},
        "components": {"schemas": {"Problem": PROBLEMS, "SparqlResults": RESULTS}},
    }


def operation(
    summary: str,
    *,
    name: str,
    tag: str,
    answers: Mapping[str, Any],
    parameters: Iterable[Mapping[str, Any]] = (),
    body: Mapping[str, Any] | None = None,
    problems: Iterable[int] = (),
    description: str = "",
) -> dict[str, Any]:
    """What one address does: `answers` is the content of what it gives, by media type; `problems` are the statuses of errors
    beside those that every address has; `name` is the operation's own, for programs made of the description.
    """
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    known = sorted({400, 405, 503, *problems})
    told = {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "description": description,
        "parameters": list(parameters),
        "requestBody": body and {"required": True, "content": body},
        "responses": {
            "200": {"description": "The answer, whole.", "content": answers},
            **{str(status): {"description": STATUSES[status], "content": content} for status in known},
        },
    }
    return {key: value for key, value in told.items() if value}


def parameter(
    name: str,
    description: str,
    schema: Mapping[str, Any] | None = None,
    *,
    required: bool = False,
    place: str = "query",
) -> dict[str, Any]:
    """A parameter of an address: text unless its schema says otherwise."""
    told = {"name": name, "in": place, "description": description, "schema": schema or {"type": "string"}}
    return told | ({"required": True} if required or place == "path" else {})


def content_of(*forms: str) -> dict[str, Any]:
    """The content of an answer in these formats."""
    json_rows = {"schema": {"$ref": "#/components/schemas/SparqlResults"}}
    text = {"schema": {"type": "string"}}
    return {MEDIA_TYPES[form]: json_rows if form == "json" else text for form in forms}
