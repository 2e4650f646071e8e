"""About the data: how much is known of which council, what is missing and why, what is in doubt, what changed, what may be
done with it, and whom to tell of errors; and the statement on accessibility.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from flask import Blueprint, render_template
from rdflib import URIRef

from graph.query.pages.rows.coverage import ChangeCount, Changed, CouncilFacts, CouncilGap, GapCount, OpenDoubt
from graph.query.pages.rows.inspections import Contradicted, Contradiction
from graph.query.pages.rows.organisations import Council
from web.builds import read_build
from web.facets import read_page
from web.facts import MOST_SORTED
from web.grouping import group_by, unique
from web.overview import list_councils
from web.standing import keep_list
from web.store import ask, keep, learn_labels
from web.wording import FIELDS

bp = Blueprint("about", __name__)

CHANGES, DISAGREEMENTS, COVERAGE = 100, 25, 200
ADDED = "added"


class Turnover(NamedTuple):
    """How many facts of a property came and how many went."""

    property: URIRef
    added: int
    removed: int


class Coverage(NamedTuple):
    """A council with what is known of it, and how often each field is missing."""

    council: Council
    known: CouncilFacts | None
    missing: dict[str, int]


@bp.get("/about")
def index() -> str:
    """What is here and what is missing."""
    coverage = keep_list("coverage", _read_coverage)
    return render_template(
        "about/index.html",
        build=read_build(), gaps=keep_list("gaps", _read_gaps),
        known=sum(1 for row in coverage if row.known), councils=len(coverage),
    )  # fmt: skip


@bp.get("/about/coverage")
def coverage() -> str:
    """For each council: how much is known of it, and which fields of how many inspections are not."""
    rows = keep_list("coverage", _read_coverage)
    page, last = read_page(len(rows), COVERAGE)
    shown = rows[(page - 1) * COVERAGE : page * COVERAGE]
    return render_template("about/coverage.html", rows=shown, fields=FIELDS, page_number=page, last=last)


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
    counts = keep("change counts", lambda: ask(ChangeCount, "change-counts"))
    number = sum(row.number for row in counts)
    page, last = read_page(number, CHANGES)
    name = "changed" if number <= MOST_SORTED else "changed-many"
    rows = ask(Changed, name, limit=CHANGES, offset=(page - 1) * CHANGES)
    learn_labels([iri for row in rows for iri in (row.thing, row.property, row.value) if isinstance(iri, URIRef)])
    learn_labels([row.property for row in counts])
    return render_template(
        "about/changes.html",
        build=read_build(),
        added=sum(row.number for row in counts if row.direction == ADDED),
        removed=sum(row.number for row in counts if row.direction != ADDED),
        properties=sum_up(counts) if number > MOST_SORTED else [],
        things=group_by(rows, "thing"),
        page_number=page,
        last=last,
    )


@bp.get("/disagreements")
def disagreements() -> str:
    """Where documents disagree, each value with its words."""
    every = keep("contradictions", lambda: [row.disagreement for row in ask(Contradicted, "contradiction-list")])
    page, last = read_page(len(every), DISAGREEMENTS)
    wanted = every[(page - 1) * DISAGREEMENTS : page * DISAGREEMENTS]
    rows = ask(Contradiction, "contradictions", disagreement=wanted) if wanted else []
    shown = group_by(unique(rows, "disagreement", "statement"), "disagreement")
    learn_labels(
        [
            iri
            for rows in shown.values()
            for row in rows
            for iri in (row.thing, row.document, row.value)
            if isinstance(iri, URIRef)
        ]
    )
    return render_template("about/disagreements.html", told=shown, number=len(every), page_number=page, last=last)


def sum_up(counts: Iterable[ChangeCount]) -> list[Turnover]:
    """What came and what went, by property, most first."""
    found: defaultdict[URIRef, Counter[str]] = defaultdict(Counter)
    for row in counts:
        found[row.property]["added" if row.direction == ADDED else "removed"] += row.number
    told = [Turnover(link, numbers["added"], numbers["removed"]) for link, numbers in found.items()]
    return sorted(told, key=lambda row: (-row.added - row.removed, row.property))


def _read_gaps() -> list[GapCount]:
    """How often each field is not known, by the reason; documents have each their own, which stands on their pages."""
    rows = ask(GapCount, "gap-counts")
    unread = sum(row.number for row in rows if row.field == "documents")
    told = [row for row in rows if row.field != "documents"]
    return [*told, GapCount("documents", "a document is not in the graph; each says why", unread)] if unread else told


def _read_coverage() -> list[Coverage]:
    known = {row.council: row for row in ask(CouncilFacts, "council-facts")}
    missing: defaultdict[URIRef, dict[str, int]] = defaultdict(dict)
    for row in ask(CouncilGap, "council-gaps"):
        missing[row.council][row.field] = row.number
    return [Coverage(row, known.get(row.council), missing[row.council]) for row in list_councils()]
