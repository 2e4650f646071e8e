from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from graph.differences import find_differences
from graph.errors import StoreError, StoreUnavailable, WorkspaceError
from graph.snapshots import (
    Changes,
    Draft,
    Snapshot,
    Unread,
    Workspace,
)
from graph.store import open_disk
from graph.terms import BASE, FACTS, ID, SG, mint_council
from tests.patching import apply_patch

LANCASHIRE = mint_council("E10000017")
OLD_NAME = (LANCASHIRE, SG.officialName, Literal("Lancashire C.C."))
NEW_NAME = (LANCASHIRE, SG.officialName, Literal("Lancashire County Council"))
CODE = (LANCASHIRE, SG.gssCode, Literal("E10000017"))


def write(draft: Draft, *triples: tuple[URIRef, URIRef, Literal], inputs: str = "a") -> None:
    with open_disk(draft.store_path) as store:
        store.add((*triple, FACTS) for triple in triples)
    draft.describe(inputs=inputs, counts={"facts": len(triples)}, unread=[Unread("scan.pdf", "a PDF without text")])


def build(workspace: Workspace, *triples: tuple[URIRef, URIRef, Literal], inputs: str = "a") -> None:
    with workspace.begin() as draft:
        write(draft, *triples, inputs=inputs)


def files_of(path: Path) -> list[str]:
    return sorted(found.name for found in path.iterdir())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def test_workspace_looked_at_is_not_made(workspace: Workspace) -> None:
    assert (workspace.current(), workspace.list()) == (None, ())
    with pytest.raises(WorkspaceError, match=r"nothing is built in .*workspace: run `scrutiny build PATH…` first"):
        workspace.open_store()
    assert not workspace.path.exists()


def test_snapshot_finished_is_current_and_tells_what_it_holds(workspace: Workspace) -> None:
    build(workspace, OLD_NAME, CODE, inputs="two documents")
    snapshot = workspace.current()
    assert snapshot is not None
    assert (snapshot.number, snapshot.inputs, snapshot.counts) == (1, "two documents", {"facts": 2})
    assert snapshot.unread == (Unread("scan.pdf", "a PDF without text"),)
    assert workspace.list() == (snapshot,)
    assert files_of(snapshot.path) == ["checksums.sha256", "snapshot.json", "store", "text"]
    assert (workspace.path / "current").readlink() == Path("snapshots") / snapshot.name
    with workspace.open_store() as store:
        assert len(store) == 2


def test_store_of_a_snapshot_cannot_be_written(workspace: Workspace) -> None:
    build(workspace, CODE)
    with workspace.open_store() as store, pytest.raises(StoreError, match="open for reading only"):
        store.add([(*NEW_NAME, FACTS)])


def test_build_that_fails_leaves_the_snapshot_before(workspace: Workspace) -> None:
    build(workspace, CODE)
    with pytest.raises(StoreError, match="not an RDF term"):
        build(workspace, NEW_NAME, (LANCASHIRE, SG.gssCode, "no term"))  # type: ignore[arg-type]
    assert workspace.current() == workspace.list()[0]
    assert files_of(workspace.snapshots_path) == [workspace.list()[0].name]


def test_draft_discarded_leaves_the_snapshot_before(workspace: Workspace) -> None:
    build(workspace, CODE)
    with workspace.begin() as draft:
        draft.discard()
    assert draft.snapshot is None
    assert [snapshot.number for snapshot in workspace.list()] == [1]


def test_two_builds_at_once_are_refused(workspace: Workspace) -> None:
    with workspace.begin() as draft:
        with pytest.raises(WorkspaceError, match="another build is at work in it: wait for its end"):
            build(Workspace(workspace.path), CODE)
        write(draft, CODE)
    assert [snapshot.number for snapshot in workspace.list()] == [1]


def test_build_killed_leaves_nothing_after_the_next(workspace: Workspace) -> None:
    build(workspace, CODE)
    program = (
        "import os, signal, sys; from graph.snapshots import Workspace\n"
        "with Workspace(sys.argv[1]).begin() as draft:\n"
        "    (draft.path / 'half').write_text('written'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", program, str(workspace.path)], cwd=root, check=False, timeout=60)
    assert any(name.startswith(".building-") for name in files_of(workspace.snapshots_path))
    build(workspace, NEW_NAME)
    assert [snapshot.number for snapshot in workspace.list()] == [1, 2]
    assert files_of(workspace.snapshots_path) == [snapshot.name for snapshot in workspace.list()]


def test_changes_are_the_facts_that_came_and_went(workspace: Workspace) -> None:
    build(workspace, OLD_NAME, CODE)
    build(workspace, NEW_NAME, CODE)
    old, new = workspace.list()
    assert workspace.changes(old, new) == Changes(added=(NEW_NAME,), removed=(OLD_NAME,))
    assert workspace.changes(new, old) == Changes(added=(OLD_NAME,), removed=(NEW_NAME,))
    assert workspace.changes(new, new) == Changes((), ())


def test_differences_of_lines_are_those_of_sets() -> None:
    draw = random.Random(4)  # noqa: S311 - no secret hangs on it
    for _ in range(200):
        old, new = ({b"%d\n" % draw.randrange(12) for _ in range(draw.randrange(10))} for _ in range(2))
        assert find_differences(sorted(old), sorted(new)) == (sorted(old - new), sorted(new - old))


def test_old_snapshot_returned_to_serves_and_keeps_the_count(workspace: Workspace) -> None:
    build(workspace, OLD_NAME)
    build(workspace, NEW_NAME)
    old, new = workspace.list()
    assert workspace.switch("1") == workspace.find("0001") == old
    assert workspace.current() == old
    build(workspace, CODE)
    assert [snapshot.number for snapshot in workspace.list()] == [1, 2, 3]
    assert workspace.switch(new.name) == new


def test_snapshot_unknown_is_told_with_those_known(workspace: Workspace) -> None:
    build(workspace, CODE)
    with pytest.raises(WorkspaceError, match=r"no snapshot '7': choose one of these: 0001-[0-9a-f]{8}$"):
        workspace.switch("7")


def test_workspace_with_other_addresses_is_refused(workspace: Workspace) -> None:
    build(workspace, CODE)
    marker = workspace.path / "workspace.json"
    marker.write_text(marker.read_text().replace(BASE, "https://example.org/graph/"))
    with pytest.raises(
        WorkspaceError, match=r"its addresses begin with https://example.org/graph/, and new ones would"
    ):
        Workspace(workspace.path)


def test_workspace_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_text(json.dumps({"version": 2}))
    with pytest.raises(
        WorkspaceError, match=r"made by a newer version \(workspace version 2, this one knows 1\): update"
    ):
        Workspace(tmp_path)


def test_workspace_file_that_is_no_json_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_text("{")
    with pytest.raises(WorkspaceError, match=r"workspace.json: cannot be read: .*; name another workspace$"):
        Workspace(tmp_path)


def test_folder_of_something_else_is_not_taken_for_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="not a workspace, and not empty: name a new or empty folder"):
        build(Workspace(tmp_path), CODE)
    assert files_of(tmp_path) == ["thesis.txt"]


def test_file_in_the_place_of_a_workspace_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError, match="cannot be made: Not a directory"):
        build(Workspace(tmp_path / "file"), CODE)


def test_snapshot_broken_is_told(workspace: Workspace) -> None:
    build(workspace, CODE)
    (workspace.list()[0].path / "snapshot.json").write_text("")
    with pytest.raises(WorkspaceError, match="not a whole snapshot: remove it, or build again"):
        workspace.current()


def test_snapshot_without_its_store_is_told(workspace: Workspace) -> None:
    with workspace.begin() as draft:
        draft.describe(inputs="", counts={})
    with pytest.raises(StoreUnavailable, match="holds no store: build it first"):
        workspace.open_store()


def test_workspace_whose_files_are_in_the_way_is_told(workspace: Workspace) -> None:
    build(workspace, CODE)
    before = workspace.current()
    (workspace.path / "lock").unlink()
    (workspace.path / "lock").mkdir()
    with pytest.raises(WorkspaceError, match="cannot be written: Is a directory"):
        build(workspace, NEW_NAME)
    (workspace.path / "current.new").mkdir()
    with pytest.raises(WorkspaceError, match=r"cannot switch to 0001-[0-9a-f]{8}: Is a directory"):
        workspace.switch("1")
    assert workspace.current() == before


def test_patch_makes_the_new_snapshot_of_the_old(workspace: Workspace) -> None:
    awkward = (LANCASHIRE, SG.note, Literal('a "quoted" \\ line\nand . <another> .', lang="en"))
    with workspace.begin() as draft:
        write(draft, OLD_NAME, CODE)
    with workspace.begin() as draft:
        with open_disk(draft.store_path) as store:
            store.add(
                (*triple, graph) for triple, graph in ((NEW_NAME, FACTS), (CODE, FACTS), (awkward, ID["graph/other"]))
            )
        draft.describe(inputs="b", counts={})
    old, new = workspace.list()
    stream = io.BytesIO()
    workspace.write_patch(old, new, stream)
    told = stream.getvalue()
    assert apply_patch(read_quads(workspace, old), told) == read_quads(workspace, new)
    assert told.decode().splitlines() == [
        f"H id <{ID['snapshot/' + new.name]}> .",
        f"H prev <{ID['snapshot/' + old.name]}> .",
        "TX .",
        f'D <{LANCASHIRE}> <{SG.officialName}> "Lancashire C.C." <{FACTS}> .',
        f'A <{LANCASHIRE}> <{SG.officialName}> "Lancashire County Council" <{FACTS}> .',
        f'A <{LANCASHIRE}> <{SG.note}> "a \\"quoted\\" \\\\ line\\nand . <another> ."@en <{ID["graph/other"]}> .',
        "TC .",
    ]
    back = io.BytesIO()
    workspace.write_patch(new, old, back)
    assert apply_patch(read_quads(workspace, new), back.getvalue()) == read_quads(workspace, old)


def read_quads(workspace: Workspace, snapshot: Snapshot) -> set[bytes]:
    """All that is in a snapshot, each quad a line of N-Quads."""
    stream = io.BytesIO()
    with workspace.open_store(snapshot) as store:
        store.dump(stream, "nquads")
    return set(stream.getvalue().splitlines())
