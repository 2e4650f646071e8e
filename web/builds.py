"""The build that serves: when it was made, from how much, and what it could not read."""

from __future__ import annotations

from flask import current_app

from graph.snapshots import Snapshot, Workspace
from web.store import get_view, keep


def read_build() -> Snapshot | None:
    """The snapshot that this request reads; None where the store is not one of a workspace."""
    return keep("build", _read)


def _read() -> Snapshot | None:
    view = get_view()
    if view.folder is None:
        return None
    return Workspace(current_app.config["WORKSPACE"]).find(view.name)
