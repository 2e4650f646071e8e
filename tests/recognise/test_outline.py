"""A document as its lines, with offsets that fit the text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from graph.recognise.outline import first_page, iter_section, loose, to_lines
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


def test_section_goes_from_its_heading_to_the_closing_one(document: Make) -> None:
    lines = to_lines(document("zero\n# Team\none\ntwo\n# End of it\nthree\n# Team\nfour"))
    found = iter_section(lines, re.compile("Team"), re.compile("End"))
    assert [line.text for line in found] == ["one", "two", "four"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("children’s services", "children's  services"),
        ("children's services", "childrens\nservices"),
        ("Inspection of … services", "Inspection of North Kent services"),
    ],
)
def test_words_are_found_as_pages_print_them(words: str, text: str) -> None:
    assert re.fullmatch(loose(words), text)
