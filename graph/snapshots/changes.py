"""What changed between two stores: the facts that came and those that went."""

from __future__ import annotations

import io
from typing import NamedTuple, cast

from graph.snapshots.patch import read_lines
from graph.store import Store, Triple, Triples, open_memory
from graph.terms import FACTS


class Changes(NamedTuple):
    """The facts that came and the facts that went between two snapshots, each sorted."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


def compare(old: Store, new: Store) -> Changes:
    """Which facts came and which went from one store to another."""
    before, after = read_lines(old, FACTS), read_lines(new, FACTS)
    return Changes(_parse_lines(after - before), _parse_lines(before - after))


def _parse_lines(lines: set[bytes]) -> tuple[Triple, ...]:
    with open_memory() as store:
        store.load(io.BytesIO(b"\n".join(sorted(lines))), "ntriples", graph=FACTS)
        answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        triples = cast("Triples", answer).triples
    return tuple(sorted(triples, key=lambda triple: tuple(term.n3() for term in triple)))
