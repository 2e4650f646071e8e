"""Tables of what inspectors found: a column of strengths beside one of needs, or a column of areas for improvement.

A plan's table, with what is done about each, is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.recognise.finding_lists import find_headed
from graph.recognise.passages import Passage
from graph.recognise.polarity import Polarity

#: Heads of columns by which a table is a plan, or a measure of progress.
_OF_PLAN = re.compile(
    r"\b(?:actions?|activity|progress|status|RAG|due|deadline|timescales?|by\s+when|update|target|milestones?|impact|evidence|response)\b",
    re.IGNORECASE,
)
_FEW = 4  # words: what is shorter is a name or a date
_EMPTY = re.compile(r"[\W\d]*|\(?[a-z]{1,3}[.)]|n/?a|none|tbc", re.IGNORECASE)


class Listed(NamedTuple):
    """A cell that is a finding: where it starts and ends, and what its column says that it is."""

    start: int
    end: int
    polarity: Polarity


def find_columns(passage: Passage, *, listing: bool) -> tuple[Polarity | None, ...]:
    """What each column of a table holds, where a row heads it so; `listing` is true below words that lead in to findings."""
    heads = [cell.strip() for cell in passage.text.split("\t")]
    polarities = tuple(_find_polarity(head) for head in heads)
    if any(_OF_PLAN.search(head) for head, polarity in zip(heads, polarities, strict=True) if polarity is None):
        return ()
    told = {polarity for polarity in polarities if polarity}
    return polarities if len(told) == 2 or (told and listing) else ()


def _find_polarity(head: str) -> Polarity | None:
    headed = find_headed(head)
    return headed.polarity if headed else None


def read_cells(passage: Passage, columns: tuple[Polarity | None, ...]) -> list[Listed]:
    """The findings of a row: the cells of the columns that hold them."""
    cells = list(re.finditer(r"[^\t]+", passage.text)) if passage.text.count("\t") == len(columns) - 1 else []
    if len(cells) != len(columns):
        return []
    return [
        Listed(passage.start + cell.start(), passage.start + cell.start() + len(cell[0].rstrip()), polarity)
        for cell, polarity in zip(cells, columns, strict=True)
        if polarity and not _EMPTY.fullmatch(cell[0].strip())
    ]


def read_lines(passage: Passage, polarity: Polarity | None) -> list[Listed]:
    """The findings of a list that lost its bullets, whose lines were set in by tabs; none where a cell is no phrase."""
    cells = [cell for cell in re.finditer(r"[^\t]+", passage.text) if not _EMPTY.fullmatch(cell[0].strip())]
    if polarity is None or len(cells) < 2 or any(len(cell[0].split()) < _FEW for cell in cells):
        return []
    return [
        Listed(passage.start + cell.start(), passage.start + cell.start() + len(cell[0].rstrip()), polarity)
        for cell in cells
    ]
