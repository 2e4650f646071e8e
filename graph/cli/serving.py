"""The command that serves: the explorer and the SPARQL endpoint on one port, by preforked workers."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer

from graph.cli.options import DEFAULT_WORKSPACE, WorkspaceOption, find_current
from graph.cli.output import complain, tell
from graph.cli.stores import StoreOption, read_address, warn_if_silent
from graph.errors import WorkspaceError
from graph.snapshots import Workspace

THREADS = 16
"""Requests that a worker answers at once: an answer mostly waits for the store, which lets other threads run."""

LONGEST_LINE = 8190
"""Bytes of a request's first line, as many as the server can be told to take: queries travel in it."""


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
    # Every command starts sooner for being without a server's library.
    from graph.cli.server import Quiet, Server, Staying
    from web.settings import read_settings

    read_settings()  # looked at here, since each worker would fail by itself, after the service said that it serves
    if store:
        read_address(store)
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    if store:
        warn_if_silent(store)
    else:
        warn_if_empty(workspace)
    tell(f"Serving http://{shown}:{listener.getsockname()[1]}/ (SPARQL at /sparql; Ctrl-C stops)")
    settings = _tell_server(listener, workers, Staying, Quiet)
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


def warn_if_empty(workspace: Path) -> None:
    """Tell where nothing is built that could be served; it may yet be."""
    try:
        find_current(Workspace(workspace))
    except WorkspaceError as error:
        complain(f"{error}; until then, pages and queries get an error (503), and /readyz tells")


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


def _tell_server(listener: socket.socket, workers: int, worker: type, logger: type) -> dict[str, object]:
    """The server's settings: what it listens to, and with how many workers of which kind it answers."""
    return {
        "bind": f"fd://{listener.fileno()}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": worker,
        "limit_request_line": LONGEST_LINE,
        "loglevel": "warning",
        "logger_class": logger,
        # What a request says of proxies counts only where the application is told how many there are.
        "forwarded_allow_ips": "",
        # Longer than nginx keeps a connection (60 s), so that none is closed while a request is on its way.
        "keepalive": 75,
        "control_socket_disable": True,
    }


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
