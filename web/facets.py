"""Lists that readers narrow: the rows that have what is chosen, and for each filter how many rows every choice would leave.

A list is indexed once a snapshot; each request then only compares sets of places in it, so long lists stay fast.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from flask import Flask, abort, request
from markupsafe import Markup
from rdflib import URIRef

from graph.terms import ID
from web.bitmaps import pick, to_bits
from web.choices import begin_option, mark_chosen, write_options
from web.links import is_identifier
from web.shelf import Shelf
from web.store import label, learn_labels
from web.wording import to_number, to_sentence

Row = TypeVar("Row")
NONE = "none"
"""The choice that stands for having nothing under a filter."""
REFERENCE = 8
"""Bytes that a row takes in another list."""
MOST_KEPT = 4_000_000
"""The size up to which a list keeps what was made of it: whoever reads the next page, or sorts, chooses the same."""


def init_app(app: Flask) -> None:
    """Give the templates `page_address(number)` and `sort_address(column)`: this list with its filters, turned or sorted."""
    app.jinja_env.globals |= {
        "page_address": lambda number: to_address(page=number), "sort_address": lambda column: to_address(sort=column, page=None),
    }  # fmt: skip


class Field(NamedTuple, Generic[Row]):
    """A filter: its parameter, what it is called, and which values a row has under it. A value is called as the thing whose key
    it is, below `terms`, or by `words`, in whose order these are offered.
    """

    parameter: str
    name: str
    values: Callable[[Row], Iterable[str]]
    terms: str = ""
    words: Mapping[str, str] = MappingProxyType({})

    def to_thing(self, value: str) -> URIRef | None:
        """The thing that a value stands for; None where it is a plain word, or stands for the lack of one."""
        return ID[self.terms + value] if self.terms and value != NONE else None

    def to_name(self, value: str) -> str:
        """What a value is called."""
        thing = self.to_thing(value)
        return to_sentence(label(thing) if thing else "None known" if value == NONE else self.words.get(value, value))

    def sort(self, values: Collection[str]) -> list[str]:
        """Values as readers look for them: by name, years newest first, and last what stands for none."""
        learn_labels([thing for value in values if (thing := self.to_thing(value))])
        order = {value: place for place, value in enumerate(self.words)}
        return sorted(
            values,
            key=lambda value: (value == NONE, order.get(value, len(order)), self.to_name(value)),
            reverse=self.parameter == "year",
        )


class Facet(NamedTuple):
    """A filter with its options, each with how many rows it leaves."""

    parameter: str
    name: str
    chosen: str
    options: Markup


class Narrowed(NamedTuple, Generic[Row]):
    """The rows that are left, in the list's order, and the filters as they stand, by parameter."""

    rows: Sequence[Row]
    facets: Mapping[str, Facet]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """Rows, with the places of those that have each value under each filter, the options of each filter as they are where nothing
    is chosen, and for each value its option without a number. Each row may have a text to be found by, folded.
    """

    rows: Sequence[Row]
    fields: tuple[Field[Row], ...]
    index: Mapping[str, Mapping[str, int]]
    begun: Mapping[str, Mapping[str, str]]
    options: Mapping[str, Markup]
    texts: Sequence[str] = ()
    kept: Shelf[Narrowed[Row]] = field(default_factory=lambda: Shelf(MOST_KEPT))

    def narrow(self, chosen: Mapping[str, str], words: str = "") -> Narrowed[Row]:
        """The rows that have all that is chosen, by parameter, and in whose text these folded words stand, with the filters."""
        key = (frozenset(chosen.items()), words)
        found = self.kept.get(key)
        if found is None:
            sets = self._find_sets(chosen, words)
            facets = {one.parameter: self._count(one, sets, chosen.get(one.parameter, "")) for one in self.fields}
            found = Narrowed(self._pick(sets), facets)
            size = sum(len(facet.options) for facet in facets.values()) + REFERENCE * len(found.rows)
            self.kept.put(key, found, size)
        return found

    def choose(self, chosen: Mapping[str, str]) -> Sequence[Row]:
        """The rows that have all that is chosen, by parameter."""
        return self._pick(self._find_sets(chosen))

    def with_value(self, parameter: str, value: str) -> list[Row]:
        """The rows that have a value under a filter."""
        return pick(self.rows, self.index[parameter].get(value, 0))

    def count(self, parameter: str, value: str) -> int:
        """How many rows have a value under a filter."""
        return self.index[parameter].get(value, 0).bit_count()

    def name_things(self, chosen: Mapping[str, str]) -> dict[str, URIRef | str]:
        """What is chosen, by parameter: things, and words as they are."""
        return {
            one.parameter: one.to_thing(chosen[one.parameter]) or chosen[one.parameter]
            for one in self.fields
            if one.parameter in chosen
        }

    def _find_sets(self, chosen: Mapping[str, str], words: str = "") -> dict[str, int]:
        """The places of what is chosen under each filter, and of what has the words."""
        sets = {parameter: self.index[parameter].get(value, 0) for parameter, value in chosen.items()}
        return sets | ({"": self._find_words(words)} if words else {})

    def _find_words(self, words: str) -> int:
        wanted = f" {words}"
        return to_bits((place for place, text in enumerate(self.texts) if wanted in text), len(self.rows))

    def _pick(self, sets: Mapping[str, int]) -> Sequence[Row]:
        left = _meet(sets.values())
        return self.rows if left is None else pick(self.rows, left)

    def _count(self, one: Field[Row], sets: Mapping[str, int], value: str) -> Facet:
        """A filter with its options among the rows that the others leave."""
        here = one.parameter
        others = _meet(places for parameter, places in sets.items() if parameter != here)
        options = self.options[here]
        if others is not None:
            numbers = {key: (places & others).bit_count() for key, places in self.index[here].items()}
            shown = ((key, number) for key, number in numbers.items() if number or key == value)
            options = write_options(_end(self.begun[here][key], number) for key, number in shown)
        if value and value not in self.index[here]:
            options += write_options([_end(begin_option(value, one.to_name(value)), 0)])
        return Facet(here, one.name, value, mark_chosen(options, value) if value else options)


def make_listing(
    rows: Sequence[Row], fields: Iterable[Field[Row]], text: Callable[[Row], str] | None = None
) -> Listing[Row]:
    """The rows with their index; `text` gives the words of a row by which it is found."""
    fields = tuple(fields)
    index, begun, options = {}, {}, {}
    for one in fields:
        here, places = one.parameter, _place(rows, one)
        values = one.sort(places)
        index[here] = {value: to_bits(places[value], len(rows)) for value in values}
        begun[here] = {value: begin_option(value, one.to_name(value)) for value in values}
        options[here] = write_options(_end(begun[here][value], len(places[value])) for value in values)
    return Listing(rows, fields, index, begun, options, tuple(f" {fold(text(row))}" for row in rows) if text else ())


def _place(rows: Sequence[Row], one: Field[Row]) -> dict[str, set[int]]:
    """The places of the rows that have each value under a filter."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(rows):
        for value in one.values(row):
            places[value].add(place)
    return places


def _end(option: str, number: int) -> str:
    return f"{option} ({to_number(number)})"


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


def fold(text: str) -> str:
    """The text in lower-case letters and digits, with one space between words.

    >>> fold("Return-home  interviews!")
    'return home interviews'
    """
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _meet(sets: Iterable[int]) -> int | None:
    """The places that are in all of these; None for all there are, which to count would take as long as the list is."""
    every = [*sets]
    return reduce(and_, every) if every else None
