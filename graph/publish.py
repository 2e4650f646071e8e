"""A snapshot's graphs in a store elsewhere: what changed is put there, what is gone is deleted, the rest is left as it is.

    with workspace.open_store() as store, connect(address) as remote:
        publish(store, remote, workspace.path / "stores", name=workspace.current().name)

A failed upload is resumed by the next, and one whose server is away waits for it; a server that was never there is told before
any work is done. Graphs of others in the same store are not
touched.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple, TypeVar

from rdflib import URIRef

from graph.errors import QueryTimeout, StoreAway, StoreError
from graph.ledger import DOUBT, Ledger, is_known, open_ledger
from graph.store import RemoteStore, Store
from graph.store.ordered import iter_graph
from graph.store.remote import HELD
from graph.terms import DESCRIPTION

UNION = "ASK { ?s ?p ?o . GRAPH ?graph { ?s ?p ?o } }"

_PAUSE = 2.0
"""Seconds between two tries."""

Progress = Callable[[int, int, str], None]
Given = TypeVar("Given")


class Published(NamedTuple):
    """How many graphs were sent, left as they were, and deleted; and whether the store asks all graphs as one where a
    question names none, as ours want it.
    """

    sent: int
    kept: int
    removed: int
    union: bool


class Patience:
    """Tries again, for so many seconds, what fails because a server is away; `tell` is told when it starts to wait."""

    def __init__(self, seconds: float = 0.0, tell: Callable[[str], None] = lambda _: None) -> None:
        self._seconds, self._tell = seconds, tell
        self.tried = False

    def __call__(self, call: Callable[[], Given]) -> Given:
        """What the call gives; it must do no harm when it is done twice."""
        until: float | None = None
        while True:
            try:
                return call()
            except (StoreAway, QueryTimeout) as error:
                if until is None and self._seconds:
                    self._tell(f"{error}: trying again for {self._seconds:.0f} seconds")
                until = until or time.monotonic() + self._seconds
                if time.monotonic() >= until:
                    raise
                self.tried = True
                time.sleep(min(_PAUSE, self._seconds))


def greet(remote: RemoteStore, folder: Path, patience: Patience) -> None:
    """Make sure, before any work, that a store to which nothing was ever sent is there and takes graphs.

    StoreError where it is not. One that has taken graphs before may be away for now: the upload waits for it.
    """
    if is_known(folder, remote.graph_store):
        return
    try:
        patience(lambda: remote.greet(writes=True))
    except (StoreAway, QueryTimeout) as error:
        error.args = (f"{error}; nothing was built: start the store, or correct its address",)
        raise


def publish(
    store: Store,
    remote: RemoteStore,
    folder: Path,
    *,
    name: str = "",
    progress: Progress | None = None,
    patience: Patience | None = None,
) -> Published:
    """Make the remote store hold what the store holds; `folder` keeps what was sent, `name` is the snapshot's.

    StoreError where the remote store fails, with how far it went: the next call goes on from there. Without patience that is
    at once.
    """
    patience = patience or Patience()
    with open_ledger(folder, remote.graph_store) as ledger:
        done = _bring(store, remote, ledger, name, progress or _say_nothing, patience)
        while patience.tried:  # a server that went down may have lost what it had taken
            patience.tried = False
            again = _bring(store, remote, ledger, name, progress or _say_nothing, patience)
            done = done[0] + again[0], done[1], done[2] + again[2]
        return Published(*done, bool(patience(lambda: remote.query(UNION))))


def _bring(
    store: Store, remote: RemoteStore, ledger: Ledger, name: str, progress: Progress, patience: Patience
) -> tuple[int, int, int]:
    """How many graphs were sent, kept and deleted."""
    _forget(ledger, {str(graph) for graph in patience(remote.graphs)})
    if ledger.snapshot != name or not name or DOUBT in ledger.held.values():
        return _send(store, remote, ledger, name, progress, patience)
    return 0, len(ledger.held), 0


def _forget(ledger: Ledger, there: set[str]) -> None:
    """Bring into doubt what the store was sent and has not: somebody may have emptied it."""
    for graph, told in list(ledger.held.items()):
        if graph not in there and told != DOUBT:
            ledger.note(graph, DOUBT)


def _send(
    store: Store, remote: RemoteStore, ledger: Ledger, name: str, progress: Progress, patience: Patience
) -> tuple[int, int, int]:
    # What the dataset says of itself comes last: it is told of what is there.
    graphs = sorted(store.graphs(), key=lambda graph: (graph == DESCRIPTION, graph))
    gone = sorted(set(ledger.held) - set(map(str, graphs)))
    sent = deleted = 0
    ledger.finish("")
    try:
        for number, graph in enumerate(graphs):
            progress(number, len(graphs), graph)
            sent += _send_graph(store, remote, ledger, graph, patience)
        for name_gone in gone:
            ledger.note(name_gone, DOUBT)
            patience(partial(remote.remove, URIRef(name_gone)))
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


def _send_graph(store: Store, remote: RemoteStore, ledger: Ledger, graph: URIRef, patience: Patience) -> bool:
    """Whether the graph had to be sent."""
    with _written(store, graph) as (triples, told):
        if ledger.held.get(str(graph)) == told:
            return False
        ledger.note(str(graph), DOUBT)
        patience(lambda: remote.writing.put(graph, triples))
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
