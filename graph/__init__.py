"""Scrutiny Graph: inspection reports and committee papers about England's councils, read into one RDF graph.

    import graph

    with graph.open_workspace("workspace") as workspace:
        for row in workspace.query("risers"):
            print(row.name, row.months)

The writing wing turns files into facts (`read`, `recognise`, `resolve`, `mapping`), the asking wing answers from them
(`store`, `query`, `derive`, `validate`, `export`); they meet in `build` and in the command `scrutiny`. Where to look:

    words       errors dates statements registers leaves extras
      rdf       terms vocabulary reference lines differences portions
    writing     read recognise knowledge warm
      files     sources folders manifests addresses hashing marks links originals
      reading   reading kept inventory limits workers apart across spreading
      who       gist identities decisions people resolve identifying
      claims    claims mapping striking facts
    asking      store query derive validate likeness search network reconcile export snapshots
      itself    describe tally recount targets stated examples
    building    build gathering foreign batch catalogue
      anew      making work parcels judging arranged conclusions
      again     succession remaking renewal changes
    commands    cli check extract evaluate fetch publish ledger notebooks

The names that others need stand here. Each is loaded when it is first used, since every process that reads documents
imports this package, and few of them ask anything.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.dates import Date
    from graph.errors import GraphError
    from graph.notebooks import OpenWorkspace, Result, open_workspace
    from graph.query import Question, ask, questions
    from graph.snapshots import Snapshot, Workspace
    from graph.statements import Document, Statements
    from graph.store import Store, connect, open_memory

__all__ = [
    "Date",
    "Document",
    "GraphError",
    "OpenWorkspace",
    "Question",
    "Result",
    "Snapshot",
    "Statements",
    "Store",
    "Workspace",
    "ask",
    "connect",
    "open_memory",
    "open_workspace",
    "questions",
]

_PLACES = {
    "graph.dates": ("Date",),
    "graph.errors": ("GraphError",),
    "graph.notebooks": ("OpenWorkspace", "Result", "open_workspace"),
    "graph.query": ("Question", "ask", "questions"),
    "graph.snapshots": ("Snapshot", "Workspace"),
    "graph.statements": ("Document", "Statements"),
    "graph.store": ("Store", "connect", "open_memory"),
}
_HOMES = {name: place for place, names in _PLACES.items() for name in names}


def __getattr__(name: str) -> object:
    """One of the names above, from the module where it is at home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'graph' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
