"""Pages that are kept as they were made: a snapshot never changes, so a page is made once and is the same until the next build.

A client that has the page already is told so before anything is asked of the store. As many pages are kept as fit into a
bound; those that were not wanted for longest make room.
"""

from __future__ import annotations

from typing import NamedTuple

from flask import Flask, Response, current_app, g, request

from web.freshness import find_tag, is_fresh, mark, not_modified
from web.sending import accepts_gzip
from web.shelf import Shelf
from web.standing import is_borrowed
from web.store import keep

# The share of what is kept that is the pages', beside answers to queries: some 2,500 pages of councils, compressed.
SHARE = 0.5
# The families whose pages are made of the snapshot and the address alone.
FAMILIES = frozenset({
    "home", "england", "councils", "inspections", "recommendations", "themes", "people", "committees", "compare", "about", "downloads",
    "things",
})  # fmt: skip
KEPT_HEADERS = ("Content-Type", "Content-Encoding", "Link", "Vary")

Key = tuple[str, str, bytes, bool]


class Page(NamedTuple):
    """A page as it left: its bytes, and the headers that tell what they are."""

    body: bytes
    headers: dict[str, str]


def init_app(app: Flask) -> None:
    """Have the app keep its pages; to be called before the part that adds headers, since what left is kept whole."""
    app.before_request(give_kept)
    app.after_request(put_away)


def init_tags(app: Flask) -> None:
    """Have pages carry the tag of their snapshot; to be called after the part that adds headers, which leaves it alone."""
    app.after_request(tag_page)


def give_kept() -> Response | None:
    """The page as it is kept, or that the client has it; None where it has to be made."""
    if request.blueprint not in FAMILIES or request.method not in ("GET", "HEAD"):
        return None
    g.tag = find_tag("page", request.query_string.decode("latin-1"))
    if is_fresh(g.tag):
        return not_modified(g.tag)
    page = _shelf().get(_key()) if g.tag else None
    if page is None:
        return None
    g.kept = True
    return Response(page.body, headers=page.headers)


def tag_page(response: Response) -> Response:
    """The response with the tag of its snapshot, where it is a page of one."""
    if _is_page(response):
        mark(response, g.tag)
    return response


def put_away(response: Response) -> Response:
    """The response, kept for whoever asks for it next."""
    if _is_page(response) and "kept" not in g and request.method == "GET":
        told = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        page = Page(response.get_data(), told)
        _shelf().put(_key(), page, len(page.body))
    return response


def _is_page(response: Response) -> bool:
    return (
        bool(g.get("tag"))
        and not is_borrowed()
        and response.status_code == 200
        and response.mimetype == "text/html"
        and not response.is_streamed
    )


def _key() -> Key:
    return request.host_url, request.path, request.query_string, accepts_gzip()


def _shelf() -> Shelf[Page]:
    return keep("shelf", lambda: Shelf[Page](int(current_app.config["KEPT_MEGABYTES"] * 1_000_000 * SHARE)))
