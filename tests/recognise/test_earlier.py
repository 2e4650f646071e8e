"""Grades that a sentence only compares with, dated by the words behind them."""

from __future__ import annotations

import pytest

from graph.recognise.earlier import find_earlier
from graph.recognise.grades import iter_graded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Services were judged Outstanding overall, a step up from Good at the inspection of July 2014.",
            [("Good", "2014-07", True)],
        ),
        ("The overall judgement was ‘Inadequate’, which was a decline from ‘Good’ in 2017.", [("Good", "2017", False)]),
        (
            "The council was judged to require improvement, having been inadequate at the time of the single inspection in 2016.",
            [("inadequate", "2016", True)],
        ),
        ("Leadership was judged good, up from inadequate in 2016.", []),
        ("The council was judged good, and care leavers outstanding, up from inadequate in 2016.", []),
        ("The council was judged good, up from inadequate.", []),
        ("Members spoke of the way from inadequate in 2016 to today.", []),
    ],
)
def test_compared_grade_comes_with_its_time(text: str, found: list[tuple[str, str, bool]]) -> None:
    told = find_earlier(text, list(iter_graded(text)))

    assert [(one.graded.grade, str(one.period.start_date), one.inspected) for one in told] == found
