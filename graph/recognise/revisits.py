"""Inspections of local areas for special educational needs, of 2016 to 2022: their significant weaknesses, and what became of them.

An inspection asks for a Written Statement of Action on "the following areas of significant weakness"; a revisit says of each
weakness whether "the area has made sufficient progress".
"""

from __future__ import annotations

import re

from graph.recognise.outline import Line
from graph.recognise.patterns import NUMBER, one_line, to_number
from graph.recognise.recommendations import BULLET, PARTNERSHIP
from graph.statements import Count, Document, Finding, Recommendation

_WEAKNESSES = re.compile(
    r".*\b(?:following|these)\b[^.:]*\bsignificant\s+(?:weakness(?:es)?|concerns?)\b[^.:]*:", re.IGNORECASE | re.DOTALL
)
_FOUND_THEN = re.compile(
    r"(?:■\s*|•\s*)?The\s+(?:initial|original|previous|first)\s+inspection\s+(?:found|identified|highlighted|raised)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_PROGRESS = re.compile(
    r"(?:(?:the\s+)?(?:local\s+)?area(?:\s+leaders)?|(?:local\s+)?leaders)\s+(?:has|have)\s+(?P<not>not\s+)?(?:yet\s+)?made\s+(?P<how>sufficient|insufficient)\s+progress\b[^.]{0,60}?\b(?:this|the)\s+(?:\w+\s+){0,3}?(?:weakness|concern|area)\b(?!\s+of|s)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    rf"(?<!not\s)made\s+sufficient\s+progress\s+in\s+addressing\s+(?:(?P<some>{NUMBER})\s+of\s+the\s+(?P<all>{NUMBER})|(?:all|each)\s+(?:of\s+)?(?:the\s+)?(?P<every>{NUMBER}))\s+(?:areas\s+of\s+)?significant\s+weakness(?:es)?",
    re.IGNORECASE,
)


def find_weaknesses(document: Document, lines: tuple[Line, ...]) -> tuple[Recommendation, ...]:
    """The areas of significant weakness on which the area must write a statement of action."""
    found: list[Recommendation] = []
    inside = False
    for line in lines:
        if inside and (line.kind == "item" or BULLET.match(line.text)):
            span = document.span(line.start, line.end)
            found.append(Recommendation(_to_words(line), PARTNERSHIP, "significant weakness", span))
        else:
            inside = _WEAKNESSES.fullmatch(line.text) is not None
    return tuple(found)


def find_progress(document: Document, lines: tuple[Line, ...]) -> tuple[tuple[Finding, ...], tuple[Count, ...]]:
    """Of each weakness, whether the area has made sufficient progress; and in how many of all it has."""
    findings: list[Finding] = []
    counts: list[Count] = []
    weakness = ""
    for line in lines:
        if _FOUND_THEN.fullmatch(line.text):
            weakness = _to_words(line)
        elif weakness.endswith(":"):
            weakness = f"{weakness} {_to_words(line)}"
        match = _PROGRESS.search(line.text)
        if match and weakness:
            lacking = bool(match["not"]) or match["how"].lower() == "insufficient"
            span = document.span(line.start + match.start(), line.start + match.end())
            findings.append(Finding(weakness, "improvement" if lacking else "strength", one_line(span.quote), span))
        if (total := _OF_ALL.search(line.text)) and not counts:
            counts += _to_counts(document, line, total)
    return tuple(findings), tuple(counts)


def _to_words(line: Line) -> str:
    """The words of a line without its bullet."""
    return one_line(BULLET.sub("", line.text, count=1))


def _to_counts(document: Document, line: Line, match: re.Match[str]) -> list[Count]:
    span = document.span(line.start + match.start(), line.start + match.end())
    every, some = match["all"] or match["every"], match["some"] or match["every"]
    return [
        Count("areas of significant weakness", to_number(every), span),
        Count("areas with sufficient progress", to_number(some), span),
    ]
