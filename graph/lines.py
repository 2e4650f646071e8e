"""A line of N-Triples taken apart, as far as that shows what it is about and where it leads."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(rb"<([^>]*)> <([^>]*)> (?:<([^>]*)>)?")


class Told(NamedTuple):
    """The subject and the property of a line, and the thing that it leads to: nothing where that is a literal."""

    subject: str
    predicate: str
    value: str


def parse_line(line: bytes) -> Told:
    """What a line without blank nodes tells."""
    found = _LINE.match(line)
    assert found, f"no line of N-Triples without blank nodes: {line!r}"
    return Told(*((part or b"").decode() for part in found.groups()))
