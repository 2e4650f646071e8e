"""Grades said in prose, of whom, and good words that are no grade."""

from __future__ import annotations

import pytest

from graph.recognise.grades import find_row, iter_graded, iter_outcomes
from graph.recognise.wordings import area_keys, grade_key


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The authority was judged to be inadequate.", [("The authority", True, "inadequate")]),
        ("It achieved a judgement of 'good'.", [("", True, "good")]),
        ("Services were judged to require improvement to be good.", [("", True, "require improvement to be good")]),
        ("Overall effectiveness: Good", [("Overall effectiveness", True, "Good")]),
        ("Ofsted rated leadership as outstanding, and care leavers as good.", [("leadership", False, "outstanding"), ("care leavers", False, "good")]),
        ("Adoption performance and care leavers were judged inadequate.", [("Adoption performance", False, "inadequate"), ("care leavers", False, "inadequate")]),
        ("'Good': help and protection, and the impact of leaders.", [("help and protection", False, "Good"), ("the impact of leaders", False, "Good")]),
        ("The visit judged help and protection, services for care leavers, and leadership to be inadequate.", [("help and protection", False, "inadequate"), ("care leavers", False, "inadequate"), ("leadership", False, "inadequate")]),
        ("Ofsted judged the council to be inadequate, and so were two areas: care leavers, and leadership.", [("the council", True, "inadequate"), ("care leavers", False, "inadequate"), ("leadership", False, "inadequate")]),
        ("The result, published on 5 May 2015, was that services overall are inadequate.", [("overall", True, "inadequate")]),
        ("In November 2015 Lancashire was judged inadequate.", [("", True, "inadequate")]),
        ("Blackburn with Darwen was judged good.", [("", True, "good")]),
        ("North Lincolnshire was judged good.", [("", True, "good")]),
        ("Kingston upon Hull City Council was rated inadequate.", [("Council", True, "inadequate")]),
        ("It ended with the judgement 'good'.", [("", True, "good")]),
        ("The last full inspection under the Single Inspection Framework (SIF) in November 2017 returned a ‘Good’ judgement.", [("", True, "Good")]),
        ("The authority was graded 'Requires Improvement to be Good'.", [("The authority", True, "Requires Improvement to be Good")]),
        ("Services were upgraded from inadequate (in 2016) to ‘good’.", [("", True, "good")]),
        ("Help and protection was rated good.", [("Help and protection", False, "good")]),
        ("The council was judged to be adequate in respect of quality of practice.", [("quality of practice", False, "adequate")]),
        ("The service moved from inadequate to requires improvement.", [("", True, "requires improvement")]),
        ("Newtown came out as 'good' in each of the four areas.", [("each of the four areas", False, "good")]),
        ("The Oldshire Safeguarding Children Board was rated 'Outstanding'.", [("Oldshire Safeguarding Children Board", False, "Outstanding")]),
        ("Good ratings were given for leadership; and an Outstanding rating for adoption.", [("leadership", False, "Good"), ("adoption", False, "Outstanding")]),
        ("The overall judgement was that the service required improvement.", [("overall judgement", True, "required improvement")]),
        # An area named in passing, or behind its grade.
        ("Ofsted judged: overall effectiveness (good), impact of leaders (outstanding).", [("overall effectiveness", True, "good"), ("impact of leaders", False, "outstanding")]),
        ("Only care leavers, at Requires Improvement, fell below that.", [("care leavers", False, "Requires Improvement")]),
        ("The one area that fell short was care leavers, which requires improvement to be good.", [("care leavers", False, "requires improvement to be good")]),
        ("The area still requiring improvement is care leavers.", [("care leavers", False, "requiring improvement")]),
        ("The areas judged outstanding were leadership and adoption.", [("leadership", False, "outstanding"), ("adoption", False, "outstanding")]),
        ("An Outstanding grade was given to leadership.", [("leadership", False, "Outstanding")]),
        ("There was one Requires Improvement judgement, for help and protection.", [("help and protection", False, "Requires Improvement")]),
        ("Two areas were Good (leadership, and children in care).", [("leadership", False, "Good"), ("children in care", False, "Good")]),
        ("Ofsted's verdict: good.", [("", True, "good")]),
        ("It was rated Outstanding overall and Outstanding in every category.", [("", True, "Outstanding"), ("every category", False, "Outstanding")]),
        ("We required improvement in every area bar adoption.", [("every area bar adoption", False, "required improvement")]),
        ("At the inspection of 2019 all areas required improvement to be good.", [("all areas", False, "required improvement to be good")]),
        ("What was the result?\nGood.", [("", True, "Good")]),
        ("Leadership was now Outstanding whilst the other three remained at Good.", [("Leadership", False, "Outstanding"), ("the other three", False, "Good")]),
        # One grade is read wherever one verb, noun or list gives it, whatever else the sentence goes on to grade.
        ("The Council was judged 'Good' in the domain of leadership and 'Requires improvement to be good' in the domain of help and protection.", [("leadership", False, "Good"), ("help and protection", False, "Requires improvement to be good")]),
        ("It was found to be adequate in the leadership and governance category and inadequate in respect of quality of practice.", [("leadership and governance", False, "adequate"), ("quality of practice", False, "inadequate")]),
        ("Inspectors found Bexley to be Outstanding across the board.", [("", True, "Outstanding")]),
        ("Help and protection was judged Requires Improvement, and children in care and care leavers Good.", [("Help and protection", False, "Requires Improvement"), ("children in care and care leavers", False, "Good")]),
        ("Inspectors concluded that services for children in care are good and that services for care leavers are outstanding.", [("children in care", False, "good"), ("care leavers", False, "outstanding")]),
        ("The council came out of the inspection with a 'Good' rating.", [("The council", True, "Good")]),
        ("The inspection judged Wigan inadequate overall and for care leavers, with the remaining judgements at requires improvement.", [("", True, "inadequate"), ("care leavers", False, "inadequate"), ("the remaining judgements", False, "requires improvement")]),
        ("With the exception of adoption, which was good, all areas were judged inadequate.", [("adoption", False, "good"), ("all areas", False, "inadequate")]),
        ("In every other area the judgement was inadequate.", [("every other area", False, "inadequate")]),
        ("We received 'Good' in every area except care leavers, where the grade was 'Outstanding'.", [("every area except care leavers", False, "Good"), ("care leavers", False, "Outstanding")]),
        ("For help and protection and for adoption the verdict was requires improvement; leadership was inadequate.", [("help and protection", False, "requires improvement"), ("adoption", False, "requires improvement"), ("leadership", False, "inadequate")]),
        ("The overall judgement is that the local authority requires improvement, which is also the grading of the three areas.", [("the local authority", True, "requires improvement"), ("the three areas", False, "requires improvement")]),
        ("The overall judgement was that the service was good, with two areas that were judged overall as requiring improvement.", [("overall judgement", True, "good")]),
        ("Inspectors awarded Requires Improvement for leadership, and rated the experiences and progress of care leavers as Good.", [("leadership", False, "Requires Improvement"), ("the experiences and progress of care leavers", False, "Good")]),
        ("At the last inspection the rating was Good overall, with leadership and management Outstanding.", [("", True, "Good"), ("leadership and management", False, "Outstanding")]),
        ("Areas relating to leadership, adoption and care leavers were judged as 'good'.", [("leadership", False, "good"), ("adoption", False, "good"), ("care leavers", False, "good")]),
        ("The council was one of only three in the region to receive an 'outstanding' judgement.", [("The council", True, "outstanding")]),
        ("Their Ofsted grading of 'inadequate' issued in May came as a shock.", [("", True, "inadequate")]),
        ("All the sub-judgements are outstanding but one: help and protection, which is good.", [("All the sub-judgements but one: help and protection", False, "outstanding"), ("help and protection", False, "good")]),
        ("The council came out of that inspection as Good across the board except for adoption.", [("across the board except for adoption", False, "Good")]),
        ("Overall effectiveness was rated inadequate, as were the other three judgements.", [("Overall effectiveness", True, "inadequate"), ("the other three judgements", False, "inadequate")]),
        ("The service was judged good overall and in all three areas.", [("overall", True, "good"), ("all three areas", False, "good")]),
        ("The inspection of June 2019 recorded requires improvement to be good in all four judgements.", [("all four judgements", False, "requires improvement to be good")]),
        ("The council holds an 'Outstanding' rating.", [("The council", True, "Outstanding")]),
        ("The fourth, for care leavers, is Good.", [("care leavers", False, "Good")]),
        # Each grade has its own areas: those behind the one before it, or its own sentence's, are none of the next.
        ("It was judged good for overall effectiveness, with leadership judged to be outstanding.", [("overall effectiveness", True, "good"), ("leadership", False, "outstanding")]),
        ("It was judged inadequate for help and protection, and adoption and leadership were judged to be good.", [("help and protection", False, "inadequate"), ("adoption", False, "good"), ("leadership", False, "good")]),
        ("It was judged to require improvement for services for children looked after, and good for adoption.", [("children looked after", False, "require improvement"), ("adoption", False, "good")]),
        ("It was judged inadequate for the experiences of care leavers.", [("care leavers", False, "inadequate")]),
        ("It was judged inadequate in respect of adoption, care leavers and overall effectiveness.", [("adoption", False, "inadequate"), ("care leavers", False, "inadequate"), ("overall effectiveness", True, "inadequate")]),
    ],
)  # fmt: skip
def test_grade_is_told_with_what_it_is_of(sentence: str, expected: list[tuple[str, bool, str]]) -> None:
    assert [
        (one.area.removeprefix("The ") if one.area == "The overall judgement" else one.area, one.whole, one.grade)
        for one in iter_graded(sentence)
    ] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Inspectors saw good quality work and outstanding commitment.",
        "Staff morale is good and retention improving.",
        "Our self-assessment is that we 'require improvement to be good' overall.",
        "We aim to be judged good at the next inspection.",
        "Faster work is needed to be 'Good' next time.",
        "Ofsted knows four grades: 'Inadequate'; 'Requires improvement'; 'Good' and 'Outstanding'.",
        "Authorities judged 'requires improvement' get visits.",
        "The service was inadequate no longer.",
        "The front door was judged to be inadequate.",
        "The quality of social work was judged good.",
        "Ofsted judged the response to children to be inadequate.",
        "It was given a judgement of 'good' for its fostering panel.",
        "Planning for care leavers was judged inadequate.",
        "Practice was judged inadequate.",
        "The audit judged leadership to be inadequate.",
        "In the staff survey, leadership was rated good.",
        "A mock inspection rated leadership good.",
        "The CQC rated services for looked after children as inadequate.",
        "Early Help was judged good.",
        "Early Help Services were judged to be good.",
        "Performance was judged good.",
        "Supervision and recording were judged to be inadequate.",
        "20 of 30 cases were graded good.",
        "Other authorities were judged good.",
        "This is an improvement on the inadequate judgement of 2016.",
        "Three schools were judged good this term.",
        "Members gave the report a Good rating.",
        "An assurance rating of Good was given by internal audit.",
        "Ofsted found Rosewood House to be Good.",
        "Inspectors found the Early Help service to be Good.",
        "We are working with Leeds, which is Outstanding, to improve our front door.",
        "Reviewers judged leadership to be good and help and protection to require improvement.",
        "The Council was judged to be Good at listening.",
        "Of those, 75% had been judged to be inadequate across all categories.",
        "No areas were judged to be inadequate.",
        "A few areas were judged as good.",
        "The adoption service is judged to be a strength.",
        "The quality of pathway plans requires improvement so that they help.",
        "Many practices were inadequate, but not unsafe.",
        "Timeliness of adoption is Good.",
        "The data quality rating is Inadequate.",
        "The Council's value-for-money judgement is Good.",
        "Leadership and management of it is Requires Improvement.",
        "The council told us that services required improvement.",
        "Judgements are inadequate where risk is missed.",
        "Attendance was good in July 2018.",
        "At its inspection in May Oakwood was judged Good overall.",
        "Ofsted judged Willow Lodge Outstanding in all areas.",
        "Willow Lodge was judged good for leadership and management.",
        "The overall effectiveness of Willow Lodge is good.",
        "Leadership at Oakfield Grange was judged to be inadequate.",
        "Leadership was judged good in the mock inspection.",
        "Leadership: Good (target)",
        "The LGA judged overall effectiveness to be good.",
        "Leadership was rated good by the Department for Education's adviser.",
        "One was judged Good in October and the other Requires improvement to be good in January.",
        "Services in the county have been Good since 2019.",
        "The ICB's leadership was judged good.",
        "The Safeguarding Partnership's leadership was Good.",
        "Our improvement partner reviewed care leavers and judged the service good.",
        "Young inspectors rated services for care leavers Outstanding.",
        "Care leavers rated their service Good.",
        "We think help and protection is Good.",
        "Our own assessment: help and protection Good; care leavers Requires Improvement.",
        "DfE: leadership Good, care leavers Requires Improvement.",
        "Some of the practice seen with care leavers was Outstanding.",
        "Leadership (good) and supervision (outstanding) were the themes of our staff survey.",
        "Two councils in the region got Good judgements for leadership and for care leavers.",
        "One authority was Good for leadership.",
        "Payments to care leavers, at Good or better settings, rose.",
        "Support to care leavers, which is Outstanding in Halton, was discussed.",
        "The homes rated Good are Beech House and Care Leavers House.",
        "The indicators rated Good were those for care leavers and for adoption.",
        "Leadership at Outstanding by 2027 is the goal.",
        "Members who visited in July rated leadership Outstanding.",
        "In adult services we required improvement in all areas.",
        "How is the leisure service rated?\nGood.",
        "Members found Good practice in the visit to the hub.",
    ],
)
def test_look_alikes_are_no_grade(sentence: str) -> None:
    assert list(iter_graded(sentence)) == []


def test_row_printed_in_two_lines_is_one_grade() -> None:
    row = find_row("2.1 Adoption performance", "Good")

    assert row is not None
    assert (row.area, row.whole, row.grade) == ("Adoption performance", False, "Good")
    assert find_row("Good", "Adoption performance") is None


def test_outcome_of_an_area_send_inspection_is_one_of_three() -> None:
    said = "The outcome was that arrangements lead to inconsistent experiences and outcomes for children."
    listed = "The outcome is typically positive experiences and outcomes, inconsistent experiences and outcomes, or systemic failings."

    assert [grade_key(one.grade) for one in iter_outcomes(said)] == ["inconsistent"]
    assert list(iter_outcomes(listed)) == []


def test_area_depends_on_the_framework() -> None:
    assert area_keys("Looked after children", "SIF") == {"looked-after"}
    assert area_keys("The experience and progress of care leavers") == {"care-leavers"}
    assert area_keys("The quality of soup") == set()
