"""From drafts of blocks to a `Document`: the last step that all readers share.

A reader tells what stands where, in runs of clean text with the page and offset they come from; here the runs become
one text with pages, blocks and origins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple

from graph.statements import Block, Document, Origin, Page

Kind = Literal["heading", "paragraph", "item", "row"]

# Letters that a font prints as one, so that "beneﬁt" is found by whoever looks for "benefit".
_LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"([{''.join(_LETTERS)}])")


class Run(NamedTuple):
    """Clean text from one place: the page's own characters from `offset` on, one for one.

    `glued` is true where the run goes on with the last word of the run before it. `offset` is None where there is no
    page to go back to, as in HTML.
    """

    text: str
    page: int = 1
    offset: int | None = None
    glued: bool = False


@dataclass(slots=True)
class Draft:
    """A block in the making: its kind, and the runs of its cells (one cell, but for a row)."""

    kind: Kind
    cells: list[list[Run]]

    @property
    def text(self) -> str:
        """The block's text as it will stand in the document."""
        return "\t".join("".join(_spaced(cell)) for cell in self.cells)


def _spaced(runs: Sequence[Run]) -> Iterable[str]:
    for index, run in enumerate(runs):
        yield run.text if index == 0 or run.glued else " " + run.text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from: path as given, SHA-256 and media type."""

    path: str
    sha256: str
    media_type: str


def to_document(source: Source, drafts: Iterable[Draft], page_count: int = 1) -> Document:
    """The document of these drafts, which are in reading order; drafts without text are left out."""
    parts: list[str] = []
    blocks: list[Block] = []
    origins: list[Origin] = []
    starts: dict[int, int] = {}
    position = 0
    for draft in drafts:
        if not any(run.text for cell in draft.cells for run in cell):
            continue
        if blocks:
            parts.append("\n")
            position += 1
        start = position
        for cell_index, cell in enumerate(draft.cells):
            if cell_index:
                parts.append("\t")
                position += 1
            runs = cell if all(map(_is_plain, cell)) else chain.from_iterable(map(_part_ligatures, cell))
            for run_index, run in enumerate(runs):
                if run_index and not run.glued:
                    parts.append(" ")
                    position += 1
                starts.setdefault(run.page, position)
                if run.offset is not None:
                    origins.append(Origin(position, len(run.text), run.page, run.offset))
                parts.append(run.text)
                position += len(run.text)
        blocks.append(Block(draft.kind, start, position))
    text = "".join(parts)
    return Document(
        source.path,
        source.sha256,
        source.media_type,
        text,
        _pages(starts, page_count, len(text)),
        tuple(blocks),
        tuple(origins),
    )


def _is_plain(run: Run) -> bool:
    """Whether a run has text, and no ligatures in it, as nearly all have."""
    return bool(run.text) and (run.text.isascii() or not _LIGATURE.search(run.text))


def _part_ligatures(run: Run) -> Iterator[Run]:
    """The run as it is, or in parts with the letters of its ligatures between them, which stand at no place of their own."""
    position, glued = 0, run.glued
    for part in _LIGATURE.split(run.text):
        letters = _LETTERS.get(part)
        if part:
            offset = None if letters or run.offset is None else run.offset + position
            yield Run(letters or part, run.page, offset, glued)
            position, glued = position + len(part), True


def _pages(starts: dict[int, int], count: int, length: int) -> tuple[Page, ...]:
    """Pages that partition the text: each starts where its first words stand, the first at 0."""
    bounds = [length] * (count + 1)
    for number in range(count, 0, -1):
        bounds[number - 1] = min(starts.get(number, length), bounds[number])
    bounds[0] = 0
    return tuple(Page(number, bounds[number - 1], bounds[number]) for number in range(1, count + 1))
