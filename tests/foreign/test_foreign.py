"""Files of RDF beside a report: graphs of the dataset, asked alone, replaced, withdrawn, and left out with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from graph.build import build
from graph.decisions import digest_name
from graph.query import ask
from graph.snapshots import Workspace
from graph.store import Rows, Store
from graph.terms import FACTS, ID, SG, mint_document

PEOPLE = "PREFIX e: <http://e.example/> SELECT ?s ?o { ?s e:name ?o } ORDER BY ?o"
NAMED = URIRef("http://e.example/register")
TRIG = """@prefix e: <http://e.example/> .
e:outside e:name "outside" .
<http://e.example/register> { e:inside e:name "inside" ; a e:Thing . }
"""
XML = (
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.example/">'
    '<r:Description r:about="http://e.example/1"><e:name>x</e:name></r:Description></r:RDF>'
)


def write(path: Path, content: str) -> URIRef:
    """A file of that content; gives the document's identifier."""
    path.write_text(content, encoding="utf-8")
    return mint_document(hashlib.sha256(content.encode()).hexdigest())


def names(store: Store, **graphs: list[URIRef]) -> list[str]:
    answer = store.query(PEOPLE, **graphs)  # type: ignore[arg-type]
    assert isinstance(answer, Rows)
    return [str(row[1]) for row in answer.rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "files"
    place.mkdir()
    return place


@pytest.fixture
def make(folder: Path, tmp_path: Path) -> Callable[[], Workspace]:
    """Builds what is in the folder."""

    def build_all() -> Workspace:
        workspace = Workspace(tmp_path / "workspace")
        build([folder], workspace, jobs=1)
        return workspace

    return build_all


def test_graphs_keep_their_names_and_the_rest_has_the_document_s(folder: Path, make: Callable[[], Workspace]) -> None:
    document = write(folder / "register.trig", TRIG)
    workspace = make()
    with workspace.open_store() as store:
        assert names(store) == ["inside", "outside"]
        assert names(store, default_graphs=[NAMED]) == ["inside"]
        assert names(store, default_graphs=[document]) == ["outside"]
        told = store.query(f"SELECT ?graph {{ <{document}> <{SG.graph}> ?graph }} ORDER BY ?graph")
        assert [row[0] for row in told.rows] == [NAMED, document]  # type: ignore[union-attr]
        assert [row for row in ask(store, "documents-with-gaps") if row.document == document] == []
    current = workspace.current()
    assert current is not None
    assert (dict(current.counts)["datasets"], current.unread) == (1, ())


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.ttl", '<http://e.example/1> <http://e.example/name> "x" .\n', "text/turtle"),
        ("a.nt", '<http://e.example/1> <http://e.example/name> "x" .\n', "application/n-triples"),
        ("a.nq", '<http://e.example/1> <http://e.example/name> "x" <http://e.example/g> .\n', "application/n-quads"),
        ("a.trig", '<http://e.example/g> { <http://e.example/1> <http://e.example/name> "x" }', "application/trig"),
        ("a.jsonld", '{"@context": {"name": "http://e.example/name"}, "@id": "http://e.example/1", "name": "x"}', "application/ld+json"),
        ("a.rdf", XML, "application/rdf+xml"),
    ],
)  # fmt: skip
def test_every_format_is_taken(
    folder: Path, make: Callable[[], Workspace], name: str, content: str, media_type: str
) -> None:
    document = write(folder / name, content)
    with make().open_store() as store:
        assert names(store) == ["x"]
        told = store.query(
            f"SELECT ?type ?n {{ <{document}> <http://purl.org/dc/terms/format> ?type ; <http://rdfs.org/ns/void#triples> ?n }}"
        )
        assert told.rows == ((Literal(media_type), Literal(1)),)  # type: ignore[union-attr]


def test_blank_nodes_of_two_files_stay_apart(folder: Path, make: Callable[[], Workspace]) -> None:
    write(folder / "a.nt", '_:b <http://e.example/name> "one" .\n')
    write(folder / "b.nt", '_:b <http://e.example/name> "two" .\n')
    with make().open_store() as store:
        rows = store.query(PEOPLE).rows  # type: ignore[union-attr]
    assert len({row[0] for row in rows}) == 2


def test_file_is_replaced_and_withdrawn_like_a_report(folder: Path, make: Callable[[], Workspace]) -> None:
    write(folder / "a.ttl", '<http://e.example/1> <http://e.example/name> "before" .')
    write(folder / "b.ttl", '<http://e.example/1> <http://e.example/name> "beside" .')
    first = make().current()
    assert make().current() == first
    write(folder / "a.ttl", '<http://e.example/1> <http://e.example/name> "after" .')
    with make().open_store() as store:
        assert names(store) == ["after", "beside"]
    (folder / "a.ttl").unlink()
    with make().open_store() as store:
        assert names(store) == ["beside"]


def test_foreign_triples_are_no_facts_of_ours(folder: Path, make: Callable[[], Workspace]) -> None:
    council = ID["council/E10000017"]
    write(
        folder / "a.ttl",
        f"<{ID['inspection/x']}> a <{SG.FullInspection}> ; <{SG.inspects}> <{council}> ; <{SG.startDate}> '2020-01-01' .",
    )
    with make().open_store() as store:
        told = store.query(f"ASK {{ <{council}> <{SG.currentInspection}> ?any }}")
        assert (bool(told), FACTS in store.graphs()) == (False, False)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.trig", f"<{FACTS}> {{ <http://e.example/1> a <http://e.example/C> }}", f"its graph <{FACTS}> has a name of this dataset’s own"),
        ("a.trig", f"<{ID['document/0123456789abcdef']}> {{ <http://e.example/1> a <http://e.example/C> }}", "its graph <"),
        ("a.trig", "_:g { <http://e.example/1> a <http://e.example/C> }", "one of its graphs has no name: give it an address"),
        ("a.ttl", "# nothing yet\n", "holds no triples"),
        ("a.ttl", "@prefix e: <http://e.example/> .\ne:a e:b e:c ; ; x .", "not well-formed: "),
        ("a.ttl", "<http://e.example/1> <http://e.example/p> <<( <http://a> <http://b> <http://c> )>> .", "a statement about a statement"),
        ("a.jsonld", '{"@context": "https://schema.org/", "name": "x"}', "its context is at another address, and nothing is fetched"),
        ("a.rdf", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
         "its entity x is taken from elsewhere"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_taken_is_left_out_with_the_reason(
    folder: Path, make: Callable[[], Workspace], name: str, content: str, reason: str
) -> None:
    document = write(folder / name, content)
    write(folder / "sound.ttl", '<http://e.example/1> <http://e.example/name> "sound" .')
    workspace = make()
    current = workspace.current()
    assert current is not None
    (unread,) = current.unread
    assert (Path(unread.path).name, unread.reason[: len(reason)]) == (name, reason)
    with workspace.open_store() as store:
        assert names(store) == ["sound"]
        assert [row.field for row in ask(store, "documents-with-gaps") if row.document == document] == [
            "whole document"
        ]


def test_names_of_suppressed_people_are_struck_out_of_foreign_files_too(folder: Path, tmp_path: Path) -> None:
    write(folder / "a.ttl", '<http://e.example/1> <http://e.example/name> "Ann Lyle", "Bo Lund" .')
    people = tmp_path / "people"
    people.mkdir()
    (people / "merges.csv").write_text("person,same_as,reason,source\n")
    (people / "suppressed.csv").write_text(f"name,reason\n{digest_name('Ann Lyle')},asked for it\n")
    workspace = Workspace(tmp_path / "workspace")
    build([folder], workspace, jobs=1, people=people)
    with workspace.open_store() as store:
        assert names(store) == ["Bo Lund", "███ ████"]
