"""All recommendations as lists have them, each with its council, themes and areas; read and indexed once a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rdflib import URIRef

from graph.query.pages.rows.recommendations import OnTheme, Recurrence, Theme, Told
from web.facets import Field, Listing, make_listing
from web.grades import read_same_areas
from web.grouping import group_by
from web.overview import read_overall
from web.standing import keep_list
from web.store import ask, ask_unsorted, keep

BACK = "yes"


@dataclass(frozen=True, slots=True)
class Entry:
    """A theme with the one above it, and all areas in which it is judged."""

    theme: URIRef
    name: str
    wider: URIRef | None
    definition: str | None
    areas: tuple[URIRef, ...]


class Asked(NamedTuple):
    """A recommendation as the list has it."""

    recommendation: URIRef
    text: str
    inspection: URIRef
    council: URIRef
    start: str
    grade: URIRef | None
    themes: tuple[URIRef, ...]
    filed: frozenset[str]
    areas: frozenset[str]
    again: tuple[URIRef, ...]


FIELDS: tuple[Field[Asked], ...] = (
    Field("theme", "Theme", lambda row: row.filed, "theme/"),
    Field("area", "Area of judgement", lambda row: row.areas, "area/"),
    Field("council", "Council", lambda row: [key_of(row.council)], "council/"),
    Field("grade", "Overall grade", lambda row: [key_of(row.grade)] if row.grade else [], "grade/"),
    Field("year", "Year", lambda row: [row.start[:4]] if row.start else []),
    Field("back", "Came back", lambda row: [BACK] if row.again else []),
)


def read_recommendations() -> Listing[Asked]:
    """All recommendations, newest first, indexed by what readers narrow them by."""
    return keep_list("recommendations", _read_list)


def read_themes() -> dict[URIRef, Entry]:
    """All themes, by name."""
    return keep("themes", _read_themes)


def _read_list() -> Listing[Asked]:
    inspections = {row.inspection: row for row in read_overall()}
    themes, same = read_themes(), read_same_areas()
    on = group_by(sorted(ask_unsorted(OnTheme, "recommendation-themes")), "recommendation")
    again = group_by(sorted(ask_unsorted(Recurrence, "recurrences")), "recommendation")
    rows = []
    for told in ask_unsorted(Told, "recommendation-texts"):
        made = inspections.get(told.inspection)
        if made is None:
            continue
        found = tuple(row.theme for row in on.get(told.recommendation, ()) if row.theme in themes)
        wider = {themes[theme].wider for theme in found} - {None}
        areas = {same.get(area, area) for theme in found for area in themes[theme].areas}
        rows.append(Asked(
            told.recommendation, told.text, told.inspection, made.council, made.date or "", made.grade, found,
            frozenset(key_of(theme) for theme in {*found, *wider} if theme), frozenset(area.partition("/area/")[2] for area in areas),
            tuple(row.again for row in again.get(told.recommendation, ())),
        ))  # fmt: skip
    rows.sort(key=lambda row: (row.inspection, row.recommendation))
    rows.sort(key=lambda row: row.start, reverse=True)
    return make_listing(rows, FIELDS, lambda row: row.text)


def _read_themes() -> dict[URIRef, Entry]:
    rows = group_by(ask(Theme, "themes"), "theme")
    return {
        theme: Entry(
            theme, told[0].name, told[0].wider, told[0].definition, tuple(row.area for row in told if row.area)
        )
        for theme, told in rows.items()
    }


def key_of(iri: URIRef) -> str:
    """The last part of an IRI, as filters have it in addresses."""
    return iri.rsplit("/", 1)[-1]
