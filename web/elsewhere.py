"""A store elsewhere in a workspace's place: the same pages and the same endpoint over a SPARQL server, by its address.

Nothing is remembered of its answers by clients, since nobody tells when it changes. What the pages keep (labels, names,
counts) goes when what the dataset says of itself is another, and after some minutes in any case.
"""

from __future__ import annotations

import math
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flask import Flask

from graph.errors import GraphError, StoreUnavailable, WorkspaceError
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
        self._asked = self._renewed = self._failed = -math.inf
        self._trouble = f"{store.place} has not answered yet"
        self._lock = threading.Lock()

    def view(self) -> View:
        """The view of the store as it is now.

        :raise StoreUnavailable: where it cannot be reached.
        """
        came = time.monotonic()
        with self._lock:
            if self._failed > came:  # it was asked while this request waited for that
                raise StoreUnavailable(self._trouble)
            if self._view is None or self._is_due():
                self._view = self._check()
            return self._view

    def glance(self) -> View:
        """The view as it was last known, at once; where that is long ago, the store is asked meanwhile.

        :raise StoreUnavailable: where the store did not answer.
        """
        if self._is_due() and not self._lock.locked():
            threading.Thread(target=self._try_view, daemon=True).start()
        if self._view is None or self._trouble:
            raise StoreUnavailable(self._trouble)
        return self._view

    def _is_due(self) -> bool:
        return bool(self._trouble) or time.monotonic() - self._asked > CHECK_SECONDS

    def _try_view(self) -> None:
        with suppress(GraphError):
            self.view()

    def _check(self) -> View:
        self._asked = time.monotonic()
        try:
            name = digest(repr(self._ask(self.store)))
        except GraphError as error:
            self._trouble, self._failed = str(error), time.monotonic()
            raise
        self._trouble = ""
        if self._view and name == self._view.name and self._asked - self._renewed <= RENEW_SECONDS:
            return self._view
        self._renewed = self._asked
        return self._renew(name)

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
