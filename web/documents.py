"""Documents: their text with the facts marked where they stand, and what each of them says."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from flask import Blueprint, abort, render_template, request
from rdflib import URIRef

from graph.query.pages.rows.documents import DocumentInspection, Doubt, Statement
from graph.query.pages.rows.things import Quote
from web.facets import fold, read_chosen, read_page
from web.facts import Facts, count_incoming, find, iris
from web.grouping import group_by, unique
from web.library import KINDS, read_documents
from web.marks import Passage, lay_out
from web.pictures import Span, show_page
from web.store import Text, ask, ask_unsorted, learn_labels, read_text

bp = Blueprint("documents", __name__)

SIZE = 50
MOST_WORDS = 100
MOST_TOLD = 300
"""Places of which a page tells what they say; nearly all documents have fewer."""


@bp.get("/documents")
def index() -> str:
    """All documents, newest first, as far as the filters leave them; the unread ones with the reason."""
    listing = read_documents()
    chosen, words = read_chosen(listing), fold(request.args.get("q", "")[:MOST_WORDS])
    narrowed = listing.narrow(chosen, words)
    page, last = read_page(len(narrowed.rows), SIZE)
    rows = narrowed.rows[(page - 1) * SIZE : page * SIZE]
    learn_labels([row.about for row in rows if row.about])
    return render_template(
        "documents/index.html",
        rows=rows, number=len(narrowed.rows), every=len(listing.rows), unread=listing.count("state", "unread"),
        facets=narrowed.facets, kinds=KINDS, page_number=page, last=last,
        words=request.args.get("q", "")[:MOST_WORDS], query=_to_query(listing.name_things(chosen), words),
    )  # fmt: skip


@bp.get("/document/<key>")
def document(key: str) -> str:
    """A document's page; or one of its own pages, which `page` chooses, or `start` and `end`: the words shown as the evidence."""
    facts = find(f"document/{key}")
    text, chosen = read_text(facts.iri), read_choice()
    passages = read_passages(facts.iri, chosen)
    numbers = choose_pages(text, chosen) if text else []
    if text and numbers:
        return show_leaf(facts, text, passages, chosen, numbers)
    inspections = unique(ask(DocumentInspection, "document-inspections", document=facts.iri), "inspection")
    learn_labels([row.inspection for row in inspections])
    return render_template(
        "documents/document.html",
        facts=facts,
        passages=passages,
        chosen=chosen,
        pages=lay_out(text, passages, None) if text else [],
        inspections=inspections,
        doubts=unique(ask(Doubt, "doubts", document=facts.iri), "doubt"),
        groups=count_incoming(facts.iri),
    )


def _to_query(chosen: dict[str, URIRef | str], words: str) -> dict[str, Any]:
    """What the question of the list takes for these choices."""
    narrowing: dict[str, Any] = {"about" if name == "council" else name: value for name, value in chosen.items()}
    return narrowing | ({"words": words} if words else {})


def show_leaf(facts: Facts, text: Text, passages: list[Passage], chosen: Span | None, numbers: list[int]) -> str:
    """One page of a document as a picture, where it can be shown, and as text; of words over several pages the text of all, and of
    a page with very many places the part in which it is told what they say.
    """
    every = [passage for passage in passages if passage.page in numbers]
    here = [passage for passage in every if passage.statements]
    if len(here) < len(every):
        text = cut_out(text, here)
    spans = list(dict.fromkeys([*([chosen] if chosen else []), *((passage.start, passage.end) for passage in here)]))
    return render_template(
        "documents/page.html",
        facts=facts,
        passages=here,
        chosen=chosen,
        chosen_passage=next((passage for passage in here if (passage.start, passage.end) == chosen), None),
        number=numbers[0],
        partial=len(here) < len(every),
        last=len(text.pages),
        sheet=show_page(facts.iri, text, numbers[0], spans),
        pages=[page for page in lay_out(text, here, chosen) if page.number in numbers],
    )


def cut_out(text: Text, passages: list[Passage]) -> Text:
    """The text with those of its blocks that stand between the first and the last of some passages."""
    first, last = min(passage.start for passage in passages), max(passage.end for passage in passages)
    return text._replace(
        blocks=[(kind, start, end) for kind, start, end in text.blocks if first < end and start < last]
    )


def choose_pages(text: Text, chosen: Span | None) -> list[int]:
    """The numbers of the pages that the address chooses: one by its number, or those on which the chosen words stand.

    :raise 404: where there is no such page.
    """
    if chosen:
        return [number for number, start, end in text.pages if start < chosen[1] and chosen[0] < end]
    if "page" not in request.args:
        return []
    number = request.args.get("page", 0, int)
    if number not in [number for number, _, _ in text.pages]:
        abort(404, "The document has no such page.")
    return [number]


def read_passages(document: URIRef, chosen: Span | None) -> list[Passage]:
    """The places of a document with what each says, in the order of the text.

    A table may say something at thousands of places: then what is said is told of those around the chosen words alone.
    """
    places = unique(ask_unsorted(Quote, "document-places", document=document), "evidence")
    spans = sorted((*read_span(place.evidence), place) for place in places)
    many = len(spans) > MOST_TOLD
    if many:
        first = max(bisect_left(spans, chosen or (0, 0)) - MOST_TOLD // 2, 0)
        told = [place.evidence for _, _, place in spans[first : first + MOST_TOLD]]
        rows = ask_unsorted(Statement, "place-statements", evidence=told)
    else:
        rows = ask_unsorted(Statement, "document-statements", document=document)
    learn_labels([iri for row in rows for iri in iris([row.subject, row.property, row.value])])
    rows.sort(key=lambda row: (row.subject, row.property, str(row.value)))
    said = group_by(rows, "evidence")
    return [
        Passage(start, end, place.page, place.quote, tuple(said.get(place.evidence, ())))
        for start, end, place in spans
        if many or place.evidence in said  # a doubt has a place too
    ]


def read_span(evidence: URIRef) -> Span:
    """The offsets of a place of evidence, with which its address ends."""
    start, _, end = evidence.rsplit("/", 1)[-1].partition("-")
    return int(start), int(end)


def read_choice() -> Span | None:
    """The offsets that the address chooses, or None where it chooses none or nonsense."""
    start, end = request.args.get("start", type=int), request.args.get("end", type=int)
    return (start, end) if start is not None and end is not None and 0 <= start < end else None
