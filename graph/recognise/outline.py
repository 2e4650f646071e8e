"""A document as its lines, and the sections that headings make of them.

Headings are told by their words, not by their looks: a text file has no bold, and a PDF's bold line may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph.statements import Document, Span

#: What opens the first chapter of a report; contents come before it.
_CHAPTER = re.compile(
    r"(?:Contents|Executive\s+summary|Summary\s+of\s+(?:key\s+)?findings|Section\s+\d|What\s+(?:does|needs)\b.*\bimprove\b|Recommendations?"
    r"|(?:The\s+)?local\s+authority|Information\s+about\b.*|Previous\s+Ofsted\s+inspections?|Key\s+findings)\s*[?:]?$|The\s+local\s+authority\s+-\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A block with its words: kind, text, and where it stands in the document."""

    kind: str
    text: str
    start: int
    end: int


class Words(NamedTuple):
    """Words of a document, and where they begin in it."""

    document: Document
    text: str
    base: int

    def span(self, start: int, end: int) -> Span:
        """Where a part of them stands in the document."""
        return self.document.span(self.base + start, self.base + end)


def to_lines(document: Document) -> tuple[Line, ...]:
    """The document's blocks with their words: from the first to the last, without the white space of empty cells."""
    spans = (document.span(block.start, block.end) for block in document.blocks)
    return tuple(
        Line(block.kind, span.quote, span.start, span.end) for block, span in zip(document.blocks, spans, strict=True)
    )


def first_page(document: Document, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Of a document's lines, or of a part of them, those that start on the page where the first of them does."""
    given = tuple(lines)
    number = document.page_at(given[0].start) if given else 0
    return tuple(line for line in given if document.page_at(line.start) == number)


def title_page(document: Document, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of a report's title page: its first page, and of a file without pages what stands before the first chapter.

    Below that, a report on the web may list the grades of an earlier inspection as it lists its own.
    """
    page = first_page(document, lines)
    if len(document.pages) > 1:
        return page
    end = next((at for at, line in enumerate(page) if at and _CHAPTER.match(line.text)), len(page))
    return page[:end]


def iter_cells(document: Document, line: Line) -> Iterator[tuple[int, int, str]]:
    """The cells of a row that hold words: the column, the place in the document, the words.

    A line starts after its empty cells, which count here.
    """
    place = line.start
    while place and document.text[place - 1] == "\t":
        place -= 1
    for column, cell in enumerate(("\t" * (line.start - place) + line.text).split("\t")):
        if cell.strip():
            yield column, place, cell
        place += len(cell) + 1
