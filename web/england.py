"""England at a glance: the map of tiles by current grade, and the grades of England and its regions over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flask import Blueprint, abort, render_template, request
from rdflib import URIRef

from graph.query.pages.rows.inspections import YearCount
from graph.query.pages.rows.organisations import Council
from graph.terms import mint_concept
from web.figures import Map, draw_bars, draw_map
from web.overview import list_councils
from web.standing import keep_list
from web.store import ask, learn_labels

bp = Blueprint("england", __name__)
bp.record_once(lambda state: state.app.jinja_env.filters.update(letter=to_letter))

# From the best to the worst; "adequate" was the third of four until 2013, as "requires improvement" is now.
ORDER = tuple(
    mint_concept("grade", key) for key in ("outstanding", "good", "requires-improvement", "adequate", "inadequate")
)
LETTERS = {
    "outstanding": "O", "good": "G", "requires-improvement": "R", "adequate": "A", "inadequate": "I",
    "typically-positive": "P", "inconsistent": "N", "systemic-failings": "W",
}  # fmt: skip


class Standing(NamedTuple):
    """How many councils of today have which current grade overall; None stands for those of which none is known."""

    grade: URIRef | None
    number: int


@dataclass(frozen=True, slots=True)
class England:
    """The map, the councils of today by IRI, and how many have which grade."""

    map: Map
    councils: Mapping[URIRef, Council]
    standings: tuple[Standing, ...]


def read_england() -> England:
    """England as the home page draws it."""
    return keep_list("england", _read_england)


def _read_england() -> England:
    today = {row.council: row for row in list_councils() if not row.until}
    numbers = Counter(row.grade for row in today.values())
    grades = [grade for grade in (*ORDER, None) if numbers[grade]]
    learn_labels([grade for grade in grades if grade])
    return England(draw_map(), today, tuple(Standing(grade, numbers[grade]) for grade in grades))


@bp.get("/grades")
def grades() -> str:
    """The overall grades of England's councils at the end of each year, or of one region's (`region`)."""
    regions = {row.region.rsplit("/", 1)[-1]: row.region for row in list_councils() if row.region}
    learn_labels([*ORDER, *regions.values()])
    chosen = request.args.get("region", "")
    if chosen and chosen not in regions:
        abort(404, "There is no region of that code.")
    region = regions.get(chosen)
    years = keep_list(f"years {chosen}", lambda: count_years(region))
    return render_template(
        "england/grades.html",
        years=years, bars=draw_bars(years, ORDER), order=[grade for grade in ORDER if any(year[grade] for year in years.values())],
        regions=regions, chosen=chosen, region=region,
    )  # fmt: skip


def count_years(region: URIRef | None) -> dict[str, Counter[URIRef]]:
    """For each year, how many councils, of a region or of all, had which overall grade at its end."""
    years: dict[str, Counter[URIRef]] = {}
    for row in ask(YearCount, "grades-over-years", **({"region": region} if region else {})):
        years.setdefault(row.year, Counter())[row.grade] = row.councils
    return years


def to_letter(grade: URIRef | None) -> str:
    """One letter for a grade in a picture; the pictures' tables have the words."""
    return LETTERS.get(grade.rsplit("/", 1)[-1], "") if grade else ""
