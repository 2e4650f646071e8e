"""The graph as networks: how two things are connected, and what is around one.

    network = read_links(store)
    ways = find_ways(network, mint_council("E10000017"), mint_council("E10000018"))
    for steps in tell_ways(store, network, ways):
        print([step.sentence for step in steps])

What connects is data: `links.rq` names the properties, how long each link is and how it is told.
"""

from __future__ import annotations

from graph.network.around import Around, find_around
from graph.network.links import Link, Network, Property, read_links, read_properties
from graph.network.ways import Source, Step, Way, find_ways, tell_ways

__all__ = [
    "Around", "Link", "Network", "Property", "Source", "Step", "Way", "find_around", "find_ways", "read_links", "read_properties", "tell_ways",
]  # fmt: skip
