"""Graphs as they are: the reading side of the Graph Store Protocol at `/sparql/graph`, and VoID at `/.well-known/void`.

`?graph=IRI` gives one graph, `?default` the union of all, and without either the whole dataset comes, graph by graph.
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from rdflib import URIRef
from werkzeug.exceptions import BadRequest, NotFound

from graph.store.formats import MEDIA_TYPES
from web.asked import check_iri, read_accepted, read_seconds
from web.description import ALL, describe_dataset, give_description
from web.errors import NotAcceptable
from web.exports import list_downloads
from web.freshness import find_tag, is_fresh, mark, not_modified
from web.negotiation import HTML, TRIPLES, choose, wants_html
from web.running import ask
from web.sending import to_response
from web.store import get_view, keep
from web.worker import Request

bp = Blueprint("graphs", __name__)

QUADS = {
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "text/plain": "nquads",
}


@bp.get("/sparql/graph")
def give_graph() -> Response:
    """A graph, the union of all, or the dataset, in the format that is wanted.

    :raise 400: where more than one is asked for; :raise 404: where there is no such graph.
    """
    names, default = request.args.getlist("graph"), "default" in request.args
    if len(names) + default > 1:
        raise BadRequest("Ask for one graph: by graph=IRI, or by default for the union of all.")
    form = choose_format(TRIPLES if names or default else QUADS)
    tag = find_tag(*names, str(default), form)
    if names:
        check_graph(names[0])
    if is_fresh(tag):
        return not_modified(tag)
    query, graph = (ALL if default else None), (names[0] if names else None)
    reply = ask(Request(query, None, form, seconds=read_seconds(), zipped=True, graph=graph))
    response = mark(to_response(reply, f"{MEDIA_TYPES[form]}; charset=utf-8"), tag)
    response.headers["Vary"] = "Accept"
    return response


@bp.get("/.well-known/void")
def give_void() -> Response:
    """What the dataset is, how much is in it by class and property, and where it is to be had."""
    # What was made meanwhile has its checksum told.
    made = ",".join(download.sha256 for download in list_downloads(""))
    return give_description(f"void {made}", describe_dataset, choose_format(TRIPLES))


def choose_format(offers: dict[str, str]) -> str:
    """The format that the request wants, of those that can hold the graph; a browser is shown the plainest.

    :raise NotAcceptable: where none will do.
    """
    header = read_accepted()
    form = next(iter(offers.values())) if header == HTML or _is_browsing() else choose(header, offers)
    if form is None:
        raise NotAcceptable(f"this comes in one of {', '.join(offers)}")
    return form


def _is_browsing() -> bool:
    return not request.values.get("format") and wants_html(request)


def check_graph(name: str) -> None:
    """Make sure that there is a graph of that name.

    :raise 400: where that is no IRI; :raise 404: where there is none.
    """
    check_iri(name, "graph")
    if URIRef(name) not in keep("graphs", lambda: frozenset(get_view().store.graphs())):
        raise NotFound("There is no graph of that name: the description of the service, at /sparql, lists all.")
