"""Councils: the list of all, and a council's page with its whole history."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, render_template
from rdflib import URIRef

from graph.query.pages.rows.inspections import Inspection, Judgement, Recommendation
from graph.query.pages.rows.organisations import Committee, Council, Paper, Post
from graph.terms import SG
from web.facts import count_incoming, find, iris
from web.grades import Table, make_table, read_judgements
from web.grouping import group_by, unique
from web.store import ask, keep, learn_labels

bp = Blueprint("councils", __name__)

SERVICES = "Children’s services"
SPECIAL_NEEDS = "Special educational needs and disabilities"


class Neighbour(NamedTuple):
    """A council beside another, with its current overall grade where it has one."""

    council: URIRef
    grade: URIRef | None
    date: str | None


@bp.get("/councils")
def index() -> str:
    """All councils with their current overall grade."""
    rows = list_councils()
    learn_labels([iri for row in rows for iri in (row.type, row.region, row.grade) if iri])
    today = [row for row in rows if not row.until]
    return render_template("councils/index.html", councils=today, former=[row for row in rows if row.until])


@bp.get("/council/<code>")
def council(code: str) -> str:
    """A council's page."""
    facts = find(f"council/{code}")
    inspections = unique(ask(Inspection, "inspections", council=facts.iri), "inspection")
    visited = [row.inspection for row in inspections]
    judgements = read_judgements(visited)
    recommendations = unique(ask(Recommendation, "recommendations", inspection=visited), "recommendation")
    learn_labels([*visited, *(iri for row in inspections for iri in (row.kind, row.framework, row.lead) if iri)])
    return render_template(
        "councils/council.html",
        facts=facts,
        inspections=inspections,
        judgements=group_by(judgements, "inspection"),
        tables=make_tables(inspections, judgements),
        recommendations=group_by(recommendations, "inspection"),
        posts=unique(ask(Post, "posts", organisation=facts.iri), "appointment"),
        committees=ask(Committee, "committees", council=facts.iri),
        papers=unique(ask(Paper, "papers", council=facts.iri), "document"),
        neighbours=list_neighbours(iris(facts.all(SG.statisticalNeighbour))),
        groups=count_incoming(facts.iri),
    )


def make_tables(inspections: list[Inspection], judgements: list[Judgement]) -> dict[str, Table]:
    """The grades by area: of children's services, and apart from them those for special needs, which have one outcome."""
    tables = {}
    for name, send in ((SERVICES, False), (SPECIAL_NEEDS, True)):
        dates = {row.inspection: row.start or row.published for row in inspections if (row.kind == SG.AreaSendInspection) is send}
        tables[name] = make_table(dates, [row for row in judgements if row.inspection in dates])
    return {name: table for name, table in tables.items() if table.lines}


def list_councils() -> list[Council]:
    """All councils, each once, with the newest of its current overall judgements."""
    return keep("councils", lambda: unique(ask(Council, "councils"), "council"))


def list_neighbours(neighbours: list[URIRef]) -> list[Neighbour]:
    """The councils named as neighbours, by name."""
    known = {row.council: row for row in list_councils()}
    rows = [known[iri] for iri in neighbours if iri in known]
    learn_labels([row.grade for row in rows if row.grade])
    return [Neighbour(row.council, row.grade, row.date) for row in sorted(rows, key=lambda row: row.name)]
