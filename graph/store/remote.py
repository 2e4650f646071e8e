"""A SPARQL 1.1 server, by address: queries now; whole graphs replaced and removed by SPARQL Update.

The same scan stands before it as before the engine in this process: a strange query must not make the server call others.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox
from rdflib import URIRef
from SPARQLWrapper import POST, SPARQLWrapper

from graph.errors import QueryTimeout, StoreError, StoreUnavailable
from graph.store.answers import Answer, Rows, Solved, make_answer
from graph.store.convert import Quad, Triple, iter_ox_quads
from graph.store.formats import text_format
from graph.store.scan import check_query
from graph.store.translate import translated

BATCH = 5_000
"""Triples in one INSERT DATA: about 1 MB, which every server's default limit for a request takes."""
PARTIAL = 206
"""The HTTP status with which a server admits that it stopped before the end."""

_ROW_FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
}


class RemoteStore:
    """A `Store` behind a SPARQL endpoint; `update_endpoint` is where it takes updates, if elsewhere."""

    def __init__(self, endpoint: str, update_endpoint: str | None = None, *, timeout: float = 60) -> None:
        self.place = endpoint
        self._update_endpoint = update_endpoint or endpoint
        self._timeout = timeout

    def query(
        self,
        text: str,
        *,
        default_graphs: Iterable[URIRef] | None = None,
        named_graphs: Iterable[URIRef] | None = None,
    ) -> Answer:
        """The whole answer of the server, which alone decides what its default graph is."""
        check_query(text)
        request = self._request(text)
        for name in default_graphs or ():
            request.addParameter("default-graph-uri", str(name))
        for name in named_graphs or ():
            request.addParameter("named-graph-uri", str(name))
        with translated(text, self.place), closing(request.query().response) as response:
            media_type, body = response.headers.get_content_type(), response.read()
        if response.status == PARTIAL:
            raise QueryTimeout(f"{self.place} answers in part only: ask for less")
        with translated(place=self.place):
            _check_whole(body, media_type)
            return make_answer(lambda: _solved(body, media_type, self.place), text)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads, some thousands in one request."""
        with translated(place=self.place):
            converted = iter_ox_quads(quads)
            while batch := list(islice(converted, BATCH)):
                self._update(f"INSERT DATA {{\n{''.join(_iter_blocks(batch))}}}")

    def load(self, stream: IO[bytes], form: str = "nquads", *, graph: URIRef | None = None) -> None:
        """Add what a stream holds: all its graphs, or, with `graph`, its triples into that one."""
        name = None if graph is None else ox.NamedNode(graph)
        with translated(place=str(getattr(stream, "name", "the data"))):
            quads = ox.parse(stream, text_format(form))
            while batch := [_moved(quad, name) for quad in islice(quads, BATCH)]:
                self._update(f"INSERT DATA {{\n{''.join(_iter_blocks(batch))}}}")

    def replace(self, graph: URIRef, triples: Iterable[Triple]) -> None:
        """Make these triples the whole content of a named graph."""
        self.remove(graph)
        self.add((subject, predicate, value, graph) for subject, predicate, value in triples)

    def remove(self, graph: URIRef) -> None:
        """Remove a named graph; one that is not there is no error."""
        with translated(place=self.place):
            self._update(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")

    def graphs(self) -> tuple[URIRef, ...]:
        """The names of all graphs, sorted."""
        rows = self._rows("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }")
        return tuple(sorted(URIRef(str(name)) for (name,) in rows))

    def __len__(self) -> int:
        """The number of quads in named graphs."""
        rows = self._rows("SELECT (COUNT(*) AS ?quads) WHERE { GRAPH ?graph { ?s ?p ?o } }")
        return int(str(rows.rows[0][0]))

    def dump(self, stream: IO[bytes], form: str = "nquads", *, graph: URIRef | None = None) -> None:
        """Write all graphs, or the triples of one, graph after graph."""
        engine_form = text_format(form)
        quads = self._iter_quads((graph,) if graph is not None else self.graphs())
        with translated(place=self.place):
            ox.serialize((quad.triple for quad in quads) if graph is not None else quads, stream, engine_form)

    def close(self) -> None:
        """Nothing is held between two requests."""

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _iter_quads(self, graphs: Iterable[URIRef]) -> Iterator[ox.Quad]:
        for graph in graphs:
            name = ox.NamedNode(graph)
            answer = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
            body = io.BytesIO(answer.serialise("ntriples"))
            for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES):
                yield _moved(quad, name)

    def _rows(self, text: str) -> Rows:
        answer = self.query(text)
        if not isinstance(answer, Rows):
            raise StoreUnavailable(f"{self.place} does not answer SELECT with rows: is it a SPARQL endpoint?")
        return answer

    def _request(self, text: str) -> SPARQLWrapper:
        request = SPARQLWrapper(self.place, updateEndpoint=self._update_endpoint)
        request.setTimeout(int(self._timeout) or 1)
        request.setMethod(POST)
        request.setOnlyConneg(True)
        request.setQuery(text)
        accepted = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
        request.addCustomHttpHeader("Accept", accepted)
        return request

    def _update(self, text: str) -> None:
        with translated(text, self._update_endpoint), closing(self._request(text).query().response) as response:
            response.read()


def connect(endpoint: str, update_endpoint: str | None = None, *, timeout: float = 60) -> RemoteStore:
    """A server's store; nothing is sent before the first question. `timeout` is in seconds."""
    if not endpoint.startswith(("http://", "https://")):
        raise StoreError(f"{endpoint}: not the address of an endpoint: it begins with http:// or https://")
    return RemoteStore(endpoint, update_endpoint, timeout=timeout)


def _check_whole(body: bytes, media_type: str) -> None:
    """Read rows to their end once: a server may break off in the middle of what it called a success."""
    form = _ROW_FORMATS.get(media_type)
    if form is not None:
        solved = ox.parse_query_results(body, form)
        if isinstance(solved, ox.QuerySolutions):
            deque(solved, maxlen=0)


def _solved(body: bytes, media_type: str, place: str) -> Solved:
    rows = _ROW_FORMATS.get(media_type)
    if rows is not None:
        return ox.parse_query_results(body, rows)
    form = ox.RdfFormat.from_media_type(media_type)
    if form is None:
        raise StoreUnavailable(f"{place} answers with {media_type}, which is no form of SPARQL results")
    triples = ox.Store()
    triples.load(body, form)
    return triples.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def _moved(quad: ox.Quad, graph: ox.NamedNode | None) -> ox.Quad:
    return quad if graph is None else ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _iter_blocks(quads: Iterable[ox.Quad]) -> Iterator[str]:
    for quad in quads:
        yield f"GRAPH {quad.graph_name} {{ {quad.triple} }}\n"
