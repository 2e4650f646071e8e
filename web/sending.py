"""How an answer leaves: with its length said before, in parts that a client has to take in time, compressed where it may be.

An answer is complete before it is sent (`web.worker`), in memory or in a file. So its length is known, and a transfer that
ends early is seen to have ended early, in every format. A client that takes its time holds a thread of the web process,
never a process for queries; one that takes a part too slowly is let go.
"""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from functools import lru_cache
from typing import IO

from flask import Response, current_app, request
from werkzeug.http import parse_accept_header

from web.worker import WORTH_ZIPPING, Reply

PART = 65_536
"""Bytes that are sent at a time."""
COMPRESSIBLE = ("text/", "application/", "image/svg+xml")


def to_response(reply: Reply, media_type: str) -> Response:
    """The response that carries a reply."""
    content = reply.content
    if isinstance(content, bytes):
        response = Response(content, content_type=media_type)
    else:
        response = _send_file(content)
        response.headers["Content-Type"] = media_type
    response.headers["Content-Length"] = str(reply.length)
    if reply.zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _send_file(file: IO[bytes]) -> Response:
    """A response that reads a file as it is sent, and holds a part of the client's share until it is."""
    transfers = current_app.extensions["transfers"]
    with ExitStack() as opened:
        opened.enter_context(file)
        opened.callback(transfers.give_back, transfers.take(request.remote_addr))
        kept = opened.pop_all()
    response = Response(_iter_parts(file, kept))
    response.call_on_close(kept.close)  # a response to HEAD is never read
    return response


def _iter_parts(file: IO[bytes], kept: ExitStack) -> Iterator[bytes]:
    with kept:
        while part := file.read(PART):
            yield part


def find_socket() -> socket.socket | None:
    """The connection that the request came over, where the server tells."""
    found = request.environ.get("gunicorn.socket")
    return found if isinstance(found, socket.socket) else None


def hurry(response: Response) -> Response:
    """The response, which its client has to take in time, each part of it."""
    connection = find_socket()
    if connection is not None:
        connection.settimeout(current_app.config["SEND_SECONDS"])
    return response


def accepts_gzip() -> bool:
    """Whether the request accepts compressed answers."""
    return is_gzip_accepted(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=512)
def is_gzip_accepted(header: str) -> bool:
    """Whether an Accept-Encoding header accepts gzip."""
    return parse_accept_header(header).quality("gzip") > 0


def compress(response: Response) -> Response:
    """The response, compressed where that is accepted and makes it smaller."""
    if not (response.mimetype or "").startswith(COMPRESSIBLE) or response.status_code // 100 == 3:
        return response
    response.vary.add("Accept-Encoding")
    settled = response.is_streamed or response.direct_passthrough or "Content-Encoding" in response.headers
    if settled or not accepts_gzip() or (response.content_length or 0) < WORTH_ZIPPING:
        return response
    response.set_data(gzip.compress(response.get_data(), compresslevel=4, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response
