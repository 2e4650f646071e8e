"""What is held of every kept document follows from the kept files, and is believed as long as these are as they were."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import WorkspaceError
from graph.gist import to_gist
from graph.hashing import tell_stamp
from graph.inventory import Inventory, Named
from graph.kept import Keeper, Kept, read_and_recognise
from graph.people import iter_people
from graph.resolve import iter_mentions
from graph.statements import Statements

SAMPLE = "havering-2018-07-23-ilacs-inspection.txt"


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path / "documents")


@pytest.fixture
def kept(report: Callable[[str], Path], keeper: Keeper) -> Kept:
    """A sample report, read, kept and known."""
    path = report(SAMPLE)
    one, text = read_and_recognise(path, hashlib.sha256(path.read_bytes()).hexdigest())
    keeper.keep(one, text)
    with opened(keeper) as inventory:
        assert inventory.look(one.sha256) == one.entry
        inventory.remember()
    return one


@pytest.fixture
def inventory(kept: Kept, keeper: Keeper) -> Iterator[Inventory]:
    with opened(keeper) as made:
        assert made.look(kept.sha256)
        yield made


def opened(keeper: Keeper) -> closing[Inventory]:
    return closing(Inventory(keeper))


def look(keeper: Keeper, kept: Kept) -> bool:
    """Whether a build would find that it need not read a document again."""
    with opened(keeper) as inventory:
        found = inventory.look(kept.sha256)
        inventory.remember()
    assert found in (None, kept.entry)
    return found is not None


def said(kept: Kept) -> Statements:
    assert kept.statements
    return kept.statements


def test_document_whose_file_is_as_it_was_is_not_opened(kept: Kept, keeper: Keeper) -> None:
    path = keeper.path(kept.sha256)
    path.write_bytes(b"nothing that can be decoded")
    with sqlite3.connect(keeper.folder / "inventory.db") as connection:
        connection.execute("UPDATE kept SET stamp = ?", (tell_stamp(path.stat()),))
    assert look(keeper, kept)


def test_gist_is_known_with_what_documents_have_in_common(kept: Kept, inventory: Inventory) -> None:
    gist, mentions = to_gist(said(kept)), list(iter_mentions([(kept.sha256, said(kept))]))
    assert inventory.gist(kept.sha256) == gist
    assert list(inventory.gists([kept.sha256, "0" * 64])) == [(kept.sha256, gist)]
    assert {group for one in mentions for group in [one.group] if inventory.tellers(group) == {kept.sha256}} == {
        one.group for one in mentions
    }
    assert inventory.tellers(("E09000016", "no such family")) == set()
    name, body = next(iter_people(gist))
    assert Named(kept.sha256, name, body) in inventory.named(name.lower().replace(" ", "-"))
    assert inventory.gist("0" * 64) is None


def test_time_of_reading_is_that_of_the_kept_file(kept: Kept, keeper: Keeper) -> None:
    os.utime(keeper.path(kept.sha256), (0, 1_500_000_000))
    with opened(keeper) as inventory:
        assert [inventory.when(kept.sha256) for _ in (1, inventory.look(kept.sha256))] == [
            "2017-07-14T02:40:00+00:00"
        ] * 2


def remove(keeper: Keeper, sha256: str) -> None:
    keeper.path(sha256).unlink()


def remove_text(keeper: Keeper, sha256: str) -> None:
    keeper.text_path(sha256).unlink()


def break_off(keeper: Keeper, sha256: str) -> None:
    path = keeper.path(sha256)
    path.write_bytes(path.read_bytes()[:-10])


def keep_by_another_version(keeper: Keeper, sha256: str) -> None:
    path = keeper.path(sha256)
    path.write_bytes(path.read_bytes().replace(b'"version":"', b'"version":"0'))


@pytest.mark.parametrize("change", [remove, remove_text, break_off, keep_by_another_version])
def test_document_is_read_again_whose_files_are_not_as_they_were(
    change: Callable[[Keeper, str], None], kept: Kept, keeper: Keeper
) -> None:
    assert look(keeper, kept)
    change(keeper, kept.sha256)
    assert not look(keeper, kept)


def test_what_another_kept_is_found_out_at_once(kept: Kept, keeper: Keeper) -> None:
    other = Kept(kept.version, kept.sha256, kept.media_type, kept.pages + 1, said(kept))
    before = keeper.path(kept.sha256).stat()
    keeper.keep(other, b"{}")
    os.utime(keeper.path(kept.sha256), ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(keeper, other)


def test_what_is_kept_in_a_build_is_known_in_it(keeper: Keeper, kept: Kept) -> None:
    unread = Kept(kept.version, "f" * 64, unread="is empty")
    with opened(keeper) as inventory:
        keeper.keep(unread, None)
        assert inventory.add(unread) == unread.entry
        assert inventory.gist(unread.sha256) is None
        assert (inventory.mark(unread.sha256), inventory.mark(kept.sha256) > 0) == (0, True)
    assert look(keeper, unread)


def scribble(path: Path) -> None:
    path.write_bytes(b"no database, but long enough to look like something" * 20)


def age(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE version SET version = 'another'")
        connection.execute("DELETE FROM gists")


@pytest.mark.parametrize("change", [Path.unlink, scribble, age])
def test_inventory_that_cannot_be_used_is_made_anew(change: Callable[[Path], None], kept: Kept, keeper: Keeper) -> None:
    change(keeper.folder / "inventory.db")
    assert look(keeper, kept)
    with opened(keeper) as inventory:
        assert inventory.gist(kept.sha256) == to_gist(said(kept))


def test_damage_within_is_told(kept: Kept, keeper: Keeper) -> None:
    path = keeper.folder / "inventory.db"
    with sqlite3.connect(path) as connection:
        pages = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'gists'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as stream:
        stream.seek((pages - 1) * size)
        stream.write(b"\xff" * size)
    with opened(keeper) as inventory, pytest.raises(WorkspaceError) as caught:
        inventory.gist(kept.sha256)
    assert str(caught.value) == (f"{path}: is damaged: database disk image is malformed: remove it, and build again")
