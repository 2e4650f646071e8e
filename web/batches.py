"""Batches of names to be reconciled, as requests bring them."""

from __future__ import annotations

from typing import Any

from flask import abort, json, request

from graph.reconcile.matching import Wanted
from graph.reconcile.names import KINDS
from graph.reconcile.properties import properties
from graph.terms import SG

MOST_CANDIDATES = 50


def read_json(name: str) -> dict[str, Any]:
    """A parameter that holds an object.

    :raise 400: where it holds none.
    """
    try:
        found = json.loads(request.values[name])
    except ValueError:
        abort(400, f"The parameter {name} is no JSON.")
    return found if isinstance(found, dict) else abort(400, f"The parameter {name} is no JSON object.")


def read_query(query: Any) -> Wanted:
    """A query of a batch.

    :raise 400: where it is not understood.
    """
    if (
        not isinstance(query, dict)
        or not isinstance(query.get("query", ""), str)
        or not ("query" in query or query.get("properties"))
    ):
        abort(400, 'A query is an object with the text "query", or with "properties".')
    limit = query.get("limit", 5)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
        abort(400, 'The "limit" of a query is a whole number from 1.')
    return Wanted(
        query.get("query", ""), read_kinds(query), min(int(limit), MOST_CANDIDATES), tuple(read_properties(query))
    )


def read_kinds(query: dict[str, Any]) -> frozenset[str]:
    """The kinds of things that a query wants; all where it names none, or would only rather have some."""
    types = query.get("type") or []
    given = {
        str(one).removeprefix(str(SG))
        for one in ([types] if isinstance(types, str) else types if isinstance(types, list) else [])
    }
    if not given or query.get("type_strict") == "should":
        return frozenset(KINDS)
    # A thing has one kind, so none has several.
    return frozenset(given & set(KINDS)) if query.get("type_strict") != "all" or len(given) == 1 else frozenset()


def read_properties(query: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """The properties of a query that are known here, with the values that they should have.

    :raise 400: where they are not understood.
    """
    given = query.get("properties") or []
    if not isinstance(given, list) or not all(
        isinstance(one, dict) and isinstance(one.get("pid"), str) and "v" in one for one in given
    ):
        abort(400, 'The "properties" of a query are a list of objects with "pid" and "v".')
    read = [(one["pid"], read_values_given(one["v"])) for one in given if one["pid"] in properties()]
    # An empty cell says nothing against a thing.
    return [(key, values) for key, values in read if values]


def read_values_given(value: Any) -> tuple[str, ...]:
    """The values of a property in a query: one or several, each a text, a number, or a thing by its identifier."""
    values = value if isinstance(value, list) else [value]
    texts = (str(one.get("id") or one.get("name", "")) if isinstance(one, dict) else str(one) for one in values)
    return tuple(text for text in texts if text.strip())
