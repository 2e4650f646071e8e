"""What the properties of a class lead to: things of other classes, or literals of a datatype.

A sample of the class's things is looked at. Where the conclusions are at hand in a store of their own, that is asked what it
knows of them first, since it is small or even in memory: the whole store is left with what it alone can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rdflib import URIRef

from graph.store import Rows, Store, Term

SAMPLE = 2000
"""Things of a class that are looked at: few classes have more, and each has its pattern."""
_BATCH = 300  # things that a query names, as many as its planner takes in its stride
_THINGS = "SELECT ?s WHERE { ?s a %s } LIMIT %d"
_LOOK = """SELECT DISTINCT ?property ?class ?datatype WHERE {
  %s
  OPTIONAL { ?o a ?class }
  BIND(DATATYPE(?o) AS ?datatype)
}"""


class Target(NamedTuple):
    """What a property leads to from things of a class: a class, or a datatype of literals."""

    kind: str
    iri: URIRef


class _Led(NamedTuple):
    """Where a property led: to a thing of a class, to a literal of a datatype, or to what nothing tells the class of."""

    property: URIRef
    cls: Term | None
    datatype: Term | None


Targets = dict[URIRef, set[Target]]


def find_targets(store: Store, cls: URIRef, known: Store | None = None) -> Targets:
    """What each property of a class leads to; `known` is a store that has the same as the whole of all things that it tells of."""
    sample = _THINGS % (cls.n3(), SAMPLE)
    everything = f"{{ {sample} }} ?s ?property ?o ."
    if known is None:
        return _sum_up(_look(store, everything))
    found = _look_at(known, [str(thing) for (thing,) in _ask(store, sample)])
    if not found:
        return _sum_up(_look(store, everything))
    for name in sorted({led.property.n3() for led in found if led.cls is None and led.datatype is None}):
        found |= _look(store, f"{{ {sample} }} ?s {name} ?o . BIND({name} AS ?property)")
    return _sum_up(found)


def _look_at(known: Store, things: Sequence[str]) -> set[_Led]:
    """Where the properties of these things lead."""
    found = set[_Led]()
    for start in range(0, len(things), _BATCH):
        named = " ".join(f"<{thing}>" for thing in things[start : start + _BATCH])
        found |= _look(known, f"VALUES ?s {{ {named} }} ?s ?property ?o .")
    return found


def _look(store: Store, which: str) -> set[_Led]:
    return {_Led(URIRef(str(row[0])), *row[1:]) for row in _ask(store, _LOOK % which)}


def _sum_up(found: Iterable[_Led]) -> Targets:
    targets: defaultdict[URIRef, set[Target]] = defaultdict(set)
    for led in found:
        for kind, iri in (("class", led.cls), ("datatype", led.datatype)):
            if isinstance(iri, URIRef):
                targets[led.property].add(Target(kind, iri))
    return targets


def _ask(store: Store, query: str) -> tuple[tuple[Term | None, ...], ...]:
    found = store.query(query)
    assert isinstance(found, Rows), "a SELECT gives rows"
    return found.rows
