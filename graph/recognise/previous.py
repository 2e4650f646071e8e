"""Earlier inspections that a report tells of: "The previous inspection … was in January 2012", "Dates of previous inspection:"."""

from __future__ import annotations

from graph.recognise.outline import Line
from graph.statements import Document, Inspection, Said


def find_previous(document: Document, lines: tuple[Line, ...], council: Said[str] | None) -> tuple[Inspection, ...]:
    """The earlier inspections that the report dates."""
    return ()
