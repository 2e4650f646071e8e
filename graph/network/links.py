"""The links of a graph by which things are connected, as a network of networkx.

Which properties count, how long each link is and how it is told stands in `links.rq`; nothing of it is in the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rdflib import URIRef

from graph.errors import QueryRejected
from graph.query import to_python
from graph.query.pages import ask_page
from graph.store import Rows, Store
from graph.terms import SG, read_text

if TYPE_CHECKING:
    import networkx as nx


class Link(NamedTuple):
    """A link as the graph has it: from one thing by a property to another."""

    one: URIRef
    link: URIRef
    other: URIRef


class Property(NamedTuple):
    """A property by which things are connected: how long its links are, whether a way may pass what it leads to, and the
    words that tell a link from its first thing to its second.
    """

    link: URIRef
    length: float
    through: bool
    words: str


class Network(NamedTuple):
    """The links of a graph: each edge of `links` has its `link` and its `length`; no way passes the things of `closed`."""

    links: nx.Graph[URIRef]
    closed: frozenset[URIRef]
    properties: dict[URIRef, Property]


def read_links(store: Store) -> Network:
    """The network of all links of a store; of several links between two things the shortest stands for all."""
    import networkx as nx  # noqa: PLC0415  # loaded by who asks for ways, which most never do

    properties = read_properties(store)
    rows = ask_page(store, Link, "linked", link=list(properties))
    rows.sort(key=lambda row: (properties[row.link].length, row))
    network: nx.Graph[URIRef] = nx.Graph()
    for row in rows:
        if row.one != row.other and not network.has_edge(row.one, row.other):
            network.add_edge(row.one, row.other, link=row, length=properties[row.link].length)
    ends = frozenset(row.other for row in rows if not properties[row.link].through)
    return Network(network, ends | _find_tables(store), properties)


def _find_tables(store: Store) -> frozenset[URIRef]:
    """The tables of inspections: whatever stands in a row of one has nothing to do with the other rows."""
    answer = store.query(f"SELECT ?table {{ ?table a <{SG.InspectionTable}> }}")
    assert isinstance(answer, Rows), "a SELECT gives rows"
    return frozenset(URIRef(str(table)) for (table,) in answer)


def read_properties(store: Store) -> dict[URIRef, Property]:
    """The properties by which things are connected (`links.rq`)."""
    answer = store.query(read_text("graph.network", "links.rq"))
    if not isinstance(answer, Rows):
        raise QueryRejected("graph/network/links.rq: it must be a SELECT")
    found = (Property(*map(to_python, row)) for row in answer.rows)
    return {row.link: row._replace(length=float(row.length)) for row in found}
