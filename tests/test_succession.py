"""A snapshot made from the one before is the same, to the byte, as one that is written anew."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build import build
from graph.errors import WorkspaceError
from graph.identifying import NAME as IDENTITIES
from graph.mapping import iter_claims
from graph.read import read
from graph.recognise import recognise
from graph.resolve import resolve
from graph.snapshots import Workspace
from graph.stated import Stated, write_claims
from graph.store import open_memory
from graph.succession import NAME
from graph.tally import Counts, count
from graph.terms import CHANGES, DESCRIPTION, mint_document
from tests.crashing import dump, serving
from tests.saying import claim_too_much
from tests.searching import search_all, search_pages

REPORTS = Path(__file__).parent.parent / "data" / "reports"
FIRST = (
    "havering-2018-07-23-ilacs-inspection.txt",
    "lancashire-2018-05-22-self-assessment.txt",
    "lincolnshire-2018-06-08-focused-visit.docx",
    "lincolnshire-2015-single-inspection-minutes.html",
)
TOLD_OF = ("lincolnshire-2015-01-06-single-inspection.pdf", "lancashire-2018-08-17-re-inspection.pdf")
MORE = "lincolnshire-2019-06-11-ilacs-inspection.html"


def steps(workspace: Workspace) -> int:
    """How many builds ago the store was written anew."""
    return int(json.loads((serving(workspace).path / NAME).read_text())["steps"])


def forget(workspace: Workspace) -> None:
    """Have the next build go on from nothing."""
    for name in (NAME, IDENTITIES):
        (serving(workspace).path / name).unlink()


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers and a workspace in which they are built; to be copied."""
    folder = tmp_path_factory.mktemp("succession")
    (folder / "papers").mkdir()
    for name in FIRST:
        shutil.copy(REPORTS / name, folder / "papers")
    build([folder / "papers"], Workspace(folder / "workspace"))
    return folder


@pytest.fixture
def both(built_once: Path, tmp_path: Path) -> Callable[[Callable[[Path], None]], tuple[Workspace, Workspace]]:
    """What changes the papers and builds: over the snapshot before, and with that forgotten."""

    def build_both(change: Callable[[Path], None]) -> tuple[Workspace, Workspace]:
        shutil.copytree(built_once, tmp_path / "all", symlinks=True)
        change(tmp_path / "all" / "papers")
        over, anew = Workspace(tmp_path / "all" / "workspace"), Workspace(tmp_path / "anew")
        shutil.copytree(over.path, anew.path, symlinks=True)
        forget(anew)
        for workspace in (over, anew):
            build([tmp_path / "all" / "papers"], workspace)
        return over, anew

    return build_both


def add(papers: Path) -> None:
    shutil.copy(REPORTS / MORE, papers)


def take_away(papers: Path) -> None:
    (papers / FIRST[1]).unlink()


def change(papers: Path) -> None:
    """Have a report say something else."""
    path = papers / FIRST[0]
    path.write_text(path.read_text().replace("Recommendation", "Advice").replace("good", "inadequate") + "\nMore.\n")


def describe(papers: Path) -> None:
    """Say of a report, which stays as it is, where it comes from."""
    (papers / "manifest.csv").write_text(
        f"file,url,published,publisher\n{FIRST[2]},https://example.org/a,2018-07,Ofsted\n"
    )


def break_one(papers: Path) -> None:
    """Have one more file that cannot be read, of which the name tells the council."""
    (papers / "80429-empty.pdf").write_bytes(b"")


def do_all(papers: Path) -> None:
    for one in (add, take_away, describe, break_one):
        one(papers)


@pytest.mark.parametrize("doing", [add, take_away, change, describe, break_one, do_all])
def test_snapshot_over_the_one_before_is_the_same_as_one_from_nothing(
    doing: Callable[[Path], None], both: Callable[[Callable[[Path], None]], tuple[Workspace, Workspace]]
) -> None:
    over, anew = both(doing)
    assert (steps(over), steps(anew)) == (1, 0)
    assert dump(over) == dump(anew)
    assert serving(over).counts == serving(anew).counts
    assert search_all(serving(over).search_path) == search_all(serving(anew).search_path)
    assert search_pages(serving(over)) == search_pages(serving(anew))
    assert (
        json.loads((serving(over).path / NAME).read_text())["keys"]
        == json.loads((serving(anew).path / NAME).read_text())["keys"]
    )


def test_document_that_is_left_out_leaves_nothing_when_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.parcels.iter_claims", claim_too_much)
    papers, workspace = tmp_path / "papers", Workspace(tmp_path / "workspace")
    papers.mkdir()
    for name in FIRST:
        shutil.copy(REPORTS / name, papers)
    build([papers], workspace)
    broken = papers / FIRST[0]
    assert [path for path, _ in serving(workspace).left_out] == [str(broken)]
    # What is told of its file, that it is left out too, changes with its name, and goes with it.
    broken.rename(papers / "renamed.txt")
    for _ in range(2):
        anew = Workspace(shutil.copytree(workspace.path, tmp_path / "anew", symlinks=True))
        forget(anew)
        for one in (workspace, anew):
            build([papers], one)
        assert (steps(workspace) > 0, steps(anew)) == (True, 0)
        assert dump(workspace) == dump(anew)
        shutil.rmtree(anew.path)
        (papers / "renamed.txt").unlink(missing_ok=True)


def test_graph_of_which_nothing_is_left_is_not_there(built_once: Path, tmp_path: Path) -> None:
    shutil.copytree(built_once, tmp_path / "all", symlinks=True)
    workspace, graphs = Workspace(tmp_path / "all" / "workspace"), []
    for change in (add, describe):  # of which only one changes facts
        change(tmp_path / "all" / "papers")
        build([tmp_path / "all" / "papers"], workspace)
        with workspace.open_store() as store:
            graphs.append(store.graphs())
    assert steps(workspace) == 2
    assert set(graphs[0]) - set(graphs[1]) == {CHANGES}


def test_more_that_changed_than_there_is_memory_for_is_written_anew(
    built_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built_once, tmp_path / "all", symlinks=True)
    workspace, papers = Workspace(tmp_path / "all" / "workspace"), tmp_path / "all" / "papers"
    monkeypatch.setenv("SCRUTINY_BUILD_MEGABYTES", "1")
    add(papers)
    build([papers], workspace)
    assert steps(workspace) == 1
    change(papers)
    take_away(papers)
    build([papers], workspace)
    assert steps(workspace) == 0


@pytest.mark.parametrize("name", ["store/LOG", "pages.sqlite", "search.sqlite", "networks.msgpack", "tally.json"])
def test_damaged_snapshot_is_not_built_upon(built_once: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(built_once, tmp_path / "all", symlinks=True)
    workspace = Workspace(tmp_path / "all" / "workspace")
    damaged = serving(workspace).path / name
    damaged.write_bytes(b"\xff" * damaged.stat().st_size)
    add(tmp_path / "all" / "papers")
    build([tmp_path / "all" / "papers"], workspace)
    assert steps(workspace) == 0
    assert [bool(damage) for damage in workspace.verify().values()] == [True, False]


def test_damaged_keys_are_not_gone_by(built_once: Path, tmp_path: Path) -> None:
    shutil.copytree(built_once, tmp_path / "all", symlinks=True)
    workspace = Workspace(tmp_path / "all" / "workspace")
    with (serving(workspace).path / NAME).open("r+b") as stream:
        stream.truncate(20)
    add(tmp_path / "all" / "papers")
    build([tmp_path / "all" / "papers"], workspace)
    assert steps(workspace) == 0


def test_build_after_facts_that_cannot_be_read_says_what_to_do(built_once: Path, tmp_path: Path) -> None:
    shutil.copytree(built_once, tmp_path / "all", symlinks=True)
    workspace = Workspace(tmp_path / "all" / "workspace")
    damaged = serving(workspace)
    for path in damaged.path.glob("store/*.sst"):
        path.write_bytes(b"\xff" * path.stat().st_size)
    add(tmp_path / "all" / "papers")
    with pytest.raises(WorkspaceError) as caught:
        build([tmp_path / "all" / "papers"], workspace)
    advice = "run `scrutiny snapshots restore`, or remove it and build again"
    assert str(caught.value) == f"{damaged.path}: is damaged: {advice}"
    shutil.rmtree(damaged.path)
    assert build([tmp_path / "all" / "papers"], workspace).documents == len(FIRST) + 1


def test_reports_that_go_and_come_back_leave_what_others_tell_of_their_inspections(
    workspace: Path, tmp_path: Path
) -> None:
    # Of these inspections papers tell too, loosely: without the reports their words count, and with them no more.
    over, papers = Workspace(shutil.copytree(workspace, tmp_path / "over", symlinks=True)), tmp_path / "reports"
    shutil.copytree(REPORTS, papers)
    for name in TOLD_OF:
        (papers / name).unlink()
    anew = Workspace(shutil.copytree(workspace, tmp_path / "anew", symlinks=True))
    forget(anew)
    for one in (over, anew):
        build([papers], one)
    assert (steps(over), steps(anew)) == (1, 0)
    assert dump(over) == dump(anew)
    assert serving(over).counts == serving(anew).counts
    for name in TOLD_OF:
        shutil.copy(REPORTS / name, papers)
    build([papers], over)
    assert without_changes(over) == without_changes(Workspace(workspace))


def without_changes(workspace: Workspace) -> list[bytes]:
    """All that a snapshot holds, but for what tells of the snapshot before."""
    ends = tuple(f" <{graph}> .".encode() for graph in (CHANGES, DESCRIPTION))
    return [line for line in dump(workspace) if not line.endswith(ends)]


def test_store_before_is_not_written(both: Callable[[Callable[[Path], None]], tuple[Workspace, Workspace]]) -> None:
    over, _ = both(add)
    assert [damage for damage in over.verify().values() if damage] == []


def test_counts_of_documents_are_those_of_their_graphs(report: Callable[[str], Path]) -> None:
    path = report(MORE)
    sha256, statements = hashlib.sha256(path.read_bytes()).hexdigest(), recognise(read(path))
    claims = {mint_document(sha256): list(iter_claims(sha256, statements, resolve([(sha256, statements)])))}
    stated, nothing = Stated(), Stated()
    stated.add(claims)
    nothing.add({mint_document("0" * 64): []})
    with open_memory() as store:
        write_claims(store, claims)
        assert stated.count() == count(store)
    assert stated.claims == sum(map(len, claims.values()))
    stated.leave_out(claims)
    assert nothing.count() == stated.count() == Counts.none()
