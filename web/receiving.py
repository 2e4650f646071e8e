"""How a request's body arrives: whole and in time, and only a few of one client at once, before anything else is done.

A client that sends a byte a second would hold a thread for as long as it likes, and a few dozen of them all threads.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import Flask, current_app, request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge, RequestTimeout

from web.sending import find_socket
from web.shares import Shares

MOST_ARRIVING = 8
"""Bodies that one client sends at once."""
PART = 65_536
MOST_READ = 16_000_000
"""Bytes of a body that is too large which are read, so that the client that sends them hears that it is."""


def init_app(app: Flask) -> None:
    """Have every body be there before its request is looked at."""
    app.extensions["arrivals"] = Shares("requests with a body", MOST_ARRIVING)
    app.before_request(receive)


def receive() -> None:
    """Read the body of the request.

    :raise TooMany: where its client sends several already; :raise 408: where it does not come in time; :raise 413: where it
    is too large.
    """
    if not request.content_length and "HTTP_TRANSFER_ENCODING" not in request.environ:
        return
    with current_app.extensions["arrivals"].held(request.remote_addr), in_time(current_app.config["RECEIVE_SECONDS"]):
        if (request.content_length or 0) > current_app.config["MAX_CONTENT_LENGTH"]:
            _read_away()
            raise RequestEntityTooLarge
        request.get_data()


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Stop reading from the client when its time is over.

    :raise 408: where that happened.
    """
    connection, late = find_socket(), threading.Event()

    def stop() -> None:
        late.set()
        with suppress(OSError):
            if connection is not None:
                connection.shutdown(socket.SHUT_RD)  # whoever reads finds the end; the answer can still be sent

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, ClientDisconnected):  # what reading finds at the end
        if not late.is_set():
            raise
    finally:
        timer.cancel()
    if late.is_set():
        raise RequestTimeout


def _read_away() -> None:
    stream, read = request.environ["wsgi.input"], 0
    while read < MOST_READ and (part := stream.read(PART)):
        read += len(part)
