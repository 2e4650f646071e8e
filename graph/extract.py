"""What is recognised in one document, as the JSON object that `scrutiny extract` prints."""

from __future__ import annotations

from typing import Any

from graph import registers
from graph.dates import Date
from graph.statements import (
    Appointment,
    Document,
    Finding,
    Inspection,
    Judgement,
    Meeting,
    Recommendation,
    Request,
    Said,
    Span,
    Statements,
)

Json = dict[str, Any]


def to_json(document: Document, said: Statements) -> Json:
    """The document and what it says: dates in ISO form at the precision that is known, `null` where nothing is said.

    Every value comes with its evidence: page, start and end in the document's text, and the words that stand there.
    """
    return {
        "document": {
            "path": document.path,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "pages": len(document.pages),
            "kind": said.kind,
            "title": _value(said.title),
            "council": _council_name(said.council),
            "committee": _value(said.committee),
            "meeting_date": _date(said.meeting_date),
            "published": _date(said.published),
        },
        "inspections": [_inspection(told) for told in said.inspections],
        "people": [_person(told) for told in said.people],
        "committee_recommendations": [_request(told) for told in said.requests],
        "findings": [_finding(told) for told in said.findings],
        "meetings": [_meeting(told) for told in said.meetings],
        "appendices": [
            {"label": told.label, "title": told.title, "evidence": _evidence(told.span)} for told in said.appendices
        ],
        "links": [told.value for told in said.links],
        "doubts": [
            {"field": doubt.field, "reason": doubt.reason, "evidence": _evidence(doubt.span)} for doubt in said.doubts
        ],
    }


def _inspection(told: Inspection) -> Json:
    return {
        "subject": told.subject,
        "kind": told.kind,
        "framework": _value(told.framework),
        "title": _value(told.title),
        "council": {"name": _council_name(told.council), "gss": _council_code(told.council)} if told.council else None,
        "start": _date(told.start),
        "end": _date(told.end),
        "on_site": {"start": _date(told.on_site_start), "end": _date(told.on_site_end)} if told.on_site_start else None,
        "periods": [{"start": str(period.value[0]), "end": str(period.value[1])} for period in told.periods],
        "published": _date(told.published),
        "inspectorates": [said.value for said in told.inspectorates],
        "address": _value(told.address),
        "lead_inspector": _value(told.lead_inspector),
        "inspectors": [said.value for said in told.inspectors],
        "judgements": [_judgement(judgement) for judgement in told.judgements],
        "recommendations": [_recommendation(recommendation) for recommendation in told.recommendations],
        "counts": {count.what: count.number for count in told.counts},
        "ordinal": _value(told.ordinal),
        "focus": _value(told.focus),
        "aggregate": told.aggregate,
        "planned": told.planned,
        "evidence": _evidence(told.span),
        "sources": _sources(told),
    }


def _sources(told: Inspection) -> Json:
    """The evidence of each single value of an inspection, by the value's key."""
    fields = ("council", "framework", "start", "end", "published", "address", "lead_inspector", "ordinal", "focus")
    said = {field: getattr(told, field) for field in fields}
    return {field: _evidence(value.span) for field, value in said.items() if value}


def _judgement(told: Judgement) -> Json:
    return {"area": told.area, "grade": told.grade, "overall": told.overall, "evidence": _evidence(told.span)}


def _recommendation(told: Recommendation) -> Json:
    return {
        "to": told.to,
        "text": told.text,
        "kind": told.kind,
        "number": told.number,
        "themes": [{"theme": theme.value, "evidence": _evidence(theme.span)} for theme in told.themes],
        "evidence": _evidence(told.span),
    }


def _person(told: Appointment) -> Json:
    return {
        "name": told.name,
        "role": told.role,
        "organisation": told.organisation,
        "part": told.part,
        "evidence": _evidence(told.span),
    }


def _request(told: Request) -> Json:
    return {"text": told.text, "evidence": _evidence(told.span)}


def _finding(told: Finding) -> Json:
    return {"area": told.area, "polarity": told.polarity, "text": told.text, "evidence": _evidence(told.span)}


def _meeting(told: Meeting) -> Json:
    return {
        "committee": told.committee,
        "date": _date(told.date),
        "planned": told.planned,
        "evidence": _evidence(told.span),
    }


def _evidence(span: Span | None) -> Json | None:
    return {"page": span.page, "start": span.start, "end": span.end, "quote": span.quote} if span else None


def _value(said: Said[Any] | None) -> Any:
    return said.value if said else None


def _date(said: Said[Date] | None) -> str | None:
    return str(said.value) if said else None


def _council_name(said: Said[str] | None) -> str | None:
    return registers.councils()[said.value].name if said else None


def _council_code(said: Said[str] | None) -> str | None:
    return (registers.councils()[said.value].gss_code or None) if said else None
