"""Which kind of inspection a document is the report of: told by its title and the lines that come with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise import recognise
from graph.recognise.outline import Line
from graph.recognise.titles import Title, find_title
from graph.statements import Document

Make = Callable[[str], Document]
Lines = Callable[[Document], tuple[Line, ...]]

HELP = "services for children in need of help and protection, children looked after and care leavers"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (f"Inspection of {HELP}", "SIF inspection"),
        (
            f"Inspection of {HELP} and review of the effectiveness of the local safeguarding children board",
            "SIF inspection",
        ),
        (f"Re-inspection of {HELP}", "re-inspection"),
        (f"Reinspection of {HELP}", "re-inspection"),
        ("Inspection of children’s social care services", "ILACS inspection"),
        ("Inspection of local authority children's services", "ILACS inspection"),
        ("Inspection of Havering local authority children’s services", "ILACS inspection"),
        ("Inspection of Sefton children’s services", "ILACS inspection"),
        ("Area SEND inspection of Lancashire Local Area Partnership", "Area SEND inspection"),
        ("Area SEND full inspection of Lancashire Local Area Partnership", "Area SEND inspection"),
        ("Joint targeted area inspection of Lancashire", "JTAI"),
        ("Focused visit to Lincolnshire children’s services", "focused visit"),
        ("Monitoring visit of Lancashire children’s services", "monitoring visit"),
        ("Focused visit to Lancashire County Council", "focused visit"),
        ("Monitoring visit to Lancashire", "monitoring visit"),
        ("Joint targeted area inspection of the multi-agency response to neglect in Lancashire", "JTAI"),
        ("Joint local area SEND inspection in Lancashire", "SEND inspection"),
        ("Joint area SEND revisit in Lancashire", "SEND revisit"),
        ("Area SEND monitoring inspection of Lancashire Local Area Partnership", "Area SEND monitoring inspection"),
        ("Focused assurance visit to Lancashire children’s services", "focused visit"),
        ("COVID-19: focused assurance visit to Lancashire children’s services", "focused visit"),
        ("Joint local area SEND re-visit in Lancashire", "SEND revisit"),
        ("Inspection of local authority arrangements for the protection of children", "child protection inspection"),
        ("Inspection of looked after children services", "looked after inspection"),
        ("Review of the effectiveness of the Local Safeguarding Children Board", "LSCB review"),
        ("Inspection of safeguarding and looked after children services", "SLAC inspection"),
    ],
)
def test_kind_is_told_by_the_title(title: str, kind: str, document: Make, page: Lines) -> None:
    report = document(f"# Lancashire\n# {title}\nInspection dates: 4 June 2018 to 8 June 2018")
    found = find_title(report, page(report))
    assert found is not None
    assert (found.kind, found.said.value, found.said.span.quote) == (kind, title, title)


@pytest.mark.parametrize(
    "label",
    [
        "Inspection dates: 4 to 8 June 2018",
        "Re-inspection date: 4 June 2018",
        "Lead inspector: Nora Quill",
        "Dear Adam Frost",
    ],
)
def test_report_is_told_by_a_line_that_only_reports_have(label: str, document: Make, page: Lines) -> None:
    report = document(f"# Inspection of children’s social care services\n{label}")
    assert isinstance(find_title(report, page(report)), Title)


@pytest.mark.parametrize("place", ["Lancashire", "North East Lincolnshire", "the Royal Borough of Greenwich"])
def test_title_gives_the_place_it_names(place: str, document: Make, page: Lines) -> None:
    report = document(f"# Inspection of {place} local authority children’s services\nLead inspector: Nora Quill")
    found = find_title(report, page(report))
    assert found is not None
    assert found.place == place


LOOK_ALIKES = {
    "a paper with the title of a report and nothing else of it": """
        # Lancashire County Council
        # Inspection of children’s social care services
        Report to the Scrutiny Committee, 4 June 2018
        """,
    "a paper that quotes a title far below its head": f"""
        # Children’s Services Scrutiny Committee
        {"The committee hears what became of its wishes. " * 15}
        # Inspection of children’s social care services
        Lead inspector: Nora Quill
        """,
    "a paper that quotes a title in a sentence": """
        # Scrutiny Committee
        Members noted the report “Inspection of children’s social care services”. Lead inspector: Nora Quill
        """,
    "a title on its second page": "# Cover\n\f# Inspection of children’s social care services\nLead inspector: Nora Quill",
    "an inspection of something else": "# Inspection of children’s homes\nInspection dates: 4 to 8 June 2018",
    "nothing": "",
}


@pytest.mark.parametrize("text", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_look_alike_is_no_report(text: str, document: Make, page: Lines) -> None:
    paper = document(text)
    assert find_title(paper, page(paper)) is None


def test_report_that_mentions_a_joint_inspection_is_none(document: Make) -> None:
    said = recognise(
        document(
            """
            # Lancashire
            # Inspection of children’s social care services
            Inspection dates: 4 June 2018 to 8 June 2018
            Lead inspector: Nora Quill
            A joint targeted area inspection of Lancashire was held in March 2017.
            """
        )
    )
    assert [(told.kind, told.subject) for told in said.inspections] == [("ILACS inspection", True), ("JTAI", False)]
