"""What the dataset says of itself, in VoID: how much is in it, by class, by property, and by what properties lead to.

Editors of queries read it from the graph to complete what is typed: which properties the things of a class have, and of
which class or datatype their values are. The library's questions stand beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

from rdflib import DCTERMS, RDF, VOID, XSD, Literal, Namespace, URIRef

from graph.examples import iter_examples
from graph.store import Quad, Rows, Store, Term
from graph.targets import Target, find_targets
from graph.terms import BASE, DATASET, DESCRIPTION, ID, PREFIXES, VOCABULARY, digest, mint_part

VOID_EXT = Namespace("http://ldf.fi/void-ext#")
T = TypeVar("T")
Ends = Mapping[tuple[URIRef, URIRef], set[Target]]

ENTITIES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
PROPERTIES = "SELECT ?property (COUNT(*) AS ?n) WHERE { ?s ?property ?o } GROUP BY ?property"
USES = "SELECT ?class ?property (COUNT(*) AS ?n) WHERE { ?s a ?class ; ?property ?o } GROUP BY ?class ?property"


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


def _times(counter: Counter[T], number: int) -> Counter[T]:
    return Counter({what: number * often for what, often in counter.items()})


VALUE_KINDS = {
    "class": (VOID.classPartition, VOID["class"]),
    "datatype": (VOID_EXT.datatypePartition, VOID_EXT.datatype),
}


def count(store: Store) -> Counts:
    """What is in a store, counted."""
    return Counts(
        Counter({_iri(cls): _number(number) for cls, number in _rows(store, ENTITIES)}),
        Counter({_iri(name): _number(number) for name, number in _rows(store, PROPERTIES)}),
        Counter({(_iri(cls), _iri(name)): _number(number) for cls, name, number in _rows(store, USES)}),
    )


def iter_description(store: Store, counts: Counts | None = None, known: Store | None = None) -> Iterator[Quad]:
    """The quads that describe what is in the store, in a graph of their own; `counts` where it is counted already, `known` as in
    `find_targets`.
    """
    counts = counts or count(store)
    with ThreadPoolExecutor(2) as pool:  # the engine does all the work, and lets Python do another's meanwhile
        found = pool.map(lambda cls: find_targets(store, cls, known), counts.entities)
        targets = {
            (cls, name): led for cls, one in zip(counts.entities, found, strict=True) for name, led in one.items()
        }
    for triple in _iter_triples(counts, targets):
        yield *triple, DESCRIPTION


def _iter_triples(counts: Counts, targets: Ends) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """The description: of the whole, of each property, of each class and its properties; and the questions to start from."""
    yield DATASET, RDF.type, VOID.Dataset
    yield DATASET, DCTERMS.title, Literal("Scrutiny Graph", lang="en")
    yield DATASET, VOID.uriSpace, Literal(str(ID))
    yield DATASET, VOID.triples, _count(counts.properties.total())
    yield DATASET, VOID.properties, _count(len(counts.properties))
    for vocabulary in _vocabularies(counts.properties):
        yield DATASET, VOID.vocabulary, vocabulary
    for name, number in counts.properties.items():
        part = mint_part(DATASET, "property", digest(name))
        yield DATASET, VOID.propertyPartition, part
        yield part, VOID.property, name
        yield part, VOID.triples, _count(number)
    yield from _iter_classes(counts, targets)
    yield from iter_examples()


def _iter_classes(counts: Counts, targets: Ends) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    yield DATASET, VOID.classes, _count(len(counts.entities))
    for cls, number in counts.entities.items():
        part = _class_part(cls)
        yield DATASET, VOID.classPartition, part
        yield part, VOID["class"], cls
        yield part, VOID.entities, _count(number)
    for (cls, name), number in counts.uses.items():
        part = mint_part(_class_part(cls), "property", digest(name))
        yield _class_part(cls), VOID.propertyPartition, part
        yield part, VOID.property, name
        yield part, VOID.triples, _count(number)
        for target in sorted(targets.get((cls, name), ())):
            yield from _iter_target(part, target)


def _iter_target(part: URIRef, target: Target) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    link, naming = VALUE_KINDS[target.kind]
    value = mint_part(part, target.kind, digest(target.iri))
    yield part, link, value
    yield value, naming, target.iri


def _rows(store: Store, query: str) -> tuple[tuple[Term | None, ...], ...]:
    found = store.query(query)
    assert isinstance(found, Rows), "a SELECT gives rows"
    return found.rows


def _class_part(cls: URIRef) -> URIRef:
    return mint_part(DATASET, "class", digest(cls))


def _vocabularies(properties: Iterable[URIRef]) -> list[URIRef]:
    """The namespaces of the properties that are used, and the project's own vocabulary."""
    own = [address for address in PREFIXES.values() if not address.startswith(BASE)]
    used = {address for address in own if any(name.startswith(address) for name in properties)}
    return [VOCABULARY, *map(URIRef, sorted(used))]


def _iri(term: object) -> URIRef:
    return URIRef(str(term))


def _number(term: object) -> int:
    return int(str(term))


def _count(number: int) -> Literal:
    return Literal(number, datatype=XSD.integer)
