"""Clauses that grade areas without a verb of grading, and those that only praise."""

from __future__ import annotations

import time

import pytest

from graph.recognise.graded_clauses import iter_also, iter_clauses

GRADED = {
    "Of the five graded areas only adoption performance was good; looked after children and care leavers were both found to require improvement, whereas help and protection and leadership were inadequate.": "adoption performance=good looked after children=require improvement care leavers=require improvement help and protection=inadequate leadership=inadequate",
    "On the second occasion, leadership was Inadequate, while children looked after, adoption and care leavers all Required Improvement.": "leadership=Inadequate children looked after=Required Improvement adoption=Required Improvement care leavers=Required Improvement",
    "The judgements were mixed: help and protection was good.": "help and protection=good",
}


@pytest.mark.parametrize(("text", "told"), GRADED.items(), ids=range(len(GRADED)))
def test_clauses_of_areas_and_a_grade_are_grades(text: str, told: str) -> None:
    assert " ".join(f"{clause.area}={clause.grade}" for clause in iter_clauses(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        "Support for care leavers was good and leadership was strong.",
        "Help and protection was good.",
        "If leadership were inadequate, and care leavers were inadequate, the Minister would act.",
        "Adoption was previously good, whereas leadership was seen as effective.",
    ],
)
def test_praise_and_wishes_are_no_grades(text: str) -> None:
    assert list(iter_clauses(text)) == []


def test_areas_share_the_grade_before_them() -> None:
    text = "It was rated good overall, as well as for help and protection and for children in care."

    assert list(iter_also(text, text.index(" overall"))) == [("help and protection", 61), ("children in care", 86)]


def test_long_list_of_areas_is_read_in_a_moment() -> None:
    text = "Of the areas graded, " + "care leavers and adoption, leadership and help and protection, " * 60
    start = time.process_time()

    assert list(iter_clauses(text)) == []
    assert time.process_time() - start < 1
