"""A paper's committee: in a field ("Report to: …", "Meeting: 30/07/2020 - Executive Board (Item 3)"), in the lines at its head, or in
what the minutes say that a committee did.

"the Committee" is no name; an improvement board that got a report on a day met, but the paper is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.recognise.councils import find_council
from graph.recognise.dates import iter_periods
from graph.recognise.passages import Passage
from graph.recognise.patterns import one_line
from graph.statements import Document, Doubt, Said

#: Passages: fields and titles stand before the text.
HEAD = 30
_WORD = r"(?:[A-Z][\w’'&-]*|&|\(\w+\))"
_DAYS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
#: "Children's Services Scrutiny Committee", "Cabinet", "Executive Board"; not "the Committee", not "Improvement Board" (below).
NAME = rf"(?:(?:{_WORD},?\s+(?:(?:and|of|for|the|in|on|&)\s+){{0,2}}){{0,9}}(?:Sub[\s-]?(?:[Cc]ommittee|[Bb]oard|[Pp]anel)|Committee|Board|Panel|Commission|Assembly|Forum|Cabinet|Executive|Council)(?:\s+(?:Committee|Board|Panel|Sub-?Committee))?(?:(?<=Committee)\s+(?:on|for)\s+(?:the\s+)?(?!(?:{_DAYS})){_WORD}(?:\s+(?:and\s+)?{_WORD}){{0,4}})?(?:\s+\(\d\))?)"
_PART = re.compile(
    r"\s+\((?=[A-Z][\w’'-]+,?\s+(?:and\s+|&\s+)?[A-Z])(?!Item|Agenda)[A-Z][\w’'&, -]+\)|\s+[–-]\s+(?=Children|Young\s+People|People|Education|Families)(?:[A-Z][\w’']*(?:,\s+|\s+(?:and|&)\s+|\s+|$))+$"
)
_CAPITALS = re.compile(
    r"(?:(?:[A-Z][A-Z’'&, -]+(?:\([A-Z’'&, -]+\)\s|\b))?(?:COMMITTEE|BOARD|PANEL|CABINET|ASSEMBLY|EXECUTIVE|COMMISSION)|(?:FULL|BOROUGH|CITY|COUNTY|DISTRICT)\s+COUNCIL)(?:(?<=COMMITTEE)\s+(?:FOR|ON)\s+[A-Z][A-Z’'&, -]+[A-Z])?"
)
_FULL_COUNCIL = re.compile(r"(?:full\s+)?council", re.IGNORECASE)
BARE = re.compile(
    r"(?:the\s+)?(?:sub[\s-]?)?(?:committee|board|panel|commission|forum|council|(?:county|city|borough)\s+council)",
    re.IGNORECASE,
)
_NO_COMMITTEE = re.compile(
    r"\b(?:improvement\s+board|safeguarding\s+children|children\s+in\s+care\s+council|youth\s+council|(?:county|city|borough|district|metropolitan)\s+council$|Chief\s+Executive|Care\s+Quality\s+Commission|Charity\s+Commission|Commissioning|Ofsted|school\s+council)",
    re.IGNORECASE,
)
#: An improvement board whose name heads a paper: the paper is its own.
_OWN_BOARD = re.compile(r"(?:[A-Z][\w’'&-]*\s+(?:and\s+)?){0,6}Improvement\s+Board")
FIELD = re.compile(
    r"(?:report\s+to|report\s+for|committee|name\s+of\s+committee|decision[\s-]?(?:maker|taker|making\s+body)|meeting\s+of|meeting(?:\s+name)?|name\s+of\s+(?:the\s+)?meeting|board|to)\s*[:\t]\s*(?:the\s+)?(?P<value>.+)",
    re.IGNORECASE | re.DOTALL,
)
#: "REPORT TO IMPROVING LIVES SELECT COMMISSION": a field without its colon.
REPORT_TO = re.compile(r"\breport\s+to\s*:?\s+(?:the\s+)?(?P<value>[A-Z].+)", re.IGNORECASE | re.DOTALL)
#: What stands before a committee's name and is no part of it.
_LED_IN = re.compile(r"(?:minutes|meeting|report|agenda|name|to|for|decision)\b", re.IGNORECASE)
_MEETING_OF = re.compile(
    rf"(?:minutes|agenda|meeting)\b[^.]{{0,40}}?\bof\s+(?:a\s+meeting\s+of\s+)?(?:the\s+)?(?P<name>{NAME}|[A-Z][A-Z’'& ,-]+(?:COMMITTEE|BOARD|PANEL|CABINET|ASSEMBLY|EXECUTIVE|COMMISSION))",
    re.IGNORECASE,
)
_DID = re.compile(
    rf"(?P<name>{NAME})\s+(?:had\s+a|received|considered|noted|agreed|backed|approved|endorsed|resolved|heard|discussed|thanked|was\s+(?:told|asked|advised|informed)|were\s+(?:told|asked|advised|informed)|(?:is|are)\s+(?:asked|invited|requested|recommended))\b"
)
_DAY = r"(?:\w+day,?\s+)?(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][A-Za-z]+,?\s+\d{4})"
#: "Scrutiny Board (Children and Families) - 17 October 2018" as a heading; "25/06/2020 - Cabinet" above what was decided.
_NAME_AND_DATE = re.compile(
    rf"(?:[Pp]resented\s+to\s+(?:the\s+)?|report\s+to\s+(?:the\s+)?|Report\s+to\s+(?:the\s+)?|.{{0,60}}\bat\s+(?:a\s+meeting\s+of\s+)?the\s+)?(?P<name>(?:{NAME}|{_CAPITALS.pattern})(?:\s+\([A-Z][\w’'&, -]+\))?)\s*(?:[-–,:\t]|(?:held\s+)?on)\s*(?P<date>{_DAY}).{{0,60}}"
)
_DATE_AND_NAME = re.compile(rf"(?P<date>{_DAY})\s*[-–]\s*(?P<name>{NAME})")


def find_committee(document: Document, passages: Sequence[Passage]) -> tuple[Said[str] | None, tuple[Doubt, ...]]:
    """The committee that a paper is for; why there is none where minutes tell of several."""
    names = [*_iter_named(document, passages)]
    committee, doubts = (names[0], ()) if names else _find_doer(document, passages)
    return _without_council(document, _find_whole(committee, names)) if committee else None, doubts


def _find_whole(name: Said[str], names: Sequence[Said[str]]) -> Said[str]:
    """The longer name that ends in this one, where the paper has it: "Policy Committee" is "Education Policy Committee"."""
    longer = [
        one for one in names if one.value.lower().endswith(f" {name.value.lower()}") and not _LED_IN.match(one.value)
    ]
    return max(longer, key=lambda one: len(one.value), default=name)


def _without_council(document: Document, committee: Said[str]) -> Said[str]:
    """The name without the council's before it, "DORSET COUNCIL - OVERVIEW COMMITTEE", or behind it, "Panel, City of Derby Council"."""
    body, _, behind = committee.span.quote.rpartition(", ")
    if body and find_council(behind) and is_committee_name(body):
        span = document.span(committee.span.start, committee.span.start + len(body))
        return Said(one_line(span.quote), span)
    own = re.match(r"[\w’'&, ]+\bCouncil\s+[-–]\s+(?=[A-Z])", committee.span.quote, re.IGNORECASE)
    if not own or not committee.value.startswith(committee.span.quote[:8]):
        return committee
    span = document.span(committee.span.start + own.end(), committee.span.end)
    return Said(one_line(span.quote), span)


def is_committee_name(text: str) -> bool:
    """Whether a line is a committee's name and nothing else."""
    plain = one_line(text).strip(" .:")
    whole = re.fullmatch(rf"{NAME}(?:\s+\([A-Z][\w’'&, -]+\)|{_PART.pattern})?", plain) or _CAPITALS.fullmatch(plain)
    return whole is not None and not _is_bare(plain)


def match_dated(text: str) -> re.Match[str] | None:
    """The match of a line that is a committee's name and the day on which it meets: `name`, `date`."""
    return _NAME_AND_DATE.fullmatch(text) or _DATE_AND_NAME.fullmatch(text)


def _is_bare(name: str) -> bool:
    """Whether words name no committee: "the Committee", an improvement board, the council itself ("Wiltshire Council")."""
    is_council = name.endswith(("Council", "COUNCIL")) and find_council(name) is not None
    return is_council or BARE.fullmatch(name) is not None or _NO_COMMITTEE.search(name) is not None


def _iter_named(document: Document, passages: Sequence[Passage]) -> Iterator[Said[str]]:
    """The committee by a field, by a line of the head, by the heading of minutes; best first."""
    head = passages[:HEAD]
    yield from _iter_fields(document, head)
    for passage in head:
        match = _MEETING_OF.search(passage.text)
        if match and len(passage.text) < 200:
            yield from _name_in(document, passage, match["name"], match.start("name"))
    for passage in head[:12]:
        opening = re.match(rf"(?P<name>{NAME})\s.*\bDate:", passage.text)
        if opening:
            yield from _name_in(document, passage, opening["name"], 0)
        if is_committee_name(passage.text):
            yield Said(one_line(passage.text), document.span(passage.start, passage.end))
    for passage in head[:5]:
        if _OWN_BOARD.fullmatch(passage.text.strip()):
            yield Said(one_line(passage.text), document.span(passage.start, passage.end))
    for passage in passages:
        dated = match_dated(passage.text)
        if dated and not _is_bare(dated["name"]):
            start, end = (passage.start + place for place in dated.span("name"))
            yield Said(one_line(dated["name"]), document.span(start, end))


def _iter_fields(document: Document, head: Sequence[Passage]) -> Iterator[Said[str]]:
    """The committee that a field of the head names: "Report to: …"; not "2. To recommend the report to Full Council."."""
    for passage in head:
        asks = len(passage.text) >= 160 or passage.is_item
        field = FIELD.match(passage.text) or (None if asks else REPORT_TO.search(passage.text))
        if field and _FULL_COUNCIL.fullmatch(field["value"]):
            yield Said(one_line(field["value"]), document.span(passage.start + field.start("value"), passage.end))
        elif field:
            yield from _name_in(document, passage, field["value"], field.start("value"))


def _name_in(document: Document, passage: Passage, value: str, offset: int) -> Iterator[Said[str]]:
    """The committee's name in a field's value: "30/07/2020 - Executive Board (Item 3)"."""
    match = next(
        (
            match
            for pattern in (_CAPITALS, re.compile(NAME))
            for match in pattern.finditer(value)
            if not _is_bare(match[0])
        ),
        None,
    )
    if match and len(value) < 160:
        start = passage.start + offset + match.start()
        part = _PART.match(value, match.end())  # "Scrutiny Board | (Children and Families)"
        end = passage.start + offset + (part or match).end()
        yield Said(one_line(document.text[start:end]), document.span(start, end))


def _find_doer(document: Document, passages: Sequence[Passage]) -> tuple[Said[str] | None, tuple[Doubt, ...]]:
    """The one committee of which the minutes say that it considered, noted or agreed something, on no other day."""
    found: dict[str, Said[str]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            if (match := _DID.search(sentence.text)) and (name := _to_doer(sentence.text, match)):
                end = sentence.start + match.end("name")
                found.setdefault(name, Said(name, document.span(end - len(name), end)))
    first = next(iter(found.values()), None)
    if first is None or len(found) == 1:
        return (_find_longer(document, first) if first else None), ()
    return None, (Doubt("committee", f"{' and '.join(sorted(found))} are both said to have acted", first.span),)


def _to_doer(text: str, match: re.Match[str]) -> str:
    """The name of a committee that acted at the meeting itself; "" where it is none, or did so on a day that is told."""
    name = re.sub(r"^(?:(?:The|That|This|If|When|As|And)\s+(?:the\s+)?)", "", one_line(match["name"]))
    on_a_day = any(iter_periods(text[: match.end() + 60], years=True))
    return "" if _is_bare(name) or on_a_day or "Corporate Parenting" in name else name


def _find_longer(document: Document, said: Said[str]) -> Said[str]:
    """The whole name of a committee that is elsewhere called by a part: "the Scrutiny Committee" of "Children Scrutiny Committee"."""
    whole = {}
    for match in re.finditer(NAME, document.text) if " " in said.value else ():
        name = re.sub(r"^(?:The|This|That|Report\s+to(?:\s+the)?)\s+", "", match[0].rpartition("\n")[2])
        if name.endswith(f" {said.value}"):
            whole[name] = Said(name, document.span(match.end() - len(name), match.end()))
    return next(iter(whole.values())) if len(whole) == 1 else said
