"""A store elsewhere in a workspace's place: the same pages and the same endpoint over a SPARQL server, by its address.

Nothing is remembered of its answers by clients, since nobody tells when it changes. What the pages keep (labels, names,
counts) goes when what the dataset says of itself is another, and after some minutes in any case.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

from flask import Flask

from graph.errors import WorkspaceError
from graph.snapshots import Workspace
from graph.store import RemoteStore, Store, connect, read_access
from graph.terms import DATASET, DESCRIPTION, digest
from web.store import View

CHECK_SECONDS = 30.0
"""How long what is kept is believed before the store is asked whether it has changed."""
RENEW_SECONDS = 600.0
"""How long what is kept is believed whatever the store says of itself: it may change without a word."""
SAID = f"SELECT ?p ?o WHERE {{ GRAPH <{DESCRIPTION}> {{ <{DATASET}> ?p ?o }} }} ORDER BY STR(?p) STR(?o)"


class Elsewhere:
    """Gives the view of a store elsewhere; the texts of documents come from the workspace, where it has them."""

    def __init__(self, store: RemoteStore, workspace: Path) -> None:
        self.store, self.workspace = store, workspace
        self._view: View | None = None
        self._checked = self._renewed = 0.0
        self._lock = threading.Lock()

    def view(self) -> View:
        """The view of the store as it is now; StoreUnavailable where it cannot be reached."""
        with self._lock:
            now = time.monotonic()
            if self._view is None or now - self._checked > CHECK_SECONDS:
                name = digest(repr(self._ask(self.store)))
                if self._view is None or name != self._view.name or now - self._renewed > RENEW_SECONDS:
                    self._view, self._renewed = self._renew(name), now
                self._checked = now
            return self._view

    def _ask(self, store: Store) -> list[object]:
        return list(store.query(SAID))  # type: ignore[arg-type]  # a SELECT gives rows

    def _renew(self, name: str) -> View:
        pool = self._view.pool if self._view else None
        return View(self.store, name, address=self.store.place, texts=self._find_texts(), pool=pool)

    def _find_texts(self) -> Path | None:
        try:
            snapshot = Workspace(self.workspace).current()
        except WorkspaceError:
            return None
        return snapshot.text_path if snapshot else None


def init_app(app: Flask) -> None:
    """Have the app read the store at its `ENDPOINT`, if it has one, in its workspace's place."""
    address = app.config["ENDPOINT"]
    if not address:
        return
    services = frozenset(app.config["SERVICES"])
    access = replace(read_access(), seconds=app.config["QUERY_SECONDS"])
    app.extensions["scrutiny"] = Elsewhere(connect(address, access=access, services=services), app.config["WORKSPACE"])
