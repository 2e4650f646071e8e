"""Words that name an inspection, and the look-alikes that name none."""

from __future__ import annotations

import pytest

from graph.recognise.mentions import iter_mentions


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ofsted made its fifth monitoring visit in July.", [("monitoring visit", "definite", 5)]),
        ("An update on the forth visit will be given.", [("visit", "definite", 4)]),
        ("The service had a focussed visit and then a peer review.", [("focused visit", "indefinite", None), ("peer review", "indefinite", None)]),
        ("The ILACS inspection was short.", [("ILACS inspection", "definite", None)]),
        ("Inspection of Local Authority Children's Services (ILACS) Focused Visit", [("focused visit", "definite", None)]),
        ("Ofsted Inspection of Local Authority Children's Services (ILACS): Focussed Visit", [("focused visit", "definite", None)]),
        ("Services were last inspected in May.", [("inspection", "earlier", None)]),
        ("Since our last inspection much has changed.", [("inspection", "earlier", None)]),
        ("Ofsted re-inspected the service.", [("re-inspection", "indefinite", None)]),
        ("The joint targeted area inspection (JTAI) was told of.", [("JTAI", "definite", None)]),
        ("Ofsted and the CQC carried out a local area SEND inspection.", [("SEND inspection", "indefinite", None)]),
        ("The area SEND inspection was in spring.", [("Area SEND inspection", "definite", None)]),
        ("The Department for Education carried out a six-month review.", [("DfE review", "definite", None)]),
        ("Officials from the Department for Education (DfE) came in May.", [("DfE review", "indefinite", None)]),
        ("The letter is on the days inspectors spent here.", [("visit", "continuing", None)]),
        ("There have been four monitoring visits.", [("monitoring visit", "plural", None)]),
        ("Ofsted were on site in March for a focused visit.", [("focused visit", "indefinite", None)]),
    ],
)  # fmt: skip
def test_mention_is_told_with_how_it_refers(sentence: str, expected: list[tuple[str, str, int | None]]) -> None:
    found = [(one.kind, one.reference, one.ordinal[0] if one.ordinal else None) for one in iter_mentions(sentence)]

    assert found == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The single inspection framework came into force.",
        "We have an inspection readiness group and an Ofsted preparation board.",
        "The papers are available for inspection at the town hall.",
        "The service is ready for inspection.",
        "Fourteen schools were inspected this term.",
        "The inspections of children's homes went well.",
        "Visits to placements are regular, and home visits are recorded.",
        "Social workers visited the family twice.",
        "The Department for Education adviser supports the service.",
        "A joint targeted area inspection may take place at any time.",
        "A focused visit on 4 and 5 June 2024 was cancelled.",
        "Our second focused visit was scheduled for March 2020 and postponed due to the pandemic.",
        "The monitoring visit due in June 2024 did not take place.",
        "The youth offending service was inspected last spring.",
    ],
)
def test_look_alikes_are_no_mention(sentence: str) -> None:
    assert list(iter_mentions(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "planned"),
    [
        ("The next inspection is due in 2026.", [True]),
        ("We can expect a full re-inspection from Easter.", [True]),
        ("We prepare for the forthcoming inspection.", [True]),
        ("The inspection was in May.", [False]),
        ("After the last monitoring visit a re-inspection is expected.", [False, True]),
        ("A talk on the second monitoring visit will be given.", [False]),
    ],
)
def test_mention_says_whether_it_is_still_to_come(sentence: str, planned: list[bool]) -> None:
    assert [one.planned for one in iter_mentions(sentence)] == planned
