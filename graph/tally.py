"""How much a store holds: how often each class and property is used, and what properties lead to; and where that is kept.

snapshots/…/tally.json    of all graphs but those of documents, for the build after it, which counts what changed alone
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

from rdflib import URIRef

from graph.store import Rows, Store, Term
from graph.terms import CHANGES, DERIVED, FACTS, MEASURES, REGISTERS, VOCABULARY

NAME = "tally.json"
KNOWN = (VOCABULARY, FACTS, REGISTERS, DERIVED, MEASURES, CHANGES)
"""The graphs that are counted: all but those of documents, which are all made alike, and the description itself."""
CLASS, DATATYPE, NOTHING = "class", "datatype", ""
T = TypeVar("T")

_ENTITIES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
_PROPERTIES = "SELECT ?property (COUNT(*) AS ?n) WHERE { ?s ?property ?o } GROUP BY ?property"
_USES = "SELECT ?class ?property (COUNT(*) AS ?n) WHERE { ?s a ?class ; ?property ?o } GROUP BY ?class ?property"
_LEADS = """SELECT ?graph ?class ?property ?to ?datatype (COUNT(*) AS ?n) WHERE {
  GRAPH ?graph { ?s ?property ?o }
  ?s a ?class .
  OPTIONAL { ?o a ?to }
  BIND(DATATYPE(?o) AS ?datatype)
} GROUP BY ?graph ?class ?property ?to ?datatype"""


class Counts(NamedTuple):
    """How often each class and each property is used, and each property by the things of each class.

    The counts of two stores that tell of different things add up to those of both together.
    """

    entities: Counter[URIRef]
    properties: Counter[URIRef]
    uses: Counter[tuple[URIRef, URIRef]]

    def joined(self, other: Counts) -> Counts:
        """The counts of both."""
        return Counts(self.entities + other.entities, self.properties + other.properties, self.uses + other.uses)

    def times(self, number: int) -> Counts:
        """The counts of so many alike."""
        return Counts(_times(self.entities, number), _times(self.properties, number), _times(self.uses, number))

    @staticmethod
    def none() -> Counts:
        """The counts of nothing."""
        return Counts(Counter(), Counter(), Counter())


class Lead(NamedTuple):
    """Where a property leads from things of a class, in a graph: to things of a class, to literals of a datatype, or to nothing
    whose class is told.
    """

    graph: str
    cls: str
    property: str
    kind: str
    target: str


class Tally(NamedTuple):
    """The counts of a store, and how often properties lead where."""

    counts: Counts
    leads: Counter[Lead]

    def amended(self, gone: Tally, come: Tally) -> Tally | None:
        """The tally without what is gone and with what has come; none where it does not hold what is gone."""
        entities = _amend(self.counts.entities, gone.counts.entities, come.counts.entities)
        properties = _amend(self.counts.properties, gone.counts.properties, come.counts.properties)
        uses = _amend(self.counts.uses, gone.counts.uses, come.counts.uses)
        leads = _amend(self.leads, gone.leads, come.leads)
        if any(number < 0 for one in (entities, properties, uses, leads) for number in one.values()):
            return None
        return Tally(Counts(+entities, +properties, +uses), +leads)


def count(store: Store) -> Counts:
    """What is in a store, counted."""
    return _count(store, None)


def take_tally(store: Store, graphs: Iterable[URIRef] | None = None) -> Tally:
    """The tally of a store, or of some of its graphs, for which a store on disk takes long."""
    leads = Counter[Lead]()
    for graph, cls, name, to, datatype, number in _ask(store, _LEADS, graphs):
        kind, target = (CLASS, to) if to else (DATATYPE, datatype) if datatype else (NOTHING, "")
        leads[Lead(str(graph), str(cls), str(name), kind, str(target))] += int(str(number))
    return Tally(_count(store, graphs), leads)


def write_tally(tally: Tally, folder: Path) -> None:
    """Write a tally down in a snapshot's folder."""
    told = [sorted([*_flatten(key), number] for key, number in one.items()) for one in (*tally.counts, tally.leads)]
    (folder / NAME).write_text(json.dumps(told, indent=0) + "\n", encoding="utf-8")


def read_tally(folder: Path) -> Tally | None:
    """The tally of a snapshot's folder; none where there is none that can be read."""
    try:
        entities, properties, uses, leads = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Tally(
            Counts(
                Counter({URIRef(cls): number for cls, number in entities}),
                Counter({URIRef(name): number for name, number in properties}),
                Counter({(URIRef(cls), URIRef(name)): number for cls, name, number in uses}),
            ),
            Counter({Lead(*lead): number for *lead, number in leads}),
        )
    except (OSError, ValueError, TypeError):
        return None


def _count(store: Store, graphs: Iterable[URIRef] | None) -> Counts:
    return Counts(
        Counter({_iri(cls): _number(number) for cls, number in _ask(store, _ENTITIES, graphs)}),
        Counter({_iri(name): _number(number) for name, number in _ask(store, _PROPERTIES, graphs)}),
        Counter({(_iri(cls), _iri(name)): _number(number) for cls, name, number in _ask(store, _USES, graphs)}),
    )


def _ask(store: Store, query: str, graphs: Iterable[URIRef] | None) -> tuple[tuple[Term | None, ...], ...]:
    found = store.query(query, default_graphs=graphs, named_graphs=graphs)
    assert isinstance(found, Rows), "a SELECT gives rows"
    return found.rows


def _amend(before: Counter[T], gone: Counter[T], come: Counter[T]) -> Counter[T]:
    now = before.copy()
    now.subtract(gone)
    now.update(come)
    return now


def _times(counter: Counter[T], number: int) -> Counter[T]:
    return Counter({what: number * often for what, often in counter.items()})


def _flatten(key: str | tuple[str, ...]) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else key


def _iri(term: object) -> URIRef:
    return URIRef(str(term))


def _number(term: object) -> int:
    return int(str(term))
