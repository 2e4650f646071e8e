from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
import zstandard
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from graph.errors import ExportError, UnknownName
from graph.export import export, kinds
from graph.store import Store, open_memory
from tests.conftest import ROOT

PARSERS = {
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "ntriples": "nt",
    "turtle": "turtle",
    "rdfxml": "xml",
}
NETWORKS = ("dot", "gexf", "graphml", "measures", "neo4j", "nodelink")
TABLES = {
    "appointments": 2,
    "councils": 2,
    "disagreements": 2,
    "documents": 10,
    "findings": 5,
    "inspections": 9,
    "inspectors": 12,
    "judgements": 33,
    "mentions": 12,
    "overview": 6,
    "papers": 3,
    "people": 15,
    "recommendations": 13,
    "requests": 4,
    "statements": 485,
}
KEYS = {
    "inspection": "inspections",
    "council": "councils",
    "document": "documents",
    "person": "people",
    "statement": "statements",
    "previous_judgement": "judgements",
}


@pytest.fixture(scope="module")
def tables(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    folder = export(store, "csv", tmp_path_factory.mktemp("export") / "tables")
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            found[path.stem] = list(csv.DictReader(stream))
    return found


def triples_of(store: Store, graph: URIRef | None = None) -> Graph:
    where = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    found = Graph()
    for triple in store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"):  # type: ignore[union-attr]
        found.add(triple)  # type: ignore[arg-type]
    return found


def test_kinds_are_those_that_export_writes() -> None:
    assert [kind.name for kind in kinds()] == sorted(
        [*PARSERS, *NETWORKS, "csv", "datasette", "dcat", "parquet", "prov", "rocrate", "sqlite", "xlsx"]
    )


def test_manual_tells_what_reads_each_kind() -> None:
    manual = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [kind.name for kind in kinds() if f"`{kind.name}`" not in manual] == []


@pytest.mark.parametrize("kind", ["nquads", "trig"])
def test_export_of_every_graph_reads_back_the_same(store: Store, tmp_path: Path, kind: str) -> None:
    path = export(store, kind, tmp_path / "graph")
    with open_memory() as again, path.open("rb") as stream:
        again.load(stream, kind)
        assert len(again) == len(store)
        assert again.graphs() == store.graphs()
        assert all(isomorphic(triples_of(again, name), triples_of(store, name)) for name in store.graphs())


# rdflib's own readers use what rdflib calls outdated.
@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset.default_context) is deprecated:DeprecationWarning")
@pytest.mark.parametrize("kind", ["nquads", "trig"])
def test_export_of_every_graph_has_as_many_quads_in_another_library(store: Store, tmp_path: Path, kind: str) -> None:
    dataset = Dataset().parse(export(store, kind, tmp_path / "graph"), format=kind)
    told = {str(graph.identifier): len(graph) for graph in dataset.graphs() if len(graph)}
    assert told == {str(name): len(triples_of(store, name)) for name in store.graphs()}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("kind", ["jsonld", "ntriples", "turtle", "rdfxml"])
def test_export_of_the_union_reads_back_the_same_in_another_library(store: Store, tmp_path: Path, kind: str) -> None:
    path = export(store, kind, tmp_path / "graph")
    assert isomorphic(Graph().parse(data=path.read_text(encoding="utf-8"), format=PARSERS[kind]), triples_of(store))


@pytest.mark.parametrize("kind", sorted(PARSERS))
def test_export_of_one_snapshot_is_the_same_bytes(store: Store, tmp_path: Path, kind: str) -> None:
    shuffled = io.BytesIO()
    store.dump(shuffled, "nquads")
    with open_memory() as other:
        other.load(io.BytesIO(b"\n".join(reversed(shuffled.getvalue().splitlines()))), "nquads")
        assert export(store, kind, tmp_path / "one").read_bytes() == export(other, kind, tmp_path / "two").read_bytes()


@pytest.mark.parametrize("kind", [kind.name for kind in kinds() if not kind.folder])
def test_packed_export_holds_the_same_bytes(store: Store, tmp_path: Path, kind: str) -> None:
    plain = export(store, kind, tmp_path / "plain").read_bytes()
    zipped = export(store, kind, tmp_path / "packed.gz").read_bytes()
    with export(store, kind, tmp_path / "packed.zst").open("rb") as file:
        unpacked = zstandard.ZstdDecompressor().stream_reader(file).read()
    assert (gzip.decompress(zipped), unpacked) == (plain, plain)


def test_tables_have_a_row_a_thing(tables: dict[str, list[dict[str, str]]]) -> None:
    counts = {name: len(rows) for name, rows in tables.items()}
    # The vocabulary's classes and concepts, which grow.
    assert counts.pop("codes") > 100
    assert counts == TABLES


def test_tables_join_by_their_keys(tables: dict[str, list[dict[str, str]]]) -> None:
    known = {name: {next(iter(row.values())) for row in rows} for name, rows in tables.items()}
    loose = {
        (name, key, row[key])
        for name, rows in tables.items()
        for row in rows
        for key, table in KEYS.items()
        if row.get(key) and row[key] not in known[table]
    }
    assert loose == set()
    assert all(
        len(known[name]) == len(tables[name]) for name in ("inspections", "judgements", "recommendations", "documents")
    )


def test_table_of_judgements_holds_each_grade_and_its_words(tables: dict[str, list[dict[str, str]]]) -> None:
    base = "https://w3id.org/scrutiny-graph/id/"
    row = next(
        row
        for row in tables["judgements"]
        if row["judgement"].endswith("sif-reinspection/2018-06-04/judgement/care-leavers")
    )
    assert row == {
        "judgement": base + "inspection/E10000017/sif-reinspection/2018-06-04/judgement/care-leavers",
        "inspection": base + "inspection/E10000017/sif-reinspection/2018-06-04",
        "council": base + "council/E10000017",
        "area": base + "area/sif/care-leavers",
        "area_name": "Experiences and progress of care leavers",
        "overall": "false",
        "grade": "Requires improvement to be good",
        "rank": "2",
        "change": "improved",
        "previous_judgement": base + "inspection/E10000017/sif/2015-09-14/judgement/care-leavers",
        "evidence": base + "document/3cf7b1cd0973e2ec/evidence/364-402",
        "document": base + "document/3cf7b1cd0973e2ec",
        "page": "1",
    }


def test_export_refuses_a_target_that_is_there_unless_told(store: Store, tmp_path: Path) -> None:
    for kind in ("nquads", "csv"):
        target = export(store, kind, tmp_path / kind)
        with pytest.raises(ExportError, match="is there already: name another target, or use --force to replace it"):
            export(store, kind, target)
        assert export(store, kind, target, overwrite=True) == target
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "nquads"]


@pytest.mark.parametrize(
    ("kind", "target", "message"),
    [
        ("xls", "x", r"no export 'xls': did you mean xlsx\?$"),
        (
            "pdf",
            "x",
            "no export 'pdf': choose one of csv, datasette, dcat, dot, gexf, graphml, jsonld, measures, neo4j, nodelink, nquads, ntriples, parquet, prov, rdfxml, rocrate, sqlite, trig, turtle, xlsx$",
        ),
        ("trig", "absent/x", "absent: no such folder: make it first$"),
        ("trig", "", "a folder, and this export is one file: name a file$"),
        ("csv", "file", "a file, and this export is a folder: name a folder$"),
        ("trig", "n" * 300, "cannot be written: File name too long$"),
    ],
)
def test_export_that_cannot_be_is_told(store: Store, tmp_path: Path, kind: str, target: str, message: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises((ExportError, UnknownName), match=message):
        export(store, kind, tmp_path / target)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("target", ["", ".", ".."])
def test_folder_that_one_is_in_is_no_target(
    store: Store, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind in ("trig", "csv"):
        with pytest.raises(ExportError, match="a folder that is there: name what is to be written in it"):
            export(store, kind, target, overwrite=True)
    assert list(tmp_path.iterdir()) == []


def test_folder_with_anything_of_one_s_own_is_never_replaced(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    export(store, "csv", target)
    (target / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"tables: holds mine\.txt, which this export does not: move that, or name"):
        export(store, "csv", target, overwrite=True)
    assert (target / "mine.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_export_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    closed = open_memory()
    closed.close()
    for kind in ("nquads", "turtle", "csv"):
        with pytest.raises(Exception, match="the store in memory is closed"):
            export(closed, kind, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
