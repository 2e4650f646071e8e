"""The marks of Markdown and inline HTML that text files carry when a converter wrote them.

The marks are replaced by `GONE`, character for character, so that offsets stay those of the file.
"""

from __future__ import annotations

import re

from graph.read.clean import GONE

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|small|a|br|p)(?:\s[^<>]*)?/?>", re.IGNORECASE)
# What is set bold or slanted is no longer than a paragraph; without a bound, many marks that never close take minutes.
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,500}?)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"\[([^\[\]]+)\](\((?:(mailto:)|[^()\s]*)[^()\s]*\))")
_SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?)?\s*$|\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
#: "| Subject: | Inspection update |": a row that is drawn, two cells at least; not "\|", which is a stroke in the text.
_ROW = re.compile(r"\s*\|(?:[^|]*\|){2,}\s*$")
_STROKE = re.compile(r"(?<!\\)\|")
_WHOLE = re.compile(rf"\s*(?:\*\*|__)(?:(?!\*\*|__).)+(?:\*\*|__)[\s{GONE}]*$")


def is_separator(line: str) -> bool:
    """Whether a line is only drawn: a rule, or the line under a table's head."""
    return bool(_SEPARATOR.match(line))


def is_drawn_row(line: str) -> bool:
    """Whether a line is a row of a table whose cells are parted by strokes."""
    return bool(_ROW.match(line))


def is_marked_heading(line: str) -> bool:
    """Whether a line is marked as a heading: by number signs, or in bold from end to end."""
    return bool(_HEADING.match(line) or _WHOLE.match(_TAG.sub(_gone, line)))


def drop_marks(line: str) -> str:
    """The line without its marks, as long as it was.

    >>> drop_marks("10<sup>th</sup> **April**").replace(GONE, "")
    '10th April'
    """
    line = _HEADING.sub(_gone, line)
    line = _TAG.sub(_gone, line)
    line = _LINK.sub(_link, line)
    line = _part_cells(line) if is_drawn_row(line) else line
    line = _STRONG.sub(lambda match: GONE * 2 + match.group(2) + GONE * 2, line)
    return _EMPHASIS.sub(lambda match: GONE + match.group(2) + GONE, line)


def _gone(match: re.Match[str]) -> str:
    return GONE * len(match.group())


def _part_cells(row: str) -> str:
    """A row with a tab for each stroke between two cells."""
    first, last = row.index("|"), row.rindex("|")
    inner = _STROKE.sub("\t", row[first + 1 : last])
    return GONE * (first + 1) + inner + GONE * (len(row) - last)


def _link(match: re.Match[str]) -> str:
    """A link's words, with its address behind them unless that is a mail address or says the same."""
    words, address, mail = match.groups()
    if mail or words in address:
        return GONE + words + GONE * (1 + len(address))
    # A space here would pass for the file's own; another white character parts the words and is no part of a run.
    return GONE + words + "\r" + address
