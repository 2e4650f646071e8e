"""Significant weaknesses of an area, and what a revisit says of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.outline import to_lines
from graph.recognise.revisits import find_progress, find_weaknesses
from graph.statements import Document

Make = Callable[[str], Document]
FOUND = "The initial inspection found that plans were late."


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("The area has made sufficient progress in addressing this significant weakness.", "strength"),
        ("The local area has made sufficient progress to improve this serious weakness.", "strength"),
        ("The area has not made sufficient progress in addressing this area of significant weakness.", "improvement"),
        ("Area leaders have made insufficient progress in this area.", "improvement"),
    ],
)
def test_progress_is_told_of_the_weakness_above_it(sentence: str, polarity: str, document: Make) -> None:
    report = document(f"{FOUND}\nPlans are written sooner. {sentence}")
    (found,), counts = find_progress(report, to_lines(report))
    assert (found.area, found.polarity, f"{found.text}.", counts) == (FOUND, polarity, sentence, ())


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("The area has made sufficient progress in addressing two of the five significant weaknesses.", [5, 2]),
        ("The area has made sufficient progress in addressing three of the 4 areas of significant weakness.", [4, 3]),
        ("The area has made sufficient progress in addressing all of the six significant weaknesses.", [6, 6]),
        ("The area has made sufficient progress in addressing one significant weakness.", []),
        ("The area has not made sufficient progress in addressing two of the five significant weaknesses.", []),
    ],
)
def test_progress_is_counted_where_the_letter_counts_it(sentence: str, numbers: list[int], document: Make) -> None:
    report = document(sentence)
    findings, counts = find_progress(report, to_lines(report))
    assert (findings, [count.number for count in counts]) == ((), numbers)


@pytest.mark.parametrize(
    "text",
    [
        f"{FOUND}\nThe area has made progress with plans.",
        "The area has made sufficient progress in addressing this weakness.",  # which one?
        f"{FOUND}\nInspectors came to see whether the area has made sufficient progress.",
    ],
)
def test_look_alike_tells_no_progress(text: str, document: Make) -> None:
    report = document(text)
    assert find_progress(report, to_lines(report)) == ((), ())


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (
            "The area must submit a Written Statement of Action on the following areas of significant weakness:",
            ["late plans", "long waits."],
        ),
        ("The statement of action is to cover these significant concerns:", ["late plans", "long waits."]),
        ("There are no areas of significant weakness.", []),
        ("Inspectors saw the following strengths:", []),
    ],
)
def test_weaknesses_are_the_list_below_the_sentence_that_asks_for_a_statement(
    lead: str, expected: list[str], document: Make
) -> None:
    report = document(f"{lead}\n• late plans\n• long waits.\nYours sincerely\n• Petra Lunn")
    found = find_weaknesses(report, to_lines(report))
    assert [(one.to, one.kind, one.text) for one in found] == [
        ("area partnership", "significant weakness", text) for text in expected
    ]
