"""About the data: how much is known of which council, what is missing and why, what is in doubt, what changed, what may be
done with it, and whom to tell of errors; and the statement on accessibility.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from flask import Blueprint, render_template
from rdflib import URIRef

from graph.query.pages.rows.coverage import ChangeCount, Changed, CouncilFacts, CouncilGap, GapCount, OpenDoubt
from graph.query.pages.rows.inspections import Contradiction
from graph.query.pages.rows.organisations import Council
from web.builds import read_build
from web.facets import read_page
from web.facts import MOST_SORTED
from web.grouping import group_by, unique
from web.overview import list_councils
from web.store import ask, keep, learn_labels

bp = Blueprint("about", __name__)

# The fields of gaps, in the order in which reports print what they are about.
FIELDS = (
    "inspections",
    "report",
    "framework",
    "start",
    "end",
    "published",
    "lead inspector",
    "grade",
    "recommendations",
    "papers",
    "documents",
)
CHANGES, DISAGREEMENTS = 100, 25


class Coverage(NamedTuple):
    """A council with what is known of it, and how often each field is missing."""

    council: Council
    known: CouncilFacts | None
    missing: dict[str, int]


@bp.get("/about")
def index() -> str:
    """What is here and what is missing."""
    coverage = keep("coverage", _read_coverage)
    return render_template(
        "about/index.html",
        build=read_build(), gaps=keep("gaps", lambda: ask(GapCount, "gap-counts")),
        known=sum(1 for row in coverage if row.known), councils=len(coverage),
    )  # fmt: skip


@bp.get("/about/coverage")
def coverage() -> str:
    """For each council: how much is known of it, and which fields of how many inspections are not."""
    return render_template("about/coverage.html", rows=keep("coverage", _read_coverage), fields=FIELDS)


@bp.get("/about/doubts")
def doubts() -> str:
    """What reading the documents left open."""
    rows = ask(OpenDoubt, "doubt-list")
    learn_labels([row.document for row in rows])
    return render_template("about/doubts.html", groups=group_by(rows, "reason"))


@bp.get("/accessibility")
def accessibility() -> str:
    """The statement on accessibility."""
    return render_template("about/accessibility.html")


@bp.get("/changes")
def changes() -> str:
    """The facts that came and those that went since the build before."""
    counts = keep("change counts", lambda: {row.direction: row.number for row in ask(ChangeCount, "change-counts")})
    number = sum(counts.values())
    page, last = read_page(number, CHANGES)
    name = "changed" if number <= MOST_SORTED else "changed-many"
    rows = ask(Changed, name, limit=CHANGES, offset=(page - 1) * CHANGES)
    learn_labels([iri for row in rows for iri in (row.thing, row.property, row.value) if isinstance(iri, URIRef)])
    return render_template(
        "about/changes.html",
        build=read_build(),
        counts=counts,
        things=group_by(rows, "thing"),
        page_number=page,
        last=last,
    )


@bp.get("/disagreements")
def disagreements() -> str:
    """Where documents disagree, each value with its words."""
    rows = ask(Contradiction, "contradictions", limit=1000, offset=0)
    told = group_by(unique(rows, "disagreement", "statement"), "disagreement")
    page, last = read_page(len(told), DISAGREEMENTS)
    shown = dict(list(told.items())[(page - 1) * DISAGREEMENTS : page * DISAGREEMENTS])
    learn_labels(
        [
            iri
            for rows in shown.values()
            for row in rows
            for iri in (row.thing, row.document, row.value)
            if isinstance(iri, URIRef)
        ]
    )
    return render_template("about/disagreements.html", told=shown, number=len(told), page_number=page, last=last)


def _read_coverage() -> list[Coverage]:
    known = {row.council: row for row in ask(CouncilFacts, "council-facts")}
    missing: defaultdict[URIRef, dict[str, int]] = defaultdict(dict)
    for row in ask(CouncilGap, "council-gaps"):
        missing[row.council][row.field] = row.number
    return [Coverage(row, known.get(row.council), missing[row.council]) for row in list_councils()]
