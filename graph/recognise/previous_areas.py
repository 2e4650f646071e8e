"""The grades that a report's sentences give an earlier inspection: of all its services, and of several areas.

"The local authority was judged inadequate for help and protection. It was judged good for adoption." They count in sentences of
which the authority, its services or "it" is the subject, right behind the sentence that dates the inspection; in the clause
right behind its date ("… in 2019, when services were judged inadequate"); and where they are said to have been given at it. An
area that is graded twice, differently, has no grade.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from graph import registers
from graph.recognise.frameworks import first_day, last_day
from graph.recognise.grades import Graded, iter_graded
from graph.recognise.judgements import judge
from graph.recognise.outline import Words
from graph.recognise.patterns import any_of
from graph.recognise.wordings import any_area, any_grade, area_keys
from graph.statements import Inspection, Judgement

_SENTENCE = re.compile(r"\s*[^.!?]+[.!?]?")
_OF_THE_AUTHORITY = re.compile(
    r"\s*(?:(?:The\s+)?(?:local\s+authority|council|services?)|It|They|All(?:\s+of)?(?:\s+the)?(?:\s+other)?\s+(?:judge?ments|areas))\s+(?:was|were|had\s+been)\b[^.]*?"
    r"(?:\bjudged\b|\brated\b|\bgraded\b|\bfound\s+to\b|\brequires?\b)",
    re.IGNORECASE,
)
#: Between a date and the clause that says how services were judged then.
_LEAD = re.compile(
    r"\)?,?\s+(?:(?:and|when|where|which|with|at\s+which|in\s+which)\s+|(?=(?:judged|rated|graded|found|gave|resulted)\b))",
    re.IGNORECASE,
)
#: The same where the sentence began with the date: "At the last inspection, in March 2015 |, | services were judged good".
_OPENED = re.compile(r",?\s+(?:when\s+)?", re.IGNORECASE)
#: What stands between such a lead and the grade where the grade is of another time, or somebody else’s.
_OTHER_CLAUSE = re.compile(
    r"[,;:]|\b(?:after|because|before|despite|following|since|until)\b|\b(?:leaders|managers|partners|council|authority)\s+(?:judged|rated|graded|found)\b",
    re.IGNORECASE,
)
#: Where such a clause ends; what goes on with "and" or "but" may grade other areas.
_END = re.compile(r"[,;:]\s+(?!(?:and|but|with|except|apart|other)\b)|\.(?!\d)")
#: All areas, and none left out.
_ALL = re.compile(
    r"(?:all|each|every)(?:\s+of)?(?:\s+the)?\s+(?:\w+\s+){0,2}(?:areas?|judge?ments|categories)", re.IGNORECASE
)
#: What stands for something named before: of what the grade is, only that tells.
_STANDS_FOR = re.compile(
    r"(?:(?:all|the|these|those)\s+)*(?:it|they|services?|judged|rated|graded|found|an?)\b", re.IGNORECASE
)
_PUT_BETWEEN = re.compile(r",\s+[A-Z][^,;:.]{2,60},(?=\s+(?:was|were)\b)")
_REQUIRED = re.compile(r"(?:it|they|services)\s+(?P<grade>required\s+improvement\s+to\s+be\s+good)", re.IGNORECASE)
#: Before a verb that tells only some services: "the areas | judged inadequate", "those services that were | judged good".
_SOME = re.compile(
    r"\b(?:areas?|aspects?|elements?|services?|those)\s+(?:(?:that|which)\s+(?:was|were|had\s+been)\s+)?$",
    re.IGNORECASE,
)
_NAME_WORDS = r"(?:(?:first|last|previous|single|full|short|standard|ILACS|SIF|Ofsted)\s+)*"
_WHOLLY = r"(?:\s+(?:overall|for\s+overall\s+effectiveness|(?:in|across)\s+all\s+(?:\w+\s+)?areas))?(?:\s+by\s+Ofsted)?"
_AN_INSPECTION = rf"(?:the|its|our|an?)\s+{_NAME_WORDS}"
#: From a grade to the inspection that gave it: "inadequate | at the last inspection", "| in 2015 and again at the inspection".
_GIVEN_AT = re.compile(
    rf"{_WHOLLY},?\s+(?:when\s+(?:it|they)\s+|(?:at|in|by|during|from)\s+{_AN_INSPECTION}(?:[^.;:]*\band\s+again\s+(?:at|in)\s+{_AN_INSPECTION})?)",
    re.IGNORECASE,
)
_GIVEN_IN = re.compile(rf"{_WHOLLY}\s+in\s+", re.IGNORECASE)
_SERVICES = re.compile(r"\b(?:services|local\s+authority|council|social\s+care|judge?ment)\b", re.IGNORECASE)
#: The halves that had each its own overall grade, what they are called, and what names them.
_HALVES = (
    ("safeguarding", "safeguarding services", r"safeguarding"),
    ("looked-after", "services for looked after children", r"looked\s+after"),
)
_AT_THIS = re.compile(r"[^.]*\bthis\s+inspection\b", re.IGNORECASE)


def find_grades_in_next(words: Words, end: int, told: Inspection) -> tuple[Judgement, ...]:
    """The grades in the sentences that follow the one which ends at `end`."""
    found: list[tuple[Graded, int]] = []
    while sentence := _SENTENCE.match(words.text, end):
        if not _OF_THE_AUTHORITY.match(sentence[0]):
            break
        found += [(graded, sentence.start()) for graded in iter_graded(sentence[0])]
        end = sentence.end()
    return _to_judgements(words, found, told)


def find_grades_in_clause(words: Words, end: int, told: Inspection, *, opened: bool = False) -> tuple[Judgement, ...]:
    """The grades in the clause right behind a date that ends at `end`: "… in May 2018, | when services were judged good".

    `opened` says that the sentence begins with the date, so that its main clause is meant: "In 2016, | it was judged inadequate".
    """
    text = words.text
    lead = (_OPENED if opened else _LEAD).match(text, end)
    first = any_grade().search(text, lead.end()) if lead else None
    if not lead or not first or _OTHER_CLAUSE.search(text, lead.end(), first.start()):
        return ()
    stop = _END.search(text, first.end())
    clause = text[lead.end() : stop.start() if stop else len(text)]
    part = _STANDS_FOR.match(clause) is not None and _names_area(text[: lead.start()])
    area = _find_subject(text[: lead.start()], clause) if part else ""
    graded = [
        one._replace(area=area or one.area, whole=not area) if _is_whole(one) else one
        for one in _iter_graded(clause)
        if not (_is_whole(one) and part and not area)
    ]
    # The words behind it begin with the date's "when", so that they say of themselves what they are of.
    return tuple(
        replace(row, span=words.document.span(words.base + end, row.span.end)) if row.overall else row
        for row in _to_judgements(words, [(one, lead.end()) for one in graded], told)
    )


def find_grades_given(words: Words, place: int, told: Inspection, *, dated: bool = False) -> tuple[Judgement, ...]:
    """The grade of all services that is said to have been given at the inspection named at `place`: "judged to require improvement
    at the 2019 | inspection", "since a judgement of inadequate at the last | inspection", "judged good when they | were inspected".

    `dated` says that there stands only a date: "Children’s services were judged good in | March 2015".
    """
    before, link = words.text[:place], _GIVEN_IN if dated else _GIVEN_AT
    part = _names_area(before)
    if dated and (part or not _SERVICES.search(before)):
        return ()
    given = [
        one
        for one in _iter_graded(words.text if dated else before)
        if _is_whole(one) and (one.area or not part) and link.fullmatch(words.text, one.end, place)
    ]
    return _to_judgements(words, [(one, 0) for one in given], told)


def find_halves(words: Words, start: int, told: Inspection) -> tuple[Judgement, ...]:
    """The two overall grades of 2009 to 2012 in the sentence at `start` and the two behind it: "inadequate for its safeguarding
    arrangements and adequate for its services for looked after children", "good for both", "found safeguarding adequate".
    """
    text, found = words.text, defaultdict[str, list[Judgement]](list)
    sentences = list(islice(_SENTENCE.finditer(text, start), 3)) if told.kind == "SLAC inspection" else []
    for match in _half_graded().finditer(text, start, sentences[-1].end()) if sentences else ():
        halves, grade = (match["halves"], match["grade"]) if match["halves"] else (match["subject"], match["said"])
        if grade.lower() != "adequate" and _AT_THIS.match(text, match.end()):
            continue  # of the inspection that the report is of
        for key, name, pattern in _HALVES:
            if re.search(rf"{pattern}|\bboth$", halves, re.IGNORECASE):
                found[key].append(judge(name, grade, key, words.span(*match.span())))
    return tuple(rows[0] for rows in found.values() if len({row.grade_key for row in rows}) == 1)


def _iter_graded(text: str) -> Iterator[Graded]:
    """The grades of a sentence or a clause, as if nothing were put between a subject and its verb: "the authority, Ashshire
    County Council, was"; and that of a clause which only says that services required improvement.
    """
    plain = _PUT_BETWEEN.sub(lambda match: " " * len(match[0]), text)
    yield from (one for one in iter_graded(plain) if not (_is_whole(one) and _SOME.search(text[: one.start])))
    if required := _REQUIRED.match(text):
        yield Graded("", whole=True, grade=required["grade"], start=0, end=required.end())


def _is_whole(graded: Graded) -> bool:
    """Whether a grade is of all services: of the council as such, or of all areas and none left out."""
    return graded.whole or _ALL.fullmatch(graded.area) is not None


def _names_area(text: str) -> bool:
    """Whether words name an area that is graded by itself: "they" behind them may be that area and not all services."""
    return any(area_keys(area["area"]) != {"overall"} for area in any_area().finditer(text))


def _find_subject(before: str, clause: str) -> str:
    """The area that a sentence is about, where the clause's pronoun agrees with it: "Services for care leavers | have improved since
    …, when | they were"; else "".
    """
    subject = _subject().match(before)
    agrees = subject and clause.lower().startswith(
        "they were" if subject["verb"].lower() in ("have", "are") else "it was"
    )
    return subject["area"] if subject and agrees else ""


def _to_judgements(words: Words, found: list[tuple[Graded, int]], told: Inspection) -> tuple[Judgement, ...]:
    """One judgement an area, of grades that were found from a place on; none of an area that is named in words of several, or graded
    twice, differently.
    """
    judged = defaultdict[str, list[Judgement]](list)
    for graded, place in found:
        keys = _keys_of(graded, told)
        if len(keys) == 1:
            (key,) = keys
            printed = key != "overall" or graded.area.lower().startswith("overall")
            area = graded.area if printed else "overall effectiveness"
            span = words.span(place + graded.start, place + graded.end)
            judged[key].append(judge(area, graded.grade, key, span))
    return tuple(rows[0] for rows in judged.values() if len({row.grade_key for row in rows}) == 1)


def _keys_of(graded: Graded, told: Inspection) -> set[str]:
    """The areas that the words of a grade name in the framework of the inspection, or in those of its year."""
    date = told.start or told.published
    year = date.value.year if date else 0
    if registers.kinds()[told.kind].family != "children" or year <= last_day("SLAC").year:
        return set()  # two grades: of safeguarding, and of services for looked after children
    if _is_whole(graded):
        return {"overall"}
    if year <= first_day("SIF").year:
        return set()
    named = {"SIF inspection": ("SIF",), "ILACS inspection": ("ILACS",), "re-inspection": ("SIF",)}.get(told.kind, ())
    in_force = [name for name in ("SIF", "ILACS") if first_day(name).year <= year <= last_day(name).year]
    return {key for framework in named or in_force for key in area_keys(graded.area, framework)}


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\d+\.\s*)?(?:[\w’'-]+\s+){{0,6}}?{any_area().pattern}(?:\s+services)?\s+(?P<verb>has|have|is|are)\b",
        re.IGNORECASE,
    )


@cache
def _half_graded() -> re.Pattern[str]:
    grade = any_of(grade.key for grade in registers.grades() if grade.scheme == "before-2013")
    looked_after = r"(?:(?:services|arrangements)\s+(?:for|to)\s+)?(?:looked\s+after\s+children|children\s+looked\s+after)(?:[’']s)?"
    half = rf"(?:(?:its|the|their)\s+)?(?:safeguarding|{looked_after})(?:\s+(?:services?|arrangements|children)\b)?"
    halves = rf"(?:both\s+)?{half}(?:\s+and\s+{half})?"
    whole = r"(?:the\s+)?(?:overall\s+effectiveness|judgement)\s+(?:of|for)\s+"
    return re.compile(
        rf"\b(?P<grade>{grade})\s+(?:overall\s+)?(?:at\s+this\s+inspection\s+)?(?:for|in)\s+(?P<halves>{halves}|both\b)"
        rf"|(?:^|[.;,]\s+|\b(?:and|when|with|(?P<found>judged|found)(?:\s+[A-Z][\w’']+[’']s?)?)\s+)(?:{whole})?(?P<subject>{halves})(?:\s+for\s+children)?\s+"
        rf"(?(found)|(?:(?:was|were|judged|found)\s+)+)(?:to\s+be\s+|as\s+)?(?P<said>{grade})\b",
        re.IGNORECASE,
    )
