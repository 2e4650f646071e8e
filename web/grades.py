"""Judgements side by side: the grades of each area through the inspections of a council, whatever the framework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.query.pages.rows.inspections import CloseArea, Judgement, NotGraded
from web.grouping import unique
from web.store import ask, ask_unsorted, keep, label, learn_labels

# The order in which reports print their areas; what is not here follows by name.
ORDER = (
    "overall",
    "help-and-protection",
    "looked-after",
    "in-care-and-care-leavers",
    "in-care",
    "adoption",
    "care-leavers",
    "leadership",
    "lscb",
    "outcome",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one inspection says of one area: a judgement, or that its framework does not grade it, or nothing."""

    judgement: Judgement | None = None
    not_graded: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One area with a cell for each inspection of the table."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Areas down, inspections across, newest first."""

    inspections: tuple[tuple[URIRef, str | None], ...]
    lines: tuple[Line, ...]


def read_judgements(inspections: Iterable[URIRef]) -> list[Judgement]:
    """The judgements of the inspections, each once, in the order in which reports print their areas."""
    rows = ask_unsorted(Judgement, "judgements", inspection=inspections)
    rows.sort(key=lambda row: (str(row.inspection), str(row.judgement), str(row.evidence or "")))
    rows = unique(rows, "judgement")
    learn_labels([iri for row in rows for iri in (row.area, row.grade, row.change, row.before) if iri])
    return sorted(rows, key=lambda row: (not row.overall, place(row.area)))


def place(area: URIRef) -> tuple[int, str]:
    """Where an area stands among others."""
    key = area.rsplit("/", 1)[-1]
    return (ORDER.index(key) if key in ORDER else len(ORDER), key)


def read_not_graded(inspections: Iterable[URIRef]) -> list[NotGraded]:
    """The areas that the frameworks of the inspections do not grade."""
    return ask_unsorted(NotGraded, "not-graded", inspection=inspections)


def make_table(
    dates: Mapping[URIRef, str | None], judgements: Iterable[Judgement], not_graded: Iterable[NotGraded]
) -> Table:
    """The judgements of some inspections as a table of areas and inspections; areas that match across frameworks share a line."""
    found = [row for row in judgements if row.inspection in dates]
    judged = {row.inspection for row in found}
    graded = [inspection for inspection in dates if inspection in judged]
    same = read_same_areas()
    lines: dict[URIRef, dict[URIRef, Cell]] = {}
    for missing in not_graded:
        if missing.inspection in judged:
            lines.setdefault(same.get(missing.area, missing.area), {})[missing.inspection] = Cell(not_graded=True)
    for row in found:
        lines.setdefault(same.get(row.area, row.area), {})[row.inspection] = Cell(row)
    shown = {area: cells for area, cells in lines.items() if any(cell.judgement for cell in cells.values())}
    return Table(
        tuple((inspection, dates[inspection]) for inspection in graded),
        tuple(
            Line(_name(cells), tuple(cells.get(inspection, Cell()) for inspection in graded))
            for area, cells in sorted(shown.items(), key=lambda item: _order(item[1]))
        ),
    )


def read_same_areas() -> dict[URIRef, URIRef]:
    """For each area the one that stands for all that are about the same."""
    return keep("areas", lambda: merge_areas(ask(CloseArea, "close-areas")))


def merge_areas(pairs: Iterable[CloseArea]) -> dict[URIRef, URIRef]:
    """For each area the one that stands for it and for all that match it, directly or by way of others."""
    parents: dict[URIRef, URIRef] = {}

    def top(area: URIRef) -> URIRef:
        while parents.setdefault(area, area) != area:
            area = parents[area]
        return area

    for area, other in pairs:
        first, second = sorted((top(area), top(other or area)))
        parents[second] = first
    return {area: top(area) for area in parents}


def _order(cells: Mapping[URIRef, Cell]) -> tuple[bool, tuple[int, str]]:
    found = [cell.judgement for cell in cells.values() if cell.judgement]
    return not any(row.overall for row in found), min(place(row.area) for row in found)


def _name(cells: Mapping[URIRef, Cell]) -> str:
    # The newest inspection's wording; reports of one council stand newest first.
    newest = max(
        (inspection for inspection, cell in cells.items() if cell.judgement), key=lambda iri: iri.rsplit("/", 1)[-1]
    )
    judgement = cells[newest].judgement
    return label(judgement.area) if judgement else ""
