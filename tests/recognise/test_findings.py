"""Strengths and needs for improvement that a paper tells of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.papers import recognise_paper
from graph.statements import Document

Make = Callable[[str], Document]


def found(paper: Document) -> list[tuple[str, str, str]]:
    return [(one.area, one.polarity, one.text) for one in recognise_paper(paper).findings]


def test_lists_below_their_headings(document: Make) -> None:
    paper = document("""
        Strengths
        • We know ourselves well.
        Challenges
        • Capacity – there is a lot to do.
        Next steps
        • A plan will follow.
    """)

    assert found(paper) == [
        ("general", "strength", "We know ourselves well."),
        ("Capacity", "improvement", "Capacity – there is a lot to do."),
    ]


def test_sections_on_an_area_turn_at_however(document: Make) -> None:
    paper = document("""
        Leadership, management and governance
        Leadership is increasingly effective. Plans are better aligned.
        However, audits do not reach everybody. Children wait.
        An improvement plan is in development.
    """)

    assert found(paper) == [
        ("Leadership, management and governance", "strength", "Leadership is increasingly effective."),
        ("Leadership, management and governance", "strength", "Plans are better aligned."),
        ("Leadership, management and governance", "improvement", "However, audits do not reach everybody."),
        ("Leadership, management and governance", "improvement", "Children wait."),
    ]


def test_sentence_that_turns_in_the_middle_is_two(document: Make) -> None:
    paper = document("Inspectors saw that things get better, but change was too slow.")

    assert found(paper) == [
        ("general", "strength", "Inspectors saw that things get better"),
        ("general", "improvement", "change was too slow."),
    ]


def test_list_below_strengths_that_inspectors_named(document: Make) -> None:
    paper = document("""
        Strengths that inspectors named:
        • Partners work together.
        Areas for improvement identified by Ofsted:
        • Plans are late.
    """)

    assert found(paper) == [
        ("general", "strength", "Partners work together."),
        ("general", "improvement", "Plans are late."),
    ]


def test_conclusion_on_a_visit_tells_of_leaders_and_children_and_not_of_plans(document: Make) -> None:
    paper = document("""
        # Ofsted focused visit
        # 2. Conclusion
        Leaders know their services. A small number of points could be strengthened further.
        Staff will be told of the plan. The council is grateful.
    """)

    assert found(paper) == [
        ("general", "strength", "Leaders know their services."),
        ("general", "improvement", "A small number of points could be strengthened further."),
    ]


def test_finding_begins_with_what_was_found(document: Make) -> None:
    paper = document(
        "This time inspectors saw progress. On what was asked in 2018, they noted better audits. There is still work to do."
    )

    assert found(paper) == [
        ("general", "strength", "inspectors saw progress."),
        ("general", "strength", "they noted better audits."),
        ("general", "improvement", "There is still work to do."),
    ]


def test_look_alikes_are_no_finding(document: Make) -> None:
    paper = document("""
        This report highlights the key findings of inspections.
        The cabinet member introduced the report and highlighted the main points.
        Inspectors looked at 152 cases. They identified no priority actions.
        RESOLVED that the findings of the inspection be noted.
    """)

    assert found(paper) == []


def test_list_that_lost_its_bullets_is_a_list(document: Make) -> None:
    paper = document("""
        Summary of the findings
        Strengths
        Partners share information well.
        What does not work as well:
        Children wait too long for interviews.
        Next steps
        The plan was sent to Ofsted.
    """)

    assert found(paper) == [
        ("general", "strength", "Partners share information well."),
        ("general", "improvement", "Children wait too long for interviews."),
    ]


def test_what_leaders_should_do_is_below_its_heading(document: Make) -> None:
    paper = document("""
        Areas for improvement
        Leaders across the partnership should:
        • cut waiting times.
    """)

    assert found(paper) == [("general", "improvement", "cut waiting times.")]


def test_peers_recommend_what_needs_to_improve(document: Make) -> None:
    paper = document("""
        A peer review took place in May 2016. The team was confident that thresholds are understood. It recommended that steps be fewer.
    """)

    assert found(paper) == [
        ("general", "strength", "The team was confident that thresholds are understood."),
        ("general", "improvement", "It recommended that steps be fewer."),
    ]


def test_they_go_on_in_the_next_paragraph_and_what_is_not_done_needs_to_improve(document: Make) -> None:
    paper = document("""
        # Ofsted focused visit
        Inspectors had found that permanence is considered early.
        They had found that life story work was not started soon enough.
        Members noted the report. They also asked for a plan.
    """)

    assert found(paper) == [
        ("general", "strength", "Inspectors had found that permanence is considered early."),
        ("general", "improvement", "They had found that life story work was not started soon enough."),
    ]


def test_list_is_of_what_the_sentence_before_names(document: Make) -> None:
    paper = document("""
        The peer team found many strengths. These included:
        • Members are passionate corporate parents
        Peers suggested the following areas for consideration:
        • Make the local offer clearer
    """)

    assert found(paper) == [
        ("general", "strength", "Members are passionate corporate parents"),
        ("general", "improvement", "Make the local offer clearer"),
    ]


@pytest.mark.parametrize(
    ("lead", "polarity"),
    [
        ("The following areas were identified for development:", "improvement"),
        ("And the following areas in which improvement was needed:-", "improvement"),
        ("The visit was made by four inspectors. What went well:", "strength"),
        ("What inspectors want to see improve:", "improvement"),
        ("Recommendations were made in three areas:", "improvement"),
        ("Verbal feedback was that:", "strength"),
        ("The following is a summary of the main points in the letter:", "strength"),
        ("The following key points were raised by members:", None),
        ("The report makes the following proposals:", None),
        ("Progress has been made in five areas of weakness:", None),
    ],
)
def test_lead_in_says_what_its_list_holds(document: Make, lead: str, polarity: str | None) -> None:
    paper = document(f"{lead}\n• Partners share information.")

    assert [row[1] for row in found(paper)] == ([polarity] if polarity else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Inspectors came back in October 2019 and found that sufficient progress had been made in both.",
            [("strength", "sufficient progress had been made in both.")],
        ),
        (
            "Five weaknesses were told; in three out of five the local area showed significant progress.",
            [("strength", "in three out of five the local area showed significant progress")],
        ),
        (
            "Inspectors said that more must be done, though there were improvements.",
            [("improvement", "Inspectors said that more must be done"), ("strength", "there were improvements.")],
        ),
        (
            "Officials of the Department for Education came in May 2022 and concluded that progress was too slow. The DfE issued a direction.",
            [("improvement", "progress was too slow.")],
        ),
        ("The panel discussed the following concerns raised by members: • too few places.", []),
    ],
)
def test_what_is_said_of_progress(document: Make, text: str, expected: list[tuple[str, str]]) -> None:
    assert [row[1:] for row in found(document(f"Ofsted re-visit\n{text}"))] == expected


def test_section_of_findings_tells_of_leaders_children_and_plans(document: Make) -> None:
    paper = document("""
        # Ofsted focused visit
        # Findings
        Leaders know the strengths and weaknesses of the service.
        However, the quality of plans is too variable. Supervision is regular, but it is not reflective.
        # Next Steps
        Children are seen in an audit each month.
    """)

    assert found(paper) == [
        ("general", "strength", "Leaders know the strengths and weaknesses of the service."),
        ("general", "improvement", "However, the quality of plans is too variable."),
        ("general", "strength", "Supervision is regular"),
        ("general", "improvement", "it is not reflective."),
    ]


@pytest.mark.parametrize(
    ("polarity", "text"),
    [
        ("strength", "The inspectors were struck by how well social workers know their children."),
        ("strength", "According to the inspectors, care leavers value their personal advisers."),
        ("strength", "Supervision was seen to be regular and reflective."),
        ("strength", "The quality of recording had got better, inspectors said."),
        ("strength", "Whilst there is still some way to go, inspectors had seen a change of pace."),
        ("improvement", "Inspectors considered that return home interviews were not always completed on time."),
        ("improvement", "It was also noted by inspectors that caseloads in one team remain too high."),
        ("improvement", "Feedback from the visit indicated that the timeliness of discussions was not good enough."),
        ("improvement", "There are two priority actions, on strategy discussions and on decisions in the hub."),
        ("improvement", "Just two areas were named as needing attention: life story work, and supervision."),
        (None, "The plan was seen to be ambitious by members of the committee."),
        (None, "The following matters were highlighted:"),
        (None, "Ofsted has indicated that it will visit in the spring."),
        (None, "Inspectors said they would publish the letter on 4 May."),
        (None, "A number of areas were identified for improvement."),
    ],
)
def test_inspectors_say_what_they_found_in_many_ways(document: Make, polarity: str | None, text: str) -> None:
    assert [row[1:] for row in found(document(f"Ofsted inspection\n\n{text}"))] == (
        [(polarity, text)] if polarity else []
    )


def test_what_was_only_counted_is_said_in_the_next_sentence(document: Make) -> None:
    paper = document(
        "Peer review\n\nReviewers found that the hub works. A number of areas were identified for further consideration. These included the contribution of partners."
    )

    assert [row[1:] for row in found(paper)] == [
        ("strength", "Reviewers found that the hub works."),
        ("improvement", "These included the contribution of partners."),
    ]
