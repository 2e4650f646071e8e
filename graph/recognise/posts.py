"""What posts are called: "Corporate Director for People", "Head of Strategy and Improvement"; and the words that no person's name has.

A post is an office, with ranks before it and its field behind. "director" is none, nor "Directors of several councils". The words
are data: `posts.csv`, `not_names.csv`.
"""

from __future__ import annotations

import re

from graph import registers
from graph.recognise.dates import MONTHS
from graph.recognise.names import NAME
from graph.recognise.patterns import any_of


def _words_of(part: str) -> str:
    return any_of(row["word"] for row in registers.iter_rows("posts") if row["part"] == part)


_RANK = _words_of("rank")
#: "Director", "Lead Member"; "Mayor and Cabinet" is a body.
OFFICE = rf"(?!Mayor\s+and\s+Cabinet){_words_of('office')}"
#: An office with its ranks: "Deputy Chief Executive", "Strategic and Corporate Director".
HEAD = rf"(?:{_RANK}[\s-]+(?:(?:and|&)\s+(?={_RANK}\b))?)*{OFFICE}"
_MONTH = "|".join(month.title() for month in MONTHS)
# What goes on after the head: "of Children's Social Care", "for Children, Young People and Schools", "(Children's Services)".
_OTHER_PERSON = rf"{NAME}\s*(?:,|\(|–|-)\s*(?:the\s+)?{HEAD}\b"
_TAIL = rf"(?:(?:\s+(?:(?:of|for|to|and|&|the|in|with|at|-|–)\s+)*|,\s+(?!{_OTHER_PERSON})(?=(?:[A-Z][\w’'-]*,?\s+){{1,6}}(?:and|&)\s+[A-Z]|SEND\b)|/)(?!(?:{NAME}\s*,\s*(?:the\s+)?{HEAD}\b)|(?:County\s+)?(?:Councillor|Cllr)\b)(?!(?:{_MONTH})\b)[A-Z][\w’'&-]*)*"
POST = rf"{HEAD}\b(?:\s+with\s+Responsibility(?:\s+\([A-Z]{{2,4}}\))?)?{_TAIL}(?:\s*\((?!Chair|Tel)[A-Z][\w’', &-]+\))?"
_NOT_A_NAME = re.compile(rf"\b{any_of(row['word'] for row in registers.iter_rows('not_names'))}\b(?!-)")


def is_no_name(words: str) -> bool:
    """Whether words hold one that no person's name has: "Democratic Services"."""
    return _NOT_A_NAME.search(words) is not None
