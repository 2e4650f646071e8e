"""What commands do with a store elsewhere: the options that name it, and the upload after a build."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from graph.cli.output import complain, misuse, progress, tell
from graph.errors import StoreError
from graph.snapshots import Workspace
from graph.store import RemoteStore, check_address, connect, read_access

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
    if not store:
        return None
    return connect(read_address(store), graph_store and read_address(graph_store), access=read_access())


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
