"""The vocabulary: every class, property and list of concepts on one page, and as data."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request
from rdflib import OWL, RDFS, URIRef
from werkzeug.wrappers import Response as AnyResponse

from graph.query.pages import construct_page
from graph.query.pages.rows.things import Concept, Term
from web.errors import NotAcceptable
from web.grouping import group_by, unique
from web.negotiation import DATA, SUFFIXES, TYPES, choose
from web.store import ask, get_view, keep, learn_labels

bp = Blueprint("vocabulary", __name__)


@bp.get("/def")
def vocabulary() -> AnyResponse:
    """Leads to the vocabulary's page or data, by `Accept`.

    :raise NotAcceptable: where no format is acceptable.
    """
    suffix = choose(request.headers.get("Accept", ""), TYPES)
    if suffix is None:
        raise NotAcceptable(f"the vocabulary is told as one of {', '.join(sorted(set(TYPES)))}")
    response = redirect(f"/def.{suffix}", 303)
    response.headers["Vary"] = "Accept"
    response.headers["Link"] = ways()
    return response


@bp.get("/def.<suffix>")
def give_vocabulary(suffix: str) -> Response:
    """The vocabulary's page, or its data in the format of the suffix."""
    if suffix not in SUFFIXES:
        abort(404, f"The vocabulary ends in {', '.join('.' + known for known in SUFFIXES)}.")
    response = give_page() if suffix == "html" else give_data(suffix)
    response.headers["Link"] = ways()
    return response


def give_data(suffix: str) -> Response:
    """All triples of the vocabulary."""
    form, media_type = DATA[suffix]
    triples = construct_page(get_view().store, "vocabulary-data")
    return Response(triples.serialise(form), content_type=f"{media_type}; charset=utf-8")


def give_page() -> Response:
    """The page with each term at its own anchor."""
    terms = keep("vocabulary", lambda: unique(ask(Term, "vocabulary"), "term"))
    concepts = keep("schemes", lambda: unique(ask(Concept, "schemes"), "concept"))
    learn_labels([URIRef(row.scheme) for row in concepts])
    page = render_template(
        "vocabulary/index.html",
        classes=[term for term in terms if term.kind in (OWL.Class, RDFS.Class)],
        properties=[term for term in terms if term.kind not in (OWL.Class, RDFS.Class)],
        schemes=group_by(concepts, "scheme"),
    )
    return Response(page, mimetype="text/html")


def ways() -> str:
    """The ways to the vocabulary in each format."""
    return ", ".join(
        ['</def.html>; rel="alternate"; type="text/html"']
        + [f'</def.{suffix}>; rel="alternate"; type="{media_type}"' for suffix, (_, media_type) in DATA.items()]
    )
