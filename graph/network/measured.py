"""What was measured of the networks of a snapshot, kept for the build after it, which measures what changed alone.

snapshots/…/networks.msgpack    each network's pairs with their weights, and where each of its things stands
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from graph.network.measures import Standing
from graph.network.ties import Ties

NAME = "networks.msgpack"


class Measured(NamedTuple):
    """A network's pairs as they are read, and the standing of each of its things."""

    ties: Ties
    standings: Mapping[str, Standing]


class _Network(msgspec.Struct, array_like=True):
    """A network as it is written: things by their places among its names, which stand once."""

    names: list[str]
    ties: list[tuple[int, int, float]]
    standings: list[tuple[int, int, float, float, int]]


Kept = msgspec.Raw
"""A network as bytes, which take a tenth of the memory that its pairs and standings do."""

_to_networks = msgspec.msgpack.Decoder(dict[str, _Network]).decode


def keep(measured: Measured) -> Kept:
    """What is to be written down of a network."""
    names = sorted({*measured.standings, *(end for pair in measured.ties for end in pair)})
    places = {name: place for place, name in enumerate(names)}
    network = _Network(
        names,
        [(places[first], places[second], weight) for (first, second), weight in sorted(measured.ties.items())],
        [(places[thing], *row[1:4], places[row.community]) for thing, row in sorted(measured.standings.items())],
    )
    return Kept(msgspec.msgpack.encode(network))


def write_measured(networks: Mapping[str, Kept], folder: Path) -> None:
    """Write down what was measured of each network, by its name."""
    (folder / NAME).write_bytes(msgspec.msgpack.encode(dict(sorted(networks.items()))))


def read_measured(folder: Path) -> dict[str, Measured] | None:
    """What was measured of each network, by its name; none where there is no file that can be read."""
    try:
        kept = _to_networks((folder / NAME).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None
    return {name: _tell(one) for name, one in kept.items()}


def _tell(kept: _Network) -> Measured:
    names = kept.names
    standings = (
        Standing(names[thing], degree, strength, betweenness, names[community])
        for thing, degree, strength, betweenness, community in kept.standings
    )
    ties = {(names[one], names[other]): weight for one, other, weight in kept.ties}
    return Measured(ties, {standing.thing: standing for standing in standings})
