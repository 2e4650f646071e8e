"""Where each thing stands in each network, as quads of a graph of their own: made with a snapshot, asked for like facts.

The network of all links is left out: it joins what is unlike, so that its measures say little, and they would take longer
than those of all others together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from rdflib import RDF, RDFS, Literal, URIRef

from graph.network.measured import Measured, write_measured
from graph.network.measures import Standing, measure_ties
from graph.network.pairs import is_measured, read_pairs, to_links
from graph.network.projections import WHOLE, Projection, projections
from graph.query.labels import find_labels
from graph.store import Quad, Store
from graph.terms import MEASURES, SG, mint_network, mint_standing

# A namespace makes its terms anew each time, which takes longer than all the rest of a standing.
_STANDING, _NETWORK, _THING, _DEGREE = SG.Standing, SG.network, SG.standingOf, SG.degree
_STRENGTH, _BETWEENNESS, _COMMUNITY = SG.strength, SG.betweenness, SG.community


def iter_standings(store: Store, folder: Path | None = None) -> Iterator[Quad]:
    """The networks of a store, and the standing of each thing in them; none of a network that would hold up every build. What was
    measured is written into the folder.
    """
    networks = dict[str, Measured]()
    for projection in measured_projections():
        ties = read_pairs(store, projection)
        known = is_measured(projection, ties)
        found = {one.thing: one for one in measure_ties(to_links(projection, ties))} if known else {}
        networks[projection.name] = Measured(ties, dict(sorted(found.items())))
        if known:
            yield from iter_network(projection)
            yield from tell_standings(store, projection, found, found)
    if folder:
        write_measured(networks, folder)


def measured_projections() -> list[Projection]:
    """The projections whose measures are in the graph."""
    return [projection for projection in projections() if projection.name != WHOLE]


def iter_network(projection: Projection) -> Iterator[Quad]:
    """What is told of a network itself."""
    network = mint_network(projection.name)
    yield network, RDF.type, SG.Network, MEASURES
    yield network, RDFS.label, Literal(projection.what, lang="en"), MEASURES


def tell_standings(
    store: Store, projection: Projection, standings: Mapping[str, Standing], named: Collection[str]
) -> Iterator[Quad]:
    """What is told of standings; those of the `named` things have a label."""
    network = mint_network(projection.name)
    labels = find_labels(store, (URIRef(thing) for thing in sorted(named)))
    for thing, standing in sorted(standings.items()):
        yield from _iter_standing(network, standing)
        if thing in named:
            name = labels.get(URIRef(thing), thing)
            label = Literal(f"{name} in the network {projection.name}", lang="en")
            yield mint_standing(network, URIRef(thing)), RDFS.label, label, MEASURES


def _iter_standing(network: URIRef, standing: Standing) -> Iterator[Quad]:
    thing = URIRef(standing.thing)
    node = mint_standing(network, thing)
    yield node, RDF.type, _STANDING, MEASURES
    yield node, _NETWORK, network, MEASURES
    yield node, _THING, thing, MEASURES
    yield node, _DEGREE, Literal(standing.degree), MEASURES
    yield node, _STRENGTH, Literal(_to_decimal(standing.strength)), MEASURES
    yield node, _BETWEENNESS, Literal(_to_decimal(standing.betweenness)), MEASURES
    yield node, _COMMUNITY, URIRef(standing.community), MEASURES


def _to_decimal(number: float) -> Decimal:
    """The number as it is written: 0.25, and no sum of powers of two."""
    return Decimal(f"{number:.6f}".rstrip("0").rstrip("."))
