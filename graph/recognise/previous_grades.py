"""The grades that a report gives earlier inspections: in the sentence that dates one, in the next, or in the list it opens.

A grade is taken only from words made for it: "The local authority was judged to be good.", "when services were judged inadequate",
"The judgements were: …". One word for all services before 2013 is none: inspections then gave two overall grades.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph import registers
from graph.recognise.judgements import iter_rows, to_judgement
from graph.recognise.outline import Line, Words
from graph.recognise.previous_areas import find_grades_given, find_grades_in_clause, find_grades_in_next, find_halves
from graph.recognise.wordings import grade_pattern
from graph.statements import Document, Inspection, Judgement

_ONE_GRADE = frozenset({"child protection inspection", "looked after inspection", "SIF inspection", "ILACS inspection"})
#: What opens a sentence whose main clause says how services were judged at the inspection that it begins with.
_AT_THE = re.compile(r"\b(?:At|In)\s+(?:the|its|our|an?)\s+(?:\w+\s+){0,4}$", re.IGNORECASE)
_LIST_INTRO = re.compile(r"(?:The|Its)\s+judgements?\s+(?:for\s+the\s+local\s+authority\s+)?were\s*:", re.IGNORECASE)
_SUBJECT = re.compile(r"\bof\s+(.{3,110}?)\s+(?:was|were|took|in|on)\b")
_BOTH_HALVES = re.compile(r"safeguarding\b.*\blooked\s+after", re.IGNORECASE)
_TO_BE = r"(?:to\s+be\s+|to\s+|as\s+)?"
#: Behind a grade: "Grade 2 | (Good)", "adequate | for overall effectiveness".
_WHOLLY = r"(?:\s+\([^)]{4,12}\))?(?:\s+overall|\s+(?:for|in)\s+overall\s+effectiveness)?"


def find_grades_behind(
    document: Document, lines: tuple[Line, ...], index: int, sentence: re.Match[str], told: Inspection
) -> tuple[Judgement, ...]:
    """The grades that stand behind the sentence that tells of an inspection: in the next one, or in the list that it opens."""
    line = lines[index]
    words = Words(document, line.text, line.start)
    if _LIST_INTRO.search(line.text, sentence.end()) or (
        index + 1 < len(lines) and _LIST_INTRO.match(lines[index + 1].text)
    ):
        end = next((at for at in range(index + 1, len(lines)) if lines[at].kind == "heading"), len(lines))
        block = document.text[line.start + sentence.end() : lines[min(end, index + 12) - 1].end]
        return tuple(iter_rows(document, "SIF", block, line.start + sentence.end()))
    if halves := find_halves(words, sentence.start(), told):
        return halves
    match = _was_judged().match(line.text, sentence.end())
    area = _graded_area(told, sentence[0])
    if _is_half(told, sentence[0]):
        return ()
    if not (match and area):
        return find_grades_in_next(words, sentence.end(), told)
    subject = _SUBJECT.search(sentence[0]) if match["area"] == "It" else None
    # Both sentences together: the first says what was inspected, the second how it was judged.
    span = words.span(sentence.start(), match.end())
    judgement = to_judgement(document, match, area, line.start)
    if judgement.grade_key not in _grades_of(told.kind):
        return ()  # "requires improvement", of an inspection held before there was such a grade
    return (replace(judgement, span=span, area=subject[1] if subject else judgement.area),)


def find_grades_beside(words: Words, place: tuple[int, int], told: Inspection, what: str = "") -> tuple[Judgement, ...]:
    """The grades in the sentence of an inspection: right behind its date ("The last inspection of … was in June 2013 | and was judged
    inadequate."), or said to have been given at it. Noun and date stand in `place`; `what` is the verb's subject.
    """
    (start, end), text = place, words.text
    match, area = _and_judged().match(text, end), _graded_area(told, text)
    if match and area:
        judgement = to_judgement(words.document, match, area, words.base)
        if judgement.grade_key not in _grades_of(told.kind) or _BOTH_HALVES.search(text, start, end):
            return ()
        subject = _SUBJECT.search(text, start, end)
        what = what or (subject[1] if subject else "")
        span = words.span(text.find(what), match.end()) if what else judgement.span
        return (replace(judgement, area=what or judgement.area, span=span),)
    opened = _AT_THE.search(text, 0, start) is not None
    return (
        find_grades_in_clause(words, end, told)
        or (find_grades_in_clause(words, end, told, opened=True) if opened else ())
        or find_grades_given(words, start, told)
    )


def _graded_area(told: Inspection, sentence: str) -> str | None:
    """The area that a single grade of an earlier inspection is of."""
    if told.kind == "SLAC inspection":
        return "looked-after" if re.search(r"looked\s+after", sentence, re.IGNORECASE) else "safeguarding"
    if _is_half(told, sentence):
        return None
    return "overall" if told.kind in _ONE_GRADE else None


def _is_half(told: Inspection, sentence: str) -> bool:
    """Whether a sentence speaks of half of what the older frameworks graded, and of no area of the single inspection's."""
    return (
        told.kind == "SIF inspection" and re.search(r"safeguarding|looked\s+after", sentence, re.IGNORECASE) is not None
    )


@cache
def _grades_of(kind: str) -> frozenset[str]:
    """The grades that inspections of a kind gave."""
    name = registers.kinds()[kind].framework
    scheme = next((framework.scheme for framework in registers.frameworks() if framework.name == name), "")
    return frozenset(grade.key for grade in registers.grades() if grade.scheme == scheme)


@cache
def _was_judged() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:The\s+)?(?P<area>local\s+authority|council|services?|arrangements|It|They)\s+(?:was|were)\s+(?:judged\s+|found\s+)?{_TO_BE}{grade_pattern()}{_WHOLLY}\s*(?:\.|,\s+and\b)",
        re.IGNORECASE,
    )


@cache
def _and_judged() -> re.Pattern[str]:
    """Behind a date, the one grade of what was inspected: "and was judged good.", "judged the services to be adequate"."""
    services = r"(?:(?:the\s+)?(?:local\s+authority|council|services?)|it|they)"
    lead = rf"(?:,?\s+(?:and|which|when\s+{services}))?\s+(?:was\s+|were\s+)?"
    return re.compile(
        rf"{lead}(?P<area>)(?:judged|rated|found)\s+(?:{services}\s+)?{_TO_BE}{grade_pattern()}{_WHOLLY}(?=\s*(?:[.,;]|$))",
        re.IGNORECASE,
    )
