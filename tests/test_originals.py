"""The files that a workspace keeps: the PDFs of what was read, once, as they were read, unless it is told not to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.build import build
from graph.cli import main
from graph.search import open_index, search
from graph.snapshots import Snapshot, Workspace

PDF, TEXT = "lancashire-2018-08-17-re-inspection.pdf", "havering-2018-07-23-ilacs-inspection.txt"


def find_current(workspace: Workspace) -> Snapshot:
    current = workspace.current()
    assert current is not None
    return current


@pytest.fixture
def papers(tmp_path: Path, report: Callable[[str], Path]) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in (PDF, TEXT):
        (folder / name).write_bytes(report(name).read_bytes())
    return folder


def test_pdfs_are_kept_once_however_many_snapshots_show_them(papers: Path, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    build([papers], workspace, jobs=1)
    (papers / TEXT).unlink()
    build([papers], workspace, jobs=1)
    first, second = (list(snapshot.originals_path.iterdir()) for snapshot in workspace.list())
    [kept] = workspace.documents_path.glob("*.pdf")
    assert [path.name for path in first] == [path.name for path in second] == [f"{kept.name[:16]}.pdf"]
    assert kept.read_bytes() == (papers / PDF).read_bytes()
    assert first[0].samefile(kept)
    assert second[0].samefile(kept)
    assert not (papers / PDF).samefile(kept), "what becomes of somebody's file is not ours to follow"


def test_file_that_changed_while_it_was_read_is_not_kept(papers: Path, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")

    def change(_done: int, _total: int, _name: str) -> None:
        (papers / PDF).write_bytes(b"%PDF-1.7 something else")

    build([papers], workspace, jobs=1, progress=change)
    assert list(find_current(workspace).originals_path.iterdir()) == []
    assert list(workspace.documents_path.glob("*.pdf*")) == []


def test_no_file_is_kept_where_none_is_wanted(papers: Path, tmp_path: Path) -> None:
    place = tmp_path / "workspace"
    assert main(["build", str(papers), "--workspace", str(place), "--jobs", "1", "--no-originals"]) == 0
    assert list(place.rglob("*.pdf")) == []
    assert not build([papers], Workspace(place), jobs=1).unchanged
    assert len(list(find_current(Workspace(place)).originals_path.iterdir())) == 1


def test_snapshot_can_be_searched(workspace: Path) -> None:
    with closing(open_index(find_current(Workspace(workspace)).search_path)) as index:
        assert [hit.name for hit in search(index, "havring", kind="councils")[0].hits] == ["Havering"]
        assert search(index, "care leavers", kind="recommendations")[0].number > 1
