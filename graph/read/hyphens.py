"""Words that a hyphen at a line's end parts: whether the hyphen is the word's own or the typesetter's.

"Multi-agency" keeps its hyphen, "infor-mation" does not. The document itself decides: the hyphen goes only where the
document writes the word in one elsewhere, and never with the hyphen within a line. Otherwise it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from graph.read.drafts import Draft, Run

_BEFORE = re.compile(r"(\w+)-$")
_AFTER = re.compile(r"(\w+)")


def join_hyphens(drafts: Sequence[Draft]) -> None:
    """Drop the hyphens that are only the typesetter's from these drafts."""
    parted = list(_iter_parted(drafts))
    if not parted:
        return
    # Runs end where lines do, so that a hyphen within a run is the document's own.
    text = "\n".join(run.text for draft in drafts for cell in draft.cells for run in cell).lower()
    for cell, index, first, second in parted:
        if first + second in text and _writes(text, first + second) and not _writes(text, f"{first}-{second}"):
            cell[index] = cell[index]._replace(text=cell[index].text[:-1])


def _writes(text: str, word: str) -> bool:
    """Whether a word stands in a text by itself, be it as a part of a longer word with hyphens."""
    return bool(re.search(rf"\b{re.escape(word)}\b", text))


def _iter_parted(drafts: Iterable[Draft]) -> Iterator[tuple[list[Run], int, str, str]]:
    """The places where a run ends in a hyphen and the next goes on: cell, index, and both parts of the word."""
    for draft in drafts:
        for cell in draft.cells:
            for index, (run, following) in enumerate(pairwise(cell)):
                if not following.glued or not run.text.endswith("-"):
                    continue
                before, after = _BEFORE.search(run.text), _AFTER.match(following.text)
                if before and after:
                    yield cell, index, before.group(1).lower(), after.group(1).lower()
