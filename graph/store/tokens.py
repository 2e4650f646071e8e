"""SPARQL text as tokens: enough of the grammar to tell code from strings, IRIs and comments, in one linear pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# A prefix is looked for within 60 characters only: without a bound, "a-a-a-a…" would cost a look to the end at each "a".
_TOKEN = re.compile(
    r"""
    (?P<space>\s++)
  | (?P<comment>\#[^\n\r]*+)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
             | \"(?!\"\")(?:[^"\\\n\r]|\\.)*+\" | '(?!'')(?:[^'\\\n\r]|\\.)*+')
  | (?P<unclosed>["'])
  | (?P<variable>[?$]\w++)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<number>\d++(?:\.\d++)?(?:[eE][+-]?\d++)?)
  | (?P<name>(?:\w[\w.\-]{0,60})?:(?:[\w:%\-]|\\.|\.(?=[\w:%\-\\]))*+)
  | (?P<word>[^\W\d]\w*+)
  | (?P<triple><<|>>)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | (?P<operator>\|\||&&|!=|<=|>=|\^\^|[!=<>+*/^|?-])
  | (?P<mark>[.;,])
  | (?P<other>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A token: its kind (a group of the pattern), its words, and the offset of its first character."""

    kind: str
    text: str
    start: int


def iter_tokens(text: str) -> Iterator[Token]:
    """All tokens but white space and comments."""
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        if kind not in ("space", "comment"):
            yield Token(kind, found[0], found.start())


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of an offset, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
