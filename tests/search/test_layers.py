"""Files of SQLite's in two layers: what is shared is never written again, and what is on top is read with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import StoreError, WorkspaceError
from graph.search import layers
from graph.search.layers import find_top, going_on, open_layers, remove_layers, writing


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "1.sqlite"
    with writing(path) as connection:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
        connection.executemany(
            "INSERT INTO texts VALUES (?)", [(f"word{place % 7} other{place}",) for place in range(900)]
        )
    return path


def add(before: Path, path: Path, text: str, then: str = "SELECT 1") -> None:
    with going_on(before, path) as connection:
        connection.execute("INSERT INTO texts VALUES (?)", (text,))
        connection.execute(then)
        connection.execute("DELETE FROM texts WHERE rowid = (SELECT MIN(rowid) FROM texts)")


def read(path: Path) -> list[tuple[int, str, float]]:
    with closing(open_layers(path)) as connection:
        return connection.execute("SELECT rowid, text, rank FROM texts('word1 OR new') ORDER BY rank, rowid").fetchall()


def test_file_goes_on_without_what_it_shares_being_written(base: Path, tmp_path: Path) -> None:
    was, found = base.read_bytes(), read(base)
    second, third = tmp_path / "2.sqlite", tmp_path / "3.sqlite"
    with closing(open_layers(base)) as reader:
        reader.execute("SELECT COUNT(*) FROM texts").fetchone()
        add(base, second, "word1 new")
        add(second, third, "newer new")
    assert [read(path)[0][1] for path in (second, third)] == ["word1 new", "word1 new"]
    assert [len(read(path)) - len(found) for path in (second, third)] == [1, 1]
    assert (base.read_bytes(), read(base)) == (was, found)
    assert base.samefile(second)
    assert base.samefile(third)
    # Reading and writing leave no other files.
    assert {path.name for path in tmp_path.iterdir()} == {
        "1.sqlite", "2.sqlite", "2.sqlite-wal", "3.sqlite", "3.sqlite-wal",
    }  # fmt: skip


def test_two_layers_rank_as_one_file_does(base: Path, tmp_path: Path) -> None:
    add(base, tmp_path / "2.sqlite", "word1 new")
    with writing(tmp_path / "whole.sqlite") as connection, closing(open_layers(tmp_path / "2.sqlite")) as layered:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
        rows = layered.execute("SELECT rowid, text FROM texts").fetchall()
        connection.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", rows)
    assert read(tmp_path / "2.sqlite") == read(tmp_path / "whole.sqlite")


def test_top_that_has_grown_becomes_a_new_base(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "LEAST_TOP", 1 << 15)
    was = base.read_bytes()
    paths = [base, *(tmp_path / f"{place}.sqlite" for place in range(2, 10))]
    for before, path in pairwise(paths):
        add(before, path, "word1 new")
        assert read(path)[0][1] == "word1 new"
    tops = [find_top(path).stat().st_size for path in paths[1:]]
    assert max(tops) < 3 << 15
    assert tops != sorted(tops)
    assert (base.read_bytes(), base.samefile(paths[1]), base.samefile(paths[-1])) == (was, True, False)


def test_writing_that_fails_leaves_what_is_shared(base: Path, tmp_path: Path) -> None:
    was = base.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        add(base, tmp_path / "2.sqlite", "new", "nonsense")
    assert base.read_bytes() == was
    remove_layers(tmp_path / "2.sqlite")
    remove_layers(tmp_path / "2.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["1.sqlite"]


def test_file_that_was_not_made_for_it_is_not_written(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "1.sqlite")) as connection:
        connection.execute("CREATE TABLE texts (text)")
    was = (tmp_path / "1.sqlite").read_bytes()
    with pytest.raises(StoreError, match="was not made to be gone on from"):
        add(tmp_path / "1.sqlite", tmp_path / "2.sqlite", "new")
    assert (tmp_path / "1.sqlite").read_bytes() == was


@pytest.mark.parametrize("most", [1, layers.LEAST_TOP], ids=["merged", "carried on"])
@pytest.mark.parametrize("place", [-100, -5_000, 100], ids=["last page", "a page", "first page"])
def test_top_that_is_damaged_is_not_gone_on_from(
    base: Path, tmp_path: Path, place: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [base, *(tmp_path / f"{number}.sqlite" for number in (2, 3, 4))]
    for before, path in pairwise(paths):
        add(before, path, "word1 new")
    top = find_top(paths[-1])
    monkeypatch.setattr(layers, "MOST_TOP", most)
    content = bytearray(top.read_bytes())
    content[place] ^= 1
    top.write_bytes(content)
    with pytest.raises(StoreError, match=r"4\.sqlite-wal: is damaged"):
        add(paths[-1], tmp_path / "5.sqlite", "word1 new")


def test_looking_alone_writes_nothing(base: Path, tmp_path: Path) -> None:
    with going_on(base, tmp_path / "2.sqlite") as connection:
        connection.execute("SELECT COUNT(*) FROM texts").fetchall()
    assert {path.name for path in tmp_path.iterdir()} == {"1.sqlite", "2.sqlite"}


def test_disk_that_refuses_is_told_in_one_line(tmp_path: Path) -> None:
    with (
        pytest.raises(WorkspaceError, match=r"nowhere/1\.sqlite: cannot be written: ") as told,
        writing(tmp_path / "nowhere/1.sqlite"),
    ):
        pass
    assert "\n" not in str(told.value)
