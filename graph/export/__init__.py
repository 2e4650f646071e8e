"""The graph in other tools' forms: the whole of it as RDF, or its tables as CSV.

    export(store, "nquads", Path("graph.nq"))
    export(store, "csv", Path("tables"))

An export is whole or it is not there: it is written under another name and takes its own at the end. The same snapshot
gives the same bytes, always.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from graph.errors import ExportError
from graph.export.tables import write_tables
from graph.export.whole import written_file, written_folder
from graph.store import Store, dump_ordered


class Kind(NamedTuple):
    """A kind of export: its name, what it gives, and how its target's name should end (a folder's: not at all)."""

    name: str
    what: str
    suffix: str


_KINDS = (
    Kind("csv", "a folder of CSV tables that join by their keys", ""),
    Kind("jsonld", "JSON-LD: every graph, for programs that read JSON", ".jsonld"),
    Kind("nquads", "N-Quads: every graph, one quad a line", ".nq"),
    Kind("ntriples", "N-Triples: the union of all graphs, one triple a line", ".nt"),
    Kind("rdfxml", "RDF/XML: the union of all graphs, for older tools", ".rdf"),
    Kind("trig", "TriG: every graph, for reading", ".trig"),
    Kind("turtle", "Turtle: the union of all graphs, for reading", ".ttl"),
)
_FOLDERS: dict[str, Callable[[Store, Path], None]] = {"csv": write_tables}


def kinds() -> tuple[Kind, ...]:
    """All kinds of exports, by name."""
    return _KINDS


def export(store: Store, kind: str, target: Path | str, *, overwrite: bool = False) -> Path:
    """Write the store in one of `kinds()` to a file or folder, and give its path.

    ExportError where the kind is unknown, the target is there already, or it cannot be written.
    """
    if kind not in {known.name for known in _KINDS}:
        raise ExportError(f"no export {kind!r}: choose one of {', '.join(known.name for known in _KINDS)}")
    path = Path(target)
    if kind in _FOLDERS:
        with written_folder(path, overwrite=overwrite) as folder:
            _FOLDERS[kind](store, folder)
    else:
        with written_file(path, overwrite=overwrite) as stream:
            dump_ordered(store, stream, kind)
    return path
