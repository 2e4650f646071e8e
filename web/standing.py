"""What grows with the graph (lists, counts) and is kept as long as a snapshot serves; of a new one it is made beside requests.

To make all of it takes seconds for thousands of documents, and a new snapshot is to serve at once. So the list of the snapshot
before stands in for one that is still to be made, and a page that shows it is kept by nobody. Pages about one thing ask the
store, and never show anything of before; but for a theme's, which is a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from flask import Flask, g

from web.store import View, get_view, keep

Kept = TypeVar("Kept")


def keep_list(key: str, make: Callable[[], Kept]) -> Kept:
    """What `make` gives, computed once a snapshot; while that is still to come, what it gave for the snapshot before."""
    view = get_view()
    view.makers.setdefault(key, make)
    if key in view.kept or key not in view.earlier or g.get("making"):
        with _making():
            return keep(key, make)
    g.borrowed = True
    value: Kept = view.earlier[key]
    return value


def is_borrowed() -> bool:
    """Whether the answer to this request shows something of the snapshot before."""
    return bool(g.get("borrowed"))


def make_lists(app: Flask, view: View) -> None:
    """Make all lists anew that stand as they were before, unless the next snapshot has come."""
    try:
        for key in list(view.earlier):
            if view.over:
                return
            with app.test_request_context("/"):
                g.view, g.making = view, True
                keep(key, view.makers[key])
    finally:
        if not view.over:
            view.earlier = {}


@contextmanager
def _making() -> Iterator[None]:
    """What is made from other lists is made from those of its own snapshot."""
    before = g.get("making", False)
    g.making = True
    try:
        yield
    finally:
        g.making = before
