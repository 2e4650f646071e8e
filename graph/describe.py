"""What the dataset says of itself, in VoID: how much is in it, by class, by property, and by what properties lead to.

Editors of queries read it from the graph to complete what is typed: which properties the things of a class have, and of
which class or datatype their values are. The library's questions stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import DCTERMS, RDF, VOID, XSD, Literal, Namespace, URIRef

from graph.differences import Differences, find_differences
from graph.examples import iter_examples
from graph.recount import Amended, find_classes, recount
from graph.stated import Stated
from graph.store import EmbeddedStore, Quad, Store, iter_graph, open_memory
from graph.tally import KNOWN, Counts, Tally, count, read_tally, take_tally, write_tally
from graph.targets import Ends, Target, find_claimed, find_stated_targets, find_targets, sample_targets
from graph.terms import BASE, DATASET, DESCRIPTION, ID, PREFIXES, VOCABULARY, digest, mint_part
from graph.vocabulary import load_graphs

VOID_EXT = Namespace("http://ldf.fi/void-ext#")
VALUE_KINDS = {
    "class": (VOID.classPartition, VOID["class"]),
    "datatype": (VOID_EXT.datatypePartition, VOID_EXT.datatype),
}


def describe(known: Store, stated: Stated, folder: Path) -> list[Quad]:
    """The quads that describe what is concluded and what documents state; what was counted is written into the folder."""
    tally = take_tally(known)
    write_tally(tally, folder)
    return _describe(known, tally, stated)


def describe_again(store: EmbeddedStore, amended: Amended, stated: Stated, before: Path, folder: Path) -> Differences:
    """How the description of a store differs from the one that it has, after graphs of conclusions were amended: of these is
    counted only what counts otherwise than in the folder of before.
    """
    tally = read_tally(before)
    now = (tally and tally.amended(*recount(store, amended))) or take_tally(store, KNOWN)
    write_tally(now, folder)
    with open_memory() as described:
        described.add(_describe(store, now, stated))
        return find_differences(iter_graph(store, DESCRIPTION), iter_graph(described, DESCRIPTION))


def iter_description(store: Store, counts: Counts | None = None) -> Iterator[Quad]:
    """The quads that describe whatever is in a store, in a graph of their own; `counts` where it is counted already."""
    counts = counts or count(store)
    return _in_graph(_iter_triples(counts, sample_targets(store, counts.entities)))


def _describe(store: Store, tally: Tally, stated: Stated) -> list[Quad]:
    made = stated.tally()
    told = find_classes(store, (f"<{name}>" for name in (*find_claimed(tally), *made.counts.entities)))
    classes = {name[1:-1]: [cls[1:-1] for cls in found] for name, found in told.items()}
    ends = {**find_targets(tally), **find_stated_targets(made, tally, classes)}
    return list(_in_graph(_iter_triples(tally.counts.joined(made.counts), ends)))


def _in_graph(triples: Iterable[tuple[URIRef, URIRef, URIRef | Literal]]) -> Iterator[Quad]:
    return ((*triple, DESCRIPTION) for triple in triples)


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
    yield from load_graphs()
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


def _class_part(cls: URIRef) -> URIRef:
    return mint_part(DATASET, "class", digest(cls))


def _vocabularies(properties: Iterable[URIRef]) -> list[URIRef]:
    """The namespaces of the properties that are used, and the project's own vocabulary."""
    own = [address for address in PREFIXES.values() if not address.startswith(BASE)]
    used = {address for address in own if any(name.startswith(address) for name in properties)}
    return [VOCABULARY, *map(URIRef, sorted(used))]


def _count(number: int) -> Literal:
    return Literal(number, datatype=XSD.integer)
