"""Whether a client has the answer already: a snapshot never changes, so the same request has the same answer while it serves."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from flask import Response, request

from graph.terms import digest
from web.store import View, get_view


def find_tag(*parts: str) -> str | None:
    """What stands for the answer to a request that is told by these parts; None where the store may change."""
    return tag_of(get_view(), request.path, *parts)


def tag_of(view: View, path: str, *parts: str) -> str | None:
    """What stands for the answer to a request for a path of a view, told by these parts; None where the store may change."""
    return None if view.folder is None else digest(find_version(), view.name, path, *parts)


@cache
def find_version() -> str:
    """The version of the program, looked up once: reading a package's metadata takes longer than most lookups."""
    return version("scrutiny-graph")


def is_fresh(tag: str | None) -> bool:
    """Whether the client says that it has this answer."""
    return tag is not None and request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag)


def not_modified(tag: str | None) -> Response:
    """The answer to a client that has it already."""
    response = mark(Response(status=304), tag)
    response.headers["Vary"] = "Accept"
    return response


def mark(response: Response, tag: str | None) -> Response:
    """The response with what lets a client keep it: to be asked about each time, since a build may take over; or not at all."""
    if request.method in ("GET", "HEAD"):
        response.headers["Cache-Control"] = "no-cache" if tag else "no-store"
        if tag:
            response.set_etag(tag, weak=True)
    return response
