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
from typing import IO, TYPE_CHECKING
from urllib.error import HTTPError

import pyoxigraph as ox
from rdflib import URIRef
from SPARQLWrapper import POST, SPARQLExceptions, SPARQLWrapper

from graph.errors import StoreError, StoreUnavailable
from graph.store.access import PASSWORD, USER, Access, check_address
from graph.store.answers import Answer, Rows, make_answer
from graph.store.convert import Quad, Triple, iter_ox_quads
from graph.store.formats import text_format
from graph.store.protocol import Store
from graph.store.replies import Reply, check_whole, read_reply, solve
from graph.store.scan import Shape, check_query
from graph.store.standard import check_standard
from graph.store.translate import translated

if TYPE_CHECKING:
    from graph.store.accounts import Attempts, Challenged
    from graph.store.graphs import GraphStore

ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples, text/turtle;q=0.9"
"""What is accepted, for each form of query: Virtuoso gives triples as rows, in a way of its own, where it may."""
HELD = 16_000_000
"""Bytes of a graph that wait in memory to be sent; more of them wait in a file."""


class RemoteStore(Store):
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
        self._account: Challenged | None = None

    def query(
        self,
        text: str,
        *,
        default_graphs: Iterable[URIRef] | None = None,
        named_graphs: Iterable[URIRef] | None = None,
        shape: Shape | None = None,
    ) -> Answer:
        """The whole answer of the server, which alone decides what its default graph is."""
        if shape is None:
            check_query(text, self._services)
        accepted = TRIPLES if check_standard(text) else ROWS
        fields = [("default-graph-uri", str(name)) for name in default_graphs or ()]
        fields += [("named-graph-uri", str(name)) for name in named_graphs or ()]
        reply = self._ask(text, fields, accepted)
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
        # Counted, since Virtuoso takes minutes for the names alone of graphs that came a moment ago.
        rows = self._rows("SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
        return tuple(sorted(URIRef(str(name)) for name, _ in rows))

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

    def greet(self, *, writes: bool = False) -> None:
        """Make sure that the server answers a query, and, if that is wanted, that it takes graphs; StoreError where not."""
        self.query("ASK { ?s ?p ?o }")
        if writes:
            self.writing.greet()

    @cached_property
    def writing(self) -> GraphStore:
        """Where graphs are written."""
        from graph.store.graphs import GraphStore  # noqa: PLC0415 - loads a library that asking does without

        return GraphStore(self.graph_store, self._access)

    def close(self) -> None:
        """Close the connection; closing twice is no error."""
        if "writing" in vars(self):
            self.writing.close()

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

    def _ask(self, text: str, fields: list[tuple[str, str]], accepted: str) -> Reply:
        """What the server answers, in full; the account is given only where it is asked for."""
        until = time.monotonic() + self._access.seconds
        with translated(text, self.place, self._access.hide):
            response = self._open(text, fields, accepted)
            with closing(response):
                return read_reply(response, self.place, until)

    def _open(self, text: str, fields: list[tuple[str, str]], accepted: str) -> HTTPResponse:
        attempts = self._find_attempts()
        while True:
            try:
                request = self._request(text, fields)
                request.addCustomHttpHeader("Accept", accepted)
                if attempts and attempts.given:
                    request.addCustomHttpHeader("Authorization", attempts.given)
                return request.query().response
            except SPARQLExceptions.Unauthorized as error:
                refusal = error.__context__
                # Whoever was led to by the server is not who the account is for.
                known = refusal.headers if isinstance(refusal, HTTPError) and refusal.url == self.place else None
                if attempts is None or known is None or not attempts.refuse(known):
                    wrong = "does not know this user and password: check" if attempts else "asks for an account: set"
                    raise StoreUnavailable(f"{self.place} {wrong} {USER} and {PASSWORD}") from error

    def _find_attempts(self) -> Attempts | None:
        if not self._access.password:
            return None
        from graph.store.accounts import Attempts, Challenged  # noqa: PLC0415 - loads a library that most do without

        self._account = self._account or Challenged(self._access)
        return Attempts(self._account, "POST", self.place)

    def _request(self, text: str, fields: list[tuple[str, str]]) -> SPARQLWrapper:
        request = SPARQLWrapper(self.place)
        request.setTimeout(int(self._access.seconds) or 1)
        request.setMethod(POST)
        request.setOnlyConneg(True)
        request.setQuery(text)
        for name, value in fields:
            request.addParameter(name, value)
        return request


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
