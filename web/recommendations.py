"""Recommendations: the list of all, narrowed by theme, area, council, grade and year, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from rdflib import URIRef

from graph.query.pages.rows.recommendations import Like, Return
from graph.query.pages.rows.things import Quote
from graph.terms import SG
from web.asks import read_recommendations
from web.facets import fold, read_chosen, read_page
from web.facts import count_incoming, find, gather, iris
from web.grades import read_same_areas
from web.grouping import unique
from web.links import to_iri
from web.outcomes import read_outcomes
from web.store import ask, learn_labels

bp = Blueprint("recommendations", __name__)

SIZE = 25
MOST_WORDS = 100


@bp.get("/recommendations")
def index() -> str:
    """All recommendations, newest first, as far as the filters leave them."""
    listing = read_recommendations()
    chosen, words = read_chosen(listing), fold(request.args.get("q", "")[:MOST_WORDS])
    narrowed = listing.narrow(chosen, words)
    page, last = read_page(len(narrowed.rows), SIZE)
    rows = narrowed.rows[(page - 1) * SIZE : page * SIZE]
    learn_labels(
        [iri for row in rows for iri in (row.inspection, row.council, row.grade, *row.themes, *row.again) if iri]
    )
    return render_template(
        "recommendations/index.html",
        rows=rows, number=len(narrowed.rows), facets=narrowed.facets, page_number=page, last=last, words=request.args.get("q", "")[:MOST_WORDS],
        query=_to_query(listing.name_things(chosen), words), start=(page - 1) * SIZE + 1,
    )  # fmt: skip


@bp.get("/inspection/<code>/<kind>/<first>/recommendation/<key>")
def recommendation(code: str, kind: str, first: str, key: str) -> str:
    """A recommendation's page: its words as the report prints them, who must act, and what came of it."""
    inspection = f"inspection/{code}/{kind}/{first}"
    facts = find(f"{inspection}/recommendation/{key}")
    likes = unique(ask(Like, "likes", recommendation=facts.iri), "other")
    others = [facts.iri, *(row.other for row in likes)]
    outcomes = read_outcomes(others)
    returns = unique(ask(Return, "recurring", recommendation=facts.iri), "other")
    learn_labels([iri for row in likes for iri in (row.inspection, row.council)])
    learn_labels([row.inspection for row in returns])
    return render_template(
        "recommendations/recommendation.html",
        facts=facts,
        inspection=gather(to_iri(inspection), only=(SG.inspects,), sourced=False),
        quotes=read_quotes(iris(facts.all(SG.evidence))),
        likes=likes,
        outcomes=outcomes,
        returns=returns,
        groups=count_incoming(facts.iri),
    )


def read_quotes(places: list[URIRef]) -> list[Quote]:
    """The words at places of documents."""
    return unique(ask(Quote, "quotes", evidence=places), "evidence") if places else []


def _to_query(chosen: dict[str, URIRef | str], words: str) -> dict[str, Any]:
    """What the question of the list takes for these choices."""
    names = {"grade": "graded"}
    narrowing: dict[str, Any] = {names.get(name, name): value for name, value in chosen.items()}
    if "area" in chosen:
        same = read_same_areas()
        narrowing["area"] = [area for area, first in same.items() if first == narrowing["area"]]
    return narrowing | ({"words": words} if words else {})
