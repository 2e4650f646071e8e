"""The numbers and bullets of Word's lists, which stand in no text: they are counted as Word counts them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from lxml import etree

from graph.read.clean import BULLET, SUB_BULLET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%(\d)")


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    format: str
    text: str
    start: int


class Numbering:
    """Counts the lists of one document; `next_mark` is to be asked for each paragraph in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        numbering = etree.Element("none") if numbering is None else numbering
        styles = etree.Element("none") if styles is None else styles
        abstract = {
            element.get(f"{W}abstractNumId"): {
                level.get(f"{W}ilvl"): _level(level) for level in element.iter(f"{W}lvl")
            }
            for element in numbering.iter(f"{W}abstractNum")
        }
        self._lists = {
            number.get(f"{W}numId"): (
                _value(number, "abstractNumId"),
                abstract.get(_value(number, "abstractNumId"), {}),
            )
            for number in numbering.iter(f"{W}num")
        }
        self._styles = {
            style.get(f"{W}styleId"): properties
            for style in styles.iter(f"{W}style")
            if (properties := style.find(f"{W}pPr/{W}numPr")) is not None
        }
        self._names = {style.get(f"{W}styleId"): _value(style, "name").lower() for style in styles.iter(f"{W}style")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def next_mark(self, paragraph: etree._Element) -> str:
        """The mark of a paragraph: "•", "◦", "3.", "(b)", or nothing where it is in no list."""
        style = _value(paragraph, "pPr/pStyle")
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            properties = self._styles.get(style)
        if properties is None:
            return BULLET if self._names.get(style, "").startswith("list bullet") else ""
        number = _value(properties, "numId")
        level = int(_value(properties, "ilvl") or 0)
        if number == "0" or number not in self._lists:
            return ""
        identifier, levels = self._lists[number]
        return self._count(identifier, levels, level)

    def _count(self, identifier: str, levels: dict[str | None, _Level], level: int) -> str:
        told = levels.get(str(level), _Level("decimal", f"%{level + 1}.", 1))
        if told.format == "none":
            return ""
        if told.format == "bullet":
            return BULLET if level == 0 else SUB_BULLET
        counts = self._counts[identifier]
        counts[level] = counts.get(level, told.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

        def number(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            of_level = levels.get(str(index), told)
            return to_format(counts.get(index, of_level.start), of_level.format)

        return _LEVEL.sub(number, told.text).strip()


def _level(element: etree._Element) -> _Level:
    start = _value(element, "start")
    return _Level(
        _value(element, "numFmt") or "decimal", _value(element, "lvlText"), int(start) if start.isdigit() else 1
    )


def _value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(W + part for part in path.split("/")))
    return "" if found is None else found.get(f"{W}val") or ""


def to_format(number: int, style: str) -> str:
    """A number as lists write it.

    >>> [to_format(4, style) for style in ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")]
    ['4', 'd', 'D', 'iv', 'IV']
    """
    if style.endswith("Letter") and 0 < number <= 26:
        text = chr(ord("a") + number - 1)
    elif style.endswith("Roman") and 0 < number < 40:
        text = "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
    else:
        return str(number)
    return text.upper() if style.startswith("upper") else text
