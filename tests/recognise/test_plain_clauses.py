"""Grades that a clause gives with nothing but plain words beside them, and clauses that hold more than that."""

from __future__ import annotations

import pytest

from graph.recognise.grades import iter_graded


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("For overall effectiveness Nottinghamshire is now Good.", [("overall effectiveness", "Good")]),
        ("Leadership has likewise stayed at Good.", [("Leadership", "Good")]),
        ("The help and protection judgement is unchanged and stays at Requires Improvement.", [("The help and protection", "Requires Improvement")]),
        ("We attained good for overall effectiveness, leadership and help and protection.", [("overall effectiveness", "good"), ("leadership", "good"), ("help and protection", "good")]),
        ("The Committee was told that the service was now Good overall.", [("", "Good")]),
        ("Children in care get an Outstanding.", [("Children in care", "Outstanding")]),
    ],
)  # fmt: skip
def test_clause_of_plain_words_gives_its_grade(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.area, one.grade) for one in iter_graded(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Members felt that the service was Good.",
        "Care leavers said that the service is Good.",
        "One area remains Inadequate.",
        "Of the four areas one was Good.",
        "It was then Good, then Inadequate.",
        "The service fell short of Good.",
        "Target: by 2026, an Outstanding judgement for the council.",
        "The service at Rosewood stays Good.",
        "The council was named Outstanding Council of the Year.",
        "Their verdict is that it is now a 'good' authority for leadership.",
        "This is a better grade for the council, which compares with Good in its neighbours.",
        "Fostering services are no longer inspected separately; the last time, Derby's were 'Good'.",
        "The next step is Outstanding.",
    ],
)
def test_clause_that_holds_more_gives_none(sentence: str) -> None:
    assert list(iter_graded(sentence)) == []
