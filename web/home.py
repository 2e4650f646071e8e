"""The way in: what is here and what is new."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.query.pages.rows.inspections import Latest
from graph.query.pages.rows.organisations import Paper
from graph.query.pages.rows.things import ClassCount
from graph.terms import SG
from web.builds import read_build
from web.england import read_england
from web.grouping import unique
from web.standing import keep_list
from web.store import ask, learn_labels

bp = Blueprint("home", __name__)

KINDS = (
    (SG.Council, "councils", "/councils"),
    (SG.FullInspection, "full inspections", "/grades"),
    (SG.Recommendation, "recommendations", "/recommendations"),
    (SG.Person, "people", "/people"),
    (SG.Committee, "committees", "/committees"),
    (SG.Document, "documents", "/documents"),
)


@bp.get("/")
def index() -> str:
    """The home page."""
    counts = keep_list("counts", lambda: {row.kind: row.number for row in ask(ClassCount, "counts")})
    latest = keep_list("latest", lambda: ask(Latest, "latest"))
    learn_labels([iri for row in latest for iri in (row.inspection, row.grade) if iri])
    papers = keep_list("latest papers", lambda: unique(ask(Paper, "latest-papers"), "document"))
    learn_labels([iri for row in papers for iri in (row.document, row.committee, row.council) if iri])
    return render_template(
        "home/index.html",
        counts=[(name, counts.get(kind, 0), address) for kind, name, address in KINDS],
        latest=latest,
        papers=papers,
        england=read_england(),
        build=read_build(),
    )
