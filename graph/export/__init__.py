"""The graph in other tools' forms: the whole of it or a part, as RDF, as tables, or as a package that describes itself.

    export(store, "nquads", Path("graph.nq.gz"))
    export(store, "csv", Path("lancashire"), wanted=Wanted(council=("Lancashire",)))

An export is whole or it is not there: it is written under another name and takes its own at the end. The same snapshot
gives the same bytes, always. No more is held in memory than a few thousand rows, however large the graph.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from graph.errors import ExportError, StoreUnavailable, UnknownName
from graph.export.answers import to_store, to_table
from graph.export.job import Job, Origin, Progress
from graph.export.parts import select
from graph.export.staging import find_rows, staged
from graph.export.tables import tables
from graph.export.wanted import Wanted, describe, find_answer, read_part
from graph.export.whole import BLOCK, find_packing, packed, written_path, zip_folder
from graph.query.near import offer
from graph.store import Store, Triples

__all__ = ["Kind", "Origin", "Progress", "Wanted", "export", "find_kind", "kinds"]


class Kind(NamedTuple):
    """A kind of export: its name, what it gives, how its target's name ends, and its media type; or that it is a folder."""

    name: str
    what: str
    suffix: str
    media_type: str
    folder: bool = False


_ZIP = "application/zip"
_KINDS = (
    Kind("csv", "CSV: a folder of tables that join by their keys, with a description of each column", "", _ZIP, folder=True),
    Kind("datasette", "Datasette: a folder with the SQLite file and what Datasette tells of it", "", _ZIP, folder=True),
    Kind("dcat", "DCAT: the dataset described, with its counts (VoID), licence and sources, as Turtle", ".ttl", "text/turtle"),
    Kind("dot", "DOT: a network for Graphviz", ".dot", "text/vnd.graphviz"),
    Kind("gexf", "GEXF: a network for Gephi", ".gexf", "application/gexf+xml"),
    Kind("graphml", "GraphML: a network for yEd, Cytoscape, networkx and most others", ".graphml", "application/graphml+xml"),
    Kind("jsonld", "JSON-LD: the union of all graphs, each thing with its parts, for programs that read JSON", ".jsonld", "application/ld+json"),
    Kind("measures", "Measures: a CSV table of what the place of each thing in a network says of it (degree, betweenness, communities)", ".csv", "text/csv"),
    Kind("neo4j", "Neo4j: a folder with a network's nodes and relationships, for neo4j-admin import", "", _ZIP, folder=True),
    Kind("nodelink", "JSON: a network as nodes and links, for D3", ".json", "application/json"),
    Kind("nquads", "N-Quads: every graph, one quad a line", ".nq", "application/n-quads"),
    Kind("ntriples", "N-Triples: the union of all graphs, one triple a line", ".nt", "application/n-triples"),
    Kind("parquet", "Parquet: a folder of tables for pandas, Polars, DuckDB, Spark", "", _ZIP, folder=True),
    Kind("prov", "PROV: for each document what read it and when, as Turtle", ".ttl", "text/turtle"),
    Kind("rdfxml", "RDF/XML: the union of all graphs, for older tools", ".rdf", "application/rdf+xml"),
    Kind("rocrate", "RO-Crate: a folder with the graph, the tables, and a description of all of it", "", _ZIP, folder=True),
    Kind("sqlite", "SQLite: all tables in one file, with full-text search", ".db", "application/vnd.sqlite3"),
    Kind("trig", "TriG: every graph, for reading", ".trig", "application/trig"),
    Kind("turtle", "Turtle: the union of all graphs, for reading", ".ttl", "text/turtle"),
    Kind("xlsx", "XLSX: all tables in one workbook, a sheet a table", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)  # fmt: skip

_DRAWN = ("dot", "gexf", "graphml", "measures", "nodelink")
_NETWORKS = (*_DRAWN, "neo4j")
"""What holds a network, the whole or a projection of `graph.network.projections`."""
_STREAMS = {
    **dict.fromkeys(("nquads", "ntriples", "rdfxml", "trig", "turtle"), "rdf.write_rdf"),
    "dcat": "record.write_dcat",
    "jsonld": "framing.write_framed",
    "prov": "record.write_prov",
    **dict.fromkeys(_DRAWN, "networks.write_network"),
}
"""What writes triples, one after the other, to a stream. A writer is loaded when it is wanted: some take a second."""
_TABLES = {
    "csv": "sheets.write_sheets",
    "datasette": "database.write_datasette",
    "parquet": "columnar.write_parquet",
    "rocrate": "crate.write_crate",
    "sqlite": "database.write_database",
    "xlsx": "workbook.write_workbook",
}
"""What writes tables, into a file or a folder."""
_FOLDERS = {"neo4j": "networks.write_neo4j"}
"""What writes files of its own into a folder."""
_WHOLE = ("dcat", "prov", "rocrate")
"""What tells of the whole graph only."""
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def kinds() -> tuple[Kind, ...]:
    """All kinds of exports, by name."""
    return _KINDS


def find_kind(name: str) -> Kind:
    """The kind of that name; UnknownName, with those that may be meant, where there is none."""
    for kind in _KINDS:
        if kind.name == name:
            return kind
    raise UnknownName(f"no export {name!r}{offer(name, [kind.name for kind in _KINDS])}")


def export(
    store: Store,
    kind: str,
    target: Path | str,
    *,
    wanted: Wanted | None = None,
    origin: Origin | None = None,
    overwrite: bool = False,
    packing: str | None = None,
    progress: Progress | None = None,
) -> Path:
    """Write the store, or what is `wanted` of it, in one of `kinds()` to a file or folder, and give its path.

    A target whose name ends in `.gz` or `.zst` is packed, and a folder whose name ends in `.zip` is one file; `packing` packs
    a file of any name. UnknownName where the kind or the part is unknown, ExportError where the target is there already or it
    cannot be written.
    """
    chosen, path = find_kind(kind), Path(target)
    zipped = chosen.folder and path.suffix == ".zip"
    packing = packing or find_packing(path)
    if packing and chosen.folder:
        raise ExportError(f"{path}: {kind} gives a folder: name it without an ending, or with .zip")
    try:
        with written_path(path, overwrite=overwrite, folder=chosen.folder and not zipped) as draft:
            _write(
                _start(store, chosen, wanted or Wanted(), origin or Origin(), progress), chosen, draft, packing, zipped
            )
    except StoreUnavailable as error:
        # The engine tells of a full disk in its own way.
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in _FULL:
            raise ExportError(f"{path}: cannot be written: {cause.strerror}") from error
        raise
    return path


def _start(store: Store, kind: Kind, wanted: Wanted, origin: Origin, progress: Progress | None) -> Job:
    """The job with its part found: of an answer's triples they are all, of its rows the things that they name."""
    if kind.name in _WHOLE and wanted != Wanted():
        raise ExportError(f"{kind.name} tells of the whole graph: leave the part out")
    if wanted.network and kind.name not in _NETWORKS:
        raise ExportError(
            f"{kind.name} holds no network: choose one of {', '.join(sorted(_NETWORKS))}, or leave the network out"
        )
    answer = find_answer(store, wanted)
    job = Job(store, origin, kind.name, progress=progress, part=describe(wanted), network=wanted.network)
    taken = kind.name in _TABLES or isinstance(answer, Triples)
    if answer is None or not taken:
        job.selection = select(store, read_part(store, wanted, answer))
    elif wanted.narrows:
        raise ExportError("the answer to a query is taken as it is: narrow the query, or leave the part out")
    elif isinstance(answer, Triples) and kind.name not in _TABLES:
        job.store = to_store(answer)
    else:
        job.answer = answer
    return job


def _write(job: Job, kind: Kind, draft: Path, packing: str | None, zipped: bool) -> None:
    if kind.name in _STREAMS:
        with draft.open("xb") as file, packed(file, packing) as stream:
            _load(_STREAMS[kind.name])(job, stream)
        return
    with TemporaryDirectory(prefix="scrutiny-") as folder:
        made = Path(folder) / "made" if zipped or packing else draft
        if zipped:
            made.mkdir()
        if kind.name in _FOLDERS:
            _load(_FOLDERS[kind.name])(job, made)
        else:
            _write_tables(job, kind, made, Path(folder) / "staged.db")
        if zipped:
            with draft.open("xb") as file:
                zip_folder(made, file, job.origin.made)
        elif packing:
            with made.open("rb") as source, draft.open("xb") as file, packed(file, packing) as stream:
                shutil.copyfileobj(source, stream, BLOCK)


def _load(writer: str) -> Callable[..., None]:
    module, _, name = writer.rpartition(".")
    found: Callable[..., None] = getattr(import_module(f"{__name__}.{module}"), name)
    return found


def _write_tables(job: Job, kind: Kind, path: Path, place: Path) -> None:
    write = _load(_TABLES[kind.name])
    if job.answer is not None:
        table, rows = to_table(job.answer, job.part.strip())
        with staged((table,), lambda _: rows, place, job.tell) as filled:
            write(filled, job, path)
        return
    with job.narrowed() as store, staged(tables(), partial(find_rows, store), place, job.tell) as filled:
        write(filled, job, path)
