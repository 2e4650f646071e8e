"""What changed between two snapshots: the facts that came and those that went."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

from graph.snapshots.concluded import find_concluded, iter_concluded
from graph.store import Triple, Triples, iter_graph, open_disk, open_memory
from graph.terms import FACTS


class Changes(NamedTuple):
    """The facts that came and the facts that went between two snapshots, each sorted."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


class Differences(NamedTuple):
    """The lines of the old that are not in the new, and those of the new that are not in the old."""

    gone: list[bytes]
    come: list[bytes]


def find_differences(old: Iterable[bytes], new: Iterable[bytes]) -> Differences:
    """How lines differ from lines, where both come in order, each once; no more of them are held than differ."""
    gone, come = list[bytes](), list[bytes]()
    olds, news = iter(old), iter(new)
    before, after = next(olds, None), next(news, None)
    while before is not None or after is not None:
        if before == after:
            before, after = next(olds, None), next(news, None)
        elif after is None or (before is not None and before < after):
            gone.append(before or b"")
            before = next(olds, None)
        else:
            come.append(after)
            after = next(news, None)
    return Differences(gone, come)


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
