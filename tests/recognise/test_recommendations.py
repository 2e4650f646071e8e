"""What a report says must be done: every style of heading and list, and what stands beside the lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from graph.recognise.area_recommendations import find_area_recommendations
from graph.recognise.outline import Line
from graph.recognise.recommendations import find_recommendations
from graph.statements import Document, Recommendation

Make = Callable[[str], Document]
Lines = Callable[[Document], tuple[Line, ...]]


def told(found: Iterable[Recommendation]) -> list[tuple[int | None, str]]:
    return [(one.number, one.text) for one in found]


@pytest.mark.parametrize(
    ("heading", "to", "kind"),
    [
        ("Recommendations", "local authority", "recommendation"),
        ("Recommendation:", "local authority", "recommendation"),
        ("What does the local authority need to improve?", "local authority", "area for improvement"),
        ("What does the LSCB need to improve?", "LSCB", "area for improvement"),
        ("What does the Local Safeguarding Children Board (LSCB) need to improve", "LSCB", "area for improvement"),
        ("Areas for improvement", "local authority", "area for improvement"),
        ("Priority and immediate action", "local authority", "priority action"),
        ("Areas for priority action", "local authority", "priority action"),
        ("Immediate and priority actions:", "local authority", "priority action"),
        ("What needs to improve?", "local authority", "what needs to improve"),
        ("What needs to improve:", "local authority", "what needs to improve"),
        ("What needs to improve in this local authority?", "local authority", "what needs to improve"),
        ("What needs to improve in this area of social work practice", "local authority", "what needs to improve"),
        ("Area for priority action", "local authority", "priority action"),
    ],
)
def test_heading_says_who_must_act_and_how_urgently(
    heading: str, to: str, kind: str, document: Make, lines: Lines
) -> None:
    report = document(f"# {heading}\n1. See every child within five days.")
    (found,) = find_recommendations(report, lines(report))
    assert (found.to, found.kind, found.number, found.text) == (to, kind, 1, "See every child within five days.")
    assert found.span.quote == "1. See every child within five days."


LISTS = {
    "bullets": ("• The quality of plans.\n• Supervision.", [(None, "The quality of plans."), (None, "Supervision.")]),
    "an item that goes on in the next line": ("1. See children\nand ask them.\n2. Listen.", [(1, "See children and ask them."), (2, "Listen.")]),
    "bullets that belong to a number": (
        "1. Write plans:\n• with dates\n• with names.\n2. Listen.",
        [(1, "Write plans: with dates with names."), (2, "Listen.")],
    ),
    "sub-bullets": ("• Plans:\n– with dates\n– with names.\n• Supervision.", [(None, "Plans: with dates with names."), (None, "Supervision.")]),
    "numbers that only name the topics of bullets": (
        "1. Practice with families\n• See children.\n• Ask them.\n2. Leadership\n• Know the data.",
        [(None, "See children."), (None, "Ask them."), (None, "Know the data.")],
    ),
    "a topic whose first bullet has a dash": ("1. Practice\n• See children.\n2. Leadership\n– Know the data.", [(None, "See children."), (None, "Know the data.")]),
    "numbers that start above one": ("7. See children.\n8. Listen.", [(7, "See children."), (8, "Listen.")]),
    "numbers that a paragraph of the body ends": ("1. See children.\n2. Listen.\n14. In March the council saw 300 children.\n3. Rest.", [(1, "See children."), (2, "Listen.")]),
    "strengths that run on in the numbering": ("1. See children.\n# The local authority’s key strengths\n2. Staff stay for long.", [(1, "See children.")]),
    "the summary after the list": ("1. See children.\n# Summary of findings\n2. Children are seen.", [(1, "See children.")]),
    "a chapter after the list": ("• Plans.\n# The experiences and progress of children in care\n• They do well.", [(None, "Plans.")]),
    "bullets in lower case that end an open item": (
        "• Oversight of:\n• caseloads\n• private fostering.\n• Supervision.",
        [(None, "Oversight of: caseloads private fostering."), (None, "Supervision.")],
    ),
    "bullets in lower case that end no item": ("• The quality of plans.\n• supervision.", [(None, "The quality of plans."), (None, "supervision.")]),
    "a number that asks for bullets is no topic": ("1. Manage performance; this to include\n◦ data\n◦ audits.\n2. Listen.", [(1, "Manage performance; this to include data audits."), (2, "Listen.")]),
    "bullets in lower case that end a number": (
        "1. The help for care leavers\n• in custody\n• who are parents.\n2. Homes nearby.",
        [(1, "The help for care leavers in custody who are parents."), (2, "Homes nearby.")],
    ),
    "a number that says there is nothing": ("16. There are no areas for priority action.\n17. Listen.", [(17, "Listen.")]),
    "a heading that stuck to the item above it": ("1. See children. Areas for improvement\n# Areas for improvement\n2. Listen.", [(1, "See children."), (2, "Listen.")]),
    "the closing of a letter": ("• Plans.\nYours sincerely\n• Supervision.", [(None, "Plans.")]),
    "none": ("There are no priority actions.", []),
    "none, in a word": ("None.", []),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_list_is_read_to_its_end(
    text: str, expected: list[tuple[int | None, str]], document: Make, lines: Lines
) -> None:
    report = document(f"# What needs to improve?\n{text}")
    assert told(find_recommendations(report, lines(report))) == expected


def test_numbers_run_on_from_urgent_actions_to_areas_for_improvement(document: Make, lines: Lines) -> None:
    report = document(
        """
        # What does the local authority need to improve?
        # Priority and immediate action
        1. See children today.
        # Areas for improvement
        2. Write better plans.
        # The local authority’s strengths
        3. Staff stay for long.
        # What does the LSCB need to improve?
        # Priority and immediate action
        There are no priority actions.
        # Areas for improvement
        12. Publish audits.
        """
    )
    assert [(one.to, one.kind, one.number) for one in find_recommendations(report, lines(report))] == [
        ("local authority", "priority action", 1),
        ("local authority", "area for improvement", 2),
        ("LSCB", "area for improvement", 12),
    ]


def test_topic_named_like_a_chapter_parts_a_numbered_list(document: Make, lines: Lines) -> None:
    """A report of 2014 put "Outcomes for care leavers" above its first urgent actions, and the list was thought to be over."""
    text = document("""
        # What does the local authority need to improve?
        # Priority and immediate action
        # Outcomes for care leavers
        1. See every care leaver.
        # The experiences and progress of children in need
        2. See every child.
        # Areas for improvement
        3. Write it down.
        # Outcomes for looked after children
        4 of 10 went to university.
    """)
    found = find_recommendations(text, lines(text))
    assert [(one.number, one.kind) for one in found] == [
        (1, "priority action"),
        (2, "priority action"),
        (3, "area for improvement"),
    ]


def test_chapter_with_numbers_of_its_own_ends_a_list_without(document: Make, lines: Lines) -> None:
    text = document("""
        # What needs to improve
        • The quality of plans.
        # The experiences and progress of children in need of help and protection
        1. Plans are getting better.
        # Areas for improvement
        • The timeliness of visits.
        # Outcomes for children and young people
        1. Outcomes are good.
    """)
    assert told(find_recommendations(text, lines(text))) == [
        (None, "The quality of plans."),
        (None, "The timeliness of visits."),
    ]


def test_board_s_chapter_has_recommendations_to_the_board(document: Make, lines: Lines) -> None:
    report = document(
        """
        # Recommendations
        1. See children.
        # Section 2: The effectiveness of the Local Safeguarding Children Board
        # Recommendations
        1. Publish audits.
        """
    )
    found = find_recommendations(report, lines(report))
    assert [(one.to, one.number) for one in found] == [("local authority", 1), ("LSCB", 1)]


def test_board_s_chapter_in_the_contents_is_no_chapter(document: Make, lines: Lines) -> None:
    report = document("The Local Safeguarding Children Board 32\n# Recommendations\n1. See children.")
    assert [one.to for one in find_recommendations(report, lines(report))] == ["local authority"]


@pytest.mark.parametrize(
    "text",
    [
        "1. See children.",
        "Inspectors made recommendations:\n• See children.",
        "# Recommendations of the last inspection\n1. x",
    ],
)
def test_list_under_another_heading_is_none(text: str, document: Make, lines: Lines) -> None:
    report = document(text)
    assert find_recommendations(report, lines(report)) == ()


def test_area_report_has_two_tables(document: Make, lines: Lines) -> None:
    report = document(
        """
        Responsible body\tAreas for priority action
        Lancashire County Council and NHS Lancashire\tLeaders should act at once on waiting times.
        # Areas for improvement
        Leaders should improve plans
        and what they cost.
        Leaders should share data:
        • with schools
        # Local area partnership details
        Local authority\tIntegrated care board
        """
    )
    found = find_area_recommendations(report, lines(report))
    assert [(one.to, one.kind, one.text) for one in found] == [
        (
            "Lancashire County Council and NHS Lancashire",
            "priority action",
            "Leaders should act at once on waiting times.",
        ),
        ("area partnership", "area for improvement", "Leaders should improve plans and what they cost."),
        ("area partnership", "area for improvement", "Leaders should share data: with schools"),
    ]


def test_area_table_torn_over_a_page_break_is_one(document: Make, lines: Lines) -> None:
    report = document(
        """
        Responsible body\tAreas for priority action
        Lancashire County Council\tLeaders should act at once on waiting
        \f
        times for families.
        NHS Lancashire\tLeaders should share data: • with schools • with parents.
        # Areas for improvement
        Leaders should improve plans
        \f
        and what they cost.
        """
    )
    assert [(one.to, one.kind, one.text) for one in find_area_recommendations(report, lines(report))] == [
        ("Lancashire County Council", "priority action", "Leaders should act at once on waiting times for families."),
        ("NHS Lancashire", "priority action", "Leaders should share data: with schools with parents."),
        ("area partnership", "area for improvement", "Leaders should improve plans and what they cost."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leaders must see children today.", ["Leaders must see children today."]),
        ("The council needs to act on this now.", ["The council needs to act on this now."]),
        ("Leaders should see:\n• children\n• parents.", ["children", "parents."]),
        ("Leaders know what is wrong.", []),
    ],
)
def test_sentence_in_a_letter_says_what_must_be_done(
    text: str, expected: list[str], document: Make, lines: Lines
) -> None:
    report = document(f"# Area for priority action\n{text}")
    assert [one.text for one in find_recommendations(report, lines(report), prose=True)] == expected


def test_area_s_sentence_goes_on_in_the_next_paragraph(document: Make, lines: Lines) -> None:
    """A line that ends short on the page is no end of a sentence."""
    text = document("""
        # Areas for improvement
        The partnership should find needs early, so that children with
        SEND at risk of exclusion are helped.
        SEND leaders should plan together.
        # Information about this inspection
    """)
    assert told(find_area_recommendations(text, lines(text))) == [
        (None, "The partnership should find needs early, so that children with SEND at risk of exclusion are helped."),
        (None, "SEND leaders should plan together."),
    ]


def test_area_report_with_bullets_has_one_area_a_bullet(document: Make, lines: Lines) -> None:
    report = document("# Areas for improvement\n• Leaders should improve plans.\n• Leaders should share data.")
    found = find_area_recommendations(report, lines(report))
    assert [one.text for one in found] == ["Leaders should improve plans.", "Leaders should share data."]


def test_area_report_without_tables_has_none(document: Make, lines: Lines) -> None:
    report = document("Leaders should improve plans.")
    assert find_area_recommendations(report, lines(report)) == ()


def test_list_that_has_lost_its_marks_is_one_item_a_paragraph(document: Make, lines: Lines) -> None:
    text = """
    # What needs to improve?
    The record of visits.
    Support for care leavers, including those aged 18.5 years and over.
    # The experiences and progress of children in care: good
    Children in care do well.
    """
    found = find_recommendations(made := document(text), lines(made))
    assert told(found) == [
        (None, "The record of visits."),
        (None, "Support for care leavers, including those aged 18.5 years and over."),
    ]


@pytest.mark.parametrize(
    "below",
    [
        "Much. The record of visits is one thing, and there are others.",
        "The council must do this:",
        "what inspectors saw",
        "Does it need to improve?",
    ],
)
def test_text_below_a_heading_is_no_list(below: str, document: Make, lines: Lines) -> None:
    made = document(f"# What needs to improve?\n{below}\n# Main findings\nMuch is well.")
    assert find_recommendations(made, lines(made)) == ()


def test_torn_table_of_areas_gives_no_fragments(document: Make, lines: Lines) -> None:
    text = """
    # Areas for priority action
    Responsible
    body\tAreas for priority action
    Sampleshire
    Leaders should\tplan how children get help in time.
    """
    (found,) = find_area_recommendations(made := document(text), lines(made))
    assert (found.to, found.text) == ("area partnership", "Leaders should plan how children get help in time.")


def test_areas_with_numbers_are_one_each_with_the_bullets_below(document: Make, lines: Lines) -> None:
    text = """
    # Areas for improvement
    1. Leaders should share plans.
    2. The board should cut waits, including:
    • speech therapy; and
    • occupational therapy.
    3. Leaders should ask parents.
    """
    found = find_area_recommendations(made := document(text), lines(made))
    assert told(found) == [
        (1, "Leaders should share plans."),
        (2, "The board should cut waits, including: speech therapy; and occupational therapy."),
        (3, "Leaders should ask parents."),
    ]
