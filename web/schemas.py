"""What the JSON interface takes and gives, for `/openapi.json`: each address with its parameters and the schema of its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.search import KINDS
from web.openapi import Paths, operation, parameter
from web.telling import MOST_SIZE, SIZE

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "integer", "minimum": 0}
KEY: Schema = {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9-]*$", "maxLength": 100}


def require(**properties: Schema) -> Schema:
    """An object that always has these keys; more may come."""
    return {"type": "object", "required": list(properties), "properties": properties}


def many(items: Schema) -> Schema:
    """An array."""
    return {"type": "array", "items": items}


ID = {"id": {"type": "string", "format": "uri"}, "label": TEXT, "page": MAYBE, "api": MAYBE}
THING = require(**ID)
MAYBE_THING: Schema = {"anyOf": [THING, {"type": "null"}]}
LISTS: dict[str, tuple[str, tuple[str, ...], Schema]] = {
    "councils": (
        "All councils by name, with their current overall judgement",
        ("region", "type", "grade", "framework"),
        require(
            **ID,
            type=THING,
            region=THING,
            until=MAYBE,
            grade=MAYBE_THING,
            framework=MAYBE_THING,
            date=MAYBE,
            judgement=MAYBE_THING,
        ),
    ),
    "inspections": (
        "All inspections, visits and reviews, newest first",
        ("council", "kind", "grade", "year"),
        require(**ID, council=THING, kind=THING, date=MAYBE, grade=MAYBE_THING),
    ),
    "recommendations": (
        "All recommendations, newest first",
        ("theme", "area", "council", "grade", "year", "back"),
        require(
            **ID,
            text=TEXT,
            inspection=THING,
            council=THING,
            start=TEXT,
            grade=MAYBE_THING,
            themes=many(THING),
            again=many(THING),
        ),
    ),
    "people": ("All people by name", (), require(**ID, led=NUMBER, inspected=NUMBER, posts=NUMBER, papers=NUMBER)),
    "documents": (
        "All documents, with the reason of those that could not be read",
        ("kind", "council", "year", "state"),
        require(
            **ID,
            title=MAYBE,
            file=MAYBE,
            publisher=MAYBE,
            issued=MAYBE,
            about=MAYBE_THING,
            kind=TEXT,
            state=TEXT,
            unread=MAYBE,
        ),
    ),
}
FACT = require(property=TEXT, label=TEXT, value={}, sources=many(require(id=TEXT, page=MAYBE)))
KNOWN = {
    **ID,
    "kind": MAYBE_THING,
    "facts": many(FACT),
    "incoming": many(require(property=TEXT, label=TEXT, number=NUMBER)),
}
ROWS = many({"type": "object"})
THINGS: dict[str, tuple[str, tuple[str, ...], Schema]] = {
    "council/{code}": ("A council with its inspections, their judgements and its posts", ("code",), require(**KNOWN, inspections=ROWS, judgements=ROWS, posts=ROWS)),
    "inspection/{code}/{kind}/{first}": (
        "An inspection with its judgements, recommendations and findings", ("code", "kind", "first"),
        require(**KNOWN, judgements=ROWS, recommendations=ROWS, findings=ROWS),
    ),
    "person/{key}": ("A person with inspections and posts", ("key",), require(**KNOWN, inspections=ROWS, posts=ROWS)),
    "document/{key}": ("A document with the inspections that it tells of", ("key",), require(**KNOWN, inspections=ROWS)),
}  # fmt: skip
FOUND = require(
    **ID, kind={"enum": list(KINDS)}, about=MAYBE, found=many(require(text=TEXT, marked={"type": "boolean"}))
)
COUNTS: Schema = {"type": "object", "propertyNames": {"enum": list(KINDS)}, "additionalProperties": NUMBER}


def find_columns(name: str) -> list[str]:
    """What an item of a list has beside its name and addresses."""
    required: list[str] = LISTS[name][2]["required"]
    return [key for key in required if key not in ID]


def describe_api() -> Paths:
    """The addresses below `/api/`."""
    paths: dict[str, Any] = {}
    for name, (summary, filters, item) in LISTS.items():
        takes = [parameter(each, f"Only those with this {each}, by its key.", KEY) for each in filters]
        paths[f"/api/{name}"] = _get(summary, name, paged(item), [*takes, *page_parameters()], (404,))
    for path, (summary, parts, schema) in THINGS.items():
        takes = [parameter(part, "A part of its identifier.", KEY, place="path") for part in parts]
        paths[f"/api/{path}"] = _get(summary, path.partition("/")[0], schema, takes, (404,))
    words = parameter("q", "Words, and phrases in quotation marks.", {"type": "string"})
    kind = parameter("kind", "Only things of this kind, page by page.", {"enum": list(KINDS)})
    found = require(total=NUMBER, kinds=COUNTS, meant=MAYBE, items=many(FOUND))
    paths["/api/search"] = _get(
        "What words find, grouped by kind", "search", found, [words, kind, *page_parameters()], (404,)
    )
    names = require(items=many(require(id=TEXT, label=TEXT, page=MAYBE, kind={"enum": list(KINDS)})))
    paths["/api/suggest"] = _get("Names that complete what is being typed", "suggest", names, [words])
    return paths


def page_parameters() -> list[dict[str, Any]]:
    """What every list takes."""
    return [
        parameter(
            "page", "The number of the page.", {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1}
        ),
        parameter(
            "size", "How many are on a page.", {"type": "integer", "minimum": 1, "maximum": MOST_SIZE, "default": SIZE}
        ),
    ]


def paged(item: Schema) -> Schema:
    """A page of a list of such items."""
    return require(total=NUMBER, page=NUMBER, size=NUMBER, prev=MAYBE, next=MAYBE, items=many(item))


def _get(
    summary: str, name: str, schema: Schema, parameters: Iterable[Any], problems: tuple[int, ...] = ()
) -> dict[str, Any]:
    answers = {"application/json": {"schema": schema}}
    return {
        "get": operation(
            summary, name=f"api-{name}", tag="api", answers=answers, parameters=parameters, problems=problems
        )
    }
