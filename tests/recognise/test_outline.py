"""A document as its lines, with offsets that fit the text."""

from __future__ import annotations

from collections.abc import Callable

from graph.recognise.outline import first_page, to_lines
from graph.statements import Document

Make = Callable[[str], Document]


def test_lines_have_the_words_that_stand_at_their_offsets(document: Make) -> None:
    # A row whose first cell is empty starts with a tab: the line starts at its first word.
    report = document("# Team\n\tJo Bell\tIan Young\n• A point")
    lines = to_lines(report)
    assert [(line.kind, line.text) for line in lines] == [
        ("heading", "Team"),
        ("row", "Jo Bell\tIan Young"),
        ("item", "• A point"),
    ]
    assert [report.text[line.start : line.end] for line in lines] == [line.text for line in lines]


def test_first_page_ends_where_the_second_starts(document: Make) -> None:
    report = document("one\ntwo\n\fthree")
    assert [line.text for line in first_page(report, to_lines(report))] == ["one", "two"]
