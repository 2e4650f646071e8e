"""How a new snapshot gets ready beside the one that serves: processes for queries are born, and what most pages need is read.

Else the first who ask after a build would wait for all of that, each for themselves.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from flask import Flask, g
from werkzeug.exceptions import HTTPException

from web.running import find_pool
from web.store import View

POOL_SECONDS = 60.0
"""How long the store may take to come to memory before the snapshot serves without: a million quads take 4 s."""
PATHS = (
    "/", "/councils", "/recommendations", "/themes", "/people", "/grades", "/compare", "/committees", "/meetings", "/documents", "/about",
    "/about/coverage", "/changes", "/search?q=care+leavers", "/api/councils", "/feed.atom", "/sitemap.xml",
)  # fmt: skip
"""Pages that between them need nearly all that is kept as long as a snapshot serves."""


def init_app(app: Flask) -> None:
    """Have snapshots take this step before they serve, where the app is told that they shall."""
    if app.config["BESIDE"] and not app.config["ENDPOINT"]:
        app.extensions["scrutiny"].steps.append(partial(get_ready, app))


def get_ready(app: Flask, view: View) -> None:
    """Have the processes for queries wait for them, with the store in memory if it fits. That comes there by a process of its
    own; the pages are made meanwhile.
    """
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(find_pool(app, view).get_ready, POOL_SECONDS)
        make_pages(app, view)
        waiting.result()


def make_pages(app: Flask, view: View) -> None:
    """Make the pages, for the sake of what is kept by that."""
    for path in PATHS:
        with app.test_request_context(path), suppress(HTTPException):
            g.view = view
            app.dispatch_request()
