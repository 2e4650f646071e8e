"""The vocabulary: every class, property and list of concepts on one page, and as data."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, Response, abort, redirect, render_template, request
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from werkzeug.wrappers import Response as AnyResponse

from graph.query.pages import construct_page
from graph.query.pages.rows.things import Concept, Term
from graph.terms import PREFIXES, SG, VOCABULARY
from graph.vocabulary import load, read_source
from web.errors import NotAcceptable
from web.grouping import group_by, unique
from web.negotiation import DATA, SUFFIXES, TYPES, choose
from web.store import ask, get_view, keep, learn_labels

bp = Blueprint("vocabulary", __name__)

LINKS = {
    "above": (RDFS.subClassOf, RDFS.subPropertyOf),
    "of": (RDFS.domain, URIRef("https://schema.org/domainIncludes")),
    "to": (RDFS.range, URIRef("https://schema.org/rangeIncludes")),
    "like": (SKOS.closeMatch, SKOS.exactMatch, OWL.equivalentProperty, OWL.equivalentClass, RDFS.seeAlso),
}
"""What a term is below, what has it, what it leads to, and what is like it elsewhere."""


class More(NamedTuple):
    """What the page tells of a term besides its name and meaning; `single` where a thing has one value of it."""

    above: tuple[URIRef, ...]
    of: tuple[URIRef, ...]
    to: tuple[URIRef, ...]
    like: tuple[URIRef, ...]
    examples: tuple[str, ...]
    single: bool


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


@bp.get("/def/<version>")
def lead_from_version(version: str) -> AnyResponse:
    """Leads from the name of the version that is served (`owl:versionIRI`) to the vocabulary, as its own name does.

    :raise 404: for others.
    """
    served = str(load().value(VOCABULARY, OWL.versionInfo))
    if version != served:
        abort(404, f"The vocabulary here is of version {served}.")
    return vocabulary()


@bp.get("/def/context.jsonld")
def give_context() -> Response:
    """The context under which exports are written as JSON-LD."""
    return Response(read_source("context.jsonld"), content_type="application/ld+json; charset=utf-8")


@bp.app_template_filter("prefixed")
def prefix(term: URIRef) -> str:
    """A term by its prefix: "org:FormalOrganization"."""
    name, stem = max(
        ((name, stem) for name, stem in PREFIXES.items() if term.startswith(stem)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    return f"{name}:{term.removeprefix(stem)}" if name else str(term)


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
        more=keep("more of terms", tell_more),
    )
    return Response(page, mimetype="text/html")


def tell_more() -> dict[URIRef, More]:
    """What the vocabulary's own files say of each term besides its name and meaning."""
    known = load()
    found = {}
    for term in {term for term in known.subjects(RDF.type) if isinstance(term, URIRef) and term.startswith(SG)}:
        links = {
            name: tuple(
                sorted(
                    {
                        URIRef(str(other))
                        for prop in props
                        for other in known.objects(term, prop)
                        if isinstance(other, URIRef)
                    }
                )
            )
            for name, props in LINKS.items()
        }
        examples = tuple(sorted(str(example) for example in known.objects(term, SKOS.example)))
        found[term] = More(**links, examples=examples, single=(term, RDF.type, OWL.FunctionalProperty) in known)
    return found


def ways() -> str:
    """The ways to the vocabulary in each format."""
    return ", ".join(
        ['</def.html>; rel="alternate"; type="text/html"']
        + [f'</def.{suffix}>; rel="alternate"; type="{media_type}"' for suffix, (_, media_type) in DATA.items()]
    )
