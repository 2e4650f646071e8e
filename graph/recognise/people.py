"""People named in a paper with a post or a place in it: its contact, its author, councillors, officers who were introduced.

A capitalised pair of words is no person by itself ("Mosaic", "Whittington Health"): a name counts with a post beside it
("Sharon Hubber, Director of Children's Social Care"), a councillor's title before it, or a label ("Contact: …"). Here are those
whom running text names, and all put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.recognise.contacts import iter_fields, iter_labelled, iter_signed
from graph.recognise.councillors import iter_councillors, iter_inverted, iter_members
from graph.recognise.ministers import MINISTRY
from graph.recognise.names import NAME, clean_name
from graph.recognise.passages import Passage
from graph.recognise.patterns import one_line
from graph.recognise.posts import OFFICE, POST, is_no_name
from graph.statements import Appointment, Document

#: "appointed Ann Ash as Children's Services Commissioner".
_APPOINTED = re.compile(
    rf"\bappointed\s+(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor)\.?\s+)?(?P<name>{NAME})\s+(?:as|to\s+be)\s+(?:(?:the|its|our|an?)\s+)?(?P<role>(?:Children[’']s\s+Services\s+)?{POST})"
)
#: "the Minister for Children and Families, Ann Ash MP"; only behind an office of the government.
_MINISTER = re.compile(rf"\b(?P<role>{MINISTRY}),\s+(?P<name>{NAME})(?=\s+MP\b)")
#: Whose post it is, behind its name.
_FOR_COUNCIL = re.compile(r",?\s+(?:for|at)\s+(?:[A-Z][\w’'-]+\s+(?:(?:of|and|upon|on)\s+)?){1,6}Council$")
#: A line of its own in a list of those present: "Councillor Rachel Bailey Children and Families Portfolio Holder".
_LINE = re.compile(
    rf"(?:County\s+)?(?:Councillor|Cllr)\s+(?P<name>[A-Z][\w’'-]*\s[A-Z][\w’'-]+)\s+(?:[-–]\s+)?(?P<role>(?=.*\b{OFFICE}\b)[A-Z][^.,:;]{{5,90}})"
)
_WRITTEN_BY = re.compile(
    rf"\b(?:report|paper|note)\s+(?:was|has\s+been)\s+(?:written|prepared|produced)\s+by\s+(?P<name>{NAME})(?:,\s+(?P<role>{POST}))?"
)
_NAME_THEN_POST = re.compile(
    rf"\b(?P<name>{NAME})(?:\s+(?:CBE|OBE|MBE|QPM|DL|JP))?(?:,\s+(?:(?:the(?:\s+(?:[Cc]ouncil|[Bb]orough|[Cc]ity|[Cc]ounty)[’']s)?|our|its)\s+)?|\s*\((?:the\s+)?|\s+[–-]\s+|\t)(?P<role>{POST})"
)
#: "Shirley Bailey (Senior HMI Ofsted)": a bracket that holds an office, and perhaps the body at its end.
_IN_BRACKETS = re.compile(
    rf"\b(?P<name>{NAME})\s+\((?P<role>[A-Z][^()\d]{{3,130}}?)(?:,?\s+(?P<body>Ofsted|CQC|LGA|Department\s+for\s+Education|DfE|NHS\s[\w ]+))?\)"
)
_OF_OFFICE = re.compile(
    rf"\b(?:{OFFICE}|S?HMI|Inspector|Professor|representative|Nurse|Teacher|Practitioner|Psychologist)\b"
)
#: "Duncan Maybury, Strategy & Commissioning Manager": a post that opens with its field, of words that no name has.
_NAME_THEN_FIELD = re.compile(
    rf"\b(?P<name>{NAME})(?:,\s+|\s+[–-]\s+)(?P<role>(?P<field>(?:[A-Z][\w’'-]+\s+(?:(?:and|&)\s+)?){{1,5}}){OFFICE})(?=\s*(?:$|[,.;)\t]|and\b))"
)
_POST_THEN_NAME = re.compile(
    rf"\b(?P<role>{POST})(?:,\s+|\s*\(|:\s+|\s+[–-]\s+|\t|\s+is\s+)(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.?\s+)?(?P<name>{NAME})(?=\)|,|\.|;|\s*$|\s+\([A-Z][^()\d]+\)|\s+(?:said|spoke|presented|introduced|reported|explained|advised|informed|attended|updated|outlined|responded|confirmed|highlighted|provided|gave|and)\b)"
)


def find_people(document: Document, passages: Sequence[Passage]) -> tuple[Appointment, ...]:
    """The people whom a paper names with a post or a part, each once, in the order of the text."""
    found: dict[str, Appointment] = {}
    for person in map(_without_council, _iter_all(document, passages)):
        known = found.get(person.name)
        if known is None or _says_more(person, known):
            found[person.name] = person
    return tuple(sorted(found.values(), key=lambda person: person.span.start))


def _without_council(person: Appointment) -> Appointment:
    """A post by its name alone: "Director of Children's Services | for Ashshire County Council"."""
    return replace(person, role=_FOR_COUNCIL.sub("", person.role) if person.role else None)


def _says_more(person: Appointment, known: Appointment) -> bool:
    """Whether somebody's part is told now and was not before, or a post that is more than "Councillor"."""
    if known.part != "mentioned":
        return known.role is None and person.role is not None and person.part == known.part
    is_bare = known.role is None or known.role.lower().endswith("councillor")
    return person.part != "mentioned" or (is_bare and person.role != known.role)


def _iter_all(document: Document, passages: Sequence[Passage]) -> Iterator[Appointment]:
    for index, passage in enumerate(passages):
        following = passages[index + 1] if index + 1 < len(passages) else None
        yield from iter_labelled(document, passage, following)
        for match in _WRITTEN_BY.finditer(passage.text):
            yield from _to_person(document, passage, match, "author")
        line = _LINE.fullmatch(passage.text)
        if line:
            yield from _to_person(document, passage, line, "mentioned")
        yield from iter_councillors(document, passage, following)
        yield from iter_inverted(document, passages, index)
        yield from iter_members(document, passages, index)
        if following:
            yield from iter_fields(document, passage, following)
            yield from iter_signed(document, passage, following)
        for match in _IN_BRACKETS.finditer(passage.text):
            if _OF_OFFICE.search(match["role"]):
                yield from _to_person(document, passage, match, "mentioned")
        for pattern in (_NAME_THEN_POST, _POST_THEN_NAME, _APPOINTED, _MINISTER):
            for match in _iter_in_cells(pattern, passage.text):
                yield from _to_person(document, passage, match, "mentioned")
        for match in _iter_in_cells(_NAME_THEN_FIELD, passage.text):
            words = re.findall(r"[A-Z][\w’'-]+", match["field"])
            if 2 * sum(is_no_name(word) for word in words) >= len(words):
                yield from _to_person(document, passage, match, "mentioned")


def _iter_in_cells(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern in a passage; in a row, a name that seems to begin in the cell before begins behind its tab."""
    position = 0
    while match := pattern.search(text, position):
        tab = match["name"].rfind("\t")
        if tab < 0:
            yield match
        position = match.start("name") + tab + 1 if tab >= 0 else match.end()


def _to_person(document: Document, passage: Passage, match: re.Match[str], part: str) -> Iterator[Appointment]:
    if "\t" in match["name"] or is_no_name(match["name"]):
        return
    role = one_line(match["role"]) if match["role"] else None
    places = [match.span("name"), *([match.span("role")] if role else [])]
    span = document.span(passage.start + min(places)[0], passage.start + max(end for _, end in places))
    yield Appointment(clean_name(match["name"]), span, role, match.groupdict().get("body"), part)
