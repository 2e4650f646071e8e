"""Search by name: every name of councils, people, inspections, committees and documents, typing errors forgiven.

The names of a snapshot fit in memory, so they are folded once and compared in turn; words inside reports are not here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from rdflib import URIRef

from graph.query.pages.rows.things import Name
from graph.terms import SG
from web.store import ask, keep

# A word is forgiven about one letter in four: "lancshire" finds Lancashire, "kent" does not find Trent.
LIKENESS = 0.8
MOST_HITS = 60
MOST_WORDS = 8
ORDER = ("Councils", "People", "Inspections, visits and reviews", "Committees", "Documents")
INSPECTIONS = ORDER[2]
GROUPS = {SG.Council: ORDER[0], SG.Person: ORDER[1], SG.Committee: ORDER[3], SG.Document: ORDER[4]}


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing's name with its words folded for comparison."""

    thing: URIRef
    group: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All names, and every word that one of them has: each word is compared once, however many names share it."""

    entries: tuple[Entry, ...]
    words: frozenset[str]


class Hit(NamedTuple):
    """A thing found by a name; `score` is 1 where every word is a word of the name, less where it only starts or is like one."""

    thing: URIRef
    group: str
    name: str
    score: float


def find_names(query: str) -> dict[str, list[Hit]]:
    """The things that a query names, grouped by kind, the best first in each group."""
    wanted = fold(query)[:MOST_WORDS]
    if not wanted:
        return {}
    index = keep("names", _read_index)
    tables = [{other: alike for other in index.words if (alike := likeness(word, other))} for word in wanted]
    hits: dict[URIRef, Hit] = {}
    for entry in index.entries:
        score = score_name(tables, entry.words)
        if score and (entry.thing not in hits or hits[entry.thing].score < score):
            hits[entry.thing] = Hit(entry.thing, entry.group, entry.name, score)
    ranked = sorted(hits.values(), key=_rank)[:MOST_HITS]
    return {group: found for group in ORDER if (found := [hit for hit in ranked if hit.group == group])}


def _rank(hit: Hit) -> tuple[float, float, str]:
    """The best score first; of inspections with as good a name the newest, which their IRIs end with."""
    if hit.group != INSPECTIONS:
        return -hit.score, 0, hit.name
    digits = re.sub(r"\D", "", hit.thing.rsplit("/", 1)[-1])[:8] if "undated" not in hit.thing else ""
    return -round(hit.score, 1), -int(digits.ljust(8, "0") or 0), hit.name


def fold(text: str) -> list[str]:
    """The words of a text in lower-case ASCII: "St. Helens’" gives "st" and "helens"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain.lower())


def score_name(tables: Iterable[Mapping[str, float]], words: tuple[str, ...]) -> float:
    """How well a name answers: the product of its best likeness to each wanted word, 0 where one has none.

    A table has the likeness of one wanted word to the words that are like it.
    """
    score = 1.0
    for table in tables:
        score *= max((table.get(word, 0) for word in words), default=0)
        if not score:
            return 0
    # Of names with the same words the shorter is meant: the council before its committees.
    return score * (1 - min(len(words), 20) / 1000)


def likeness(word: str, other: str) -> float:
    """1 for the same word, 0.95 for its beginning, 0.6 to 0.9 for one with a typing error, else 0."""
    if word == other:
        return 1
    if other.startswith(word):
        return 0.95
    if len(word) < 4 or abs(len(word) - len(other)) > 2 or word.isdigit():
        return 0
    matcher = SequenceMatcher(None, word, other, autojunk=False)
    if matcher.real_quick_ratio() < LIKENESS or matcher.quick_ratio() < LIKENESS:
        return 0
    ratio = matcher.ratio()
    return ratio * 0.9 if ratio >= LIKENESS else 0


def _read_index() -> Index:
    entries = tuple(
        Entry(row.thing, GROUPS.get(row.kind, INSPECTIONS), row.name, tuple(fold(row.name))) for row in ask(Name, "names")
    )
    return Index(entries, frozenset(word for entry in entries for word in entry.words))
