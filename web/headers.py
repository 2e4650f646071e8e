"""The headers that every answer carries: what a browser may do with it, and who may read it from elsewhere."""

from __future__ import annotations

from flask import Flask, Response, g, request

from web.links import to_link_header
from web.sending import compress, hurry

# Scripts, styles and pictures are files of our own; scripts ask this server alone.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Public data: pages elsewhere may show it, as scripts elsewhere may read it.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Everything here is public and nothing is private to a visitor, so scripts of any site may read it.
SHARING = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "Link, Retry-After, ETag, Content-Disposition, Content-Encoding, Content-Location",
    "Access-Control-Max-Age": "3600",
}


def init_app(app: Flask) -> None:
    """Have every answer of the app, errors too, carry the headers."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """The response with its headers; whole answers to GET can be asked for again by ETag. It is compressed where it may be."""
    response.headers.extend(
        {name: value for name, value in (SECURITY | SHARING).items() if name not in response.headers}
    )
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if "path" in g and "Link" not in response.headers:
        response.headers["Link"] = to_link_header(g.path)
    if request.method in ("GET", "HEAD") and response.status_code == 200 and not response.is_streamed:
        response.add_etag(weak=True)
        response.headers.setdefault("Cache-Control", "no-cache")
        response.make_conditional(request)
    return hurry(compress(response))
