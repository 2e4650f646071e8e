"""Which council a text names: "Lancashire County Council", "the Royal Borough of Greenwich", "Hull", "BCP".

A name inside a longer name is not that council: "North East Lincolnshire" is not Lincolnshire, "Central Bedfordshire" not
Bedford, "the University of Central Lancashire" and "NHS Lancashire and South Cumbria" no council at all. Names that are
common words ("reading", "bury") count only with a capital and, in running text, with a word that says that a council is
meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph import registers
from graph.recognise.council_names import Found, find_longest, find_name

# What makes a bare name a council, after it or before it.
_COUNCIL_AFTER = re.compile(
    r"[’']?s?\s+(?:local\s+authority|(?:county\s+|city\s+|borough\s+)?council|children[’']?s?\b|local\s+area|safeguarding\s+children|LSCB|SEND\b)|\s+(?:was|were|had\s+been)\s+(?:last\s+)?(?:re-?)?(?:inspected|judged|rated|graded)\b",
    re.IGNORECASE,
)
_COUNCIL_BEFORE = re.compile(
    r"(?:services|authority|area|inspection|visit|partnership)\s+(?:in|of|to|for|at)\s+(?:the\s+)?$", re.IGNORECASE
)

# Bodies and places that carry a council's name and are not it: "South Cumbria", "Salford Royal NHS Foundation Trust". Only
# blanks part the words of a name: what stands in the next cell of a table is another name.
_OTHER_BODY_BEFORE = re.compile(
    r"(?:University of(?: \w+)?|NHS|Diocese of|Bishop of|North|South|East|West|Central|Mid|Greater) +$"
)
_OTHER_BODY_AFTER = re.compile(
    r" +(?:(?:Police|Constabulary|Fire|ICB|CCG|Clinical|Integrated Care|and South Cumbria|Road|Street|Hall|Football|College)\b"
    r"|(?:[A-Z]\w+ ){0,3}(?:NHS|University|Hospitals?)\b)"
)


_WORD = re.compile(r"(?<![\w-])[A-Z]\w*")


class Mention(NamedTuple):
    """A council named in a text; `sure` where the words around it, or the form of the name, say that a council is meant."""

    code: str
    start: int
    end: int
    sure: bool


@cache
def _ambiguous() -> frozenset[str]:
    """Plain names that are words, surnames or parts of other names: they need words that say that a council is meant."""
    return frozenset(row["name"] for row in registers.iter_rows("ambiguous_names"))


def find_council(name: str) -> str | None:
    """The code of the council that a text names as a whole: a heading, a cell, a host's title."""
    found = find_name(name)
    return found.code if found else None


def iter_councils(text: str, *, possible: bool = False) -> Iterator[Mention]:
    """The councils that a text names, from left to right; with `possible`, also by names that may mean something else."""
    for start, found in _iter_names(text):
        code, end = found.name.code, found.end
        if code is None or _is_other_body(text, start, end):
            continue
        sure = found.name.full or bool(
            _COUNCIL_AFTER.match(text, end) or _COUNCIL_BEFORE.search(text[max(0, start - 40) : start])
        )
        if sure or possible or found.folded not in _ambiguous():
            yield Mention(code, start, end, sure)


def _iter_names(text: str) -> Iterator[tuple[int, Found]]:
    """The names of councils in a text and where they start, the longest at each place, one after another."""
    position = 0
    while word := _WORD.search(text, position):
        found = find_longest(text, word.start())
        if found:
            yield word.start(), found
        position = found.end if found else word.end()


def _is_other_body(text: str, start: int, end: int) -> bool:
    return bool(_OTHER_BODY_BEFORE.search(text[max(0, start - 30) : start]) or _OTHER_BODY_AFTER.match(text, end))
