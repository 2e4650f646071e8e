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

from graph import registers
from graph.dates import Date
from graph.recognise.councils import iter_councils
from graph.recognise.dates import Period, iter_periods
from graph.recognise.elsewhere import is_by_others
from graph.recognise.frameworks import first_day
from graph.recognise.kinds import find_kind
from graph.recognise.outline import Line, Words
from graph.recognise.previous_areas import find_grades_given, find_grades_in_clause, find_halves
from graph.recognise.previous_grades import find_grades_behind, find_grades_beside
from graph.recognise.told_twice import add_told, date_of
from graph.recognise.wordings import any_grade
from graph.statements import Document, Inspection, Said

_NOUN = re.compile(
    r"(?:(?P<kind>focus+(?:ed)?(?:\s+assurance)?|monitoring)\s+visit|(?:re-?)?inspection)s?(?:\s+report)?(?:\s+\([A-Z]{3,6}\)(?:\s+inspection)?)?",
    re.IGNORECASE,
)
# What may stand between the inspection and its date; a clause that starts another thought ends the search.
_BETWEEN = re.compile(
    r"(?:\s+(?:of|into|for|looking\s+at|on|to(?=\s+(?:the|its|our)\b))\s+(?P<what>[^.;:()]{3,110}?)(?:\s+\([A-Z]{3,6}\))?)?"
    r"(?:\s+(?:was|were|is))?(?:,?\s+(?P<published>published)|\s+(?:undertaken|carried\s+out|conducted|completed|held|took\s+place))?(?:\s+by\s+Ofsted)?"
    r",?\s+(?:in|on|of|between|from)\s+(?:the\s+)?|\s+\(",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(
    r",?\s+(?:Ofsted\s+(?:conducted|undertook|carried\s+out|made)\s+)?(?:(?:the|an?|Ofsted(?:[’']s)?|unannounced|full|single|joint(?:\s+targeted\s+area)?|ILACS|SIF|core|standard|short)\s+){0,4}",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"children[’']s\s+homes?|schools?\b|case\s+review|colleges?\b|nurser|peer\b|Inspections\s+Act|\bagenc(?:y|ies)\b|\b(?:VAA|IFA)\b",
    re.IGNORECASE,
)
# "The agency was judged good in an inspection in 2015", "a unit judged good at the inspection in 2013".
_SETTING_JUDGED = re.compile(
    r"\b(?:agency|agencies|units?|homes?|centres?|schools?|academ(?:y|ies))\b[^.;]{0,60}?\b(?:judged|rated|graded)\b[^.;]*$",
    re.IGNORECASE,
)
_THIS = re.compile(r"\bthis\s+$", re.IGNORECASE)
# The verb in place of the noun: "Safeguarding arrangements were last inspected in January 2012", "… were inspected in …".
_LAST_INSPECTED = re.compile(
    r"(?:was|were)\s+(?:last\s+|also\s+)?inspected\s+(?:by\s+Ofsted\s+)?(?:under\s+the\s+[^.,;]{3,60}?\s+)?(?=(?:in|on)\s+(?P<date>\S))",
    re.IGNORECASE,
)
# "Seven monitoring visits between July 2016 and May 2018": in that time, and not on these dates.
_SEVERAL = re.compile(r"s\b.{0,40}?\s(?:between|from)\s", re.IGNORECASE)
# A subject that stands for what the sentence before names: "The trust runs an adoption agency. Both were inspected in …".
_PRONOUN = re.compile(
    r"\W*(?:It|They|Both|Each|All|These|This)(?:\s+of\s+(?:them|these))?(?:\s+(?:was|were|is|are)\b|\s*$)",
    re.IGNORECASE,
)
_REVISIT = re.compile(r"[^.;]*?\bre-?visit", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*\bre-?visit", re.IGNORECASE)
_FORMAL_NAME = 100  # characters: "… of Sampleshire’s services for children in need of help and protection"
_IN = re.compile(r"\W*(?:\d+\.\s*)?In\s+")
_SENTENCE = re.compile(r"[^.!?\s][^.!?]*(?:\.\d[^.!?]*)*[.!?]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEND_LABEL = re.compile(r"Dates?\s+of\s+(?:the\s+)?previous\s+(?:full\s+)?inspections?\s*:\s*", re.IGNORECASE)


def find_previous(document: Document, lines: tuple[Line, ...], subject: Inspection) -> tuple[Inspection, ...]:
    """The earlier inspections that the report of `subject` dates, in the order in which it tells of them."""
    limit = subject.start.value if subject.start else None
    code = subject.council.value if subject.council else ""
    own = frozenset({code, *registers.councils()[code].successors, *_former_of(code)} if code else ())
    found: list[Inspection] = []
    for index, line in enumerate(lines):
        if not _YEAR.search(line.text):  # nothing is dated here, as in most lines
            continue
        told = (
            _iter_labelled(document, line) if _SEND_LABEL.match(line.text) else _iter_told(document, lines, index, own)
        )
        for inspection in told:
            date = date_of(inspection)
            if limit is None or (date and date.last < limit.first):
                add_told(found, replace(inspection, council=_council_of(document, subject.council, date)))
    return tuple(found)


def _former_of(code: str) -> set[str]:
    """The councils whose place a council took."""
    return {row.code for row in registers.councils().values() if code in row.successors}


def _council_of(document: Document, council: Said[str] | None, date: Date | None) -> Said[str] | None:
    """The council that was inspected: the report's, or before its time the one whose place it took; none where that is not clear.

    Of several, the one that the report names ("the predecessor local authority, Sampleshire County Council") is meant.
    """
    if council is None or date is None or str(date.last) >= registers.councils()[council.value].start:
        return council
    former = _former_of(council.value)
    named = [mention for mention in iter_councils(document.text) if mention.sure and mention.code in former]
    if len({mention.code for mention in named}) == 1:
        return Said(named[0].code, document.span(named[0].start, named[0].end))
    return replace(council, value=former.pop()) if len(former) == 1 else None


def _iter_labelled(document: Document, line: Line) -> Iterator[Inspection]:
    """The dates behind an Area SEND report's label "Dates of previous inspection:": the first, and those of revisits."""
    start = _SEND_LABEL.match(line.text).end()  # type: ignore[union-attr]
    text = line.text[start:]
    last = 0
    for period in iter_periods(text):
        revisit = _REVISIT.search(text, last, period.start) or _IN_BRACKETS.match(text, period.end)
        if not period.start_date or (last and not revisit):
            continue
        kind = "Area SEND inspection" if period.start_date.last >= first_day("AreaSEND") else "SEND inspection"
        begin = line.start if not last else line.start + start + last
        span = document.span(begin, line.start + start + period.end)
        end = Said(period.end_date, span) if period.end_date else None
        yield Inspection("SEND revisit" if revisit else kind, span, start=Said(period.start_date, span), end=end)
        last = period.end


def _iter_told(document: Document, lines: tuple[Line, ...], index: int, own: frozenset[str]) -> Iterator[Inspection]:
    """The inspections of a line; without a grade from a sentence that names a council other than `own`, which may be that one's."""
    for sentence in _SENTENCE.finditer(lines[index].text):
        words = sentence[0].lower()  # most sentences lack the one that a pattern needs, which is told many times faster
        if is_by_others(sentence[0]):
            continue
        told: tuple[Inspection, ...] = ()
        if ("inspection" in words or "visit" in words) and _NOUN.search(sentence[0]):
            told = tuple(_iter_sentence(document, lines, index, sentence))
        if not told and "inspected" in words and (verb := _LAST_INSPECTED.search(sentence[0])):
            told = tuple(_iter_last_inspected(document, lines[index], sentence, verb))
        graded = any_grade().search(words) is not None
        if graded and own and any(mention.code not in own for mention in iter_councils(sentence[0])):
            told, graded = tuple(replace(one, judgements=()) for one in told), False
        yield from told
        if graded and not any(one.judgements for one in told):
            yield from _iter_dated(Words(document, sentence[0], lines[index].start + sentence.start()))


def _iter_last_inspected(
    document: Document, line: Line, sentence: re.Match[str], verb: re.Match[str]
) -> Iterator[Inspection]:
    """What was last inspected on a date, with the grade that the same sentence gives it."""
    text, words = sentence[0], Words(document, sentence[0], line.start + sentence.start())
    period = next(iter_periods(text[verb.end() :], years=True), None)
    begins = verb.start("date") - verb.end()
    named = _with_antecedent(line, sentence, text[: verb.start()])
    if period is None or period.start != begins or not period.start_date or _OTHER_SUBJECT.search(named):
        return
    end = verb.end() + period.end
    span = words.span(0, end)
    kind = find_kind((), text[: verb.end()], period.start_date)
    told = Inspection(kind, span, start=Said(period.start_date, span))
    what = text[: verb.start()].lstrip("•◦– ").strip()
    grades = find_grades_beside(words, (verb.start(), end), told, what)
    halves = () if grades else find_halves(Words(document, line.text, line.start), sentence.start(), told)
    yield replace(told, judgements=grades or halves)


def _with_antecedent(line: Line, sentence: re.Match[str], words: str) -> str:
    """Words that a sentence begins with, behind what their pronoun stands for: the sentence before."""
    if not _PRONOUN.match(words):
        return words
    return f"{line.text[: sentence.start()].rstrip('. ').rpartition('. ')[2]}, {words}"


def _iter_dated(words: Words) -> Iterator[Inspection]:
    """An inspection of which only the grade of all services and its date are told: "Children’s services were judged good in March
    2019", "In 2016, services were judged to require improvement to be good.".
    """
    for period in iter_periods(words.text, years=True):
        opened = _IN.fullmatch(words.text, 0, period.start)
        if period.yearless or not period.start_date or period.end_date:
            continue
        if period.start_date.year <= first_day("SIF").year:  # two grades: of safeguarding, and of looked after children
            continue
        start = Said(period.start_date, words.span(period.start, period.end))
        told = Inspection("inspection", start.span, start=start)
        grades = (
            find_grades_in_clause(words, period.end, told, opened=True)
            if opened
            else find_grades_given(words, period.start, told, dated=True)
        )
        for grade in (one for one in grades if one.overall):
            span = words.document.span(min(start.span.start, grade.span.start), max(start.span.end, grade.span.end))
            yield replace(told, span=span, judgements=(replace(grade, span=span),))


def _iter_sentence(
    document: Document, lines: tuple[Line, ...], index: int, sentence: re.Match[str]
) -> Iterator[Inspection]:
    """The inspections of a sentence: each noun with the date that goes with it, behind it or before it."""
    text, words = sentence[0], Words(document, sentence[0], lines[index].start + sentence.start())
    periods = list(iter_periods(text, years=True))
    for noun in _NOUN.finditer(text):
        for period in periods:
            link = _BETWEEN.fullmatch(text, noun.end(), period.start)
            first = not link and period.end <= noun.start() and _DATE_FIRST.fullmatch(text, period.end, noun.start())
            if not (link or first) or period.yearless or (link and _SEVERAL.match(text, noun.end() - 1)):
                continue
            about = text[max(0, noun.start() - 30) : max(noun.end(), period.start)]
            before = _with_antecedent(lines[index], sentence, text[: noun.start()])
            if _OTHER_SUBJECT.search(about) or _THIS.search(before) or _SETTING_JUDGED.search(before):
                continue
            for part in _split_months(text, noun, period):
                kind = _kind_of(text, noun, part)
                told = _to_inspection(words, kind, noun, part, published=bool(link and link["published"]))
                grades = find_grades_behind(document, lines, index, sentence, told) or find_grades_beside(
                    words, (noun.start(), max(noun.end(), period.end)), told
                )
                yield replace(told, judgements=grades)
            break


def _kind_of(text: str, noun: re.Match[str], period: Period) -> str:
    """The kind that a sentence gives an inspection: by the noun, by what stands between it and its date, by the words around."""
    if period.end <= noun.start():
        beside = text[period.end : noun.end()]
        after = noun.end() + _FORMAL_NAME
    else:
        beside = re.split(r"[,;:(]", text[: noun.start()])[-1][-40:] + text[noun.start() : period.start]
        after = max(noun.end(), period.start)
    return find_kind((noun[0], beside), text[max(0, noun.start() - 60) : after], period.start_date)


def _split_months(text: str, noun: re.Match[str], period: Period) -> tuple[Period, ...]:
    """The times of several visits in two months: "focused visits in January and December 2019" were two."""
    several = noun[0].lower().endswith(("visits", "inspections")) and re.search(
        r"\b(?:and|&)\b", text[period.start : period.end]
    )
    if not several or period.last is None or period.first[2] is not None:
        return (period,)
    return replace(period, last=None), replace(period, first=period.last, last=None)


def _to_inspection(words: Words, kind: str, noun: re.Match[str], period: Period, *, published: bool) -> Inspection:
    span = words.span(min(noun.start(), period.start), max(noun.end(), period.end))
    date = Said(period.start_date, words.span(period.start, period.end))
    if published:
        return Inspection(kind, span, published=date)  # type: ignore[arg-type]
    end = Said(period.end_date, date.span) if period.end_date else None
    return Inspection(kind, span, start=date, end=end)  # type: ignore[arg-type]
