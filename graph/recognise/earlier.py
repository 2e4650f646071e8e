"""Grades that a sentence only compares with, where the words right behind them say when they were given.

"now requires improvement, having been inadequate at the time of the single inspection in 2016", "Outstanding, a step up from
Good at the inspection of July 2014". They count where the sentence gives one grade, of all services: what was up from "Good" in
a list of areas is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from graph.recognise.comparisons import ALSO_GIVEN
from graph.recognise.dates import Period
from graph.recognise.event_periods import find_event_periods
from graph.recognise.grades import Graded
from graph.recognise.patterns import QUOTE
from graph.recognise.wordings import any_grade, area_list, grade_words

#: What a grade of every area is said of.
_ALL = re.compile(r"(?:all|every|each\s+of\s+the)\s+(?:\w+\s+)?(?:areas?|judge?ments?|categor(?:y|ies))", re.IGNORECASE)


class Earlier(NamedTuple):
    """A grade of all services, and the time that the words behind it give: that of the inspection, or when it was judged so."""

    graded: Graded
    period: Period
    inspected: bool


def find_earlier(text: str, graded: Sequence[Graded]) -> tuple[Earlier, ...]:
    """The dated grades that a sentence compares with the one grade it gives."""
    if not graded:
        return _find_only_compared(text)
    if len(graded) == 2 and graded[0].whole and graded[0].grade == graded[1].grade and _ALL.fullmatch(graded[1].area):
        graded = graded[:1]  # "good overall and in all three areas"
    if len(graded) != 1 or not (graded[0].whole or _ALL.fullmatch(graded[0].area)):
        return ()
    periods = {period.start: period for period in find_event_periods(text) if period.first[0]}
    again = _again().match(text, graded[0].end)
    if again and again.end() in periods:
        return (
            Earlier(
                graded[0]._replace(area="" if graded[0].whole else graded[0].area),
                periods[again.end()],
                inspected=ALSO_GIVEN.search(again[0]) is None or "inspection" in again[0].lower(),
            ),
        )
    return tuple(_iter_compared(text, graded[0], periods))


def _iter_compared(text: str, given: Graded, periods: dict[int, Period]) -> Iterator[Earlier]:
    """What is compared within or behind a grade, one after the other: "from Good in 2015 to Inadequate", "having required
    improvement in 2017 and been inadequate in 2015".
    """
    end = given.end
    for match in _compared().finditer(text, given.start):
        if match.end() in periods and not any_grade().search(text[end : match.start()]):
            period, end = periods[match.end()], match.end()
            graded = Graded("", whole=True, grade=match["grade"], start=match.start("grade"), end=match.end("grade"))
            yield Earlier(graded, period, match["inspection"] is not None)


def _find_only_compared(text: str) -> tuple[Earlier, ...]:
    """The grade of a sentence that gives none but only compares: "This is an improvement on the Inadequate of June 2018"."""
    match = _only_compared().match(text)
    if not match or len(list(any_grade().finditer(text))) != 1:
        return ()
    graded = Graded("", whole=True, grade=match["grade"], start=match.start("grade"), end=match.end("grade"))
    periods = (period for period in find_event_periods(text) if period.first[0] and period.start == match.end())
    return tuple(Earlier(graded, period, match["inspection"] is not None) for period in periods)


@cache
def _only_compared() -> re.Pattern[str]:
    opening = r"(?:[\d.]+\s+)?(?:This|That|It|The\s+(?:outcome|result|judge?ment|grade|rating))\s+(?:is|was|represents?|marks?|compares?|compared|builds?)\s+(?:[\w’'-]+\s+){0,4}?(?:on|upon|from|with|to|over)\s+"
    grade = rf"(?:(?:the|our|its|a|an)\s+)?(?:(?:previous|last|earlier|overall|former)\s+)*(?:(?:judge?ment|rating|grade|grading|outcome)\s+of\s+)?{QUOTE}?(?P<grade>{grade_words()}){QUOTE}?"
    noun = r"(?:,?\s+(?:the\s+)?(?:overall|judge?ment|rating|grade|grading|outcome))*(?:,?\s+(?:(?:that|which)\s+)?(?:it\s+was\s+|we\s+were\s+)?(?:given|received|awarded|achieved|made))?"
    when = r",?\s+(?:(?P<inspection>(?:at|in|from|of|following)\s+(?:the|our|its)\s+(?:[\w-]+\s+){0,3}?(?:re-?)?inspection,?\s+(?:(?:in|of)\s+)?)|(?:in|of|from|since)\s+)"
    return re.compile(opening + grade + noun + when, re.IGNORECASE)


@cache
def _again() -> re.Pattern[str]:
    """Behind a grade: "the same as in January 2019", "as at the inspection of 2016"."""
    inspection = r"(?:at|in|during)\s+(?:the|its|our)\s+(?:[\w-]+\s+){0,3}?inspection\s+(?:in|of)"
    areas = r"(?:\s+(?:in|across|for)\s+all\s+(?:\w+\s+)?(?:areas|judge?ments|categories)(?:\s+of\s+practice)?)?"
    return re.compile(
        rf"{QUOTE}?(?:\s+overall)?(?:\s+and)?{areas},?\s+(?:the\s+same\s+(?:overall\s+)?(?:grade\s+|rating\s+|judge?ment\s+)?as(?:\s+(?:it|we|they)\s+(?:had\s+)?(?:received|got|achieved|been\s+given))?|which\s+(?:matche[sd]|repeat(?:s|ed)|equal(?:s|led))\s+(?:the|its|our)\s+(?:judge?ment|grade|rating|outcome)(?:\s+(?:made|given|received|awarded))?|unchanged\s+(?:from|since)|{ALSO_GIVEN.pattern}|as\s+it\s+(?:was|had\s+been))\s+(?:{inspection}|in)?\s*",
        re.IGNORECASE,
    )


@cache
def _compared() -> re.Pattern[str]:
    before = r"(?:\bfrom\s+(?:(?:an?|the)\s+)?|,\s+an?\s+(?:\w+\s+)?improvement\s+(?:on|upon)\s+(?:the\s+)?|\bhaving\s+(?=required)|\band\s+been\s+|\bhaving\s+(?:previously\s+)?been\s+(?:(?:judged|rated|graded)\s+)?(?:as\s+|to\s+be\s+)?)"
    inspection = r"(?P<inspection>(?:at|in|during)\s+(?:the\s+time\s+of\s+)?(?:the|its|our)\s+(?:[\w-]+\s+){0,3}?(?:inspection|report|judge?ment)\s+(?:in|of))"
    relative = r"(?:(?:judge?ment|rating|grade|grading|outcome)\s+)?(?:(?:that\s+|which\s+)?(?:it|we|they|services|the\s+(?:council|authority))\s+(?:(?:had|has|have|was|were|been)\s+)*(?:received|given|awarded|achieved|got|held|earned|gained|secured)\s+)?"
    return re.compile(
        rf"{before}{QUOTE}?(?P<grade>{grade_words()}|required\s+improvement){QUOTE}?,?\s+(?:overall\s+)?(?:with\s+{QUOTE}?(?:{grade_words()}){QUOTE}?\s+{area_list()}\s+)?{relative}(?:{inspection}|in|of|since)\s+",
        re.IGNORECASE,
    )
