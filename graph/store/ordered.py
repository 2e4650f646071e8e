"""A whole store in a fixed order, so that two exports of one snapshot are the same bytes and two snapshots compare.

Graphs stand in the order of their names, triples in that of their N-Triples lines. Where a format has no named graphs, the
union of all is written, since a triple of two graphs is to stand in it once. What does not fit in memory is sorted in files.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any

import pyoxigraph as ox
from rdflib import DCAT, VOID, URIRef

from graph.store.convert import Triple, converter
from graph.store.formats import QUAD_FORMATS, text_format, triple_format
from graph.store.protocol import Store
from graph.store.sorting import Sorter
from graph.store.translate import translated
from graph.terms import WRITTEN_PREFIXES, digest

CHUNK = 10_000
"""Lines that are read back at a time: about 2 MB."""
DESCRIBING = {"dcat": str(DCAT), "void": str(VOID), "spdx": "http://spdx.org/rdf/terms#"}
"""Prefixes that only descriptions of datasets need."""
NAMED_ANEW = 100_000
"""Triples of a graph whose blank nodes are named by what they are, which takes the graph into memory. In a larger one they
keep the names that the store has for them, which are those of this snapshot alone."""

Keep = Callable[[bytes], bool]
"""Tells of a triple's N-Triples line whether it is wanted."""


def dump_ordered(store: Store, stream: IO[bytes], form: str, keep: Keep | None = None) -> None:
    """Write all graphs in one of `TEXT_FORMATS`: as they are where the format knows named graphs, else their union.

    With `keep`, only the triples that it wants; it is shown each of each graph, and so can count them.
    """
    write = _WRITERS.get(form)
    if write is not None:
        write(store, stream, keep)
        return
    engine_form = text_format(form)
    with translated():
        if form in QUAD_FORMATS:
            ox.serialize(_iter_quads(store, keep), stream, engine_form, prefixes=WRITTEN_PREFIXES)
        else:
            triples = (quad.triple for quad in _iter_parsed(iter_union(store, keep), None))
            ox.serialize(triples, stream, engine_form, prefixes=WRITTEN_PREFIXES)


def iter_graph(store: Store, graph: URIRef, keep: Keep | None = None) -> Iterator[bytes]:
    """The N-Triples lines of one graph in order."""
    with Sorter() as lines:
        store.dump(lines, "ntriples", graph=graph)  # type: ignore[arg-type]  # the engine only writes
        named = lines.blank and lines.lines <= NAMED_ANEW
        ordered = _with_fixed_names(b"".join(lines), graph) if named else lines
        yield from ordered if keep is None else filter(keep, ordered)


def iter_union(store: Store, keep: Keep | None = None) -> Iterator[bytes]:
    """The N-Triples lines of all graphs in order, each once."""
    with Sorter() as lines:
        for graph in store.graphs():
            lines.writelines(iter_graph(store, graph, keep))
        before = b""
        for line in lines:
            if line != before:
                yield line
            before = line


def write_triples(triples: Iterable[Triple], stream: IO[bytes], form: str) -> None:
    """Write triples in one of `TRIPLE_FORMATS` as they come, with the project's prefixes and those that describe datasets."""
    engine_form, convert = triple_format(form), converter()
    with translated():
        made = (ox.Triple(convert(s), convert(p), convert(o)) for s, p, o in triples)  # type: ignore[arg-type]
        ox.serialize(made, stream, engine_form, prefixes=WRITTEN_PREFIXES | DESCRIBING)


def iter_nodes(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The things that N-Triples lines in order tell of, each as a node object of expanded JSON-LD."""
    before: dict[str, Any] = {}
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        with translated():
            triples = (quad.triple for quad in ox.parse(b"".join(chunk), ox.RdfFormat.N_TRIPLES))
            nodes = json.loads(ox.serialize(triples, format=ox.RdfFormat.JSON_LD) or b"[]")
        # A thing may go on from the chunk before.
        if before and nodes and nodes[0]["@id"] == before["@id"]:
            for key, values in nodes[0].items():
                before[key] = values if key == "@id" else before.get(key, []) + values
            nodes[0] = before
        elif before:
            yield before
        yield from nodes[:-1]
        before = nodes[-1]
    if before:
        yield before


def _write_nquads(store: Store, stream: IO[bytes], keep: Keep | None) -> None:
    for graph in store.graphs():
        end = f" <{graph}> .\n".encode()
        stream.writelines(line.removesuffix(b" .\n") + end for line in iter_graph(store, graph, keep))


def _write_ntriples(store: Store, stream: IO[bytes], keep: Keep | None) -> None:
    stream.writelines(iter_union(store, keep))


_WRITERS: dict[str, Callable[[Store, IO[bytes], Keep | None], None]] = {
    "nquads": _write_nquads,
    "ntriples": _write_ntriples,
}


def _with_fixed_names(text: bytes, graph: URIRef) -> list[bytes]:
    """The triples with their blank nodes named by what they are: loading gives them new names each time."""
    with translated():
        dataset = ox.Dataset(ox.parse(text, ox.RdfFormat.N_TRIPLES))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        # The graph's own mark keeps them apart from those of other graphs.
        mark = digest(graph)[:8]
        triples = (ox.Triple(_mark(quad.subject, mark), quad.predicate, _mark(quad.object, mark)) for quad in dataset)
        fixed = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return sorted(io.BytesIO(fixed))


def _mark(term: Any, mark: str) -> Any:
    return ox.BlankNode(f"n{mark}{term.value}") if isinstance(term, ox.BlankNode) else term


def _iter_quads(store: Store, keep: Keep | None) -> Iterator[ox.Quad]:
    for graph in store.graphs():
        yield from _iter_parsed(iter_graph(store, graph, keep), ox.NamedNode(graph))


def _iter_parsed(lines: Iterable[bytes], graph: ox.NamedNode | None) -> Iterator[ox.Quad]:
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        for quad in ox.parse(b"".join(chunk), ox.RdfFormat.N_TRIPLES):
            yield quad if graph is None else ox.Quad(quad.subject, quad.predicate, quad.object, graph)
