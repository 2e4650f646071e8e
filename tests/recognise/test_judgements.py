"""Grades in a report: rows of the table on page 1, the overall sentence, the board's, an Area SEND outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from graph.recognise.judgements import find_board_judgement, find_judgements, find_outcome, find_table, find_two_overall
from graph.recognise.outline import Line
from graph.statements import Document, Judgement

Make = Callable[[str], Document]
Lines = Callable[[Document], tuple[Line, ...]]

SINGLE = """
    # Lancashire
    Children’s services in Lancashire require improvement to be good
    1. Children who need help and protection\tRequires improvement
    2. Children looked after and achieving permanence\tRequires improvement
    2.1 Adoption performance\tGood
    2.2 Experiences and progress of care leavers\tOutstanding
    3. Leadership, management and governance\tInadequate
"""
ILACS = """
    Judgement\tGrade
    The impact of leaders on social work practice with children and families\tGood
    The experiences and progress of children who need help and protection\tRequires improvement to be good
    The experiences and progress of children in care\tOutstanding
    The experiences and progress of care leavers\tInadequate
    Overall effectiveness\tGood
"""


def told(found: Iterable[Judgement]) -> list[tuple[str | None, str | None, bool]]:
    return [(one.area_key, one.grade_key, one.overall) for one in found]


def test_single_inspection_grades_rows_and_says_the_overall_grade(document: Make, page: Lines) -> None:
    report = document(SINGLE)
    found, doubts = find_judgements(report, "SIF", page(report))
    assert told(found) == [
        ("overall", "requires-improvement", True),
        ("help-and-protection", "requires-improvement", False),
        ("looked-after", "requires-improvement", False),
        ("adoption", "good", False),
        ("care-leavers", "outstanding", False),
        ("leadership", "inadequate", False),
    ]
    assert doubts == ()
    assert found[3].span.quote == "2.1 Adoption performance\tGood"


def test_ilacs_grades_five_rows(document: Make, page: Lines) -> None:
    report = document(ILACS)
    found, doubts = find_judgements(report, "ILACS", page(report))
    assert told(found) == [
        ("leadership", "good", False),
        ("help-and-protection", "requires-improvement", False),
        ("in-care", "outstanding", False),
        ("care-leavers", "inadequate", False),
        ("overall", "good", True),
    ]
    assert doubts == ()


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("Children’s services in Lancashire are inadequate because leaders did not know.", "inadequate"),
        ("Children's services in St. Helens are good.", "good"),
        ("Children’s services in the Royal Borough of Greenwich require improvement.", "requires-improvement"),
        ("Children’s services in the Borough of Redcar and Cleveland area are outstanding.", "outstanding"),
        ("The overall judgement is requires improvement.", "requires-improvement"),
        ("The overall judgement is that children’s services are good.", "good"),
    ],
)
def test_overall_grade_is_told_in_a_sentence(sentence: str, grade: str, document: Make, page: Lines) -> None:
    report = document(sentence)
    found, _ = find_judgements(report, "SIF", page(report))
    assert told(found) == [("overall", grade, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Overall effectiveness\t12",
        "Social workers give care leavers good support.",
        "Children’s services in Lancashire have many good social workers.",
        "Children’s services in Lancashire are not inadequate.",
        "Children’s services in Lancashire were good at the inspection before.",
        "Good quality work with care leavers",
        "Fostering services\tGood",
        "Leadership is strong and good practice is shared.",
    ],
)
def test_look_alike_is_no_judgement(text: str, document: Make, page: Lines) -> None:
    report = document(text)
    assert find_judgements(report, "ILACS", page(report)) == ((), ())


@pytest.mark.parametrize(
    "grade", ["REQUIRES IMPROVEMENT TO BE GOOD", "requires improvement", "Require improvement", "requires  Improvement"]
)
def test_grade_counts_in_any_case(grade: str, document: Make, page: Lines) -> None:
    report = document(f"Overall effectiveness\t{grade}")
    assert [told(part) for part in find_judgements(report, "ILACS", page(report))] == [
        [("overall", "requires-improvement", True)],
        [],
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Not Judged", "not judged"),
        ("not graded", "not judged"),
        ("Requires Improvment", "“Requires Improvment” is no grade"),
        ("INADEQATE", "“INADEQATE” is no grade"),
        ("Good or better", "“Good or better” is no grade"),
    ],
)
def test_row_without_a_grade_is_in_doubt_and_never_guessed(
    words: str, reason: str, document: Make, page: Lines
) -> None:
    report = document(f"Overall effectiveness\tGood\n3. Leadership, management and governance\t{words}")
    found, (doubt,) = find_judgements(report, "SIF", page(report))
    assert told(found) == [("overall", "good", True)]
    assert (doubt.field, doubt.reason) == ("judgement of 3. Leadership, management and governance", reason)
    assert doubt.span is not None
    assert doubt.span.quote == f"3. Leadership, management and governance\t{words}"


@pytest.mark.parametrize(
    "torn",
    [
        "The impact of leaders\tGood\n\fOverall effectiveness\tInadequate\nLeaders are proud.",
        "The impact of leaders\tGood\nOverall effectiveness\n\fInadequate\nLeaders are proud.",
        "The impact of leaders\n\f\tGood\nOverall effectiveness\tInadequate\n# What needs to improve?",
    ],
)
def test_table_torn_over_a_page_break_is_one(torn: str, document: Make, lines: Lines, page: Lines) -> None:
    report = document(torn)
    table = find_table("ILACS", lines(report), page(report))
    found, doubts = find_judgements(report, "ILACS", table)
    assert (told(found), doubts) == ([("leadership", "good", False), ("overall", "inadequate", True)], ())


@pytest.mark.parametrize(
    ("safeguarding", "looked_after"),
    [
        ("Overall effectiveness\tAdequate", "Overall effectiveness\tGood"),
        ("Overall effectiveness Grade 3 (Adequate)", "Overall effectiveness: Grade: 2 (good)"),
        ("Overall effectiveness\tGrade 3", "Overall effectiveness\tGrade 2"),
    ],
)
def test_inspection_before_2013_has_two_overall_grades(
    safeguarding: str, looked_after: str, document: Make, lines: Lines
) -> None:
    report = document(
        f"""
        # Safeguarding services
        {safeguarding}
        Capacity for improvement\tGood
        # Services for looked after children
        {looked_after}
        Quality of provision\tInadequate
        """
    )
    found, doubts = find_two_overall(report, lines(report))
    assert (told(found), doubts) == ([("safeguarding", "adequate", False), ("looked-after", "good", False)], ())
    assert [one.area for one in found] == ["Safeguarding services", "Services for looked after children"]


def test_area_graded_twice_differently_is_in_doubt(document: Make, page: Lines) -> None:
    report = document("Overall effectiveness\tGood\nThe impact of leaders\tGood\nThe impact of leaders\tInadequate")
    found, (doubt,) = find_judgements(report, "ILACS", page(report))
    assert told(found) == [("overall", "good", True)]
    assert (doubt.field, doubt.reason) == (
        "judgement of The impact of leaders",
        "graded good and inadequate in the same report",
    )


def test_area_graded_twice_alike_is_one_judgement(document: Make, page: Lines) -> None:
    report = document("Overall effectiveness\tGood\nOverall effectiveness: good")
    assert [told(part) for part in find_judgements(report, "ILACS", page(report))] == [[("overall", "good", True)], []]


def test_grade_on_a_later_page_is_not_the_table_s(document: Make, page: Lines) -> None:
    report = document("# Lancashire\n\fOverall effectiveness\tGood")
    assert find_judgements(report, "ILACS", page(report)) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "grades"),
    [
        (
            "The Local Safeguarding Children Board requires improvement because it asks too little.",
            ["requires-improvement"],
        ),
        ("The effectiveness of the Local Safeguarding Children Board (LSCB) is good", ["good"]),
        ("The judgement for the effectiveness of the LSCB is inadequate.", ["inadequate"]),
        ("The Local Safeguarding Children Board has good links with schools.", []),
        ("The LSCB is good at listening to schools.", []),
        ("They say that the LSCB is good.", []),
    ],
)
def test_board_is_graded_in_a_sentence_of_its_own(
    sentence: str, grades: list[str], document: Make, lines: Lines
) -> None:
    report = document(f"# Section 2\n{sentence}")
    found, doubts = find_board_judgement(report, lines(report))
    assert told(found) == [("lscb", grade, False) for grade in grades]
    assert doubts == ()


def test_board_graded_twice_differently_is_in_doubt(document: Make, lines: Lines) -> None:
    report = document("The LSCB is good.\nThe LSCB requires improvement.")
    found, doubts = find_board_judgement(report, lines(report))
    assert (found, [doubt.field for doubt in doubts]) == ((), ["judgement of The LSCB"])


@pytest.mark.parametrize(
    ("outcome", "grade"),
    [
        ("There are widespread and/or systemic failings that worry the inspectors.", "systemic-failings"),
        ("The arrangements typically lead to positive experiences and outcomes.", "typically-positive"),
        ("The arrangements lead to inconsistent experiences and outcomes.", "inconsistent"),
        ("The arrangements are as they are.", None),
    ],
)
def test_area_outcome_is_the_paragraph_under_its_heading(
    outcome: str, grade: str | None, document: Make, lines: Lines
) -> None:
    report = document(f"# Inspection outcome\n{outcome}\nThe next inspection comes later.")
    (found,) = find_outcome(report, lines(report))
    assert (found.area, found.grade, found.area_key, found.grade_key, found.overall) == (
        "inspection outcome", outcome, "outcome", grade, True,
    )  # fmt: skip


def test_report_without_outcome_has_none(document: Make, lines: Lines) -> None:
    report = document("There are widespread and/or systemic failings.")
    assert find_outcome(report, lines(report)) == ()
