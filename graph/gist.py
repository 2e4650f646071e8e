"""What resolving needs of a document: the inspections told of, with council and dates, and the people named. It is held of all
documents at once, and is a tenth of what they say.
"""

from __future__ import annotations

from sys import intern

from graph.statements import Appointment, Inspection, Said, Span, Statements, T

_NOWHERE = Span(0, 0, 0, "")


def to_gist(statements: Statements) -> Statements:
    """The statements without what nobody needs to tell inspections and people apart."""
    council = statements.council
    return Statements(
        statements.kind,
        council=Said(intern(council.value), _NOWHERE) if council else None,
        inspections=tuple(map(_shorten_inspection, statements.inspections)),
        people=tuple(map(_shorten_person, statements.people)),
    )


def _shorten_inspection(told: Inspection) -> Inspection:
    span = told.span
    return Inspection(
        intern(told.kind),
        Span(span.page, span.start, span.end, ""),
        told.subject,
        council=Said(intern(told.council.value), _NOWHERE) if told.council else None,
        start=_shorten(told.start),
        end=_shorten(told.end),
        on_site_start=_shorten(told.on_site_start),
        on_site_end=_shorten(told.on_site_end),
        published=_shorten(told.published),
        lead_inspector=Said(intern(told.lead_inspector.value), _NOWHERE) if told.lead_inspector else None,
        inspectors=tuple(Said(intern(said.value), _NOWHERE) for said in told.inspectors),
        aggregate=told.aggregate,
    )


def _shorten_person(told: Appointment) -> Appointment:
    organisation = intern(told.organisation) if told.organisation is not None else None
    return Appointment(intern(told.name), _NOWHERE, organisation=organisation, part=intern(told.part))


def _shorten(said: Said[T] | None) -> Said[T] | None:
    return Said(said.value, _NOWHERE) if said else None
