"""Grades that clauses give to areas without a verb of grading: "adoption was good, whereas leadership was inadequate".

"Support for care leavers was good" is praise; a clause is a grade where it holds nothing but areas and a grade, and where the
sentence speaks of grades or grades several areas so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph.recognise.patterns import NUMBER, QUOTE
from graph.recognise.wordings import any_grade, area_list, area_words, grade_words

#: Words that speak of grades, so that "good" behind an area is one.
_GRADING = re.compile(
    r"\b(?:graded|judged|rated|(?:sub-?)?judge?ments?|grades?|gradings?|ratings?|verdicts?)\b(?!\s+(?:that|themselves|ourselves))",
    re.IGNORECASE,
)
#: Words by which a clause tells no outcome: a wish, a condition, what was before.
_OPEN = re.compile(
    r"\b(?:if|when|until|should|would|could|will|not|never|no\s+longer|previously|formerly|to\s+be|than|from|aim\w*)\b",
    re.IGNORECASE,
)
#: Words by which a lead-in to a list tells what is wished or past.
_WISHED = re.compile(
    r"\b(?:if|when|until|should|would|could|will|not|never|no\s+longer|previously|want\w*|aim\w*|target\w*|plan\w*)\b",
    re.IGNORECASE,
)
#: How many areas with a grade and no verb make a list of grades: "overall good; leadership good; adoption outstanding".
_LISTED = 3


class Clause(NamedTuple):
    """One area and its grade as printed, where the clause starts and ends, and where the grade stands."""

    area: str
    grade: str
    start: int
    end: int
    place: int


def iter_clauses(text: str) -> Iterator[Clause]:
    """The areas that clauses of a sentence grade, from left to right; one clause alone needs a word of grading beside it."""
    found = [
        match
        for match in _clause().finditer(text)
        if not _OPEN.search(match[0][: match.start("grade") - match.start()])
    ]
    if sum(match["sign"] is None for match in found) < _LISTED:
        found = [match for match in found if match["sign"] is not None]
    if len({match.start("grade") for match in found}) < 2 and not _GRADING.search(text):
        return
    for match in found:
        areas = match["areas"]
        if any_grade().search(text[: match.start()]):
            areas = areas.rpartition(";")[2]  # "… inadequate for leadership; adoption was good": leadership has its own
        for area in re.finditer(area_words(), areas, re.IGNORECASE):
            yield Clause(area["area"], match["grade"], match.start(), match.end("grade"), match.start("grade"))


def iter_also(text: str, end: int) -> Iterator[tuple[str, int]]:
    """The areas that share the grade which ends at `end`, and where each ends: "… overall, as well as for help and protection"."""
    match = _also().match(text, end)
    for area in re.finditer(area_words(), match["areas"], re.IGNORECASE) if match else ():
        yield area["area"], (match.start("areas") if match else 0) + area.end("area")


def find_shared_grade(text: str) -> str:
    """The grade that words which lead in to a list give to all its items: "Three areas required improvement. These were:"; else ""."""
    if not re.search(r":-?\s*$", text) or _WISHED.search(text):
        return ""
    found = [*_leading().finditer(text)]
    if not found or re.search(r"\b(?:and|but)\b", text[found[-1].end() :]):
        return ""
    return re.sub(r"^required\b", "requires", found[-1]["grade"], flags=re.IGNORECASE)


def find_opening_area(text: str) -> str:
    """The area that an item of a list begins with, and that is all of it or goes on behind a dash; else ""."""
    match = re.match(rf"{area_words()}(?=\s*(?:$|[;,.]|\s[–-]\s|\(|and$))", text, re.IGNORECASE)
    return match["area"] if match else ""


def _grade() -> str:
    """A grade with its quotes, also as a clause tells it: "three areas | required improvement"."""
    return rf"{QUOTE}?(?P<grade>{grade_words()}|required\s+improvement(?:\s+to\s+be\s+good)?)\b{QUOTE}?"


@cache
def _leading() -> re.Pattern[str]:
    """Several areas and their grade: "the following areas were judged to be | good"."""
    areas = rf"(?:(?:the|these)\s+following|these|the|{NUMBER}|both|all)\s+(?:\w+\s+){{0,2}}(?:areas?|judge?ments?|categories|domains)"
    of = r"(?:\s+(?:of|in|for)\s+[^.;:,]{3,60}?)?"
    return re.compile(
        rf"\b{areas}{of}\s+(?:(?:was|were|are|is)\s+)?(?:(?:all|each|judged|rated|graded|found|deemed|as|to\s+be|to)\s+)*{_grade()}(?=\s*[.:,;]|\s+(?:are|were)\b)",
        re.IGNORECASE,
    )


@cache
def _clause() -> re.Pattern[str]:
    start = r"(?:^|(?<=[.;:(–-]\s)|(?<=\()|(?<=,\s)|\b(?:whereas|while|whilst|but|and|that|though|although|only|however,?)\s+)"
    copula = r"(?:(?:is|are|was|were|remain(?:s|ed)?|(?:has|have|had)\s+been)\s+)"
    ways = r"(?:(?:both|all|each|also|again|already|still|now|only|just|found|judged|rated|graded|deemed|considered|assessed|as|to\s+be|to)\s+)*"
    alone = rf"(?:(?:all|both|each|also|still)\s+)*(?=require|{QUOTE}|(?-i:[A-Z]))"
    end = rf"(?=\s*(?:$|[.,;:)]|overall\b|and\b|whereas\b|while\b|whilst\b|but\b|as\s+(?:is|was|are|were|well)\b|too\b|again\b|respectively\b|{QUOTE}))"
    return re.compile(
        rf"{start}(?:(?:both|the|its|our|their|all)\s+)*(?P<areas>{area_list()})(?:\s+[–-]\s+[^–.;:]{{3,80}}\s+[–-])?\s+(?P<sign>{copula}{ways}(?=\S)|{alone})?{_grade()}{end}",
        re.IGNORECASE,
    )


@cache
def _also() -> re.Pattern[str]:
    return re.compile(
        rf"{QUOTE}?(?:\s+overall)?,?\s+(?:as\s+well\s+as|and\s+also|and)\s+(?:for|in)\s+(?P<areas>{area_list()}(?:,?\s+and\s+(?:for|in)\s+{area_list()})?)\s*(?=$|[.;,(])",
        re.IGNORECASE,
    )
