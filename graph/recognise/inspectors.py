"""Who inspected: the lead on page 1, and the team at the end of a report.

Three forms: "Lead inspector: Sarah Canto, His Majesty’s Inspector"; a list by parts ("Team inspectors: …", "Senior data
analyst: …"); an Area SEND team ("Sue Eastwood, Ofsted Lead inspector", "Dan Carrick, CQC Lead inspector").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from graph.recognise.names import HONOURS, NAME, RANK, clean_name, from_capitals, split_names
from graph.recognise.outline import Line, iter_cells
from graph.recognise.patterns import NUMBER, one_line, to_number
from graph.statements import Appointment, Count, Document, Doubt, Said

_LABEL = r"(?:(?P<lead>Lead|Reporting)|Deputy\s+lead|Team|Additional|Associate|Regulatory|Contracted|(?P<shadow>Shadow|Supernumerary))\s+inspectors?"
_INSPECTOR_LABEL = re.compile(rf"(?P<label>{_LABEL})\s*:?(?:\s+(?P<names>(?-i:[A-ZÀ-Þ])[^:]*))?", re.IGNORECASE)
# A label in the middle of a line: "… Margaret Farrow. Shadow inspector: Anne-Marie Born".
_INNER_LABEL = re.compile(rf"(?<=[.;,]\s)(?={re.sub('[?]P<[a-z]+>', '?:', _LABEL)}\s*:)", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:[,;&]|\band)\s*$")
# "The inspection team consisted of seven of Her Majesty’s Inspectors (HMI) and one additional inspector."
_CONSISTED = re.compile(r"\binspection\s+team\s+(?:consisted|was\s+made\s+up)\s+of\s+(?P<who>[^.]+)\.", re.IGNORECASE)
_SOME = re.compile(
    rf"\b(?P<number>{NUMBER}|an?|another)\s+(?=(?:[\w’']+\s+){{0,6}}?(?:HMI|Inspectors?)\b)", re.IGNORECASE
)
_STAFF_LABEL = re.compile(
    r"(?P<label>Senior\s+data\s+analyst|Senior\s+analytical\s+officer|Data\s+analyst|Quality\s+assurance\s+manager)s?\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
_TEAM_HEADING = re.compile(r"(?:The\s+)?inspection\s+team:?", re.IGNORECASE)
_TEAM_END = re.compile(
    r"The Office for Standards|Any complaints|If you are not happy|What the inspection|Information about", re.IGNORECASE
)
_OTHER_WORD = re.compile(r"\b(?!(?:and|inspectors?|lead|deputy|seconded|Mr|Mrs|Ms|Miss|Dr)\b)\w+", re.IGNORECASE)
_BODY = r"(?:Ofsted|CQC|Care\s+Quality\s+Commission|S?HMI|(?:His|Her)\s+Majesty[’']s)\b"
_OFFICE = rf"(?:{_BODY}|(?:[Ll]ead|[Tt]eam|[Dd]eputy|[Ss]enior|[Ss]hadow|[Cc]hildren[’']?s|[Ss]ervices|[Hh]ealth|[Ii]nspectors?)\b)"
_MEMBER = re.compile(
    rf"(?P<name>(?!{_OFFICE}){NAME}(?<!Lead)(?<!Inspector)){HONOURS},?\s+(?P<part>{_BODY}(?:[,\s]*\(?{_OFFICE}\)?)*)"
)


class Team(NamedTuple):
    """Who inspected: the lead, all inspectors in order with the lead among them, staff with other parts, and the size stated."""

    lead: Said[str] | None
    inspectors: tuple[Said[str], ...]
    staff: tuple[Appointment, ...]
    doubts: tuple[Doubt, ...]
    size: Count | None = None


class _Named(NamedTuple):
    """An inspector where the report lists them; shadows and supernumeraries come on top of the team."""

    said: Said[str]
    lead: bool = False
    shadow: bool = False


def find_team(document: Document, lines: tuple[Line, ...], page: tuple[Line, ...]) -> Team:
    """The team of a report, from its first page and its lists at the end."""
    section = tuple(_as_written(line) for line in _team_section(lines))
    page = tuple(_as_written(line) if _INSPECTOR_LABEL.fullmatch(line.text) else line for line in page)
    found = [*_labelled(document, page), *_labelled(document, section)] or _area_members(document, section)
    leads = _unique([named.said for named in found if named.lead])
    inspectors = _unique([named.said for named in found])
    staff = tuple(person for line in section for person in _staff(document, line))
    count = _find_count(document, lines)
    doubts = [
        *_doubt_leads(leads),
        *_doubt_count(
            count if section else None, {named.said.value for named in found if not named.shadow}, inspectors
        ),
    ]
    return Team(leads[0] if len(leads) == 1 else None, tuple(inspectors), staff, tuple(doubts), count)


def _as_written(line: Line) -> Line:
    """A line in capitals with its names as they are written, at the same places."""
    return Line(line.kind, from_capitals(line.text), line.start, line.end)


def _doubt_leads(leads: list[Said[str]]) -> list[Doubt]:
    names = ", ".join(said.value for said in leads)
    return [Doubt("lead inspector", f"several are named: {names}", leads[0].span)] if len(leads) > 1 else []


def _doubt_count(count: Count | None, team: set[str], named: list[Said[str]]) -> list[Doubt]:
    """A doubt where the report states another size of its team than it names, with its shadows or without."""
    if count is None or count.number in (len(team), len(named)):
        return []
    return [Doubt("inspectors", f"the report counts {count.number} and names {len(named)}", count.span)]


def _find_count(document: Document, lines: tuple[Line, ...]) -> Count | None:
    """How many inspectors the report says there were, all sorts together."""
    for line in lines:
        if "team" in line.text.lower() and (match := _CONSISTED.search(line.text)):
            numbers = [some["number"].lower() for some in _SOME.finditer(match["who"])]
            total = sum(1 if number in ("a", "an", "another") else to_number(number) for number in numbers)
            span = document.span(line.start + match.start(), line.start + match.end())
            return Count("inspectors", total, span) if total else None
    return None


def _team_section(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines under the last heading "Inspection team"."""
    heads = [index for index, line in enumerate(lines) if _TEAM_HEADING.fullmatch(line.text)]
    if not heads:
        return ()
    rest = lines[heads[-1] + 1 :]
    end = next((index for index, line in enumerate(rest) if _TEAM_END.match(line.text)), len(rest))
    return rest[:end]


def _labelled(document: Document, lines: tuple[Line, ...]) -> list[_Named]:
    """The inspectors of lines such as "Team inspectors: A, B", also one a line below the label."""
    found: list[_Named] = []
    label: re.Match[str] | None = None
    listed, below = False, False
    for line in _iter_parts(lines):
        match = _INSPECTOR_LABEL.fullmatch(line.text)
        if match is None and not (below and label and is_names(line.text)):
            below = False
            continue
        label, listed = match or label, match["names"] is None if match else listed
        start = match.start("names") if match else 0
        names = line.text[start:] if start >= 0 else ""
        for name, first, last in split_names(names):
            span = document.span(line.start + start + first, line.start + start + last)
            found.append(_Named(Said(name, span), bool(label and label["lead"]), bool(label and label["shadow"])))
        below = listed or bool(_GOES_ON.search(names))  # below a label alone, or behind a comma at the end of the line
    return found


def _iter_parts(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, with a list that is torn inside a name put together, and parted where a second label stands in one."""
    rest = list(lines)
    while rest:
        line = rest.pop(0)
        label = _INSPECTOR_LABEL.fullmatch(line.text)
        if rest and label and label["names"] and _is_torn(label["names"], rest[0]):
            following = rest.pop(0)
            gap = " " * (following.start - line.start - len(line.text))
            line = Line(line.kind, line.text + gap + following.text, line.start, following.end)
        cuts = [0, *(match.start() for match in _INNER_LABEL.finditer(line.text)), len(line.text)]
        for start, end in pairwise(cuts):
            yield Line(line.kind, line.text[start:end].rstrip(" .;"), line.start + start, line.start + end)


def _is_torn(names: str, following: Line) -> bool:
    """Whether a list of names goes on in the next line in the middle of a name: "Brenda McLaughlin, Jan" and "Edwards"."""
    return ":" not in following.text and not is_names(names) and is_names(f"{names} {following.text}")


def is_names(text: str) -> bool:
    """Whether a line holds names with their ranks and nothing else: a label's list ends where prose begins."""
    position, rest = 0, ""
    for _, start, end in split_names(text):
        rest, position = rest + text[position:start] + " ", end
    rest = re.sub(r"\([^)]*\)", " ", RANK.sub(" ", rest + text[position:]))
    return position > 0 and not _OTHER_WORD.search(rest)


def _area_members(document: Document, section: tuple[Line, ...]) -> list[_Named]:
    """The inspectors of an Area SEND team, Ofsted's column before the Care Quality Commission's; the lead is Ofsted's."""
    entries = [
        (match, start)
        for line in section
        for _, start, cell in iter_cells(document, line)
        for match in _MEMBER.finditer(cell)
    ]
    found = []
    for cqc in (False, True):
        for match, base in entries:
            if ("CQC" in match["part"] or "Care Quality" in match["part"]) is cqc:
                span = document.span(base + match.start("name"), base + match.end("name"))
                found.append(_Named(Said(clean_name(match["name"]), span), not cqc and "lead" in match["part"].lower()))
    return found


def _staff(document: Document, line: Line) -> list[Appointment]:
    """Analysts and managers of a team: "Senior data analyst: Hywel Benbow"."""
    match = _STAFF_LABEL.fullmatch(line.text)
    if not match:
        return []
    role = one_line(match["label"]).capitalize()
    span = document.span(line.start, line.end)
    return [Appointment(name, span, role, None, "inspection team") for name, _, _ in split_names(match["names"])]


def _unique(found: list[Said[str]]) -> list[Said[str]]:
    """One entry a name, at its first place."""
    first: dict[str, Said[str]] = {}
    for said in found:
        first.setdefault(said.value, said)
    return list(first.values())
