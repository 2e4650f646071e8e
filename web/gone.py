"""What an address answers at which nothing is any longer: where to look now, or that nothing is told.

A council that has several codes, since its boundary moved or it became a unitary one, is found by each of them.
The address of an inspection or a person who turned out to be another one leads there. The plain address of namesakes, which
was one person's while the other was not known, leads to both. That of suppressed people says that it was withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, redirect, render_template
from rdflib import URIRef

from graph.decisions import digest_name
from graph.query.pages.rows.organisations import PersonPost, Recoded
from graph.query.pages.rows.things import Replaced, Suppressed
from graph.terms import mint_suppression
from web.links import to_iri
from web.store import ask, label, learn_labels

WITHDRAWN = "What stood here was withdrawn. Nothing is told of it."


def lead_on(path: str, to_address: Callable[[URIRef], str | None]) -> None:
    """Answer for an address of which nothing is known but that it was replaced or withdrawn; else do nothing.

    :raise 301: where one thing took its place; :raise 300: where several did; :raise 410: where it was withdrawn.
    """
    others = [row.other for row in ask(Replaced, "replaced", thing=to_iri(path))]
    if len(others) == 1:
        abort(redirect(to_address(others[0]) or "/", 301))
    if others:
        posts = ask(PersonPost, "person-posts", person=others)
        learn_labels([*others, *(row.organisation for row in posts if row.organisation)])
        bodies = {other: sorted({label(row.organisation) for row in posts if row.person == other}) for other in others}
        ways = [(to_address(other) or "/", other) for other in others]
        page = render_template("people/namesakes.html", ways=ways, bodies=bodies)
        abort(Response(page, 300, mimetype="text/html"))


def answer_for_unknown(path: str, to_address: Callable[[URIRef], str | None]) -> None:
    """Answer for an address of which nothing at all is known, where there is more to say than that; else do nothing.

    :raise 301: where it has a council's other code; :raise 410: where a suppressed person would have it.
    """
    kind, _, key = path.partition("/")
    if kind == "council":
        _lead_to_council(key, to_address)
    if kind == "person":
        _refuse_withdrawn(key)


def _lead_to_council(code: str, to_address: Callable[[URIRef], str | None]) -> None:
    found = ask(Recoded, "recoded", code=[code])
    if found:
        abort(redirect(to_address(found[0].council) or "/", 301))


def _refuse_withdrawn(key: str) -> None:
    """Refuse what starts with a suppressed name; other words after it are those of a body or a post."""
    words = key.partition("/")[0].split("-")
    names = [mint_suppression(digest_name(" ".join(words[:end]))) for end in range(2, len(words) + 1)]
    suppressed = ask(Suppressed, "suppressions", thing=names)
    if suppressed:
        abort(410, WITHDRAWN)
