"""What changed between two snapshots: the facts that came and those that went."""

from __future__ import annotations

import io
from typing import NamedTuple, cast

from graph.differences import Differences, find_differences
from graph.store import Store, Triple, Triples, iter_graph, open_memory
from graph.terms import FACTS


class Changes(NamedTuple):
    """The facts that came and the facts that went between two snapshots, each sorted."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


def find_changes(old: Store, new: Store) -> Changes:
    """Which facts came and which went from one snapshot's store to another's."""
    return parse_changes(find_differences(iter_graph(old, FACTS), iter_graph(new, FACTS)))


def parse_changes(facts: Differences) -> Changes:
    """The same, where it is known how lines of facts differ."""
    return Changes(_parse_lines(facts.come), _parse_lines(facts.gone))


def _parse_lines(lines: list[bytes]) -> tuple[Triple, ...]:
    with open_memory() as store:
        store.load(io.BytesIO(b"".join(lines)), "ntriples", graph=FACTS)
        answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        triples = cast("Triples", answer).triples
    return tuple(sorted(triples, key=lambda triple: tuple(term.n3() for term in triple)))
