"""Inspections that a paper tells of: one told twice is one, and rules, plans, aims and other bodies are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.papers import recognise_paper
from graph.statements import Document, Inspection

Make = Callable[[str], Document]


def told(paper: Document) -> list[tuple[str, str | None, str | None, str | None]]:
    """Kind, start, end and publication of what a paper tells of."""
    return [
        (one.kind, *(str(said.value) if said else None for said in (one.start, one.end, one.published)))
        for one in recognise_paper(paper).inspections
    ]


def grades(event: Inspection) -> list[tuple[str | None, str | None]]:
    return [(one.area_key, one.grade_key) for one in event.judgements]


def test_visit_told_twice_is_one(document: Make) -> None:
    paper = document("""
        Ofsted Monitoring Visit Update
        The letter is about the monitoring visit which took place on 25 and 26 July 2017.
        It tells of the fifth monitoring visit since the local authority was judged inadequate in autumn 2015.
    """)
    visit, inspection = recognise_paper(paper).inspections

    assert told(paper) == [("monitoring visit", "2017-07-25", "2017-07-26", None), ("inspection", None, None, "2015")]
    assert visit.ordinal is not None
    assert visit.ordinal.value == 5
    assert grades(inspection) == [("overall", "inadequate")]


def test_days_without_a_year_take_it_from_the_paragraph_before(document: Make) -> None:
    paper = document("""
        In autumn 2015, Ofsted carried out an inspection under the single inspection framework, which came into place in 2014.
        The inspection took place between 14 September and 8 October and involved 12 inspectors.
    """)

    assert told(paper) == [("SIF inspection", "2015-09-14", "2015-10-08", None)]


def test_visit_keeps_its_days_and_the_days_on_site(document: Make) -> None:
    paper = document("""
        Between 10 April and 18 April 2018 the service had a focused visit.
        Inspectors were on site on 17 and 18 April.
    """)
    (visit,) = recognise_paper(paper).inspections

    assert [str(said.value) for said in (visit.start, visit.end, visit.on_site_start, visit.on_site_end) if said] == [
        "2018-04-10", "2018-04-18", "2018-04-17", "2018-04-18",
    ]  # fmt: skip


def test_letter_and_outcome_go_on_about_the_visit_before(document: Make) -> None:
    paper = document("""
        Ofsted re-inspected children's services on 6 to 30 March 2017. The outcome, published on 13 June 2017, was 'good'.
        A focused visit was held on 30 and 31 January 2018. Its letter was published on 22 February 2018.
        A further one followed on 26 February 2019.
    """)

    assert told(paper) == [
        ("re-inspection", "2017-03-06", "2017-03-30", "2017-06-13"),
        ("focused visit", "2018-01-30", "2018-01-31", "2018-02-22"),
        ("focused visit", "2019-02-26", None, None),
    ]
    assert grades(recognise_paper(paper).inspections[0]) == [("overall", "good")]


def test_several_told_of_together_are_a_total_or_one_each(document: Make) -> None:
    paper = document("""
        Since February 2017 there have been 13 external inspections or reviews. There have been four monitoring visits.
        Monitoring visits took place in May 2019, June 2019 and July 2019.
    """)

    assert told(paper) == [
        ("other", "2017-02", None, None),
        ("monitoring visit", "2017-02", None, None),
        ("monitoring visit", "2019-05", None, None),
        ("monitoring visit", "2019-06", None, None),
        ("monitoring visit", "2019-07", None, None),
    ]
    assert [one.aggregate for one in recognise_paper(paper).inspections] == [True, True, False, False, False]


def test_one_review_by_peers_may_have_two_names(document: Make) -> None:
    paper = document("""
        Peer Challenge Outcome
        To report on a recent LGA peer review of children's services.
        This had been undertaken in November 2022 and its report was awaited.
    """)

    assert told(paper) == [("peer challenge", "2022-11", None, None)]


def test_listed_visits_are_read_with_their_focus(document: Make) -> None:
    paper = document("""
        Since then Ofsted has made two monitoring visits:
        • 7 to 8 January 2020 - the front door
        • 10 March 2020 - children in need
    """)
    visits = [one for one in recognise_paper(paper).inspections if not one.aggregate]

    assert [(str(one.start.value), one.focus.value) for one in visits if one.start and one.focus] == [
        ("2020-01-07", "the front door"), ("2020-03-10", "children in need"),
    ]  # fmt: skip


def test_history_in_rows_gives_an_inspection_each(document: Make) -> None:
    paper = document("""
        Date\tInspection\tOutcome
        September 2011\tSafeguarding and looked after children inspection\tAdequate
        January/February 2015\tSIF inspection\tGood
    """)
    found = recognise_paper(paper).inspections

    assert told(paper) == [("SLAC inspection", "2011-09", None, None), ("SIF inspection", "2015-01", "2015-02", None)]
    assert [grades(one) for one in found] == [[("overall", "adequate")], [("overall", "good")]]


def test_table_of_grades_goes_to_the_inspection_before(document: Make) -> None:
    paper = document("""
        In June 2018 Ofsted completed a re-inspection of children's services.
        1. Children who need help and protection
        Requires improvement
        2.1 Adoption performance
        Good
    """)
    (inspection,) = recognise_paper(paper).inspections

    assert told(paper) == [("re-inspection", None, "2018-06", None)]
    assert grades(inspection) == [("help-and-protection", "requires-improvement"), ("adoption", "good")]


def test_grade_goes_to_the_inspection_of_its_clause(document: Make) -> None:
    paper = document("""
        Ofsted's ILACS inspection was from 4 to 15 March 2022 and judged services 'Good'.
        This is better than at the inspection in 2018, when services were judged inadequate.
    """)

    assert [(str(one.start.value), grades(one)) for one in recognise_paper(paper).inspections if one.start] == [
        ("2022-03-04", [("overall", "good")]), ("2018", [("overall", "inadequate")]),
    ]  # fmt: skip


def test_two_grades_for_one_area_are_none_and_a_doubt(document: Make) -> None:
    paper = document("""
        The inspection in May 2019 judged children's services to be good.
        The inspection judged children's services to be inadequate.
    """)
    statements = recognise_paper(paper)

    assert [one.judgements for one in statements.inspections] == [()]
    assert [(one.field, one.reason) for one in statements.doubts] == [
        ("judgement of children's services", "graded good and inadequate")
    ]


@pytest.mark.parametrize(
    "cells",
    [
        "2024 grade\n2019 grade\nOverall effectiveness\nGood\nGood\nCare leavers\nGood",
        "2024 grade\n2019 grade\nCare leavers\nGood\nOverall effectiveness\nGood\nGood",
        "Judgements now and then:\nOverall effectiveness\nGood\nInadequate\nCare leavers\nInadequate",
    ],
)
def test_grade_alone_in_a_table_of_two_inspections_is_none_and_a_doubt(document: Make, cells: str) -> None:
    """The cell before it may have been empty, and then it is the older inspection's."""
    paper = document(
        f"Ofsted inspected the council from 10 to 21 April 2024. The report came out on 12 July 2024.\n{cells}"
    )
    found = recognise_paper(paper)
    (event,) = found.inspections

    assert event.judgements == ()
    assert [doubt.field for doubt in found.doubts if doubt.field.endswith("are leavers")] == [
        "judgement of Care leavers"
    ]


def test_first_is_the_first_of_the_visits_just_counted(document: Make) -> None:
    """It was taken for the inspection that the visits are only counted from."""
    paper = document("""
        It was the second focused visit since our ILACS inspection of 2019, when the authority was graded good.
        The first was in March 2020 and was about the front door.
        The third was a COVID-19 assurance visit in March 2021, after which a letter was published on 23 April 2021.
    """)
    assert told(paper) == [
        ("focused visit", None, None, None),
        ("ILACS inspection", "2019", None, None),
        ("focused visit", "2020-03", None, None),
        ("focused visit", "2021-03", None, "2021-04-23"),
    ]


def test_inspection_under_a_framework_named_with_capitals_is_of_it(document: Make) -> None:
    paper = document("""
        Outcome of the Ofsted Inspection of Local Authority Children's Services
        Services were inspected under the Single Inspection Framework in September 2014, and the judgement was 'good'.
        The first inspection under ILACS was a short inspection in July 2018. The overall judgement was 'outstanding'.
    """)
    found = recognise_paper(paper).inspections
    assert [(event.kind, grades(event)) for event in found if event.start] == [
        ("ILACS inspection", [("overall", "outstanding")]),  # the title names it
        ("SIF inspection", [("overall", "good")]),
    ]


def test_re_inspection_after_the_single_framework_is_an_inspection(document: Make) -> None:
    paper = document("""
        Improvement Board
        Date of meeting: 21 September 2021
        The re-inspection is expected before the end of March 2022.
        A re-inspection took place in May 2018.
    """)
    assert [kind for kind, *_ in told(paper)] == ["inspection", "re-inspection"]


def test_letters_of_visits_are_dated_by_a_column_of_their_own(document: Make) -> None:
    paper = document("""
        Monitoring visit\tDate\tFocus\tLetter published
        1\t15 and 16 October 2019\tThe front door\tNot published
        2\t25 and 26 February 2020\tCourt work\t24 March 2020
    """)
    assert told(paper) == [
        ("monitoring visit", "2019-10-15", "2019-10-16", None),
        ("monitoring visit", "2020-02-25", "2020-02-26", "2020-03-24"),
    ]


def test_visit_takes_its_kind_from_visits_named_in_general(document: Make) -> None:
    paper = document("""
        The framework brought focused visits to the council, and the first visit was held on 30 and 31 January 2018.
        At least two more visits were planned, the first of which would be on 5 June 2018.
    """)
    found = recognise_paper(paper).inspections

    assert told(paper)[0] == ("focused visit", "2018-01-30", "2018-01-31", None)
    assert [event.ordinal.value if event.ordinal else None for event in found] == [1, None]


def test_inspections_of_special_needs_take_their_revisits(document: Make) -> None:
    paper = document("""
        The local area's services for SEND were inspected by Ofsted and the CQC from 5 to 9 March 2018. The letter was published on 11 May 2018.
        A revisit took place between 9 and 11 March 2020.
    """)

    assert told(paper) == [
        ("SEND inspection", "2018-03-05", "2018-03-09", "2018-05-11"),
        ("SEND inspection", "2020-03-09", "2020-03-11", None),
    ]


def test_area_send_inspection_has_an_outcome_and_no_grade(document: Make) -> None:
    paper = document("""
        An Area SEND inspection was carried out from 16 to 20 September 2024. Children's services were judged good in 2021.
        The inspection's outcome was inconsistent experiences and outcomes.
    """)
    send, full = recognise_paper(paper).inspections

    assert (send.kind, grades(send)) == ("Area SEND inspection", [("outcome", "inconsistent")])
    assert (full.kind, grades(full)) == ("inspection", [("overall", "good")])


@pytest.mark.parametrize(
    "sentence",
    [
        "An authority is inspected every 3 years and has up to two focused visits in between.",
        "A judgement is not given for a focused visit.",
        "Ofsted brought in its new framework for inspections in January 2018.",
        "Meadow Primary School was inspected in October 2019 and judged inadequate.",
        "The council's improvement board met on 3 May 2019 with its adviser from the Department for Education.",
        "Support came from a Department for Education (DfE) adviser in 2018.",
        "Of the 39 Ofsted inspections published to date, 13 were of councils in the north.",
        "Three of our children's homes were inspected in May 2021 and judged good.",
    ],
)
def test_what_is_no_inspection_of_the_council_gives_none(document: Make, sentence: str) -> None:
    assert told(document(sentence)) == []


def test_visit_without_a_kind_is_left_out_and_doubted(document: Make) -> None:
    statements = recognise_paper(document("An Ofsted visit took place on 3 May 2019."))

    assert statements.inspections == ()
    assert [one.field for one in statements.doubts] == ["inspection"]


def test_inspection_to_come_takes_what_is_said_next(document: Make) -> None:
    paper = document(
        "After the last monitoring visit a re-inspection is expected. It will take four weeks and follow the single inspection framework."
    )
    (event,) = recognise_paper(paper).inspections

    assert (event.kind, event.planned, [(one.what, one.number) for one in event.counts]) == (
        "re-inspection",
        True,
        [("weeks", 4)],
    )
    assert event.framework is not None
    assert event.framework.value == "SIF-reinspection"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Ofsted inspection of children's services was discussed.",
        "Members spoke of the re-inspection.",
        "A focused visit is not graded.",
    ],
)
def test_inspection_of_which_nothing_is_said_is_none(document: Make, sentence: str) -> None:
    assert told(document(sentence)) == []


def test_visit_counted_from_a_judgement_is_one_visit(document: Make) -> None:
    paper = document("""
        Ofsted made a monitoring visit on 25 and 26 July 2017.
        It was the fifth monitoring visit after the judgement of November 2015.
    """)
    (visit,) = recognise_paper(paper).inspections

    assert told(paper) == [("monitoring visit", "2017-07-25", "2017-07-26", None)]
    assert visit.ordinal is not None
    assert visit.ordinal.value == 5


def test_paper_on_another_council_gives_that_council(document: Make) -> None:
    paper = document(
        "Lancashire County Council was judged inadequate in November 2015. Blackpool Council was judged inadequate in December 2018."
    )

    assert [one.council.value for one in recognise_paper(paper).inspections if one.council] == [
        "E10000017",
        "E06000009",
    ]


def test_what_begins_after_the_meeting_is_planned(document: Make) -> None:
    paper = document("""
        Meeting: 04/08/2020 - Cabinet (Item 8)
        The first monitoring visit had been rescheduled for 20 and 21 August 2020.
    """)

    assert [(one.kind, one.planned) for one in recognise_paper(paper).inspections] == [("monitoring visit", True)]


HISTORY = """
    Ofsted inspected children's services from 23 January to 3 February 2023. The report was published on 27 March 2023.
    # Background
    Children's services were judged to be inadequate in 2011, 2013 and 2015. Ofsted inspected again in January 2019.
    # {heading}
    The judgements were:
    • The experiences and progress of care leavers: Inadequate
"""


@pytest.mark.parametrize(("heading", "graded"), [("What the inspection found", 2023), ("Consultation", None)])
def test_list_after_a_history_is_of_the_latest_inspection_or_of_none(
    document: Make, heading: str, graded: int | None
) -> None:
    paper = document(
        "Date of meeting: 21 June 2023\nSubject:\tThe improvement board\n" + HISTORY.format(heading=heading)
    )
    events = {
        one.published.value.year if one.published else one.start.value.year: grades(one)
        for one in recognise_paper(paper).inspections
        if one.published or one.start
    }

    assert [events[year] for year in (2011, 2013, 2015)] == [[("overall", "inadequate")]] * 3
    assert events[2019] == []
    assert events[2023] == ([("care-leavers", "inadequate")] if graded else [])


def test_month_in_a_table_is_the_inspection_that_began_in_it(document: Make) -> None:
    paper = document("""
        Cumbria was inspected under the single inspection framework from 13 November to 7 December 2017.
        Judgement\tMarch 2015\tNovember 2017
        Adoption performance\tRequires improvement\tGood
    """)

    assert [(*row, grades(one)) for row, one in zip(told(paper), recognise_paper(paper).inspections, strict=True)] == [
        ("SIF inspection", "2017-11-13", "2017-12-07", None, [("adoption", "good")]),
        ("inspection", "2015-03", None, None, [("adoption", "requires-improvement")]),
    ]


def test_visit_behind_and_one_is_another(document: Make) -> None:
    paper = document("There has been a focused visit, in November 2019, on children in need, and one in March 2022.")

    assert told(paper) == [("focused visit", "2019-11", None, None), ("focused visit", "2022-03", None, None)]


def test_table_takes_its_visits_from_the_sentence_before_its_lead_in(document: Make) -> None:
    paper = document("""
        Since then there have been six monitoring visits. The last two were:
        Visit\tDates\tFocus
        Fifth\t4 and 5 March 2020\tChildren in care
    """)

    assert ("monitoring visit", "2020-03-04", "2020-03-05", None) in told(paper)


def test_inspection_told_after_a_comma_is_not_compared_with(document: Make) -> None:
    paper = document(
        "In January 2018, just before the trust began, Ofsted inspected services and judged them inadequate."
    )

    assert [grades(one) for one in recognise_paper(paper).inspections] == [[("overall", "inadequate")]]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Ofsted made its first monitoring visit since the judgement on 17 and 18 January 2022.",
            [("monitoring visit", "2022-01-17", "2022-01-18", None)],
        ),
        (
            "Members will be aware that Ofsted inspected children's services from 9 to 20 May 2022.",
            [("inspection", "2022-05-09", "2022-05-20", None)],
        ),
        (
            "Visit\tDate\tOutcome\nFocused visit\t24–25 November 2020\tLetter published 11 January 2021",
            [("focused visit", "2020-11-24", "2020-11-25", "2021-01-11")],
        ),
    ],
)
def test_days_are_those_of_the_visit(document: Make, text: str, events: list[tuple[str, ...]]) -> None:
    assert told(document(text)) == events


def test_days_on_site_follow_the_call_that_began_an_inspection(document: Make) -> None:
    paper = document("""
        The inspection started with the call on 3 May 2022, and inspectors were on site between 9 and 20 May. We were judged good.
    """)
    (inspection,) = recognise_paper(paper).inspections

    assert str(inspection.on_site_end and inspection.on_site_end.value) == "2022-05-20"
    assert grades(inspection) == [("overall", "good")]


def test_next_full_reinspection_of_an_area_leaves_the_earlier_one_an_areas(document: Make) -> None:
    paper = document("""
        Ofsted and the CQC inspected the local area partnership between 13 and 17 November 2023.
        The next full reinspection will be within three years.
        The previous inspection, in December 2016, required a written statement of action.
    """)

    assert ("SEND inspection", "2016-12", None, None) in told(paper)


def test_local_area_is_inspected_for_special_needs_beside_other_inspections(document: Make) -> None:
    paper = document("""
        Ofsted inspected children's services from 20 February to 3 March 2023.
        The local area had been inspected in June 2018.
    """)

    assert told(paper)[1] == ("SEND inspection", "2018-06", None, None)


def test_grade_that_was_given_previously_counts_where_it_is_dated(document: Make) -> None:
    paper = document("""
        Ofsted inspected children's services in July 2022. The service had previously been rated Requires Improvement in June 2018.
        The service had previously been rated Good.
    """)

    assert [grades(one) for one in recognise_paper(paper).inspections] == [[], [("overall", "requires-improvement")]]


def test_grades_behind_the_whole_go_to_the_same_inspection(document: Make) -> None:
    paper = document("""
        The Council was inspected in November 2018. That inspection judged that services were good overall; the impact of leaders
        on social work practice was good.
    """)

    assert [grades(one) for one in recognise_paper(paper).inspections] == [
        [("leadership", "good"), ("overall", "good")]
    ]


def test_days_behind_took_place_are_the_visits_though_its_report_is_told_first(document: Make) -> None:
    paper = document("""
        The ILACS inspection, of which the report was published on 13 March 2023, took place from 16 to 27 January 2023.
    """)

    assert told(paper) == [("ILACS inspection", "2023-01-16", "2023-01-27", "2023-03-13")]


def test_outcome_below_a_history_is_of_the_inspection_that_the_paper_is_about(document: Make) -> None:
    paper = document("""
        Meeting date: 12 October 2022
        Wigan was inspected in May 2022.
        # Background
        The single inspection of 2017 judged adoption good.
        # Outcome
        The overall judgement is good.
    """)

    assert [
        (row[1], grades(one)) for row, one in zip(told(paper), recognise_paper(paper).inspections, strict=True)
    ] == [
        ("2022-05", [("overall", "good")]),
        ("2017", [("adoption", "good")]),
    ]
    assert recognise_paper(paper).findings == ()


@pytest.mark.parametrize(
    "review",
    [
        "Peer reviewers visited in January 2025. Leadership stays at Good.",
        "Peers from Leeds came in January 2025. Overall effectiveness: Good.",
        "The LGA team spent three days with us in January 2025. They found leadership to be good.",
    ],
)
def test_grade_behind_what_reviewers_did_is_no_inspections(document: Make, review: str) -> None:
    paper = document(
        f"Ofsted inspected the council's services in November 2024. They were judged inadequate.\n\n{review}"
    )

    assert [grades(event) for event in recognise_paper(paper).inspections if event.judgements] == [
        [("overall", "inadequate")]
    ]


def test_grade_of_this_area_is_that_of_the_heading_above(document: Make) -> None:
    paper = document("""
        Ofsted inspected the council's services in November 2024.

        Help and protection
        This area was judged to be Good.
        Leadership
        Grade: Outstanding

        Our self-evaluation
        Care leavers
        Grade: Outstanding
    """)

    assert [grades(event) for event in recognise_paper(paper).inspections] == [
        [("help-and-protection", "good"), ("leadership", "outstanding")]
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Date of inspection\tOverall judgement\nMarch 2018\tInadequate", [("2018", "overall", "inadequate")]),
        ("Area\tPrevious\tNow\nLeadership\tGood\tOutstanding", [("2024", "leadership", "outstanding")]),
        ("Area\tCurrent\tTarget\nLeadership\tGood\tOutstanding", []),
        ("Risk\tPrevious rating\tCurrent rating\nCare leavers\tInadequate\tGood", []),
        ("Area\tLast year's self-assessment\tNow\nLeadership\tGood\tOutstanding", []),
        ("Date of inspection\tOutcome\nBeech House, March 2023\tGood", []),
        ("Home\tDate of inspection\tOverall judgement\nBeech House\tMarch 2023\tGood", []),
    ],
)
def test_table_dates_its_grades_or_tells_those_of_now(
    document: Make, table: str, expected: list[tuple[str, str, str]]
) -> None:
    paper = document(f"Cabinet\n12 March 2025\nOfsted inspected the council's services in November 2024.\n\n{table}")

    assert [
        (str(event.start.value.year) if event.start else "", row.area_key, row.grade_key)
        for event in recognise_paper(paper).inspections
        for row in event.judgements
    ] == expected


def test_grade_in_another_council_is_not_the_papers_own(document: Make) -> None:
    paper = document("""
        Warrington Borough Council
        Ofsted inspected Warrington's services in November 2024.
        Leadership was Outstanding in Leeds in 2019 and again in 2023.
    """)

    assert [event.judgements for event in recognise_paper(paper).inspections if event.judgements] == []


@pytest.mark.parametrize(
    "telling",
    [
        "Inspectors from Ofsted looked at our children's social care services in May 2022. We were judged to be good.",
        "Inspectors, who visited in May 2022, rated services good.",
        "When were we inspected?\nIn May 2022.\nWhat was the result?\nGood.",
    ],
)
def test_inspection_is_dated_however_its_inspectors_came(document: Make, telling: str) -> None:
    (event,) = recognise_paper(document(f"Ofsted inspection of children's services\n\n{telling}")).inspections

    assert (str(event.start.value) if event.start else "", grades(event)) == ("2022-05", [("overall", "good")])
