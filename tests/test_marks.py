"""What is remembered of files, so that only those are hashed that may hold something else than they did."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.gathering import gather, has_changed
from graph.hashing import hash_settled
from graph.marks import Marks

LONG_AGO = 1_500_000_000
OLD, NEW = b"some words", b"same bytes"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file that was written a while ago by all of its times."""
    path = tmp_path / "paper.txt"
    path.write_bytes(OLD)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def ask(folder: Path, path: Path) -> str:
    """What a build is told of a file's content."""
    marks = Marks(folder)
    sha256 = marks.hash_file(str(path), path.stat())
    marks.remember()
    marks.close()
    return sha256


def settle(path: Path) -> None:
    """Wait until a file is so old that its times tell of every change."""
    while not hash_settled(path)[1]:
        time.sleep(0.1)


def write_over(path: Path) -> None:
    path.write_bytes(NEW)


def write_over_with_the_time_kept(path: Path) -> None:
    told = path.stat()
    path.write_bytes(NEW)
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


def move_another_in_with_its_time(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(NEW)
    shutil.copystat(path, other)
    other.replace(path)


@pytest.mark.parametrize("change", [write_over, write_over_with_the_time_kept, move_another_in_with_its_time])
def test_file_of_the_same_size_is_hashed_again_however_it_changed(
    change: Callable[[Path], None], folder: Path, paper: Path
) -> None:
    settle(paper)
    assert ask(folder, paper) == digest(OLD)
    change(paper)
    assert ask(folder, paper) == digest(NEW)


def test_file_that_did_not_change_is_not_opened(folder: Path, paper: Path) -> None:
    settle(paper)
    ask(folder, paper)
    told = paper.stat()
    paper.unlink()
    marks = Marks(folder)
    assert marks.hash_file(str(paper), told) == digest(OLD)
    marks.close()


def test_file_that_changed_just_now_is_hashed_the_next_time_as_well(folder: Path, paper: Path) -> None:
    assert ask(folder, paper) == digest(OLD)
    told = paper.stat()
    paper.unlink()
    marks = Marks(folder)
    with pytest.raises(FileNotFoundError):
        marks.hash_file(str(paper), told)
    marks.close()


def test_files_are_known_to_be_no_rdf_as_long_as_they_stay(folder: Path, paper: Path) -> None:
    settle(paper)
    marks = Marks(folder)
    marks.hash_file(str(paper), paper.stat())
    assert not marks.is_plain(paper)
    marks.note_plain(paper)
    marks.remember()
    marks.close()
    again = Marks(folder)
    again.hash_file(str(paper), paper.stat())
    assert again.is_plain(paper)
    again.close()
    paper.write_bytes(NEW)
    changed = Marks(folder)
    changed.hash_file(str(paper), paper.stat())
    assert not changed.is_plain(paper)
    changed.close()


def test_folder_has_likely_something_to_read_where_a_file_came_or_changed(folder: Path, paper: Path) -> None:
    papers = paper.parent / "papers"
    papers.mkdir()
    one = Path(shutil.move(paper, papers / "one.txt"))
    settle(one)

    def is_fresh() -> bool:
        with gather([papers], folder) as gathering:
            return gathering.fresh

    assert [is_fresh(), is_fresh()] == [True, False]
    settle(Path(shutil.copy(one, papers / "other.txt")))
    assert [is_fresh(), is_fresh()] == [True, False]
    write_over(one)
    settle(one)
    assert [is_fresh(), is_fresh()] == [True, False]
    one.unlink()
    assert not is_fresh()


def test_files_that_went_are_forgotten_when_they_are_the_more(folder: Path, paper: Path) -> None:
    others = [paper.with_name(f"{number}.txt") for number in range(3)]
    for path in others:
        path.write_bytes(OLD)
    for path in others:
        settle(path)
    marks = Marks(folder)
    for path in others:
        marks.hash_file(str(path), path.stat())
    marks.remember()
    marks.close()
    ask(folder, paper)
    settle(paper)
    told = others[0].stat()
    for path in others:
        path.unlink()
    marks = Marks(folder)
    with pytest.raises(FileNotFoundError):
        marks.hash_file(str(others[0]), told)
    marks.close()


def test_damaged_file_of_marks_costs_time_alone(folder: Path, paper: Path) -> None:
    settle(paper)
    ask(folder, paper)
    (folder / "addresses.db").write_bytes(b"no database, but long enough to look like something" * 20)
    assert [ask(folder, paper), ask(folder, paper)] == [digest(OLD)] * 2


def test_folder_that_got_a_file_since_is_told(tmp_path: Path) -> None:
    papers, other = tmp_path / "papers", tmp_path / "paper.txt"
    papers.mkdir()
    other.touch()
    for path in (papers, other):
        os.utime(path, (5, 5))
    given = [other, tmp_path / "missing", "s3://bucket/papers", papers]
    assert [has_changed(given, since) for since in (4.0, 5.0)] == [True, False]
    (papers / "new.txt").touch()
    assert has_changed(given, 5.0)
    assert not has_changed([other], 4.0)
