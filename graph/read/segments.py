"""From glyphs to segments: words that stand together on one line, within one column or table cell.

pdfium gives characters in the order in which they were written and breaks them into lines. A line is cut here where a
wide gap or a table border runs through it; what a raised footnote mark broke apart is put together again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import sub

from graph.read.clean import BULLET, GONE, SUB_BULLET
from graph.read.glyphs import Box, Glyphs
from graph.read.marks import is_mark

WIDE = 1.3  # line heights: a gap wider than this parts two columns; justified text stays well below
NARROW = 0.45  # line heights: a gap wider than this is more than a space between words
HANGING = 2.0  # points
RAISED = 0.8  # of the size of the word before: a number smaller than this is a footnote mark
NEAR = 3  # lines: how far a column goes on above and below a line with a wide gap
_WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_BULLET = re.compile(rf"[{BULLET}{SUB_BULLET}]")
_NUMBER_END = re.compile(r"\d{1,2}(?=[.,;:]?\s)")
_BROKEN = "\ufffe\x02"  # pdfium's sign for a hyphen at the end of a line


@dataclass(slots=True)
class Segment:
    """Words on one line within one column or cell.

    `mark` is the length of the list mark that they start with, `body_left` where the words after it start, `cell` the
    borders around. `broken_word` is true where the line ends within a word.
    """

    page: int
    start: int
    text: str
    box: Box
    size: float
    bold: bool
    first_width: float
    mark: int
    body_left: float
    broken_word: bool
    cell: Box | None = None

    @property
    def height(self) -> float:
        """The height of the line."""
        return self.box.top - self.box.bottom

    def beside(self, other: Segment) -> bool:
        """Whether both stand on one line, by more than a third of the lower one's height."""
        shared = min(self.box.top, other.box.top) - max(self.box.bottom, other.box.bottom)
        return shared > 0.35 * min(self.height, other.height)


def find_segments(glyphs: Glyphs, number: int, text: str, borders: Sequence[Box]) -> list[Segment]:
    """The segments of a page in the order in which the page was written.

    `text` is the page's text, cleaned one for one; `borders` are the standing lines drawn on the page.
    """
    words = [match.span() for match in _WORD.finditer(glyphs.text)]
    if GONE in text:
        words = [(start, end) for start, end in words if text[start:end].strip(GONE)]
    if not words:
        return []
    cutter = _Cutter(glyphs, number, text, words, borders)
    return _mend(list(cutter.iter_segments()))


class _Cutter:
    """The words of a page with their places, cut into lines and segments."""

    def __init__(
        self, glyphs: Glyphs, number: int, text: str, words: list[tuple[int, int]], borders: Sequence[Box]
    ) -> None:
        self.glyphs, self.number, self.text, self.words, self.borders = glyphs, number, text, words, borders
        self.lefts, self.bottoms, self.rights, self.tops = glyphs.places(words)
        self.uneven = self._find_uneven()

    def iter_segments(self) -> Iterator[Segment]:
        """All segments of the page."""
        self._drop_note_marks()
        lines = list(self._iter_lines())
        cuts = [self._cuts(first, last) for first, last in lines]
        cut = any(cuts)
        for index, (first, last) in enumerate(lines):
            places = cuts[index]
            if cut and not places:
                columns = [self.lefts[near] for some in cuts[max(index - NEAR, 0) : index + NEAR + 1] for near in some]
                places = self._aligned_cuts(first, last, columns) if columns else []
            for start, end in pairwise([first, *places, last]):
                yield self._segment(start, end, self._mark(start, end))

    def _find_uneven(self) -> list[int]:
        """The words with more than a space before them, or left of the word before: most lines have only their first."""
        narrow = WIDE * min(map(sub, self.tops, self.bottoms))
        lefts, rights = self.lefts, self.rights
        pairs = enumerate(zip(lefts[1:], lefts, rights, strict=False), 1)
        return [index for index, (left, before, right) in pairs if left - right > narrow or left < before]

    def _iter_lines(self) -> Iterator[tuple[int, int]]:
        """The first word of each line and the first after it, as pdfium breaks lines."""
        raw, words = self.glyphs.text, self.words
        first = 0
        for index in range(1, len(words)):
            end, start = words[index - 1][1], words[index][0]
            # One space between two words is by far the most common case, and the cheapest to tell.
            if start - end == 1 and raw[end] == " ":
                continue
            if raw[end - 1] in _BROKEN or "\n" in raw[end:start] or "\r" in raw[end:start]:
                yield first, index
                first = index
        yield first, len(words)

    def _cuts(self, first: int, last: int) -> list[int]:
        """The words of a line before which a wide gap or a border lies."""
        height = self.tops[first] - self.bottoms[first]
        wide = WIDE * height
        middle = (self.tops[first] + self.bottoms[first]) / 2
        borders = [border.left for border in self.borders if border.bottom <= middle <= border.top]
        # Without a border, words that stand evenly are none; a page that is upside down is looked at word by word.
        uneven = self.uneven[bisect_right(self.uneven, first) : bisect_left(self.uneven, last)]
        lefts, rights = self.lefts, self.rights
        found = []
        for index in range(first + 1, last) if borders or height < 0 else uneven:
            right, left = rights[index - 1], lefts[index]
            bordered = borders and any(right - 1 <= border <= left + 1 for border in borders)
            # The gap behind a list mark is a tab, not a column.
            gap = left - right > wide and not (index == first + 1 and self._mark(first, last))
            if bordered or gap or left < lefts[index - 1] - height:
                found.append(index)
        return found

    def _aligned_cuts(self, first: int, last: int, columns: Sequence[float]) -> list[int]:
        """The words that stand where a column starts in a line nearby, after more than a space."""
        narrow = NARROW * (self.tops[first] - self.bottoms[first])
        return [
            index
            for index in range(first + 1, last)
            if self.lefts[index] - self.rights[index - 1] > narrow
            and any(abs(self.lefts[index] - column) < 1.5 for column in columns)
            and not (index == first + 1 and self._mark(first, last))
        ]

    def _mark(self, first: int, last: int) -> int:
        """The length of the list mark at the start of words, or 0.

        A bullet is one wherever it starts a line; a number, letter or dash only with a gap behind it that is wider
        than a space, or with the next line hanging, since a sentence may break before "16. Many …" or "– 8 October".
        """
        start, end = self.words[first]
        word = self.text[start:end]
        if end - start > 1 and word[0].isalpha() and word[-1] not in ".)":
            return 0  # by far the most common case
        if _BULLET.match(word):
            return 1
        if not is_mark(word):
            return 0
        if last == first + 1:
            return end - start
        body = self.lefts[first + 1]
        tabbed = body - self.rights[first] > NARROW * (self.tops[first] - self.bottoms[first])
        # A number of three figures leaves less of the tab, but the next line hangs where its words start.
        hanging = last < len(self.words) and abs(self.lefts[last] - body) < HANGING
        return end - start if tabbed or hanging else 0

    def _drop_note_marks(self) -> None:
        """Take footnote marks off the words that they are raised at: "board¹" set as a small "1"."""
        text = self.text
        for match in _NUMBER_END.finditer(text):
            start, end = match.span()
            base = start - 2 if text[start - 1 : start] == " " else start - 1
            if base < 0 or text[base].isdigit() or text[base].isspace():
                continue
            if self.glyphs.size(start) < RAISED * self.glyphs.size(base):
                self.text = self.text[:start] + GONE * (end - start) + self.text[end:]

    def _segment(self, first: int, last: int, mark: int) -> Segment:
        start, end = self.words[first][0], self.words[last - 1][1]
        # The higher of the first and the last word tells the line's height: one may be a raised mark. A word from the
        # middle tells the size, since bullets and numbers are often set larger.
        tops, bottoms = self.tops, self.bottoms
        high = first if tops[first] - bottoms[first] >= tops[last - 1] - bottoms[last - 1] else last - 1
        sample = self.words[min(first + 1, last - 1) if mark else first][0]
        return Segment(
            self.number,
            start,
            self.text[start:end],
            Box(self.lefts[first], self.bottoms[high], self.rights[last - 1], self.tops[high]),
            round(self.glyphs.size(self.words[(first + last) // 2][0]), 1),
            self.glyphs.bold(sample) and self.glyphs.bold(self.words[last - 1][0]),
            self.rights[first] - self.lefts[first],
            mark,
            self.lefts[first + 1] if mark and last > first + 1 else self.lefts[first],
            self.glyphs.text[end - 1] in _BROKEN,
        )


def _mend(segments: list[Segment]) -> list[Segment]:
    """The segments with those joined that a raised mark parted, and without such marks."""
    mended: list[Segment] = []
    for after in segments:
        before = mended[-1] if mended else None
        if before is None or not _touches(before, after) or before.broken_word:
            mended.append(after)
        elif after.text.isdigit() and after.size < RAISED * before.size:
            before.box = before.box._replace(right=after.box.right)
        else:
            _append(before, after)
    return mended


def _touches(before: Segment, after: Segment) -> bool:
    """Whether `after` goes on in the line of `before`, no more than a space away."""
    old, new = before.box, after.box
    height = max(old.top - old.bottom, new.top - new.bottom)
    return -0.3 * height < new.left - old.right < NARROW * height and before.beside(after)


def _append(before: Segment, after: Segment) -> None:
    between = after.start - before.start - len(before.text)
    if between < 0:
        return
    apart = after.box.left - before.box.right > 0.1 * before.height
    raised_start = before.text.isdigit() and before.size < RAISED * after.size
    before.text += (" " if apart or raised_start else GONE) * between + after.text
    before.box = Box(
        before.box.left,
        min(before.box.bottom, after.box.bottom),
        after.box.right,
        max(before.box.top, after.box.top),
    )
    before.size = max(before.size, after.size)
    before.bold = before.bold and after.bold
    before.broken_word = after.broken_word
