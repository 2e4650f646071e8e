"""Earlier inspections that a report dates: "The previous inspection of the authority’s safeguarding arrangements was in January 2012".

What counts is an inspection or visit with its date beside it, before the one that the report is of. "Since the last inspection"
without a date, inspections of children's homes and schools, and reviews of cases are none. One inspection told twice is one;
grades are taken only from the sentence made for it ("The local authority was judged to be good.") and from the list of a
previous single inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from graph.dates import Date
from graph.recognise.dates import Period, iter_periods
from graph.recognise.judgements import grade_pattern, iter_rows, to_judgement
from graph.recognise.outline import Line
from graph.statements import Document, Inspection, Judgement, Said

_NOUN = re.compile(
    r"(?:(?P<kind>focus+ed|monitoring)\s+visit|(?:re-?)?inspection)s?(?:\s+report)?(?:\s+\([A-Z]{3,6}\)(?:\s+inspection)?)?",
    re.IGNORECASE,
)
# What may stand between the inspection and its date; a clause that starts another thought ends the search.
_BETWEEN = re.compile(
    r"(?:\s+(?:of|into|for|looking\s+at|on)\s+(?P<what>[^.;:()]{3,110}?))?"
    r"(?:\s+(?:was|were|is))?(?:,?\s+(?P<published>published)|\s+(?:undertaken|carried\s+out|conducted|completed|held))?(?:\s+by\s+Ofsted)?"
    r",?\s+(?:in|on|of)\s+(?:the\s+)?|\s+\(",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(
    r",?\s+(?:(?:the|an?|Ofsted(?:[’']s)?|unannounced|full|single|joint|ILACS|SIF|core|standard|short)\s+){0,4}",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"children[’']s\s+homes?|schools?\b|case\s+review|colleges?\b|nurser|peer\b|Inspections\s+Act",
    re.IGNORECASE,
)
_THIS = re.compile(r"\bthis\s+$", re.IGNORECASE)
# The verb in place of the noun: "Safeguarding arrangements were last inspected in January 2012", "… were inspected in …".
_LAST_INSPECTED = re.compile(r"(?:was|were)\s+(?:last\s+)?inspected\s+(?:by\s+Ofsted\s+)?(?:in|on)\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]+(?:\.\d[^.!?]*)*[.!?]?")
_SEND_LABEL = re.compile(r"Dates?\s+of\s+(?:the\s+)?previous\s+inspections?\s*:\s*", re.IGNORECASE)
_LIST_INTRO = re.compile(r"(?:The|Its)\s+judgements?\s+(?:for\s+the\s+local\s+authority\s+)?were\s*:", re.IGNORECASE)

# The kind of an earlier inspection by the words around it, the more telling first.
_KINDS: tuple[tuple[str, str], ...] = (
    (r"joint\s+targeted|JTAI", "JTAI"),
    (r"focus+ed\s+visit", "focused visit"),
    (r"monitoring\s+visit", "monitoring visit"),
    (r"SEND\b|special\s+educational\s+needs", "SEND inspection"),
    (r"adoption\s+service|fostering\s+service|youth\s+offending|contact,\s+referral|private\s+fostering", "other"),
    (r"safeguarding\s+and\s+(?:services\s+for\s+)?(?:looked\s+after|children\s+looked)", "SLAC inspection"),
    (
        r"child\s+protection\s+(?:inspection|services|arrangements)|protection\s+of\s+children",
        "child protection inspection",
    ),
    (
        r"safeguarding\s+(?:arrangements|services)|(?:services|arrangements)\s+for\s+(?:looked\s+after\s+children|children\s+looked\s+after)",
        "SLAC inspection",
    ),
    (r"ILACS", "ILACS inspection"),
    (r"single\s+inspection|\bSIF\b", "SIF inspection"),
)


_ONE_GRADE_FROM = (
    2013  # before, an inspection gave two overall grades: of safeguarding and of services for looked after children
)


def find_previous(document: Document, lines: tuple[Line, ...], subject: Inspection) -> tuple[Inspection, ...]:
    """The earlier inspections that the report of `subject` dates, in the order in which it tells of them."""
    limit = subject.start.value if subject.start else None
    found: list[Inspection] = []
    for index, line in enumerate(lines):
        told = _iter_labelled(document, line) if _SEND_LABEL.match(line.text) else _iter_told(document, lines, index)
        for inspection in told:
            date = _date(inspection)
            if limit is None or (date and date.last < limit.first):
                _add(found, replace(inspection, council=subject.council))
    return tuple(found)


def _iter_labelled(document: Document, line: Line) -> Iterator[Inspection]:
    """The dates behind an Area SEND report's label "Dates of previous inspection:"."""
    start = _SEND_LABEL.match(line.text).end()  # type: ignore[union-attr]
    for period in iter_periods(line.text[start:]):
        span = document.span(line.start, line.start + start + period.end)
        end = Said(period.end_date, span) if period.end_date else None
        if period.start_date:
            kind = "Area SEND inspection" if period.start_date.year >= 2023 else "SEND inspection"
            yield Inspection(kind, span, start=Said(period.start_date, span), end=end)
        return


def _iter_told(document: Document, lines: tuple[Line, ...], index: int) -> Iterator[Inspection]:
    for sentence in _SENTENCE.finditer(lines[index].text):
        if _NOUN.search(sentence[0]):
            yield from _iter_sentence(document, lines, index, sentence)
        elif verb := _LAST_INSPECTED.search(sentence[0]):
            yield from _iter_last_inspected(document, lines[index], sentence, verb)


def _iter_last_inspected(
    document: Document, line: Line, sentence: re.Match[str], verb: re.Match[str]
) -> Iterator[Inspection]:
    """What was last inspected on a date, with the grade that the same sentence gives it."""
    text, base = sentence[0], line.start + sentence.start()
    period = next(iter_periods(text[verb.end() :], years=True), None)
    if period is None or period.start != 0 or period.start_date is None or _OTHER_SUBJECT.search(text[: verb.start()]):
        return
    span = document.span(base, base + verb.end() + period.end)
    told = Inspection(_kind_of(text[: verb.start()]), span, start=Said(period.start_date, span))
    grade = re.compile(
        rf"\s+and\s+(?:was\s+|were\s+)?(?P<area>)judged\s+(?:to\s+be\s+|as\s+)?{grade_pattern()}\s*\.", re.IGNORECASE
    )
    match, area = grade.match(text, verb.end() + period.end), _graded_area(told, text)
    if match and area:
        what = text[: verb.start()].lstrip("•◦– ").strip()
        words = document.span(base + text.index(what), base + match.end())
        told = replace(told, judgements=(replace(to_judgement(document, match, area, base), area=what, span=words),))
    yield told


def _iter_sentence(
    document: Document, lines: tuple[Line, ...], index: int, sentence: re.Match[str]
) -> Iterator[Inspection]:
    """The inspections of a sentence: each noun with the date that goes with it, behind it or before it."""
    text, base = sentence[0], lines[index].start + sentence.start()
    periods = list(iter_periods(text, years=True))
    for noun in _NOUN.finditer(text):
        for period in periods:
            link = _BETWEEN.fullmatch(text, noun.end(), period.start)
            before = (
                _DATE_FIRST.fullmatch(text, period.end, noun.start())
                if not link and period.end <= noun.start()
                else None
            )
            if not (link or before) or period.yearless:
                continue
            around = text[max(0, noun.start() - 60) : max(noun.end(), period.start) + (60 if before else 0)]
            about = text[max(0, noun.start() - 30) : max(noun.end(), period.start)]
            if _OTHER_SUBJECT.search(about) or _THIS.search(text[: noun.start()]):
                continue
            published = bool(link and link["published"])
            for part in _split_months(text, noun, period):
                told = _to_inspection(document, base, around, noun, part, published)
                grades = _find_grades(document, lines, index, sentence, told)
                if not grades and (period.first[0] or 0) >= _ONE_GRADE_FROM:
                    grades = _find_clause_grade(document, text, base, period.end) or _find_given_grade(
                        document, text, base, noun
                    )
                yield replace(told, judgements=grades)
            break


def _find_clause_grade(document: Document, text: str, base: int, end: int) -> tuple[Judgement, ...]:
    """The grade of all services in the clause right behind a date: "in October 2021, when the local authority was judged good"."""
    match = _when_judged().match(text, end)
    return (to_judgement(document, match, "overall", base),) if match else ()


def _find_given_grade(document: Document, text: str, base: int, noun: re.Match[str]) -> tuple[Judgement, ...]:
    """The grade that a sentence says all services had at an inspection, or at two: "judged to require improvement at the … and again in the …"."""
    match = _judged_at().search(text, 0, noun.start())
    between = text[match.end() : noun.start()] if match else ""
    goes_on = re.fullmatch(
        rf"{_NAME_WORDS}(?:[^.;:]*\band\s+again\s+(?:at|in)\s+(?:the|its|our|an?)\s+{_NAME_WORDS})?", between
    )
    return (to_judgement(document, match, "overall", base),) if match and goes_on else ()


_NAME_WORDS = r"(?:(?:first|last|previous|single|full|short|standard|ILACS|SIF|Ofsted)\s+)*"


@cache
def _judged_at() -> re.Pattern[str]:
    who = r"(?:services|local\s+authority|council|authority)"
    return re.compile(
        rf"\b{who}\s+(?:was|were)\s+(?P<area>)(?:first\s+)?judged\s+(?:to\s+be\s+|to\s+|as\s+)?{grade_pattern()}\s+(?:overall\s+)?(?:at|in|by|during)\s+(?:the|its|our|an?)\s+",
        re.IGNORECASE,
    )


@cache
def _when_judged() -> re.Pattern[str]:
    who = r"(?:(?:the\s+)?(?:local\s+authority|council|authority|(?:children[’']?s\s+)?services)|it|they)"
    whole = r"(?:\s+(?:overall|for\s+overall\s+effectiveness))?\s*[.,;]"
    return re.compile(
        rf",?\s+when\s+{who}\s+(?:was|were)\s+(?P<area>)(?:judged|rated|graded)\s+(?:to\s+be\s+|as\s+)?{grade_pattern()}(?={whole})",
        re.IGNORECASE,
    )


def _split_months(text: str, noun: re.Match[str], period: Period) -> tuple[Period, ...]:
    """The times of several visits that share their year: "focused visits in January and December 2019" were two."""
    several = noun[0].lower().endswith("visits") and re.search(r"\b(?:and|&)\b", text[period.start : period.end])
    if not several or period.last is None or period.first[2] is not None:
        return (period,)
    return replace(period, last=None), replace(period, first=period.last, last=None)


def _to_inspection(
    document: Document, base: int, around: str, noun: re.Match[str], period: Period, published: bool
) -> Inspection:
    kind = _kind_of(around)
    span = document.span(base + min(noun.start(), period.start), base + max(noun.end(), period.end))
    date = Said(period.start_date, document.span(base + period.start, base + period.end))
    if published:
        return Inspection(kind, span, published=date)  # type: ignore[arg-type]
    end = Said(period.end_date, date.span) if period.end_date else None
    return Inspection(kind, span, start=date, end=end)  # type: ignore[arg-type]


def _kind_of(words: str) -> str:
    return next((kind for pattern, kind in _KINDS if re.search(pattern, words, re.IGNORECASE)), "inspection")


def _find_grades(
    document: Document, lines: tuple[Line, ...], index: int, sentence: re.Match[str], told: Inspection
) -> tuple[Judgement, ...]:
    """The grades that stand behind the sentence: in the next one, or in the list that it opens."""
    line = lines[index]
    if _LIST_INTRO.search(line.text, sentence.end()) or (
        index + 1 < len(lines) and _LIST_INTRO.match(lines[index + 1].text)
    ):
        end = next((at for at in range(index + 1, len(lines)) if lines[at].kind == "heading"), len(lines))
        block = document.text[line.start + sentence.end() : lines[min(end, index + 12) - 1].end]
        return tuple(iter_rows(document, "SIF", block, line.start + sentence.end()))
    match = re.compile(
        rf"\s*The\s+(?P<area>local\s+authority|council|service)\s+was\s+judged\s+(?:to\s+be\s+|as\s+)?{grade_pattern()}\s*\.",
        re.IGNORECASE,
    ).match(line.text, sentence.end())
    area = _graded_area(told, sentence[0])
    if not (match and area):
        return ()
    # Both sentences together: the first says what was inspected, the second how it was judged.
    words = document.span(line.start + sentence.start(), line.start + match.end())
    return (replace(to_judgement(document, match, area, line.start), span=words),)


def _graded_area(told: Inspection, sentence: str) -> str | None:
    """The area that a single grade of an earlier inspection is of."""
    if told.kind == "SLAC inspection":
        return "looked-after" if re.search(r"looked\s+after", sentence, re.IGNORECASE) else "safeguarding"
    return "overall" if told.kind in ("child protection inspection", "SIF inspection", "ILACS inspection") else None


def _add(found: list[Inspection], told: Inspection) -> None:
    """Add an inspection, or what it says more of one already told."""
    for place, known in enumerate(found):
        if _is_same(known, told):
            found[place] = _merge(known, told)
            return
    found.append(told)


def _is_same(one: Inspection, other: Inspection) -> bool:
    first, second = _date(one), _date(other)
    if first is None or second is None:
        return False
    same_kind = one.kind == other.kind
    if bool(one.published) != bool(other.published):
        return (same_kind or "inspection" in (one.kind, other.kind)) and first.year == second.year
    return first.agrees(second) and (same_kind or "inspection" in (one.kind, other.kind))


def _merge(one: Inspection, other: Inspection) -> Inspection:
    """Both tellings as one: the more precise dates, the more telling kind, the grades of both.

    Reports speak of an inspection by the year in which it was published, so a bare year beside a publication is no start.
    """
    published = _better(one.published, other.published)
    start = _better(one.start, other.start)
    areas = {judgement.area_key for judgement in one.judgements}
    return replace(
        one,
        kind=other.kind if one.kind == "inspection" else one.kind,
        start=None if published and start and start.value.precision == 1 else start,
        end=one.end or other.end,
        published=published,
        judgements=(*one.judgements, *(judgement for judgement in other.judgements if judgement.area_key not in areas)),
    )


def _better(one: Said[Date] | None, other: Said[Date] | None) -> Said[Date] | None:
    if one is None or other is None:
        return one or other
    return other if other.value.precision > one.value.precision else one


def _date(told: Inspection) -> Date | None:
    said = told.start or told.published or told.end
    return said.value if said else None
