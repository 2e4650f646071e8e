"""Whole papers: their kind, their council, and how well the real ones with gold records are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.evaluate import evaluate
from graph.recognise.papers import recognise_paper
from graph.statements import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "kind", "council"),
    [
        (
            "# URL: https://democracy.medway.gov.uk/x\nMeeting: 07/04/2020 - Cabinet (Item 6)",
            "committee paper",
            "E06000035",
        ),
        ("Cabinet\nContact: Jo Bell, j.bell@nottinghamcity.gov.uk", "committee paper", "E06000018"),
        (
            "Lancashire County Council noted it. Blackpool Council did too. Members of Lancashire County Council spoke.\nCabinet",
            "committee paper",
            "E10000017",
        ),
        (
            "Improvement Programme PDF 415 KB\nMinutes:\nMiddlesbrough Council has a plan.",
            "committee paper",
            "E06000002",
        ),
        ("Devon County Council and Kent County Council met.", "unknown", None),
        ("Children's services in Suffolk were inspected.", "unknown", "E10000029"),
    ],
)
def test_paper_is_told_by_its_frame_and_its_council_by_address_or_name(
    document: Make, text: str, kind: str, council: str | None
) -> None:
    found = recognise_paper(document(text))

    assert (found.kind, found.council.value if found.council else None) == (kind, council)


def test_every_statement_stands_at_its_place(document: Make) -> None:
    paper = document("""
        Scrutiny Committee
        Meeting to be held on 6 September 2017
        Ofsted Monitoring Visit
        Contact: Jo Bell, Head of Quality, Tel: 01772 000000
        Recommendation
        The Committee is asked to note the report.
        The visit took place on 25 and 26 July 2017. Inspectors found that plans are good.
    """)
    found = recognise_paper(paper)
    spans = [one.span for one in (*found.inspections, *found.people, *found.requests, *found.findings, *found.meetings)]

    assert len(spans) == 5
    assert [paper.text[span.start : span.end] for span in spans] == [span.quote for span in spans]


# What stays below 1: two events that are no inspection (a direction, a briefing), one of which only the month can be inferred,
# and findings in officers' own words.
FLOORS = {
    "committee": 1.0,
    "meeting date": 1.0,
    "people": 1.0,
    "requests": 1.0,
    "judgements": 0.95,
    "events": 0.85,
    "council": 0.95,
}


def test_real_papers_are_read_as_by_hand(shared: Path) -> None:
    scores = [score for score in evaluate(shared / "gold").scores if score.family.startswith("papers")]
    below = [
        (score.family, score.field, round(score.f1, 3)) for score in scores if score.f1 < FLOORS.get(score.field, 0)
    ]

    assert {score.family for score in scores} == {"papers", "papers (seeds)"}
    assert below == []


def test_council_that_is_only_compared_with_is_not_the_papers(document: Callable[[str], Document]) -> None:
    paper = document("""
        # Progress on inspection improvement plans
        In the ILACS inspection of May 2022 overall effectiveness had been graded inadequate.
        A Member asked how that compared with Birmingham Children's Trust. Birmingham had been judged good in 2023.
    """)
    said = recognise_paper(paper)

    assert said.council is None
    assert [(one.council and one.council.value, [row.grade for row in one.judgements]) for one in said.inspections] == [
        (None, ["inadequate"]), ("E08000025", ["good"]),
    ]  # fmt: skip


def test_paper_of_a_district_tells_of_the_county(document: Callable[[str], Document]) -> None:
    paper = document("""
        LICHFIELD DISTRICT COUNCIL
        # Children's services in Staffordshire
        Ofsted inspected Staffordshire County Council's services in May 2023.
    """)
    said = recognise_paper(paper)

    assert said.council is None
    assert [one.council and one.council.value for one in said.inspections] == ["E10000028"]
