"""What changes in facts and registers where documents came or went: only what they tell of is looked at again.

A new report tells of its council's inspections and its inspectors, as some twenty others do: what these claim is heard again, and
what all others claim is not. Facts are chosen by wholes (`graph.facts.find_whole`), so that a whole's are compared together.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import cast

from rdflib import DCTERMS, RDF, URIRef

from graph.claims import Quad
from graph.differences import Differences, find_differences
from graph.facts import Told, find_whole
from graph.lines import parse_line
from graph.portions import iter_portions
from graph.store import EmbeddedStore, Rows, Store, iter_graph, open_memory
from graph.terms import FACTS, ID, REGISTERS, SG, mint_part

_DISAGREEMENT = str(ID["disagreement/"])
_AT_ONCE = 500
_SUBJECT, _EVIDENCE = str(RDF.subject), str(SG.evidence)
_STATED = (  # the graph of changes tells of facts in the same words, and states nothing
    f"ASK {{{{ ?statement a {SG.Statement.n3()} ; {RDF.subject.n3()} <{{subject}}> ; {RDF.predicate.n3()} <{{predicate}}> ; "
    f"{RDF.object.n3()} {{value}} }}}}"
)
_TELLERS = "SELECT DISTINCT ?document WHERE {{ VALUES ?thing {{ {things} }} GRAPH ?document {{ ?statement {subject} ?thing }} }}"
_PAIRS = "SELECT ?one ?other WHERE {{ GRAPH {graph} {{ ?one {predicate} ?other }} }}"


def iter_stated(store: Store, document: URIRef) -> Iterator[Told]:
    """What a document states by its graph in a store."""
    nodes: dict[str, dict[str, str]] = defaultdict(dict)
    for line in iter_graph(store, document):
        node, predicate, value = line.decode()[1:].split("> ", 2)
        nodes[node][predicate[1:]] = value.removesuffix(" .\n")
    for node, told in nodes.items():
        if _SUBJECT in told:
            subject, predicate, evidence = (told[name][1:-1] for name in (_SUBJECT, str(RDF.predicate), _EVIDENCE))
            yield Told(subject, predicate, told[str(RDF.object)], str(document), evidence.rpartition("/")[2], node)


def part_wholes(store: EmbeddedStore, lost: Iterable[Told], won: Iterable[Told]) -> tuple[set[str], Differences]:
    """Of what documents that went and documents that came tell of, the wholes whose facts have to be chosen anew; and the evidence
    that went and came with these documents for all others.

    Nothing else changes of a person or a post who is called as before, and as others call them. The store has the facts of
    before, and what documents state now.
    """
    losses, wins = _group(lost), _group(won)
    loud, gone, come = set[str](), set[bytes](), set[bytes]()
    for whole in losses.keys() | wins.keys():
        if not _is_unsaid(losses[whole], wins[whole]) and _is_settled(store, losses[whole], wins[whole]):
            gone.update(_to_evidence(told) for told in losses[whole] if told.predicate == str(RDF.type))
            come.update(_to_evidence(told) for told in wins[whole] if told.predicate == str(RDF.type))
        else:
            loud.add(whole)
    return loud, Differences(sorted(gone - come), sorted(come - gone))


def _group(told: Iterable[Told]) -> dict[str, list[Told]]:
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        groups[find_whole(one.subject)].append(one)
    return groups


def _is_unsaid(lost: Iterable[Told], won: Collection[Told]) -> bool:
    """Whether a document tells less than before of what it still tells of: what a report itself does not say any more, others may
    say more precisely.
    """
    left = {told.document for told in won}
    return not {told[:4] for told in lost if told.document in left} <= {told[:4] for told in won}


def _is_settled(store: EmbeddedStore, lost: Collection[Told], won: Collection[Told]) -> bool:
    """Whether all that is told is a fact, which nobody disputes, and all that was told is told by others too."""
    things = {told.subject for told in (*lost, *won)}
    if any(one.startswith(_DISAGREEMENT) for one, _ in store.iter_leading(FACTS, SG.about, things)):
        return False
    facts = set(store.iter_about(FACTS, things))
    return all(_to_line(told) in facts for told in (*lost, *won)) and all(_is_stated(store, told) for told in lost)


def _is_stated(store: Store, told: Told) -> bool:
    return bool(store.query(_STATED.format(subject=told.subject, predicate=told.predicate, value=told.value)))


def _to_line(told: Told) -> bytes:
    return f"<{told.subject}> <{told.predicate}> {told.value} .\n".encode()


def _to_evidence(told: Told) -> bytes:
    return f"<{told.subject}> <{_EVIDENCE}> <{mint_part(URIRef(told.document), 'evidence', told.words)}> .\n".encode()


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


def renew_registers(
    store: EmbeddedStore, documents: Iterable[URIRef], moved: Collection[URIRef] | None, quads: Iterable[Quad]
) -> Differences:
    """What the registers of a store tell of these documents, and of addresses that others replace, all or the moved ones, that
    went; and of these quads those that came.
    """
    files = list(store.iter_about(REGISTERS, documents))
    doubts = {told.value for told in map(parse_line, files) if told.predicate == str(SG.doubt)}
    if moved is None:
        replaced = iter_pairs(store, REGISTERS, DCTERMS.isReplacedBy)
    else:
        about = store.iter_about(REGISTERS, moved)
        replaced = (line for line in about if parse_line(line).predicate == str(DCTERMS.isReplacedBy))
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
