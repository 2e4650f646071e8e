"""Documents judged by the shapes beside the build, in a process of their own where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from rdflib import URIRef

from graph.conclusions import Claims
from graph.errors import WorkspaceError
from graph.workers import open_pool

_MANY = 5_000  # claims that take longer to judge than a process to start


@contextmanager
def judged(claims: Claims) -> Iterator[Callable[[], dict[URIRef, str]]]:
    """What gives the documents that break a shape, each with what is wrong; many are judged in a process of its own."""
    if sum(map(len, claims.values())) < _MANY:
        yield lambda: judge_documents(claims)
        return
    with open_pool(1) as pool:
        judging = pool.submit(judge_documents, claims)

        def judge() -> dict[URIRef, str]:
            try:
                return judging.result()
            except BrokenProcessPool as error:
                raise WorkspaceError(
                    "the process that judges the documents was ended, for want of memory perhaps: build again"
                ) from error

        yield judge


def judge_documents(claims: Claims) -> dict[URIRef, str]:
    """What is wrong with each document that breaks a shape."""
    # Its library takes a while to load, which is nothing to a process of its own, and too much where nothing is judged.
    from graph.validate import validate_documents  # noqa: PLC0415

    return validate_documents(claims) if claims else {}
