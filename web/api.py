"""The JSON interface: the lists and things of the pages for programs, below `/api/`.

A list comes page by page (`page`, `size`), narrowed as on its page; a thing comes with all that is known of it and the
sources of each fact, at the address of its page: `/api/council/E10000017`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, abort, request
from rdflib import DCTERMS, URIRef

from graph.query.pages.rows.documents import DocumentInspection
from graph.query.pages.rows.inspections import Finding, Overall, Recommendation
from graph.query.pages.rows.organisations import Council, Person, PersonInspection, PersonPost, Post
from graph.search import Hit
from graph.terms import SG
from web.asks import read_recommendations
from web.councils import read_inspections
from web.facets import Field, Listing, make_listing, read_chosen
from web.facts import UNKNOWN, count_incoming, gather
from web.gone import answer_for_unknown, lead_on
from web.grades import read_judgements
from web.grouping import unique
from web.library import read_documents
from web.links import is_identifier, to_iri
from web.openapi import describe
from web.overview import list_councils, read_overall
from web.schemas import describe_api, find_columns
from web.search import check_kind, complete, find, find_meant, read_wanted
from web.standing import keep_list
from web.store import ask, label
from web.telling import Told, give, give_page, learn, read_paging, tell, tell_facts, tell_row, to_api

bp = Blueprint("api", __name__, url_prefix="/api")
describe(describe_api)


def key_of(iri: URIRef | None) -> list[str]:
    """The last part of an IRI, as filters have it."""
    return [iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]] if iri else []


OF_COUNCILS: tuple[Field[Council], ...] = (
    Field("region", "Region", lambda row: key_of(row.region)),
    Field("type", "Type", lambda row: key_of(row.type)),
    Field("grade", "Overall grade", lambda row: key_of(row.grade)),
    Field("framework", "Judged under", lambda row: key_of(row.framework)),
)
OF_INSPECTIONS: tuple[Field[Overall], ...] = (
    Field("council", "Council", lambda row: key_of(row.council)),
    Field("kind", "Kind", lambda row: key_of(row.kind)),
    Field("grade", "Overall grade", lambda row: key_of(row.grade)),
    Field("year", "Year", lambda row: [row.date[:4]] if row.date else []),
)


@bp.get("/councils")
def councils() -> Response:
    """All councils by name, with their current overall judgement."""
    return give_list(
        keep_list("api councils", lambda: make_listing(list_councils(), OF_COUNCILS)), "councils", "council"
    )


@bp.get("/inspections")
def inspections() -> Response:
    """All inspections, visits and reviews, newest first."""

    def read() -> Listing[Overall]:
        rows = sorted(read_overall(), key=lambda row: row.inspection)
        return make_listing(sorted(rows, key=lambda row: row.date or "", reverse=True), OF_INSPECTIONS)

    return give_list(keep_list("api inspections", read), "inspections", "inspection")


@bp.get("/recommendations")
def recommendations() -> Response:
    """All recommendations, newest first."""
    return give_list(read_recommendations(), "recommendations", "recommendation")


@bp.get("/people")
def people() -> Response:
    """All people by name."""
    return give_list(keep_list("api people", lambda: make_listing(ask(Person, "people"), [])), "people", "person")


@bp.get("/documents")
def documents() -> Response:
    """All documents, with the reason of those that could not be read."""
    return give_list(read_documents(), "documents", "document")


def give_list(listing: Listing[Any], name: str, thing: str) -> Response:
    """A page of the rows that the request's filters leave, each told as the thing of one column with the others beside."""
    paging = read_paging()
    rows = listing.choose(read_chosen(listing))
    shown = rows[paging.offset : paging.offset + paging.size]
    learn(shown)
    columns = find_columns(name)
    return give_page([tell(getattr(row, thing)) | tell_row(row, columns) for row in shown], len(rows), paging)


@bp.get("/search")
def search() -> Response:
    """What words find: the first of each kind, or where `kind` says one, all of that kind."""
    wanted, kind, paging = read_wanted(), request.args.get("kind") or None, read_paging()
    check_kind(kind)
    groups = find(wanted, kind, limit=paging.size, offset=paging.offset if kind else 0)
    items = [tell_hit(hit) for group in groups for hit in group.hits]
    counts = {group.kind: group.number for group in groups}
    if kind:
        return give_page(items, counts.get(kind, 0), paging, kinds=counts, meant=None)
    return give(
        {
            "total": sum(counts.values()),
            "kinds": counts,
            "meant": find_meant(wanted) if not groups else None,
            "items": items,
        }
    )


def tell_hit(hit: Hit) -> Told:
    """What was found as JSON: the thing, and the name or the words in which it was found; its page is where these stand."""
    return {
        "id": str(hit.thing), "label": hit.name or label(hit.thing), "page": tell_page(hit.place or hit.thing), "api": to_api(hit.thing),
        "kind": hit.kind, "about": hit.about or None, "found": [{"text": part.text, "marked": part.marked} for part in hit.parts],
    }  # fmt: skip


@bp.get("/suggest")
def suggest() -> Response:
    """The names that may be meant by what somebody has typed so far."""
    hits = complete(read_wanted())
    items = [{"id": str(hit.thing), "label": hit.name, "page": tell_page(hit.thing), "kind": hit.kind} for hit in hits]
    return give({"items": items})


def tell_page(thing: URIRef) -> str | None:
    """The address of a thing's page."""
    page: str | None = tell(thing)["page"]
    return page


@bp.get("/<path:path>")
def thing(path: str) -> Response:
    """All that is known of a thing, with what belongs to its kind.

    :raise 400: where the path cannot be an identifier; :raise 404: where nothing is known of it.
    """
    if not is_identifier(path):
        abort(400, "An identifier is made of letters, digits and hyphens, with a slash between its parts.")
    facts = gather(to_iri(path))
    if not facts.values:
        answer_for_unknown(path, to_api)
        abort(404, UNKNOWN)
    if DCTERMS.isReplacedBy in facts.values:
        lead_on(path, to_api)
    told = tell_facts(facts, count_incoming(facts.iri))
    for cls, more in PARTS.items():
        if facts.is_a(cls):
            told |= more(facts.iri)
    return give(told, [("canonical", f"/{path}"), ("about", f"/id/{path}")])


def _of_council(council: URIRef) -> Told:
    rows = read_inspections(council)
    judgements = read_judgements([row.inspection for row in rows])
    return _tell_lists(
        inspections=rows, judgements=judgements, posts=unique(ask(Post, "posts", organisation=council), "appointment")
    )


def _of_inspection(inspection: URIRef) -> Told:
    return _tell_lists(
        judgements=read_judgements([inspection]),
        recommendations=unique(ask(Recommendation, "recommendations", inspection=inspection), "recommendation"),
        findings=unique(ask(Finding, "findings", source=inspection), "finding"),
    )


def _of_person(person: URIRef) -> Told:
    return _tell_lists(
        inspections=unique(ask(PersonInspection, "person-inspections", person=person), "inspection"),
        posts=unique(ask(PersonPost, "person-posts", person=person), "appointment"),
    )


def _of_document(document: URIRef) -> Told:
    return _tell_lists(
        inspections=unique(ask(DocumentInspection, "document-inspections", document=document), "inspection")
    )


def _tell_lists(**lists: Sequence[Any]) -> Told:
    for rows in lists.values():
        learn(rows)
    return {name: [tell_row(row, row._fields) for row in rows] for name, rows in lists.items()}


PARTS: dict[URIRef, Callable[[URIRef], Told]] = {
    SG.Council: _of_council,
    SG.Inspection: _of_inspection,
    SG.Person: _of_person,
    SG.Document: _of_document,
}
