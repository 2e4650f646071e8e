"""Lists that readers narrow: the rows that have what is chosen, and for each filter how many rows every choice would leave.

A list is indexed once a snapshot; each request then only compares sets of places in it, so long lists stay fast.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from flask import Flask, abort, request
from rdflib import URIRef

from web.links import is_identifier
from web.store import label

Row = TypeVar("Row")
NONE = "none"
"""The choice that stands for having nothing under a filter."""


def init_app(app: Flask) -> None:
    """Give the templates `page_address(number)` and `sort_address(column)`: this list with its filters, turned or sorted; and
    `by_name(facet, to_thing)`: a filter's options as readers look for them.
    """
    app.jinja_env.globals |= {
        "page_address": lambda number: to_address(page=number), "sort_address": lambda column: to_address(sort=column, page=None),
        "by_name": by_name,
    }  # fmt: skip


class Field(NamedTuple, Generic[Row]):
    """A filter: its parameter, what it is called, and which values a row has under it."""

    parameter: str
    name: str
    values: Callable[[Row], Iterable[str]]


class Option(NamedTuple):
    """A value that can be chosen, how many rows it leaves, and whether it is chosen."""

    value: str
    number: int
    chosen: bool


class Facet(NamedTuple):
    """A filter with its options, in the order of their values."""

    parameter: str
    name: str
    chosen: str | None
    options: tuple[Option, ...]


class Narrowed(NamedTuple, Generic[Row]):
    """The rows that are left, in the list's order, and the filters as they stand."""

    rows: Sequence[Row]
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """Rows with an index of which of them has which value under which filter."""

    rows: Sequence[Row]
    fields: tuple[Field[Row], ...]
    index: Mapping[str, Mapping[str, frozenset[int]]]

    def narrow(self, chosen: Mapping[str, str], also: Callable[[Row], bool] | None = None) -> Narrowed[Row]:
        """The rows that have all that is chosen, by parameter, and of which `also` holds."""
        found = {parameter: self.index[parameter].get(value, frozenset()) for parameter, value in chosen.items()}
        places = frozenset(place for place, row in enumerate(self.rows) if also(row)) if also else None
        facets = tuple(self._count(field, places, found, chosen) for field in self.fields)
        left = _meet(places, found.values())
        return Narrowed(self.rows if left is None else [self.rows[place] for place in sorted(left)], facets)

    def _count(
        self,
        field: Field[Row],
        places: frozenset[int] | None,
        found: Mapping[str, frozenset[int]],
        chosen: Mapping[str, str],
    ) -> Facet:
        """The options of a filter among the rows that the other filters leave."""
        here = field.parameter
        left = _meet(places, (those for parameter, those in found.items() if parameter != here))
        values = (
            self.index[here]
            if chosen.get(here, "") in ("", *self.index[here])
            else {**self.index[here], chosen[here]: frozenset()}
        )
        options = (
            Option(value, len(those) if left is None else len(those & left), chosen.get(here) == value)
            for value, those in values.items()
        )
        return Facet(
            here, field.name, chosen.get(here), tuple(option for option in options if option.number or option.chosen)
        )


def make_listing(rows: Sequence[Row], fields: Iterable[Field[Row]]) -> Listing[Row]:
    """The rows with their index."""
    fields = tuple(fields)
    index = {}
    for field in fields:
        places: defaultdict[str, set[int]] = defaultdict(set)
        for place, row in enumerate(rows):
            for value in field.values(row):
                places[value].add(place)
        index[field.parameter] = {value: frozenset(places[value]) for value in sorted(places)}
    return Listing(rows, fields, index)


def read_chosen(listing: Listing[Row]) -> dict[str, str]:
    """What the request chooses, by parameter; an empty choice is none.

    :raise 404: where a choice cannot be the key of anything.
    """
    chosen = {field.parameter: value for field in listing.fields if (value := request.args.get(field.parameter, ""))}
    for parameter, value in chosen.items():
        if not is_identifier(value):
            abort(404, f"Nothing here has “{value[:60]}” for {parameter}.")
    return chosen


def read_page(number: int, size: int) -> tuple[int, int]:
    """The page that the request asks for, from 1, and the last one there is.

    :raise 404: where there is no such page.
    """
    last = max(-(-number // size), 1)
    page = request.args.get("page", 1, int)
    if not 1 <= page <= last:
        abort(404, f"There are {last} pages of this list." if last > 1 else "This list has one page.")
    return page, last


def to_address(**changes: object) -> str:
    """The address of this page with some of its parameters changed, and without those that are empty."""
    arguments = {**request.args.to_dict(), **changes}
    return "?" + urlencode({key: value for key, value in arguments.items() if value not in ("", None)})


def by_name(facet: Facet, to_thing: Callable[[str, str], URIRef | None]) -> list[tuple[str, Option]]:
    """The options of a filter with what they are called, by name; years newest first, and last what stands for none."""
    named = [(_name(to_thing(facet.parameter, option.value), option.value), option) for option in facet.options]
    if facet.parameter == "year":
        return sorted(named, reverse=True)
    return sorted(named, key=lambda pair: (pair[1].value == NONE, pair[0]))


def _name(thing: URIRef | None, value: str) -> str:
    name = label(thing) if thing else "None known" if value == NONE else value
    return name[:1].upper() + name[1:]


def fold(text: str) -> str:
    """The text in lower-case letters and digits, with one space between words.

    >>> fold("Return-home  interviews!")
    'return home interviews'
    """
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _meet(places: frozenset[int] | None, others: Iterable[frozenset[int]]) -> frozenset[int] | None:
    """The places that are in all of these; None for all there are, which to count would take as long as the list is."""
    every = [*others] if places is None else [places, *others]
    return reduce(frozenset.intersection, every) if every else None
