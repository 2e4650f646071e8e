"""List marks at the start of a line: bullets, dashes, numbers and letters.

Items of all readers start with "•", at a deeper level with "◦", or with their number as printed.
"""

from __future__ import annotations

import re

from graph.read.clean import BULLET, SUB_BULLET
from graph.read.drafts import Draft

DASHES = "-–—―−"
_DASHES = re.escape(DASHES)
_COUNT = r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
_MARK = re.compile(rf"[{BULLET}{SUB_BULLET}·]\s*|[*+o{_DASHES}]\s+|(?:{_COUNT})\s+", re.ASCII)
_ALONE = re.compile(rf"[{BULLET}{SUB_BULLET}·*+{_DASHES}]|o|{_COUNT}")


def mark_length(text: str) -> int:
    """How long the list mark at the start of a text is, with the space behind it; 0 where there is none.

    >>> [mark_length(text) for text in ("• a", "ii. Consider", "2.1 Adoption", "2018 was", "of")]
    [2, 4, 4, 0, 0]
    """
    match = _MARK.match(text)
    return match.end() if match else 0


def is_mark(text: str) -> bool:
    """Whether a text is a list mark and nothing else.

    >>> is_mark("12."), is_mark("(b)"), is_mark("12")
    (True, True, False)
    """
    return bool(_ALONE.fullmatch(text.strip()))


def name_item(draft: Draft) -> Draft:
    """The draft as an item where it is a paragraph that starts with a list mark, or a row whose first cell is one."""
    if draft.kind == "row" and len(draft.cells) == 2 and draft.cells[0] and is_mark(draft.cells[0][0].text):
        draft.cells = [draft.cells[0] + draft.cells[1]]
        draft.kind = "item"
    elif draft.kind == "paragraph" and mark_length(draft.text):
        draft.kind = "item"
    if draft.kind == "item":
        set_bullet(draft)
    return draft


def set_bullet(draft: Draft) -> None:
    """Give an item that starts with a dash, dot, star or "o" the bullet that all items have."""
    runs = draft.cells[0]
    first = runs[0]
    if first.text[0] not in f"·{DASHES}*+o{BULLET}{SUB_BULLET}" or (
        first.text[0] == "o" and first.text[1:2] not in ("", " ")
    ):
        return
    bullet = SUB_BULLET if first.text[0] in f"o{SUB_BULLET}" else BULLET
    rest = first.text[1:].lstrip()
    moved = None if first.offset is None else first.offset + len(first.text) - len(rest)
    kept = first.offset if first.text[0] == bullet else None
    runs[:1] = [first._replace(text=bullet, offset=kept)]
    if rest:
        runs.insert(1, first._replace(text=rest, offset=moved, glued=False))
    elif len(runs) > 1:
        runs[1] = runs[1]._replace(glued=False)
