"""The details table of an Area SEND report: who leads the local authority's and the integrated care board's part.

"Lancashire County Council | NHS Lancashire and South Cumbria ICB" stands above "Jacqui Old, Executive Director of Education
and Children’s Services | Kevin Lavery, Chief Executive"; addresses of sites and streets follow and are no people.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from graph.recognise.names import HONORIFIC, HONOURS, NAME, clean_name
from graph.recognise.outline import Line, iter_cells
from graph.recognise.patterns import one_line
from graph.statements import Appointment, Document

_HEADING = re.compile(r"Local\s+authority\s*\t\s*Integrated\s+care\s+boards?\s*", re.IGNORECASE)
_END = re.compile(r"Information\s+about|www\.|https?:", re.IGNORECASE)
_PERSON = re.compile(rf"(?:{HONORIFIC})?(?P<name>{NAME}){HONOURS}")
_ROLE = re.compile(
    r"(?:,\s*|\s+(?=(?:Interim|Executive|Chief|Corporate|Strategic|Director|CEO|ICB|Head|Acting|Deputy|Accountable)\b))(?P<role>.+)"
)

_OFFICE = re.compile(
    r"\b(?:Director|Chief|Executive|Officer|CEO|DCS|Lead|Head|Manager|Commissioner|Chair)\b", re.IGNORECASE
)


def find_partners(document: Document, lines: tuple[Line, ...]) -> tuple[Appointment, ...]:
    """The people of the details table, with their posts and their bodies, the authority's first."""
    start = next((index for index, line in enumerate(lines) if _HEADING.fullmatch(line.text)), None)
    if start is None:
        return ()
    rows = []
    for line in lines[start + 1 :]:
        if _END.search(line.text):
            break
        rows.append(line)
    if len(rows) < 2:
        return ()
    bodies = [one_line(cell) for cell in rows[0].text.split("\t")]
    return tuple(
        person for column, body in enumerate(bodies) for person in _find_person(document, rows[1:], column, body)
    )


def _find_person(document: Document, rows: list[Line], column: int, body: str) -> list[Appointment]:
    """The person in a column of the rows below its body: name and post in one cell, or in two."""
    cells = [
        (start, text.strip()) for row in rows for place, start, text in iter_cells(document, row) if place == column
    ]
    for (start, text), following in zip_longest(cells, cells[1:]):
        post = _ROLE.search(text)
        match = _PERSON.fullmatch(text[: post.start()] if post else text)
        if match:
            role, end = post["role"].strip() if post else "", start + len(text)
            if not role and following:
                role, end = following[1], following[0] + len(following[1])
            if not role or _OFFICE.search(role):  # "County Hall, Fishergate" is a site
                return [Appointment(clean_name(match["name"]), document.span(start, end), role or None, body)]
    return []
