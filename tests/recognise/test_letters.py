"""Letters and older kinds of report, each a whole document: what it is, when, who, what it found and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from graph.read import read
from graph.recognise import recognise
from graph.recognise.titles import find_title
from graph.statements import Document, Inspection, Said, Statements

LETTERS = Path(__file__).parent.parent / "fixtures" / "letters"
Make = Callable[[str], Document]


@cache
def said(name: str) -> Statements:
    return recognise(read(LETTERS / f"{name}.txt"))


def subject(name: str) -> Inspection:
    (told,) = (told for told in said(name).inspections if told.subject)
    return told


def value(told: Said[object] | None) -> str | None:
    return str(told.value) if told else None


@pytest.mark.parametrize(
    ("name", "kind", "council", "start", "end", "published", "lead", "inspectors"),
    [
        ("focused-visit-2019", "focused visit", "E10000019", "2019-11-04", "2019-11-05", "2019-11-26", "Petra Lunn", ["Ivo Marsh", "Petra Lunn"]),
        (
            "focused-visit-2022-priority-action", "focused visit", "E06000056", "2022-02-08", "2022-02-10", "2022-03-15", "Ivo Marsh",
            ["Ivo Marsh", "Petra Lunn", "Sam O’Dowd"],
        ),
        ("monitoring-visit-2018", "monitoring visit", "E10000017", "2018-05-15", "2018-05-16", "2018-06-20", "Ivo Marsh", ["Ivo Marsh", "Petra Lunn"]),
        ("joint-targeted-area-2017", "JTAI", "E10000019", "2017-10-09", "2017-10-13", "2017-12-12", None, []),
        ("joint-targeted-area-2023", "JTAI", "E06000055", "2023-03-13", "2023-03-17", None, None, []),
        ("send-inspection-2018", "SEND inspection", "E08000036", "2017-11-27", "2017-12-01", None, "Ivo Marsh", ["Ivo Marsh", "Petra Lunn", "Sam O’Dowd"]),
        ("send-revisit-2019", "SEND revisit", "E08000036", "2019-11-04", "2019-11-06", None, "Ivo Marsh", ["Ivo Marsh"]),
        ("send-revisit-2021", "SEND revisit", "E10000029", "2021-01-18", "2021-01-20", None, "Ivo Marsh", ["Ivo Marsh", "Petra Lunn"]),
        ("joint-targeted-area-2022", "JTAI", "E06000033", "2022-06-20", "2022-06-24", None, None, []),
        ("joint-targeted-area-2018", "JTAI", "E09000004", "2018-06-04", "2018-06-08", "2018-07-18", None, []),
        ("joint-targeted-area-2022-help", "JTAI", "E06000007", "2022-11-21", "2022-11-25", "2023-02-07", None, []),
        ("monitoring-visit-2023", "monitoring visit", "E06000019", "2023-07-04", "2023-07-05", "2023-08-14", "Petra Lunn", ["Petra Lunn", "Sam O’Dowd"]),
        ("area-send-monitoring-2025", "Area SEND monitoring inspection", "E06000033", "2025-06-03", "2025-06-05", None, "Ivo Marsh", ["Ivo Marsh", "Petra Lunn"]),
        ("ilacs-2026", "ILACS inspection", "E08000007", "2026-06-08", "2026-06-19", None, "Ivo Marsh", ["Ivo Marsh"]),
        ("contact-and-referral-2010", "contact and referral inspection", "E06000010", "2010-01-26", "2010-01-27", "2010-02-26", "Ivo Marsh", ["Ivo Marsh"]),
        ("safeguarding-and-looked-after-2010", "SLAC inspection", "E10000019", "2010-06-14", "2010-06-25", "2010-07-23", "Ivo Marsh", ["Ivo Marsh"]),
        ("protection-of-children-2013", "child protection inspection", "E06000055", "2013-01-07", "2013-01-16", None, "Ivo Marsh", ["Ivo Marsh"]),
    ],
)  # fmt: skip
def test_frame_is_read(
    name: str,
    kind: str,
    council: str,
    start: str,
    end: str,
    published: str | None,
    lead: str | None,
    inspectors: list[str],
) -> None:
    told = subject(name)
    assert said(name).kind == "inspection report"
    assert (told.kind, value(told.council), value(told.start), value(told.end), value(told.published)) == (
        kind,
        council,
        start,
        end,
        published,
    )
    assert (value(told.lead_inspector), [one.value for one in told.inspectors]) == (lead, inspectors)
    assert said(name).doubts == ()


@pytest.mark.parametrize("path", sorted(LETTERS.glob("*.txt")), ids=lambda path: path.stem)
def test_evidence_stands_where_it_says(path: Path) -> None:
    document, told = read(path), said(path.stem)
    spans = [
        one.span
        for inspection in told.inspections
        for one in (*inspection.recommendations, *inspection.judgements, *inspection.inspectors, *inspection.counts)
    ]
    spans += [one.span for one in (*told.people, *told.findings)]
    spans += [
        one.span
        for inspection in told.inspections
        for one in (inspection.start, inspection.focus, inspection.ordinal, inspection.published)
        if one
    ]
    assert spans
    assert [span.quote for span in spans] == [document.text[span.start : span.end] for span in spans]


LOCAL, PARTNERS, AREA = "local authority", "safeguarding partners", "area partnership"
NEED, IMPROVE, PRIORITY, WEAK = (
    "what needs to improve",
    "area for improvement",
    "priority action",
    "significant weakness",
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "focused-visit-2019",
            [
                (
                    LOCAL,
                    NEED,
                    None,
                    "The detail in written plans, so that families know what is to change and by when.",
                ),
                (LOCAL, NEED, None, "Supervision, which does not always ask what a visit was for."),
                (LOCAL, NEED, None, "The use of chronologies: when a case passes to another team before a conference."),
            ],
        ),
        (
            "focused-visit-2022-priority-action",
            [
                (
                    LOCAL,
                    PRIORITY,
                    None,
                    "Senior leaders must make sure today that no referral waits for a decision longer than one working day.",
                ),
                (LOCAL, NEED, 1, "What referrers are told of the outcome."),
                (LOCAL, NEED, 2, "The recording of decisions by managers."),
            ],
        ),
        ("monitoring-visit-2018", []),
        (
            "joint-targeted-area-2017",
            [
                (PARTNERS, IMPROVE, None, "Strategy discussions do not always hear from health services."),
                (PARTNERS, IMPROVE, None, "Probation staff are not told when a plan ends."),
            ],
        ),
        (
            "joint-targeted-area-2023",
            [
                (
                    PARTNERS,
                    PRIORITY,
                    None,
                    "The integrated care board and the police must agree, without delay, who attends strategy meetings at night.",
                ),
                (PARTNERS, NEED, None, "The feedback that referrers get."),
                (PARTNERS, NEED, None, "Joint audits, which are too few."),
            ],
        ),
        (
            "send-inspection-2018",
            [
                (AREA, WEAK, None, "the time that families wait for a diagnosis of autism"),
                (AREA, WEAK, None, "plans that say little of health and social care"),
                (AREA, WEAK, None, "that parents are asked too late."),
            ],
        ),
        ("send-revisit-2019", []),
        ("area-send-monitoring-2025", []),
        (
            "ilacs-2026",
            [
                (LOCAL, NEED, None, "The offer to care leavers who live far away."),
                (LOCAL, NEED, None, "The recording of strategy meetings."),
            ],
        ),
        (
            "joint-targeted-area-2022",
            [
                (PARTNERS, PRIORITY, None, "The police must tell social care of every child they arrest."),
                (PARTNERS, NEED, None, "The presence of health services at strategy meetings."),
            ],
        ),
        (
            "contact-and-referral-2010",
            [
                (LOCAL, IMPROVE, None, "Assessments do not say enough of what a child wishes."),
                (LOCAL, IMPROVE, None, "Supervision is not always written down."),
            ],
        ),
        (
            "safeguarding-and-looked-after-2010",
            [
                (
                    LOCAL,
                    IMPROVE,
                    None,
                    "make sure that a qualified social worker reads each referral on the day on which it comes",
                ),
                (LOCAL, IMPROVE, None, "agree with the police who goes to a home first"),
                (LOCAL, IMPROVE, None, "write down supervision in the child’s record."),
                (LOCAL, IMPROVE, None, "find more foster carers near to children’s schools."),
            ],
        ),
        (
            "protection-of-children-2013",
            [
                (LOCAL, IMPROVE, None, "see that each child with a plan is visited as the plan says"),
                (LOCAL, IMPROVE, None, "let managers read what audits have found."),
            ],
        ),
    ],
)
def test_what_must_be_done_is_read(name: str, expected: list[tuple[str, str, int | None, str]]) -> None:
    assert [(one.to, one.kind, one.number, one.text) for one in subject(name).recommendations] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("safeguarding-and-looked-after-2010", [("safeguarding", "adequate"), ("looked-after", "good")]),
        (
            "protection-of-children-2013",
            [
                ("overall", "adequate"),
                ("help-and-protection", "adequate"),
                ("practice", "inadequate"),
                ("leadership", "good"),
            ],
        ),
        (
            "ilacs-2026",  # from April 2026 without an overall grade
            [
                ("leadership", "outstanding"),
                ("help-and-protection", "good"),
                ("in-care", "good"),
                ("care-leavers", "requires-improvement"),
            ],
        ),
        *(
            (name, [])
            for name in (
                "area-send-monitoring-2025",
                "focused-visit-2019",
                "focused-visit-2022-priority-action",
                "monitoring-visit-2018",
                "joint-targeted-area-2017",
                "send-inspection-2018",
                "send-revisit-2019",
                "contact-and-referral-2010",
            )
        ),
    ],
)
def test_grades_are_those_of_the_table_and_letters_have_none(name: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.area_key, one.grade_key) for one in subject(name).judgements] == expected


@pytest.mark.parametrize(
    ("name", "focus", "ordinal"),
    [
        ("focused-visit-2019", "children in need and for those with a protection plan", None),
        ("focused-visit-2022-priority-action", "the front door", None),
        (
            "monitoring-visit-2018",
            "pathway plans; the health of care leavers; how leaders check the quality of practice",
            "6",
        ),
        (
            "monitoring-visit-2023",
            "the help that children in need are given; children who are subject to child protection plans; management oversight",
            "2",
        ),
        ("joint-targeted-area-2017", "neglect of older children", None),
        (
            "joint-targeted-area-2018",
            "child exploitation and children missing from home, care or education",
            None,
        ),
        ("joint-targeted-area-2022", "the criminal exploitation of children", None),
        ("send-inspection-2018", None, None),
    ],
)
def test_focus_and_number_in_a_row_are_read(name: str, focus: str | None, ordinal: str | None) -> None:
    assert (value(subject(name).focus), value(subject(name).ordinal)) == (focus, ordinal)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("joint-targeted-area-2017", ["ofsted", "cqc", "hmicfrs", "hmip"]),
        ("joint-targeted-area-2023", ["ofsted", "cqc", "hmicfrs"]),
        ("joint-targeted-area-2022", ["ofsted", "cqc", "hmicfrs"]),
        ("focused-visit-2019", []),
    ],
)
def test_letter_of_a_joint_inspection_says_who_inspected(name: str, expected: list[str]) -> None:
    assert [one.value for one in subject(name).inspectorates] == expected


def test_monitoring_visit_tells_since_which_judgement_it_counts() -> None:
    (before,) = (told for told in said("monitoring-visit-2018").inspections if not told.subject)
    assert (before.kind, value(before.council), value(before.published)) == ("inspection", "E10000017", "2015-11")
    assert [(one.area_key, one.grade_key) for one in before.judgements] == [("overall", "inadequate")]


def test_revisit_says_of_each_weakness_whether_progress_is_sufficient() -> None:
    assert [(one.area, one.polarity) for one in said("send-revisit-2019").findings] == [
        ("The initial inspection found that families waited too long for a diagnosis of autism.", "strength"),
        ("The initial inspection found that plans said little of health and social care.", "improvement"),
        ("The initial inspection found that parents were asked too late.", "strength"),
    ]
    counts = [(one.what, one.number) for one in subject("send-revisit-2019").counts]
    assert counts == [("areas of significant weakness", 3), ("areas with sufficient progress", 2)]


def test_weakness_may_stand_in_a_list_below_the_words_that_lead_to_it() -> None:
    assert [(one.area, one.polarity) for one in said("send-revisit-2021").findings] == [
        ("The initial inspection found that: plans were poor and late", "improvement"),
        ("The initial inspection found that: nobody led the reforms", "strength"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "joint-targeted-area-2022",
            [
                ("Eva Strand", "National Director Regulation and Social Care", "Ofsted"),
                ("Gwen Hollis", "Her Majesty’s Inspector of Constabulary", None),
            ],
        ),
        ("focused-visit-2019", [("Rosa Thorne", "Director of Children’s Services", "Lincolnshire County Council")]),
        (
            "focused-visit-2022-priority-action",
            [("Adam Frost", "Executive Director, Children and Families", "Central Bedfordshire Council")],
        ),
        (
            "joint-targeted-area-2017",
            [
                ("Rosa Thorne", "Director of Children’s Services", "Lincolnshire County Council"),
                ("Ken Abbot", "Chief Nurse", "NHS Lincolnshire East CCG"),
                ("Lena Hale", "Chief Constable", "Lincolnshire Police"),
                ("Tom Reeve", "Chair of Lincolnshire Safeguarding Children Board", None),
                ("Eva Strand", "National Director, Social Care", "Ofsted"),
                ("Paul Ricard", "Deputy Chief Inspector", "Care Quality Commission"),
                ("Gwen Hollis", "Her Majesty’s Inspector of Constabulary", "HMICFRS"),
                ("Ruth Penn", "Assistant Chief Inspector", "HMI Probation"),
            ],
        ),
        (
            "send-inspection-2018",
            [
                ("Rosa Thorne", "Director of Children’s Services", "Wakefield Metropolitan District Council"),
                ("Ken Abbot", "Accountable Officer", "NHS Wakefield CCG"),
                ("Eva Strand", "Regional Director", "Ofsted"),
                ("Paul Ricard", "Deputy Chief Inspector", "Care Quality Commission"),
            ],
        ),
    ],
)
def test_people_to_whom_a_letter_goes_and_who_sign_it_have_their_posts(
    name: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert [(one.name, one.role, one.organisation) for one in said(name).people] == expected


@pytest.mark.parametrize(
    "above",
    [
        "# Children’s Services Scrutiny Committee\n# Agenda item 5\nAppendix A",
        "# Report of the Director of Children’s Services\nWards affected: all",
        "The committee has asked to see what inspectors wrote to the director after they came in the autumn, and here it is, in full, as it was sent to the council and to all members.",
    ],
)
def test_paper_that_quotes_a_letter_is_no_letter(
    above: str, document: Make, page: Callable[[Document], tuple[object, ...]]
) -> None:
    body = "Members may wish to know this.\n" * 25
    paper = document(
        f"{above}\n{body}Dear Ms Quill\n# Focused visit to Lancashire children’s services\nThis letter tells of a visit on 4 and 5 May 2019."
    )
    assert find_title(paper, page(paper)) is None  # type: ignore[arg-type]


def test_letter_under_a_long_list_of_addressees_is_one(
    document: Make, page: Callable[[Document], tuple[object, ...]]
) -> None:
    addressees = "\n".join(f"Person Quill, Chief Officer, NHS Lancashire CCG {number}" for number in range(20))
    letter = document(
        f"{addressees}\nDear local partnership\n# Joint targeted area inspection of the multi-agency response to neglect in Lancashire"
    )
    found = find_title(letter, page(letter))  # type: ignore[arg-type]
    assert found is not None
    assert found.kind == "JTAI"


def test_list_says_more_of_the_focus_than_the_words_that_lead_to_it(document: Make) -> None:
    letter = document("""
        Dear Ms Quill
        # Monitoring visit to Lancashire children’s services
        This letter summarises the findings of the monitoring visit on 10 and 11 October 2023.
        Inspectors reviewed the progress made in the following areas of concern:
        • planning for permanence
        • supervision.
    """)
    (told,) = recognise(letter).inspections
    assert value(told.focus) == "planning for permanence; supervision"


def test_two_lines_of_an_address_that_are_joined_are_two_people(document: Make) -> None:
    letter = document("""
        Ken Abbot, Chief Operating Officer, Portsmouth Clinical Commissioning Group Lena Hale, Police and Crime Commissioner
        Dear local partnership
        # Joint targeted area inspection of the multi-agency response to neglect in Portsmouth
        Between 5 December and 9 December 2016, Ofsted and the Care Quality Commission came.
    """)
    assert [(one.name, one.role, one.organisation) for one in recognise(letter).people] == [
        ("Ken Abbot", "Chief Operating Officer", "Portsmouth Clinical Commissioning Group"),
        ("Lena Hale", "Police and Crime Commissioner", None),
    ]
