"""Tables whose columns hold what inspectors found; a plan's table holds none."""

from __future__ import annotations

from graph.recognise.finding_tables import find_columns, read_cells, read_lines
from graph.recognise.passages import Passage


def row(text: str) -> Passage:
    return Passage(0, len(text), text, "row", ())


def cells(text: str, *, head: str, listing: bool = False) -> list[tuple[str, str]]:
    found = read_cells(row(text), find_columns(row(head), listing=listing))
    return [(text[cell.start : cell.end], cell.polarity) for cell in found]


def test_strengths_stand_beside_needs() -> None:
    head = "What is working well\tWhat needs to improve"

    assert cells("The practice model\tThe response to neglect", head=head) == [
        ("The practice model", "strength"),
        ("The response to neglect", "improvement"),
    ]
    assert cells("The practice model\t–", head=head) == [("The practice model", "strength")]


def test_one_column_counts_where_words_lead_in_to_it() -> None:
    head, text = "Area for improvement\tLead", "Waiting times\tNHS"

    assert cells(text, head=head, listing=True) == [("Waiting times", "improvement")]
    assert cells(text, head=head) == []


def test_plan_holds_no_findings() -> None:
    head = "Area for improvement\tAction\tRAG"

    assert cells("Supervision\tNew policy\tAmber", head=head, listing=True) == []


def test_lines_set_in_by_tabs_are_a_list() -> None:
    text = "a.\tthe quality of written plans\tb.\tthe take-up of return interviews"

    assert [text[line.start : line.end] for line in read_lines(row(text), "improvement")] == [
        "the quality of written plans",
        "the take-up of return interviews",
    ]
    assert read_lines(row("Waiting times\tHead of SEND\tMarch"), "improvement") == []
    assert read_lines(row(text), None) == []
