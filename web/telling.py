"""How programs are told of things: each as an object with its identifier, its name, and the addresses at which there is more.

Keys stay as they are; new ones may come. What is not known is null, and a list of nothing is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Response, abort, json, request
from rdflib import URIRef

from graph.terms import ID
from web.facts import Facts, Group
from web.links import outside, to_page
from web.store import label, learn_labels
from web.wording import to_property

SIZE, MOST_SIZE = 50, 500
Told = dict[str, Any]


class Paging(NamedTuple):
    """Which part of a list is wanted: the number of the page, from 1, and how many are on one."""

    page: int
    size: int

    @property
    def offset(self) -> int:
        """How many come before."""
        return (self.page - 1) * self.size


def to_api(thing: URIRef) -> str | None:
    """The address at which programs are told of a thing; None for what stands elsewhere."""
    return f"/api/{thing.removeprefix(str(ID))}" if thing.startswith(str(ID)) and "/evidence/" not in thing else None


def tell(value: object) -> Any:
    """A value as JSON has it: a thing as an object, all else as it is."""
    if not isinstance(value, URIRef):
        return value
    told: Told = {
        "id": str(value),
        "label": label(value),
        "page": to_page(value) or outside(value),
        "api": to_api(value),
    }
    return told


def tell_row(row: Any, columns: Iterable[str]) -> Told:
    """Columns of a row by their names; a list of things is one in JSON too."""
    values = ((name, getattr(row, name)) for name in columns)
    return {name: [tell(each) for each in value] if isinstance(value, tuple) else tell(value) for name, value in values}


def learn(rows: Iterable[Sequence[object]]) -> None:
    """Look up the names of all things in rows at once."""
    values = [each for row in rows for value in row for each in (value if isinstance(value, tuple) else (value,))]
    learn_labels([value for value in values if isinstance(value, URIRef)])


def tell_facts(facts: Facts, groups: Iterable[Group]) -> Told:
    """All that is known of a thing: its values by property, each with the words that say so, and what points to it."""
    return {
        **tell(facts.iri),
        "kind": tell(facts.kind),
        "facts": [
            {
                "property": str(link),
                "label": to_property(link),
                "value": tell(value),
                "sources": [{"id": str(place), "page": to_page(place)} for place in facts.sources(link, value)],
            }
            for link, values in facts.values.items()
            for value in values
        ],
        "incoming": [
            {"property": str(group.property), "label": to_property(group.property), "number": group.number}
            for group in groups
        ],
    }


def read_paging() -> Paging:
    """The part of a list that the request wants.

    :raise 400: where it cannot be one.
    """
    return Paging(_read_number("page", 1, 1_000_000), _read_number("size", SIZE, MOST_SIZE))


def _read_number(name: str, usual: int, most: int) -> int:
    text = request.args.get(name, str(usual))
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 1 <= number <= most:
        abort(400, f"The value of {name} is not a whole number from 1 to {most}: {text[:40]}")
    return number


def give(told: Mapping[str, Any], links: Iterable[tuple[str, str]] = ()) -> Response:
    """An answer; `links` are addresses beside it by what they are to it."""
    response = Response(json.dumps(told, ensure_ascii=False, sort_keys=False) + "\n", content_type="application/json")
    ways = [f'<{address}>; rel="{relation}"' for relation, address in links]
    if ways:
        response.headers["Link"] = ", ".join(ways)
    return response


def give_page(items: Sequence[Any], number: int, paging: Paging, **more: Any) -> Response:
    """A page of a list, with how many there are and the addresses of the pages beside it.

    :raise 404: where there is no such page.
    """
    last = max(-(-number // paging.size), 1)
    if paging.page > last:
        abort(404, f"The list has {last} pages of {paging.size}.")
    ways = {
        name: _turn(paging.page + step) for name, step in (("prev", -1), ("next", 1)) if 1 <= paging.page + step <= last
    }
    told = {
        "total": number,
        "page": paging.page,
        "size": paging.size,
        "prev": ways.get("prev"),
        "next": ways.get("next"),
    }
    return give({**told, **more, "items": list(items)}, ways.items())


def _turn(page: int) -> str:
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'page': page})}"
