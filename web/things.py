"""Any thing that has no page of its own kind, and the lists of what points to a thing, page by page."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from rdflib import RDF, URIRef

from web.facts import UNKNOWN, Group, count_incoming, find, list_incoming
from web.store import label, learn_labels

bp = Blueprint("things", __name__)

# What documents say of a thing, and by naming it, comes after what is known of it.
SAID = (RDF.subject, RDF.object)
PAGE = 50
GLIMPSE = 10


@bp.get("/<path:path>")
def thing(path: str) -> str:
    """All that is known of a thing, and the first of what points to it."""
    facts = find(path)
    groups = [
        Group(group.property, group.number, list_by_name(facts.iri, group)[:GLIMPSE])
        for group in sorted(count_incoming(facts.iri), key=lambda group: group.property in SAID)
    ]
    return render_template("things/thing.html", facts=facts, groups=groups)


@bp.get("/links/<path:path>")
def pointing(path: str) -> str:
    """One page of the things that point to a thing by a property (`by`).

    :raise 404: where the property or the page has nothing.
    """
    facts = find(path)
    link, number = URIRef(request.args.get("by", "")), request.args.get("page", 1, int)
    group = next((group for group in count_incoming(facts.iri) if group.property == link), None)
    last = -(-group.number // PAGE) if group else 0
    if not group or not 1 <= number <= last:
        abort(404, UNKNOWN)
    things = list_by_name(facts.iri, group, offset=(number - 1) * PAGE)
    learn_labels([link])
    return render_template("things/pointing.html", facts=facts, group=group, things=things, number=number, last=last)


def list_by_name(iri: URIRef, group: Group, *, offset: int = 0) -> tuple[URIRef, ...]:
    """A page of the things that point here by a group's property; by name where one page holds them all."""
    things = list_incoming(iri, group, limit=PAGE, offset=offset)
    return tuple(sorted(things, key=label)) if group.number <= PAGE else things
