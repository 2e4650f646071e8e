"""What came of recommendations, as far as later judgements tell."""

from __future__ import annotations

from rdflib import URIRef

from graph.query.pages.rows.recommendations import Outcome
from web.grouping import group_by, unique
from web.store import ask_unsorted, learn_labels


def read_outcomes(recommendations: list[URIRef]) -> dict[URIRef, list[Outcome]]:
    """The next judgements of the areas in which each recommendation's themes are judged."""
    if not recommendations:
        return {}
    rows = ask_unsorted(Outcome, "outcomes", recommendation=recommendations)
    rows.sort(key=lambda row: (row.start, str(row.area), str(row.judgement)))
    rows = unique(rows, "recommendation", "judgement")
    learn_labels([iri for row in rows for iri in (row.area, row.grade, row.change, row.inspection) if iri])
    return group_by(rows, "recommendation")
