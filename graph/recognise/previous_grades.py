"""The grades that a report gives earlier inspections: in the sentence that dates one, in the next, or in the list it opens.

A grade is taken only from words made for it: "The local authority was judged to be good.", "when services were judged inadequate",
"The judgements were: …". One word for all services before 2013 is none: inspections then gave two overall grades.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph import registers
from graph.recognise.judgements import grade_pattern, iter_rows, to_judgement
from graph.recognise.outline import Line
from graph.recognise.previous_areas import find_area_grades_behind, find_area_grades_in
from graph.statements import Document, Inspection, Judgement

_ONE_GRADE_FROM = 2013  # before: of safeguarding, and of services for looked after children
_ONE_GRADE = frozenset({"child protection inspection", "looked after inspection", "SIF inspection", "ILACS inspection"})
_WHEN = r",?\s+when"
_AT_THE = re.compile(r"\bAt\s+(?:the|its|our)\s+(?:last|previous)\s+(?:\w+\s+)?$", re.IGNORECASE)
_LIST_INTRO = re.compile(r"(?:The|Its)\s+judgements?\s+(?:for\s+the\s+local\s+authority\s+)?were\s*:", re.IGNORECASE)
_SUBJECT = re.compile(r"\bof\s+(.{3,110}?)\s+(?:was|were|took|in|on)\b")
_NAME_WORDS = r"(?:(?:first|last|previous|single|full|short|standard|ILACS|SIF|Ofsted)\s+)*"
_TO_BE = r"(?:to\s+be\s+|to\s+|as\s+)?"


def find_grades_behind(
    document: Document, lines: tuple[Line, ...], index: int, sentence: re.Match[str], told: Inspection
) -> tuple[Judgement, ...]:
    """The grades that stand behind the sentence that tells of an inspection: in the next one, or in the list that it opens."""
    line = lines[index]
    if _LIST_INTRO.search(line.text, sentence.end()) or (
        index + 1 < len(lines) and _LIST_INTRO.match(lines[index + 1].text)
    ):
        end = next((at for at in range(index + 1, len(lines)) if lines[at].kind == "heading"), len(lines))
        block = document.text[line.start + sentence.end() : lines[min(end, index + 12) - 1].end]
        return tuple(iter_rows(document, "SIF", block, line.start + sentence.end()))
    match = _was_judged().match(line.text, sentence.end())
    area = _graded_area(told, sentence[0])
    if _is_half(told, sentence[0]):
        return ()
    if not (match and area):
        return find_area_grades_behind(document, line.text, line.start, sentence.end(), told)
    subject = _SUBJECT.search(sentence[0]) if match["area"] == "It" else None
    # Both sentences together: the first says what was inspected, the second how it was judged.
    words = document.span(line.start + sentence.start(), line.start + match.end())
    judgement = to_judgement(document, match, area, line.start)
    if judgement.grade_key not in _grades_of(told.kind):
        return ()  # "requires improvement", of an inspection held before there was such a grade
    return (replace(judgement, span=words, area=subject[1] if subject else judgement.area),)


def find_grade_of_all(
    document: Document, text: str, base: int, noun: re.Match[str], date: tuple[int, int]
) -> tuple[Judgement, ...]:
    """The grade of all services in the sentence of an inspection: in the clause right behind its date (whose year and end are
    given), or said to have been given at it: "judged to require improvement at the 2019 inspection".
    """
    year, end = date
    if year < _ONE_GRADE_FROM:
        return ()
    match = _judged_behind(_WHEN).match(text, end) or (
        _judged_behind(",").match(text, end) if _AT_THE.search(text, 0, noun.start()) else None
    )
    if not match:
        match = _judged_at().search(text, 0, noun.start())
        between = text[match.end() : noun.start()] if match else ""
        again = rf"{_NAME_WORDS}(?:[^.;:]*\band\s+again\s+(?:at|in)\s+(?:the|its|our|an?)\s+{_NAME_WORDS})?"
        match = match if re.fullmatch(again, between) else None
    return (to_judgement(document, match, "overall", base),) if match else ()


def find_grade_beside(document: Document, text: str, base: int, end: int, told: Inspection) -> tuple[Judgement, ...]:
    """The grade right behind the date, which ends at `end`: "The last inspection of … was in June 2013 | and was judged inadequate."."""
    match, area = _and_judged().match(text, end), _graded_area(told, text)
    if told.kind == "SLAC inspection":
        match = match or _judged_behind(_WHEN).match(text, end)
    if not (match and area):
        return find_area_grades_in(document, text, base, end, told)
    judgement, subject = to_judgement(document, match, area, base), _SUBJECT.search(text)
    if judgement.grade_key not in _grades_of(told.kind):
        return ()
    return (replace(judgement, area=subject[1]) if subject else judgement,)


def find_grade_when_inspected(
    document: Document, text: str, base: int, verb: re.Match[str], end: int, told: Inspection
) -> tuple[Judgement, ...]:
    """The grade beside "were last inspected in …", whose date ends at `end`: before it, where they were judged "when they" were,
    or behind it: "… and judged inadequate.".
    """
    before = _before_verb().search(text, 0, verb.start())
    if before:
        return (to_judgement(document, before, "overall", base),)
    match, area = _and_judged().match(text, end), _graded_area(told, text)
    if not (match and area):
        return find_area_grades_in(document, text, base, end, told)
    what = text[: verb.start()].lstrip("•◦– ").strip()
    words = document.span(base + text.index(what), base + match.end())
    return (replace(to_judgement(document, match, area, base), area=what, span=words),)


def find_grade_dated_before(document: Document, text: str, base: int, end: int) -> Judgement | None:
    """The grade of all services behind a date that opens a sentence: "In 2016 |, services were judged to require improvement."."""
    match = _judged_behind(",").match(text, end)
    return to_judgement(document, match, "overall", base) if match else None


@cache
def judged_in() -> re.Pattern[str]:
    """A pattern for the grade of all services and the preposition of its date: "Children’s services … were judged good in"."""
    services = r"(?:^\s*|(?<=[.;]\s)|\bauthority\s+|\bAll\s+)children[’']?s\s+(?:social\s+care\s+)?services(?:\s+in\s+[^.;:]{3,110}?)?,?"
    return re.compile(
        rf"{services}\s+were\s+(?P<area>)(?:last\s+)?judged\s+{_TO_BE}{grade_pattern()}\s+(?:overall\s+)?in\s+(?=\w)",
        re.IGNORECASE,
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
        rf"\s*(?:The\s+)?(?P<area>local\s+authority|council|service|It)\s+was\s+judged\s+{_TO_BE}{grade_pattern()}\s*\.",
        re.IGNORECASE,
    )


@cache
def _and_judged() -> re.Pattern[str]:
    return re.compile(rf"\s+and\s+(?:was\s+|were\s+)?(?P<area>)judged\s+{_TO_BE}{grade_pattern()}\s*\.", re.IGNORECASE)


@cache
def _judged_at() -> re.Pattern[str]:
    who = r"(?:services|local\s+authority|council|authority)"
    return re.compile(
        rf"\b{who}\s+(?:was|were)\s+(?P<area>)(?:first\s+)?judged\s+{_TO_BE}{grade_pattern()}\s+(?:overall\s+)?(?:at|in|by|during)\s+(?:the|its|our|an?)\s+",
        re.IGNORECASE,
    )


@cache
def _judged_behind(lead: str) -> re.Pattern[str]:
    """A pattern for the grade of all services behind a date: ", when services for children were judged good overall."."""
    services = r"(?:children[’']?s\s+)?(?:services?|social\s+care)(?:\s+for\s+children(?:\s+and\s+families)?)?"
    who = rf"(?:(?:the\s+)?(?:local\s+authority|council|authority|{services})(?:\s+in\s+[^.,;:]{{3,60}}?)?|it|they)"
    whole = r"(?:\s+(?:overall|for\s+overall\s+effectiveness))?(?:\s+by\s+Ofsted)?\s*[.,;]"
    return re.compile(
        rf"{lead}\s+{who}\s+(?:was|were)\s+(?P<area>)(?:judged|rated|graded|found)\s+{_TO_BE}{grade_pattern()}(?={whole})",
        re.IGNORECASE,
    )


@cache
def _before_verb() -> re.Pattern[str]:
    """A pattern for the grade in front of "were last inspected": "Children’s services were judged good in all areas when they"."""
    whole = r"(?:overall\s+|in\s+all\s+areas\s+)?"
    return re.compile(
        rf"\bservices\b[^.,;:]{{0,60}}?\s+were\s+(?P<area>)judged\s+{_TO_BE}{grade_pattern()}\s+{whole}when\s+they\s+$",
        re.IGNORECASE,
    )
