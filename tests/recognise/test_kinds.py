"""What kind of inspection a report's words speak of, and which kinds there were on a date."""

from __future__ import annotations

import pytest

from graph.dates import Date
from graph.recognise.kinds import find_kind


@pytest.mark.parametrize(
    ("words", "date", "kind"),
    [
        ("safeguarding arrangements", Date(2012, 1), "SLAC inspection"),
        ("safeguarding arrangements", Date(2012, 10), "child protection inspection"),
        ("safeguarding arrangements", Date(2014, 3), "SIF inspection"),
        ("arrangements for the protection of children", Date(2011, 1), "SLAC inspection"),
        ("arrangements for the protection of children", Date(2013, 1), "child protection inspection"),
        ("services for looked after children", Date(2012, 8), "SLAC inspection"),  # the month in which it was published
        ("services for looked after children", Date(2013, 7), "looked after inspection"),
        ("services for children in need of help and protection", Date(2014, 11), "SIF inspection"),
        ("services for children in need of help and protection", Date(2011), "inspection"),
        ("local authority children’s services under the single inspection framework", Date(2016), "SIF inspection"),
        ("inspection of local authority children’s services", Date(2016), "inspection"),
        ("inspection of local authority children’s services", Date(2019), "ILACS inspection"),
        ("inspection of the independent fostering agency", Date(2018, 6), "other"),
        ("inspection", Date(2018, 6), "inspection"),
    ],
)
def test_kind_is_told_by_words_and_date(words: str, date: Date, kind: str) -> None:
    assert find_kind((words,), "", date) == kind


@pytest.mark.parametrize(
    ("beside", "around", "kind"),
    [
        (("focused visit", "joint targeted area inspection"), "", "focused visit"),
        (("inspection", "the last "), "since the monitoring visit and the last inspection", "inspection"),
        (("inspection", "the last "), "the last inspection, under the single inspection framework", "SIF inspection"),
    ],
)
def test_nearest_words_go_first_and_a_visit_farther_off_is_another(
    beside: tuple[str, ...], around: str, kind: str
) -> None:
    assert find_kind(beside, around, None) == kind
