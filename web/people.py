"""People in their public roles: the posts they held, the inspections they led, the papers that name them."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.query.pages.rows.organisations import Person, PersonCandidate, PersonInspection, PersonPaper, PersonPost
from web.facts import count_incoming, find, find_incoming_sources
from web.grouping import unique
from web.store import ask, keep, learn_labels

bp = Blueprint("people", __name__)


@bp.get("/people")
def index() -> str:
    """All people, by name."""
    return render_template("people/index.html", people=keep("people", lambda: ask(Person, "people")))


@bp.get("/person/<key>")
def person(key: str) -> str:
    """A person's page."""
    facts = find(f"person/{key}")
    inspections = unique(ask(PersonInspection, "person-inspections", person=facts.iri), "inspection")
    posts = unique(ask(PersonPost, "person-posts", person=facts.iri), "appointment")
    papers = unique(ask(PersonPaper, "person-papers", person=facts.iri), "document", "property")
    learn_labels([iri for row in inspections for iri in (row.inspection, row.council)])
    learn_labels([iri for row in posts for iri in (row.organisation, row.post) if iri])
    learn_labels([row.document for row in papers])
    return render_template(
        "people/person.html",
        facts=facts,
        inspections=inspections,
        posts=posts,
        papers=papers,
        candidates=ask(PersonCandidate, "person-candidates", person=facts.iri),
        places=find_incoming_sources(facts.iri),
        groups=count_incoming(facts.iri),
    )
