"""From segments to stretches of text and rows of tables.

Drawn borders make cells wherever they enclose a point on all four sides. Where nothing is drawn, a line with a wide gap
is a row of its own, and such a line opens a table: what stands below in its columns, line by line, belongs to it, in
whatever order it was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.read.clean import is_unfinished
from graph.read.glyphs import Box, Rules
from graph.read.segments import Segment

Cells = list[list[Segment]]
_Rule = tuple[float, float, float]  # where it lies, and from where to where it runs
SAME = 2.0  # points: the borders of two rows or columns are farther apart than this
ALIGNED = 4.0  # points: how far the left edges of one column's lines may differ
GAP = 1.2  # line heights: a gap wider than this ends a table without borders


def enter_cells(segments: Sequence[Segment], rules: Rules) -> None:
    """Give each segment the table cell that the drawn borders make around it."""
    if len(rules.lying) < 2 or len(rules.standing) < 2:
        return
    standing = _lined_up([(rule.left, rule.bottom, rule.top) for rule in rules.standing])
    lying = _lined_up([(rule.bottom, rule.left, rule.right) for rule in rules.lying])
    for segment in segments:
        box = segment.box
        segment.cell = _cell((box.left + box.right) / 2, (box.bottom + box.top) / 2, standing, lying)


def _lined_up(lines: list[_Rule]) -> list[_Rule]:
    """The lines with their places made one where they differ by less than eye or printer can tell."""
    made: list[_Rule] = []
    for place, start, end in sorted(lines):
        made.append((made[-1][0] if made and place - made[-1][0] <= SAME else place, start - 1, end + 1))
    return made


def _cell(x: float, y: float, standing: list[_Rule], lying: list[_Rule]) -> Box | None:
    """The four borders around a point, or None where one is missing."""
    across = [place for place, start, end in standing if start <= y <= end]
    left = max((place for place in across if place <= x), default=None)
    right = min((place for place in across if place > x), default=None)
    if left is None or right is None:
        return None
    along = [place for place, start, end in lying if start <= x <= end]
    bottom = max((place for place in along if place <= y), default=None)
    top = min((place for place in along if place > y), default=None)
    return None if bottom is None or top is None else Box(left, bottom, right, top)


def iter_units(segments: Sequence[Segment]) -> Iterator[Cells]:
    """Stretches of running text (one cell) and rows (several cells) of one page, in reading order."""
    rows = _drawn_rows(segments)
    done: set[float | None] = set()
    free: list[Segment] = []
    index = 0
    while index < len(segments):
        segment = segments[index]
        top = segment.cell.top if segment.cell else None
        if top in rows:
            units, end = ([] if top in done else [rows[top]]), index + 1
            done.add(top)
        else:
            end = _table_end(segments, index)
            units = list(_undrawn_rows(segments[index:end])) if end > index else []
            if not units:
                free.append(segment)
                index += 1
                continue
        if free and units:
            yield [free]
            free = []
        yield from units
        index = end
    if free:
        yield [free]


def _drawn_rows(segments: Sequence[Segment]) -> dict[float | None, Cells]:
    """The rows of drawn tables that have words in several cells, by the height of their upper border."""
    cells: dict[float, dict[float, list[Segment]]] = defaultdict(lambda: defaultdict(list))
    for segment in segments:
        if segment.cell:
            cells[segment.cell.top][segment.cell.left].append(segment)
    rows = {top: [row[left] for left in sorted(row)] for top, row in cells.items()}
    return {
        top: row if len(row) > 1 else [[], *row] for top, row in rows.items() if len(row) > 1 or _lacks_first(row, rows)
    }


def _lacks_first(row: Cells, rows: dict[float, Cells]) -> bool:
    """Whether the only cell with words is a later column's, as at the top of a page that goes on with such a cell."""
    cell = row[0][0].cell
    for other in rows.values():
        first, last = other[0][0].cell, other[-1][0].cell
        if not cell or not first or not last or first.left >= cell.left or last.left != cell.left:
            continue
        if abs(cell.bottom - last.top) <= SAME or abs(last.bottom - cell.top) <= SAME:
            return True
    return False


def _table_end(segments: Sequence[Segment], index: int) -> int:
    """The end of the table that opens at `index`, or `index` itself where none does."""
    head = _head_end(segments, index)
    if head == index + 1:
        return index
    columns = [segment.box for segment in segments[index:head]]
    first = segments[index]
    lowest = min(segment.box.bottom for segment in segments[index:head])
    end = head
    while end < len(segments):
        segment = segments[end]
        apart = lowest - segment.box.top > GAP * segment.height or segment.box.bottom > first.box.top
        if segment.cell != first.cell or apart or not any(_is_aligned(segment.box, column) for column in columns):
            break
        lowest = min(lowest, segment.box.bottom)
        end += 1
    return _without_text_below(segments, index, end)


def _without_text_below(segments: Sequence[Segment], index: int, end: int) -> int:
    """The end of a table without the text that stands right below it, at its left edge and with no cell that it goes on with."""
    lines = _to_lines(segments[index:end])
    last = max(at for at, line in enumerate(lines) if len(line) > 1)
    left, before = min(segment.box.left for segment in segments[index:end]), lines[last][0]
    for at, line in enumerate(lines[last + 1 :], last + 1):
        goes_on = is_unfinished(before.text) and line[0].text[:1].islower()
        if abs(line[0].box.left - left) < ALIGNED and not goes_on:
            below = {segment.start for later in lines[at:] for segment in later}
            while segments[end - 1].start in below:
                end -= 1
            break
        before = line[0]
    return end


def _is_aligned(box: Box, column: Box) -> bool:
    """Whether a line starts, or as numbers do ends, where the column does."""
    return abs(box.left - column.left) < ALIGNED or abs(box.right - column.right) < ALIGNED


def _head_end(segments: Sequence[Segment], index: int) -> int:
    """The end of the segments from `index` on that stand side by side, a column apart."""
    end = index + 1
    while end < len(segments):
        before, after = segments[end - 1], segments[end]
        if (
            after.cell != before.cell
            or after.box.left <= before.box.right
            or not before.beside(after)
            or before.broken_word
        ):
            break
        end += 1
    return end


def _undrawn_rows(segments: Sequence[Segment]) -> Iterator[Cells]:
    """The lines of a table without borders: those with words in several columns, and what stands alone between them."""
    left = min(segment.box.left for segment in segments)
    row: Cells = []
    for line in _to_lines(segments):
        columns = [_continued(row, segment) for segment in line]
        if None not in columns:
            for column, segment in zip(columns, line, strict=True):
                row[column or 0].append(segment)
            continue
        if len(row) == 1 and _wraps(row[0][-1], line):
            row = [row[0] + [line[0]], *([segment] for segment in line[1:])]
            continue
        if row:
            yield row
        row = [[segment] for segment in line]
        if len(line) == 1 and line[0].box.left > left + ALIGNED:
            row.insert(0, [])
    if row:
        yield row


def _to_lines(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The segments by line, from top to bottom, and from left to right in each."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: (-segment.box.top, segment.box.left)):
        if lines and lines[-1][0].beside(segment):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [sorted(line, key=lambda segment: segment.box.left) for line in lines]


def _wraps(before: Segment, line: Sequence[Segment]) -> bool:
    """Whether a line alone is the start of the first cell of the next, whose other cells stand beside its last line."""
    after = line[0]
    lower = len(line) > 1 and is_unfinished(before.text) and after.text[:1].islower()
    return lower and before.box.bottom - after.box.top < GAP * after.height


def _continued(row: Cells, segment: Segment) -> int | None:
    """Which cell of the row goes on in this segment of the next line."""
    for index, cell in enumerate(row if len(row) > 1 else ()):
        if cell and abs(cell[0].box.left - segment.box.left) < ALIGNED:
            return index if is_unfinished(cell[-1].text) and segment.text[:1].islower() else None
    return None
