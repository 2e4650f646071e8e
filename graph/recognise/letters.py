"""Letters in which inspectorates report: focused visits, monitoring visits, joint inspections of areas and their revisits.

A letter has no labels. Its first paragraphs say when inspectors came ("This letter summarises the findings of the focused visit to
Lancashire children’s services on 4 and 5 November 2019"), who they were, what they looked at, and which visit in a row it was; who
led is told by the signature. Who writes and who is written to is `graph.recognise.signatures`' part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph import registers
from graph.dates import Date
from graph.recognise.dates import find_period
from graph.recognise.inspectors import is_names
from graph.recognise.judgements import to_judgement
from graph.recognise.names import split_names
from graph.recognise.outline import Line
from graph.recognise.patterns import ORDINAL, any_of, one_line, to_ordinal
from graph.recognise.periods import Dates, read_dates
from graph.recognise.titles import Report
from graph.recognise.wordings import grade_pattern
from graph.statements import Document, Inspection, Said

#: The kinds whose reports are letters, and those of them that appear under their own date.
LETTERS = frozenset(
    {"focused visit", "monitoring visit", "JTAI", "SEND inspection", "SEND revisit", "contact and referral inspection"}
)
_DATED = frozenset({"focused visit", "monitoring visit", "JTAI", "contact and referral inspection"})
# Those in which inspectorates take part together: not the same ones in every year, so that the letter has to say.
_JOINT = frozenset({"JTAI"})

_BELOW_TITLE = 2  # lines: a theme, and the day of the report
_OPENING = 14  # lines: a letter's frame is told before its findings
_END_OF_OPENING = re.compile(
    r"(?:(?:Main|Headline|Key)\s+)?findings\b.*|Overview|What\s+needs\s+to\s+improve.*", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?]+(?:\.\d[^.!?]*)*[.!?]?")
_CAME = re.compile(r"\b(?:visit(?:ed)?|revisit(?:ed)?|inspection|inspected|inspectors)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:on|between|from|during)\s+(?=(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?\d)",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:issued|published|submitted|declared|dated|last\s+inspected|previous\s+inspection)\b", re.IGNORECASE
)
_WHO = re.compile(
    r"(?:(?:(?:Her|His)\s+Majesty[’']?s\s+Inspectors?(?:\s*\(HMI\))?|(?<!\w)The\s+inspectors?)(?:\s+(?:for|on|who\s+carried\s+out)\s+(?:this|the)\s+(?:\w+\s+)?(?:visit|inspection))?\s+(?:were|was)\s*:?"
    r"|(?:visit|inspection)\s+was\s+(?:carried\s+out|conducted|undertaken|led)\s+by(?:\s+(?:Her|His)\s+Majesty[’']?s\s+Inspectors?(?:\s*\(HMI\))?,?)?)\s+(?P<names>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NTH = re.compile(rf"\b(?P<nth>{ORDINAL})\s+(?:monitoring|focus+ed)\s+visit\b", re.IGNORECASE)
_RANGE = r"(?!(?:an?\s+)?(?:wide\s+|broad\s+)?(?:range|variety)\s+of\b|evidence\b|(?:the\s+)?following\b)"
_FOCUS = (
    re.compile(r"(?:with\s+a\s+(?:particular\s+|specific\s+)?focus\s+on|focus\s+of\s+(?:the|this)\s+(?:monitoring\s+|focused\s+)?(?:visit|inspection)\s+was(?:\s+on)?|\bfocus+ed\s+(?:up)?on)\s*:?\s*(?P<what>[^.;:]*)", re.IGNORECASE),
    re.compile(rf"\bInspectors\s+(?:looked\s+at|evaluated|reviewed|considered|examined)\s+{_RANGE}(?:the\s+(?:local\s+authority|council)[’']?s\s+arrangements\s+(?:for|in\s+relation\s+to)\s+)?(?P<what>[^.;:]+)", re.IGNORECASE),
)  # fmt: skip
_JOINT_FOCUS = re.compile(
    r"\bmulti-?\s?agency\s+(?:response|arrangements)\s+(?:to|for)\s+(?P<what>.+?)(?:\s+in\s+(?:the\s+)?[A-Z]|$)"
)
_SUBTITLE = re.compile(r"(?:Joint\s+)?Inspection\s+of\s+the\s+multi-?\s?agency\b[^.]{5,160}", re.IGNORECASE)
# "… reviewed the progress made in the following areas of concern:" says less than the list that it opens.
_LEADS_TO_LIST = re.compile(r"\bfollowing\b[^.;:]*$", re.IGNORECASE)
_JUDGED_SINCE = re.compile(rf"\bsince\s+[^.,;]{{0,60}}?(?P<area>local\s+authority|council|services)\s+(?:was|were)\s+(?:first\s+)?judged\s+(?:to\s+be\s+|as\s+)?{grade_pattern()}[^.;]{{0,60}}?\s+in\s+", re.IGNORECASE)  # fmt: skip


class Letter(NamedTuple):
    """The frame of a letter, as its first paragraphs and its title tell it."""

    dates: Dates
    published: Said[Date] | None
    inspectorates: tuple[Said[str], ...]
    inspectors: tuple[Said[str], ...]
    ordinal: Said[int] | None
    focus: Said[str] | None
    before: Inspection | None


def read_letter(document: Document, report: Report) -> Letter:
    """The frame of a letter; what it leaves out is absent."""
    opening = _find_opening(report)
    sentences = [(line, match) for line in opening for match in _SENTENCE.finditer(line.text)]
    return Letter(
        dates=_find_dates(document, sentences),
        published=_find_own_date(document, report) if report.title.kind in _DATED else None,
        inspectorates=_find_inspectorates(document, opening) if report.title.kind in _JOINT else (),
        inspectors=_find_inspectors(document, opening),
        ordinal=_find_ordinal(document, opening),
        focus=_find_joint_focus(document, report) or _find_focus(document, opening),
        before=_find_before(document, opening),
    )


def _find_opening(report: Report) -> list[Line]:
    below = [line for line in report.lines if line.start >= report.title.said.span.end]
    end = next((at for at, line in enumerate(below) if _END_OF_OPENING.fullmatch(line.text)), len(below))
    return below[: min(end, _OPENING)]


def _find_dates(document: Document, sentences: list[tuple[Line, re.Match[str]]]) -> Dates:
    """The days of the first sentence that says when inspectors came."""
    doubted = Dates()
    for line, sentence in sentences:
        for when in _WHEN.finditer(sentence[0]) if _CAME.search(sentence[0]) else ():
            if _OTHER_DAY.search(sentence[0][: when.start()]):
                break
            base = line.start + sentence.start() + when.end()
            found = read_dates(document, base, sentence[0][when.end() :].rstrip("."))
            if found and found.start:
                return found
            doubted = doubted if doubted.doubts or not found else found
    return doubted


def _find_own_date(document: Document, report: Report) -> Said[Date] | None:
    """The day that stands alone above the title, or right below it with the theme: under it the letter appears."""
    above = [line for line in report.page if line.start < report.title.said.span.start]
    below = [line for line in report.page if line.start >= report.title.said.span.end][:_BELOW_TITLE]
    for line in (*above, *below):
        period = find_period(line.text)
        if period and period.start_date and period.start_date.precision == 3:
            around = line.text[: period.start] + line.text[period.end :]
            if not re.sub(r"(?:date|published)\s*:|[\W\d]", "", around, flags=re.IGNORECASE):
                return Said(period.start_date, document.span(line.start + period.start, line.start + period.end))
    return None


def _find_inspectorates(document: Document, opening: list[Line]) -> tuple[Said[str], ...]:
    """Who inspected together: the inspectorates in the first sentence that names several of them."""
    part = {key for version in registers.frameworks() if version.name in _JOINT for key in version.inspectorates}
    for line in opening:
        for sentence in _SENTENCE.finditer(line.text):
            found = {}
            for body in (body for body in registers.inspectorates().values() if body.key in part):
                if match := re.search(rf"\b{any_of(body.wordings)}\b", sentence[0]):
                    base = line.start + sentence.start()
                    found[body.key] = Said(body.key, document.span(base + match.start(), base + match.end()))
            if len(found) > 1:
                return tuple(found.values())
    return ()


def _find_inspectors(document: Document, opening: list[Line]) -> tuple[Said[str], ...]:
    found: dict[str, Said[str]] = {}
    for line in opening:
        for match in _WHO.finditer(line.text):
            names = re.split(r"\.(?:\s|$)", match["names"], maxsplit=1)[0]
            for name, start, end in split_names(names) if is_names(names) else ():
                base = line.start + match.start("names")
                found.setdefault(name, Said(name, document.span(base + start, base + end)))
    return tuple(found.values())


def _find_ordinal(document: Document, opening: list[Line]) -> Said[int] | None:
    for line in opening:
        if match := _NTH.search(line.text):
            return Said(to_ordinal(match["nth"]), document.span(line.start + match.start(), line.start + match.end()))
    return None


def _find_focus(document: Document, opening: list[Line]) -> Said[str] | None:
    """What inspectors looked at: the words behind "focus", or the list that they open."""
    for pattern in _FOCUS:
        for index, line in enumerate(opening):
            if match := pattern.search(line.text):
                items = list(_iter_items(opening[index + 1 :]))
                if match["what"].strip() and not (items and _LEADS_TO_LIST.search(match["what"])):
                    start, end = line.start + match.start("what"), line.start + match.end("what")
                    return Said(one_line(match["what"]), document.span(start, end))
                if items:
                    value = "; ".join(re.sub(r"^\W+|\W+(?:and\W*)?$", "", item.text) for item in items)
                    return Said(value, document.span(items[0].start, items[-1].end))
    return None


def _iter_items(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        if line.kind != "item":
            return
        yield line


def _find_joint_focus(document: Document, report: Report) -> Said[str] | None:
    """The theme that a joint inspection's title names, or the line below it: "the multi-agency response to domestic abuse"."""
    title = report.title.said.span
    below = [line for line in report.page if line.start >= title.end][:1]
    subtitles = [(line.text, line.start) for line in below if _SUBTITLE.fullmatch(line.text)]
    for text, base in ((title.quote, title.start), *subtitles):
        if match := _JOINT_FOCUS.search(text):
            span = document.span(base + match.start("what"), base + match.end("what"))
            return Said(one_line(match["what"]), span)
    return None


def _find_before(document: Document, opening: list[Line]) -> Inspection | None:
    """The inspection from which monitoring visits are counted, by the month in which it was judged."""
    for line in opening:
        match = _JUDGED_SINCE.search(line.text)
        period = find_period(line.text[match.end() :]) if match else None
        if match and period and period.start == 0 and period.start_date:
            span = document.span(line.start + match.start(), line.start + match.end() + period.end)
            date = Said(period.start_date, document.span(line.start + match.end(), span.end))
            return Inspection(
                "inspection", span, published=date, judgements=(to_judgement(document, match, "overall", line.start),)
            )
    return None
