"""Counts told of an inspection, and what a visit was about."""

from __future__ import annotations

import pytest

from graph.recognise.details import find_focus, iter_counts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It involved 12 inspectors.", [("inspectors", 12)]),
        ("Seventeen recommendations were made.", [("recommendations", 17)]),
        ("Inspectors identified no priority actions.", [("priority actions", 0)]),
        ("Ofsted completed a four week re-inspection.", [("weeks", 4)]),
        ("Two inspectors spent two days on the front door.", [("inspectors", 2), ("days", 2)]),
        (
            "Inspectors saw significant progress in five out of the eight areas.",
            [("areas with significant progress", 5)],
        ),
        ("Inspectors made seventeen recommendations to the council.", [("recommendations", 17)]),
        ("The committee made three recommendations to the council.", []),
        ("It was a re-inspection, which took four weeks.", [("weeks", 4)]),
        ("It will take four weeks and follow the framework.", [("weeks", 4)]),
        ("It took four weeks to answer.", []),
        ("We have a rolling 12 week plan.", []),
        ("It took in those of 16 and 17 years.", []),
        ("The audit made six recommendations.", []),
        ("It looked at progress on the four recommendations of before.", []),
    ],
)
def test_counts_are_those_of_an_inspection(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.what, one.number) for one in iter_counts(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("There was a focused visit on the front door.", "focused visit", "the front door"),
        ("A focused visit on 3 May 2019, which looked at care leavers.", "focused visit", "care leavers"),
        ("The focus of the visit was planning for permanence.", None, "planning for permanence"),
        ("Its focus was the front door.", None, "the front door"),
        ("Inspectors looked at thresholds, and wanted to know why.", None, "thresholds"),
        ("It looked at permanence, as the re-inspection had.", "re-inspection", None),
        ("There was a visit on 3 May 2019.", "visit", None),
        ("It followed a monitoring visit in May 2019.", None, None),
        ("Inspectors looked at 152 cases.", None, None),
        ("Inspectors reviewed the following areas:", None, None),
    ],
)
def test_focus_is_what_a_visit_was_about(sentence: str, name: str | None, expected: str | None) -> None:
    place = find_focus(sentence, sentence.index(name) + len(name) if name else None)

    assert (sentence[slice(*place)] if place else None) == expected
