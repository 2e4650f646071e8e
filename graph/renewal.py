"""Facts taken over from the snapshot before: where nothing that came or went tells of a thing, what was chosen of it stands.

A new report tells of its council's inspections and its inspectors, as some twenty others do: what these claim is heard again, and
what all others claim is not. Facts are taken over by wholes (`graph.facts.find_whole`), as they are chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import cast

from rdflib import RDF, URIRef

from graph.claims import Claims
from graph.facts import find_whole
from graph.snapshots import iter_concluded
from graph.store import Rows, Store
from graph.terms import FACTS, ID, SG

_DISAGREEMENT = ID["disagreement/"].encode()
_ABOUT = f" <{SG.about}> <".encode()
_AT_ONCE = 500
_SUBJECTS = "SELECT DISTINCT ?thing WHERE {{ GRAPH {graph} {{ ?statement {subject} ?thing }} }}"
_TELLERS = "SELECT DISTINCT ?document WHERE {{ VALUES ?thing {{ {things} }} GRAPH ?document {{ ?statement {subject} ?thing }} }}"


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts of the snapshot in a folder, but for those of some wholes, which are chosen anew; none without a folder."""

    folder: Path | None = None
    wholes: frozenset[str] = frozenset()

    def iter_lines(self) -> Iterator[str]:
        """The facts as lines of N-Triples."""
        facts = iter_concluded(self.folder, FACTS) if self.folder else ()
        for thing, lines in _iter_things(facts):
            if find_whole(thing) not in self.wholes:
                yield from (line.decode() for line in lines)


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
    rest = iter(sorted(things))
    while some := list(islice(rest, _AT_ONCE)):
        query = _TELLERS.format(things=" ".join(f"<{thing}>" for thing in some), subject=RDF.subject.n3())
        found |= {URIRef(str(document)) for (document,) in cast("Rows", store.query(query)).rows}
    return found


def find_things(facts: Iterable[bytes], wholes: Collection[str]) -> set[str]:
    """The things that these wholes are made of, by the lines of the facts before, in order."""
    return {thing for thing, _ in _iter_things(facts) if find_whole(thing) in wholes}


def _iter_things(facts: Iterable[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """The things that facts are about, each with lines of its facts; a disagreement is about what is disagreed upon."""
    for subject, group in groupby(facts, key=_find_subject):
        lines = list(group)
        thing = subject
        if subject.startswith(_DISAGREEMENT):
            thing = next(line.partition(_ABOUT)[2].rpartition(b">")[0] for line in lines if _ABOUT in line)
        yield thing.decode(), lines


def _find_subject(line: bytes) -> bytes:
    return line[1 : line.index(b">")]
