"""What kind of inspection a document is the report of, by its title on page 1.

A report is told by its title and by the lines that come with it ("Inspection dates: …", "Lead inspector: …"), never by one
word: a report that mentions a joint targeted area inspection is none, nor is a committee paper that quotes a title. The
titles are data: `data/reference/titles.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from graph import registers
from graph.recognise.outline import Line, title_page
from graph.recognise.patterns import loose, one_line
from graph.statements import Document, Said

_DATES_LINE = re.compile(
    r"\b(?:Re-?)?inspection\s+dates?\s*:|^(?:Re-?)?inspection\s+dates?\b|^(?:Lead|Reporting)\s+inspectors?\b|^Dear\b"
    r"|^(?:This\s+(?:inspection|visit)\s+took\s+place|Inspected\s+(?:between|from))\b",
    re.IGNORECASE | re.MULTILINE,
)
_DATES_LABEL = re.compile(r"(?:Re-?)?inspection\s+dates?\b", re.IGNORECASE)
# Where a letter's title stands: below its addressees and its salutation. Who quotes a letter in a paper has more above it.
_DEAR = re.compile(r"^Dear\b[^\n]{0,80}$", re.IGNORECASE | re.MULTILINE)
_ADDRESS_LINE = 120  # characters: a sender's, a day's, a person's
_NOT_ADDRESS = re.compile(
    r"\b(?:agenda|minutes|scrutiny|committee\s+meeting|report\s+(?:to|of|by)|meeting\s+of|wards?\s+affected|purpose\s+of)\b",
    re.IGNORECASE,
)
_SECOND_HALF = re.compile(
    r"\s+and\s+Review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding\s+children\s+board", re.IGNORECASE
)
_REST_OF_LINE = r"[^\n]{1,200}"
_TITLE_WITHIN = 600  # characters: a title stands at the head of page 1, below a council's name at most


class Title(NamedTuple):
    """A report's title: the kind of inspection it names, its words, and the place in it where a council may be named."""

    kind: str
    said: Said[str]
    place: str | None


class Report(NamedTuple):
    """A report in a document: its title, all its lines, and those on its title page."""

    title: Title
    lines: tuple[Line, ...]
    page: tuple[Line, ...]


def find_reports(document: Document, lines: tuple[Line, ...]) -> tuple[Report, ...]:
    """The reports of inspections that a document is, one after another; none where it is something else.

    A council's report and its safeguarding board's may stand in one file, each with a title page and with dates.
    """
    page = title_page(document, lines)
    title = find_title(document, page)
    if title is None:
        return ()
    starts, titles = [0], [title]
    for start, end in _iter_later_heads(document, lines):
        further = find_title(document, lines[start:end])
        if further and further.said.span.start > titles[-1].said.span.end and further.kind != titles[-1].kind:
            starts.append(start)
            titles.append(further)
    parts = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return tuple(Report(title, part, title_page(document, part)) for title, part in zip(titles, parts, strict=True))


def _iter_later_heads(document: Document, lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    """The lines down to each label of dates, from the start of its page, or from the lines right above it far down a page."""
    for index, line in enumerate(lines):
        if _DATES_LABEL.match(line.text):
            page = document.page_at(line.start)
            start = next(at for at in range(index, -1, -1) if at == 0 or document.page_at(lines[at - 1].start) != page)
            yield max(start, index - 8), index + 1


def find_title(document: Document, page: tuple[Line, ...]) -> Title | None:
    """The title of an inspection's own report on its title page; None where the page is something else."""
    if not page:
        return None
    start, end = page[0].start, page[-1].end
    if not _DATES_LINE.search(document.text, start, end):
        return None
    windows = [(start, start + _TITLE_WITHIN), *_below_salutation(document, start, end)]
    for first, last in windows:
        for kind, pattern in _titles():
            match = pattern.search(document.text, first, min(last, end))
            if match:
                second = _SECOND_HALF.match(document.text, match.end(), end)
                span = document.span(match.start(), second.end() if second else match.end())
                return Title(kind, Said(one_line(span.quote), span), match.groupdict().get("place"))
    return None


def _below_salutation(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Where a letter's title may stand below its salutation, if all above it is an address."""
    dear = _DEAR.search(document.text, start, end)
    if dear is None:
        return []
    above = document.text[start : dear.start()].splitlines()
    if any(len(line) > _ADDRESS_LINE or _NOT_ADDRESS.search(line) for line in above):
        return []
    return [(dear.start(), dear.end() + _TITLE_WITHIN // 2)]


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
