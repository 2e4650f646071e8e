"""`/sparql`: the SPARQL 1.1 Protocol for programs, and a plain query page for people, at one address.

Queries only read. A query is looked at before it runs (`graph.store.scan`) and runs where it can be ended (`web.pool`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flask import Blueprint, Flask, Response, current_app, request
from rdflib import URIRef
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from graph.errors import QueryRejected
from graph.store.formats import MEDIA_TYPES
from graph.store.scan import find_refusal
from web.console import give_answer, give_form
from web.description import describe_service
from web.errors import Forbidden, NotAcceptable, TooComplex
from web.negotiation import HTML, ROWS, TRIPLES, best, choose, wants_html
from web.pool import Bounds, Pool
from web.store import View, get_view
from web.worker import Reply, Request, Unwanted, answer

bp = Blueprint("sparql", __name__)

NAMES = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "rdf/xml": "rdfxml", "json-ld": "jsonld"}
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")


class Asked(NamedTuple):
    """A query as a request brings it, with the graphs it is to see."""

    query: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None


class Formats(NamedTuple):
    """The formats that a request accepts: for rows, for triples, and whether a page is wanted rather."""

    rows: str | None
    triples: str | None
    page: bool = False


def init_app(app: Flask) -> None:
    """Give the app its bounds for queries."""
    config = app.config
    app.extensions["bounds"] = Bounds(config["QUERY_SECONDS"], config["QUERY_MEGABYTES"], config["QUERY_WORKERS"])


@bp.get("/sparql")
def query_by_get() -> Response:
    """The answer to a query; without one the query page for browsers, and the description of the service for others."""
    if request.args.get("update") is not None:
        raise Forbidden("this service only answers queries: it takes no updates")
    if not request.args.getlist("query"):
        return give_page_or_description()
    return respond(read_asked(request.args.getlist("query")))


@bp.post("/sparql")
def query_by_post() -> Response:
    """The answer to a query that comes as a form or as itself."""
    if request.mimetype == "application/x-www-form-urlencoded":
        if request.form.get("update") is not None:
            raise Forbidden("this service only answers queries: it takes no updates")
        return respond(read_asked(request.form.getlist("query")))
    if request.mimetype == "application/sparql-query":
        return respond(read_asked([read_body()]))
    if request.mimetype == "application/sparql-update":
        raise Forbidden("this service only answers queries: it takes no updates")
    raise UnsupportedMediaType("Send the query as application/x-www-form-urlencoded or as application/sparql-query.")


def read_body() -> str:
    """The request's body as text.

    :raise 400: where it is not UTF-8; :raise 413: where it is too large.
    """
    try:
        return request.get_data(cache=False).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The query is not UTF-8: byte {error.start + 1} cannot be read.") from error


def read_asked(queries: list[str]) -> Asked:
    """The one query of a request with its graphs.

    :raise 400: where there is not exactly one, or a graph's name is no IRI.
    """
    if len(queries) != 1 or not queries[0].strip():
        raise BadRequest("Send exactly one query." if queries else "There is no query: send one as the parameter `query`.")
    graphs = []
    for name in ("default-graph-uri", "named-graph-uri"):
        values = (*request.args.getlist(name), *request.form.getlist(name))
        for value in values:
            if not IRI.fullmatch(value):
                raise BadRequest(f"The value of {name} is not an absolute IRI: {value[:100]}")
        graphs.append(values or None)
    return Asked(queries[0], *graphs)


def read_formats() -> Formats:
    """The formats of the answer: those that `format` names, else those that the request accepts.

    :raise NotAcceptable: where there is none.
    """
    header = request.headers.get("Accept", "")
    wanted = request.values.get("format", "").lower()
    if wanted:
        header = {**MEDIA_TYPES, "html": HTML}.get(NAMES.get(wanted, wanted), wanted)
    page = header == HTML if wanted else wants_html(request)
    formats = Formats("json", "turtle", page=True) if page else Formats(choose(header, ROWS), choose(header, TRIPLES))
    if not page and not formats.rows and not formats.triples:
        raise NotAcceptable(f"an answer is one of html, {', '.join(MEDIA_TYPES)}, or one of {', '.join({*ROWS, *TRIPLES})}")
    return formats


def respond(asked: Asked) -> Response:
    """The answer to a query in the format that is wanted, or on the query page."""
    formats = read_formats()
    if formats.page:
        return give_answer(asked.query, lambda: run(asked, formats))
    reply = run(asked, formats)
    media_type = sent_type(reply)
    response = Response(reply.body, content_type=media_type)
    response.headers["Vary"] = "Accept"
    if request.values.get("download"):
        response.headers["Content-Disposition"] = f'attachment; filename="answer.{reply.format}"'
    return response


def sent_type(reply: Reply) -> str:
    """The media type of a reply; a client that asked for plain JSON or XML is told that it has it."""
    media_type = MEDIA_TYPES[reply.format]
    offers = [offer for offer, form in (ROWS if reply.form != "triples" else TRIPLES).items() if form == reply.format]
    chosen = media_type if request.values.get("format") else best(request.headers.get("Accept", ""), offers)
    return f"{chosen or media_type}; charset=utf-8"


def run(asked: Asked, formats: Formats) -> Reply:
    """The reply to a query.

    :raise Forbidden: for SERVICE and updates; :raise TooComplex: for what no engine should be shown;
    :raise NotAcceptable: where its answer has no acceptable format.
    """
    check(asked.query)
    most = current_app.config["ANSWER_MEGABYTES"] * 1_000_000
    wanted = Request(asked.query, formats.rows, formats.triples, asked.default_graphs, asked.named_graphs, most)
    view = get_view()
    try:
        return answer(view.store, wanted) if view.folder is None else find_pool(view).ask(wanted)
    except Unwanted as error:
        raise NotAcceptable(str(error)) from error


def check(query: str) -> None:
    """Refuses what must not run, each kind in its own way."""
    refusal = find_refusal(query)
    if refusal is None:
        return
    cls = {"forbidden": Forbidden, "too complex": TooComplex}.get(refusal.kind, QueryRejected)
    raise cls(refusal.reason, query=query, line=refusal.line, column=refusal.column)


def find_pool(view: View) -> Pool:
    """The processes that answer queries of a snapshot; those of the snapshot before end with it."""
    if view.pool is None:
        view.pool = Pool(view.folder / "store", current_app.extensions["bounds"])  # type: ignore[operator]
    return view.pool


def give_page_or_description() -> Response:
    """The query page for a browser, the service's description for a program.

    :raise NotAcceptable: where neither is acceptable.
    """
    if wants_html(request):
        return give_form()
    form = choose(request.headers.get("Accept", ""), TRIPLES)
    if form is None:
        raise BadRequest("There is no query: send one as the parameter `query`.")
    triples = describe_service([URIRef(name) for name in get_view().store.graphs()])
    response = Response(triples(form), content_type=f"{MEDIA_TYPES[form]}; charset=utf-8")
    response.headers["Vary"] = "Accept"
    return response


