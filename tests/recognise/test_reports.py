"""A report as a whole: its frame on page 1, and what it is doubted to lack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.reports import recognise_report
from graph.statements import Document, Inspection, Statements

Make = Callable[[str], Document]

TITLE = "# Inspection of children’s social care services"
GRADES = "Overall effectiveness\tGood"


def read(document: Document) -> tuple[Statements, Inspection]:
    said = recognise_report(document)
    assert said is not None
    return said, said.inspections[0]


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("Inspection dates: 4 June 2018 to 28 June 2018", ("2018-06-04", "2018-06-28", None)),
        ("Inspection date: 4 June 2018", ("2018-06-04", None, None)),
        ("Re-inspection dates: 4 – 28 June 2018", ("2018-06-04", "2018-06-28", None)),
        ("Inspection dates: 4 to 8 June 2018 and 25 to 28 June 2018", ("2018-06-04", "2018-06-28", None)),
        (
            "Inspection dates: 4 to 28 June 2018 Report published: 17 August 2018",
            ("2018-06-04", "2018-06-28", "2018-08-17"),
        ),
        ("Inspection dates: 4 to 28 June 2018\nReport published: August 2018", ("2018-06-04", "2018-06-28", "2018-08")),
        ("Published 17 August 2018\nInspection dates: 4 to 28 June 2018", ("2018-06-04", "2018-06-28", "2018-08-17")),
        ("Inspection dates: to be told\nIt was on 4 June 2018.", (None, None, None)),
    ],
)
def test_dates_stand_behind_their_labels(line: str, dates: tuple[str | None, ...], document: Make) -> None:
    _, told = read(document(f"# Lancashire\n{TITLE}\n{line}\n{GRADES}"))
    assert tuple(said and str(said.value) for said in (told.start, told.end, told.published)) == dates


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (f"# Lancashire\n{TITLE}", "E10000017"),
        (f"# Lancashire County Council\n{TITLE}", "E10000017"),
        ("# Inspection of Lancashire local authority children’s services", "E10000017"),
        ("# Joint targeted area inspection of North East Lincolnshire", "E06000012"),
        (f"{TITLE}\nLancashire", "E10000017"),
        (f"# Surrey Safeguarding Children Board\n{TITLE}", "E10000030"),
        (f"# Nowhere\n{TITLE}", None),
        (f"# Lancashire and Cumbria\n{TITLE}", None),
    ],
)
def test_council_stands_in_the_title_or_beside_it(head: str, code: str | None, document: Make) -> None:
    said, told = read(document(f"{head}\nInspection dates: 4 to 28 June 2018\nLead inspector: Nora Quill\n{GRADES}"))
    assert (said.council and said.council.value) == code
    assert told.council == said.council
    assert ("council" in {doubt.field for doubt in said.doubts}) == (code is None)


def test_report_without_what_every_report_has_is_in_doubt(document: Make) -> None:
    said, _ = read(document(f"# Lancashire\n{TITLE}\nDear Adam Frost"))
    assert [(doubt.field, doubt.reason) for doubt in said.doubts] == [
        ("start", "not found in the report"),
        ("lead inspector", "not found in the report"),
        ("judgements", "not found in the report"),
    ]


def test_doubt_about_two_leads_is_the_only_one_about_leads(document: Make) -> None:
    said, _ = read(
        document(
            f"# Lancashire\n{TITLE}\nInspection date: 4 June 2018\nLead inspectors: Nora Quill and Jo Bell\n{GRADES}"
        )
    )
    assert [(doubt.field, doubt.reason) for doubt in said.doubts if not doubt.field.startswith("judgement of")] == [
        ("lead inspector", "several are named: Nora Quill, Jo Bell")
    ]


def test_area_that_the_framework_graded_and_the_report_does_not_is_in_doubt(document: Make) -> None:
    said, told = read(
        document(
            """
            # Lancashire
            # Inspection of children’s social care services
            Inspection dates: 4 June 2018 to 8 June 2018
            Lead inspector: Nora Quill
            The impact of leaders\tGood
            Overall effectiveness\tGood
            The experiences and progress of children who need help and protection\tNot judged
            """
        )
    )
    assert [one.area_key for one in told.judgements] == ["leadership", "overall"]
    assert [(doubt.field, doubt.reason) for doubt in said.doubts] == [
        ("judgement of The experiences and progress of children who need help and protection", "not judged"),
        ("judgement of in-care-and-care-leavers", "not found in the report"),
    ]


def test_report_of_a_council_and_of_its_board_in_one_file_are_two(document: Make) -> None:
    said = recognise_report(
        document(
            """
            # Lancashire County Council
            # Inspection of services for children in need of help and protection, children looked after and care leavers
            Inspection dates: 14 September 2015 – 8 October 2015
            Lead inspector: Nora Quill
            Children’s services in Lancashire are inadequate
            1. Children who need help and protection\tInadequate
            \f
            # Recommendations
            1. See children.
            2. Listen.
            \f
            # Lancashire Safeguarding Children Board
            # Review of the effectiveness of the Local Safeguarding Children Board
            Inspection dates: 15 September 2015 – 8 October 2015
            Lead inspector: Jo Bell
            The Local Safeguarding Children Board requires improvement
            \f
            # Recommendations
            1. Publish audits.
            """
        )
    )
    assert said is not None
    council, board = (told for told in said.inspections if told.subject)
    assert [told.kind for told in (council, board)] == ["SIF inspection", "LSCB review"]
    assert [told.council and told.council.value for told in (council, board)] == ["E10000017", "E10000017"]
    assert [str(told.start and told.start.value) for told in (council, board)] == ["2015-09-14", "2015-09-15"]
    assert [told.lead_inspector and told.lead_inspector.value for told in (council, board)] == ["Nora Quill", "Jo Bell"]
    assert [(one.area_key, one.grade_key) for one in council.judgements] == [
        ("overall", "inadequate"),
        ("help-and-protection", "inadequate"),
    ]
    assert [(one.area_key, one.grade_key) for one in board.judgements] == [("lscb", "requires-improvement")]
    assert [(one.to, one.number, one.text) for one in council.recommendations] == [
        ("local authority", 1, "See children."),
        ("local authority", 2, "Listen."),
    ]
    assert [(one.to, one.number, one.text) for one in board.recommendations] == [("LSCB", 1, "Publish audits.")]


def test_report_that_prints_its_title_twice_is_one(document: Make) -> None:
    page = f"# Lancashire\n{TITLE}\nInspection dates: 4 to 28 June 2018\nLead inspector: Nora Quill\n{GRADES}"
    said = recognise_report(document(f"{page}\f{page}"))
    assert said is not None
    assert [told.kind for told in said.inspections if told.subject] == [read(document(page))[1].kind]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Lincolnshire", "E10000019"),
        ("North East Lincolnshire", "E06000012"),
        ("North Lincolnshire", "E06000013"),
        ("Bedford Borough", "E06000055"),
        ("Central Bedfordshire", "E06000056"),
        ("South Gloucestershire", "E06000025"),
        ("Lincolnshire and Rutland", None),
    ],
)
def test_council_whose_name_is_part_of_another_s_is_not_that_one(place: str, code: str | None, document: Make) -> None:
    said, _ = read(
        document(
            f"# Inspection of {place} local authority children’s services\nInspection dates: 4 to 8 June 2018\nLead inspector: Nora Quill"
        )
    )
    assert (said.council and said.council.value) == code


def test_day_that_no_calendar_has_is_absent_with_a_doubt(document: Make) -> None:
    said, told = read(
        document(
            f"# Lancashire\n{TITLE}\nInspection dates: 31 April to 8 May 2018\nLead inspector: Nora Quill\n{GRADES}"
        )
    )
    assert (told.start, told.end) == (None, None)
    assert [doubt.reason for doubt in said.doubts if doubt.field == "start"] == [
        "“31 April to 8 May 2018” is no full date"
    ]


@pytest.mark.parametrize(
    "title", ["Focused visit to Lancashire children’s services", "Joint targeted area inspection of Lancashire"]
)
def test_visit_that_grades_nothing_lacks_no_grades(title: str, document: Make) -> None:
    said, told = read(document(f"# {title}\nInspection date: 4 June 2018\nLead inspector: Nora Quill"))
    assert (told.judgements, said.doubts) == ((), ())


def test_board_s_grade_is_read_where_the_board_was_reviewed(document: Make) -> None:
    _, told = read(
        document(
            """
            # Lancashire
            # Inspection of services for children in need of help and protection, children looked after and care leavers
            and review of the effectiveness of the local safeguarding children board
            Inspection dates: 4 June 2018 to 28 June 2018
            Children’s services in Lancashire are good
            \f
            The Local Safeguarding Children Board requires improvement because it asks too little.
            """
        )
    )
    assert told.title is not None
    assert told.title.value.endswith("local safeguarding children board")
    assert [(one.area_key, one.grade_key) for one in told.judgements] == [
        ("overall", "good"),
        ("lscb", "requires-improvement"),
    ]


def test_grades_of_an_earlier_inspection_are_none_of_this_one_in_a_report_without_pages(document: Make) -> None:
    """A web page has no title page: the list of the last inspection's grades stood on the same one, and was taken for the table."""
    _, told = read(
        document("""
        # Lancashire
        # Re-inspection of services for children in need of help and protection, children looked after and care leavers
        Inspection dates: 4 to 28 June 2018
        Lead inspector: Nora Quill
        Children’s services in Lancashire require improvement to be good
        1. Children who need help and protection\tRequires improvement
        # Executive summary
        Much is better.
        # Previous Ofsted inspections
        The last inspection was in September 2015. The judgements for the local authority were:
        • Overall effectiveness: inadequate
        • Children who need help and protection: inadequate
        """)
    )
    assert [(row.area_key, row.grade_key) for row in told.judgements] == [
        ("overall", "requires-improvement"),
        ("help-and-protection", "requires-improvement"),
    ]
