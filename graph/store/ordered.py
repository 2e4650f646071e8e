"""A whole store in a fixed order, so that two exports of one snapshot are the same bytes and two snapshots compare.

Graphs stand in the order of their names, triples in that of their N-Triples lines. One graph is held in memory at a time;
where a format has no named graphs, the union of all is, since a triple of two graphs is to stand in it once.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any

import pyoxigraph as ox
from rdflib import URIRef

from graph.store.formats import QUAD_FORMATS, text_format
from graph.store.protocol import Store
from graph.store.translate import translated
from graph.terms import WRITTEN_PREFIXES, digest

CHUNK = 10_000
"""Lines that are read back at a time: about 2 MB."""


def dump_ordered(store: Store, stream: IO[bytes], form: str) -> None:
    """Write all graphs in one of `TEXT_FORMATS`: as they are where the format knows named graphs, else their union."""
    write = _WRITERS.get(form)
    if write is not None:
        write(store, stream)
        return
    engine_form = text_format(form)
    quads = _iter_quads(store) if form in QUAD_FORMATS else _iter_parsed(_union(store), None)
    with translated():
        ox.serialize(
            quads if form in QUAD_FORMATS else (quad.triple for quad in quads), stream, engine_form, prefixes=WRITTEN_PREFIXES
        )


def _write_nquads(store: Store, stream: IO[bytes]) -> None:
    for graph in store.graphs():
        end = f" <{graph}> .\n".encode()
        stream.writelines(line.removesuffix(b" .") + end for line in _lines(store, graph))


def _write_ntriples(store: Store, stream: IO[bytes]) -> None:
    stream.writelines(line + b"\n" for line in _union(store))


_WRITERS: dict[str, Callable[[Store, IO[bytes]], None]] = {"nquads": _write_nquads, "ntriples": _write_ntriples}


def _lines(store: Store, graph: URIRef) -> list[bytes]:
    stream = io.BytesIO()
    store.dump(stream, "ntriples", graph=graph)
    text = stream.getvalue()
    if b"_:" in text:
        text = _with_fixed_names(text, graph)
    # By "\n" alone: a literal may hold other characters that Python takes for the end of a line.
    return sorted(text.split(b"\n")[:-1])


def _with_fixed_names(text: bytes, graph: URIRef) -> bytes:
    """The triples with their blank nodes named by what they are: loading gives them new names each time."""
    dataset = ox.Dataset(ox.parse(text, ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    # The graph's own mark keeps them apart from those of other graphs.
    mark = digest(graph)[:8]
    triples = (ox.Triple(_mark(quad.subject, mark), quad.predicate, _mark(quad.object, mark)) for quad in dataset)
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _mark(term: Any, mark: str) -> Any:
    return ox.BlankNode(f"n{mark}{term.value}") if isinstance(term, ox.BlankNode) else term


def _union(store: Store) -> list[bytes]:
    lines: set[bytes] = set()
    for graph in store.graphs():
        lines.update(_lines(store, graph))
    return sorted(lines)


def _iter_quads(store: Store) -> Iterator[ox.Quad]:
    for graph in store.graphs():
        yield from _iter_parsed(_lines(store, graph), ox.NamedNode(graph))


def _iter_parsed(lines: Iterable[bytes], graph: ox.NamedNode | None) -> Iterator[ox.Quad]:
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        for quad in ox.parse(b"\n".join(chunk), ox.RdfFormat.N_TRIPLES):
            yield quad if graph is None else ox.Quad(quad.subject, quad.predicate, quad.object, graph)
