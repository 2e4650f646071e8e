"""Running heads, running feet and page numbers: what stands at the same place on page after page.

They are known by repetition alone, with digits folded, never by their words: a line in the page's margin is furniture
where another page has the same line at the same height.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graph.read.layout import Segment

ZONE = 0.14  # of the page's height, at its top and its foot
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")

PageSegments = tuple[float, list[Segment]]


def drop_furniture(pages: Sequence[PageSegments]) -> list[list[Segment]]:
    """The segments of each page without the furniture; a page is its height and its segments."""
    counts: Counter[tuple[str, int]] = Counter()
    for height, segments in pages:
        counts.update({key for segment in segments for key in _keys(segment, height)})
    needed = max(2, min(3, len(pages)))
    return [
        [segment for segment in segments if not any(counts[key] >= needed for key in _keys(segment, height)[:1])]
        for height, segments in pages
    ]


def _keys(segment: Segment, height: float) -> list[tuple[str, int]]:
    """What and where a segment in a margin is, at the height it has and at the next; none in the body of the page."""
    middle = (segment.box.bottom + segment.box.top) / 2
    if ZONE * height < middle < (1 - ZONE) * height:
        return []
    text = _DIGITS.sub("#", segment.text.strip().lower())
    place = round(middle / 4)
    return [(text, place), (text, place - 1), (text, place + 1)]
