"""From segments to drafts of blocks: rows of tables, headings, items and paragraphs, over page breaks too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.read.clean import is_unfinished, iter_runs
from graph.read.drafts import Draft, Kind, Run
from graph.read.layout import Segment

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
    if before.kind != after.kind or len(before.cells) != len(after.cells):
        return False
    pairs = list(zip(before.cells, after.cells, strict=True))
    return all(not new or (is_unfinished(_cell_text(old)) and _cell_text(new)[:1].islower()) for old, new in pairs) or (
        not after.cells[0] and any(after.cells)
    )


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
        for line in self._iter_units():
            if len(line) > 1:
                yield Draft("row", [_runs(cell) for cell in line])
                continue
            for group in self._iter_groups(line[0]):
                kind = self._kind(group)
                draft = Draft(kind, [_runs(group)])
                if kind == "paragraph" and self._is_note(group):
                    notes.append(draft)
                else:
                    yield draft

    def _iter_units(self) -> Iterator[list[list[Segment]]]:
        """Stretches of running text (one cell) and rows (several cells), in order."""
        rows: dict[tuple[float, float], dict[float, list[Segment]]] = defaultdict(lambda: defaultdict(list))
        for segment in self.segments:
            if segment.cell:
                rows[segment.cell.top, 0][segment.cell.left].append(segment)
        free: list[Segment] = []
        done: set[float] = set()
        index = 0
        while index < len(self.segments):
            segment = self.segments[index]
            if segment.cell and len(rows[segment.cell.top, 0]) > 1:
                if segment.cell.top not in done:
                    if free:
                        yield [free]
                        free = []
                    done.add(segment.cell.top)
                    cells = rows[segment.cell.top, 0]
                    yield [cells[left] for left in sorted(cells)]
                index += 1
                continue
            beside = self._beside(index)
            if beside > index + 1:
                if free:
                    yield [free]
                    free = []
                yield [[part] for part in self.segments[index:beside]]
                index = beside
                continue
            free.append(segment)
            index += 1
        if free:
            yield [free]

    def _beside(self, index: int) -> int:
        """The end of the segments from `index` on that stand side by side on one line."""
        first = self.segments[index]
        end = index + 1
        while end < len(self.segments):
            before, after = self.segments[end - 1], self.segments[end]
            if after.cell != first.cell or after.box.left <= before.box.right:
                break
            if abs(after.box.bottom - first.box.bottom) > 0.4 * first.height:
                break
            end += 1
        return end

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
        if len(group) == 1 and before.mark and before.mark >= len(before.text.strip()) and before.page == after.page:
            return False
        if before.broken_word:
            return False
        if after.mark or before.cell != after.cell or self._is_heading(before) != self._is_heading(after):
            return True
        if abs(before.size - after.size) > 0.06 * self.body or (self._is_heading(after) and before.bold != after.bold):
            return True
        gap = (before.box.bottom - after.box.top) / after.height if after.height else 0.0
        if gap < -2 and after.box.left > before.box.right:
            return not (is_unfinished(before.text) and after.text[:1].islower())
        if gap > self.leading + 0.3:
            return not (is_unfinished(before.text) and after.text[:1].islower() and gap < self.leading + 0.5)
        left = group[0].body_left
        if after.box.left < left - 0.8 * after.height and group[0].mark:
            return True
        if is_unfinished(before.text) and after.text[:1].islower():
            return False
        right = before.cell.right if before.cell else self.right
        return before.box.right + after.first_width + 0.6 * after.height < right - 0.6 * after.height

    def _is_heading(self, segment: Segment) -> bool:
        return segment.size > HEADING * self.body or (segment.bold and segment.size >= NOTE * self.body)

    def _is_note(self, group: list[Segment]) -> bool:
        return group[0].size < NOTE * self.body and group[0].cell is None

    def _kind(self, group: list[Segment]) -> Kind:
        length = sum(len(segment.text) for segment in group)
        if all(self._is_heading(segment) for segment in group) and length <= MAX_HEADING:
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
