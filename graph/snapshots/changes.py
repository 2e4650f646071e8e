"""What changed between two snapshots: the facts that came and those that went."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from graph.differences import find_differences
from graph.snapshots.concluded import find_concluded, iter_concluded
from graph.store import Triple, Triples, iter_graph, open_disk, open_memory
from graph.terms import FACTS


class Changes(NamedTuple):
    """The facts that came and the facts that went between two snapshots, each sorted."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


def find_changes(old: Path, new: Path) -> Changes:
    """Which facts came and which went from one snapshot's folder to another's, or to a draft's."""
    gone, come = find_differences(_iter_facts(old), _iter_facts(new))
    return Changes(_parse_lines(come), _parse_lines(gone))


def _iter_facts(folder: Path) -> Iterator[bytes]:
    if FACTS in find_concluded(folder):
        yield from iter_concluded(folder, FACTS)
        return
    with open_disk(folder / "store", read_only=True) as store:
        yield from iter_graph(store, FACTS)


def _parse_lines(lines: list[bytes]) -> tuple[Triple, ...]:
    with open_memory() as store:
        store.load(io.BytesIO(b"".join(lines)), "ntriples", graph=FACTS)
        answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        triples = cast("Triples", answer).triples
    return tuple(sorted(triples, key=lambda triple: tuple(term.n3() for term in triple)))
