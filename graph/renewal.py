"""What changes in facts and registers where documents came or went: only what they tell of is looked at again.

A new report tells of its council's inspections and its inspectors, as some twenty others do: what these claim is heard again, and
what all others claim is not. Facts are chosen by wholes (`graph.facts.find_whole`), so that a whole's are compared together.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from typing import cast

from rdflib import DCTERMS, RDF, URIRef

from graph.claims import Claims, Quad
from graph.differences import Differences, find_differences
from graph.facts import find_whole
from graph.lines import parse_line
from graph.portions import iter_portions
from graph.store import EmbeddedStore, Rows, Store, iter_graph, open_memory
from graph.terms import FACTS, ID, REGISTERS, SG

_DISAGREEMENT = str(ID["disagreement/"])
_AT_ONCE = 500
_SUBJECTS = "SELECT DISTINCT ?thing WHERE {{ GRAPH {graph} {{ ?statement {subject} ?thing }} }}"
_TELLERS = "SELECT DISTINCT ?document WHERE {{ VALUES ?thing {{ {things} }} GRAPH ?document {{ ?statement {subject} ?thing }} }}"
_PAIRS = "SELECT ?one ?other WHERE {{ GRAPH {graph} {{ ?one {predicate} ?other }} }}"


def find_wholes(store: Store, documents: Iterable[URIRef]) -> set[str]:
    """What documents tell of, by their graphs in a store."""
    queries = (_SUBJECTS.format(graph=document.n3(), subject=RDF.subject.n3()) for document in documents)
    return {find_whole(str(thing)) for query in queries for (thing,) in cast("Rows", store.query(query)).rows}


def tell_wholes(claims: Claims) -> set[str]:
    """What documents tell of, by their claims."""
    return {find_whole(str(claim.subject)) for found in claims.values() for claim in found}


def find_tellers(store: Store, things: Iterable[str]) -> set[URIRef]:
    """The documents that tell of any of these things, by their graphs in a store."""
    found: set[URIRef] = set()
    for some in iter_portions(sorted(things), _AT_ONCE):
        query = _TELLERS.format(things=" ".join(f"<{thing}>" for thing in some), subject=RDF.subject.n3())
        found |= {URIRef(str(document)) for (document,) in cast("Rows", store.query(query)).rows}
    return found


def find_things(store: EmbeddedStore, wholes: Collection[str]) -> set[str]:
    """The things that these wholes are made of, by the facts of a store: whoever tells of a part tells what it is part of."""
    found: set[str] = set()
    new = set(wholes)
    while new:
        found |= new
        values = {parse_line(line).value for line in store.iter_about(FACTS, new)}
        new = {value for value in values if find_whole(value) in wholes} - found
    return found


def renew_facts(store: EmbeddedStore, things: Collection[str], chosen: Iterable[str]) -> Differences:
    """The facts of a store about these things, and what is disagreed upon in them, that went; and of those chosen now, as lines of
    N-Triples, those that came.
    """
    disputes = [one for one, _ in store.iter_leading(FACTS, SG.about, things) if one.startswith(_DISAGREEMENT)]
    old = sorted(store.iter_about(FACTS, [*things, *disputes]))
    with open_memory() as part:
        part.load(io.BytesIO("".join(chosen).encode()), "ntriples", graph=FACTS)
        return find_differences(old, iter_graph(part, FACTS))


def renew_registers(store: EmbeddedStore, documents: Iterable[URIRef], quads: Iterable[Quad]) -> Differences:
    """What the registers of a store tell of these documents, and of addresses that others replace, that went; and of these quads
    those that came.
    """
    files = list(store.iter_about(REGISTERS, documents))
    doubts = {told.value for told in map(parse_line, files) if told.predicate == str(SG.doubt)}
    replaced = iter_pairs(store, REGISTERS, DCTERMS.isReplacedBy)
    old = sorted([*files, *store.iter_about(REGISTERS, doubts), *replaced])
    return find_differences(old, to_lines(quads, REGISTERS))


def iter_pairs(store: Store, graph: URIRef, predicate: URIRef) -> Iterator[bytes]:
    """The lines of a graph with a predicate that leads from thing to thing."""
    rows = cast("Rows", store.query(_PAIRS.format(graph=graph.n3(), predicate=predicate.n3()))).iter_texts()
    return (f"<{one}> <{predicate}> <{other}> .\n".encode() for one, other in rows)


def to_lines(quads: Iterable[Quad], graph: URIRef) -> list[bytes]:
    """The lines of quads of one graph, in order."""
    with open_memory() as part:
        part.add(quads)
        return list(iter_graph(part, graph))
