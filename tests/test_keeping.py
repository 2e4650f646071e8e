"""Snapshots that verify themselves, are returned to, and are removed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Literal

from graph.cli import main
from graph.snapshots import Snapshot, Workspace
from graph.store import open_disk
from graph.terms import FACTS, SG, mint_council

ORIGINAL = "0682c5f2076f099c.pdf"  # named by its content


def add(workspace: Workspace, name: str) -> Snapshot:
    """A build of one fact, a text and an original."""
    with workspace.begin() as draft:
        with open_disk(draft.store_path) as store:
            store.add([(mint_council("E10000017"), SG.officialName, Literal(name), FACTS)])
        (draft.text_path / "0123456789abcdef.json").write_text(name)
        draft.originals_path.mkdir()
        (draft.originals_path / ORIGINAL).write_bytes(b"original")
        draft.describe(inputs=name, counts={"facts": 1, "documents": 1})
    assert draft.snapshot
    return draft.snapshot


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with three builds."""
    place = Workspace(tmp_path / "workspace")
    for name in ("first", "second", "third"):
        add(place, name)
    return place


def run(capsys: pytest.CaptureFixture[str], workspace: Workspace, *arguments: str) -> tuple[int, list[str], list[str]]:
    """The exit status of `scrutiny snapshots …`, what it printed, and its complaints."""
    status = main(["snapshots", *arguments, "-w", str(workspace.path)])
    printed = capsys.readouterr()
    return status, printed.out.splitlines(), printed.err.splitlines()


def test_builds_as_they_were_built_are_sound(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    with workspace.open_store() as store:  # reading changes nothing
        assert len(store) == 1
    assert run(capsys, workspace, "verify") == (0, [f"{one.name}: sound" for one in workspace.list()], [])
    subprocess.run(["sha256sum", "--check", "--quiet", "checksums.sha256"], cwd=workspace.list()[2].path, check=True)


def test_what_is_shared_with_the_build_before_keeps_its_sum(workspace: Workspace) -> None:
    [*_, before] = workspace.list()
    kept = before.text_path / "0123456789abcdef.json"
    kept.write_text("damaged")
    with workspace.begin() as draft:
        os.link(kept, draft.text_path / kept.name)
        (draft.text_path / "own.json").write_text("own")
    assert draft.snapshot
    found = workspace.verify()
    assert found[before.name] == found[draft.snapshot.name] == f"text/{kept.name} has changed"


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("text/0123456789abcdef.json", "text/0123456789abcdef.json has changed"),
        (f"originals/{ORIGINAL}", f"originals/{ORIGINAL} has changed"),
        ("snapshot.json", "snapshot.json has changed"),
        ("text/another.json", "text/another.json was not built"),
        ("checksums.sha256", "checksums.sha256 is missing or cannot be read"),
    ],
)
def test_damage_is_told_in_one_line(
    name: str, damage: str, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = workspace.list()
    (second.path / name).write_bytes(b"\xff\xfe")
    line = f"scrutiny: damaged: {second.name}: {damage}: run `scrutiny snapshots restore`, or remove it and build again"
    assert run(capsys, workspace, "verify") == (1, [f"{first.name}: sound", f"{third.name}: sound"], [line])


def test_file_that_is_gone_and_one_flipped_bit_are_told(workspace: Workspace) -> None:
    first, second, third = workspace.list()
    (first.path / "text" / "0123456789abcdef.json").unlink()
    table = max(second.store_path.iterdir(), key=lambda path: path.stat().st_size)
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 1
    table.write_bytes(content)
    assert workspace.verify() == {
        first.name: "text/0123456789abcdef.json is missing", second.name: f"store/{table.name} has changed", third.name: "",
    }  # fmt: skip


def test_restore_returns_to_the_newest_sound_build(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, _ = workspace.list()
    (second.path / "text" / "0123456789abcdef.json").write_text("damaged")
    line = f"scrutiny: {second.name}: is damaged: text/0123456789abcdef.json has changed: choose another"
    assert run(capsys, workspace, "restore", "2") == (1, [], [line])
    assert run(capsys, workspace, "restore") == (0, [f"Current: {first.name}"], [])
    assert workspace.current() == first
    assert run(capsys, workspace, "restore", "3")[0] == 0


def test_restore_without_a_sound_build_changes_nothing(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    *others, current = workspace.list()
    for one in others:
        shutil.rmtree(one.store_path)
    line = f"scrutiny: {workspace.path}: no other snapshot is sound: remove the damaged one, and build again"
    assert run(capsys, workspace, "restore") == (1, [], [line])
    assert workspace.current() == current


def test_restore_of_the_only_build_calls_none_damaged(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    *others, current = workspace.list()
    for one in others:
        shutil.rmtree(one.path)
    line = f"scrutiny: {workspace.path}: there is no other snapshot: if this one is damaged, remove it and build again"
    assert run(capsys, workspace, "restore") == (1, [], [line])
    assert workspace.list() == (current,)


def test_prune_keeps_the_newest_and_the_current(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, third = workspace.list()
    assert run(capsys, workspace, "prune") == (0, ["Removed: none"], [])
    fourth = add(workspace, "fourth")
    workspace.switch(first)
    assert run(capsys, workspace, "prune", "--keep", "2") == (0, [f"Removed: {second.name}"], [])
    assert workspace.list() == (first, third, fourth)
    assert sorted(os.listdir(workspace.snapshots_path)) == [first.name, third.name, fourth.name]  # noqa: PTH208
    assert add(workspace, "fifth").number == 5


def test_current_is_known_by_whatever_way_leads_to_the_workspace(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.path.parent)
    here = Workspace(workspace.path.name)
    first, second, third = here.list()
    assert here.current() == third
    assert here.switch(first) == here.current()
    fourth = add(here, "newer")
    here.switch(first)
    assert run(capsys, here, "prune", "--keep", "2") == (0, [f"Removed: {second.name}"], [])
    assert here.list() == (first, third, fourth)
    assert here.current() == first


def test_store_that_is_open_is_read_on_after_prune(workspace: Workspace) -> None:
    with workspace.open_store(workspace.list()[0]) as store:
        workspace.prune(1)
        assert len(workspace.list()) == 1
        assert [str(row[0]) for row in store.query("SELECT ?o { ?s ?p ?o }").rows] == ["first"]  # type: ignore[union-attr]


def test_prune_that_was_killed_is_ended_by_the_next(workspace: Workspace) -> None:
    first = workspace.list()[0]
    first.path.rename(first.path.with_name(f".pruned-{first.name}"))
    workspace.prune(3)
    assert len(os.listdir(workspace.snapshots_path)) == 2  # noqa: PTH208


def test_prune_waits_for_no_build(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    with workspace.begin() as draft:
        line = f"scrutiny: {workspace.path}: another build is at work in it: wait for its end"
        assert run(capsys, workspace, "prune") == (1, [], [line])
        draft.discard()
