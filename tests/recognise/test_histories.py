"""Lists of inspections, one a line, and lines that look like theirs."""

from __future__ import annotations

import pytest

from graph.recognise.histories import read_listed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2014: SIF – Requires improvement", ("SIF inspection", (2014, None, None), "Requires improvement")),
        ("• June 2018 (ILACS): good", ("ILACS inspection", (2018, 6, None), "good")),
        ("November 2017 – ILACS inspection – Good", ("ILACS inspection", (2017, 11, None), "Good")),
        ("ILACS, November 2017 - Good", ("ILACS inspection", (2017, 11, None), "Good")),
        ("2 to 13 October 2023 (ILACS): Good overall.", ("ILACS inspection", (2023, 10, 2), "Good")),
        ("2015: Single inspection framework (SIF): Inadequate", ("SIF inspection", (2015, None, None), "Inadequate")),
        ("2018: Re-inspection: requires improvement to be good", ("re-inspection", (2018, None, None), "requires improvement to be good")),
    ],
)  # fmt: skip
def test_line_is_an_inspection_with_its_grade(
    line: str, expected: tuple[str, tuple[int | None, int | None, int | None], str]
) -> None:
    found = read_listed(line)
    assert found is not None
    assert (found.kind, found.period.first, found.graded.grade) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2014: SIF – requires improvement in two areas",
        "12 May 2023 – Oak House – Outstanding",
        "Oak House, May 2023 – Outstanding",
        "2023: Fostering inspection – Good",
        "2016: School inspection: Good",
        "2018: Self-assessment – Good",
        "2019: Focused visit – good",
        "2011: Safeguarding and Looked After Children – Adequate",  # two grades, of which one is left out
        "2014: Requires improvement",
        "SIF – Requires improvement",
        "2014: SIF – ILACS 2018 – Good",
    ],
)
def test_look_alike_is_none(line: str) -> None:
    assert read_listed(line) is None
