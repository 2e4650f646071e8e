"""How a new snapshot gets ready: before it serves it is opened and has a process for queries; all else comes beside requests.

Processes have the store in memory after a while, if it fits, and what most pages need is read. Else the first who ask after a
build would wait for all of that, each for themselves.
"""

from __future__ import annotations

import ctypes
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from flask import Flask, g
from werkzeug.exceptions import HTTPException

from web.running import find_pool
from web.standing import make_lists
from web.store import View

POOL_SECONDS = 600.0
"""How long the store may take to come to memory: a million quads take 4 s."""
SWITCH_SECONDS = 0.0005
"""How long a thread that computes keeps others from it. A page asks the store twenty times, and has to have its turn back each
time: beside lists that are being made it took 77 ms with the usual 5 ms, of which 6 were its own."""
PATHS = (
    "/", "/councils", "/recommendations", "/themes", "/people", "/grades", "/compare", "/committees", "/meetings", "/documents", "/about",
    "/about/coverage", "/changes", "/search?q=care+leavers", "/api/councils", "/feed.atom",
)  # fmt: skip
"""Pages that between them need nearly all that is kept as long as a snapshot serves."""


def init_app(app: Flask) -> None:
    """Have snapshots take these steps, where the app is told that they shall."""
    if app.config["BESIDE"] and not app.config["ENDPOINT"]:
        opener = app.extensions["scrutiny"]
        opener.first.append(partial(meet_process, app))
        opener.steps.append(partial(get_ready, app))
        sys.setswitchinterval(SWITCH_SECONDS)


def meet_process(app: Flask, view: View) -> None:
    """Have a process wait for queries, which reads from the disk."""
    find_pool(app, view).meet()


def get_ready(app: Flask, view: View) -> None:
    """Have the processes for queries come to have the store in memory, if it fits, and lists and pages made meanwhile."""
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(find_pool(app, view).get_ready, POOL_SECONDS, lambda: not view.over)
        make_lists(app, view)
        make_pages(app, view)
        waiting.result()
    give_back()


def give_back() -> None:
    """Give the system back what the snapshot before took; else it stays with this process, in pieces, for what is to come."""
    with suppress(AttributeError):  # other systems than GNU's have no such call
        ctypes.CDLL(None).malloc_trim(0)


def make_pages(app: Flask, view: View) -> None:
    """Make the pages, for the sake of what is kept by that."""
    for path in PATHS:
        if view.over:
            return
        with app.test_request_context(path), suppress(HTTPException):
            g.view = view
            app.dispatch_request()
