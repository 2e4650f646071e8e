"""What an Area SEND report asks of a local area partnership: areas for priority action, with the bodies responsible, and areas
for improvement.

Both stand in tables, or in lists where a page has none. A row without borders may be torn; its fragments ask for nothing.
"""

from __future__ import annotations

import re

from graph.recognise.outline import Line
from graph.recognise.recommendations import BULLET, NUMBERED, PARTNERSHIP, longer, tidy
from graph.statements import Document, Recommendation

_AREA_SECTION = re.compile(
    r"(?:Areas?\s+for\s+(?:improvement|priority\s+action)s?|Responsible\s+body\s+Areas?\s+for\s+priority\s+actions?)",
    re.IGNORECASE,
)
_AREA_END = re.compile(r"Local\s+area\s+partnership\s+details|Information\s+about", re.IGNORECASE)
_NAMES_BODY = re.compile(
    r"\b(?:council|NHS|ICB|board|partners?|partnership|leaders|authority|authorities|trust|services?|borough|education|health|commissioners)\b",
    re.IGNORECASE,
)
# What an area for improvement or action says; fragments of a heading that a table has torn do not.
_ASKS = re.compile(
    r"\b(?:should|must|needs?|ought|will|ensure|improve|continue|strengthen|act|work|develop)\b", re.IGNORECASE
)


def find_area_recommendations(document: Document, lines: tuple[Line, ...]) -> tuple[Recommendation, ...]:
    """The areas for priority action, with the bodies responsible, and the areas for improvement of an Area SEND report."""
    kind = ""
    found: list[Recommendation] = []
    for line in lines:
        if _AREA_SECTION.fullmatch(line.text):
            kind = "priority action" if "priority" in line.text.lower() else "area for improvement"
        elif _AREA_END.match(line.text):
            kind = ""
        elif kind:
            _read_area_row(document, kind, line, found)
    return tuple(found)


def _is_bullet(item: Recommendation) -> bool:
    """Whether an item is a bullet itself, so that the next bullet is its neighbour and no part of it."""
    return BULLET.match(item.span.quote) is not None


def _goes_on(item: Recommendation, line: Line, text: str, *, starts_bullet: bool) -> bool:
    """Whether a line belongs to the item before it: it goes on in lower case, is its bullet, or the item's sentence is not over.

    A line that happens to end short does not end its sentence: "… people with", then "SEND at risk of exclusion …".
    """
    if starts_bullet:
        return text[:1].islower() or not _is_bullet(item)
    unfinished = (
        line.kind == "paragraph" and "\t" not in item.span.quote and re.search(r"[\w,]$", item.text) is not None
    )
    return text[:1].islower() or unfinished


def _read_area_row(document: Document, kind: str, line: Line, found: list[Recommendation]) -> None:
    body, tab, action = line.text.rpartition("\t")
    if tab and (not _NAMES_BODY.search(body) or _ASKS.search(body)):
        body, tab, action = "", "", line.text.replace("\t", " ")  # a line that a gap runs through is no row
    numbered = NUMBERED.fullmatch(action)
    text = tidy(numbered["text"] if numbered else BULLET.sub("", action, count=1))
    number = int(numbered["number"]) if numbered else None
    starts_bullet = bool(BULLET.match(action)) or line.kind == "item"
    if tab and body.strip():
        found.append(Recommendation(text, tidy(body), kind, document.span(line.start, line.end), number))
    elif (
        found
        and found[-1].kind == kind
        and not numbered
        and _goes_on(found[-1], line, text, starts_bullet=starts_bullet)
    ):
        found[-1] = longer(document, found[-1], line)
    elif (line.kind != "heading" and _ASKS.search(text)) or len(text) > 60:
        to = found[-1].to if kind == "priority action" and found else PARTNERSHIP
        found.append(Recommendation(text, to, kind, document.span(line.start, line.end), number))
