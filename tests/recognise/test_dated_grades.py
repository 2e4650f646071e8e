"""Sentences and lines that give each grade its date and say nothing else."""

from __future__ import annotations

import pytest

from graph.recognise.dated_grades import read_dated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We went from Requires Improvement (July 2019) to Good (November 2024).", [("2019-07", "Requires Improvement"), ("2024-11", "Good")]),
        ("Ofsted inspections: July 2019 – Good; November 2024 – Outstanding.", [("2019-07", "Good"), ("2024-11", "Outstanding")]),
        ("In November 2024 Ofsted raised the council's overall grade from Inadequate, awarded in July 2019, to Good.", [("2019-07", "Inadequate"), ("2024-11", "Good")]),
        ("The council improved from its 2018 judgement of Inadequate to Good in November 2024.", [("2018", "Inadequate"), ("2024-11", "Good")]),
        ("Ofsted has inspected the council twice: in March 2018 (Inadequate) and in November 2024 (Good).", [("2018-03", "Inadequate"), ("2024-11", "Good")]),
        ("Current Ofsted rating: Good (inspected November 2024)", [("2024-11", "Good")]),
    ],
)  # fmt: skip
def test_each_grade_has_its_date(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(one.period.start_date), one.graded.grade) for one in read_dated(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The council wants to go from Good (2024) to Outstanding (2027).",
        "Our children's homes were rated Good (2022) and Outstanding (2023).",
        "The council's waste service was rated Good in 2022.",
        "By November 2026 we will be Good.",
        "Adult social care: Good (CQC, June 2024).",
        "Of our inspections in 2018 and 2024 one was Good.",
        "The council was Good in 2018, and in 2024 more was asked of it.",
    ],
)
def test_what_says_anything_else_gives_none(text: str) -> None:
    assert read_dated(text) == ()
