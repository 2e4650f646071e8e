"""The graph as RDF, in one fixed order: the same snapshot gives the same bytes, and two snapshots compare."""

from __future__ import annotations

from typing import IO

from graph.export.job import Job
from graph.store import dump_ordered


def write_rdf(job: Job, stream: IO[bytes]) -> None:
    """Write the store, or the part of it that is wanted; the kind is one of the store's formats."""
    dump_ordered(job.store, stream, job.kind, job.keep)
