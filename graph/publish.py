"""A snapshot's graphs in a store elsewhere: what changed is put there, what is gone is deleted, the rest is left as it is.

    with workspace.open_store() as store, connect(address) as remote:
        publish(store, remote, workspace.path / "stores", name=workspace.current().name)

A failed upload is resumed by the next. Graphs of others in the same store are not touched.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from rdflib import URIRef

from graph.errors import StoreError
from graph.ledger import DOUBT, Ledger, open_ledger
from graph.store import RemoteStore, Store
from graph.store.ordered import iter_graph
from graph.store.remote import HELD
from graph.terms import DESCRIPTION

UNION = "ASK { ?s ?p ?o . GRAPH ?graph { ?s ?p ?o } }"

Progress = Callable[[int, int, str], None]


class Published(NamedTuple):
    """How many graphs were sent, left as they were, and deleted; and whether the store asks all graphs as one where a
    question names none, as ours want it.
    """

    sent: int
    kept: int
    removed: int
    union: bool


def publish(
    store: Store, remote: RemoteStore, folder: Path, *, name: str = "", progress: Progress | None = None
) -> Published:
    """Make the remote store hold what the store holds; `folder` keeps what was sent, `name` is the snapshot's.

    StoreError where the remote store fails, with how far it went: the next call goes on from there.
    """
    with open_ledger(folder, remote.graph_store) as ledger:
        there = {str(graph) for graph in remote.graphs()}
        _forget(ledger, there)
        if ledger.snapshot != name or not name or DOUBT in ledger.held.values():
            done = _send(store, remote, ledger, name, progress or _say_nothing)
        else:
            done = 0, len(ledger.held), 0
        return Published(*done, bool(remote.query(UNION)))


def _forget(ledger: Ledger, there: set[str]) -> None:
    """Bring into doubt what the store was sent and has not: somebody may have emptied it."""
    for graph, told in list(ledger.held.items()):
        if graph not in there and told != DOUBT:
            ledger.note(graph, DOUBT)


def _send(store: Store, remote: RemoteStore, ledger: Ledger, name: str, progress: Progress) -> tuple[int, int, int]:
    """How many graphs were sent, kept and deleted."""
    # What the dataset says of itself comes last: it is told of what is there.
    graphs = sorted(store.graphs(), key=lambda graph: (graph == DESCRIPTION, graph))
    gone = sorted(set(ledger.held) - set(map(str, graphs)))
    sent = deleted = 0
    ledger.finish("")
    try:
        for number, graph in enumerate(graphs):
            progress(number, len(graphs), graph)
            sent += _send_graph(store, remote, ledger, graph)
        for name_gone in gone:
            ledger.note(name_gone, DOUBT)
            remote.remove(URIRef(name_gone))
            ledger.note(name_gone, None)
            deleted += 1
    except StoreError as error:
        if sent or deleted:
            error.args = (
                f"{error}; {sent} graphs were sent and {deleted} deleted: the same command goes on from there",
            )
        raise
    ledger.finish(name)
    return sent, len(graphs) - sent, deleted


def _send_graph(store: Store, remote: RemoteStore, ledger: Ledger, graph: URIRef) -> bool:
    """Whether the graph had to be sent."""
    with _written(store, graph) as (triples, told):
        if ledger.held.get(str(graph)) == told:
            return False
        ledger.note(str(graph), DOUBT)
        remote.writing.put(graph, triples)
        ledger.note(str(graph), told)
    return True


@contextmanager
def _written(store: Store, graph: URIRef) -> Iterator[tuple[IO[bytes], str]]:
    """A graph in N-Triples, always in the same order, and the digest of that."""
    written = hashlib.sha256()
    with tempfile.SpooledTemporaryFile(max_size=HELD) as file:
        for line in iter_graph(store, graph):
            written.update(line)
            file.write(line)
        yield file, written.hexdigest()


def _say_nothing(_done: int, _total: int, _name: str) -> None:
    """The progress that nobody watches."""
