"""Committees of councils, and their meetings with the papers before them and what those asked."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.query.pages.rows.organisations import CommitteeEntry, Meeting, MeetingEntry, MeetingPaper
from web.facets import read_page
from web.facts import count_incoming, find
from web.grouping import group_by, unique
from web.standing import keep_list
from web.store import ask, learn_labels

bp = Blueprint("committees", __name__)


SIZE = 100


@bp.get("/committees")
def index() -> str:
    """All committees by name, and the newest meetings."""
    committees = keep_list("committees", lambda: unique(ask(CommitteeEntry, "committee-list"), "committee"))
    page, last = read_page(len(committees), SIZE)
    shown = committees[(page - 1) * SIZE : page * SIZE]
    learn_labels([row.council for row in shown if row.council])
    return render_template(
        "committees/index.html", committees=shown, number=len(committees), page_number=page, last=last
    )


@bp.get("/meetings")
def meetings() -> str:
    """All meetings, newest first."""
    rows = keep_list("meetings", lambda: unique(ask(MeetingEntry, "meeting-list"), "meeting"))
    page, last = read_page(len(rows), SIZE)
    shown = rows[(page - 1) * SIZE : page * SIZE]
    learn_labels([iri for row in shown for iri in (row.meeting, row.committee, row.council) if iri])
    return render_template("committees/meetings.html", meetings=shown, number=len(rows), page_number=page, last=last)


@bp.get("/committee/<code>/<key>")
def committee(code: str, key: str) -> str:
    """A committee's page: its meetings, newest first, with their papers."""
    facts = find(f"committee/{code}/{key}")
    meetings = ask(Meeting, "meetings", committee=facts.iri)
    learn_labels([row.document for row in meetings if row.document])
    return render_template(
        "committees/committee.html",
        facts=facts,
        meetings=group_by(meetings, "meeting"),
        groups=count_incoming(facts.iri),
    )


@bp.get("/meeting/<code>/<key>/<date>")
def meeting(code: str, key: str, date: str) -> str:
    """A meeting's page: the papers before it, and what each asked the committee to do."""
    facts = find(f"meeting/{code}/{key}/{date}")
    papers = ask(MeetingPaper, "meeting-papers", meeting=facts.iri)
    learn_labels([row.document for row in papers])
    return render_template(
        "committees/meeting.html", facts=facts, papers=group_by(papers, "document"), groups=count_incoming(facts.iri)
    )
