"""From glyphs to segments: what stands together on one line, and in which ruled table cell.

pdfium gives characters in the order in which they were written and breaks them into lines. A line is cut here where a
wide gap or a table border runs through it, so that each `Segment` lies within one column or cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.read.clean import BULLET, SUB_BULLET
from graph.read.glyphs import Box, Glyphs, Rules

WIDE = 1.3  # line heights: a gap wider than this parts two columns; justified text stays well below
_WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_MARK = re.compile(rf"[{BULLET}{SUB_BULLET}·–—*-]|o|\(?(?:\d{{1,3}}|[a-z]|[ivx]{{1,5}})[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}\.?")
_SURE_MARK = re.compile(rf"[{BULLET}{SUB_BULLET}]")


@dataclass(slots=True)
class Segment:
    """Words on one line within one column or cell. `mark` is the length of the list mark that they start with."""

    page: int
    start: int
    end: int
    text: str
    box: Box
    size: float
    bold: bool
    first_width: float
    mark: int = 0
    body_left: float = 0.0
    cell: Box | None = None
    broken_word: bool = False
    note: bool = False

    @property
    def height(self) -> float:
        """The height of the line."""
        return self.box.top - self.box.bottom


def find_segments(glyphs: Glyphs, number: int, text: str) -> list[Segment]:
    """The segments of a page in the order in which the page was written; `text` is its text, cleaned one for one."""
    words = [match.span() for match in _WORD.finditer(glyphs.text) if text[match.start() : match.end()].strip("\u200b")]
    if not words:
        return []
    rules = glyphs.rules()
    lefts, bottoms, _, tops = glyphs.boxes([start for start, _ in words])
    _, _, rights, _ = glyphs.boxes([end - 1 for _, end in words])
    line = _Line(glyphs, number, text, words, lefts, rights, bottoms, tops, rules)
    segments = [segment for first, last in line.iter_lines() for segment in line.iter_segments(first, last)]
    _enter_cells(segments, rules)
    return segments


class _Line:
    """The words of a page with their places, cut into lines and segments."""

    def __init__(
        self,
        glyphs: Glyphs,
        number: int,
        text: str,
        words: list[tuple[int, int]],
        lefts: Sequence[float],
        rights: Sequence[float],
        bottoms: Sequence[float],
        tops: Sequence[float],
        rules: Rules,
    ) -> None:
        self.glyphs, self.number, self.text, self.words = glyphs, number, text, words
        self.lefts, self.rights, self.bottoms, self.tops = lefts, rights, bottoms, tops
        self.standing = rules.standing

    def iter_lines(self) -> Iterator[tuple[int, int]]:
        """First and last-but-one index of the words of each line, as pdfium breaks them."""
        raw, words = self.glyphs.text, self.words
        first = 0
        for index in range(1, len(words)):
            end = words[index - 1][1]
            if raw[end - 1] in "\ufffe\x02" or "\n" in raw[end : words[index][0]] or "\r" in raw[end : words[index][0]]:
                yield first, index
                first = index
        yield first, len(words)

    def iter_segments(self, first: int, last: int) -> Iterator[Segment]:
        """The segments of one line."""
        height = self.tops[first] - self.bottoms[first]
        middle = (self.tops[first] + self.bottoms[first]) / 2
        borders = [rule.left for rule in self.standing if rule.bottom <= middle <= rule.top]
        start = first
        mark = self._mark(first, last)
        for index in range(first + 1, last):
            right, left = self.rights[index - 1], self.lefts[index]
            if index == start + 1 and start == first and mark and left > right:
                if not any(right - 1 <= border <= left + 1 for border in borders):
                    continue
            wide = left - right > WIDE * height or left < self.lefts[index - 1] - height
            if wide or (borders and any(right - 1 <= border <= left + 1 for border in borders)):
                yield self._segment(start, index, mark if start == first else 0)
                start = index
        yield self._segment(start, last, mark if start == first else 0)

    def _mark(self, first: int, last: int) -> int:
        """The length of the list mark at the start of the line, or 0.

        A bullet is one wherever it starts a line; a number, letter or dash only with a gap behind it that is wider
        than a space, since a sentence may break before "16. Many …" or "– 8 October".
        """
        start, end = self.words[first]
        word = self.text[start:end]
        if _SURE_MARK.match(word):
            return 1
        if not _MARK.fullmatch(word):
            return 0
        if last == first + 1:
            return end - start
        gap = self.lefts[first + 1] - self.rights[first]
        return end - start if gap > 0.45 * (self.tops[first] - self.bottoms[first]) else 0

    def _segment(self, first: int, last: int, mark: int) -> Segment:
        start, end = self.words[first][0], self.words[last - 1][1]
        tallest = first if self.tops[first] - self.bottoms[first] >= self.tops[last - 1] - self.bottoms[last - 1] else last - 1
        box = Box(self.lefts[first], self.bottoms[tallest], self.rights[last - 1], self.tops[tallest])
        sample = self.words[min(first + 1, last - 1) if mark else first][0]
        bold = self.glyphs.bold(sample) and self.glyphs.bold(end - 1)
        body = self.lefts[first + 1] if mark and last > first + 1 else self.lefts[first]
        return Segment(
            self.number,
            start,
            end,
            self.text[start:end],
            box,
            round(self.glyphs.size(self.words[tallest][0]), 1),
            bold,
            self.rights[first] - self.lefts[first],
            mark,
            body,
            broken_word=self.glyphs.text[end - 1] in "\ufffe\x02",
        )


def _enter_cells(segments: Sequence[Segment], rules: Rules) -> None:
    """Give each segment the table cell that the drawn borders make around it."""
    if len(rules.lying) < 2 or len(rules.standing) < 2:
        return
    for segment in segments:
        segment.cell = _cell((segment.box.left + segment.box.right) / 2, (segment.box.bottom + segment.box.top) / 2, rules)


def _cell(x: float, y: float, rules: Rules) -> Box | None:
    """The four borders around a point, or None where one is missing."""
    left = max((rule.left for rule in rules.standing if rule.bottom - 1 <= y <= rule.top + 1 and rule.left <= x), default=None)
    right = min((rule.left for rule in rules.standing if rule.bottom - 1 <= y <= rule.top + 1 and rule.left > x), default=None)
    bottom = max((rule.bottom for rule in rules.lying if rule.left - 1 <= x <= rule.right + 1 and rule.bottom <= y), default=None)
    top = min((rule.bottom for rule in rules.lying if rule.left - 1 <= x <= rule.right + 1 and rule.bottom > y), default=None)
    if left is None or right is None or bottom is None or top is None:
        return None
    return Box(round(left), round(bottom), round(right), round(top))
