"""The service below a path of a server that has other things too (`SCRUTINY_PREFIX=/graph`): its addresses all start with it.

Pages and code write addresses as if the service had the server for itself. Where a prefix is told, it is put before each of
them as the answer leaves, in one place, so that no page can forget it. A request may come with the prefix or, from a proxy that
takes it off, without. No header of a request has a say in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app

from web.settings import read_prefix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Addresses of this server where markup has them. In texts a quotation mark is written otherwise, so they never match.
IN_HTML = re.compile(r'(\s(?:href|src|action|formaction|data-editor|data-network|data-suggest)=")/(?!/)')
IN_JSON = re.compile(r'((?<!\\)"(?:address|api|more|next|page|prev|url)":\s*")/(?!/)')
IN_PROBLEM = re.compile(r'((?<!\\)"type":\s*")/(?=problems#)')
IN_LINKS = re.compile(r"(<)/(?!/)")
PLACES = {"text/html": IN_HTML, "application/json": IN_JSON, "application/problem+json": IN_PROBLEM}


def init_app(app: Flask) -> None:
    """Have the app answer below its prefix, where it has one; to be called after the part that compresses answers.

    :raise WorkspaceError: where the prefix is none.
    """
    prefix = app.config["PREFIX"] = read_prefix(app.config["PREFIX"])
    if not prefix:
        return
    app.after_request(move)
    app.wsgi_app = Mount(app.wsgi_app, prefix)  # type: ignore[method-assign]


def move(response: Response) -> Response:
    """The response with the prefix before each address of this server in it."""
    place = PLACES.get(response.mimetype or "")
    # What is kept as it left has its prefix, and its compression, already.
    if place is None or response.is_streamed or response.direct_passthrough or "Content-Encoding" in response.headers:
        return response
    response.set_data(put_before(place, current_app.config["PREFIX"], response.get_data(as_text=True)))
    return response


def put_before(place: re.Pattern[str], prefix: str, text: str) -> str:
    r"""The text with the prefix before each address that stands in such a place.

    >>> put_before(IN_HTML, "/graph", '<a class="x" href="/councils">/councils</a> <a href="https://example.org/">')
    '<a class="x" href="/graph/councils">/councils</a> <a href="https://example.org/">'
    >>> put_before(IN_JSON, "/graph", '{"page": "/council/E1", "label": "\\"page\\": \\"/x", "next": null}')
    '{"page": "/graph/council/E1", "label": "\\"page\\": \\"/x", "next": null}'
    """
    return place.sub(lambda found: f"{found[1]}{prefix}/", text)


class Mount:
    """An application below a prefix: requests find it there, and its headers lead there."""

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self.app, self.prefix = app, prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; the prefix is the application's root."""
        path = environ.get("PATH_INFO", "")
        if path == self.prefix or path.startswith(f"{self.prefix}/"):
            environ["PATH_INFO"] = path.removeprefix(self.prefix) or "/"
        environ["SCRIPT_NAME"] = self.prefix

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            return start_response(status, [(name, self.lead(name, value)) for name, value in headers], *more)

        return self.app(environ, start)

    def lead(self, name: str, value: str) -> str:
        """A header's value with the prefix before the addresses of this server in it.

        >>> Mount(None, "/graph").lead("Location", "/councils"), Mount(None, "/graph").lead("Link", '</id/x>; rel="about"')
        ('/graph/councils', '</graph/id/x>; rel="about"')
        """
        if name.lower() == "link":
            return put_before(IN_LINKS, self.prefix, value)
        if name.lower() in ("location", "content-location") and value.startswith("/") and not value.startswith("//"):
            return self.prefix + value
        return value
