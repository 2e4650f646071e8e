"""Documents: their text with the facts marked where they stand, and what each of them says."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from graph.query.pages.rows.documents import Document, DocumentInspection, Doubt, Statement
from web.facts import count_incoming, find, iris
from web.grouping import unique
from web.marks import Passage, lay_out
from web.store import ask, keep, learn_labels, read_text

bp = Blueprint("documents", __name__)


@bp.get("/documents")
def index() -> str:
    """All documents, the unread ones with the reason."""
    rows = keep("documents", lambda: unique(ask(Document, "documents"), "document"))
    learn_labels([row.about for row in rows if row.about])
    return render_template(
        "documents/index.html",
        documents=[row for row in rows if not row.unread], unread=[row for row in rows if row.unread],
    )


@bp.get("/document/<key>")
def document(key: str) -> str:
    """A document's page; `start` and `end` choose the words that are shown as the evidence."""
    facts = find(f"document/{key}")
    statements = unique(ask(Statement, "document-statements", document=facts.iri), "statement")
    learn_labels([iri for row in statements for iri in iris([row.subject, row.property, row.value])])
    inspections = unique(ask(DocumentInspection, "document-inspections", document=facts.iri), "inspection")
    learn_labels([row.inspection for row in inspections])
    passages = gather_passages(statements)
    chosen = read_choice()
    text = read_text(facts.iri)
    return render_template(
        "documents/document.html",
        facts=facts,
        passages=passages,
        chosen=chosen,
        chosen_passage=next((passage for passage in passages if (passage.start, passage.end) == chosen), None),
        pages=lay_out(text, passages, chosen) if text else [],
        inspections=inspections,
        doubts=unique(ask(Doubt, "doubts", document=facts.iri), "doubt"),
        groups=count_incoming(facts.iri),
    )


def gather_passages(statements: list[Statement]) -> list[Passage]:
    """The places of a document with what each says, in the order of the text."""
    places: dict[tuple[int, int], list[Statement]] = {}
    for row in statements:
        start, _, end = row.evidence.rsplit("/", 1)[-1].partition("-")
        places.setdefault((int(start), int(end)), []).append(row)
    return [
        Passage(start, end, rows[0].page, rows[0].quote, tuple(rows)) for (start, end), rows in sorted(places.items())
    ]


def read_choice() -> tuple[int, int] | None:
    """The offsets that the address chooses, or None where it chooses none or nonsense."""
    start, end = request.args.get("start", type=int), request.args.get("end", type=int)
    return (start, end) if start is not None and end is not None and 0 <= start < end else None
