"""`/sparql`: the SPARQL 1.1 Protocol for programs, and a plain query page for people, at one address.

Queries only read. A query is looked at before it runs (`graph.store.scan`) and runs where it can be ended (`web.pool`).
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest

from graph.store.formats import MEDIA_TYPES
from web.asked import Asked, Formats, read_asked, read_formats
from web.completion import give_completions
from web.console import give_answer, give_form
from web.description import describe_service, give_description
from web.freshness import find_tag, is_fresh, mark, not_modified
from web.negotiation import TRIPLES, choose, wants_html
from web.running import check, run
from web.sending import to_response
from web.shortcut import find_type, take_outcome, tell_apart
from web.worker import Reply

bp = Blueprint("sparql", __name__)
bp.add_url_rule("/sparql/completion.json", view_func=give_completions)


@bp.route("/sparql", methods=["GET", "POST"])
def query() -> Response:
    """The answer to a query; without one the query page for browsers, and the description of the service for others."""
    asked = read_asked()
    return give_page_or_description() if asked is None else respond(asked)


def respond(asked: Asked) -> Response:
    """The answer to a query in the format that is wanted, or on the query page."""
    formats = read_formats()
    if formats.page:
        return give_answer(asked, lambda: ask(asked, formats))
    shape = check(asked.query)
    tag = None if shape.varies else tag_answer(asked, formats)
    if is_fresh(tag):
        return not_modified(tag)
    reply = take_outcome(request.environ) or run(asked, formats)
    response = mark(to_response(reply, sent_type(reply)), tag)
    response.headers["Vary"] = "Accept"
    if request.values.get("download"):
        response.headers["Content-Disposition"] = f'attachment; filename="answer.{reply.format}"'
    return response


def ask(asked: Asked, formats: Formats) -> Reply:
    """The reply to a query, after a look at it."""
    check(asked.query)
    return run(asked, formats)


def tag_answer(asked: Asked, formats: Formats) -> str | None:
    """What stands for the answer as long as the snapshot serves."""
    return find_tag(*tell_apart(asked, formats))


def sent_type(reply: Reply) -> str:
    """The media type of a reply; a client that asked for plain JSON or XML is told that it has it."""
    if request.values.get("format"):
        return f"{MEDIA_TYPES[reply.format]}; charset=utf-8"
    return find_type(reply.form, reply.format, request.headers.get("Accept", ""))


def give_page_or_description() -> Response:
    """The query page for a browser, the service's description for a program.

    :raise 400: where neither is acceptable.
    """
    if wants_html(request):
        return give_form()
    form = choose(request.headers.get("Accept", ""), TRIPLES)
    if form is None:
        raise BadRequest("There is no query: send one as the parameter `query`.")
    return give_description("service", describe_service, form)
