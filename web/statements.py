"""Statements: what one document says at one place, as a page that can be cited."""

from __future__ import annotations

from flask import Blueprint, abort, g, render_template

from graph.query.pages.rows.documents import StatementPage
from graph.terms import ID, SG
from web.facts import UNKNOWN, Group, list_incoming
from web.grouping import unique
from web.links import is_identifier
from web.proofs import MOST_STRIPS, find_strip
from web.store import ask, learn_labels

bp = Blueprint("statements", __name__)


@bp.get("/statement/<key>")
def statement(key: str) -> str:
    """A statement's page: what is said, by which document, in which words, and whether it is the fact that was kept.

    :raise 400: where the key cannot be one; :raise 404: where no document says so.
    """
    if not is_identifier(f"statement/{key}"):
        abort(400, "A statement's key has 16 digits and letters from a to f.")
    rows = unique(ask(StatementPage, "statement", statement=ID[f"statement/{key}"]), "evidence")
    if not rows:
        abort(404, UNKNOWN)
    g.path = f"statement/{key}"
    said = rows[0]
    learn_labels([said.subject, said.property, said.document])
    disagreements = list_incoming(said.statement, Group(SG.statement, len(rows)), limit=10)
    strips = {row.evidence: find_strip(row.evidence, row.page) for row in rows[:MOST_STRIPS]}
    return render_template(
        "statements/statement.html", said=said, rows=rows, strips=strips, disagreements=disagreements
    )
