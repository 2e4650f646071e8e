"""The details table of an Area SEND report, with the people who lead the two sides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.outline import Line
from graph.recognise.partnerships import find_partners
from graph.statements import Document

Make = Callable[[str], Document]
Lines = Callable[[Document], tuple[Line, ...]]

HEAD = "Local authority\tIntegrated care board\nLancashire County Council\tNHS Lancashire ICB\n"
NORA = ("Nora Quill", "Director of Education", "Lancashire County Council", "mentioned")
ADAM = ("Adam Frost", "Chief Executive", "NHS Lancashire ICB", "mentioned")
SITES = "\nwww.example.org\twww.example.com\nMary Street, Chief Road\tMill Lane"

TABLES = {
    "name and post in one cell": ("Nora Quill, Director of Education\tAdam Frost, Chief Executive", [NORA, ADAM]),
    "name above post": ("Nora Quill\tAdam Frost\nDirector of Education\tChief Executive", [NORA, ADAM]),
    "no comma, titles and honours": ("Dr Nora Quill OBE Director of Education\tAdam Frost (CBE), Chief Executive", [NORA, ADAM]),
    "one column only": ("Nora Quill, Director of Education", [NORA]),
    "an empty cell": ("\tAdam Frost, Chief Executive", [ADAM]),
    "sites and streets only": ("County Hall, Fishergate\tMill Lane, Preston", []),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), TABLES.values(), ids=TABLES)
def test_partners_stand_below_their_bodies(
    rows: str, expected: list[tuple[str, ...]], document: Make, lines: Lines
) -> None:
    report = document(f"# Local area partnership details\n{HEAD}{rows}{SITES}")
    found = find_partners(report, lines(report))
    assert [(one.name, one.role, one.organisation, one.part) for one in found] == expected


def test_three_bodies_have_three_columns(document: Make, lines: Lines) -> None:
    report = document(
        """
        Local authority\tIntegrated care boards
        Rutland County Council\tNHS Leicester ICB\tNHS Rutland ICB
        Nora Quill, Director\tAdam Frost, CEO\tJo Bell, Chief Nursing Officer
        Information about this inspection
        """
    )
    found = find_partners(report, lines(report))
    assert [(one.name, one.organisation) for one in found] == [
        ("Nora Quill", "Rutland County Council"),
        ("Adam Frost", "NHS Leicester ICB"),
        ("Jo Bell", "NHS Rutland ICB"),
    ]
    assert found[2].span.quote == "Jo Bell, Chief Nursing Officer"


@pytest.mark.parametrize(
    "text", ["", "Local authority\tIntegrated care board", "Nora Quill, Director\tAdam Frost, CEO"]
)
def test_report_without_the_table_names_nobody(text: str, document: Make, lines: Lines) -> None:
    report = document(text)
    assert find_partners(report, lines(report)) == ()
