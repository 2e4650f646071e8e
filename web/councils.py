"""Councils: the list of all, narrowed and sorted, and a council's page with its whole history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, get_template_attribute, render_template, request
from markupsafe import Markup
from rdflib import URIRef

from graph.query.pages.rows.inspections import Inspection, Judgement
from graph.query.pages.rows.organisations import Committee, Council, Graded, Paper, Post
from graph.query.pages.rows.recommendations import OfCouncil, Words
from graph.terms import SG
from web.facets import NONE, Field, Listing, make_listing, read_chosen, read_page
from web.facts import count_incoming, find, iris, list_incoming
from web.figures import Event, draw_timeline
from web.grades import Table, make_table, read_judgements, read_not_graded
from web.grouping import group_by, unique
from web.outcomes import read_outcomes
from web.overview import list_councils
from web.standing import keep_list
from web.store import ask, ask_unsorted, label, learn_labels

bp = Blueprint("councils", __name__)

# England's councils with children's services are some 160, which stand on one page.
SIZE = 200
SERVICES = "Children’s services"
SPECIAL_NEEDS = "Special educational needs and disabilities"
# Recommendations of which a council's page tells what came; the list has all.
MOST_ASKED = 10
RANKS = ("outstanding", "good", "requires-improvement", "adequate", "inadequate")

FIELDS: tuple[Field[Council], ...] = (
    Field("region", "Region", lambda row: [_key(row.region)], "region/"),
    Field("type", "Type", lambda row: [_key(row.type)], "council-type/"),
    Field("grade", "Overall grade", lambda row: [_key(row.grade) if row.grade else NONE], "grade/"),
    Field("framework", "Judged under", lambda row: [_key(row.framework)] if row.framework else [], "framework/"),
)
# What the question of the list calls the filters that are about its answer.
NARROWING = {"grade": "graded", "framework": "under"}
SORTS: dict[str, Callable[[Council], Any]] = {
    "name": lambda row: row.name,
    "grade": lambda row: (RANKS.index(_key(row.grade)) if row.grade else len(RANKS), row.name),
    "date": lambda row: (row.date is not None, row.date, row.name),
    "since": lambda row: (row.since is not None, row.since, row.name),
    "region": lambda row: (label(row.region), row.name),
    "type": lambda row: (label(row.type), row.name),
}


@bp.get("/councils")
def index() -> str:
    """The councils with their current overall grade, narrowed by the filters and sorted by a column."""
    sort = request.args.get("sort", "name")
    if sort.removeprefix("-") not in SORTS:
        abort(404, f"Councils can be sorted by one of {', '.join(SORTS)}.")
    listing, written = keep_list(f"councils by {sort}", lambda: _make_listing(sort))
    chosen = read_chosen(listing)
    rows, facets = listing.narrow(chosen)
    page, last = read_page(len(rows), SIZE)
    shown = rows[(page - 1) * SIZE : page * SIZE]
    return render_template(
        "councils/index.html",
        councils=[row for row in shown if not row.until], former=[row for row in shown if row.until], number=len(rows),
        abolished=sum(1 for row in rows if row.until), facets=facets, sort=sort, written=written, page_number=page, last=last,
        query=_to_query(listing.name_things(chosen)),
    )  # fmt: skip


@bp.get("/council/<code>")
def council(code: str) -> str:
    """A council's page."""
    facts = find(f"council/{code}")
    inspections = read_inspections(facts.iri)
    visited = [row.inspection for row in inspections]
    learn_labels([*visited, *(iri for row in inspections for iri in (row.kind, row.framework, row.lead) if iri)])
    groups = count_incoming(facts.iri)
    judgements = read_judgements(visited)
    asked = read_asked(facts.iri)
    once, back = unique(asked, "recommendation"), unique([row for row in asked if row.back], "recommendation", "back")
    neighbours = iris(facts.all(SG.statisticalNeighbour))
    graded = read_grades([facts.iri, *neighbours])
    return render_template(
        "councils/council.html",
        facts=facts,
        current=graded.get(facts.iri),
        inspections=inspections,
        timeline=draw_timeline(to_events(inspections, judgements)),
        judgements=group_by(judgements, "inspection"),
        tables=make_tables(inspections, judgements),
        asked=once[:MOST_ASKED],
        asked_number=len(once),
        numbers={inspection: len(rows) for inspection, rows in group_by(once, "inspection").items()},
        back=back,
        words=read_words([row.recommendation for row in (*once[:MOST_ASKED], *back)]),
        outcomes=read_outcomes([row.recommendation for row in once[:MOST_ASKED]]),
        posts=unique(ask(Post, "posts", organisation=facts.iri), "appointment"),
        committees=ask(Committee, "committees", council=facts.iri),
        papers=unique(ask(Paper, "papers", council=facts.iri), "document"),
        neighbours=[(iri, graded.get(iri)) for iri in sorted(neighbours, key=label)],
        before=[
            one
            for group in groups
            if group.property == SG.successor
            for one in list_incoming(facts.iri, group, limit=group.number)
        ],
        groups=groups,
    )


def read_inspections(council: URIRef) -> list[Inspection]:
    """The inspections of a council, each once, newest first."""
    rows = ask_unsorted(Inspection, "inspections", council=council)
    rows.sort(key=lambda row: (str(row.inspection), row.kind == SG.Inspection, str(row.kind), str(row.evidence or "")))
    rows = unique(rows, "inspection")
    return sorted(rows, key=lambda row: row.start or row.end or row.published or "", reverse=True)


def read_asked(council: URIRef) -> list[OfCouncil]:
    """What was recommended to a council and its partners, newest first; once for each return. Councils may have hundreds, of
    which a page shows few, so what they say is another question.
    """
    rows = ask_unsorted(OfCouncil, "council-asked", council=council)
    rows.sort(key=lambda row: (str(row.inspection), str(row.recommendation), str(row.back or "")))
    return sorted(rows, key=lambda row: row.start, reverse=True)


def read_words(recommendations: list[URIRef]) -> dict[URIRef, Words]:
    """What recommendations say, each with the first place where it stands."""
    rows = ask_unsorted(Words, "recommendation-words", recommendation=recommendations) if recommendations else []
    return {row.recommendation: row for row in sorted(rows, key=lambda row: str(row.evidence or ""), reverse=True)}


def read_grades(councils: list[URIRef]) -> dict[URIRef, Graded]:
    """The newest current overall judgements of those of some councils that have one."""
    rows = ask(Graded, "council-grades", council=councils)
    learn_labels([row.grade for row in rows])
    return {row.council: row for row in sorted(rows, key=lambda row: row.date or "")}


def to_events(inspections: list[Inspection], judgements: list[Judgement]) -> list[Event]:
    """What the timeline marks: every inspection with a date that is not a plan."""
    overall = {row.inspection: row.grade for row in judgements if row.overall}
    return [
        Event(row.inspection, date, row.kind, overall.get(row.inspection))
        for row in inspections
        if (date := row.start or row.end or row.published) and not row.planned
    ]


def make_tables(inspections: list[Inspection], judgements: list[Judgement]) -> dict[str, Table]:
    """The grades by area: of children's services, and apart from them those for special needs, which have one outcome."""
    not_graded = read_not_graded({row.inspection for row in judgements}) if judgements else []
    tables = {}
    for name, send in ((SERVICES, False), (SPECIAL_NEEDS, True)):
        dates = {
            row.inspection: row.start or row.published
            for row in inspections
            if (row.kind == SG.AreaSendInspection) is send
        }
        tables[name] = make_table(dates, judgements, not_graded)
    return {name: table for name, table in tables.items() if table.lines}


def _to_query(chosen: dict[str, URIRef | str]) -> dict[str, Any]:
    """What the question of the list takes for these choices."""
    narrowing: dict[str, Any] = {NARROWING.get(name, name): thing for name, thing in chosen.items() if thing != NONE}
    return narrowing | ({"ungraded": [True]} if chosen.get("grade") == NONE else {})


def _make_listing(sort: str) -> tuple[Listing[Council], dict[URIRef, Markup]]:
    """All councils, sorted by a column, those of today before those that were abolished; and the row of each as it is written."""
    written = keep_list("councils written", _write_rows)
    rows = sorted(list_councils(), key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return make_listing(sorted(rows, key=lambda row: bool(row.until)), FIELDS), written


def _write_rows() -> dict[URIRef, Markup]:
    """The row of each council as the list has it."""
    rows = list_councils()
    learn_labels([iri for row in rows for iri in (row.type, row.region, row.grade) if iri])
    write = get_template_attribute("councils/row.html", "write")
    return {row.council: write(row) for row in rows}


def _key(iri: URIRef) -> str:
    return iri.rsplit("/", 1)[-1]
