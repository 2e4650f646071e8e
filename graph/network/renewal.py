"""Where things stand, measured anew after a store was amended: in those connected parts of networks alone that changed.

Which pairs changed is asked of the store as it was and as it is, by the things that changed; all other pairs stand, and what was
measured of the parts that they make.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from graph.differences import Differences, find_differences
from graph.network.measured import Kept, Measured, Network, read_networks, write_networks
from graph.network.measures import Standing, measure_ties
from graph.network.pairs import is_measured, read_named, read_pairs, read_told, to_links
from graph.network.projections import Projection
from graph.network.standings import (
    iter_standings,
    measure_all,
    measured_projections,
    tell_network,
    tell_standings,
)
from graph.network.ties import Pair, Ties, count_sharers, count_sharing, find_changed, find_ends
from graph.store import Store, iter_graph, open_disk, open_memory
from graph.terms import MEASURES

_STORE = "store"


class _Renewed(NamedTuple):
    """A network as it is to be kept now, and what of it was told and is told otherwise."""

    kept: Kept
    gone: list[str]
    come: list[str]


def renew_standings(store: Store, changed: Collection[str], before: Path, folder: Path) -> Differences:
    """How the graph of measures differs from that of the snapshot in the folder of before, where triples about the things that
    changed came or went. What was measured is written into the folder.
    """
    networks, projections = read_networks(before), measured_projections()
    if networks is None or networks.keys() != {projection.name for projection in projections}:
        return _compare_all(store, iter_standings(store, folder))
    with open_disk(before / _STORE, read_only=True) as old:
        renewed = [_renew(old, store, one, networks[one.name], frozenset(changed)) for one in projections]
    write_networks({projection.name: one.kept for projection, one in zip(projections, renewed, strict=True)}, folder)
    return find_differences(_sort(one.gone for one in renewed), _sort(one.come for one in renewed))


def _renew(old: Store, store: Store, projection: Projection, network: Network, changed: frozenset[str]) -> _Renewed:
    told, telling = (read_told(one, projection, changed) for one in (old, store))
    if network.is_too_large:
        return _recount(old, store, projection, network, told, telling)
    was = network.take(changed | find_ends(told | telling))
    ties = _amend(store, projection, was.ties, told, telling)
    if not is_measured(projection, network.sharing + count_sharing(count_sharers(ties))):
        rest = network.take_all()
        gone = tell_network(old, projection, {**was.standings, **rest.standings})
        return _Renewed(Network.too_large({**ties, **rest.ties}).keep(), [*gone], [])
    now = Measured(ties, _measure(projection, was, ties))
    network.put(now)
    renamed = changed & was.standings.keys()
    things = was.standings.keys() | now.standings.keys()
    otherwise = {thing for thing in things if was.standings.get(thing) != now.standings.get(thing)} | renamed
    # A standing is told by its thing's name, too.
    named = (was.standings.keys() ^ now.standings.keys()) | renamed
    both = ((old, was), (store, now))
    return _Renewed(
        network.keep(), *([*tell_standings(asked, projection, _take(one, otherwise), named)] for asked, one in both)
    )


def _recount(
    old: Store, store: Store, projection: Projection, network: Network, told: set[Pair], telling: set[Pair]
) -> _Renewed:
    """The same of a network that was too large to be measured: it is counted, and measured where it is so no more."""
    had = told | read_named(old, projection, telling - told).keys()
    has = telling | read_named(store, projection, told - telling).keys()
    network.recount(had - has, has - had)
    if not is_measured(projection, network.sharing):
        return _Renewed(network.keep(), [], [])
    found = measure_all(projection, read_pairs(store, projection))
    return _Renewed(found.kept, [], [*tell_network(store, projection, found.standings)])


def _measure(projection: Projection, was: Measured, ties: Ties) -> dict[str, Standing]:
    """The standings in parts that have these pairs now: measured anew of what is joined with a thing that is tied otherwise alone."""
    before, links = (to_links(projection, one) for one in (was.ties, ties))
    found = {standing.thing: standing for standing in measure_ties(links, find_changed(before, links))}
    return {thing: found.get(thing) or was.standings[thing] for thing in find_ends(links)}


def _amend(store: Store, projection: Projection, ties: Ties, told: set[Pair], telling: set[Pair]) -> dict[Pair, float]:
    """Pairs as they are now, where some were told of and some are by what changed."""
    # What is told now is there; what was told may still be told by others; and a weight is what all of them tell.
    either = told | telling
    known = dict.fromkeys(telling, 1.0) if projection.shared else {}
    known |= read_named(store, projection, told - telling if projection.shared else either)
    return {pair: weight for pair, weight in ties.items() if pair not in either} | known


def _take(measured: Measured, things: Collection[str]) -> dict[str, Standing]:
    return {thing: measured.standings[thing] for thing in things if thing in measured.standings}


def _sort(parts: Iterable[Iterable[str]]) -> list[bytes]:
    return sorted(line.encode() for part in parts for line in part)


def _compare_all(store: Store, lines: Iterable[str]) -> Differences:
    """How all that is told of measures differs from what the store has, as the engine writes both."""
    with open_memory() as now:
        now.load_lines(lines, MEASURES)
        return find_differences(iter_graph(store, MEASURES), iter_graph(now, MEASURES))
