"""What is found: names by their words, the best first, and texts by SQLite's ranking; grouped by kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from rdflib import URIRef

from graph.search.entries import KINDS as NAMED
from graph.search.found import END, START, Found, Hit, split_marked, to_match
from graph.search.index import Index
from graph.search.pages import KIND as PAGES
from graph.search.pages import Pages
from graph.search.words import Part, Term, likeness, mark, read_terms

KINDS = (*NAMED, PAGES)
"""The kinds of what is found, in the order in which they are told."""
TEXTS = ("recommendations", "findings", "requests")
MOST_NAMES = 1000
"""Names that are compared: of a word that more have, the shortest."""
MOST_ALIKE = 40
"""Words that may stand for one that is sought."""

Table = Mapping[str, float]


def search(
    index: Index, wanted: str, *, kind: str | None = None, limit: int = 10, offset: int = 0, pages: Pages | None = None
) -> list[Found]:
    """What words and phrases find, by kind in their order; of each kind, or of the one that is asked for, a page of hits."""
    terms = read_terms(wanted)
    if not terms:
        return []
    groups = []
    if kind not in (*TEXTS, PAGES):
        names = Names(index, terms)
        for name, hits in group_by_kind(names.find()).items():
            groups.append(Found(name, len(hits), tuple(map(names.mark, hits[offset : offset + limit]))))
    if kind in (None, *TEXTS):
        groups += _find_texts(index, terms, [kind] if kind else TEXTS, limit, offset)
    if pages is not None and kind in (None, PAGES):
        groups.append(pages.find(terms, limit, offset))
    found = (group for group in groups if group.number and kind in (None, group.kind))
    return sorted(found, key=lambda group: KINDS.index(group.kind))


def suggest(index: Index, wanted: str, limit: int = 8) -> list[Hit]:
    """The things that somebody who has typed so much may mean, each name once."""
    hits = sorted(
        Names(index, read_terms(wanted)).find(),
        key=lambda hit: (-round(hit.score, 1), KINDS.index(hit.kind), -hit.score),
    )
    names: dict[str, Hit] = {}
    for hit in hits:
        names.setdefault(hit.name, hit)
    return list(names.values())[:limit]


def group_by_kind(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """The hits by their kind, in their order."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.kind, []).append(hit)
    return groups


class Names:
    """The things that have a name with all of some words."""

    def __init__(self, index: Index, terms: list[Term]) -> None:
        self.index, self.terms = index, terms
        self.tables = {word: find_alike(index, word) for term in terms for word in term.words}

    def find(self) -> list[Hit]:
        """The things, the best first, not marked yet."""
        if not self.tables or not all(self.tables.values()):
            return []
        best: dict[str, tuple[float, bool, float]] = {}
        hits: dict[str, Hit] = {}
        for thing, kind, label, about, name, folded in self._ask():
            score = score_name(self.tables, self.terms, folded.split())
            # Of names that answer as well that is shown by which the thing is called.
            rank = round(score, 1), name == label, score
            if score and rank > best.get(thing, (0, False, 0)):
                best[thing] = rank
                hits[thing] = Hit(URIRef(thing), kind, label, (Part(name, False),), about, score)
        return sorted(hits.values(), key=_rank)

    def mark(self, hit: Hit) -> Hit:
        """The hit with the words marked that were meant."""
        parts = mark(
            "".join(part.text for part in hit.parts), lambda word: any(word in table for table in self.tables.values())
        )
        return hit._replace(parts=parts)

    def _ask(self) -> list[tuple[str, ...]]:
        return self.index.rows(
            "SELECT thing, kind, things.name, about, names.name, names.folded FROM prefixes "
            "JOIN names ON names.id = prefixes.rowid JOIN things ON things.id = owner "
            "WHERE prefixes MATCH ? ORDER BY length(names.folded), names.folded, thing, names.name LIMIT ?",
            " AND ".join(map(_any_of, self.tables.values())), MOST_NAMES,
        )  # fmt: skip


def find_alike(index: Index, word: str) -> Table:
    """The words of names that a word may mean, each with its likeness; those with typing errors only where it is no word itself."""
    first = bisect_left(index.words, word)
    last = bisect_left(index.words, word + "\uffff")
    if last > first:
        return {other: likeness(word, other) for other in index.words[first:last]}
    alike = {other: score for other in index.words if (score := likeness(word, other))}
    return dict(sorted(alike.items(), key=lambda pair: -pair[1])[:MOST_ALIKE])


def _any_of(table: Table) -> str:
    """The words of a table as a question for SQLite, the shortest for all that start with it."""
    shortest = min(table, key=len)
    if all(word.startswith(shortest) for word in table):
        return f'"{shortest}" *'
    return "(" + " OR ".join(f'"{word}"' for word in table) + ")"


def score_name(tables: Mapping[str, Table], terms: Iterable[Term], words: list[str]) -> float:
    """How well a name answers: the product of its best likeness to each wanted word; 0 where one has none, or a phrase is torn."""
    score = 1.0
    for term in terms:
        places = range(len(words) - len(term.words) + 1)
        score *= max((_score_at(tables, term, words, place) for place in places), default=0)
        if not score:
            return 0
    # Of names with the same words the shorter is meant: the council before its committees.
    return score * (1 - min(len(words), 20) / 1000)


def _score_at(tables: Mapping[str, Table], term: Term, words: list[str], place: int) -> float:
    score = 1.0
    for distance, word in enumerate(term.words):
        score *= tables[word].get(words[place + distance], 0)
    return score


def _rank(hit: Hit) -> tuple[float, float, str]:
    """The best score first; of inspections with as good a name the newest, which their addresses end with."""
    if hit.kind != "inspections":
        return -hit.score, 0, hit.name
    digits = re.sub(r"\D", "", hit.thing.rsplit("/", 1)[-1])[:8] if "undated" not in hit.thing else ""
    return -round(hit.score, 1), -int(digits.ljust(8, "0") or 0), hit.name


def _find_texts(index: Index, terms: Iterable[Term], kinds: Iterable[str], limit: int, offset: int) -> list[Found]:
    match = to_match(terms)
    counts = index.rows(
        "SELECT kind, COUNT(*) FROM texts JOIN things ON things.id = texts.rowid WHERE texts MATCH ? GROUP BY kind",
        match,
    )
    groups = []
    for kind, number in counts:
        if kind in kinds:
            rows = index.rows(
                "SELECT thing, highlight(texts, 0, ?, ?), things.about FROM texts JOIN things ON things.id = texts.rowid "
                "WHERE texts MATCH ? AND kind = ? ORDER BY bm25(texts, 1.0, 0.2), thing LIMIT ? OFFSET ?",
                START, END, match, kind, limit, offset,
            )  # fmt: skip
            groups.append(
                Found(kind, int(number), tuple(_tell(thing, kind, text, about) for thing, text, about in rows))
            )
    return groups


def _tell(thing: str, kind: str, marked: str, about: str) -> Hit:
    parts = split_marked(marked)
    return Hit(URIRef(thing), kind, "".join(part.text for part in parts), parts, about)
