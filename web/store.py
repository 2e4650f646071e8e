"""The workspace as the pages see it: its current snapshot, opened for reading, and anew when another takes its place.

A snapshot never changes, so what was once asked of it (labels, names, counts) is kept as long as it is open.
"""

from __future__ import annotations

import json
import logging
import math
import re
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from flask import Flask, current_app, g
from rdflib import URIRef

from graph.errors import GraphError
from graph.query.labels import find_labels, tell_titles_apart
from graph.query.pages import Terms, ask_page, ask_page_unsorted
from graph.snapshots import Workspace
from graph.store import Store
from web.errors import Unbuilt
from web.pool import Pool

# How long after a snapshot could not be opened that is tried again.
AGAIN_SECONDS = 5.0
HEAD_START_SECONDS = 0.5
"""What a new snapshot has at most for getting ready before it serves."""
SMALL_SECONDS = 5.0
"""A snapshot that took longer to get ready is large: to the next one a head start is of no use, and it serves at once."""

MOST_LABELS = 50_000
"""Labels that a process knows of a snapshot, some 20 MB; pages look up what they need by the dozen."""
DIGEST = re.compile(r"[0-9a-f]{16}")
log = logging.getLogger(__name__)
Row = TypeVar("Row")
Kept = TypeVar("Kept")
Step = Callable[["View"], None]


class Text(NamedTuple):
    """A document's text with its blocks (kind, start, end), its pages (number, start, end), and the way back to the page's own
    characters (start, length, page, offset).
    """

    text: str
    blocks: list[tuple[str, int, int]]
    pages: list[tuple[int, int, int]]
    origins: Sequence[tuple[int, int, int, int]] = ()


@dataclass(slots=True)
class View:
    """An open snapshot: its store, its folder if it is on disk, or its address if it is elsewhere, the folder of its
    documents' texts, and what was already asked of it. Of what grows with the graph it knows how it is made, and what was
    made of the snapshot before; it is `over` once another has taken its place. It took `readying` seconds to get ready, if it is.
    """

    store: Store
    name: str
    folder: Path | None = None
    address: str = ""
    texts: Path | None = None
    labels: dict[URIRef, str] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    making: dict[str, threading.Lock] = field(default_factory=dict)
    makers: dict[str, Callable[[], Any]] = field(default_factory=dict)
    earlier: dict[str, Any] = field(default_factory=dict)
    over: bool = False
    readying: float = math.inf
    pool: Pool | None = None

    def follow(self, before: View) -> None:
        """Come after another: what grows with the graph stands in as it was there, until it is made anew."""
        self.makers = before.makers | self.makers
        # What was not made there stands for longest, and is the first to be made.
        self.earlier = {key: value for key, value in (before.earlier | before.kept).items() if key in self.makers}


class Opener:
    """Gives the view of the current snapshot; opening waits for the first request, which may be in a forked process.

    Where there are `steps` by which a snapshot gets ready, one that comes takes those of `first` while the one before it serves
    on, and begins with the others: a small one is ready then, and a large one takes its place at once, and goes on beside its
    requests. The very first has nobody to serve in its place, and takes all steps beside its requests.
    """

    def __init__(self, workspace: Path, store: Store | None) -> None:
        self.workspace = workspace
        self.first: list[Step] = []
        self.steps: list[Step] = []
        self._fixed = View(store, "memory") if store is not None else None
        self._view: View | None = None
        self._coming = False
        self._lock = threading.Lock()

    def view(self) -> View:
        """The view of the snapshot that is current now, or still of the one before; WorkspaceError where nothing is built."""
        if self._fixed:
            return self._fixed
        name = self._current_name()
        with self._lock:
            if self._view is None or not name or (self._view.name != name and not self.steps):
                # The view before is left to its requests; its store closes when the last of them lets go.
                self._view = self._open()
                if self.steps:
                    self._start(self._get_ready, self._view)
            elif self._view.name != name and not self._coming:
                self._coming = True
                self._start(self._come)
            return self._view

    def glance(self) -> View:
        """The same: a workspace is on this machine, and opening it waits for nobody."""
        return self.view()

    def _start(self, work: Callable[..., None], *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        thread.start()
        return thread

    def _take(self, steps: Iterable[Step], found: View) -> None:
        """Have a snapshot take steps, as far as they can be taken."""
        try:
            for step in steps:
                step(found)
        except GraphError as error:
            log.warning("a new snapshot serves before it is ready: %s", error)

    def _get_ready(self, found: View) -> None:
        """Have a snapshot take all steps."""
        began = time.monotonic()
        self._take(self.steps, found)
        found.readying = time.monotonic() - began

    def _come(self) -> None:
        """Open the snapshot that is current, and have it serve; one that cannot be opened never does."""
        try:
            found, small = self._open(), False
            if self._view:
                found.follow(self._view)
                small = self._view.readying <= SMALL_SECONDS
            self._take(self.first, found)
            self._start(self._get_ready, found).join(HEAD_START_SECONDS if small else 0)
            with self._lock:
                if self._view:
                    self._view.over = True
                self._view = found
        except GraphError as error:
            log.warning("a new snapshot cannot serve: %s", error)
            time.sleep(AGAIN_SECONDS)
        finally:
            self._coming = False

    def _current_name(self) -> str:
        try:
            return (self.workspace / "current").readlink().name
        except OSError:
            return ""

    def _open(self) -> View:
        workspace = Workspace(self.workspace)
        snapshot = workspace.current()
        if snapshot is None:
            raise Unbuilt(f"nothing is built in {self.workspace}: run `scrutiny build PATH…` first")
        return View(workspace.open_store(snapshot), snapshot.name, snapshot.path, texts=snapshot.text_path)


def init_app(app: Flask) -> None:
    """Have the app open its workspace when it is first asked."""
    app.extensions["scrutiny"] = Opener(app.config["WORKSPACE"], app.config["STORE"])


def get_view() -> View:
    """The snapshot that this request reads, the same from its start to its end."""
    # Pages ask for it hundreds of times, and each look at "g" takes as long as a look into a dictionary of thousands.
    view: View | None = g.get("view")
    if view is None:
        view = g.view = current_app.extensions["scrutiny"].view()
    return view


def glance() -> View:
    """The snapshot that is served as far as is known without waiting for another server.

    :raise GraphError: where none can be.
    """
    found: View = current_app.extensions["scrutiny"].glance()
    return found


def ask(row: Callable[..., Row], name: str, **parameters: Terms | int) -> list[Row]:
    """The rows that answer a page question."""
    return ask_page(get_view().store, row, name, **parameters)


def ask_unsorted(row: Callable[..., Row], name: str, **parameters: Terms | int) -> list[Row]:
    """The same in any order, for pages that have an order of their own."""
    return ask_page_unsorted(get_view().store, row, name, **parameters)


def keep(key: str, make: Callable[[], Kept]) -> Kept:
    """What `make` gives, computed once a snapshot: who asks for it meanwhile waits for it, and computes nothing twice."""
    view = get_view()
    if key not in view.kept:
        with view.making.setdefault(key, threading.Lock()):
            if key not in view.kept:
                view.kept[key] = make()
    value: Kept = view.kept[key]
    return value


def label(thing: object) -> str:
    """What a thing is called; the last part of its IRI where nothing names it."""
    if not isinstance(thing, URIRef):
        return str(thing)
    found = get_view().labels.get(thing)
    return found if found is not None else learn_labels([thing])[thing]


def learn_labels(things: list[URIRef]) -> dict[URIRef, str]:
    """Ask for the labels of many things at once, where a page is going to need them; gives all that are known.

    Where too many are known, all are forgotten, and those that are needed asked for again.
    """
    view = get_view()
    if len(view.labels) > MOST_LABELS:
        view.labels = {}
    labels = view.labels
    missing = [thing for thing in dict.fromkeys(things) if thing not in labels]
    found = tell_titles_apart(view.store, find_labels(view.store, missing))
    for thing in missing:
        labels[thing] = found.get(thing) or name_by_path(thing)
    return labels


def name_by_path(thing: URIRef) -> str:
    """A name for what has none: the last part of its IRI; where that is a digest, what it is a digest of before it.

    >>> name_by_path(URIRef("https://example.org/id/grade/good")), name_by_path(URIRef("https://example.org/id/statement/25c12fd05f4272d3"))
    ('good', 'statement 25c12fd05f4272d3')
    """
    *_, kind, key = ["", *thing.rstrip("/").rsplit("#", 1)[-1].split("/")]
    return f"{kind} {key}" if DIGEST.fullmatch(key) and kind else key


def read_text(document: URIRef) -> Text | None:
    """A document's text as the build kept it, or None where it did not."""
    folder = get_view().texts
    path = folder / f"{document.rsplit('/', 1)[-1]}.json" if folder else None
    if path is None or not path.is_file():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    blocks, pages, origins = ([tuple(row) for row in found.get(name, ())] for name in ("blocks", "pages", "origins"))
    return Text(found["text"], blocks, pages, origins)
