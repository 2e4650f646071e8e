"""Reports of inspections that are none of a council's services for children: of a home, an agency, a school, a youth justice service.

Such a report gives grades as ours do, and names the council that runs what was inspected; a grade of a home taken for one of its
council would be the worst fault. It is told by its title or by two of the labels that such reports have, at the start of lines
near its head; the wordings are data (`data/reference/other_reports.csv`). What a paper says of them in prose is another matter.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph import registers
from graph.recognise.outline import Line, to_lines
from graph.recognise.patterns import loose
from graph.statements import Document, Doubt, Statements

_HEAD = 40  # lines: labels stand near the head of a report
_TITLE = 6  # lines: so near to it stands a title
_LABELS = 2  # so many labels tell a report
_LONGEST = 200  # characters: a title or a label with its value; longer lines are prose


class _Wording(NamedTuple):
    what: str
    alone: bool
    pattern: re.Pattern[str]


def recognise_other(document: Document) -> Statements | None:
    """Nothing but the doubt what kind of report it is, where a document reports on something else than a council's services."""
    lines = [line for line in to_lines(document)[:_HEAD] if len(line.text) <= _LONGEST]
    labels: dict[str, dict[re.Pattern[str], Line]] = {}
    for place, line in enumerate(lines):
        for wording in _wordings():
            if wording.pattern.match(line.text):
                if wording.alone and place < _TITLE:
                    return _to_doubt(document, wording.what, line)
                labels.setdefault(wording.what, {}).setdefault(wording.pattern, line)
    found = next((what for what, told in labels.items() if len(told) >= _LABELS), None)
    return _to_doubt(document, found, next(iter(labels[found].values()))) if found else None


def _to_doubt(document: Document, what: str, line: Line) -> Statements:
    reason = f"a report on {what}, from which nothing is read"
    return Statements(kind="unknown", doubts=(Doubt("kind", reason, document.span(line.start, line.end)),))


@cache
def _wordings() -> tuple[_Wording, ...]:
    return tuple(
        _Wording(row["what"], row["alone"] == "yes", re.compile(rf"\W*{loose(row['wording'])}\b", re.IGNORECASE))
        for row in registers.iter_rows("other_reports")
    )
