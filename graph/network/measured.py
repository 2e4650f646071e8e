"""What was measured of the networks of a snapshot, kept for the build after it, which measures what changed alone.

snapshots/…/networks.msgpack    each network's connected parts: pairs with their weights, and where each of their things stands;
                                of one that is too large to be measured, how many things share what
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from graph.network.measures import Standing
from graph.network.ties import Pair, Ties, count_sharers, count_sharing, find_ends, iter_connected

NAME = "networks.msgpack"


class Measured(NamedTuple):
    """Pairs as they are read, and the standing of each of their things that has one."""

    ties: Ties
    standings: Mapping[str, Standing]


class _Told(msgspec.Struct, array_like=True):
    """A part as it is written: things by their places among its names, which stand once."""

    ties: list[tuple[int, int, float]]
    standings: list[tuple[int, int, float, float, int]]


class _Part(msgspec.Struct, array_like=True):
    """A part of which only the things, in order, and how many pairs of them share something are read at first."""

    names: list[str]
    sharing: int
    told: msgspec.Raw


class _Network(msgspec.Struct, array_like=True):
    """A network as it is written: its parts, or how many things share each that they share."""

    parts: list[_Part]
    sharers: dict[str, int]


Kept = msgspec.Raw
"""A network as bytes, which take a tenth of the memory that its pairs and standings do."""

_to_networks = msgspec.msgpack.Decoder(dict[str, _Network]).decode
_to_told = msgspec.msgpack.Decoder(_Told).decode


class Network:
    """A network by its connected parts, of which those that change are taken out and others put in. Of one that is too large to be
    measured only so much is known that it can be told when it is so no more.
    """

    def __init__(self, parts: Collection[_Part] = (), sharers: Mapping[str, int] | None = None) -> None:
        self._parts = list(parts)
        self._sharers = Counter(sharers or {})

    @classmethod
    def too_large(cls, pairs: Collection[Pair]) -> Network:
        """A network that is too large to be measured, by its pairs of a thing with what it shares."""
        return cls(sharers=count_sharers(pairs))

    @property
    def is_too_large(self) -> bool:
        """Whether it was found too large to be measured."""
        return bool(self._sharers)

    @property
    def sharing(self) -> int:
        """How many pairs of things share something, in a network of things with what they share."""
        return count_sharing(self._sharers) + sum(part.sharing for part in self._parts)

    def recount(self, gone: Collection[Pair], come: Collection[Pair]) -> None:
        """Have some pairs of a network that is too large come and others go."""
        self._sharers = +(self._sharers + count_sharers(come) - count_sharers(gone))

    def take(self, things: Collection[str]) -> Measured:
        """Take out the parts that have any of these things."""
        wanted = frozenset(things)
        return self._take([part for part in self._parts if not wanted.isdisjoint(part.names)])

    def take_all(self) -> Measured:
        """Take out all parts."""
        return self._take(self._parts)

    def put(self, measured: Measured) -> None:
        """Put parts in, whose things no other has."""
        self._parts.extend(_iter_parts(measured))

    def keep(self) -> Kept:
        """What is to be written down; the same bytes for the same network."""
        parts = sorted(self._parts, key=attrgetter("names"))
        return Kept(msgspec.msgpack.encode(_Network(parts, dict(sorted(self._sharers.items())))))

    def _take(self, parts: list[_Part]) -> Measured:
        taken = {part.names[0] for part in parts}
        self._parts = [part for part in self._parts if part.names[0] not in taken]
        told = [_read(part) for part in parts]
        return Measured(
            {pair: weight for one in told for pair, weight in one.ties.items()},
            {thing: standing for one in told for thing, standing in one.standings.items()},
        )


def write_networks(networks: Mapping[str, Kept], folder: Path) -> None:
    """Write down what was measured of each network, by its name."""
    (folder / NAME).write_bytes(msgspec.msgpack.encode(dict(sorted(networks.items()))))


def read_networks(folder: Path) -> dict[str, Network] | None:
    """What was measured of each network, by its name; none where there is no file that can be read."""
    try:
        kept = _to_networks((folder / NAME).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None
    return {name: Network(one.parts, one.sharers) for name, one in kept.items()}


def _iter_parts(measured: Measured) -> Iterator[_Part]:
    for ties in iter_connected(measured.ties):
        names = sorted(find_ends(ties))
        places = {name: place for place, name in enumerate(names)}
        rows = (measured.standings[name] for name in names if name in measured.standings)
        told = _Told(
            [(places[first], places[second], weight) for (first, second), weight in sorted(ties.items())],
            [(places[row.thing], *row[1:4], places[row.community]) for row in rows],
        )
        yield _Part(names, count_sharing(count_sharers(ties)), msgspec.Raw(msgspec.msgpack.encode(told)))


def _read(part: _Part) -> Measured:
    names, told = part.names, _to_told(part.told)
    standings = (
        Standing(names[thing], degree, strength, betweenness, names[community])
        for thing, degree, strength, betweenness, community in told.standings
    )
    ties = {(names[one], names[other]): weight for one, other, weight in told.ties}
    return Measured(ties, {standing.thing: standing for standing in standings})
