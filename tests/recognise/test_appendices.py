"""Appendices and web addresses."""

from __future__ import annotations

from collections.abc import Callable

from graph.recognise.appendices import find_appendices, find_links
from graph.statements import Document

Make = Callable[[str], Document]


def test_range_of_appendices_names_each(document: Make) -> None:
    paper = document("""
        Letters are at Appendices 'A' to 'C', the plan at Appendix 'D'.
        Appendix D: Improvement plan
    """)

    assert [(one.label, one.title) for one in find_appendices(paper)] == [
        ("Appendix A", None), ("Appendix B", None), ("Appendix C", None), ("Appendix D", "Improvement plan"),
    ]  # fmt: skip


def test_link_ends_before_the_sentence_does(document: Make) -> None:
    paper = document("""
        URL: https://democracy.oldshire.gov.uk/mgAi.aspx?ID=1
        See https://reports.example.org/a%20b.pdf. Write to someone@oldshire.gov.uk.
    """)

    assert [one.value for one in find_links(paper)] == ["https://reports.example.org/a%20b.pdf"]
