"""What a store holds, counted again after it was amended: only what came or went is looked at, and what that leads to.

A triple counts by the classes of its thing and of what it leads to. So a triple that stayed counts otherwise than before where
one of these came or lost a class; all other triples that stayed count as they did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rdflib import RDF, XSD, URIRef

from graph.differences import Differences
from graph.portions import iter_portions
from graph.store import EmbeddedStore, Rows, Store
from graph.tally import CLASS, DATATYPE, KNOWN, NOTHING, Counts, Lead, Tally

_AT_ONCE = 500  # things that a query names
_TYPE = RDF.type.n3()
_CLASSES = "SELECT ?graph ?s ?class WHERE { VALUES ?s { %s } GRAPH ?graph { ?s a ?class } }"
_SIZES = "SELECT ?graph ?s (COUNT(*) AS ?n) WHERE { VALUES ?s { %s } GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ?s"
_LEADING = (
    "SELECT ?graph ?s ?p ?o WHERE {{ VALUES ?o {{ %s }} GRAPH ?graph {{ ?s ?p ?o }} FILTER(?graph IN ({})) }}".format(
        ", ".join(graph.n3() for graph in KNOWN)
    )
)

_GRAPHS = frozenset(map(str, KNOWN))

Classes = Mapping[str, Counter[str]]
Amended = Mapping[URIRef, Differences]


class _Triple(NamedTuple):
    """A triple of a graph, its terms as N-Triples writes them."""

    graph: str
    thing: str
    property: str
    value: str


def recount(store: EmbeddedStore, amended: Amended) -> tuple[Tally, Tally]:
    """What a store that was amended held and holds of that which counts otherwise now: to be taken from a tally of what it held,
    and to be added to it. `amended` tells what went and came in each graph of `KNOWN`.
    """
    lost = Counter(triple for graph, lines in amended.items() for triple in _parse(graph, lines.gone))
    won = Counter(triple for graph, lines in amended.items() for triple in _parse(graph, lines.come))
    # What went and came back, or came and went, is as it was.
    gone, come = set(lost - won), set(won - lost)
    retyped = {triple.thing for triple in gone | come if triple.property == _TYPE}
    stayed = {*_iter_about(store, retyped, come), *_iter_leading(store, retyped)} - come
    now = find_classes(store, _find_ends(gone | come | stayed))
    before = _find_former(now, gone, come)
    return _tally(gone | stayed, before, retyped), _tally(come | stayed, now, retyped)


def find_classes(store: Store, things: Iterable[str]) -> Classes:
    """The classes of things, both as N-Triples writes them, by the graphs of `KNOWN`; twice where two of these tell one."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for query in _name(_CLASSES, things):
        for graph, thing, cls in _ask(store, query):
            found[thing][cls] += _bare(graph) in _GRAPHS
    return found


def _parse(graph: URIRef, lines: Iterable[bytes]) -> Iterator[_Triple]:
    for line in lines:
        thing, name, rest = line.decode().split(" ", 2)
        yield _Triple(str(graph), thing, name, rest.rstrip("\n").removesuffix(" ."))


def _iter_about(store: EmbeddedStore, things: Iterable[str], come: Iterable[_Triple]) -> Iterator[_Triple]:
    """All triples about these things, but of those of which all came."""
    new = Counter((triple.graph, triple.thing) for triple in come)
    for query in _name(_SIZES, things):
        for graph, thing, number in _ask(store, query):
            if _bare(graph) in _GRAPHS and int(number) > new[_bare(graph), thing]:
                yield from _parse(URIRef(_bare(graph)), store.iter_about(URIRef(_bare(graph)), [_bare(thing)]))


def _iter_leading(store: Store, things: Iterable[str]) -> Iterator[_Triple]:
    """All triples that lead to these things."""
    for query in _name(_LEADING, things):
        for graph, *told in _ask(store, query):
            yield _Triple(_bare(graph), *told)


def _find_ends(triples: Iterable[_Triple]) -> set[str]:
    """What triples are about and lead to, but literals."""
    return {end for triple in triples for end in (triple.thing, triple.value) if end.startswith("<")}


def _find_former(now: Classes, gone: Iterable[_Triple], come: Iterable[_Triple]) -> Classes:
    former = defaultdict(Counter, {thing: classes.copy() for thing, classes in now.items()})
    for triples, number in ((come, -1), (gone, 1)):
        for triple in triples:
            if triple.property == _TYPE:
                former[triple.thing][triple.value] += number
    return former


def _tally(triples: Iterable[_Triple], classes: Classes, retyped: Iterable[str]) -> Tally:
    counts, leads = Counts.none(), Counter[Lead]()
    counts.entities.update(_iri(cls) for thing in retyped for cls in +classes.get(thing, Counter()))
    for triple in triples:
        name = _iri(triple.property)
        counts.properties[name] += 1
        targets = _find_targets(triple.value, classes)
        for cls, often in classes.get(triple.thing, Counter()).items():
            counts.uses[_iri(cls), name] += often
            for (kind, target), number in targets.items():
                leads[Lead(triple.graph, _bare(cls), str(name), kind, target)] += often * number
    return Tally(counts, leads)


def _find_targets(value: str, classes: Classes) -> dict[tuple[str, str], int]:
    """Where a triple leads by its value: how often to which class, or to a datatype."""
    if value.startswith('"'):
        _, _, rest = value.rpartition('"')
        datatype = _bare(rest[2:]) if rest.startswith("^^") else RDF.langString if rest else XSD.string
        return {(DATATYPE, str(datatype)): 1}
    found = {(CLASS, _bare(cls)): number for cls, number in classes.get(value, Counter()).items() if number}
    return found or {(NOTHING, ""): 1}


def _name(query: str, things: Iterable[str]) -> Iterator[str]:
    """The query, so often that each names some of the things."""
    return (query % " ".join(some) for some in iter_portions(sorted(things), _AT_ONCE))


def _ask(store: Store, query: str) -> list[tuple[str, ...]]:
    answer = store.query(query)
    assert isinstance(answer, Rows), "a SELECT gives rows"
    return [tuple(term.n3() if isinstance(term, URIRef) else str(term) for term in row) for row in answer.rows]


def _bare(term: str) -> str:
    return term[1:-1]


def _iri(term: str) -> URIRef:
    return URIRef(_bare(term))
