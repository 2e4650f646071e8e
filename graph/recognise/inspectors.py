"""Who inspected: the lead on page 1, and the team at the end of a report.

Three forms: "Lead inspector: Sarah Canto, His Majesty’s Inspector"; a list by parts ("Team inspectors: …", "Senior data
analyst: …"); an Area SEND team ("Sue Eastwood, Ofsted Lead inspector", "Dan Carrick, CQC Lead inspector").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.recognise.names import NAME, RANK, clean_name, split_names
from graph.recognise.outline import Line
from graph.statements import Appointment, Document, Doubt, Said

_INSPECTOR_LABEL = re.compile(
    r"(?P<label>(?P<lead>Lead|Reporting)\s+inspectors?|Deputy\s+lead\s+inspectors?|(?:Team|Shadow|Additional|Associate|Supernumerary|Regulatory|Contracted)\s+inspectors?)"
    r"\s*:?(?:\s+(?P<names>(?-i:[A-ZÀ-Þ])[^:]*))?",
    re.IGNORECASE,
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
    rf"(?P<name>(?!{_OFFICE}){NAME}(?<!Lead)(?<!Inspector))(?:,?\s*\(?(?:OBE|CBE|MBE)\)?)?,?\s+(?P<part>{_BODY}(?:[,\s]*\(?{_OFFICE}\)?)*)"
)


class Team(NamedTuple):
    """Who inspected: the lead, all inspectors in order with the lead among them, and staff with other parts."""

    lead: Said[str] | None
    inspectors: tuple[Said[str], ...]
    staff: tuple[Appointment, ...]
    doubts: tuple[Doubt, ...]


def find_team(document: Document, lines: tuple[Line, ...], page: tuple[Line, ...]) -> Team:
    """The team of a report, from its first page and its lists at the end."""
    section = _team_section(lines)
    found = [*_labelled(document, page), *_labelled(document, section)] or _area_members(document, section)
    leads = _unique([said for said, lead in found if lead])
    staff = tuple(person for line in section for person in _staff(document, line))
    doubts: tuple[Doubt, ...] = ()
    if len(leads) > 1:
        doubts = (
            Doubt("lead inspector", "several are named: " + ", ".join(said.value for said in leads), leads[0].span),
        )
    return Team(leads[0] if len(leads) == 1 else None, tuple(_unique([said for said, _ in found])), staff, doubts)


def _team_section(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines under the last heading "Inspection team"."""
    heads = [index for index, line in enumerate(lines) if _TEAM_HEADING.fullmatch(line.text)]
    if not heads:
        return ()
    rest = lines[heads[-1] + 1 :]
    end = next((index for index, line in enumerate(rest) if _TEAM_END.match(line.text)), len(rest))
    return rest[:end]


def _labelled(document: Document, lines: tuple[Line, ...]) -> list[tuple[Said[str], bool]]:
    """The inspectors of lines such as "Team inspectors: A, B", also one a line below the label; and whether each is the lead."""
    found: list[tuple[Said[str], bool]] = []
    below = False
    for line in lines:
        match = _INSPECTOR_LABEL.fullmatch(line.text)
        start = match.start("names") if match else 0
        if match or (below and _is_names(line.text)):
            lead = match is not None and match["lead"] is not None
            base = line.start + start
            for name, first, last in split_names(line.text[start:] if start >= 0 else ""):
                found.append((Said(name, document.span(base + first, base + last)), lead))
            below = below if match is None else match["names"] is None
        else:
            below = False
    return found


def _is_names(text: str) -> bool:
    """Whether a line holds names with their ranks and nothing else: a label's list ends where prose begins."""
    position, rest = 0, ""
    for _, start, end in split_names(text):
        rest, position = rest + text[position:start] + " ", end
    rest = re.sub(r"\([^)]*\)", " ", RANK.sub(" ", rest + text[position:]))
    return position > 0 and not _OTHER_WORD.search(rest)


def _area_members(document: Document, section: tuple[Line, ...]) -> list[tuple[Said[str], bool]]:
    """The inspectors of an Area SEND team, Ofsted's column before the Care Quality Commission's; the lead is Ofsted's."""
    entries = [
        (match, line.start + start)
        for line in section
        for start, cell in _cells(line.text)
        for match in _MEMBER.finditer(cell)
    ]
    found = []
    for cqc in (False, True):
        for match, base in entries:
            if ("CQC" in match["part"] or "Care Quality" in match["part"]) is cqc:
                span = document.span(base + match.start("name"), base + match.end("name"))
                found.append((Said(clean_name(match["name"]), span), not cqc and "lead" in match["part"].lower()))
    return found


def _cells(text: str) -> list[tuple[int, str]]:
    cells, position = [], 0
    for cell in text.split("\t"):
        cells.append((position, cell))
        position += len(cell) + 1
    return cells


def _staff(document: Document, line: Line) -> list[Appointment]:
    """Analysts and managers of a team: "Senior data analyst: Hywel Benbow"."""
    match = _STAFF_LABEL.fullmatch(line.text)
    if not match:
        return []
    role = " ".join(match["label"].split()).capitalize()
    span = document.span(line.start, line.end)
    return [Appointment(name, span, role, None, "inspection team") for name, _, _ in split_names(match["names"])]


def _unique(found: list[Said[str]]) -> list[Said[str]]:
    """One entry a name, at its first place."""
    first: dict[str, Said[str]] = {}
    for said in found:
        first.setdefault(said.value, said)
    return list(first.values())
