"""The documents' whole text is searched page by page: what is found, where it stands, and an index that goes on from another."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.search import PAGES_NAME, Found, Hit, Pages, renew_pages, write_pages
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
def opened(folder: Path) -> Iterator[Pages]:
    path = folder.with_name(PAGES_NAME)
    if not path.exists():
        write_pages(folder, path)
    with closing(Pages(path, folder)) as pages:
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


def go_on(before: Path, gone: Iterable[str], come: Mapping[str, list[str]]) -> Path:
    """The next snapshot's folder, with the texts before but for those that are gone, and with those that came."""
    folder = before.with_name(f"{int(before.name) + 1}")
    shutil.copytree(before / "text", folder / "text", copy_function=os.link)
    for key in gone:
        (folder / f"text/{key}.json").unlink()
    for key, pages in come.items():
        write(folder / "text", key, pages)
    renew_pages(folder / "text", folder / PAGES_NAME, before, [*gone], [*come])
    return folder


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The folder of a first snapshot."""
    folder = tmp_path / "1"
    (folder / "text").mkdir(parents=True)
    for key, pages in TEXTS.items():
        write(folder / "text", key, pages)
    write_pages(folder / "text", folder / PAGES_NAME)
    return folder


def ask_all(path: Path, texts: Path) -> list[Found]:
    with closing(Pages(path, texts)) as pages:
        return [
            pages.find(read_terms(wanted)) for wanted in ("interviews", "carers", '"foster carers"', "wait", "home")
        ]


def test_index_goes_on_from_another_and_finds_what_a_new_one_would(first: Path, tmp_path: Path) -> None:
    was = (first / PAGES_NAME).read_bytes()
    second = go_on(first, [OTHER], {"00000000000000cc": ["Carers are heard.", "Foster carers wait. Carers wait."]})
    third = go_on(second, [ONE], {OTHER: TEXTS[OTHER], ONE: ["Foster carers wait for interviews."]})
    for folder in (second, third):
        write_pages(folder / "text", tmp_path / "new.sqlite")
        found = ask_all(folder / PAGES_NAME, folder / "text")
        assert found == ask_all(tmp_path / "new.sqlite", folder / "text")
        assert [group.number for group in found[:2]] == ([1, 2] if folder is second else [2, 2])
        (tmp_path / "new.sqlite").unlink()
    # What all of them share is as it was, and they keep it once.
    assert (third / PAGES_NAME).samefile(first / PAGES_NAME)
    assert (first / PAGES_NAME).read_bytes() == was


def test_what_is_as_it_was_is_not_read_again(first: Path) -> None:
    (first / f"text/{ONE}.json").write_bytes(b"nobody could read this")
    second = go_on(first, [OTHER], {"00000000000000cc": ["Carers are heard."]})
    with closing(sqlite3.connect(second / PAGES_NAME)) as connection:
        assert connection.execute("SELECT DISTINCT document FROM pages").fetchall() == [(ONE,), ("00000000000000cc",)]


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / PAGES_NAME).unlink(),
        lambda folder: (folder / PAGES_NAME).write_bytes(b"no index " * 1000),
        lambda folder: (folder / f"text/{OTHER}.json").unlink(),
        lambda folder: write(folder / "text", OTHER, ["One page.", "And another."]),
    ],
    ids=["no index", "broken index", "no text", "another text"],
)
def test_index_that_cannot_be_gone_on_from_is_made_anew(first: Path, harm: Callable[[Path], None]) -> None:
    (first.with_name("2") / "text").mkdir(parents=True)
    second = first.with_name("2")
    write(second / "text", ONE, TEXTS[ONE])
    harm(first)
    renew_pages(second / "text", second / PAGES_NAME, first, [OTHER], [])
    with closing(Pages(second / PAGES_NAME, second / "text")) as pages:
        assert [key for key, _ in find(pages, "interviews")] == ["aa"]
    assert sorted(path.name for path in second.iterdir()) == [PAGES_NAME, "text"]


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


def test_of_pages_that_are_as_good_the_first_is_shown(first: Path) -> None:
    second = go_on(first, [], {"00000000000000cc": ["Nothing here.", *["Foster carers wait."] * 3]})
    with closing(Pages(second / PAGES_NAME, second / "text")) as pages:
        [hit] = pages.find(read_terms("foster wait")).hits
    assert hit.about == "page 2, and 2 more pages"
