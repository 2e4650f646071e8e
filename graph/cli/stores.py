"""What commands do with a store elsewhere: the options that name it, and the upload after a build."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Annotated

import typer

from graph.cli.output import complain, misuse, progress, tell
from graph.errors import StoreError
from graph.snapshots import Workspace
from graph.store import RemoteStore, check_address, connect, read_access

FIRST_SECONDS = 10.0
"""How long a store that was never sent anything may take to answer, and for how long it is asked again."""
SERVED_SECONDS = 5.0
"""How long the start of the service waits for the store that is to be served."""

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="SCRUTINY_STORE",
        metavar="ADDRESS",
        help="The SPARQL endpoint of a store elsewhere, which holds the graph.",
    ),
]
GraphStoreOption = Annotated[
    str | None,
    typer.Option(
        envvar="SCRUTINY_GRAPH_STORE",
        metavar="ADDRESS",
        help="Where that store takes graphs, if not at the same address.",
    ),
]


def connect_store(store: str | None, graph_store: str | None) -> RemoteStore | None:
    """The store that the options name, with the account that the environment gives; None where they name none."""
    if graph_store and not store:
        raise misuse("--graph-store says where the store of --store takes graphs: give that as well")
    if not store:
        return None
    return connect(read_address(store), graph_store and read_address(graph_store), access=read_access())


def greet_store(remote: RemoteStore, workspace: Workspace) -> None:
    """Make sure that a store which was never sent anything is there: misspelt, it would be waited for after a long build."""
    from graph.publish import Patience, greet

    access = read_access()
    quick = replace(
        access, seconds=min(FIRST_SECONDS, access.seconds), upload_seconds=min(FIRST_SECONDS, access.upload_seconds)
    )
    with connect(remote.place, remote.graph_store, access=quick) as first:
        greet(first, workspace.path / "stores", Patience(min(FIRST_SECONDS, access.patience), complain))


def warn_if_silent(address: str) -> None:
    """Tell where a store that is to be served does not answer; it may yet."""
    quick = replace(read_access(), seconds=SERVED_SECONDS)
    try:
        with connect(address, access=quick) as store:
            store.greet()
    except StoreError as error:
        complain(f"{error}; until it answers, pages and queries get an error (503), and /readyz tells")


def read_address(address: str) -> str:
    """The address that an option gives; misuse where it is none, or tells a secret."""
    try:
        return check_address(address)
    except StoreError as error:
        raise misuse(str(error)) from error


def upload(workspace: Workspace, remote: RemoteStore) -> None:
    """Have the store hold the snapshot that serves, and tell what that took."""
    from graph.publish import Patience, publish

    patience = Patience(read_access().patience, complain)
    snapshot = workspace.current()
    started = time.monotonic()
    with remote, workspace.open_store(snapshot) as store, progress() as moved:
        name = snapshot.name if snapshot else ""
        done = publish(store, remote, workspace.path / "stores", name=name, progress=moved, patience=patience)
    seconds = time.monotonic() - started
    tell(
        f"{remote.graph_store}: {done.sent} graphs sent, {done.kept} as they were, {done.removed} deleted ({seconds:.1f} s)"
    )
    if not done.union:
        tell(
            f"{remote.place}: its default graph is not the union of all graphs, as the questions want it: set that there"
        )
