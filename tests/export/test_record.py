"""What a snapshot says of itself: DCAT, PROV and the RO-Crate, each told by the snapshot alone."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, PROV, RDF, Graph, Literal, URIRef

from graph.errors import ExportError
from graph.export import Origin, Wanted, export
from graph.export.record import Download, iter_dataset
from graph.snapshots import Workspace, iter_readings
from graph.store import Store
from graph.terms import DATASET, ID, mint_document

ORIGIN = Origin("0007-abcdef01", "2026-11-22T03:00:00+00:00")


def test_provenance_tells_of_each_document_what_read_it_and_when(workspace: Path, tmp_path: Path) -> None:
    place = Workspace(workspace)
    current = place.current()
    assert current is not None
    origin = Origin(current.name, current.made, current.path)
    with place.open_store() as store:
        said = Graph().parse(export(store, "prov", tmp_path / "prov.ttl", origin=origin), format="turtle")
    readings = list(iter_readings(current.path))
    assert len(readings) == current.counts["documents"] == 19
    for sha256, version, when in readings:
        reading = said.value(None, PROV.used, mint_document(sha256), any=False)
        assert said.value(reading, PROV.wasAssociatedWith) == ID[f"readers/{version}"]
        assert str(said.value(reading, PROV.endedAtTime)) == when <= current.made
        statements = said.value(None, PROV.wasGeneratedBy, reading, any=False)
        assert (ID[f"build/{current.name}"], PROV.used, statements) in said
    assert (ID[f"build/{current.name}"], PROV.generated, DATASET) in said


def test_dataset_tells_licence_snapshot_counts_and_downloads(store: Store) -> None:
    download = Download("nquads", "N-Quads", "http://example.org/export/nquads", "application/n-quads", 42, "ab" * 32)
    said = Graph()
    for triple in iter_dataset(store, ORIGIN, [download]):
        said.add(triple)
    assert said.value(DATASET, DCTERMS.license) == URIRef(
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    )
    assert str(said.value(DATASET, DCTERMS.modified)) == ORIGIN.made
    assert said.value(DATASET, URIRef(f"{DCAT}version")) == Literal(ORIGIN.name)
    part = said.value(DATASET, DCAT.distribution)
    told = {str(p).rpartition("/")[2].rpartition("#")[2]: str(o) for p, o in said.predicate_objects(part)}
    assert told == {
        "type": str(DCAT.Distribution),
        "title": "N-Quads",
        "license": str(said.value(DATASET, DCTERMS.license)),
        "modified": ORIGIN.made,
        "downloadURL": "http://example.org/export/nquads",
        "mediaType": "https://www.iana.org/assignments/media-types/application/n-quads",
        "byteSize": "42",
        "checksum": f"{part}/checksum/sha256",
    }


def test_crate_describes_each_of_its_files(store: Store, tmp_path: Path) -> None:
    folder = export(store, "rocrate", tmp_path / "crate", origin=ORIGIN)
    metadata = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    entities = {entity["@id"]: entity for entity in metadata["@graph"]}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {part["@id"] for part in entities["./"]["hasPart"]} == files - {"ro-crate-metadata.json"}
    assert entities["./"]["datePublished"] == ORIGIN.made
    for name in files - {"ro-crate-metadata.json"}:
        content = (folder / name).read_bytes()
        assert entities[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert entities[name]["contentSize"] == str(len(content))
    assert gzip.decompress((folder / "graph.nq.gz").read_bytes()).count(b"\n") == len(store)
    assert (DATASET, RDF.type, DCAT.Dataset) in Graph().parse(folder / "dcat.ttl", format="turtle")


def test_crate_of_one_snapshot_is_the_same_bytes(store: Store, tmp_path: Path) -> None:
    one = export(store, "rocrate", tmp_path / "one.zip", origin=ORIGIN).read_bytes()
    assert one == export(store, "rocrate", tmp_path / "two.zip", origin=ORIGIN).read_bytes()


@pytest.mark.parametrize("kind", ["dcat", "prov", "rocrate"])
def test_what_tells_of_the_whole_takes_no_part(store: Store, tmp_path: Path, kind: str) -> None:
    with pytest.raises(ExportError, match="tells of the whole graph: leave the part out"):
        export(store, kind, tmp_path / "x", wanted=Wanted(council=("Lancashire",)))
