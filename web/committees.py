"""Committees of councils, and their meetings with the papers before them and what those asked."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.query.pages.rows.organisations import Meeting, MeetingPaper
from web.facts import count_incoming, find
from web.grouping import group_by
from web.store import ask, learn_labels

bp = Blueprint("committees", __name__)


@bp.get("/committee/<code>/<key>")
def committee(code: str, key: str) -> str:
    """A committee's page: its meetings, newest first, with their papers."""
    facts = find(f"committee/{code}/{key}")
    meetings = ask(Meeting, "meetings", committee=facts.iri)
    learn_labels([row.document for row in meetings if row.document])
    return render_template(
        "committees/committee.html",
        facts=facts, meetings=group_by(meetings, "meeting"), groups=count_incoming(facts.iri),
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
