"""All councils and all inspections at a glance: what lists, maps and years are made from, read once a snapshot."""

from __future__ import annotations

from graph.query.pages.rows.inspections import Overall
from graph.query.pages.rows.organisations import Council
from web.grouping import unique
from web.standing import keep_list
from web.store import ask


def list_councils() -> list[Council]:
    """All councils, each once, with the newest of its current overall judgements."""
    return keep_list("councils", lambda: unique(ask(Council, "council-list"), "council"))


def read_overall() -> list[Overall]:
    """Every inspection of every council once, by council and date, with its overall grade where it has one."""
    return keep_list("overall", lambda: unique(ask(Overall, "overall"), "inspection"))
