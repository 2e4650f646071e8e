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
        ("Inspection dates: 4 to 28 June 2018 Report published: 17 August 2018", ("2018-06-04", "2018-06-28", "2018-08-17")),
        ("Inspection dates: 4 to 28 June 2018\nReport published: August 2018", ("2018-06-04", "2018-06-28", "2018-08")),
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
    said, _ = read(document(f"# Lancashire\n{TITLE}\nInspection date: 4 June 2018\nLead inspectors: Nora Quill and Jo Bell\n{GRADES}"))
    assert [(doubt.field, doubt.reason) for doubt in said.doubts] == [
        ("lead inspector", "several are named: Nora Quill, Jo Bell")
    ]


@pytest.mark.parametrize("title", ["Focused visit to Lancashire children’s services", "Joint targeted area inspection of Lancashire"])
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
    assert [(one.area_key, one.grade_key) for one in told.judgements] == [("overall", "good"), ("lscb", "requires-improvement")]
