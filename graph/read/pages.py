"""From pages to the blocks of a document: what a page break cuts is put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.read.clean import is_unfinished
from graph.read.drafts import Draft, Run
from graph.read.paragraphs import PageBlocks, Placed, usual_leading, wrap_gaps
from graph.read.segments import Segment

ENOUGH_LINES = 5  # from which a page's own leading counts rather than the document's
_NUMBERED = re.compile(r"(\d{1,3})\. ?(?=[A-Z])")


def find_drafts(pages: Sequence[list[Segment]]) -> list[Draft]:
    """The blocks of the pages, in reading order; footnotes stand at the end of their page."""
    body = _body_size(segment for page in pages for segment in page)
    gaps = [wrap_gaps(segments) for segments in pages]
    leading = usual_leading(sum(gaps, Counter()))
    drafts: list[Draft] = []
    open_page, open_block = PageBlocks([], body), None
    for segments, own in zip(pages, gaps, strict=True):
        page = PageBlocks(segments, body, usual_leading(own) if own.total() >= ENOUGH_LINES else leading)
        blocks = list(page.iter_blocks())
        text = [block for block in blocks if not block.is_note]
        if text and open_block and _goes_on(open_page, open_block, text[0]):
            _join(open_block.draft, text[0].draft)
            open_block = open_block._replace(last=text[0].last)
            del text[0]
        drafts += [block.draft for block in text]
        drafts += [block.draft for block in blocks if block.is_note]
        if text:
            open_block = text[-1]
        if segments:
            open_page = page
    _name_numbered(drafts)
    return drafts


def _body_size(segments: Iterable[Segment]) -> float:
    """The size in which most of the document is set."""
    sizes: Counter[float] = Counter()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _goes_on(page: PageBlocks, before: Placed, after: Placed) -> bool:
    """Whether the first block of a page is the rest of the last one of the page before.

    In lower case a sentence goes on. What starts with a capital or a number may be a name in mid-sentence, if the line
    before was full.
    """
    old, new = before.draft, after.draft
    if "row" in (old.kind, new.kind):
        return _row_goes_on(old, new)
    if old.kind == "heading" or new.kind in ("heading", "item") or not is_unfinished(old.text):
        return False
    if new.text[:1].islower():
        return True
    return page.same_style(before.last, after.first) and not page.fits(before.last, after.first)


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


def _name_numbered(drafts: Iterable[Draft]) -> None:
    """Call a paragraph an item where it has the number that follows the last item's.

    One line with a number of three figures shows neither a tab nor a hanging line; "2. However" after "Key Stage" has a
    number, but not the next.
    """
    last = 0
    for draft in drafts:
        match = _NUMBERED.match(draft.text) if draft.kind in ("item", "paragraph") else None
        if match is None:
            continue
        number = int(match.group(1))
        if draft.kind == "paragraph" and number == last + 1:
            draft.kind = "item"
        if draft.kind == "item":
            last = number
            _space_number(draft.cells[0], match.end(1) + 1)


def _space_number(runs: list[Run], length: int) -> None:
    """Part "10.There", where a tab stands that is no character, into number and words."""
    first = runs[0]
    if len(first.text) > length and first.text[length] != " " and first.offset is not None:
        rest = first._replace(text=first.text[length:], offset=first.offset + length, glued=False)
        runs[:1] = [first._replace(text=first.text[:length]), rest]
