"""`/reconcile`: the Reconciliation Service API 0.2, by which OpenRefine and its like find what a spreadsheet's names stand for.

Councils, people, inspections and committees are found by names and codes; then codes, grades and dates come as new columns.
Every answer is JSON, or a call of a function where `callback` names one.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, abort, json, render_template, request
from rdflib import URIRef

from graph.reconcile.matching import Candidate, find
from graph.reconcile.names import KINDS, Entry, Names, read_names
from graph.reconcile.properties import Value, Values, properties, read_values
from graph.search.words import fold
from graph.terms import ID, SG
from web.batches import read_json, read_query
from web.headers import POLICY
from web.openapi import describe
from web.reconciling import describe_reconciliation
from web.search import find as search
from web.sitemap import read_address
from web.standing import keep_list
from web.store import get_view, label
from web.wording import to_date

bp = Blueprint("reconcile", __name__, url_prefix="/reconcile")
describe(describe_reconciliation)

MOST_QUERIES, MOST_THINGS, SUGGESTED = 500, 1000, 10
CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
# Kinds of what is searched for, by those of what is reconciled.
SEARCHED = {"Council": "councils", "Person": "people", "Inspection": "inspections", "Committee": "committees"}
DESCRIBING = {
    "Council": ("councilType", "region", "existedTo"),
    "Person": ("post", "postAt"),
    "Inspection": ("council", "framework"),
    "Committee": ("committeeOf",),
}
"""The properties whose first values tell things of one name apart."""
PREVIEW = {"width": 420, "height": 260}


@bp.route("", methods=("GET", "POST"))
def service() -> Response:
    """The candidates for a batch of names (`queries`), or values for a batch of things (`extend`), or what the service offers.

    :raise 400: where a batch is not understood; :raise 413: where it is too large.
    """
    if "queries" in request.values:
        batch = read_json("queries")
        if len(batch) > MOST_QUERIES:
            abort(413, f"A batch has up to {MOST_QUERIES} queries.")
        return give(
            {
                key: {"result": [tell(one) for one in find(read_index(), read_query(query), told)]}
                for key, query in batch.items()
            }
        )
    return give(extend(read_json("extend"))) if "extend" in request.values else give(describe_service())


@bp.get("/suggest/entity")
def suggest_entity() -> Response:
    """The things whose names start so."""
    kind = request.args.get("type", "").removeprefix(str(SG))
    prefix, start = request.args.get("prefix", "")[:200], read_number("cursor", 0)
    wanted = [kind] if kind in KINDS else list(KINDS)
    hits = [
        hit for one in wanted for group in search(prefix, SEARCHED[one], limit=SUGGESTED + start) for hit in group.hits
    ]
    entries = [
        entry for hit in sorted(hits, key=lambda hit: -round(hit.score, 1)) if (entry := read_index().find(hit.thing))
    ]
    found = [entry_of(entry) | {"notable": types_of(entry)} for entry in entries[start : start + SUGGESTED]]
    return give({"result": found})


@bp.get("/suggest/type")
def suggest_type() -> Response:
    """The kinds of things whose names have these words."""
    return give({"result": [{"id": kind, "name": name} for kind, name in KINDS.items() if starts(name)]})


@bp.get("/suggest/property")
def suggest_property() -> Response:
    """The properties whose names have these words."""
    return give(
        {
            "result": [
                {"id": one.key, "name": one.name, "description": KINDS[one.type]}
                for one in properties().values()
                if starts(f"{one.name} {one.key}")
            ]
        }
    )


@bp.get("/properties")
def propose() -> Response:
    """The properties that things of a kind have."""
    kind = request.args.get("type", "").removeprefix(str(SG))
    kind = kind if kind in KINDS or not kind else "Inspection"
    found = [{"id": one.key, "name": one.name} for one in properties().values() if kind in ("", one.type)]
    limit = read_number("limit", len(found))
    return give({"type": kind, "limit": limit, "properties": found[: limit or None]})


@bp.get("/preview")
def preview() -> Response:
    """A small page about a thing, for the frame in which clients show it.

    :raise 404: where the thing is none that can be reconciled.
    """
    entry = read_index().find(to_thing(request.args.get("id", ""))) or abort(404, "There is no such thing here.")
    rows = [
        (one.name, [value.text for value in values])
        for one in properties().values()
        if one.type == entry.kind and (values := value_of(one.key, entry.thing))
    ]
    response = Response(
        render_template("reconcile/preview.html", entry=entry, kind=label(entry.cls), rows=rows), mimetype="text/html"
    )
    # A client shows it in a frame of its own page, and nothing in it changes anything. Browsers that know this rule leave
    # X-Frame-Options alone, which has no word for it.
    response.headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    return response


def read_index() -> Names:
    """The names of the snapshot."""
    return keep_list("reconcile names", lambda: read_names(get_view().store))


def value_of(key: str, thing: URIRef) -> tuple[Value, ...]:
    """The values of a property of a thing."""
    values: Values = keep_list(f"reconcile {key}", lambda: read_values(get_view().store, key))
    return values.get(thing, ())


def told(key: str, thing: URIRef) -> list[str]:
    """The values of a property as what a spreadsheet may have in their place: text, or an identifier."""
    return [text for value in value_of(key, thing) for text in (value.text, value.key)]


def read_number(name: str, usual: int) -> int:
    """A whole number that the request may give."""
    text = request.args.get(name, "")
    return min(int(text), 10_000) if text.isascii() and text.isdecimal() and len(text) < 10 else usual


def extend(wanted: dict[str, Any]) -> dict[str, Any]:
    """Properties of things as columns; a thing that is not known has none.

    :raise 400: where what is wanted is not understood; :raise 413: where it is too much.
    """
    ids, given = wanted.get("ids"), wanted.get("properties")
    if (
        not isinstance(ids, list)
        or not isinstance(given, list)
        or not all(isinstance(one, dict) and one.get("id") in properties() for one in given)
    ):
        abort(
            400,
            'Wanted are "ids", a list, and "properties", a list of objects with the "id" of a property that there is.',
        )
    if len(ids) > MOST_THINGS:
        abort(413, f"Up to {MOST_THINGS} things may be extended at once.")
    keys = [one["id"] for one in given]
    rows = {
        str(one): {key: [tell_value(value) for value in value_of(key, to_thing(str(one)))] for key in keys}
        for one in ids
    }
    return {"meta": [{"id": key, "name": properties()[key].name} for key in keys], "rows": rows}


def tell_value(value: Value) -> dict[str, Any]:
    """A value of a cell: a thing, a number, or text. Dates are text, since some are known by month or year only."""
    if value.thing is not None:
        return {"id": value.key, "name": value.text}
    return {"str": value.text} if value.number is None else {"float": value.number}


def tell(candidate: Candidate) -> dict[str, Any]:
    """A candidate as clients are told of it."""
    features = [feature._asdict() for feature in candidate.features]
    return entry_of(candidate.entry) | {
        "type": types_of(candidate.entry), "score": candidate.score, "match": candidate.match, "features": features,
    }  # fmt: skip


def entry_of(entry: Entry) -> dict[str, Any]:
    """A thing by identifier and name, with what tells it from others of that name."""
    said = {key: values[0].text for key in DESCRIBING[entry.kind] if (values := value_of(key, entry.thing))}
    told = [f"until {to_date(text)}" if key == "existedTo" else text for key, text in said.items()]
    return {"id": entry.thing.removeprefix(str(ID)), "name": entry.name, "description": ", ".join(told)}


def types_of(entry: Entry) -> list[dict[str, str]]:
    """The kinds of a thing, its own class first."""
    own = entry.cls.removeprefix(str(SG))
    kinds = {own: KINDS.get(own) or label(entry.cls), entry.kind: KINDS[entry.kind]}
    return [{"id": kind, "name": name} for kind, name in kinds.items()]


def to_thing(identifier: str) -> URIRef:
    """The thing of an identifier, which is its address with or without the stem."""
    return URIRef(identifier) if identifier.startswith(str(ID)) else ID[identifier]


def starts(name: str) -> bool:
    """Whether each word that the request gives begins a word of the name."""
    return all(
        any(word.startswith(given) for word in fold(name)) for given in fold(request.args.get("prefix", "")[:200])
    )


def give(told: object) -> Response:
    """The answer as JSON, or as a call of the function that the request names.

    :raise 400: where that can be no function's name.
    """
    text, callback = json.dumps(told, ensure_ascii=False, sort_keys=False), request.values.get("callback", "")
    if not callback:
        return Response(text + "\n", content_type="application/json")
    if len(callback) > 100 or not CALLBACK.fullmatch(callback):
        abort(400, "The callback is no name of a function.")
    # The comment keeps the name from being read as anything else than a script.
    return Response(f"/**/{callback}({text});\n", content_type="application/javascript")


def describe_service() -> dict[str, Any]:
    """What the service offers, and where: its manifest."""
    address = read_address()
    place = address.rstrip("/")
    suggested = {
        kind: {"service_url": place, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": "Scrutiny Graph: children’s services inspections in England",
        "identifierSpace": str(ID),
        "schemaSpace": str(SG),
        "serviceVersion": version("scrutiny-graph"),
        "documentation": f"{address}openapi.json",
        "view": {"url": f"{address}id/{{{{id}}}}"},
        "preview": {"url": f"{address}reconcile/preview?id={{{{id}}}}", **PREVIEW},
        "defaultTypes": [{"id": kind, "name": name} for kind, name in KINDS.items()],
        "suggest": suggested,
        "extend": {
            "propose_properties": {"service_url": place, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }
