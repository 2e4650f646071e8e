"""What is found, as all searches tell it; and how words are put to SQLite, and told by it again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rdflib import URIRef

from graph.search.words import Part, Term

START, END = "\x02", "\x03"
"""Signs that SQLite puts before and after what it found; no text has them."""


class Hit(NamedTuple):
    """A thing that was found: what it is called, the name or the text in which it was found in parts, and what it is about
    where that is told. `score` orders names: 1 where every word is a word of the name, less where it only starts or is like one.
    `place` is where in the thing the words stand, where that is told.
    """

    thing: URIRef
    kind: str
    name: str
    parts: tuple[Part, ...]
    about: str = ""
    score: float = 1.0
    place: URIRef | None = None


class Found(NamedTuple):
    """The things of a kind that were found: how many, and some of them."""

    kind: str
    number: int
    hits: tuple[Hit, ...]


def to_match(terms: Iterable[Term]) -> str:
    """Words and phrases as a question for SQLite: they are folded, and no sign is left in them that it could take for its own."""
    return " AND ".join(f'"{" ".join(term.words)}"' for term in terms)


def split_marked(text: str) -> tuple[Part, ...]:
    """A text in parts, of which those are marked that SQLite marked."""
    parts = re.split(f"[{START}{END}]", text)
    return tuple(Part(part, place % 2 == 1) for place, part in enumerate(parts) if part)
