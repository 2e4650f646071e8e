"""Who a letter is written to and who signs it: a name with an office, in lines of their own or in the columns of a table.

"Ms Nora Quill / Director of Children’s Services, Lancashire County Council"; "Yours sincerely / Adam Frost / Her Majesty’s
Inspector"; "Ofsted | Care Quality Commission" above "Jo Bell, HMI, Lead Inspector | Li Wu, CQC Inspector".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from graph.recognise.names import HONORIFIC, HONOURS, NAME, clean_name
from graph.recognise.outline import Line, iter_cells
from graph.recognise.titles import Report
from graph.statements import Appointment, Document, Said, Span

_CLOSING = re.compile(r"Yours\s+(?:sincerely|faithfully)\b.*", re.IGNORECASE)
_DEAR = re.compile(r"Dear\b", re.IGNORECASE)
_BODY = re.compile(r"Ofsted|(?:The\s+)?Care\s+Quality\s+Commission(?:\s*\(CQC\))?|CQC|HMI\s*CFRS|HMICFRS|HMIC|HMI\s+(?:of\s+)?(?:Constabulary(?:\s+and\s+Fire\s+(?:&|and)\s+Rescue\s+Services?)?|Probation)(?:\s*\(\w+\))?|(?:Her|His)\s+Majesty[’']s\s+Inspectorate\s+of\s+.+", re.IGNORECASE)  # fmt: skip
_INSPECTOR = re.compile(
    r"\bS?HMI\b|\b(?:Her|His)\s+Majesty[’']?s\s+Inspector\b(?!\s+of\s+Constabulary)|(?<!Chief\s)(?<!s\s)\bInspector\b"
)
_OFFICE = re.compile(
    r"\b(?:S?HMI|Inspector|Director|Chief|Executive|Officer|Leader|Lead|Head|Manager|Commissioner|Chair|Constable|Accountable|DCS|CEO)\b"
)
# Words of offices, of bodies and of addresses, which are capitalised like names.
_NOT_A_NAME = re.compile(
    r"\b(?:S?HMI|Inspectors?|Inspectorate|Majesty\w*|Director|Regional|National|Chief|Executive|Officer|Lead|Head|Manager|Commission\w*|Ofsted|Care|Quality|Council|County|City|Borough"
    r"|House|Hall|Street|Road|Square|Gate|Place|Offices?|Centre|Services?|Children\w*|Group|Trust|Police|Board|Partnership|Local|Dear|Yours|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_SIGNER = re.compile(rf"(?:{HONORIFIC})?(?P<name>{NAME}){HONOURS}(?:\s*(?:,|[–-])\s*|\s+(?=S?HMI\b)|$)(?P<role>.*)")
_NAMED_BODY = re.compile(r"\b(?:Council|Borough|Ofsted|CQC|Care\s+Quality\s+Commission|CCG|Clinical\s+Commissioning\s+Groups?|ICB|Integrated\s+Care\s+Board|NHS|Police|Constabulary|Trust|Board|Authority)\b")  # fmt: skip


# Where the next line of an address has been joined to a full one: "… Clinical Commissioning Group Michael Lane, Police and …".
_NEXT_PERSON = re.compile(
    rf"(?<=\w)\s+(?={NAME},\s+(?:\w+\s+){{0,4}}?(?:Director|Chief|Officer|Leader|Head|Manager|Police|Chair|Accountable)\b)"
)


class _Signer(NamedTuple):
    name: str
    role: str
    body: str | None
    span: Span


class Signed(NamedTuple):
    """Who signed a letter: the inspectors, the one who led, and others with their posts."""

    lead: Said[str] | None
    inspectors: tuple[Said[str], ...]
    others: tuple[Appointment, ...]


def find_signed(document: Document, report: Report) -> Signed:
    """The people below a letter's closing. One inspector who signs alone led; of several, the one who is called lead."""
    close = next((at for at, line in enumerate(report.lines) if _CLOSING.fullmatch(line.text)), len(report.lines))
    signers = list(_iter_people(document, report.lines[close + 1 :]))
    found = [signer for signer in signers if _INSPECTOR.search(signer.role)]
    leads = [one for one in found if re.search(r"\blead\b", one.role, re.IGNORECASE) and _is_first_body(one.body)]
    leads = leads or (found if len(found) == 1 else [])
    others = [
        Appointment(one.name, one.span, *((one.role, one.body) if one.body else _part_body(one.role)))
        for one in signers
        if one not in found
    ]
    lead = Said(leads[0].name, leads[0].span) if len(leads) == 1 else None
    return Signed(lead, tuple(Said(one.name, one.span) for one in found), tuple(others))


def _is_first_body(body: str | None) -> bool:
    """Whether somebody is Ofsted's, which leads joint inspections, or nobody's in particular."""
    return body is None or body.lower() == "ofsted"


def find_addressees(document: Document, report: Report) -> tuple[Appointment, ...]:
    """The people to whom a letter is addressed, with their posts and bodies, from the lines above its salutation."""
    dear = next((at for at, line in enumerate(report.page) if _DEAR.match(line.text)), None)
    if dear is None:
        return ()
    return tuple(_to_addressee(document, one) for one in _iter_people(document, report.page[:dear]))


def _to_addressee(document: Document, one: _Signer) -> Appointment:
    """A person with post and body; the body may stand in the line below: "Executive Director" and "Lancashire County Council"."""
    role, body = _part_body(one.role)
    below = document.text[one.span.end : one.span.end + 200].lstrip().split("\n")[0]
    if body or not _NAMED_BODY.search(below) or _OFFICE.search(below):
        return Appointment(one.name, one.span, role, body)
    end = document.text.index(below, one.span.end) + len(below)
    return Appointment(one.name, document.span(one.span.start, end), role, below.strip())


def _part_body(role: str) -> tuple[str, str | None]:
    """A post and the body behind it: "Director of Children’s Services, Lancashire County Council"."""
    post, comma, body = role.rpartition(", ")
    return (post, body) if comma and _NAMED_BODY.search(body) and _OFFICE.search(post) else (role, None)


def _iter_people(document: Document, lines: tuple[Line, ...]) -> Iterator[_Signer]:
    """Names with offices: in one cell, or the office in the next line of the same column."""
    bodies: list[str] = []
    waiting: dict[int, tuple[str, int]] = {}
    for line in lines:
        cells = [
            (column, place + start, text)
            for column, place, cell in iter_cells(document, line)
            for start, text in _iter_parts(cell)
        ]
        if all(_BODY.fullmatch(text) for _, _, text in cells):
            bodies = [text for _, _, text in cells]
            continue
        for column, start, text in cells:
            body = bodies[column] if column < len(bodies) else None
            match = _SIGNER.fullmatch(text)
            is_name = match is not None and not _NOT_A_NAME.search(match["name"])
            if column in waiting and not is_name and _OFFICE.search(text):
                name, first = waiting.pop(column)
                yield _Signer(clean_name(name), text, body, document.span(first, start + len(text)))
            elif match and is_name and _OFFICE.search(match["role"]):
                waiting.pop(column, None)
                yield _Signer(
                    clean_name(match["name"]), match["role"].strip(), body, document.span(start, start + len(text))
                )
            elif match and is_name and not match["role"]:
                waiting[column] = match["name"], start + match.start("name")
            else:
                waiting.pop(column, None)


def _iter_parts(cell: str) -> Iterator[tuple[int, str]]:
    """The people of a cell, one line of an address each: place in the cell, words."""
    starts = [
        0,
        *(match.start() for match in _NEXT_PERSON.finditer(cell) if _NAMED_BODY.search(cell[: match.start()][-60:])),
    ]
    for start, end in pairwise([*starts, len(cell)]):
        part = cell[start:end]
        yield start + len(part) - len(part.lstrip()), part.strip()
