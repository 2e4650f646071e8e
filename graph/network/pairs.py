"""The pairs that a projection is made of, as a store tells them: all, or those that some things tell of or that are named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from graph.errors import QueryRejected
from graph.network.projections import BATCH, Projection
from graph.network.ties import Pair, Ties, join_sharing, undirect
from graph.portions import iter_portions
from graph.store import Rows, Store

MOST_PAIRS = 1_000_000
"""Pairs of things that share something, up to which a network is measured: all councils of England on every theme are 900,000."""
_WHERE = "WHERE {"


def read_pairs(store: Store, projection: Projection) -> dict[Pair, float]:
    """All pairs with their weights: of things that are joined, or of things with what they share."""
    return _ask(store, projection, projection.text)


def read_told(store: Store, projection: Projection, things: Collection[str]) -> set[Pair]:
    """The pairs that triples about any of these things tell of."""
    found = set[Pair]()
    for teller in projection.tellers:
        for some in _take(things):
            named = " ".join(f"<{thing}>" for thing in some)
            found |= _ask(store, projection, _narrow(projection, f"VALUES {teller} {{ {named} }}")).keys()
    return found


def read_named(store: Store, projection: Projection, pairs: Collection[Pair]) -> dict[Pair, float]:
    """Those of these pairs that a store has, with their weights."""
    found = dict[Pair, float]()
    for some in _take(pairs):
        named = " ".join(f"(<{one}> <{other}>)" for one, other in some)
        found |= _ask(store, projection, _narrow(projection, f"VALUES (?one {_other(projection)}) {{ {named} }}"))
    return found


def is_measured(projection: Projection, sharing: int) -> bool:
    """Whether a network in which so many pairs of things share something is not so large that it would hold up every build."""
    return not projection.shared or sharing <= MOST_PAIRS


def to_links(projection: Projection, ties: Ties) -> Ties:
    """The network that the pairs make, without directions."""
    return join_sharing(ties) if projection.shared else undirect(ties)


def _ask(store: Store, projection: Projection, query: str) -> dict[Pair, float]:
    answer = store.query(query)
    if not isinstance(answer, Rows):
        raise QueryRejected(f"graph/network/projections/{projection.name}.rq: it must be a SELECT", query=query)
    one, other = (answer.variables.index(name) for name in ("one", _other(projection)[1:]))
    weight = None if projection.shared else answer.variables.index("weight")
    # Of nothing at all, a query that counts gives one row without things.
    rows = (row for row in answer.iter_texts() if row[one] is not None)
    names: dict[str, str] = {}  # a thing stands in many pairs, and is held once
    return {
        (_share(names, row[one]), _share(names, row[other])): 1.0 if weight is None else float(row[weight] or 0)
        for row in rows
    }


def _share(names: dict[str, str], name: str | None) -> str:
    return names.setdefault(str(name), str(name))


def _narrow(projection: Projection, which: str) -> str:
    return projection.text.replace(_WHERE, f"{_WHERE}\n  {which}", 1)


def _other(projection: Projection) -> str:
    return "?shared" if projection.shared else "?other"


def _take(things: Iterable[Any]) -> Iterator[list[Any]]:
    """The things in order, some at a time."""
    return iter_portions(sorted(things), BATCH)
