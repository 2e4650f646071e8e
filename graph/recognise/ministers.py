"""Ministers whom a report names with their office: "The Parliamentary Under Secretary of State for Children and Families, Edward
Timpson, wrote to the Leader of the Council".

Only an office of the government with a name between commas counts, and only where the paragraph names the department, without
which the office would be taken for one of the council's. "Professor Julian Le Grand", who wrote a report, holds no post by that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.recognise.names import NAME, clean_name
from graph.recognise.outline import Line
from graph.recognise.patterns import one_line
from graph.statements import Appointment, Document

#: An office of the government: "Minister of State for Children and Families".
MINISTRY = r"(?:(?:Parliamentary\s+)?Under[\s-]+Secretary\s+of\s+State|Secretary\s+of\s+State|Minister(?:\s+of\s+State)?)\s+for\s+[A-Z][\w’']*(?:(?:,|\s+and|\s+of|\s+for)?\s+[A-Z][\w’']*)*"
_NAMED = (
    re.compile(rf"\b(?P<role>{MINISTRY}),\s+(?:(?:the\s+)?Rt\.?\s+Hon\.?\s+)?(?P<name>{NAME})(?:\s+MP)?\s*,"),
    re.compile(rf"\b(?P<name>{NAME})(?:\s+MP)?,\s+(?:the\s+)?(?P<role>{MINISTRY})\s*,"),
)
_DEPARTMENT = re.compile(r"\bDepartment\s+for\s+(?:Education|Health(?:\s+and\s+Social\s+Care)?)")


def find_ministers(document: Document, lines: tuple[Line, ...]) -> tuple[Appointment, ...]:
    """The ministers whom a report names, each once."""
    found: dict[str, Appointment] = {}
    for line in lines:
        if "Department" in line.text and (department := _DEPARTMENT.search(line.text)):
            for minister in _iter_named(document, line, one_line(department[0])):
                found.setdefault(minister.name, minister)
    return tuple(found.values())


def _iter_named(document: Document, line: Line, department: str) -> Iterator[Appointment]:
    for pattern in _NAMED:
        for match in pattern.finditer(line.text):
            start = min(match.start("role"), match.start("name"))
            end = max(match.end("role"), match.end("name"))
            span = document.span(line.start + start, line.start + end)
            yield Appointment(clean_name(match["name"]), span, one_line(match["role"]), department)
