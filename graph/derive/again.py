"""What rules conclude otherwise where some facts came and others went, found from as little of the graph as they need for that.

A conclusion that changes has such a fact among its grounds. So rules run in a small store of all that lies near these facts, once
as it is now and once as it was. Where the small store ends they may conclude what is not so, a gap where there is none: they do
it both times, and it is no difference.

    near = reach(store, find_read(changes))
    …the changes are made…
    near = reach(store, near)
    gone, come = derive_again(store, near, changes)
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from rdflib import RDF, URIRef

from graph.derive import derive, rules
from graph.differences import Differences, find_differences
from graph.lines import parse_line
from graph.reference import iter_beside, iter_reference
from graph.store import EmbeddedStore, iter_graph, open_memory
from graph.terms import DERIVED, FACTS, ID, PREFIXES, REGISTERS, SG
from graph.vocabulary import iter_vocabulary

Changes = Mapping[URIRef, Differences]

_NAME = re.compile(r"\b([a-z]+):(\w+)")


class _Way(NamedTuple):
    """From things of a kind to things of another, by a property that leads there, or that leads from there."""

    thing: str
    leads: bool
    predicate: str
    other: str


def find_read(changes: Changes) -> set[str]:
    """The things of which a fact that rules read came or went."""
    lines = (line for gone, come in changes.values() for line in (*gone, *come))
    return {told.subject for told in map(parse_line, _sift(lines))}


def reach(store: EmbeddedStore, things: Iterable[str]) -> set[str]:
    """These things, and all of which rules conclude together with them, by the ways in `ways.csv`."""
    found: set[str] = set()
    new = set(things)
    while new:
        found |= new
        new = set(_iter_next(store, new)) - found
    return found


def derive_again(store: EmbeddedStore, near: set[str], changes: Changes) -> Differences:
    """The conclusions of rules that went and those that came, now that graphs of a store were changed as told; `near` is what was
    in reach of the changes before, and what is now.
    """
    with open_memory() as part:
        grounds = _find_grounds(store, near, changes)
        part.add(iter_vocabulary())
        # What registers tell of councils comes with those that are near. But what could not be read may be of any.
        every = _is_unread(chain(grounds[REGISTERS], *changes.get(REGISTERS, ())))
        part.add(iter_reference() if every else iter_beside())
        for graph, lines in grounds.items():
            part.load(io.BytesIO(b"".join(_sift(lines))), "ntriples", graph=graph)
        now = _derive(part)
        for graph, (gone, come) in changes.items():
            part.amend(graph, _sift(come), _sift(gone))
        return find_differences(_derive(part), now)


def _derive(part: EmbeddedStore) -> list[bytes]:
    derive(part)
    return list(iter_graph(part, DERIVED))


def _iter_next(store: EmbeddedStore, things: set[str]) -> Iterator[str]:
    """What is one way from things."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        kinds[_tell_kind(thing)].append(thing)
    for kind, some in kinds.items():
        ways = [way for way in _ways() if way.thing == kind]
        leading = {(way.predicate, way.other) for way in ways if way.leads}
        told = map(parse_line, store.iter_about(FACTS, some)) if leading else ()
        yield from (one.value for one in told if (one.predicate, _tell_kind(one.value)) in leading)
        for way in ways:
            if not way.leads:
                found = store.iter_leading(FACTS, URIRef(way.predicate), some)
                yield from (other for other, _ in found if _tell_kind(other) == way.other)


def _find_grounds(store: EmbeddedStore, near: set[str], changes: Changes) -> dict[URIRef, list[bytes]]:
    """What facts and registers tell of things, and of those that their facts lead to or led to, whose names and classes rules ask
    for.
    """
    facts = list(store.iter_about(FACTS, near))
    led = chain(facts, *(change.gone for change in changes.values()))
    beside = {told.value for told in map(parse_line, _sift(led)) if told.value} - near
    return {
        FACTS: [*facts, *store.iter_about(FACTS, beside)],
        REGISTERS: list(store.iter_about(REGISTERS, near | beside)),
    }


def _is_unread(told: Iterable[bytes]) -> bool:
    """Whether a document that could not be read is told of: which council it is of, rules see by the number in its file's name alone,
    by which there is no way.
    """
    return any(parse_line(line).predicate == str(SG.unreadReason) for line in told)


def _sift(lines: Iterable[bytes]) -> list[bytes]:
    """The lines with a property that rules read."""
    read = _properties()
    return [line for line in lines if parse_line(line).predicate in read]


def _tell_kind(thing: str) -> str:
    """The first word of a thing's address: "inspection" of an inspection and of its judgements."""
    return thing.removeprefix(str(ID)).partition("/")[0]


@cache
def _properties() -> Container[str]:
    """The properties that rules read: the names in their texts, and what "a" stands for."""
    named = (pair for rule in rules() for pair in _NAME.findall(rule.text))
    return {str(RDF.type), *(PREFIXES[prefix] + word for prefix, word in named if prefix in PREFIXES)}


@cache
def _ways() -> tuple[_Way, ...]:
    with (files("graph.derive") / "ways.csv").open(encoding="utf-8") as stream:
        return tuple(
            _Way(row["thing"], row["way"] == "to", _expand(row["property"]), row["other"])
            for row in csv.DictReader(stream)
        )


def _expand(name: str) -> str:
    prefix, _, word = name.partition(":")
    return PREFIXES[prefix] + word
