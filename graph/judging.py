"""Documents judged by the shapes beside the build, in a process of their own where there are many."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager

from rdflib import URIRef

from graph.claims import Claim, Claims
from graph.errors import WorkspaceError
from graph.workers import open_pool

_MANY = 5_000  # claims that take longer to judge than a process to start
_WAITING = 2  # parcels: one that is judged, and the next


class Judge:
    """Who takes parcels of documents and, when all are told, knows which of them break a shape."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._pool: ProcessPoolExecutor | None = None
        self._held: dict[URIRef, list[Claim]] = {}
        self._under_way: deque[Future[dict[URIRef, str]]] = deque()
        self._broken: dict[URIRef, str] = {}

    def take(self, claims: Claims) -> None:
        """Judge these documents too; waits while more lie here than may be held."""
        self._held.update(claims)
        if self._pool is None and sum(map(len, self._held.values())) < _MANY:
            return
        self._pool = self._pool or self._stack.enter_context(open_pool(1))
        while len(self._under_way) >= _WAITING:
            self._await()
        self._under_way.append(self._pool.submit(_judge_parcel, self._held))
        self._held = {}

    def result(self) -> dict[URIRef, str]:
        """The documents that break a shape, each with what is wrong."""
        while self._under_way:
            self._await()
        self._stack.close()  # what its process has taken is needed elsewhere now
        self._broken |= judge_documents(self._held)
        self._held = {}
        return self._broken

    def _await(self) -> None:
        try:
            self._broken |= self._under_way.popleft().result()
        except BrokenProcessPool as error:
            raise WorkspaceError(
                "the process that judges the documents was ended, for want of memory perhaps: build again"
            ) from error


@contextmanager
def judging() -> Iterator[Judge]:
    """Who judges documents; many of them in a process of its own."""
    with ExitStack() as stack:
        yield Judge(stack)


def judge_documents(claims: Claims) -> dict[URIRef, str]:
    """What is wrong with each document that breaks a shape."""
    # Its library takes a while to load, which is nothing to a process of its own, and too much where nothing is judged.
    from graph.validate import validate_documents  # noqa: PLC0415

    return validate_documents(claims) if claims else {}


def _judge_parcel(claims: Claims) -> dict[URIRef, str]:
    """The same, in the judge's own process, which is left as it was: the graphs of a parcel hold each other, and so go only when
    they are searched for, so that it would grow with each parcel.
    """
    broken = judge_documents(claims)
    gc.collect()
    return broken
