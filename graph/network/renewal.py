"""Where things stand, measured anew after a store was amended: in those connected parts of networks alone that changed.

Which pairs changed is asked of the store as it was and as it is, by the things that changed; all other pairs stand, and what was
measured of the parts that they make.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from graph.differences import Differences, find_differences
from graph.network.measured import Measured, keep, read_measured, write_measured
from graph.network.measures import Standing, measure_ties
from graph.network.pairs import is_measured, read_named, read_told, to_links
from graph.network.projections import Projection
from graph.network.standings import iter_network, iter_standings, measured_projections, tell_standings
from graph.network.ties import Pair, Ties, find_changed, find_ends, find_near
from graph.store import Store, iter_graph, open_disk, open_memory
from graph.terms import MEASURES

_STORE = "store"


class _Renewed(NamedTuple):
    """A network as it is now, and what of it was told and is told otherwise."""

    measured: Measured
    gone: list[str]
    come: list[str]


def renew_standings(store: Store, changed: Collection[str], before: Path, folder: Path) -> Differences:
    """How the graph of measures differs from that of the snapshot in the folder of before, where triples about the things that
    changed came or went. What was measured is written into the folder.
    """
    networks, projections = read_measured(before), measured_projections()
    if networks is None or networks.keys() != {projection.name for projection in projections}:
        return _compare_all(store, iter_standings(store, folder))
    with open_disk(before / _STORE, read_only=True) as old:
        renewed = [_renew(old, store, one, networks[one.name], frozenset(changed)) for one in projections]
    named = zip(projections, renewed, strict=True)
    write_measured({projection.name: keep(one.measured) for projection, one in named}, folder)
    return find_differences(_sort(one.gone for one in renewed), _sort(one.come for one in renewed))


def _renew(old: Store, store: Store, projection: Projection, was: Measured, changed: frozenset[str]) -> _Renewed:
    ties, differing = _amend(old, store, projection, was.ties, changed)
    renamed = changed & was.standings.keys()
    if not differing and not renamed:
        return _Renewed(was, [], [])
    now = Measured(ties, dict(sorted(_measure(projection, was, ties, differing).items())))
    things = was.standings.keys() | now.standings.keys()
    told = {thing for thing in things if was.standings.get(thing) != now.standings.get(thing)} | renamed
    # A standing is told by its thing's name, too.
    named = (was.standings.keys() ^ now.standings.keys()) | renamed
    gone, come = (
        [
            *(iter_network(projection) if is_measured(projection, one.ties) else ()),
            *tell_standings(asked, projection, _take(one, told), named),
        ]
        for asked, one in ((old, was), (store, now))
    )
    return _Renewed(now, gone, come)


def _measure(projection: Projection, was: Measured, ties: Ties, differing: set[Pair]) -> dict[str, Standing]:
    """The standings in a network that has these pairs now: of what is joined with a pair that differs, anew where it is tied
    otherwise; of all else, and without a look at it, as before.
    """
    if not is_measured(projection, ties):
        return {}
    if not is_measured(projection, was.ties):
        return {standing.thing: standing for standing in measure_ties(to_links(projection, ties))}
    near = find_near({**was.ties, **ties}, find_ends(differing))
    before, links = (
        to_links(projection, {pair: weight for pair, weight in one.items() if pair[0] in near})
        for one in (was.ties, ties)
    )
    found = {standing.thing: standing for standing in measure_ties(links, find_changed(before, links))}
    apart = {thing: standing for thing, standing in was.standings.items() if thing not in near}
    return apart | {thing: found.get(thing) or was.standings[thing] for thing in find_ends(links)}


def _amend(
    old: Store, store: Store, projection: Projection, ties: Ties, changed: Collection[str]
) -> tuple[Ties, set[Pair]]:
    """The pairs of a network as they are now, and those that came or went or have another weight."""
    was, now = (read_told(one, projection, changed) for one in (old, store))
    # What is told now is there; what was told may still be told by others; and a weight is what all of them tell.
    asked = was - now if projection.shared else was | now
    known = dict.fromkeys(now, 1.0) if projection.shared else {}
    known |= read_named(store, projection, asked)
    differing = {pair for pair in was | now if known.get(pair) != ties.get(pair)}
    kept = {pair: weight for pair, weight in ties.items() if pair not in differing}
    return kept | {pair: known[pair] for pair in differing & known.keys()}, differing


def _take(measured: Measured, things: Collection[str]) -> dict[str, Standing]:
    return {thing: measured.standings[thing] for thing in things if thing in measured.standings}


def _sort(parts: Iterable[Iterable[str]]) -> list[bytes]:
    return sorted(line.encode() for part in parts for line in part)


def _compare_all(store: Store, lines: Iterable[str]) -> Differences:
    """How all that is told of measures differs from what the store has, as the engine writes both."""
    with open_memory() as now:
        now.load_lines(lines, MEASURES)
        return find_differences(iter_graph(store, MEASURES), iter_graph(now, MEASURES))
