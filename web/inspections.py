"""Inspections, visits and reviews, and the judgements that they made."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.query.pages.rows.coverage import Gap
from graph.query.pages.rows.inspections import Count, Disagreement, Finding, Predecessor, Recommendation, Source
from graph.query.pages.rows.recommendations import Return
from graph.terms import SG
from web.facts import count_incoming, find, gather, iris
from web.grades import read_judgements
from web.grouping import group_by, unique
from web.links import to_iri
from web.recommendations import read_quotes
from web.store import ask, learn_labels

bp = Blueprint("inspections", __name__, url_prefix="/inspection")


@bp.get("/<code>/<kind>/<first>")
def inspection(code: str, kind: str, first: str) -> str:
    """An inspection's page."""
    facts = find(f"inspection/{code}/{kind}/{first}")
    recommendations = unique(ask(Recommendation, "recommendations", inspection=facts.iri), "recommendation")
    # What the council must do comes before what its partners must.
    recommendations.sort(key=lambda row: (row.addressee != facts.one(SG.inspects), str(row.addressee)))
    learn_labels([iri for row in recommendations for iri in (row.kind, row.addressee) if iri])
    asked = [row.recommendation for row in recommendations]
    not_graded = iris(facts.all(SG.notGraded))
    learn_labels(not_graded)
    return render_template(
        "inspections/inspection.html",
        facts=facts,
        judgements=read_judgements([facts.iri]),
        not_graded=not_graded,
        recommendations=group_by(recommendations, "addressee"),
        findings=group_by(unique(ask(Finding, "findings", source=facts.iri), "finding"), "heading"),
        counts=unique(ask(Count, "inspection-counts", inspection=facts.iri), "told"),
        documents=unique(ask(Source, "sources", inspection=facts.iri), "document"),
        disagreements=group_by(ask(Disagreement, "disagreements", thing=facts.iri), "property"),
        gaps=ask(Gap, "gaps-of", thing=facts.iri),
        returns=group_by(
            unique(ask(Return, "recurring", recommendation=asked), "recommendation", "other"), "recommendation"
        )
        if asked
        else {},
        groups=count_incoming(facts.iri),
    )


@bp.get("/<code>/<kind>/<first>/judgement/<area>")
def judgement(code: str, kind: str, first: str, area: str) -> str:
    """A judgement's page: the grade, the words that give it, and the judgements of this area before it."""
    inspection = f"inspection/{code}/{kind}/{first}"
    facts = find(f"{inspection}/judgement/{area}")
    earlier = unique(ask(Predecessor, "predecessors", judgement=facts.iri), "previous")
    learn_labels([iri for row in earlier for iri in (row.inspection, row.area, row.grade, row.change) if iri])
    return render_template(
        "inspections/judgement.html",
        facts=facts,
        inspection=gather(to_iri(inspection), only=(SG.inspects, SG.startDate, SG.publishedDate)),
        quotes=read_quotes(iris(facts.all(SG.evidence))),
        earlier=earlier,
        groups=count_incoming(facts.iri),
    )
