"""Ministers whom a report names with their office, and capitalised words between commas that are nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.ministers import find_ministers
from graph.recognise.outline import to_lines
from graph.statements import Document

Make = Callable[[str], Document]
OFFICE = "Parliamentary Under Secretary of State for Children and Families"


@pytest.mark.parametrize(
    ("text", "role", "quote"),
    [
        (
            f"The Department for Education was told. The {OFFICE}, Nora Quill, wrote to the leader.",
            OFFICE,
            f"{OFFICE}, Nora Quill",
        ),
        (f"Nora Quill, the {OFFICE}, came from the Department for Education.", OFFICE, f"Nora Quill, the {OFFICE}"),
        (
            "For the Department for Education the Minister for Children, Nora Quill MP, came.",
            "Minister for Children",
            "Minister for Children, Nora Quill",
        ),
    ],
)
def test_minister_is_named_with_an_office(text: str, role: str, quote: str, document: Make) -> None:
    report = document(text)
    (found,) = find_ministers(report, to_lines(report))
    assert (found.name, found.role, found.organisation, found.part) == (
        "Nora Quill",
        role,
        "Department for Education",
        "mentioned",
    )
    assert found.span.quote == quote


@pytest.mark.parametrize(
    "text",
    [
        f"The {OFFICE}, Nora Quill, wrote to the leader.",
        "The Department for Education and the Chief Executive, Lead Member, and others met.",
        "The Department for Education read a report to the Secretary of State for Education by Professor Nora Quill.",
        "The Department for Education wrote to the Secretary of State for Education, Children and Families, Young People.",
        "The Department for Education and the Wellbeing Board, the Children’s Trust and the Police met.",
    ],
)
def test_look_alike_is_no_minister(text: str, document: Make) -> None:
    report = document(text)
    assert find_ministers(report, to_lines(report)) == ()
