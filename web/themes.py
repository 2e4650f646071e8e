"""Themes: what recommendations are about, on two levels, and how often each is asked for at which grade."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from flask import Blueprint, render_template
from rdflib import URIRef

from graph.query.pages.rows.recommendations import Improved
from graph.terms import mint_concept
from web.asks import Asked, Entry, key_of, read_recommendations, read_themes
from web.facts import count_incoming, find
from web.grouping import group_by, unique
from web.standing import keep_list
from web.store import ask, learn_labels

bp = Blueprint("themes", __name__)

GRADES = tuple(mint_concept("grade", key) for key in ("outstanding", "good", "requires-improvement", "inadequate"))
MOST_SHOWN = 10


class Line(NamedTuple):
    """A theme with how many recommendations are on it, and in how many of a hundred inspections of each grade."""

    entry: Entry
    number: int
    shares: tuple[int | None, ...]
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recommendations are on each theme, and which inspections of each grade have one on it."""

    numbers: Counter[str]
    inspections: defaultdict[tuple[str, URIRef], set[URIRef]]
    graded: dict[URIRef, set[URIRef]]


@bp.get("/themes")
def index() -> str:
    """All themes on their two levels, with the share of inspections of each grade that recommend something on them."""
    learn_labels(list(GRADES))
    return render_template("themes/index.html", lines=keep_list("theme lines", _make_lines), grades=GRADES)


@bp.get("/theme/<key>")
def theme(key: str) -> str:
    """A theme's page: what it is about, what is recommended on it, who got better after, and the themes beside it."""
    facts = find(f"theme/{key}")
    themes = read_themes()
    filed = read_recommendations().with_value("theme", key)
    newest = filed[:MOST_SHOWN]
    below = [entry for entry in themes.values() if entry.wider == facts.iri]
    wanted = [facts.iri, *(entry.theme for entry in below)]
    # Wide themes have hundreds of recommendations and as many judgements after them; there are few themes to keep it of.
    improved = keep_list(
        f"improved {key}", lambda: unique(ask(Improved, "theme-improved", theme=wanted), "recommendation")
    )
    learn_labels([iri for row in newest for iri in (row.inspection, row.council, row.grade) if iri])
    learn_labels([iri for row in improved for iri in (row.council, row.area, row.grade)])
    line = next((line for line in _iter_lines() if line.entry.theme == facts.iri), None)
    return render_template(
        "themes/theme.html",
        facts=facts, key=key, entry=themes.get(facts.iri), below=below, number=len(filed), newest=newest, line=line, grades=GRADES,
        improved=group_by(improved[:MOST_SHOWN], "judgement"), improved_number=len(improved), most=MOST_SHOWN,
        groups=count_incoming(facts.iri),
    )  # fmt: skip


def _iter_lines() -> list[Line]:
    lines = keep_list("theme lines", _make_lines)
    return [*lines, *(line for wider in lines for line in wider.below)]


def _make_lines() -> tuple[Line, ...]:
    tally, themes = _count(read_recommendations().rows), read_themes()

    def make(entry: Entry) -> Line:
        below = [make(other) for other in themes.values() if other.wider == entry.theme]
        below.sort(key=lambda line: -line.number)
        key = key_of(entry.theme)
        return Line(entry, tally.numbers[key], tuple(_share(tally, key, grade) for grade in GRADES), tuple(below))

    return tuple(sorted((make(entry) for entry in themes.values() if not entry.wider), key=lambda line: -line.number))


def _count(rows: Iterable[Asked]) -> Tally:
    tally = Tally(Counter(), defaultdict(set), {grade: set() for grade in GRADES})
    for row in rows:
        tally.numbers.update(row.filed)
        if row.grade in tally.graded:
            tally.graded[row.grade].add(row.inspection)
            for key in row.filed:
                tally.inspections[key, row.grade].add(row.inspection)
    return tally


def _share(tally: Tally, key: str, grade: URIRef) -> int | None:
    """Of a hundred inspections of this grade that recommend anything, in how many is something on the theme."""
    every = len(tally.graded[grade])
    return round(100 * len(tally.inspections[key, grade]) / every) if every else None
