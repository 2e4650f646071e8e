"""The command that serves: the explorer and the SPARQL endpoint on one port, by preforked workers."""

from __future__ import annotations

import os
import secrets
import select
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated, Any

import typer
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from graph.cli.options import DEFAULT_WORKSPACE, WorkspaceOption
from graph.cli.output import complain, tell
from graph.cli.stores import StoreOption, read_address, warn_if_silent

THREADS = 16
"""Requests that a worker answers at once: an answer mostly waits for the store, which lets other threads run."""

LONGEST_LINE = 8190
"""Bytes of a request's first line, as many as the server can be told to take: queries travel in it."""


STAY_MILLISECONDS = 2
"""How long a thread waits for the next request of a client that was just answered: programs send it within a tenth of that."""

SWITCH_SECONDS = 0.001
"""After which a thread that computes lets another go on; five times as often as usual, since most only pass an answer on."""


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


def serve(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer.", min=1)] = min(os.cpu_count() or 1, 4),
    store: StoreOption = None,
    log: Annotated[
        bool, typer.Option("--log", help="Write a line of JSON for each request to standard error.")
    ] = False,
    metrics: Annotated[
        bool, typer.Option("--metrics", help="Give figures for Prometheus at /metrics, to this machine alone.")
    ] = False,
) -> None:
    """Serve the explorer and the SPARQL endpoint until stopped.

    With --store, over the graph that a store elsewhere holds; documents' texts still come from the workspace.
    """
    if store:
        read_address(store)
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    if store:
        warn_if_silent(store)
    tell(f"Serving http://{shown}:{listener.getsockname()[1]}/ (SPARQL at /sparql; Ctrl-C stops)")
    settings = {
        "bind": f"fd://{listener.fileno()}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": Staying,
        "limit_request_line": LONGEST_LINE,
        "loglevel": "warning",
        "logger_class": Quiet,
        # What a request says of proxies counts only where the application is told how many there are.
        "forwarded_allow_ips": "",
        # Longer than nginx keeps a connection (60 s), so that none is closed while a request is on its way.
        "keepalive": 75,
        "control_socket_disable": True,
    }
    with shared_folder() as shared:
        config = {
            "WORKSPACE": workspace,
            "ENDPOINT": store or "",
            "BESIDE": True,
            "EXPORTS": shared / "exports",
            "LOG": log,
            "METRICS": metrics,
        }
        Server(settings | tell_in_lines(shared), config).run()


def tell_in_lines(shared: Path) -> dict[str, object]:
    """The server's settings by which all that it says leaves as lines of JSON, once its workers have a place to count in."""
    for name in ("exports", "figures"):
        (shared / name).mkdir()
    # It must be known before what counts is imported.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(shared / "figures")
    from web.journal import settings

    return {"logconfig_dict": settings()}


@contextmanager
def shared_folder() -> Iterator[Path]:
    """A folder for the workers together, which goes when the process that made it ends, and with no worker that ends."""
    path, owner = Path(mkdtemp(prefix="scrutiny-service-")), os.getpid()
    try:
        yield path
    finally:
        if os.getpid() == owner:
            shutil.rmtree(path, ignore_errors=True)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        # Python adds the address to the system's words; the address is told already.
        reason = (error.strerror or str(error)).partition(" (while")[0]
        complain(f"cannot listen on {host} port {port}: {reason}; choose another with --host or --port")
        raise typer.Exit(1) from error


COMMANDS = (serve,)
