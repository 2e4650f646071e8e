"""What a committee is asked to do, in reports and in minutes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.papers import recognise_paper
from graph.statements import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recommendation\nThe Scrutiny Committee is requested to note the report.\nBackground", ["The Scrutiny Committee is requested to note the report."]),
        ("Recommendation\nThe Committee is requested to:\ni. Note the report.\nii. Consider an update.\nBackground and Advice\nThe Committee is requested to note the report and to consider it.", ["Note the report.", "Consider an update."]),
        ("Actions Required:\nThe Committee is invited to consider the report.", ["The Committee is invited to consider the report."]),
        ("2. Recommendations\n2.1 That the Panel notes the visit.\n2.2 That an update is received.\n3. Background\n3.1 Ofsted came.", ["That the Panel notes the visit.", "That an update is received."]),
        ("Resolved\n(a) to note the direction (Appendix 3)\n(b) to have updates every quarter", ["to note the direction (Appendix 3)", "to have updates every quarter"]),
        ("20.1.1 RESOLVED that:\n(a) the outcome be noted;\n(b) the plan be brought back; and\n(c) staff be thanked.", ["the outcome be noted", "the plan be brought back", "staff be thanked."]),
        ("RESOLVED – (1) That the outcome be noted; and (2) That a report be made.", ["That the outcome be noted", "That a report be made."]),
        ("AGREED - That the report be noted.", ["That the report be noted."]),
        ("Cabinet is asked to note this outcome.", ["Cabinet is asked to note this outcome."]),
        ("The Cabinet is RECOMMENDED to\n(a) receive this report; and\n(b) note the plan.", ["receive this report", "note the plan."]),
        ("That Cabinet:\n1. Noted the outcome.\n2. Approved the plan.", ["Noted the outcome.", "Approved the plan."]),
        ("Cabinet resolved to note the report.", ["to note the report."]),
        ("The visit was told of.\nThat the report be noted.", ["That the report be noted."]),
    ],
)  # fmt: skip
def test_requests_are_in_the_papers_own_words(document: Make, text: str, expected: list[str]) -> None:
    assert [one.text for one in recognise_paper(document(text)).requests] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The recommendation was agreed.",
        "Resolved: That the minutes of 9 October 2019 are a correct record.",
        "RESOLVED: That the minutes of the last meeting be confirmed and signed.",
        "Recommendations\n1. Improve the quality of assessments.\n2. Ensure that plans are clear.",
        "Ofsted made six recommendations. They are in an action plan.",
        "The Board took note of the findings.",
    ],
)
def test_what_inspectors_recommend_is_no_request(document: Make, text: str) -> None:
    assert recognise_paper(document(text)).requests == ()
