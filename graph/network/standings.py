"""Where each thing stands in each network, told in a graph of their own: made with a snapshot, asked for like facts.

The network of all links is left out: it joins what is unlike, so that its measures say little, and they would take longer
than those of all others together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from graph.network.measured import Kept, Measured, Network, write_networks
from graph.network.measures import Standing, measure_ties
from graph.network.pairs import is_measured, read_pairs, to_links
from graph.network.projections import WHOLE, Projection, projections
from graph.network.ties import Ties, count_sharers, count_sharing
from graph.query.labels import find_labels
from graph.store import Store, to_text
from graph.terms import SG, mint_network, mint_standing

# A namespace makes its terms anew each time, which takes longer than all the rest of a standing.
_STANDING, _NETWORK, _THING, _DEGREE = SG.Standing, SG.network, SG.standingOf, SG.degree
_STRENGTH, _BETWEENNESS, _COMMUNITY = SG.strength, SG.betweenness, SG.community


def iter_standings(store: Store, folder: Path | None = None) -> Iterator[str]:
    """The networks of a store, and the standing of each thing in them, as lines of N-Triples; none of a network that would hold up
    every build. What was measured is written into the folder.
    """
    networks = dict[str, Kept]()
    for projection in measured_projections():
        ties = read_pairs(store, projection)
        if not is_measured(projection, count_sharing(count_sharers(ties))):
            networks[projection.name] = Network.too_large(ties).keep()
            continue
        found = measure_all(projection, ties)
        networks[projection.name] = found.kept
        yield from tell_network(store, projection, found.standings)
    if folder:
        write_networks(networks, folder)


class Found(NamedTuple):
    """A network as it is to be kept, and where its things stand."""

    kept: Kept
    standings: Mapping[str, Standing]


def measure_all(projection: Projection, ties: Ties) -> Found:
    """The network that the pairs make, measured."""
    network, standings = Network(), {one.thing: one for one in measure_ties(to_links(projection, ties))}
    network.put(Measured(ties, standings))
    return Found(network.keep(), standings)


def measured_projections() -> list[Projection]:
    """The projections whose measures are in the graph."""
    return [projection for projection in projections() if projection.name != WHOLE]


def iter_network(projection: Projection) -> Iterator[str]:
    """What is told of a network itself, as lines of N-Triples."""
    network = mint_network(projection.name)
    yield f"<{network}> <{RDF.type}> <{SG.Network}> .\n"
    yield f"<{network}> <{RDFS.label}> {to_text(Literal(projection.what, lang='en'))} .\n"


def tell_network(store: Store, projection: Projection, standings: Mapping[str, Standing]) -> Iterator[str]:
    """All that is told of a network and where its things stand, as lines of N-Triples."""
    yield from iter_network(projection)
    yield from tell_standings(store, projection, standings, standings)


def tell_standings(
    store: Store, projection: Projection, standings: Mapping[str, Standing], named: Collection[str]
) -> Iterator[str]:
    """What is told of standings, as lines of N-Triples; those of the `named` things have a label."""
    network = mint_network(projection.name)
    labels = find_labels(store, (URIRef(thing) for thing in sorted(named)))
    for thing, standing in sorted(standings.items()):
        node = mint_standing(network, URIRef(thing))
        yield from _iter_standing(network, node, standing)
        if thing in named:
            name = labels.get(URIRef(thing), thing)
            label = Literal(f"{name} in the network {projection.name}", lang="en")
            yield f"<{node}> <{RDFS.label}> {to_text(label)} .\n"


def _iter_standing(network: URIRef, node: URIRef, standing: Standing) -> Iterator[str]:
    yield f"<{node}> <{RDF.type}> <{_STANDING}> .\n"
    yield f"<{node}> <{_NETWORK}> <{network}> .\n"
    yield f"<{node}> <{_THING}> <{standing.thing}> .\n"
    yield f'<{node}> <{_DEGREE}> "{standing.degree}"^^<{XSD.integer}> .\n'
    yield f'<{node}> <{_STRENGTH}> "{_to_decimal(standing.strength)}"^^<{XSD.decimal}> .\n'
    yield f'<{node}> <{_BETWEENNESS}> "{_to_decimal(standing.betweenness)}"^^<{XSD.decimal}> .\n'
    yield f"<{node}> <{_COMMUNITY}> <{standing.community}> .\n"


def _to_decimal(number: float) -> str:
    """The number as it is written: 0.25, and no sum of powers of two."""
    return f"{number:.6f}".rstrip("0").rstrip(".")
