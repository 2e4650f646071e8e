"""Where each thing stands in each network, as quads of a graph of their own: made with a snapshot, asked for like facts.

The network of all links is left out: it joins what is unlike, so that its measures say little, and they would take longer
than those of all others together.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rdflib import RDF, RDFS, Literal, URIRef

from graph.errors import ExportError
from graph.network.measures import Standing, measure
from graph.network.projections import WHOLE, projections, read_edges, to_network
from graph.query.labels import find_labels
from graph.store import Quad, Store
from graph.terms import MEASURES, SG, mint_network, mint_standing

MOST_PAIRS = 1_000_000
"""Pairs of things that share something, up to which a network is measured: all councils of England on every theme are 900,000."""


def iter_standings(store: Store) -> Iterator[Quad]:
    """The networks of a store, and the standing of each thing in them; none of a network that would hold up every build."""
    for projection in projections():
        if projection.name == WHOLE:
            continue
        try:
            edges = read_edges(store, projection, MOST_PAIRS)
        except ExportError:
            continue
        network = mint_network(projection.name)
        yield network, RDF.type, SG.Network, MEASURES
        yield network, RDFS.label, Literal(projection.what, lang="en"), MEASURES
        standings = measure(to_network(projection, edges))
        labels = find_labels(store, (URIRef(standing.thing) for standing in standings))
        for standing in standings:
            name = labels.get(URIRef(standing.thing), standing.thing)
            yield from _iter_standing(network, standing, f"{name} in the network {projection.name}")


def _iter_standing(network: URIRef, standing: Standing, label: str) -> Iterator[Quad]:
    thing = URIRef(standing.thing)
    node = mint_standing(network, thing)
    yield node, RDF.type, SG.Standing, MEASURES
    yield node, RDFS.label, Literal(label, lang="en"), MEASURES
    yield node, SG.network, network, MEASURES
    yield node, SG.standingOf, thing, MEASURES
    yield node, SG.degree, Literal(standing.degree), MEASURES
    yield node, SG.strength, Literal(_to_decimal(standing.strength)), MEASURES
    yield node, SG.betweenness, Literal(_to_decimal(standing.betweenness)), MEASURES
    yield node, SG.community, Literal(standing.community), MEASURES


def _to_decimal(number: float) -> Decimal:
    """The number as it is written: 0.25, and no sum of powers of two."""
    return Decimal(f"{number:.6f}".rstrip("0").rstrip("."))
