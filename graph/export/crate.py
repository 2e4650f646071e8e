"""The dataset as an RO-Crate: the graph, the tables and their descriptions in one folder that says what each file is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graph.export.job import Job
from graph.export.rdf import write_rdf
from graph.export.record import ABOUT, KEYWORDS, write_dcat, write_prov
from graph.export.sheets import LICENCE, write_sheets
from graph.export.staging import Staged
from graph.export.whole import packed
from graph.terms import BASE

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "https://w3id.org/ro/crate/1.1"
PROGRAM = "#scrutiny-graph"
FILES = {
    "graph.nq.gz": ("The graph, every named graph of it, as N-Quads", "application/gzip"),
    "dcat.ttl": ("The dataset described in DCAT and VoID", "text/turtle"),
    "prov.ttl": ("What read each document and when, in PROV", "text/turtle"),
    "tables/datapackage.json": ("What each column of the tables holds (Frictionless Data Package)", "application/json"),
}


def write_crate(staged: Staged, job: Job, folder: Path) -> None:
    """Write the graph, the tables and their descriptions into a folder, with the crate's own metadata."""
    with (folder / "graph.nq.gz").open("wb") as file, packed(file, "gzip") as stream:
        job.kind = "nquads"
        write_rdf(job, stream)
    for name, write in (("dcat.ttl", write_dcat), ("prov.ttl", write_prov)):
        with (folder / name).open("wb") as stream:
            write(job, stream)
    tables = folder / "tables"
    tables.mkdir()
    write_sheets(staged, job, tables)
    known = FILES | {f"tables/{table.name}.csv": (table.meaning, "text/csv") for table in staged.tables}
    entities = [*_iter_heads(job, sorted(known)), *(_describe(folder, name, *known[name]) for name in sorted(known))]
    text = json.dumps({"@context": CONTEXT, "@graph": entities}, ensure_ascii=False, indent=2)
    (folder / "ro-crate-metadata.json").write_text(text + "\n", encoding="utf-8")


def _iter_heads(job: Job, names: list[str]) -> Iterator[dict[str, Any]]:
    """The crate itself, its licence, and the build that made what is in it."""
    yield {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": "Scrutiny Graph",
        "description": ABOUT + job.part,
        "identifier": BASE,
        "version": job.origin.name,
        "datePublished": job.origin.made,
        "license": {"@id": LICENCE["path"]},
        "keywords": ", ".join(KEYWORDS),
        "hasPart": [{"@id": name} for name in names],
        "mentions": {"@id": "#build"},
    }
    yield {"@id": LICENCE["path"], "@type": "CreativeWork", "name": LICENCE["title"], "identifier": LICENCE["name"]}
    yield {
        "@id": "#build",
        "@type": "CreateAction",
        "name": f"Build of the snapshot {job.origin.name}",
        "endTime": job.origin.made,
        "instrument": {"@id": PROGRAM},
        "result": {"@id": "./"},
    }
    yield {
        "@id": PROGRAM,
        "@type": "SoftwareApplication",
        "name": "Scrutiny Graph",
        "softwareVersion": version("scrutiny-graph"),
    }


def _describe(folder: Path, name: str, what: str, media_type: str) -> dict[str, Any]:
    path = folder / name
    with path.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "@id": name,
        "@type": "File",
        "name": path.name,
        "description": what,
        "encodingFormat": media_type,
        "contentSize": str(path.stat().st_size),
        "sha256": checksum,
    }
