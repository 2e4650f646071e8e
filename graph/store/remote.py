"""A SPARQL 1.1 server, by address: queries by the protocol, whole graphs by the Graph Store Protocol.

The same scan stands before it as before the engine in this process, and one more look for what dialects add: a strange
query must not make the server call others. An answer that the server cut short is an error here, whatever it calls it.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cached_property
from http.client import HTTPResponse
from itertools import groupby
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

import pyoxigraph as ox
from rdflib import URIRef
from SPARQLWrapper import BASIC, DIGEST, POST, SPARQLExceptions, SPARQLWrapper

from graph.errors import StoreError, StoreUnavailable
from graph.store.access import PASSWORD, USER, Access, check_address, choose_scheme
from graph.store.answers import Answer, Rows, make_answer
from graph.store.convert import Quad, Triple, iter_ox_quads
from graph.store.formats import text_format
from graph.store.replies import Reply, check_whole, read_reply, solve
from graph.store.scan import check_query
from graph.store.standard import check_standard
from graph.store.translate import translated

if TYPE_CHECKING:
    from graph.store.graphs import GraphStore

HELD = 16_000_000
"""Bytes of a graph that wait in memory to be sent; more of them wait in a file."""


class RemoteStore:
    """A `Store` behind a SPARQL endpoint; `graph_store` is where it takes graphs, if elsewhere, and `services` are what
    SERVICE may call.
    """

    def __init__(
        self,
        endpoint: str,
        graph_store: str | None = None,
        *,
        access: Access | None = None,
        services: frozenset[str] = frozenset(),
    ) -> None:
        self.place = endpoint
        self.graph_store = graph_store or endpoint
        self._access = access or Access()
        self._services = services
        self._scheme = ""

    def query(
        self,
        text: str,
        *,
        default_graphs: Iterable[URIRef] | None = None,
        named_graphs: Iterable[URIRef] | None = None,
    ) -> Answer:
        """The whole answer of the server, which alone decides what its default graph is."""
        check_query(text, self._services)
        check_standard(text)
        fields = [("default-graph-uri", str(name)) for name in default_graphs or ()]
        fields += [("named-graph-uri", str(name)) for name in named_graphs or ()]
        reply = self._ask(text, fields)
        with translated(place=self.place):
            check_whole(reply)
            return make_answer(lambda: solve(reply), text)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads: those of one graph that follow each other go in one request."""
        self._add(iter_ox_quads(quads))

    def load(self, stream: IO[bytes], form: str = "nquads", *, graph: URIRef | None = None) -> None:
        """Add what a stream holds: all its graphs, or, with `graph`, its triples into that one."""
        name = None if graph is None else ox.NamedNode(graph)
        engine_form = text_format(form)
        with translated(place=str(getattr(stream, "name", "the data"))):
            parsed = ox.parse(stream, engine_form)
        self._add(_moved(quad, name) for quad in parsed)

    def replace(self, graph: URIRef, triples: Iterable[Triple]) -> None:
        """Make these triples the whole content of a named graph."""
        quads = iter_ox_quads((subject, predicate, value, graph) for subject, predicate, value in triples)
        self._write(self.writing.put, graph, quads)

    def remove(self, graph: URIRef) -> None:
        """Remove a named graph; one that is not there is no error."""
        self.writing.delete(graph)

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

    @cached_property
    def writing(self) -> GraphStore:
        """Where graphs are written."""
        from graph.store.graphs import GraphStore  # noqa: PLC0415 - loads a library that asking does without

        return GraphStore(self.graph_store, self._access)

    def close(self) -> None:
        """Close the connection; closing twice is no error."""
        if "writing" in vars(self):
            self.writing.close()

    def __enter__(self) -> Self:
        """The store itself, closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _add(self, quads: Iterable[ox.Quad]) -> None:
        for name, run in groupby(quads, key=lambda quad: quad.graph_name):
            if not isinstance(name, ox.NamedNode):
                raise StoreError(f"{self.graph_store}: triples go into named graphs: give their graph a name")
            self._write(self.writing.post, URIRef(name.value), run)

    def _write(self, send: Callable[[URIRef, IO[bytes]], None], graph: URIRef, quads: Iterable[ox.Quad]) -> None:
        with tempfile.SpooledTemporaryFile(max_size=HELD) as held:
            with translated(place=self.place):
                ox.serialize((quad.triple for quad in quads), held, ox.RdfFormat.N_TRIPLES)
            send(graph, held)

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

    def _ask(self, text: str, fields: list[tuple[str, str]]) -> Reply:
        """What the server answers, in full; the account is given only where it is asked for."""
        until = time.monotonic() + self._access.seconds
        with translated(text, self.place, self._access.hide):
            response = self._open(text, fields)
            with closing(response):
                return read_reply(response, self.place, until)

    def _open(self, text: str, fields: list[tuple[str, str]]) -> HTTPResponse:
        while True:
            try:
                return self._request(text, fields).query().response
            except SPARQLExceptions.Unauthorized as error:
                self._learn_scheme(error)

    def _request(self, text: str, fields: list[tuple[str, str]]) -> SPARQLWrapper:
        request = SPARQLWrapper(self.place)
        request.setTimeout(int(self._access.seconds) or 1)
        request.setMethod(POST)
        request.setOnlyConneg(True)
        request.setQuery(text)
        accepted = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
        request.addCustomHttpHeader("Accept", accepted)
        for name, value in fields:
            request.addParameter(name, value)
        if self._scheme:
            request.setHTTPAuth(self._scheme)
            request.setCredentials(self._access.user, self._access.password)
        return request

    def _learn_scheme(self, error: Exception) -> None:
        """Choose the scheme in which the account is given from now on; StoreUnavailable where there is nothing to give."""
        answered = error.__context__
        same = getattr(answered, "url", self.place) == self.place
        challenges = getattr(answered, "headers", None)
        found = choose_scheme(challenges.get_all("WWW-Authenticate", []) if challenges else [])
        if self._scheme or not found or not self._access.password or not same:
            wrong = "does not know this user and password: check" if self._scheme else "asks for an account: set"
            raise StoreUnavailable(f"{self.place} {wrong} {USER} and {PASSWORD}") from error
        self._scheme = {"digest": DIGEST, "basic": BASIC}[found]


def connect(
    endpoint: str,
    graph_store: str | None = None,
    *,
    access: Access | None = None,
    services: frozenset[str] = frozenset(),
) -> RemoteStore:
    """A server's store; nothing is sent before the first question. StoreError for what is no address of one."""
    check_address(endpoint)
    if graph_store is not None:
        check_address(graph_store)
    return RemoteStore(endpoint, graph_store, access=access, services=services)


def _moved(quad: ox.Quad, graph: ox.NamedNode | None) -> ox.Quad:
    return quad if graph is None else ox.Quad(quad.subject, quad.predicate, quad.object, graph)
