"""Running heads, running feet and page numbers: what stands in the margin of page after page.

They are known by repetition alone, with digits folded, never by their words. At the head of the first page, where a title
may be in the same words as the running head, only what stands at the very place it has on other pages is furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.read.segments import Segment

ZONE = 0.14  # of the page's height, at its top and its foot
MANY = 3  # pages that must share what is furniture; two where a document has no more than that
LONG = 12  # characters: a shorter text repeats by chance, and must repeat at the same height
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")

PageSegments = tuple[float, list[Segment]]
_Key = tuple[str, object]


def drop_furniture(pages: Sequence[PageSegments]) -> list[list[Segment]]:
    """The segments of each page without the furniture; a page is its height and its segments."""
    counts: Counter[_Key] = Counter()
    found = [
        [(segment, list(_iter_keys(segment, height, index))) for segment in segments]
        for index, (height, segments) in enumerate(pages)
    ]
    for told in found:
        counts.update({key for _, keys in told for key in keys})
    needed = max(2, min(MANY, len(pages)))
    return [
        [one for one, keys in told if not (keys and _is_furniture(one, keys, height, index, counts, needed))]
        for index, (told, (height, _)) in enumerate(zip(found, pages, strict=True))
    ]


def _is_furniture(
    segment: Segment, keys: list[_Key], height: float, index: int, counts: Counter[_Key], needed: int
) -> bool:
    """Whether what the segment is, or where it stands, is shared by enough pages.

    Places are counted at the height and at the heights next to it, so that a point more or less does not matter. A
    page's own number in its margin needs no other pages to be known.
    """
    if segment.text.strip() == str(index + 1):
        return True
    if index == 0 and segment.box.bottom > height / 2:
        keys = keys[:1]
    return any(counts[key] >= needed for key in keys)


def _iter_keys(segment: Segment, height: float, index: int) -> Iterator[_Key]:
    middle = (segment.box.bottom + segment.box.top) / 2
    if ZONE * height < middle < (1 - ZONE) * height:
        return
    text = segment.text.strip().lower()
    folded = _DIGITS.sub("#", text)
    place = round(middle / 4)
    yield folded, place
    yield folded, place - 1
    yield folded, place + 1
    if text.isdigit():
        # A page's number stands at one distance from the page's place in the file, wherever it is printed.
        yield "number", int(text) - index
    elif len(text) >= LONG:
        yield folded, (middle > height / 2, round(segment.size))
