"""The graph as networks: how two things are connected, and what is around one.

    network = read_links(store)
    ways = find_ways(network, mint_council("E10000017"), mint_council("E10000018"))
    for steps in tell_ways(store, network, ways):
        print([step.sentence for step in steps])

What connects is data: `links.rq` names the properties, how long each link is and how it is told.
"""

from __future__ import annotations

from graph.network.links import Link, Network, read_links
from graph.network.ways import Source, Step, Way, find_ways, tell_ways

__all__ = ["Link", "Network", "Source", "Step", "Way", "find_ways", "read_links", "tell_ways"]
