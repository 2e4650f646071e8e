"""A document's text in pieces: marked where facts stand, and nothing of it lost."""

from __future__ import annotations

import pytest

from web.marks import Passage, lay_out, merge
from web.store import Text

TEXT = "Lancashire\nOverall\tInadequate\nLed by A. B."
BLOCKS = [("heading", 0, 10), ("row", 11, 29), ("paragraph", 30, 42)]


def show(passages: list[tuple[int, int]], chosen: tuple[int, int] | None = None) -> list[list[str]]:
    """Each block's cells, with marked pieces in [] and chosen ones in {}."""
    text = Text(TEXT, BLOCKS, [(1, 0, 29), (2, 30, 42)])
    pages = lay_out(text, [Passage(start, end, 1, TEXT[start:end], ()) for start, end in passages], chosen)
    return [
        [
            "".join(f"{{{p.text}}}" if p.chosen else f"[{p.text}]" if p.marked else p.text for p in cell)
            for cell in block.cells
        ]
        for page in pages
        for block in page.blocks
    ]


@pytest.mark.parametrize(
    ("passages", "chosen", "shown"),
    [
        ([], None, [["Lancashire"], ["Overall", "Inadequate"], ["Led by A. B."]]),
        ([(0, 10)], None, [["[Lancashire]"], ["Overall", "Inadequate"], ["Led by A. B."]]),
        ([(11, 29)], None, [["Lancashire"], ["[Overall]", "[Inadequate]"], ["Led by A. B."]]),
        ([(0, 4), (2, 8)], None, [["[La][nc][ashi]re"], ["Overall", "Inadequate"], ["Led by A. B."]]),
        ([(5, 15)], None, [["Lanca[shire]"], ["[Over]all", "Inadequate"], ["Led by A. B."]]),
        ([(0, 10)], (0, 10), [["{Lancashire}"], ["Overall", "Inadequate"], ["Led by A. B."]]),
        ([(30, 42)], (37, 42), [["Lancashire"], ["Overall", "Inadequate"], ["[Led by ]{A. B.}"]]),
        ([], (10, 20), [["Lancashire"], ["{Overall}", "{I}nadequate"], ["Led by A. B."]]),
        ([(90, 99)], (90, 99), [["Lancashire"], ["Overall", "Inadequate"], ["Led by A. B."]]),
    ],
)
def test_lay_out_marks_where_facts_stand(
    passages: list[tuple[int, int]], chosen: tuple[int, int] | None, shown: list[list[str]]
) -> None:
    assert show(passages, chosen) == shown


def test_lay_out_keeps_blocks_on_their_pages_and_gives_one_place_to_scroll_to() -> None:
    text = Text(TEXT, BLOCKS, [(1, 0, 29), (2, 30, 42)])
    pages = lay_out(text, [Passage(11, 29, 1, TEXT[11:29], ())], (10, 29))
    assert [(page.number, [block.kind for block in page.blocks]) for page in pages] == [
        (1, ["heading", "row"]),
        (2, ["paragraph"]),
    ]
    pieces = [piece for page in pages for block in page.blocks for cell in block.cells for piece in cell]
    assert [piece.text for piece in pieces if piece.first_chosen] == ["Overall"]
    assert [piece.anchors for piece in pieces if piece.anchors] == [("c11-29",)]


def test_merge_joins_what_overlaps_or_touches() -> None:
    assert merge([(5, 7), (0, 2), (1, 3), (3, 4)]) == [(0, 4), (5, 7)]
