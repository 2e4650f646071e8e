"""What search engines are told: which pages there are (`/sitemap.xml`), and which are not worth their while (`/robots.txt`)."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from graph.query.pages.rows.things import Other
from web.builds import read_build
from web.description import HOST
from web.links import to_page
from web.standing import keep_list
from web.store import ask_unsorted

bp = Blueprint("sitemap", __name__)

MOST = 20_000
"""Addresses in one file; the protocol allows 50,000."""
LISTS = (
    "/",
    "/councils",
    "/recommendations",
    "/themes",
    "/people",
    "/committees",
    "/documents",
    "/questions",
    "/about",
    "/def.html",
)
ROBOTS = """User-agent: *
Disallow: /sparql
Disallow: /search
Disallow: /links/
Disallow: /api/
Disallow: /export
Disallow: /id/
Allow: /

Sitemap: {address}sitemap.xml
"""


@bp.get("/robots.txt")
def robots() -> Response:
    """What programs that read everything need not read: what is made anew for each question, and what pages tell already."""
    return Response(ROBOTS.format(address=read_address()), mimetype="text/plain")


@bp.get("/sitemap.xml")
def index() -> Response:
    """The parts of the list of all pages."""
    parts = range(1, -(-len(keep_list("pages", list_pages)) // MOST) + 1)
    return _give("sitemap/index.xml", parts=parts)


@bp.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """A part of the list of all pages.

    :raise 404: where there is none of that number.
    """
    pages = keep_list("pages", list_pages)[(number - 1) * MOST : number * MOST] if number > 0 else []
    if not pages:
        abort(404, "There is no such part of the list of pages.")
    return _give("sitemap/part.xml", pages=pages)


def list_pages() -> list[str]:
    """The addresses of all pages about things, and of the lists of them."""
    found = (to_page(thing) for thing in sorted(row.thing for row in ask_unsorted(Other, "pages")))
    return [*LISTS, *(address for address in found if address)]


def read_address() -> str:
    """The address by which the client knows this server.

    :raise 400: where it is no sound one.
    """
    if not HOST.fullmatch(request.host):
        abort(400, "The Host of the request is no name of a server.")
    return request.root_url


def _give(template: str, **more: object) -> Response:
    build = read_build()
    text = render_template(
        template, address=read_address().rstrip("/"), changed=build.made[:10] if build else None, **more
    )
    return Response(text, mimetype="application/xml")
