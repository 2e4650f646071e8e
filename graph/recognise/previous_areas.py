"""The grades of several areas that a report gives an earlier inspection.

"The local authority was judged inadequate for help and protection. It was judged good for adoption." They count in sentences of which the authority, its services or "it" is the subject, right behind the sentence that dates the
inspection, and behind the date in that sentence itself. An area that is graded twice, differently, has no grade.
"""

from __future__ import annotations

import re
from functools import cache

from graph import registers
from graph.recognise.grades import Graded, iter_graded
from graph.recognise.wordings import area_keys, grade_key, grade_words
from graph.statements import Document, Inspection, Judgement

_SENTENCE = re.compile(r"\s*[^.!?]+[.!?]?")
_OF_THE_AUTHORITY = re.compile(
    r"\s*(?:(?:The\s+)?(?:local\s+authority|council|services?)|It|They|All(?:\s+of)?(?:\s+the)?(?:\s+other)?\s+(?:judge?ments|areas))\s+(?:was|were|had\s+been)\b[^.]*?"
    r"(?:\bjudged\b|\brated\b|\bgraded\b|\bfound\s+to\b|\brequires?\b)",
    re.IGNORECASE,
)
_ONE_OVERALL_FROM = 2014  # the year from which all inspections of children's services gave one overall grade
_ILACS_FROM, _SIF_TO = 2018, 2018  # years; in this one the areas of both frameworks are meant


def find_area_grades_behind(
    document: Document, text: str, base: int, end: int, told: Inspection
) -> tuple[Judgement, ...]:
    """The grades in the sentences of `text`, at `base` of the document, that follow the one which ends at `end`."""
    found: list[tuple[Graded, int]] = []
    while sentence := _SENTENCE.match(text, end):
        if not _OF_THE_AUTHORITY.match(sentence[0]):
            break
        found += [(graded, base + sentence.start()) for graded in iter_graded(sentence[0])]
        end = sentence.end()
    return _to_judgements(document, found, told)


def find_area_grades_in(
    document: Document, sentence: str, base: int, end: int, told: Inspection
) -> tuple[Judgement, ...]:
    """The grades in a sentence whose date ends at `end`: "… was last inspected in May 2018 | and was judged inadequate for adoption"."""
    if not _and_judged().match(sentence, end):
        return ()
    return _to_judgements(document, [(one, base) for one in iter_graded(sentence) if one.start >= end], told)


def find_two_halves(document: Document, text: str, base: int, end: int) -> tuple[Judgement, ...]:
    """The two grades of 2009 to 2012 in the sentence behind: "inadequate for its safeguarding arrangements and adequate for its
    services for children looked after".
    """
    match = _two_halves().match(text, end)
    if match is None:
        return ()
    return tuple(
        _to_judgement(
            document, match[f"{key}_area"], match[f"{key}_grade"], area, base + match.start(), base + match.end()
        )
        for key, area in (("first", "safeguarding"), ("second", "looked-after"))
    )


def _to_judgements(document: Document, found: list[tuple[Graded, int]], told: Inspection) -> tuple[Judgement, ...]:
    """One judgement an area; none of an area that is named in words of several, or graded twice, differently."""
    judged: dict[str, list[Judgement]] = {}
    for graded, base in found:
        keys = _keys_of(graded, told)
        if len(keys) == 1:
            (key,) = keys
            area = graded.area or "overall effectiveness"
            row = _to_judgement(document, area, graded.grade, key, base + graded.start, base + graded.end)
            judged.setdefault(key, []).append(row)
    return tuple(rows[0] for rows in judged.values() if len({row.grade_key for row in rows}) == 1)


def _keys_of(graded: Graded, told: Inspection) -> set[str]:
    """The areas that the words of a grade name in the framework of the inspection, or in those of its year."""
    date = told.start or told.published
    if date is None or date.value.year < _ONE_OVERALL_FROM:
        return set()
    if graded.whole:
        return {"overall"}
    year = date.value.year
    named = {"SIF inspection": ("SIF",), "ILACS inspection": ("ILACS",), "re-inspection": ("SIF",)}.get(told.kind, ())
    by_year = (*(("SIF",) if year <= _SIF_TO else ()), *(("ILACS",) if year >= _ILACS_FROM else ()))
    return {key for framework in named or by_year for key in area_keys(graded.area, framework)}


def _to_judgement(document: Document, area: str, grade: str, key: str, start: int, end: int) -> Judgement:
    name = grade_key(grade) or ""
    area = " ".join(area.split())
    return Judgement(area, name.replace("-", " "), key, name, document.span(start, end), key == "overall")


@cache
def _and_judged() -> re.Pattern[str]:
    return re.compile(
        r",?\s+(?:and|when\s+(?:it|they|services))\s+(?:was\s+|were\s+)?(?:judged|rated|graded|found)\b", re.IGNORECASE
    )


@cache
def _two_halves() -> re.Pattern[str]:
    known = {grade.key for grade in registers.grades() if grade.scheme == "before-2013"}
    grades = "|".join(word for word in grade_words().split("|") if word.lower() in known)
    return re.compile(
        rf"\s*(?:The\s+local\s+authority|It)\s+was\s+judged\s+(?:to\s+be\s+|as\s+)?(?P<first_grade>{grades})\s+for\s+(?:its\s+)?(?P<first_area>safeguarding(?:\s+(?:arrangements|services))?)"
        rf"\s+and\s+(?P<second_grade>{grades})\s+for\s+(?:its\s+)?(?P<second_area>(?:services|arrangements)\s+for\s+(?:looked\s+after\s+children|children\s+looked\s+after))",
        re.IGNORECASE,
    )
