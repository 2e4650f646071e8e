"""What kind of inspection a document is the report of, by its title on page 1.

A report is told by its title and by the lines that come with it ("Inspection dates: …", "Lead inspector: …"), never by one
word: a report that mentions a joint targeted area inspection is none, nor is a committee paper that quotes a title. The
titles are data: `data/reference/titles.csv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph import registers
from graph.recognise.outline import Line, loose
from graph.statements import Document, Said

_DATES_LINE = re.compile(
    r"\b(?:Re-?)?inspection\s+dates?\s*:|^(?:Re-?)?inspection\s+dates?\b|^(?:Lead|Reporting)\s+inspectors?\b|^Dear\b",
    re.IGNORECASE | re.MULTILINE,
)
_SECOND_HALF = re.compile(
    r"\s+and\s+Review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding\s+children\s+board", re.IGNORECASE
)
_REST_OF_LINE = r"[^\n]{1,80}"
_TITLE_WITHIN = 600  # characters: a title stands at the head of page 1, below a council's name at most


class Title(NamedTuple):
    """A report's title: the kind of inspection it names, its words, and the place in it where a council may be named."""

    kind: str
    said: Said[str]
    place: str | None


def find_title(document: Document, page: tuple[Line, ...]) -> Title | None:
    """The title of an inspection's own report; None where the document is something else."""
    head = document.text[: page[-1].end if page else 0]
    if not _DATES_LINE.search(head):
        return None
    for kind, pattern in _titles():
        match = pattern.search(head, 0, _TITLE_WITHIN)
        if match:
            second = _SECOND_HALF.match(head, match.end())
            span = document.span(match.start(), second.end() if second else match.end())
            return Title(kind, Said(" ".join(span.quote.split()), span), match.groupdict().get("place"))
    return None


@cache
def _titles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    patterns = []
    for row in registers.iter_rows("titles"):
        before, gap, after = row["title"].partition("…")
        # A place between words is as short as can be; one that ends the title goes on to the end of its line.
        middle = rf"(?P<place>{loose('…') if after else _REST_OF_LINE})" if gap else ""
        patterns.append(
            (row["kind"], re.compile(rf"^\s*{loose(before)}{middle}{loose(after)}", re.IGNORECASE | re.MULTILINE))
        )
    return tuple(patterns)
