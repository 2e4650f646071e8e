"""What is around one thing: its links, some of every property, for a picture that can be read."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from rdflib import URIRef

from graph.network.links import Link, read_properties
from graph.query.pages import ask_page
from graph.store import Store

MOST = 40
"""Links in one picture; with more of them nobody can follow a line."""


class Around(NamedTuple):
    """Links of a thing: those to be shown, and how many there are; `number` stops at 2,000."""

    links: tuple[Link, ...]
    number: int


def find_around(store: Store, thing: URIRef, most: int = MOST) -> Around:
    """The links of a thing: the first of each property in each direction, then the second of each, and so on."""
    properties = read_properties(store)
    rows = ask_page(store, Link, "around", thing=thing, link=list(properties))
    rows.sort(key=lambda row: (properties[row.link].length, row))
    places: Counter[tuple[URIRef, bool]] = Counter()
    ranked = []
    for row in rows:
        group = row.link, row.one == thing
        ranked.append((places[group], row))
        places[group] += 1
    ranked.sort(key=lambda pair: pair[0])
    pairs: dict[frozenset[URIRef], Link] = {}
    for _, row in ranked:
        pairs.setdefault(frozenset((row.one, row.other)), row)
    return Around(tuple(pairs.values())[:most], len(rows))
