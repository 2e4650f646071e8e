"""`/id/…`: the address that answers for a thing itself, and leads to its page or gives its data.

Without a suffix the answer is one redirect by `Accept`; with one it is the data. Data is all that is known of the thing
and what points to it, a thousand of these at a time, with a link to the next thousand where there are more.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from rdflib import URIRef
from werkzeug.wrappers import Response as AnyResponse

from graph.query.pages import construct_page, is_known
from graph.query.pages.rows.things import Incoming
from web.errors import NotAcceptable
from web.facts import UNKNOWN
from web.gone import answer_for_unknown, lead_on
from web.links import is_identifier, to_data, to_identifier, to_iri, to_link_header, to_page
from web.negotiation import DATA, SUFFIXES, TYPES, choose
from web.store import ask, get_view

bp = Blueprint("identifiers", __name__, url_prefix="/id")

PAGE = 1000


@bp.get("/<path:path>")
def identifier(path: str) -> AnyResponse:
    """Leads to the page or the data of a thing, or gives its data where a suffix says which."""
    name, dot, suffix = path.rpartition(".")
    if not dot:
        name, suffix = path, ""
    if not is_identifier(name) or (suffix and suffix not in SUFFIXES):
        abort(
            400,
            "An identifier is made of letters, digits and hyphens, with a slash between its parts, "
            f"and may end in {', '.join('.' + known for known in SUFFIXES)}.",
        )

    def to_address(other: URIRef) -> str:
        return to_identifier(other) + dot + suffix

    if not is_known(get_view().store, to_iri(name)):
        answer_for_unknown(name, to_address)
        abort(404, UNKNOWN)
    lead_on(name, to_address)
    if suffix in DATA:
        return give_data(name, suffix)
    return lead(name, suffix or choose(request.headers.get("Accept", ""), TYPES))


def lead(path: str, suffix: str | None) -> AnyResponse:
    """One redirect to the page or the data of a thing.

    :raise NotAcceptable: where no format is acceptable.
    """
    iri = to_iri(path)
    if suffix is None:
        raise NotAcceptable(f"a thing is told as one of {', '.join(sorted(set(TYPES)))}")
    target = to_page(iri) if suffix == "html" else to_data(iri, suffix)
    response = redirect(target or "/", 303)
    response.headers["Vary"] = "Accept"
    response.headers["Link"] = to_link_header(path)
    return response


def give_data(path: str, suffix: str) -> Response:
    """The data of a thing in the format of the suffix."""
    iri = to_iri(path)
    start = request.args.get("start", 0, int)
    if start < 0:
        abort(400, "The start of a part of the data cannot be below 0.")
    store = get_view().store
    form, media_type = DATA[suffix]
    triples = construct_page(store, "describe", thing=iri, limit=PAGE, offset=start)
    response = Response(triples.serialise(form), content_type=f"{media_type}; charset=utf-8")
    response.headers["Link"] = to_link_header(path)
    if sum(row.number for row in ask(Incoming, "incoming-counts", value=iri)) > start + PAGE:
        response.headers.add("Link", f'</id/{path}.{suffix}?start={start + PAGE}>; rel="next"')
    return response
