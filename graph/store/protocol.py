"""What every store can do, wherever it lives."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import IO, Protocol, Self

from rdflib import URIRef

from graph.store.answers import Answer
from graph.store.convert import Quad, Triple
from graph.store.scan import Shape


class Store(Protocol):
    """A set of named graphs that answers SPARQL 1.1; where a query names no graph, it sees all of them as one.

    A store is closed at the end of a `with` block.
    """

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

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads of rdflib terms; what is there already stays as it is."""

    def load(self, stream: IO[bytes], form: str = "nquads", *, graph: URIRef | None = None) -> None:
        """Add what a stream holds: all its graphs, or, with `graph`, its triples into that one."""

    def replace(self, graph: URIRef, triples: Iterable[Triple]) -> None:
        """Make these triples the whole content of a named graph."""

    def remove(self, graph: URIRef) -> None:
        """Remove a named graph; one that is not there is no error."""

    def graphs(self) -> tuple[URIRef, ...]:
        """The names of all graphs, sorted."""

    def __len__(self) -> int:
        """The number of quads."""

    def dump(self, stream: IO[bytes], form: str = "nquads", *, graph: URIRef | None = None) -> None:
        """Write all graphs, or the triples of one, as the engine orders them."""

    def close(self) -> None:
        """Let go of files and connections; closing twice is no error."""

    def __enter__(self) -> Self:
        """The store itself, closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()
