"""What a query gives: rows, a truth value, or triples; each read as rdflib terms or written by the engine itself.

An answer is whole or an error: nothing is handed out that was cut short. Writing never passes through rdflib, which
would take many times as long as the engine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import IO, Any, cast

import pyoxigraph as ox

from graph.store.convert import Term, from_ox, to_value
from graph.store.formats import row_format, triple_format
from graph.store.translate import translated
from graph.terms import WRITTEN_PREFIXES


class Rows:
    """The rows of a SELECT: `variables` in order, and `rows` of terms (None where unbound)."""

    def __init__(
        self, solutions: ox.QuerySolutions, again: Callable[[], ox.QuerySolutions], query: str | None = None
    ) -> None:
        self.variables: tuple[str, ...] = tuple(variable.value for variable in solutions.variables)
        self._fresh: ox.QuerySolutions | None = solutions
        self._again = again
        self._query = query

    @cached_property
    def rows(self) -> tuple[tuple[Term | None, ...], ...]:
        """All rows, as rdflib terms."""
        with translated(self._query):
            return tuple(
                tuple(None if term is None else from_ox(term) for term in solution) for solution in self._take()
            )

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def iter_texts(self) -> Iterator[tuple[str | None, ...]]:
        """Each row as the engine finds it, its terms as bare text; nothing is kept, however many there are."""
        with translated(self._query):
            for solution in self._take():
                yield tuple(None if term is None else term.value for term in solution)

    def iter_values(self) -> Iterator[tuple[Any, ...]]:
        """Each row as the engine finds it, as Python has it: IRIs as rdflib's, numbers and truth values as its own, all other
        literals as text.
        """
        with translated(self._query):
            for solution in self._take():
                yield tuple(map(to_value, solution))

    def __len__(self) -> int:
        return len(self.rows)

    def serialise(self, form: str = "json") -> bytes:
        """The answer in one of `ROW_FORMATS`, whole."""
        return _whole(self.write, form)

    def write(self, stream: IO[bytes], form: str = "json") -> None:
        """Write the answer to a stream as it comes; only what returns without an error is whole."""
        with translated(self._query):
            # Taken first, so that an error about the form does not hold solutions, which must go in the thread that asked.
            self._take().serialize(stream, row_format(form))

    def _take(self) -> ox.QuerySolutions:
        # The engine's solutions can be walked once; a second reading of one answer asks again.
        solutions, self._fresh = self._fresh, None
        return self._again() if solutions is None else solutions


class Truth:
    """The answer to an ASK."""

    def __init__(self, answer: ox.QueryBoolean) -> None:
        self._answer = answer
        self.value = bool(answer)

    def __bool__(self) -> bool:
        return self.value

    def serialise(self, form: str = "json") -> bytes:
        """The answer in one of `ROW_FORMATS`: CSV and TSV hold the bare word."""
        return _whole(self.write, form)

    def write(self, stream: IO[bytes], form: str = "json") -> None:
        """Write the answer to a stream."""
        engine_form = row_format(form)
        with translated():
            self._answer.serialize(stream, engine_form)


class Triples:
    """The triples of a CONSTRUCT or DESCRIBE."""

    def __init__(self, triples: Iterable[ox.Triple], query: str | None = None) -> None:
        self._query = query
        with translated(query):
            self._triples = list(triples)

    @cached_property
    def triples(self) -> tuple[tuple[Term, Term, Term], ...]:
        """All triples, as rdflib terms."""
        with translated(self._query):
            return tuple((from_ox(t.subject), from_ox(t.predicate), from_ox(t.object)) for t in self._triples)

    def __iter__(self) -> Iterator[tuple[Term, Term, Term]]:
        return iter(self.triples)

    def __len__(self) -> int:
        return len(self._triples)

    def serialise(self, form: str = "turtle") -> bytes:
        """The answer in one of `TRIPLE_FORMATS`, with the project's prefixes where the format has any."""
        return _whole(self.write, form)

    def write(self, stream: IO[bytes], form: str = "turtle") -> None:
        """Write the answer to a stream."""
        engine_form = triple_format(form)
        with translated(self._query):
            ox.serialize(self._triples, stream, engine_form, prefixes=WRITTEN_PREFIXES)


Answer = Rows | Truth | Triples
Solved = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def make_answer(solve: Callable[[], Solved], query: str | None = None) -> Answer:
    """The answer that `solve` computes; it is called again if the rows of an answer are read a second time."""
    with translated(query):
        solved = solve()
    if isinstance(solved, ox.QueryBoolean):
        return Truth(solved)
    if isinstance(solved, ox.QuerySolutions):
        return Rows(solved, cast("Callable[[], ox.QuerySolutions]", solve), query)
    return Triples(solved, query)


def _whole(write: Callable[[IO[bytes], str], None], form: str) -> bytes:
    buffer = io.BytesIO()
    write(buffer, form)
    return buffer.getvalue()
