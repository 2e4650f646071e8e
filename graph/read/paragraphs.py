"""From the segments of one page to its blocks: rows of tables, headings, items, paragraphs and footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.read.clean import is_unfinished, iter_runs
from graph.read.drafts import Draft, Kind, Run
from graph.read.marks import DASHES, is_mark, set_bullet
from graph.read.segments import Segment
from graph.read.tables import iter_units

NOTE = 0.87  # of the body's size: footnotes are set smaller than this
HEADING = 1.08  # of the body's size: headings are set larger than this
SMALL_HEADING = 1.04  # of the body's size: a short line by itself is a heading if it is set larger than this
MAX_SMALL_HEADING = 60  # characters
MAX_HEADING = 250  # characters: what is longer is a paragraph, however it is set
COMMON = 0.15  # of all lines that wrap
PARTED = 0.2  # line heights: so much more than the page's usual leading parts two blocks
MID_SENTENCE = 0.8  # line heights: so much more parts them even in mid-sentence
SAME_SIZE = 0.12  # of the body's size: lines of one block differ by less


class Placed(NamedTuple):
    """A block with its first and last segment, by which one can tell whether it goes on on the next page."""

    draft: Draft
    first: Segment
    last: Segment
    is_note: bool = False


def wrap_gaps(segments: Sequence[Segment]) -> Counter[float]:
    """How often which gap stands between two lines of a paragraph, as a part of their height.

    Only lines that break in mid-sentence are asked, since on a title page lines that stand apart outnumber those that
    wrap.
    """
    gaps: Counter[float] = Counter()
    for before, after in pairwise(segments):
        if before.bold != after.bold or not after.text[:1].islower() or abs(before.size - after.size) >= 0.5:
            continue
        gap = (before.box.bottom - after.box.top) / (after.height or 1)
        if -0.5 < gap < 1.2 and is_unfinished(before.text):
            gaps[round(gap, 1)] += 1
    return gaps


def usual_leading(gaps: Counter[float]) -> float:
    """The gap that is usual between the lines of a paragraph.

    Of several common gaps the widest counts: lists are often leaded more than text, paragraphs parted yet more.
    """
    total = sum(gaps.values())
    return max((gap for gap, count in gaps.items() if gap > 0 and count >= COMMON * total), default=0.0)


class PageBlocks:
    """One page's segments on their way to drafts."""

    def __init__(self, segments: list[Segment], body: float, leading: float = 0.0) -> None:
        self.segments, self.body = segments, body
        self.right = max((segment.box.right for segment in segments if not segment.cell), default=0.0)
        self.leading = leading

    def iter_blocks(self) -> Iterator[Placed]:
        """The blocks of the page, in reading order."""
        for cells in iter_units(self.segments):
            if len(cells) > 1:
                filled = [cell for cell in cells if cell]
                yield Placed(Draft("row", [_runs(cell) for cell in cells]), filled[0][0], filled[-1][-1])
                continue
            for group in self._iter_groups(cells[0]):
                if len(group) == 1 and is_mark(group[0].text):
                    continue
                draft = Draft(self._kind(group), [_runs(group)])
                if draft.kind == "paragraph" and _is_dashed(group[0]):
                    draft.kind = "item"
                if draft.kind == "item":
                    set_bullet(draft)
                yield Placed(draft, group[0], group[-1], draft.kind == "paragraph" and self._is_note(group))

    def _iter_groups(self, segments: list[Segment]) -> Iterator[list[Segment]]:
        group: list[Segment] = []
        for segment in segments:
            if group and self._parts(group, segment):
                yield group
                group = []
            group.append(segment)
        if group:
            yield group

    def _parts(self, group: list[Segment], after: Segment) -> bool:
        """Whether a new block starts with this segment."""
        before = group[-1]
        if before.broken_word or (len(group) == 1 and before.mark and is_mark(before.text)):
            return False
        if after.mark or before.cell != after.cell or (_is_dashed(group[0]) and _is_dashed(after)):
            return True
        follows = is_unfinished(before.text) and after.text[:1].islower()
        same = self.same_style(before, after)
        height = after.height or 1.0
        gap = (before.box.bottom - after.box.top) / height
        if gap < -2:  # the next column
            return not (follows and same)
        fits = self.fits(before, after)
        apart = after.box.right < before.box.left or after.box.left > before.box.right
        # Headings end without a full stop, so that a full line of one tells nothing.
        full = is_unfinished(before.text) and not fits and not self._is_heading(before)
        mid_sentence = same and (follows or full)
        if apart or gap > self.leading + (MID_SENTENCE if mid_sentence else PARTED):
            return True
        outside = group[0].mark and after.box.left < group[0].body_left - 0.8 * height
        if not same:
            # A sentence may change its weight at a line's end, as "… is | requires improvement" does in grade boxes.
            return not follows or fits or abs(before.size - after.size) > 0.25 * self.body
        return not follows and (bool(outside) or fits)

    def fits(self, before: Segment, after: Segment) -> bool:
        """Whether the first word of a line would have fitted into the line before, which was ended on purpose then."""
        right = before.cell.right if before.cell else self.right
        return before.box.right + after.first_width + 0.4 * after.height < right - 0.4 * after.height

    def same_style(self, before: Segment, after: Segment) -> bool:
        """Whether two lines can be of one block by their looks: both headings or neither, of one weight and size."""
        heading = self._is_heading(before)
        if heading != self._is_heading(after) or (heading and before.bold != after.bold):
            return False
        return abs(before.size - after.size) < SAME_SIZE * self.body

    def _is_heading(self, segment: Segment) -> bool:
        return segment.size > HEADING * self.body or (segment.bold and segment.size >= NOTE * self.body)

    def _is_small_heading(self, segment: Segment) -> bool:
        """Whether a short line by itself is a heading by being set only a little larger than the text."""
        larger = segment.size > SMALL_HEADING * self.body and len(segment.text) <= MAX_SMALL_HEADING
        return larger and segment.text[:1].isupper() and is_unfinished(segment.text)

    def _is_note(self, group: list[Segment]) -> bool:
        return group[0].size < NOTE * self.body and group[0].cell is None

    def _kind(self, group: list[Segment]) -> Kind:
        length = sum(len(segment.text) for segment in group)
        bullet = group[0].mark == 1 and not group[0].text[0].isalnum()
        if all(self._is_heading(segment) for segment in group) and length <= MAX_HEADING and not bullet:
            return "heading"
        if group[0].mark:
            return "item"
        return "heading" if len(group) == 1 and self._is_small_heading(group[0]) else "paragraph"


def _is_dashed(segment: Segment) -> bool:
    """Whether a line starts with a dash; in mid-sentence it may do so by chance, at the start of a block it lists."""
    return segment.text[:1] in DASHES and segment.text[1:2] == " "


def _runs(segments: list[Segment]) -> list[Run]:
    runs: list[Run] = []
    glued = False
    for segment in segments:
        for offset, text, inner in iter_runs(segment.text):
            runs.append(Run(text, segment.page, segment.start + offset, inner or glued))
            glued = False
        glued = segment.broken_word or (segment.text[-1:] == "-" and segment.text[-2:-1].islower())
    return runs
