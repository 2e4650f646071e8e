"""How two things are connected: the shortest ways from one to the other, each link with the places that say it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rdflib import URIRef

from graph.errors import UnknownName
from graph.network.links import Link, Network
from graph.query.labels import find_labels
from graph.query.pages import ask_page
from graph.query.pages.rows.things import Evidence
from graph.store import Store

if TYPE_CHECKING:
    import networkx as nx

MOST_SOURCES = 3
"""Places that are told of one link; what many papers repeat has more."""


class Way(NamedTuple):
    """A way from one thing to another: the things on it, and the links between them."""

    things: tuple[URIRef, ...]
    links: tuple[Link, ...]
    length: float


class Source(NamedTuple):
    """A place that says a link: the statement, the place in its document, the page and the words."""

    statement: URIRef
    evidence: URIRef
    page: int
    quote: str


class Step(NamedTuple):
    """A link told in words, with its sources; one without any comes from a register or follows from other facts."""

    link: Link
    sentence: str
    sources: tuple[Source, ...]


def find_ways(network: Network, one: URIRef, other: URIRef, most: int = 3) -> list[Way]:
    """The shortest way, then the shortest of those that share nothing on the way with the ones before; none where there is none.

    :raise UnknownName: where the two are one thing.
    """
    import networkx as nx  # noqa: PLC0415  # as in `links`

    if one == other:
        raise UnknownName(f"a way leads from one thing to another: {one} is given twice")
    if one not in network.links or other not in network.links:
        return []
    ends = {one, other}
    closed = set(network.closed - ends)
    ways: list[Way] = []
    direct_taken = False

    def weigh(first: URIRef, second: URIRef, edge: dict[str, float]) -> float | None:
        # None closes an edge: those through what no way may pass, and the direct one once it was told.
        if first in closed or second in closed or (direct_taken and {first, second} == ends):
            return None
        return edge["length"]

    while len(ways) < most:
        try:
            length, things = nx.bidirectional_dijkstra(network.links, one, other, weight=weigh)
        except nx.NetworkXNoPath:
            break
        ways.append(_make(network.links, things, length))
        closed.update(set(things) - ends)
        direct_taken = direct_taken or len(things) == 2
    return ways


def _make(network: nx.Graph[URIRef], things: list[URIRef], length: float) -> Way:
    links = tuple(network.edges[pair]["link"] for pair in pairwise(things))
    return Way(tuple(things), links, float(length))


def tell_ways(store: Store, network: Network, ways: Iterable[Way]) -> list[tuple[Step, ...]]:
    """The steps of each way, in words and with the places that say them."""
    told = [way.links for way in ways]
    links = [link for way in told for link in way]
    labels = find_labels(store, (thing for link in links for thing in (link.one, link.other)))
    sources = find_sources(store, links)
    return [
        tuple(Step(link, to_sentence(network, link, labels), sources.get(link, ())) for link in way) for way in told
    ]


def to_sentence(network: Network, link: Link, labels: dict[URIRef, str]) -> str:
    """A link as a sentence: "Lancashire has as a statistical neighbour Nottinghamshire."."""
    one, other = (labels.get(thing) or thing.rpartition("/")[2] for thing in (link.one, link.other))
    return f"{one} {network.properties[link.link].words} {other}".rstrip(".") + "."


def find_sources(store: Store, links: Iterable[Link]) -> dict[Link, tuple[Source, ...]]:
    """The first places that say each link, where documents do."""
    wanted = set(links)
    if not wanted:
        return {}
    rows = ask_page(
        store, Evidence, "step-sources",
        thing=sorted({link.one for link in wanted}),
        value=sorted({link.other for link in wanted}),
    )  # fmt: skip
    found: dict[Link, tuple[Source, ...]] = {}
    for row in rows:
        link = Link(row.thing, row.property, URIRef(str(row.value)))
        if link in wanted and len(found.get(link, ())) < MOST_SOURCES:
            found[link] = (*found.get(link, ()), Source(row.statement, row.evidence, row.page, row.quote))
    return found
