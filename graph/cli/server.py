"""The server that `scrutiny serve` runs: gunicorn with workers whose threads stay with a client for a moment."""

from __future__ import annotations

import secrets
import select
import socket
import sys
import time
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

STAY_MILLISECONDS = 2
"""How long a thread waits for the next request of a client that was just answered: programs send it within a tenth of that."""

SWITCH_SECONDS = 0.001
"""After which a thread that computes lets another go on; five times as often as usual, since most only pass an answer on."""


CONNECTION_REQUESTS = 200
"""Requests that are answered over a connection. The next one comes over another, which a process takes that has less to do: clients
that came together to one process would else stay there, and wait for each other beside one that is idle.
"""

NOTIFY_SECONDS = 1.0
"""How often a process says that it lives; it is given up after thirty times that."""


class Staying(ThreadWorker):  # type: ignore[misc]  # gunicorn tells no types
    """Threads that stay with a client for a moment, which spares handing each of its requests over from one to another.

    What the thread that accepts for all would do for one connection, where a client that is slow to leave would keep all others
    waiting, is done by the connection's own thread.
    """

    notified = 0.0

    def init_process(self) -> None:
        """Begin to answer."""
        sys.setswitchinterval(SWITCH_SECONDS)
        super().init_process()

    def notify(self) -> None:
        """Say that the process lives; not at each turn of the loop, since that writes to a file."""
        now = time.monotonic()
        if now - self.notified >= NOTIFY_SECONDS:
            self.notified = now
            super().notify()

    def handle(self, conn: Any) -> Any:
        """Answer a request, and those that follow at once; as long as there is a thread for each client."""
        conn.data_ready = conn.data_ready or is_coming(conn.sock)
        kept = super().handle(conn)
        while kept is True and self.alive and self.nr_conns <= self.cfg.threads and is_coming(conn.sock):
            kept = super().handle(conn)
        if not kept:
            conn.close(graceful=True)
        return kept

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request; one that ends its connection where many came over it."""
        if req.req_number >= CONNECTION_REQUESTS:
            req.force_close()
        return super().handle_request(req, conn)


def is_coming(connection: socket.socket) -> bool:
    """Whether more comes over a connection within a moment."""
    coming = select.poll()
    coming.register(connection, select.POLLIN)
    return bool(coming.poll(STAY_MILLISECONDS))


class Quiet(Logger):  # type: ignore[misc]  # gunicorn tells no types
    """The server's log without a line for each request, which would be put together and then thrown away: the journal has one."""

    access_log_enabled = False


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn tells no types
    """Workers that each open the workspace for themselves, since an open store does not survive a fork."""

    def __init__(self, settings: dict[str, object], config: dict[str, object]) -> None:
        self.settings = settings
        self.config = config | {"SERVICE_SECRET": secrets.token_hex()}
        super().__init__()

    def load_config(self) -> None:
        """Take our settings only: no file, no variable of the environment."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made in each worker."""
        from web import create_app

        return create_app(self.config)
