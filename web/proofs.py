"""Sources beside each other: each as the strip of the page on which its words stand, or as the words alone."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Flask, render_template
from rdflib import URIRef

from graph.query.pages.rows.documents import StatementPage
from graph.terms import SG
from web.facts import find, iris
from web.grouping import group_by
from web.links import EVIDENCE, to_document
from web.pictures import Sheet, Span, show_page
from web.store import ask, learn_labels, read_text

bp = Blueprint("proofs", __name__)

MOST_STRIPS = 12
"""Pages that are looked at for one answer; of what more places say, the words are shown."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The words at a place of a document where they stand on its page."""

    sheet: Sheet
    span: Span


def init_app(app: Flask) -> None:
    """Give the templates `strip(evidence, page)`, and the app its pages of sources side by side."""
    app.jinja_env.globals["strip"] = find_strip
    app.register_blueprint(bp)


@bp.get("/disagreement/<key>")
def disagreement(key: str) -> str:
    """The sources that say different things of one property of one thing, side by side."""
    facts = find(f"disagreement/{key}")
    rows = ask(StatementPage, "statement", statement=iris(facts.all(SG.statement)))
    learn_labels([iri for row in rows for iri in iris([row.value, row.document])])
    strips = {row.evidence: find_strip(row.evidence, row.page) for row in rows[:MOST_STRIPS]}
    return render_template("documents/disagreement.html", facts=facts, values=group_by(rows, "value"), strips=strips)


def find_strip(evidence: URIRef, page: int) -> Strip | None:
    """Where a place of evidence stands on its page; None where that cannot be shown."""
    place, text = EVIDENCE.fullmatch(evidence), read_text(to_document(evidence))
    if not place or not text:
        return None
    span = int(place[2]), int(place[3])
    sheet = show_page(to_document(evidence), text, page, [span])
    return Strip(sheet, span) if sheet and span in sheet.areas else None
