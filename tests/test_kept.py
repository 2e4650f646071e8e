"""What was read is kept by content, whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.kept import Keeper, Kept, read_and_recognise, to_text
from graph.knowledge import reading_version
from graph.read import read

SAMPLE = "havering-2018-07-23-ilacs-inspection.txt"


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path / "documents")


@pytest.fixture
def sha256(report: Callable[[str], Path]) -> str:
    return hashlib.sha256(report(SAMPLE).read_bytes()).hexdigest()


@pytest.fixture
def kept(report: Callable[[str], Path], sha256: str, keeper: Keeper) -> Kept:
    """A sample report, read and kept."""
    one, text = read_and_recognise(report(SAMPLE), sha256)
    keeper.keep(one, text)
    return one


def test_kept_comes_back_as_it_was(kept: Kept, sha256: str, keeper: Keeper) -> None:
    assert keeper.load(sha256) == kept
    assert kept.statements is not None
    assert (kept.version, kept.sha256, kept.media_type, kept.pages, kept.unread) == (
        reading_version(),
        sha256,
        "text/plain",
        1,
        None,
    )


def test_text_is_kept_with_the_way_back(kept: Kept, sha256: str, keeper: Keeper, report: Callable[[str], Path]) -> None:
    document = read(report(SAMPLE))
    assert keeper.text_path(sha256).read_bytes() == to_text(document)
    told = json.loads(to_text(document))
    assert list(told) == ["text", "blocks", "pages", "origins"]
    assert told["text"] == document.text
    assert told["pages"] == [[1, 0, len(document.text)]]
    assert next(document.text[start:end] for _, start, end in told["blocks"]) == "London Borough of Havering"
    assert kept.statements is not None


def test_unreadable_file_is_kept_with_its_reason_and_no_text(tmp_path: Path, keeper: Keeper) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.4\n")
    one, text = read_and_recognise(path, "f" * 64)
    keeper.keep(one, text)
    assert text is None
    assert one.statements is None
    assert one.unread
    assert keeper.load("f" * 64) == one
    assert not keeper.text_path("f" * 64).exists()


def test_nothing_is_kept_of_what_was_not_read(keeper: Keeper) -> None:
    assert keeper.load("0" * 64) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"version": 1}', b"\xff"], ids=repr)
def test_kept_file_that_is_broken_is_read_again(content: bytes, kept: Kept, sha256: str, keeper: Keeper) -> None:
    (keeper.folder / f"{sha256}.json").write_bytes(content)
    assert keeper.load(sha256) is None
    assert kept.sha256 == sha256


def test_kept_without_its_text_is_read_again(kept: Kept, sha256: str, keeper: Keeper) -> None:
    keeper.text_path(kept.sha256).unlink()
    assert keeper.load(sha256) is None


def test_kept_by_another_version_is_read_again(kept: Kept, sha256: str, keeper: Keeper) -> None:
    path = keeper.folder / f"{sha256}.json"
    path.write_bytes(path.read_bytes().replace(kept.version.encode(), b"0" * 16))
    assert keeper.load(sha256) is None
