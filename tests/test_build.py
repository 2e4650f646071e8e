"""From files to a snapshot that serves, and what keeps the last one serving."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from rdflib import VOID, Literal, URIRef

from graph.build import Outcome, build
from graph.cli import main
from graph.errors import ReadError, WorkspaceError
from graph.read import read
from graph.snapshots import Snapshot, Workspace
from graph.store import Rows, Store
from graph.terms import DATASET, DESCRIPTION, FACTS, SG, mint_document
from tests.read.test_read import BAD_FILES
from tests.saying import claim_too_much

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "data" / "reports"
SMALL = ("havering-2018-07-23-ilacs-inspection.txt", "lincolnshire-2018-06-08-focused-visit.docx")
MORE = "lincolnshire-2019-06-11-ilacs-inspection.html"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """An empty workspace."""
    return Workspace(tmp_path / "workspace")


@pytest.fixture(scope="module")
def papers_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two of the samples; for reading only."""
    folder = tmp_path_factory.mktemp("samples") / "papers"
    folder.mkdir()
    for name in SMALL:
        shutil.copy(REPORTS / name, folder)
    return folder


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory, papers_once: Path) -> Path:
    """A workspace with the two samples, to be copied: copying is faster than building."""
    folder = tmp_path_factory.mktemp("once") / "workspace"
    build([papers_once], Workspace(folder))
    return folder


@pytest.fixture
def papers(tmp_path: Path, papers_once: Path) -> Path:
    """A folder with the two samples, to change."""
    return Path(shutil.copytree(papers_once, tmp_path / "papers"))


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Workspace:
    """A workspace with the two samples, to build in."""
    folder = tmp_path / "built"
    shutil.copytree(built_once, folder, symlinks=True)
    return Workspace(folder)


def serving(workspace: Workspace) -> Snapshot:
    snapshot = workspace.current()
    assert snapshot is not None
    return snapshot


def facts(workspace: Workspace) -> list[bytes]:
    """The facts of the snapshot that serves, as sorted lines."""
    stream = io.BytesIO()
    with workspace.open_store() as store:
        store.dump(stream, "ntriples", graph=FACTS)
    return sorted(stream.getvalue().splitlines())


def names(workspace: Workspace) -> list[tuple[str, str]]:
    """The documents of the register with their names."""
    with workspace.open_store() as store:
        answer = store.query(f"SELECT ?document ?name {{ ?document <{SG.fileName}> ?name }} ORDER BY ?name")
    return [(str(document), str(name)) for document, name in cast("Rows", answer).rows]


def changes(workspace: Workspace) -> dict[str, int]:
    """How many facts came and how many went with the snapshot that serves."""
    query = f"SELECT ?way (COUNT(?change) AS ?n) {{ VALUES ?way {{ 'added' 'removed' }} OPTIONAL {{ ?change <{SG.direction}> ?way }} }} GROUP BY ?way"
    with workspace.open_store() as store:
        return {str(way): int(cast("Literal", number)) for way, number in cast("Rows", store.query(query)).rows}


def stamps(folder: Path) -> dict[str, int]:
    """When each kept file of a folder was written; what is remembered of them and of others may be added to."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if ".db" not in path.name}


def refusal(path: Path) -> str:
    """Why a reader refuses a file."""
    with pytest.raises(ReadError) as caught:
        read(path)
    return caught.value.reason


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, list[str]]:
    """The command's exit status, what it printed, and its complaints."""
    status = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err.splitlines()


def test_build_tells_what_it_made_and_how_far_it_is(papers: Path, place: Workspace) -> None:
    told: list[tuple[int, int, str]] = []
    outcome = build([papers], place, jobs=1, progress=lambda *row: told.append(row))
    snapshot = serving(place)
    assert outcome == Outcome(snapshot.name, 2, snapshot.counts["statements"], snapshot.counts["facts"], (), ())
    assert snapshot.counts["facts"] == len(facts(place)) > 50
    assert [name for _, name in names(place)] == sorted(SMALL)
    assert told == [(1, 2, SMALL[1]), (2, 2, SMALL[0])]  # the larger first


def test_order_of_files_does_not_matter(papers: Path, place: Workspace, built_once: Path) -> None:
    build([papers / SMALL[1], papers / SMALL[0]], place)
    assert facts(place) == facts(Workspace(built_once))
    assert serving(place).inputs == serving(Workspace(built_once)).inputs


def test_second_build_with_nothing_new_reads_and_writes_nothing(papers: Path, built: Workspace) -> None:
    first, before = serving(built), stamps(built.documents_path)
    told: list[str] = []
    outcome = build([papers], built, progress=lambda *row: told.append(str(row)))
    assert (outcome.snapshot, outcome.documents, outcome.unchanged) == (first.name, 2, True)
    assert (told, stamps(built.documents_path), built.list()) == ([], before, (first,))


def test_new_document_is_the_only_one_read(papers: Path, built: Workspace, report: Callable[[str], Path]) -> None:
    kept, known = stamps(built.documents_path), set(facts(built))
    shutil.copy(report(MORE), papers)
    told: list[str] = []
    outcome = build([papers], built, progress=lambda _done, _total, name: told.append(name))
    assert (outcome.documents, told) == (3, [MORE])
    assert stamps(built.documents_path).items() >= kept.items()
    assert [snapshot.number for snapshot in built.list()] == [1, 2]
    came, went = set(facts(built)) - known, known - set(facts(built))
    assert changes(built) == {"added": len(came), "removed": len(went)}


def test_document_taken_away_takes_its_facts_along(papers: Path, built: Workspace, place: Workspace) -> None:
    build([papers / SMALL[0]], built)
    build([papers / SMALL[0]], place)
    assert facts(built) == facts(place)
    assert [name for _, name in names(built)] == [SMALL[0]]


def test_duplicates_under_two_names_are_one_document(papers: Path, place: Workspace) -> None:
    shutil.copy(papers / SMALL[0], papers / "again.txt")
    outcome = build([papers], place)
    found = names(place)
    assert outcome.documents == 2
    assert [name for _, name in found] == sorted([*SMALL, "again.txt"])
    assert len({document for document, name in found if name in (SMALL[0], "again.txt")}) == 1


def test_texts_lie_beside_the_store(built: Workspace) -> None:
    documents = {URIRef(document).rpartition("/")[2] for document, _ in names(built)}
    assert {path.stem for path in serving(built).text_path.iterdir()} == documents


def test_lost_text_is_read_again(papers: Path, built: Workspace) -> None:
    for path in built.documents_path.glob("*.text.json"):
        path.unlink()
    build([papers / SMALL[0]], built)
    assert len(list(serving(built).text_path.iterdir())) == 1


def test_manifest_describes_the_document(papers: Path, place: Workspace) -> None:
    row = f"{SMALL[0]},https://example.org/a b|c,2018-07,Ofsted\n"
    (papers / "manifest.csv").write_text(f"file,url,published,publisher\n{row}")
    build([papers], place)
    with place.open_store() as store:
        answer = store.query(
            "PREFIX dct: <http://purl.org/dc/terms/> SELECT ?url ?day ?who { ?d dct:source ?url ; dct:issued ?day ; dct:publisher ?who }"
        )
    (found,) = cast("Rows", answer).rows
    assert [str(term) for term in found] == ["https://example.org/a%20b%7Cc", "2018-07", "Ofsted"]


def test_build_that_fails_leaves_the_last_snapshot(built: Workspace, tmp_path: Path) -> None:
    before, served = serving(built), facts(built)
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    with pytest.raises(WorkspaceError, match=f"^{empty}: is empty"):
        build([empty], built)
    assert (serving(built), facts(built), built.list()) == (before, served, (before,))
    assert [path.name for path in built.snapshots_path.iterdir()] == [before.name]


def test_build_killed_leaves_the_last_snapshot_and_no_workers(papers: Path, built: Workspace) -> None:
    before, served, kept = serving(built), facts(built), stamps(built.documents_path)
    command = [sys.executable, "-m", "graph", "build", REPORTS, "-w", built.path]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as killed:
        until = time.monotonic() + 60
        while stamps(built.documents_path).keys() == kept.keys() and time.monotonic() < until:
            time.sleep(0.02)
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=30)  # comes to an end only when the workers, who share the pipes, have ended
    assert killed.returncode == -signal.SIGKILL
    assert (serving(built), facts(built)) == (before, served)
    build([papers / SMALL[0]], built)
    assert [path.name for path in sorted(built.snapshots_path.iterdir())] == [
        snapshot.name for snapshot in built.list()
    ]


def test_bad_files_are_named_and_the_rest_is_built(
    papers: Path, place: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data, _, _ in BAD_FILES:
        (papers / f"bad-{name}").write_bytes(data)
    (papers / "bad-gone.pdf").symlink_to(papers / "nowhere")
    status, out, complaints = run(capsys, "build", papers, "-w", place.path)
    reasons = {name: refusal(papers / name) for name in (f"bad-{name}" for name, *_ in BAD_FILES)}
    reasons["bad-gone.pdf"] = "cannot be opened: No such file or directory"
    assert status == 3
    assert re.fullmatch(r"0001-[0-9a-f]{8}: 2 documents, [\d,]+ statements, [\d,]+ facts \(built in .* s\)\n", out)
    assert complaints == [f"scrutiny: left out {papers / name}: {reason}" for name, reason in sorted(reasons.items())]
    assert run(capsys, "build", papers, "-w", place.path)[::2] == (3, complaints)
    run(capsys, "status", "-f", "json", "-w", place.path)
    assert [row.path for row in serving(place).unread] == [str(papers / name) for name in sorted(reasons)]


def test_another_file_that_cannot_be_opened_is_news(papers: Path, built: Workspace) -> None:
    (papers / "gone.pdf").symlink_to(papers / "nowhere")
    outcome = build([papers], built)
    assert [row.path for row in outcome.unread] == [str(papers / "gone.pdf")]


def test_folder_without_documents_makes_no_workspace(
    place: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    line = f"scrutiny: no documents in {folder}: name files, or folders that hold reports or papers"
    assert run(capsys, "build", folder, "-w", place.path) == (1, "", [line])
    assert not place.path.exists()


def test_workspace_of_a_newer_version_is_not_built_in(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "newer"
    folder.mkdir()
    (folder / "workspace.json").write_text(json.dumps({"version": 99}))
    status, out, (complaint,) = run(capsys, "build", papers, "-w", folder)
    assert (status, out) == (1, "")
    assert re.fullmatch(
        r"scrutiny: .*newer: made by a newer version \(workspace version 99, this one knows 1\): update .*", complaint
    )
    assert [path.name for path in folder.iterdir()] == ["workspace.json"]


def test_document_that_no_reader_can_tell_is_built_without_facts(place: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Nothing about anybody.\n")
    assert (build([path], place).documents, facts(place)) == (1, [])


def test_workers_give_the_same_as_one_process(place: Workspace, workspace: Path) -> None:
    # The shared workspace is built by as many workers as there are cores; here one reads everything.
    build([REPORTS], place, jobs=1)
    assert facts(place) == facts(Workspace(workspace))


@pytest.mark.parametrize("many", [0, 5_000], ids=["judged in a process of its own", "judged here"])
def test_document_whose_graph_breaks_a_shape_is_left_out_and_named(
    many: int, papers: Path, place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.judging._MANY", many)
    monkeypatch.setattr("graph.parcels.iter_claims", claim_too_much)
    outcome = build([papers], place)
    assert [(Path(path).name, reason) for path, reason in outcome.left_out] == [
        (SMALL[0], "id:inspection/x/judgement/y: a judgement belongs to one inspection (and 3 more)")
    ]
    assert outcome.documents == 1
    report, paper = (mint_document(hashlib.sha256((papers / name).read_bytes()).hexdigest()) for name in SMALL)
    with place.open_store() as store:
        assert [graph for graph in store.graphs() if "/document/" in graph] == [paper]
        assert ask(store, f"SELECT ?document ?reason WHERE {{ ?document <{SG.unreadReason}> ?reason }}") == [
            [str(report), "id:inspection/x/judgement/y: a judgement belongs to one inspection (and 3 more)"]
        ]
        [[told]] = ask(store, f"SELECT ?n WHERE {{ <{DATASET}> <{VOID.triples}> ?n }}")
        [[describing]] = ask(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{DESCRIPTION}> {{ ?s ?p ?o }} }}")
        assert int(told) == len(store) - int(describing)


def ask(store: Store, query: str) -> list[list[str]]:
    return [[str(term) for term in row] for row in cast("Rows", store.query(query)).rows]


def test_build_in_little_memory_is_the_same(place: Workspace, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A parcel for each document, conclusions on the disk, claims sorted in files, many pieces to copy; and nothing read again.
    monkeypatch.setenv("SCRUTINY_BUILD_MEGABYTES", "1")
    whole = Workspace(workspace)
    place.path.mkdir()
    shutil.copy(whole.path / "workspace.json", place.path)
    shutil.copytree(whole.documents_path, place.documents_path)
    build([REPORTS], place, progress=refuse)
    assert dumped(place) == dumped(whole)
    assert serving(place).counts == serving(whole).counts
    assert sorted(path.name for path in serving(place).path.iterdir()) == sorted(
        path.name for path in serving(whole).path.iterdir()
    )


def refuse(_done: int, _total: int, name: str) -> None:
    """The progress of a build that has nothing to read."""
    raise AssertionError(name)


@pytest.mark.parametrize("text", ["0", "much", "1.5"])
def test_memory_that_is_no_number_is_refused(text: str, place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRUTINY_BUILD_MEGABYTES", text)
    with pytest.raises(WorkspaceError, match=rf"SCRUTINY_BUILD_MEGABYTES={text}: not a whole number from 1 on"):
        build([REPORTS / SMALL[0]], place)


def dumped(workspace: Workspace) -> list[bytes]:
    stream = io.BytesIO()
    with workspace.open_store() as store:
        store.dump(stream)
    return sorted(stream.getvalue().splitlines())
