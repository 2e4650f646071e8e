"""Who inspected: lines with labels on page 1 and at a report's end, lists below a label, Area SEND columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.inspectors import Team, find_team
from graph.recognise.outline import Line, first_page, to_lines
from graph.statements import Document

Make = Callable[[str], Document]


def team(document: Document) -> Team:
    lines: tuple[Line, ...] = to_lines(document)
    return find_team(document, lines, first_page(document, lines))


def names(found: Team) -> tuple[str | None, list[str]]:
    return (found.lead.value if found.lead else None), [said.value for said in found.inspectors]


@pytest.mark.parametrize(
    ("text", "lead", "others"),
    [
        ("Lead inspector: Nora Quill, His Majesty’s Inspector", "Nora Quill", []),
        ("Reporting inspector Nora Quill", "Nora Quill", []),
        ("LEAD INSPECTOR: NORA QUILL, HIS MAJESTY’S INSPECTOR", "Nora Quill", []),
        ("Lead inspector: Nora Quill HMI\nDeputy lead inspector: Adam Frost HMI", "Nora Quill", ["Adam Frost"]),
        (
            "Lead inspector: Nora Quill\nTeam inspectors: Jo Bell HMI Ian Young HMI",
            "Nora Quill",
            ["Jo Bell", "Ian Young"],
        ),
        ("Lead inspector: Nora Quill\nShadow inspector: Jo Bell (HMI)", "Nora Quill", ["Jo Bell"]),
        ("Lead inspector:\nNora Quill, HMI", "Nora Quill", []),
        (
            "Team inspectors: Jo Bell HMI, Li Wu HMI,\nAnn Moss HMI, Ian Young HMI\nSenior data analyst: Ben Hay",
            None,
            ["Jo Bell", "Li Wu", "Ann Moss", "Ian Young"],
        ),
        ("Team inspectors:\tJo Bell, Li\n\tWu, Ann Moss", None, ["Jo Bell", "Li Wu", "Ann Moss"]),
        ("Team inspectors: Jo Bell, Li Wu. Shadow inspector: Ann Moss", None, ["Jo Bell", "Li Wu", "Ann Moss"]),
        (
            "Team inspectors: Jo Bell, Contracted Inspector, Li Wu Seconded Inspector, Ann Moss Designated HMI",
            None,
            ["Jo Bell", "Li Wu", "Ann Moss"],
        ),
        ("Team inspectors: Jo Bell, Li Wu\nAnn Moss, HMI", None, ["Jo Bell", "Li Wu"]),
        (
            "Team inspectors:\nJo Bell, HMI\nIan Young, HMI (Designate)\nLi Wu, Ofsted Inspector",
            None,
            ["Jo Bell", "Ian Young", "Li Wu"],
        ),
        ("Team inspectors:\nJo Bell\nSenior data analyst: Ben Hay\nLi Wu", None, ["Jo Bell"]),
        ("Team inspectors:\nJo Bell\nLancashire County Council has many Children Centres.", None, ["Jo Bell"]),
    ],
)
def test_labels_name_the_inspectors(text: str, lead: str | None, others: list[str], document: Make) -> None:
    assert names(team(document(text))) == (lead, [lead, *others] if lead else others)


def test_team_of_page_one_and_of_the_end_is_one(document: Make) -> None:
    report = document(
        """
        Lead inspector: Nora Quill, HMI
        \f
        # The inspection team
        Lead inspector: Nora Quill, Her Majesty’s Inspector
        Team inspectors: Jo Bell and Ian Young
        Senior data analyst: Ben Hay
        Quality assurance manager: Cat Moss
        Any complaints go to:
        Team inspectors: Rose Park
        """
    )
    found = team(report)
    assert names(found) == ("Nora Quill", ["Nora Quill", "Jo Bell", "Ian Young"])
    assert found.lead is not None
    assert (found.lead.span.page, found.lead.span.quote) == (1, "Nora Quill")
    assert [(one.name, one.role, one.organisation, one.part) for one in found.staff] == [
        ("Ben Hay", "Senior data analyst", None, "inspection team"),
        ("Cat Moss", "Quality assurance manager", None, "inspection team"),
    ]
    assert found.doubts == ()


def test_area_team_stands_in_two_columns(document: Make) -> None:
    report = document(
        """
        # Inspection team
        Nora Quill, Ofsted Lead inspector\tDan Carr, CQC Lead inspector
        Jo Bell, Ofsted HMI\tLi Wu, CQC Team inspector
        Ann Moss OBE, His Majesty’s Inspector\tPat Kay, Care Quality Commission
        """
    )
    assert names(team(report)) == ("Nora Quill", ["Nora Quill", "Jo Bell", "Ann Moss", "Dan Carr", "Li Wu", "Pat Kay"])


@pytest.mark.parametrize(
    "text",
    [
        "Lead inspectors: Nora Quill and Adam Frost",
        "Lead inspector: Nora Quill\n# Inspection team\nLead inspector: Adam Frost",
        "# Inspection team\nNora Quill, Ofsted Lead inspector\nAdam Frost, Ofsted Lead inspector",
    ],
)
def test_two_leads_are_in_doubt(text: str, document: Make) -> None:
    found = team(document(text))
    assert names(found) == (None, ["Nora Quill", "Adam Frost"])
    assert [(doubt.field, doubt.reason) for doubt in found.doubts] == [
        ("lead inspector", "several are named: Nora Quill, Adam Frost")
    ]


TEAM = "# Inspection team\nLead inspector: Nora Quill\nTeam inspectors: Jo Bell, Li Wu\nShadow inspector: Ann Moss"


@pytest.mark.parametrize(
    ("sentence", "number", "doubts"),
    [
        ("The inspection team consisted of three of Her Majesty’s Inspectors (HMI) from Ofsted.", 3, []),
        (
            "The inspection team consisted of two of Her Majesty’s Inspectors (HMI), one senior HMI and an additional inspector.",
            4,
            [],
        ),
        ("The inspection team consisted of 12 of Her Majesty’s Inspectors.", 12, ["the report counts 12 and names 4"]),
    ],
)
def test_size_that_the_report_states_is_held_against_the_names(
    sentence: str, number: int, doubts: list[str], document: Make
) -> None:
    found = team(document(f"{sentence}\n{TEAM}"))
    assert found.size is not None
    assert (found.size.what, found.size.number, found.size.span.quote) == (
        "inspectors",
        number,
        sentence.removeprefix("The "),
    )
    assert [(doubt.field, doubt.reason) for doubt in found.doubts] == [("inspectors", reason) for reason in doubts]


def test_no_size_stated_is_no_doubt(document: Make) -> None:
    found = team(document(f"The inspection team met 12 children.\n{TEAM}"))
    assert (found.size, found.doubts) == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        "Lead inspector: to be named",
        "The lead inspector: Nora Quill spoke to children.",
        "Team inspectors met Nora Quill.",
        "# Members of the committee\nNora Quill, Ofsted Lead inspector",
        "",
    ],
)
def test_look_alike_names_no_inspector(text: str, document: Make) -> None:
    assert team(document(text)) == Team(None, (), (), ())
