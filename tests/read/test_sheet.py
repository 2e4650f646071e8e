"""CSV tables: what is one and what only looks like one, and where its cells stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UnreadableDocument
from graph.read import CSV, HTML, TEXT, read, sniff
from graph.statements import Block, Page


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("council,kind,start\nLeeds,visit,2019\n", CSV),
        ("\ufeffcouncil,kind,start\r\nLeeds,visit,2019\r\n", CSV),
        ("a,b,c\n1,2,\"two\nlines\"\n", CSV),
        ("a,b,c\n1,2,3\n1,2\n4,5,6\n", CSV),
        ("council,kind,start\n", TEXT),
        ("council,kind\nLeeds,visit\n", TEXT),
        ("kind,kind,start\nLeeds,visit,2019\n", TEXT),
        ("Dear Ann, Bob, and Cy\nThe visit is over.\n", TEXT),
        ("Leaders, staff and partners know their children well, act, and listen.\nThey do, too, so.\n", TEXT),
        ("a,b,\"c\n1,2,3\n", TEXT),
        ("<html>,b,c\n1,2,3\n", HTML),
    ],
)  # fmt: skip
def test_table_is_told_by_its_content(text: str, media_type: str) -> None:
    assert sniff(text.encode()) == media_type


def test_record_is_a_row_with_a_cell_for_each_column(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_bytes(
        'council,kind,note\r\nLeeds,," two\r\n  lines, one\u00a0cell"\r\n\r\n,,\r\nHull,visit,\r\n'.encode("utf-16")
    )
    document = read(path)
    assert document.media_type == CSV
    assert document.text == "council\tkind\tnote\nLeeds\t\ttwo lines, one cell\nHull\tvisit\t"
    assert document.blocks == (Block("row", 0, 17), Block("row", 18, 44), Block("row", 45, 56))
    assert document.pages == (Page(1, 0, 56),)


def test_table_with_a_mark_forgotten_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b,c\n" + "1,2,3\n" * 30 + '1,"2,3\n', encoding="utf-8")
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert caught.value.reason == "is no sound CSV table (unexpected end of data); save it anew from a spreadsheet"
