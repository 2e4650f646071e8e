"""Which build is current, which came before, what changed between two, and the atomic switch from one to the next.

A workspace is a folder. Each build writes a snapshot beside the old ones and takes its place by one rename; a build that
is killed leaves the last good one serving, and the next build sweeps away what it left.

    workspace = Workspace("workspace")
    with workspace.begin() as draft:
        ...fill draft.store_path and draft.text_path, then draft.describe(...)
    store = workspace.open_store()
"""

from __future__ import annotations

from graph.snapshots.changes import Changes, find_changes, parse_changes
from graph.snapshots.patch import GraphChanges, write_patch
from graph.snapshots.readings import Reading, iter_readings, write_readings
from graph.snapshots.snapshot import Draft, Snapshot, Unread
from graph.snapshots.workspace import VERSION, Workspace

__all__ = [
    "VERSION",
    "Changes",
    "Draft",
    "GraphChanges",
    "Reading",
    "Snapshot",
    "Unread",
    "Workspace",
    "find_changes",
    "iter_readings",
    "parse_changes",
    "write_patch",
    "write_readings",
]
