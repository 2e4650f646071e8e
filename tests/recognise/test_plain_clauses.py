"""Grades that a clause gives with nothing but plain words beside them, and clauses that hold more than that."""

from __future__ import annotations

import pytest

from graph.recognise.grades import iter_graded, iter_shared


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("For overall effectiveness Nottinghamshire is now Good.", [("overall effectiveness", "Good")]),
        ("Leadership has likewise stayed at Good.", [("Leadership", "Good")]),
        ("The help and protection judgement is unchanged and stays at Requires Improvement.", [("The help and protection", "Requires Improvement")]),
        ("We attained good for overall effectiveness, leadership and help and protection.", [("overall effectiveness", "good"), ("leadership", "good"), ("help and protection", "good")]),
        ("The Committee was told that the service was now Good overall.", [("", "Good")]),
        ("Children in care get an Outstanding.", [("Children in care", "Outstanding")]),
        ("Six years ago, in 2017, we were Inadequate across the board.", [("", "Inadequate")]),
        ("Leadership, help and protection, and adoption are all good as well.", [("Leadership", "good"), ("help and protection", "good"), ("adoption", "good")]),
        ("Our May 2022 ILACS: RI overall, with RI for help and protection, and Good for adoption.", [("", "RI"), ("help and protection", "RI"), ("adoption", "Good")]),
        ("Ofsted ILACS: Good overall; Good for leadership; Outstanding for none; Requires Improvement for adoption.", [("", "Good"), ("leadership", "Good"), ("adoption", "Requires Improvement")]),
        ("Grades: overall outstanding; help and protection good; care leavers outstanding.", [("overall", "outstanding"), ("help and protection", "good"), ("care leavers", "outstanding")]),
        ("Of the three other grades two were inadequate as well, those for leaders and for help and protection; adoption required improvement.", [("adoption", "required improvement")]),
        ("It was judged good with good grades in every area.", [("", "good"), ("every area", "good")]),
        ("Our leadership? Outstanding.", [("leadership", "Outstanding")]),
        ("What grade did Cornwall get? Outstanding.", [("", "Outstanding")]),
        ("Overall, leadership is Good.", [("leadership", "Good")]),
        ("For leaders the grade was Good.", [("leaders", "Good")]),
        ("In 2016 the Council had come away with Requires Improvement.", [("the Council", "Requires Improvement")]),
        ("Leadership received Good with care leavers at Outstanding.", [("Leadership", "Good"), ("care leavers", "Outstanding")]),
        ("Leaders – outstanding", [("Leaders", "outstanding")]),
        ("Help & protection: Good", [("Help & protection", "Good")]),
        ("Five years earlier, in 2019, we were also good overall.", [("", "good")]),
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
        "Care leavers receive good support.",
        "Outcomes for care leavers remain Good.",
        "Services remain good.",
        "Performance dashboard: leadership Good; adoption Good; care leavers Inadequate.",
        "Middle leaders are Good.",
        "Headteachers rated leaders as good.",
    ],
)
def test_clause_that_holds_more_gives_none(sentence: str) -> None:
    assert list(iter_graded(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "told", "areas"),
    [
        ("The same grade applies to leadership and to help and protection.", ("good",), ["leadership", "help and protection"]),
        ("Inspectors gave the same grade to leadership.", ("good",), ["leadership"]),
        ("They reached the same view on three of the four sub-judgements: leadership, adoption and care leavers.", ("good",), ["leadership", "adoption", "care leavers"]),
        ("The grade was the same for leadership.", ("good",), ["leadership"]),
        ("So did care leavers.", ("good",), ["care leavers"]),
        ("So did care leavers.", ("good", "outstanding"), []),
        ("So did care leavers.", (), []),
        ("So did the number of care leavers in work.", ("good",), []),
    ],
)  # fmt: skip
def test_grade_of_the_sentence_before_is_shared(sentence: str, told: tuple[str, ...], areas: list[str]) -> None:
    assert [(one.area, one.grade) for one in iter_shared(sentence, told)] == [(area, "good") for area in areas]
