"""From segments to drafts of blocks: rows of tables, headings, items and paragraphs, over page breaks too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graph.read.clean import is_unfinished, iter_runs
from graph.read.drafts import Draft, Kind, Run
from graph.read.marks import is_mark, set_bullet
from graph.read.segments import Segment
from graph.read.tables import iter_units

NOTE = 0.87  # of the body's size: footnotes are set smaller than this
HEADING = 1.08  # of the body's size: headings are set larger than this
MAX_HEADING = 250


def find_drafts(pages: Sequence[list[Segment]]) -> list[Draft]:
    """The blocks of the pages, in reading order, with paragraphs that run over a page break in one."""
    body = _body_size(segment for page in pages for segment in page)
    drafts: list[Draft] = []
    open_draft: Draft | None = None
    for segments in pages:
        notes: list[Draft] = []
        page_drafts = list(_Page(segments, body).iter_drafts(notes))
        if page_drafts and open_draft is not None and _goes_on(open_draft, page_drafts[0]):
            _join(open_draft, page_drafts.pop(0))
        drafts += page_drafts
        if page_drafts:
            open_draft = page_drafts[-1]
        drafts += notes
    return drafts


def _body_size(segments: Iterable[Segment]) -> float:
    sizes: Counter[float] = Counter()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _goes_on(before: Draft, after: Draft) -> bool:
    """Whether the first block of a page is the rest of the last one of the page before."""
    if "heading" in (before.kind, after.kind) or after.kind == "item":
        return False
    if "row" in (before.kind, after.kind):
        return _row_goes_on(before, after)
    return is_unfinished(before.text) and not after.text[:1].isdigit()


def _row_goes_on(before: Draft, after: Draft) -> bool:
    """Whether a row is the rest of one that a page break cuts: at least one cell goes on in mid-sentence.

    The other cells, which often hold names only, are either done or go on as well.
    """
    if before.kind != after.kind or len(before.cells) != len(after.cells):
        return False
    pairs = [(_cell_text(old), _cell_text(new)) for old, new in zip(before.cells, after.cells, strict=True)]
    goes_on = any(is_unfinished(old) and new[:1].islower() for old, new in pairs)
    return all(not new or is_unfinished(old) for old, new in pairs) and (goes_on or not pairs[0][1])


def _cell_text(runs: list[Run]) -> str:
    return Draft("paragraph", [runs]).text


def _join(before: Draft, after: Draft) -> None:
    for old, new in zip(before.cells, after.cells, strict=True):
        old.extend(new)


class _Page:
    """One page's segments on their way to drafts."""

    def __init__(self, segments: list[Segment], body: float) -> None:
        self.segments, self.body = segments, body
        self.right = max((segment.box.right for segment in segments if not segment.cell), default=0.0)
        self.leading = self._leading()

    def _leading(self) -> float:
        """The gap between lines that is most common on the page, as a part of the line's height."""
        gaps: Counter[float] = Counter()
        for before, after in zip(self.segments, self.segments[1:], strict=False):
            gap = (before.box.bottom - after.box.top) / (after.height or 1)
            if -0.5 < gap < 1.2:
                gaps[round(gap, 1)] += 1
        return max(gaps.most_common(1)[0][0] if gaps else 0.0, 0.0)

    def iter_drafts(self, notes: list[Draft]) -> Iterator[Draft]:
        """The blocks of the page; footnotes go into `notes`."""
        for cells in iter_units(self.segments):
            if len(cells) > 1:
                yield Draft("row", [_runs(cell) for cell in cells])
                continue
            for group in self._iter_groups(cells[0]):
                if is_mark(group[0].text) and len(group) == 1:
                    continue
                kind = self._kind(group)
                draft = Draft(kind, [_runs(group)])
                if kind == "item":
                    set_bullet(draft)
                if kind == "paragraph" and self._is_note(group):
                    notes.append(draft)
                else:
                    yield draft

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
        if after.mark or before.cell != after.cell:
            return True
        follows = is_unfinished(before.text) and after.text[:1].islower()
        same = self._same_style(before, after)
        height = after.height or 1.0
        gap = (before.box.bottom - after.box.top) / height
        if gap < -2:  # the next column
            return not (follows and same)
        apart = after.box.right < before.box.left or after.box.left > before.box.right
        if apart or gap > self.leading + (0.8 if follows and same else 0.25):
            return True
        outside = group[0].mark and after.box.left < group[0].body_left - 0.8 * height
        fits = self._fits(before, after)
        if not same:
            # A sentence may change its weight at a line's end, as "… is | requires improvement" does in grade boxes.
            return not follows or fits or abs(before.size - after.size) > 0.25 * self.body
        return not follows and (bool(outside) or fits)

    def _fits(self, before: Segment, after: Segment) -> bool:
        """Whether the first word of a line would have fitted into the line before, which was ended on purpose then."""
        right = before.cell.right if before.cell else self.right
        return before.box.right + after.first_width + 0.4 * after.height < right - 0.4 * after.height

    def _same_style(self, before: Segment, after: Segment) -> bool:
        """Whether two lines can be of one block by their looks: both headings or neither, of one weight and size."""
        heading = self._is_heading(before)
        if heading != self._is_heading(after) or (heading and before.bold != after.bold):
            return False
        return abs(before.size - after.size) < 0.12 * self.body

    def _is_heading(self, segment: Segment) -> bool:
        return segment.size > HEADING * self.body or (segment.bold and segment.size >= NOTE * self.body)

    def _is_note(self, group: list[Segment]) -> bool:
        return group[0].size < NOTE * self.body and group[0].cell is None

    def _kind(self, group: list[Segment]) -> Kind:
        length = sum(len(segment.text) for segment in group)
        bullet = group[0].mark == 1 and not group[0].text[0].isalnum()
        if all(self._is_heading(segment) for segment in group) and length <= MAX_HEADING and not bullet:
            return "heading"
        return "item" if group[0].mark else "paragraph"


def _runs(segments: list[Segment]) -> list[Run]:
    runs: list[Run] = []
    glued = False
    for segment in segments:
        for offset, text, inner in iter_runs(segment.text):
            runs.append(Run(text, segment.page, segment.start + offset, inner or glued))
            glued = False
        glued = segment.broken_word or bool(re.search(r"[a-z]-$", segment.text))
    return runs
