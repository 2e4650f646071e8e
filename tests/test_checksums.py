"""What a build shares is hashed by and by, and each change that the file system tells of is found at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from graph.snapshots.checksums import NAME, find_damage, find_fresh_damage, write_checksums

LARGE = 1 << 20
NAMES = ("1.sst", "2.sst", "3.sst", "LOG")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A snapshot's folder with a store of three large files and a small one."""
    made = tmp_path / "snapshots" / "0001-abcdef01"
    (made / "store").mkdir(parents=True)
    (made / "text").mkdir()
    for name in NAMES:
        (made / "store" / name).write_bytes(name.encode() * (LARGE if name != "LOG" else 1))
    (made / "text" / "a.json").write_text("a")
    write_checksums(made, tmp_path / "current")
    return made


def damage(path: Path) -> None:
    """Change one byte, as a disk does: no time tells of it."""
    told = path.stat()
    with path.open("r+b") as stream:
        stream.write(b"\xff")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


def test_store_as_it_was_built_has_no_damage(folder: Path) -> None:
    assert [find_fresh_damage(folder, "store/", most=most) for most in (0, LARGE, 1 << 30)] == [[], [], []]


@pytest.mark.parametrize("most", [0, 5 * LARGE], ids=["less than one", "one"])
@pytest.mark.parametrize("name", NAMES[:3])
def test_damage_that_no_time_tells_of_is_found_in_as_many_builds_as_there_are_files(
    name: str, most: int, folder: Path
) -> None:
    for _ in range(2):
        assert find_fresh_damage(folder, "store/", most=most) == []
    damage(folder / "store" / name)
    found = [find_fresh_damage(folder, "store/", most=most) for _ in range(3)]
    assert [f"store/{name} has changed"] in found
    assert find_fresh_damage(folder, "store/") == [f"store/{name} has changed"]
    assert find_damage(folder) == [f"store/{name} has changed"]


@pytest.mark.parametrize("name", NAMES)
def test_change_that_a_time_tells_of_is_found_at_once(name: str, folder: Path) -> None:
    path = folder / "store" / name
    path.write_bytes(b"\xff" + path.read_bytes()[1:])
    assert find_fresh_damage(folder, "store/", most=0) == [f"store/{name} has changed"]


def test_what_is_missing_and_what_was_not_built_is_told(folder: Path) -> None:
    (folder / "store" / "1.sst").unlink()
    (folder / "store" / "4.sst").write_bytes(b"4")
    assert find_fresh_damage(folder, "store/", most=0) == ["store/1.sst is missing", "store/4.sst was not built"]


def test_copy_of_a_workspace_is_hashed_whole(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    shutil.copytree(folder.parent.parent, there, ignore=shutil.ignore_patterns("there"))
    damage(there / "snapshots" / folder.name / "store" / "2.sst")
    assert find_fresh_damage(there / "snapshots" / folder.name, "store/", most=0) == ["store/2.sst has changed"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"1": 2}', b'{"a": [1, 2, "x", 3]}', b"\xff"], ids=repr)
def test_notes_that_are_damaged_have_all_hashed(content: bytes, folder: Path) -> None:
    damage(folder / "store" / "3.sst")
    (folder.parent.parent / "checked.json").write_bytes(content)
    assert find_fresh_damage(folder, "store/", most=0) == ["store/3.sst has changed"]


def test_each_of_several_parts_is_looked_at(folder: Path) -> None:
    parts = ("store/", "search.sqlite")
    (folder / "search.sqlite").write_bytes(b"an index")
    write_checksums(folder, folder.parent / "none")
    assert find_fresh_damage(folder, *parts) == []
    (folder / "search.sqlite").write_bytes(b"no index")
    (folder / "store" / "LOG").write_bytes(b"no log")
    assert find_fresh_damage(folder, *parts) == ["store/LOG has changed", "search.sqlite has changed"]


def test_checksums_that_are_missing_are_damage(folder: Path) -> None:
    (folder / NAME).unlink()
    assert find_fresh_damage(folder, "store/") == find_damage(folder, "store/")
    assert find_damage(folder) == [f"{NAME} is missing or cannot be read"]


def test_one_file_is_looked_at_alone(folder: Path) -> None:
    (folder / "graphs.json").write_text("{}")
    assert find_damage(folder, "graphs.json") == ["graphs.json was not built"]
    write_checksums(folder, folder.parent / "none")
    assert find_damage(folder, "graphs.json") == []
    (folder / "graphs.json").unlink()
    assert find_damage(folder, "graphs.json") == ["graphs.json is missing"]


def test_files_of_two_snapshots_are_told_by_name(folder: Path) -> None:
    after = folder.parent / "0002-abcdef01"
    (after / "store").mkdir(parents=True)
    os.link(folder / "store" / "1.sst", after / "store" / "1.sst")
    shutil.copy(folder / "store" / "2.sst", after / "store" / "2.sst")
    assert write_checksums(after, folder) == {"store/1.sst"}
    assert write_checksums(after, folder.parent / "none") == set()
