"""Grades where a paper compares inspections: each goes to the inspection that gave it, or to none, and never to another."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.read import read
from graph.recognise.papers import recognise_paper
from graph.statements import Document, Inspection, Statements

Make = Callable[[str], Document]

PAPERS = Path(__file__).parent.parent / "fixtures" / "comparisons"
with (PAPERS / "grades.csv").open(encoding="utf-8", newline="") as stream:
    GRADES = [tuple(row.values()) for row in csv.DictReader(stream)]
#: How many of the grades in the table are found at least; the others are left out, since the paper leaves them open.
FOUND = {
    "ashcombe-history.txt": 6,
    "harrow-vale-issue.txt": 4,
    "newtown-minutes.txt": 5,
    "northam-briefing.txt": 5,
    "oldshire-cabinet-report.txt": 5,
    "penbury-executive-report.txt": 3,
    "westmere-side-by-side.txt": 6,
    "wiltshire-agenda-item.txt": 2,
}


def year(event: Inspection) -> str:
    said = event.start or event.end or event.published
    return str(said.value.year) if said else ""


def grades(statements: Statements) -> list[tuple[str, str | None, str | None]]:
    """Year, area and grade of all that a paper's inspections gave."""
    return [(year(event), row.area_key, row.grade_key) for event in statements.inspections for row in event.judgements]


@pytest.mark.parametrize("name", FOUND)
def test_paper_that_compares_gives_no_wrong_grade(name: str) -> None:
    told = [row for row in grades(recognise_paper(read(PAPERS / name))) if row[1]]
    true = {row[1:] for row in GRADES if row[0] == name}

    assert set(told) <= true
    assert len(told) >= FOUND[name]


NEW = "Ofsted inspected the council from 10 to 21 May 2021."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Services were judged good, a clear step up from the inspection of March 2016.", [("2021", "overall", "good")]),
        ("Services were judged good, up from inadequate in 2016.", [("2021", "overall", "good"), ("2016", "overall", "inadequate")]),
        ("The council was judged good, having been inadequate at the inspection in 2016.", [("2021", "overall", "good"), ("2016", "overall", "inadequate")]),
        ("Services have improved since the previous inspection in 2016, when they were judged inadequate.", [("2016", "overall", "inadequate")]),
        ("Overall effectiveness remains good, as in 2018.", [("2021", "overall", "good")]),
        ("Compared with the inspection in 2016, leadership was judged to be good.", [("2021", "leadership", "good")]),
        ("Better than at the 2016 inspection, services were judged good.", [("2021", "overall", "good")]),
        ("Leadership was judged good, which is better than at the 2016 inspection.", [("2021", "leadership", "good")]),
        ("Leadership was rated good, unlike at the inspection of 2016.", [("2021", "leadership", "good")]),
        ("The authority went from inadequate to good.", [("2021", "overall", "good")]),
        ("The authority went from inadequate in 2016 to good in 2021.", [("2021", "overall", "good"), ("2016", "overall", "inadequate")]),
        ("The inspection of 2016 judged leadership inadequate, and the inspection of May 2021 judged it good.", [("2016", "leadership", "inadequate")]),
        ("In 2016 leadership was judged inadequate, but in 2021 leadership was judged good.", [("2021", "leadership", "good"), ("2016", "leadership", "inadequate")]),
        ("The inspections of 2012 and 2016 judged adoption to be outstanding.", []),
        ("The inspection in 2016 was followed by years of work, and leadership is now judged good.", []),
        ("Following the inspection in 2016 much was done, and leadership is now judged good.", []),
        ("Since the inspection in 2016, when leadership, adoption and much else was weak, adoption has been judged good.", []),
        ("Overall effectiveness: Good (2016: Inadequate)", []),
        ("Leadership was judged good, better than the inadequate judgement of 2016.", [("2021", "leadership", "good")]),
        ("The judgement of 'good' is an improvement on the judgement of 'inadequate' in 2016.", [("2021", "overall", "good")]),
        ("Leadership was inadequate in 2016. It was judged good.", []),
        ("This is a better result than in 2016, when we were judged inadequate.", []),
        ("For care leavers this was a step up from 2016, when we were judged to require improvement.", []),
        ("Leadership is much stronger than it was in 2016 when it was judged inadequate.", []),
        ("Before that, the council was judged to require improvement.", []),
        ("The director, who joined when services were judged inadequate, has led the change.", []),
        ("Services had been judged inadequate when the new director arrived in 2016.", []),
        ("Had we been inspected in 2016, services would have been judged inadequate.", []),
        ("Good judgements were received in all areas apart from care leavers.", [("2021", None, "good")]),
        ("The council was judged good in all but one area.", []),
        ("The only area judged to require improvement was care leavers.", [("2021", "care-leavers", "requires-improvement")]),
        ("In 2016, when services were judged inadequate, caseloads were high.", [("2016", "overall", "inadequate")]),
        ("The front door was judged inadequate.", []),
        ("Ofsted judged the quality of assessments to be good.", []),
        ("The council was judged good for its work with foster carers.", []),
        ("At the end of 2016 the council was rated inadequate, and by 2019 it had been rated good.", []),
        ("The council, which was judged good at the inspection in 2016, was judged inadequate.", [("2016", "overall", "good")]),
        ("In 2016 services were found to be inadequate and leadership was judged good in 2018.", [("2016", "overall", "inadequate"), ("2018", "leadership", "good")]),
        ("The Director joined from Essex, where services were judged outstanding in 2019.", []),
        ("Our neighbours were judged outstanding in 2020.", []),
        ("The previous inspection judged adoption to be inadequate.", [("", "adoption", "inadequate")]),
    ],
)  # fmt: skip
def test_grade_goes_to_the_inspection_that_gave_it(
    document: Make, sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    assert grades(recognise_paper(document(f"{NEW}\n{sentence}"))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The council was inspected in May 2021. The last inspection had been in 2016. Leadership was judged good.",
        "The inspection of 2016 came before that. The inspection of 2021 followed the inspection of 2018. Leadership was judged good.",
        "Ofsted inspected the council in May 2016. Inspectors came back in June 2018. Leadership was judged good.",
        "Leadership was judged good at one of the two inspections, in 2016 and 2021.",
        "Lancashire County Council\nLancashire was judged outstanding in May 2021. Blackpool was judged good in 2022. So was leadership.",
        "The council was judged outstanding in May 2021. Its fostering agency was judged good. So was leadership.",
        "The council was judged outstanding by Ofsted.\nIn 2017 it was judged inadequate.\nLeadership was judged outstanding.",
        "Children's services inspection\nThe last inspection, in 2016, judged services inadequate. This time leadership was judged good.",
        "The inspection was in May 2021.\nJudgements in 2016:\nLeadership: Inadequate",
        "The inspection was in May 2021.\nPrevious judgements:\nLeadership: Inadequate",
        "Improvement of children's services\nThe inspection was in May 2021.\nJudgements in 2016\nCare leavers\nGood\nLeadership\nInadequate",
        "The inspection was in May 2021.\nLeadership\nInadequate\nGood",
        "The inspection was in May 2021.\nArea\tPrevious\tCurrent\nLeadership\tInadequate\tGood\nCare leavers\t–\tGood",
        "The inspection was in May 2021.\nArea\tJudgement at the previous inspection\nLeadership\tInadequate",
        "Lancashire County Council\nInspections of Lancashire County Council and others\nCouncil\tDate\tOverall effectiveness\tLeadership\nBlackpool\tMay 2021\tGood\tGood",
        "The inspection was in May 2021.\nArea\tSelf-assessment 2021\nLeadership\tGood",
        "The inspection was in May 2021.\nArea\tGrade\tTarget\nLeadership\tInadequate\tGood",
        "Lancashire County Council\nLancashire County Council and others\nArea\tBlackpool 2021\tBlackpool 2018\nLeadership\tInadequate\tGood",
        "The inspection was in May 2021. In the past, under another framework, leadership was judged good.",
        "The inspection was in May 2021. A plan of 2016 says that leadership was judged good in an audit.",
    ],
)
def test_grade_that_two_inspections_could_have_given_is_of_none(document: Make, text: str) -> None:
    statements = recognise_paper(document(text))

    assert [row for row in grades(statements) if row[1] == "leadership"] == []


def test_grade_left_out_is_doubted(document: Make) -> None:
    paper = document(f"{NEW} The last inspection had been in 2016. Leadership was judged good.")

    assert [(one.field, one.span.quote if one.span else "") for one in recognise_paper(paper).doubts] == [
        ("judgement of Leadership", "judged good")
    ]


def test_grade_of_another_council_is_not_given_to_the_papers_own(document: Make) -> None:
    paper = document("""
        Lancashire County Council
        Members of Lancashire County Council heard of others. Unlike Blackpool Council, Lancashire was judged good in 2018.
        Lancashire learned from Blackpool Council, which was judged inadequate in 2016. Kent's services were judged outstanding.
    """)

    assert grades(recognise_paper(paper)) == [("2018", "overall", "good")]


def test_list_goes_to_the_inspection_that_the_paper_is_about(document: Make) -> None:
    paper = document("""
        # 2015 inspection
        Overall effectiveness: Inadequate
        # 2018 inspection
        Overall effectiveness: Requires improvement
        This compares with a judgement of inadequate in 2015. These were the judgements:
        Leadership – Good
    """)

    assert grades(recognise_paper(paper)) == [
        ("2015", "overall", "inadequate"),
        ("2018", "overall", "requires-improvement"),
        ("2018", "leadership", "good"),
    ]


def test_columns_of_a_table_are_an_inspection_each(document: Make) -> None:
    paper = document("""
        Judgement\tILACS 2018\tMay 2021
        Overall effectiveness\tInadequate\tGood
        Leadership\tn/a\tOutstanding
    """)

    assert grades(recognise_paper(paper)) == [
        ("2018", "overall", "inadequate"),
        ("2021", "overall", "good"),
        ("2021", "leadership", "outstanding"),
    ]


def test_rows_of_a_table_are_an_inspection_each(document: Make) -> None:
    paper = document("""
        Year\tOverall effectiveness\tCare leavers
        2014\tInadequate\tRequires improvement
        2017\tGood\tGood
    """)

    assert grades(recognise_paper(paper)) == [
        ("2014", "overall", "inadequate"), ("2014", "care-leavers", "requires-improvement"), ("2017", "overall", "good"), ("2017", "care-leavers", "good"),
    ]  # fmt: skip


def test_grade_behind_since_is_of_no_inspection_where_no_other_is_told(document: Make) -> None:
    paper = document(
        "The report said that services had declined since 2017, when they were good; the grade was 'inadequate'."
    )

    assert grades(recognise_paper(paper)) == []


def test_grade_behind_since_is_not_of_the_year_that_it_is_counted_from(document: Make) -> None:
    paper = document("""
        # Annual report
        There was one inspection of the local authority. Ofsted was in Doncaster from 28 February to 11 March 2022.
        It said that the quality of services had declined since 2017, when they were good; the overall grade was
        requires improvement to be good.
    """)

    assert grades(recognise_paper(paper)) == [("2022", "overall", "requires-improvement")]
