"""Sentences and lines that give each grade its date and say nothing else: "Requires Improvement (July 2019) to Good (November 2024)".

Where as many dates as grades stand among plain words, each is of one inspection: a grade has the date right behind it ("Good in
2019"), or else the one right before it ("July 2019 – Good"); the only one left of both belong together ("In November 2024 … from
Inadequate in 2019 to Good"). In "the 2018 plan took us to Good" a word is not plain, and nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from graph.recognise.by_others import is_by_other
from graph.recognise.dates import Period
from graph.recognise.event_periods import find_event_periods
from graph.recognise.given import is_no_outcome
from graph.recognise.grades import Graded
from graph.recognise.patterns import QUOTE, YEAR
from graph.recognise.plain_clauses import are_plain
from graph.recognise.wordings import any_area, area_keys, grade_words

#: Between a grade and its own date: "Good | in ", "Good (", "Good, | awarded in ", "Good | at its inspection in ".
_BEHIND = re.compile(
    rf"{QUOTE}?(?:\s+(?:overall|again|judge?ment|rating|grade|grading|outcome))*(?:,?\s*\(|,?\s+)(?:(?:was\s+|which\s+was\s+)?(?:awarded|given|received|made|judged|rated|inspected|inspection|published|report|Ofsted|ILACS|SIF),?\s*)*(?:(?:in|from|of|on|during|at)\s+)?(?:(?:the|its|our|an?)\s+(?:[A-Za-z]+\s+){{0,2}}?inspection\s+(?:in|of)\s+)?",
    re.IGNORECASE,
)
#: The same where nothing but a comma or a space is between: then the date may as well be of the next grade.
_LOOSE = re.compile(rf"{QUOTE}?,?\s*")
#: Between a date and its grade, as a label has them: "July 2019 | – Good", "November 2024 | (Good)".
_BEFORE = re.compile(
    rf"\)?\s*(?:[:–—-]|\()\s*{QUOTE}?|\s+(?:judge?ment|rating|grade|outcome)\s*(?:of|:|[–-])\s*{QUOTE}?"
)
#: Between the dates of a grade that was given twice.
_AGAIN = re.compile(r",?\s+and\s+(?:then\s+)?again\s+(?:in\s+)?")
#: What leads from a date to a grade that is of another time: "In 2024 we moved | from".
_AWAY = re.compile(
    r"\b(?:from|than|until|before|after|since|previous\w*|former\w*|compar\w+|by|next|towards?)\b", re.IGNORECASE
)
#: What no inspection has given, however plain the words are.
_NOT_SO = re.compile(
    r"\b(?:not|never|no|could|can|would|should|will|may|might|short|by|targeted|target|until|if|unless|aim\w*|expect\w*|since)\b",
    re.IGNORECASE,
)
_OFSTED = re.compile(
    r"\b(?:Ofsted|ILACS|SIF|inspect\w+|children[’']?s\s+(?:social\s+care|services)|council|local\s+authority|authority|we|it|borough|county|city)\b",
    re.IGNORECASE,
)


class Paired(NamedTuple):
    """A grade and the date that it has, at offsets of the text."""

    period: Period
    graded: Graded


def read_dated(text: str) -> tuple[Paired, ...]:
    """The grades of a sentence with their dates, in the order of the dates; none where anything else is said."""
    grades, periods = [*_grade().finditer(text)], _find_periods(text)
    areas = [area for area in any_area().finditer(text) if area_keys(area["area"]) != {"overall"}]
    if len(grades) == 1 and len(periods) == 2 and _AGAIN.fullmatch(text, periods[0].end, periods[1].start):
        grades *= 2  # "Outstanding in 2019 and again in 2024"
    if not grades or len(grades) != len(periods) or len(areas) > 1 or not _says_nothing_else(text, grades, periods):
        return ()
    if areas and areas[0].end() > min(grades[0].start(), periods[0].start):
        return ()  # "Good in 2019 for leadership": the other dates and grades may be of all
    area = areas[0]["area"] if areas else ""
    return tuple(
        Paired(period, Graded(area, not area, grade["grade"], grade.start(), grade.end()))
        for period, grade in sorted(_pair(text, grades, periods), key=lambda pair: pair[0].first[0] or 0)
    )


def _find_periods(text: str) -> list[Period]:
    """All dates of a text, whose years are all known, with years that stand alone; none where one is not."""
    found = [*find_event_periods(text)]
    if any(period.yearless for period in found):
        return []
    alone = [year for year in YEAR.finditer(text) if not any(one.start <= year.start() < one.end for one in found)]
    found += [Period((int(year[0]), None, None), None, year.start(), year.end()) for year in alone]
    return sorted(found, key=lambda period: period.start)


def _says_nothing_else(text: str, grades: Sequence[re.Match[str]], periods: Sequence[Period]) -> bool:
    """Whether all other words are plain, and the council, its services or Ofsted are among them."""
    rest = list(text)
    for start, end in [match.span() for match in grades] + [(period.start, period.end) for period in periods]:
        rest[start:end] = " " * (end - start)
    words = "".join(rest)
    apart = is_no_outcome(text) or is_by_other(text) or _NOT_SO.search(words)
    return not apart and _OFSTED.search(words) is not None and are_plain(words)


def _pair(text: str, grades: Sequence[re.Match[str]], periods: Sequence[Period]) -> list[tuple[Period, re.Match[str]]]:
    """Each grade with its date; none where one is left without."""
    if len(grades) == 2 and grades[0] is grades[1]:
        return [(period, grades[0]) for period in periods] if _is_behind(text, grades[0], periods[0]) else []
    before = [pair for pair in _join(grades, periods) if _BEFORE.fullmatch(text, pair[0].end, pair[1].start())]
    if len(before) == len(grades):
        return before
    pairs = [(period, grade) for grade in grades for period in periods if _is_behind(text, grade, period)]
    left = [grade for grade in grades if all(grade is not one for _, one in pairs)]
    free = [period for period in periods if all(period is not one for one, _ in pairs)]
    if len(left) == len(free) == 1 and free[0].end <= left[0].start():
        words = text[free[0].end : left[0].start()]
        behind = max((grade.end() for grade in grades if grade.start() < left[0].start()), default=0)
        if len(grades) > 1 and not _AWAY.search(words[max(0, behind - free[0].end) :]):
            pairs.append((free[0], left[0]))
    return pairs if len(pairs) == len(grades) else []


def _join(grades: Sequence[re.Match[str]], periods: Sequence[Period]) -> list[tuple[Period, re.Match[str]]]:
    """Dates and grades that take turns, a date first."""
    joined = [*zip(periods, grades, strict=True)]
    turns = [place for period, grade in joined for place in (period.start, grade.start())]
    return joined if turns == sorted(turns) else []


def _is_behind(text: str, grade: re.Match[str], period: Period) -> bool:
    """Whether a date stands right behind a grade, and is its own."""
    loose = _LOOSE.fullmatch(text, grade.end(), period.start)
    return loose is None and _BEHIND.fullmatch(text, grade.end(), period.start) is not None


@cache
def _grade() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<grade>{grade_words()}|required\s+improvement)\b", re.IGNORECASE)
