"""What changed between two stores as RDF Patch: lines that delete and add, which make the old of the new where they are applied.

    H id <…/id/snapshot/0002-26668d9d> .
    H prev <…/id/snapshot/0001-5d830dc1> .
    TX .
    D <subject> <predicate> "old" <graph> .
    A <subject> <predicate> "new" <graph> .
    TC .

Jena and others read it (https://afs.github.io/rdf-delta/rdf-patch.html). Graphs go one after the other in the order of their
names, so that no more than one is held at a time; lines are sorted, so that the same two stores make the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import IO, NamedTuple

from rdflib import URIRef

from graph.store import Store
from graph.terms import ID


class GraphChanges(NamedTuple):
    """The lines of N-Triples that went from a graph, and those that came into it."""

    graph: URIRef
    removed: Iterable[bytes]
    added: Iterable[bytes]


def write_patch(stream: IO[bytes], changes: Iterable[GraphChanges], name: str, before: str = "") -> None:
    """Write a patch that leads to the snapshot of that name, from the one before it."""
    stream.write(f"H id <{ID['snapshot/' + name]}> .\n".encode())
    if before:
        stream.write(f"H prev <{ID['snapshot/' + before]}> .\n".encode())
    stream.write(b"TX .\n")
    for graph, removed, added in changes:
        end = f" <{graph}> .\n".encode()
        for mark, lines in ((b"D ", removed), (b"A ", added)):
            stream.writelines(mark + line.removesuffix(b" .") + end for line in sorted(lines))
    stream.write(b"TC .\n")


def compare_graphs(old: Store, new: Store) -> Iterable[GraphChanges]:
    """What changed in each graph of two stores, where anything did."""
    for graph in sorted({*old.graphs(), *new.graphs()}):
        before, after = read_lines(old, graph), read_lines(new, graph)
        if before != after:
            yield GraphChanges(graph, before - after, after - before)


def read_lines(store: Store, graph: URIRef) -> set[bytes]:
    """The triples of a graph, each a line of N-Triples."""
    stream = io.BytesIO()
    store.dump(stream, "ntriples", graph=graph)
    return set(stream.getvalue().splitlines())
