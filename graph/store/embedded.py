"""Oxigraph inside this process, in memory or on disk: nothing to install, nothing to start."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox
from rdflib import URIRef

from graph.errors import StoreError, StoreUnavailable
from graph.store.answers import Answer, Solved, make_answer
from graph.store.convert import Quad, Triple, iter_ox_quads
from graph.store.formats import quad_format, text_format, triple_format
from graph.store.protocol import Store
from graph.store.scan import Shape, check_query
from graph.store.translate import translated
from graph.terms import WRITTEN_PREFIXES

_LINES = 100_000  # of text that are given to the engine at a time: some 25 MB
_AT_ONCE = 500
"""Things that are looked up before their lines are given: what these are told of is held."""


class EmbeddedStore(Store):
    """A `Store` over an Oxigraph engine; `place` names it in messages, `services` are what SERVICE may call, `base` is what
    relative IRIs of queries are read against: without it they are refused, since most are slips.
    """

    def __init__(
        self,
        engine: ox.Store,
        place: str = "the store in memory",
        *,
        read_only: bool = False,
        services: frozenset[str] = frozenset(),
        base: str | None = None,
    ) -> None:
        self._open_engine: ox.Store | None = engine
        self._read_only = read_only
        self._services = services
        self._base = base
        self.place = place

    def query(
        self,
        text: str,
        *,
        default_graphs: Iterable[URIRef] | None = None,
        named_graphs: Iterable[URIRef] | None = None,
        shape: Shape | None = None,
    ) -> Answer:
        """The whole answer; `default_graphs` and `named_graphs` go before the query's own FROM lines.

        `shape` is what `check_query` told of this query: whoever gives it spares a second look.
        """
        names_graphs = (shape or check_query(text, self._services)).names_graphs
        with translated(text):
            defaults, named = _names(default_graphs), _names(named_graphs)
        # The engine's union would silently override a FROM line, so it is asked for only where nobody names a graph.
        union = defaults is None and named is None and not names_graphs
        if named is not None and defaults is None:
            defaults = []

        def solve() -> Solved:
            return self.engine.query(
                text, base_iri=self._base, use_default_graph_as_union=union, default_graph=defaults, named_graphs=named
            )

        return make_answer(solve, text)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads of rdflib terms; what is there already stays as it is."""
        with translated(place=self.place):
            self.engine.bulk_extend(iter_ox_quads(quads))

    def load(self, stream: IO[bytes], form: str = "nquads", *, graph: URIRef | None = None) -> None:
        """Add what a stream holds: all its graphs, or, with `graph`, its triples into that one."""
        into = None if graph is None else ox.NamedNode(graph)
        engine_form = text_format(form)
        # What is in memory already, the engine reads without asking Python for each piece.
        source = stream.getvalue() if isinstance(stream, io.BytesIO) else stream
        with translated(place=str(getattr(stream, "name", "the data"))):
            self.engine.bulk_load(source, engine_form, to_graph=into)

    def load_lines(self, lines: Iterable[str], graph: URIRef) -> int:
        """Add triples without blank nodes to a graph, as lines of N-Triples, which the engine reads faster than terms made by Python,
        and without keeping Python from its work; gives how many, of which only some are held at a time.
        """
        rest, number = iter(lines), 0
        while some := list(islice(rest, _LINES)):
            number += len(some)
            self.load(io.BytesIO("".join(some).encode()), "ntriples", graph=graph)
        return number

    def construct(self, text: str, graph: URIRef) -> int:
        """Put what a CONSTRUCT gives into a graph, which it does not see while it is asked; gives the number of triples, of which only
        some are held at a time.
        """
        check_query(text, self._services)
        with translated(text):
            triples, number = cast("ox.QueryTriples", self.engine.query(text, use_default_graph_as_union=True)), 0
            while some := list(islice(triples, _LINES)):
                number += len(some)
                # As text, since the engine reads that faster than terms that come one by one.
                self.load(io.BytesIO(ox.serialize(some, format=ox.RdfFormat.N_TRIPLES) or b""), "ntriples", graph=graph)
        return number

    def load_file(self, path: Path, form: str, *, graph: URIRef) -> None:
        """Add what a file holds that `survey` found sound, with triples outside of its named graphs in `graph`, and relative
        addresses read against that name. Its blank nodes are its own.
        """
        engine_form = text_format(form)
        with translated(place=str(path)):
            self.engine.bulk_load(
                path=str(path), format=engine_form, base_iri=graph, to_graph=ox.NamedNode(graph), lenient=True
            )

    def replace(self, graph: URIRef, triples: Iterable[Triple]) -> None:
        """Make these triples the whole content of a named graph."""
        quads = [(subject, predicate, value, graph) for subject, predicate, value in triples]
        self.remove(graph)
        self.add(quads)

    def remove(self, graph: URIRef) -> None:
        """Remove a named graph; one that is not there is no error."""
        with translated(place=self.place):
            self.engine.remove_graph(ox.NamedNode(graph))

    def amend(self, graph: URIRef, removed: Iterable[bytes], added: Iterable[bytes]) -> None:
        """Take triples out of a named graph and put others into it, both as lines of N-Triples."""
        form, name = text_format("ntriples"), ox.NamedNode(graph)
        with translated(place=self.place):
            for triple in ox.parse(b"\n".join(removed), form):
                self.engine.remove(ox.Quad(triple.subject, triple.predicate, triple.object, name))
            self.engine.load(b"\n".join(added), form, to_graph=name)

    def iter_about(self, graph: URIRef, things: Iterable[str]) -> Iterator[bytes]:
        """The N-Triples lines that a graph has about each of these things, in no order; as `iter_graph` writes them, but that
        blank nodes keep the names that they have here.
        """
        name, rest = ox.NamedNode(graph), iter(things)
        while some := list(islice(rest, _AT_ONCE)):
            with translated(place=self.place):
                triples = (
                    quad.triple
                    for thing in some
                    for quad in self.engine.quads_for_pattern(ox.NamedNode(thing), None, None, name)
                )
                text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
            # By "\n" alone, and what follows the last one is nothing.
            yield from (line + b"\n" for line in text.split(b"\n")[:-1])

    def iter_leading(self, graph: URIRef, predicate: URIRef, things: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What leads by a predicate to each of these things in a graph: its IRI and the thing's, in no order."""
        name, by = ox.NamedNode(graph), ox.NamedNode(predicate)
        for thing in things:
            with translated(place=self.place):
                found = [quad.subject for quad in self.engine.quads_for_pattern(None, by, ox.NamedNode(thing), name)]
            yield from ((subject.value, thing) for subject in found if isinstance(subject, ox.NamedNode))

    def compact(self) -> None:
        """Put the files of a store that was written whole in order, once: it is asked several times as quickly then, and whoever goes
        on from it does not have to, which would take as long. Two seconds of a processor for a million quads.
        """
        with translated(place=self.place):
            self.engine.optimize()

    def graphs(self) -> tuple[URIRef, ...]:
        """The names of all graphs, sorted."""
        with translated(place=self.place):
            return tuple(sorted(URIRef(name.value) for name in self.engine.named_graphs()))

    def __len__(self) -> int:
        """The number of quads."""
        with translated(place=self.place):
            return len(self.engine)

    def dump(self, stream: IO[bytes], form: str = "nquads", *, graph: URIRef | None = None) -> None:
        """Write all graphs, or the triples of one, as the engine orders them."""
        source = None if graph is None else ox.NamedNode(graph)
        engine_form = quad_format(form) if graph is None else triple_format(form)
        with translated(place=self.place):
            self.engine.dump(stream, engine_form, from_graph=source, prefixes=WRITTEN_PREFIXES)

    def close(self) -> None:
        """Let go of the engine's files, after all is written to them; closing twice is no error."""
        engine, self._open_engine = self._open_engine, None
        if engine is not None and not self._read_only:
            with translated(place=self.place):
                engine.flush()

    @property
    def engine(self) -> ox.Store:
        """The engine itself, for what is done with it by this package alone. StoreError once the store is closed."""
        if self._open_engine is None:
            raise StoreError(f"{self.place} is closed")
        return self._open_engine


def _names(graphs: Iterable[URIRef] | None) -> list[Any] | None:
    # "Any", since the engine's type information wants lists of every kind of graph name and lists are invariant.
    return None if graphs is None else [ox.NamedNode(name) for name in graphs]


def open_memory(*, services: frozenset[str] = frozenset(), base: str | None = None) -> EmbeddedStore:
    """An empty store in memory; for `services` and `base` see `open_disk`."""
    return EmbeddedStore(ox.Store(), services=services, base=base)


def open_disk(
    path: Path | str,
    *,
    read_only: bool = False,
    services: frozenset[str] = frozenset(),
    base: str | None = None,
) -> EmbeddedStore:
    """A store in a folder: made where there is none, or, `read_only`, one that nobody writes any more.

    Its queries may call the addresses in `services`, and no others; relative IRIs in them are read against `base`.
    """
    place = str(path)
    if read_only and not (Path(path) / "CURRENT").is_file():
        raise StoreUnavailable(f"{place} holds no store: build it first")
    with translated(place=place):
        engine = ox.Store.read_only(place) if read_only else ox.Store(place)
    return EmbeddedStore(engine, place, read_only=read_only, services=services, base=base)


def copy_disk(source: Path, target: Path) -> None:
    """Give a store that nobody writes any more a second folder, to be written there: its large files stay one on the disk."""
    with translated(place=str(source)):
        ox.Store.read_only(str(source)).backup(str(target))
