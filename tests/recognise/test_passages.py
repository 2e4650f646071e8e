"""A paper as passages and sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.passages import strip_item, to_passages
from graph.statements import Document

Make = Callable[[str], Document]


def test_broken_paragraph_is_one_passage(document: Make) -> None:
    paper = document("""
        Since May there have been inspections of services for children and of
        services for families, which went well.
        Key messages
    """)

    assert [one.text.split()[0] for one in to_passages(paper)] == ["Since", "Key"]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Cllr. Smith spoke. St. Helens was named.", 2),
        ("A. Leadbetter took part, e.g. In July.", 1),
        ("(a) The report was noted. It was short.", 2),
        ("It was judged 'good.' All were glad.", 2),
    ],
)
def test_abbreviations_end_no_sentence(document: Make, paragraph: str, expected: int) -> None:
    (passage,) = to_passages(document(paragraph))

    assert len(passage.sentences) == expected


def test_item_knows_its_mark(document: Make) -> None:
    items = to_passages(document("ii. Note the report\n2.1 Approve it\n2018 was a good year"))

    assert [one.is_item for one in items] == [True, True, False]
    assert strip_item("ii. Note the report:") == "Note the report"
