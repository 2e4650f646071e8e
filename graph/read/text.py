"""Plain text → Document: the simplest reader, and the one to copy.

A text file has lines only; what a paragraph is must be told from them. A file is hard-wrapped where its lines stop at a
common width; then a line that is so long that the next word did not fit goes on in the next line. Form feeds part
pages. Lines that start with a tab are the cells of a table that a converter flattened: those that follow one another
without an empty line are one row. So are the cells that a converter set apart by spaces.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import UnreadableDocument
from graph.read.clean import GONE, is_unfinished, iter_runs, replace_characters
from graph.read.decode import decode
from graph.read.drafts import Draft, Kind, Run, Source, to_document
from graph.read.hyphens import join_hyphens
from graph.read.markdown import drop_marks, is_drawn_row, is_marked_heading, is_separator
from graph.read.marks import is_mark, mark_length, name_item
from graph.read.running import find_running
from graph.statements import Document

WIDEST = 130  # characters: no file is wrapped by hand at more
#: Of the width: a line that the next word may have overflowed, one that shows how wide lines are, one that stops short of both.
FULL, LONG, SHORT = 0.86, 0.75, 0.6
MAX_HEADING = 90
MAX_LABEL = 30  # characters: a row begins with a day, a name or a number
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_HARD_HYPHEN = re.compile(r"\w-$")
#: "Team inspectors: Ann Ash, Ben Birch", "Published: 3 May 2019": a line with a label of its own goes on with nothing.
_LABELLED = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,3}: \S")
#: Spaces that part columns: three or more between words; not behind the mark of an item ("1.    To note").
_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")


@dataclass(slots=True)
class _Line:
    """A line of the file, cleaned character for character, with what was told from it before its marks went."""

    page: int
    offset: int
    raw: str
    heading: bool
    gap: int  # empty lines before it
    drawn: bool = False  # a row of Markdown, in which an empty cell stands for one

    @property
    def words(self) -> str:
        """The line as it reads."""
        return " ".join(self.raw.replace(GONE, "").split())


def read_text(data: bytes, source: Source) -> Document:
    """The document of a plain text file, UTF-8, UTF-16 or Windows-1252."""
    pages = decode(data).removeprefix("\ufeff").split("\f")
    lines = _drop_running([line for number, page in enumerate(pages, 1) for line in _iter_lines(page, number)])
    if not lines:
        raise UnreadableDocument(source.path, "has no text in it; fetch it again")
    drafts = list(_iter_drafts(lines))
    _name_headings(drafts)
    join_hyphens(drafts)
    return to_document(source, drafts, len(pages))


def _iter_lines(page: str, number: int) -> Iterator[_Line]:
    gap = 0
    for match in _LINE.finditer(page):
        line = match.group()
        text = line.rstrip("\r\n")
        clean = _part_columns(replace_characters(drop_marks(text)).rstrip())
        if not clean.replace(GONE, "").strip() or is_separator(text):
            gap += 1
            continue
        yield _Line(number, match.start(), clean, is_marked_heading(text), gap, is_drawn_row(text))
        gap = 0


def _drop_running(lines: list[_Line]) -> list[_Line]:
    """The lines without running heads and page numbers; a sentence that these parted may go on behind them."""
    running = find_running([line.words for line in lines])
    kept = []
    for at, line in enumerate(lines):
        if at not in running:
            line.gap = 2 if at - 1 in running else line.gap
            kept.append(line)
    return kept


def _part_columns(line: str) -> str:
    """The line with a tab where spaces part its columns, as long as it was; long words on both sides are prose with a wide space."""
    sizes = [len(part) for part in _GUTTER.split(line)]
    if min(sizes) > MAX_LABEL and max(sizes) > MAX_HEADING:
        return line
    return _GUTTER.sub(lambda gap: gap[0] if is_mark(line[: gap.start()].strip()) else f"{gap[0][:-1]}\t", line)


def _iter_drafts(lines: Sequence[_Line]) -> Iterator[Draft]:
    width = _wrap_width(lines)
    block: list[_Line] = []
    for line in lines:
        if block and not _goes_on(block, line, width):
            yield _draft(block)
            block = []
        block.append(line)
    if block:
        yield _draft(block)


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width at which the file's lines are wrapped, or a width that no line reaches; the columns of rows say nothing of it.

    A running head that is longer than the lines, or an address, does not make a file one of long lines.
    """
    lengths = sorted(len(line.words) for line in lines if "\t" not in line.raw.strip()) or [0]
    width = lengths[-1 - len(lengths) // 20]
    near = sum(LONG * width < length <= width / FULL for length in lengths)
    longer = sum(length > width / FULL for length in lengths)
    return width if width <= WIDEST and near >= max(3, len(lengths) // 10, 10 * longer) else 10**9


def _goes_on(block: Sequence[_Line], line: _Line, width: int) -> bool:
    """Whether the line belongs to the block before it."""
    before = block[-1]
    if line.raw.startswith("\t") or block[0].raw.startswith("\t"):
        is_row = not line.raw.startswith("\t") and "\t" in line.raw.strip()  # below heads, of which the first is empty
        return line.gap == 0 and block[0].raw.startswith("\t") and not is_row
    if _ends_first_cell(before, line):
        return True
    if before.heading or line.heading or "\t" in line.raw.strip() or "\t" in before.raw.strip():
        return False
    words, next_words = before.words, line.words
    if is_mark(words):
        return line.gap <= 1
    if mark_length(next_words) or _LABELLED.match(next_words):
        return False
    follows = is_unfinished(words) and next_words[0].islower()
    full = FULL * width < len(words) + 1 + len(next_words.split(" ", 1)[0]) and len(words) < width / FULL
    if line.gap == 0 and line.page == before.page:
        if not is_unfinished(words) and is_unfinished(next_words) and len(next_words) < SHORT * width:
            return False  # a heading: the last line of a paragraph would end its sentence
        return full or (follows and len(words) > 0.5 * width)
    if _HARD_HYPHEN.search(words) and next_words[0].islower():
        return True
    # Empty lines in mid-sentence are a page break of the original; one empty line is so only where the line is full.
    return follows and (full or ((line.gap >= 2 or line.page > before.page) and len(words) >= 40))


def _ends_first_cell(before: _Line, line: _Line) -> bool:
    """Whether a row starts with the rest of a cell that began in the line above: "The impact of leaders on", "practice | Good"."""
    starts = line.raw.lstrip()[:1]
    return (
        line.gap == 0
        and starts.islower()
        and "\t" in line.raw.strip()
        and "\t" not in before.raw
        and is_unfinished(before.words)
    )


def _draft(block: Sequence[_Line]) -> Draft:
    cells = [cell for cell in _cells(block) if cell or block[0].drawn]
    kind: Kind = "heading" if block[0].heading else "row" if len(cells) > 1 else "paragraph"
    return name_item(Draft(kind, cells))


def _cells(block: Sequence[_Line]) -> list[list[Run]]:
    """The runs of a block, a new cell at each tab; a line that starts without one goes on in the cell before it."""
    cells: list[list[Run]] = [[]]
    glued = False
    for line in block:
        offset = line.offset
        for index, part in enumerate(line.raw.split("\t")):
            if index:
                cells.append([])
                glued = False
            for start, text, inner in iter_runs(part):
                cells[-1].append(Run(text, line.page, offset + start, inner or glued))
                glued = False
            offset += len(part) + 1
        glued = bool(_HARD_HYPHEN.search(line.words))
    return cells


def _name_headings(drafts: Sequence[Draft]) -> None:
    """Call a short line a heading where it ends like one and something longer stands below it.

    "Background and Advice" is one; "Contact for further information:", "(All Divisions)" and "NA" are not.
    """
    for draft, below in itertools.pairwise(drafts):
        text = draft.text
        if draft.kind != "paragraph" or not 4 <= len(text) <= MAX_HEADING or not text[0].isupper():
            continue
        sentence = len(below.text) > len(text) and below.text.endswith((".", ":"))
        if (
            is_unfinished(text)
            and text[-1] not in ",)-"
            and (sentence or len(below.text) > MAX_HEADING or below.kind == "item")
        ):
            draft.kind = "heading"
