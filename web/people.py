"""People in their public roles: the posts they held, the inspections they led, the papers that name them."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from graph.query.pages.rows.organisations import (
    Person,
    PersonCandidate,
    PersonCouncil,
    PersonInspection,
    PersonPaper,
    PersonPost,
)
from web.facets import Field, Listing, fold, make_listing, read_chosen, read_page
from web.facts import count_incoming, find, find_incoming_sources
from web.figures import Event, draw_timeline
from web.grouping import unique
from web.standing import keep_list
from web.store import ask, label, learn_labels

bp = Blueprint("people", __name__)

SIZE = 100
MOST_WORDS = 100
ROLES = {
    "led": "Led inspections",
    "inspected": "Took part in inspections",
    "posts": "Held posts",
    "papers": "Wrote or answered for papers",
}
FIELDS: tuple[Field[Person], ...] = (
    Field("role", "Role", lambda row: [role for role in ROLES if getattr(row, role)], words=ROLES),
)


@bp.get("/people")
def index() -> str:
    """All people by name, as far as the filters leave them."""
    listing = keep_list("people", _read_people)
    chosen, words = read_chosen(listing), fold(request.args.get("q", "")[:MOST_WORDS])
    narrowed = listing.narrow(chosen, words)
    page, last = read_page(len(narrowed.rows), SIZE)
    return render_template(
        "people/index.html",
        people=narrowed.rows[(page - 1) * SIZE : page * SIZE], number=len(narrowed.rows), every=len(listing.rows),
        role=narrowed.facets["role"], words=request.args.get("q", "")[:MOST_WORDS], page_number=page, last=last,
    )  # fmt: skip


@bp.get("/person/<key>")
def person(key: str) -> str:
    """A person's page."""
    facts = find(f"person/{key}")
    inspections = unique(ask(PersonInspection, "person-inspections", person=facts.iri), "inspection")
    posts = unique(ask(PersonPost, "person-posts", person=facts.iri), "appointment")
    papers = unique(ask(PersonPaper, "person-papers", person=facts.iri), "document", "property")
    councils = ask(PersonCouncil, "person-councils", person=facts.iri)
    learn_labels([iri for row in inspections for iri in (row.inspection, row.council, row.grade) if iri])
    learn_labels([iri for row in posts for iri in (row.organisation, row.post) if iri])
    learn_labels([*(row.document for row in papers), *(row.council for row in councils)])
    councils.sort(key=lambda row: (-row.inspections - row.posts - row.papers, label(row.council)))
    return render_template(
        "people/person.html",
        facts=facts,
        inspections=inspections,
        timeline=draw_timeline(
            Event(row.inspection, row.start, row.kind, row.grade) for row in inspections if row.start
        ),
        posts=posts,
        papers=papers,
        councils=councils,
        candidates=ask(PersonCandidate, "person-candidates", person=facts.iri),
        places=find_incoming_sources(facts.iri),
        groups=count_incoming(facts.iri),
    )


def _read_people() -> Listing[Person]:
    return make_listing(ask(Person, "people"), FIELDS, lambda row: row.name)
