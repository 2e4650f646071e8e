"""The way in: what is here, what is new, and search by name."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from graph.query.pages.rows.inspections import Latest
from graph.query.pages.rows.things import ClassCount
from graph.terms import SG
from web.names import find_names
from web.store import ask, keep, learn_labels

bp = Blueprint("home", __name__)

KINDS = (
    (SG.Council, "councils"),
    (SG.FullInspection, "full inspections"),
    (SG.Judgement, "judgements"),
    (SG.Recommendation, "recommendations"),
    (SG.Person, "people"),
    (SG.Document, "documents"),
)


@bp.get("/")
def index() -> str:
    """The home page."""
    counts = keep("counts", lambda: {row.kind: row.number for row in ask(ClassCount, "counts")})
    latest = keep("latest", lambda: ask(Latest, "latest"))
    learn_labels([iri for row in latest for iri in (row.inspection, row.grade) if iri])
    return render_template(
        "home/index.html", counts=[(name, counts.get(kind, 0)) for kind, name in KINDS], latest=latest
    )


@bp.get("/search")
def search() -> str:
    """What a name finds, grouped by kind."""
    query = " ".join(request.args.get("q", "").split())[:200]
    return render_template("home/search.html", query=query, groups=find_names(query))
