"""Reports on something else than a council's services for children: no grade of theirs is the council's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.read import read
from graph.recognise import recognise
from graph.recognise.others import recognise_other
from graph.statements import Document

OTHERS = Path(__file__).parent.parent / "fixtures" / "others"
Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("childrens-home-2024", "a children’s home"),
        ("youth-justice-2022", "a youth justice service"),
        ("adult-social-care-2025", "adult social care"),
        ("adoption-agency-2011", "a fostering or adoption agency"),
        ("fostering-agency-2011", "a fostering or adoption agency"),
        ("joint-area-review-2008", "services as they were reviewed before 2009"),
    ],
)
def test_nothing_is_read_from_a_report_on_something_else(name: str, what: str) -> None:
    said = recognise(read(OTHERS / f"{name}.txt"))
    assert (said.kind, said.council, said.inspections, said.people, said.findings) == ("unknown", None, (), (), ())
    assert [(doubt.field, doubt.reason) for doubt in said.doubts] == [
        ("kind", f"a report on {what}, from which nothing is read")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Children and Families Scrutiny Committee\nRegistered provider visits to our children’s homes are reported each quarter.",
        "# Cabinet\nThe joint area review of 2008 found services to be adequate.",
        "# Scrutiny Committee\nReport of the Director\n" + "Text.\n" * 6 + "Joint area review",
        "# Inspection of Lancashire local authority children’s services",
    ],
)
def test_paper_that_speaks_of_one_is_none(text: str, document: Make) -> None:
    assert recognise_other(document(text)) is None
