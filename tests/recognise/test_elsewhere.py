"""Inspections of what is no council's service for children."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.elsewhere import goes_on_elsewhere, is_elsewhere, is_heading_elsewhere, is_paragraph_elsewhere
from graph.recognise.papers import recognise_paper
from graph.statements import Document


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("The Trust's fostering agency is inspected separately and was judged good.", True),
        ("Two schools in the borough had been graded inadequate by Ofsted.", True),
        ("His Majesty's Inspectorate of Probation inspected the service in March 2023.", True),
        ("The CQC rated adult social care as good in 2024.", True),
        ("HMIC carried out a child protection inspection of the Constabulary in November 2014.", True),
        ("The LGA corporate peer challenge took place in May 2022.", True),
        ("Ofsted and the CQC inspected the area in May 2022.", False),
        ("Children's services were inspected in May 2022 and the fostering service was praised.", False),
        ("A joint inspection by Ofsted, CQC, HMICFRS and HMIP took place.", False),
        ("The home at Mill Lane was inspected in January and rated Outstanding.", True),
        ("Inspectors visited Mill House, our children's home, on 3 February.", True),
        ("Too many children live in homes that were judged inadequate.", False),
    ],
)
def test_sentence_on_something_else(text: str, elsewhere: bool) -> None:
    assert is_elsewhere(text) is elsewhere


def test_it_goes_on_about_something_else() -> None:
    assert goes_on_elsewhere("It was last inspected in July 2022 and was judged Good.")
    assert not goes_on_elsewhere("Ofsted inspected in May.")


def test_row_of_another_service_is_passed_over() -> None:
    assert is_paragraph_elsewhere("Youth Justice Plan\tLast inspected 2018, judged Good")
    assert not is_paragraph_elsewhere("ILACS inspection\tOctober 2021\tschools attended")


def test_grade_of_the_fostering_agency_is_not_the_councils(document: Callable[[str], Document]) -> None:
    paper = document("""
        # Children's services: inspections
        Ofsted inspected children's services from 9 to 20 May 2022.
        The Council's fostering agency is inspected apart. It was last inspected in July 2022 and was judged Good.
    """)
    (inspection,) = recognise_paper(paper).inspections

    assert str(inspection.start and inspection.start.value) == "2022-05-09"
    assert inspection.judgements == ()


def test_heading_is_of_something_else_where_it_names_nothing_more() -> None:
    assert is_heading_elsewhere("Our children's homes")
    assert is_heading_elsewhere("Youth justice")
    assert is_heading_elsewhere("Our neighbours")
    assert is_heading_elsewhere("What we think ourselves")
    assert not is_heading_elsewhere("Adoption service")  # an inspection of the council looks at it too
    assert not is_heading_elsewhere("Children in our children's homes do well")


def test_grades_below_the_heading_of_homes_are_theirs(document: Callable[[str], Document]) -> None:
    paper = document("""
        # Corporate parenting: annual report
        # Inspection
        Ofsted inspected children's services from 9 to 20 May 2022. They were judged to be good.
        # Our children's homes
        Both were inspected this year. One was judged Good in June 2022 and the second came out as outstanding in July 2022.
        Inspectors found that staff are warm.
    """)
    said = recognise_paper(paper)

    assert [(row.area, row.grade) for event in said.inspections for row in event.judgements] == [("overall", "good")]
    assert said.findings == ()


def test_grades_of_others_are_elsewhere_whatever_their_verb() -> None:
    assert is_elsewhere("Our four homes are kept well: one is Outstanding.")
    assert is_elsewhere("The Regional Adoption Agency is Outstanding.")
    assert goes_on_elsewhere("Leadership was Outstanding.")
    assert goes_on_elsewhere("Both are Good for leadership.")
    assert not goes_on_elsewhere("Children's services are Good.")
