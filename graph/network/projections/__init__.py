"""Parts of the graph as networks with a meaning of their own: a file `<name>.rq` each, headed by the question that it answers.

    network = read_projection(store, "inspectors-councils")

A query gives the things at both ends of each edge, the words that tell it, and its weight; or things with what they share
(`?shared`), and those that share something are joined, by as much as they share. Its head says which of its variables stand for
the things that tell of an edge (`# Told by:`): no triple about any other thing is asked for. "whole" is every link by which things
are connected. Each node is an address with its `label` and its `kind`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from rdflib import URIRef

from graph.errors import QueryRejected, UnknownName
from graph.network.links import Link, read_properties
from graph.network.ties import count_pairs
from graph.portions import iter_portions
from graph.query import to_python
from graph.query.labels import find_labels
from graph.query.near import offer
from graph.query.pages import ask_page
from graph.query.pages.rows.things import ClassOf
from graph.store import Rows, Store
from graph.terms import SG, read_text

if TYPE_CHECKING:
    import networkx as nx

WHOLE = "whole"
BATCH = 300
_CONTROL = re.compile("[\x00-\x1f\x7f\ufffe\uffff]+")


class Projection(NamedTuple):
    """A projection by its name: the question that it answers, whether its edges have a direction, the variables of its query that
    stand for the things whose triples it asks for, and the query.
    """

    name: str
    what: str
    directed: bool
    tellers: tuple[str, ...]
    text: str

    @property
    def shared(self) -> bool:
        """Whether things are joined by what they share, and the query tells that."""
        return "?shared" in self.text


class Edge(NamedTuple):
    """An edge with its words and its weight."""

    one: URIRef
    link: str
    other: URIRef
    weight: float


@cache
def projections() -> tuple[Projection, ...]:
    """All projections by name, the whole one last."""
    names = sorted(path.name.removesuffix(".rq") for path in files(__name__).iterdir() if path.name.endswith(".rq"))
    return (*map(_read, names), Projection(WHOLE, "Which things are connected at all, and how?", True, (), ""))


def find_projection(name: str) -> Projection:
    """The projection of that name; UnknownName, with those that may be meant, where there is none."""
    for projection in projections():
        if projection.name == name:
            return projection
    raise UnknownName(f"no network {name!r}{offer(name, [one.name for one in projections()])}")


def read_projection(store: Store, name: str = WHOLE) -> nx.MultiDiGraph[str] | nx.Graph[str]:
    """A projection as a network, its nodes and edges in one order; nodes are told by their addresses."""
    projection = find_projection(name)
    edges = read_edges(store, projection)
    network = to_network(projection, edges)
    network.add_nodes_from(_tell(store, _find_ends(edges)))
    return network


def read_edges(store: Store, projection: Projection) -> list[Edge]:
    """The edges of a projection, in order."""
    return sorted(_read_whole(store) if projection.name == WHOLE else _ask(store, projection))


def to_network(projection: Projection, edges: Iterable[Edge]) -> nx.MultiDiGraph[str] | nx.Graph[str]:
    """The network of the edges; its nodes, in the order of their addresses, are told nothing of."""
    import networkx as nx  # noqa: PLC0415  # as in `ties`

    edges = list(edges)
    network: nx.MultiDiGraph[str] | nx.Graph[str] = nx.MultiDiGraph() if projection.directed else nx.Graph()
    network.add_nodes_from(map(str, _find_ends(edges)))
    network.add_edges_from(
        (str(edge.one), str(edge.other), {"link": edge.link, "weight": edge.weight}) for edge in edges
    )
    return network


def _find_ends(edges: Iterable[Edge]) -> list[URIRef]:
    return sorted({end for edge in edges for end in (edge.one, edge.other)})


def _read(name: str) -> Projection:
    text = read_text(__name__, f"{name}.rq")
    heading = text.partition("\n")[0].removeprefix("# ")
    tellers = re.findall(r"^# Told by: (.+)$", text, re.M)
    return Projection(name, heading, "\n# Directed" in text, tuple(" ".join(tellers).split()), text)


def _ask(store: Store, projection: Projection) -> Iterable[Edge]:
    answer = store.query(projection.text)
    if not isinstance(answer, Rows):
        raise QueryRejected(
            f"graph/network/projections/{projection.name}.rq: it must be a SELECT", query=projection.text
        )
    rows = [dict(zip(answer.variables, map(to_python, row), strict=True)) for row in answer.rows]
    if projection.shared:
        sharing: dict[tuple[str, URIRef], set[URIRef]] = {}
        for row in rows:
            sharing.setdefault((row["link"], row["shared"]), set()).add(row["one"])
        return _join(sharing)
    # Of nothing at all, a query that counts gives one row without things.
    return [Edge(row["one"], row["link"], row["other"], float(row["weight"])) for row in rows if row["one"] is not None]


def _join(sharing: dict[tuple[str, URIRef], set[URIRef]]) -> list[Edge]:
    """The edges between things that share something; by hand, since an engine takes ten times as long for them."""
    groups: dict[str, list[set[URIRef]]] = defaultdict(list)
    for (link, _), things in sharing.items():
        groups[link].append(things)
    pairs = ((link, *pair, weight) for link, some in groups.items() for pair, weight in count_pairs(some).items())
    return [Edge(one, link, other, float(weight)) for link, one, other, weight in pairs]


def _read_whole(store: Store) -> Iterable[Edge]:
    properties = read_properties(store)
    for row in ask_page(store, Link, "linked", link=list(properties)):
        yield Edge(row.one, properties[row.link].words, row.other, 1.0)


def _tell(store: Store, ordered: list[URIRef]) -> Iterable[tuple[str, dict[str, str]]]:
    """The nodes of things, each with what it is called and its class."""
    labels, kinds = find_labels(store, ordered), dict[URIRef, URIRef]()
    for some in iter_portions(ordered, BATCH):
        for row in ask_page(store, ClassOf, "classes", thing=some):
            kinds.setdefault(row.thing, row.kind)
    for thing in ordered:
        label = labels.get(thing) or thing.rstrip("/").rpartition("/")[2]
        yield (
            str(thing),
            {
                "label": _CONTROL.sub(" ", label),
                "kind": kinds[thing].removeprefix(str(SG)) if thing in kinds else "Thing",
            },
        )
