"""The documents' whole text is searched page by page: what is found, where it stands, and an index that goes on from another."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.search import PAGES_NAME, Hit, Pages, write_pages
from graph.search.pages import WIDTH, cut
from graph.search.words import Part, read_terms
from graph.terms import ID

ONE, OTHER = "00000000000000aa", "00000000000000bb"
TEXTS = {
    ONE: ["Return home interviews are late.\nFoster carers are content.", "Children’s interviews are timely."],
    OTHER: ["Ten interviews were held.\tAt home, nobody would return."],
}


def write(folder: Path, key: str, pages: list[str]) -> None:
    """A text as a build keeps it; an earlier one of the name is left to whoever has it."""
    starts = [sum(map(len, pages[:place])) for place in range(len(pages))]
    told = [
        [number, start, start + len(page)] for number, (start, page) in enumerate(zip(starts, pages, strict=True), 1)
    ]
    (folder / f"{key}.json").unlink(missing_ok=True)
    (folder / f"{key}.json").write_text(json.dumps({"text": "".join(pages), "pages": told}))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of two texts, of three pages."""
    folder = tmp_path / "text"
    folder.mkdir()
    for key, pages in TEXTS.items():
        write(folder, key, pages)
    return folder


@contextmanager
def opened(folder: Path, before: Path | None = None, name: str = PAGES_NAME) -> Iterator[Pages]:
    write_pages(folder, folder.with_name(name), before)
    with closing(Pages(folder.with_name(name), folder)) as pages:
        yield pages


def find(pages: Pages, wanted: str) -> list[tuple[str, str]]:
    return [(str(hit.thing)[-2:], show(hit)) for hit in pages.find(read_terms(wanted)).hits]


def show(hit: Hit) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in hit.parts)


def test_words_are_found_on_pages_by_their_stems_and_shown_where_they_stand(texts: Path) -> None:
    with opened(texts) as pages:
        found = pages.find(read_terms("interview late"))
        assert (found.kind, found.number) == ("pages", 1)
        [hit] = found.hits
        assert hit.thing == ID[f"document/{ONE}"]
        assert show(hit) == "Return home [interviews] are [late]. Foster carers are content."
        assert (hit.place, hit.about) == (ID[f"document/{ONE}/evidence/12-31"], "page 1")


def test_all_words_stand_on_one_page_and_a_document_is_told_once(texts: Path) -> None:
    with opened(texts) as pages:
        assert find(pages, "timely carers") == find(pages, "zzzz") == []
        told = {str(hit.thing)[-2:]: hit.about for hit in pages.find(read_terms("interviews")).hits}
        assert told == {"aa": "page 2, and 1 more page", "bb": "page 1"}
        [first], [second] = (pages.find(read_terms("interviews"), 1, offset).hits for offset in (0, 1))
        assert {first.thing, second.thing} == {ID[f"document/{key}"] for key in TEXTS}


def test_words_in_quotation_marks_stand_together(texts: Path) -> None:
    with opened(texts) as pages:
        assert [key for key, _ in find(pages, "return home")] == ["aa", "bb"]
        assert find(pages, '"return home"') == [("aa", "[Return home] interviews are late. Foster carers are content.")]


def test_index_goes_on_from_another_and_finds_what_a_new_one_would(texts: Path) -> None:
    first = texts.with_name("first.sqlite")
    write_pages(texts, first)
    write(texts, ONE, ["Foster carers wait."])
    (texts / f"{OTHER}.json").unlink()
    write(texts, "00000000000000cc", ["Carers are heard."])
    with opened(texts, first) as pages:
        assert find(pages, "carers") == [("aa", "Foster [carers] wait."), ("cc", "[Carers] are heard.")]
        assert find(pages, "interviews") == []


def test_what_is_as_it_was_is_not_read_again(texts: Path) -> None:
    first, path = texts.with_name("first.sqlite"), texts / f"{ONE}.json"
    write_pages(texts, first)
    was = path.stat()
    path.write_bytes(b"x" * was.st_size)  # nobody could read this
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    write_pages(texts, texts.with_name(PAGES_NAME), first)
    assert texts.with_name(PAGES_NAME).read_bytes() == first.read_bytes()


def test_what_is_gone_does_not_grow_without_end(texts: Path) -> None:
    before = None
    for turn in range(12):
        write(texts, ONE, [f"Turn {turn}. " + "Carers wait. " * 400])
        path = texts.with_name(f"{turn}.sqlite")
        write_pages(texts, path, before)
        before = path
    assert before is not None
    with closing(sqlite3.connect(before)) as connection:
        [(pages, ever)] = connection.execute("SELECT COUNT(*), MAX(seq) FROM pages, sqlite_sequence")
    assert (pages, ever <= 2 * pages + 1) == (2, True)


def test_folder_without_texts_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    with opened(tmp_path / "text") as pages:
        assert find(pages, "anything") == []


def test_a_part_of_a_page_is_shown_around_most_of_the_words() -> None:
    parts = (
        Part("Start. " * 100, False), Part("line", True), Part(" of sight. " + "Nothing here. " * 40, False), Part("county", True),
        Part(" ", False), Part("lines", True), Part(" end. " + "More. " * 100, False),
    )  # fmt: skip
    text = "".join(part.text for part in parts)
    start, end, shown = cut(parts)
    assert text[start:end] == "county lines"
    assert [part.text for part in shown if part.marked] == ["county", "lines"]
    told = "".join(part.text for part in shown)
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) <= WIDTH + 4
