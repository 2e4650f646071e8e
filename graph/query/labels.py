"""What things are called: the best name that the store has for each."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import URIRef

from graph.query.pages import ask_page
from graph.query.pages.rows.things import Label
from graph.store import Store

BATCH = 300
# The best name first: a council's short name, a rule's label, a person's name, a report's title, a file's name, its words.
NAMING = ("prefLabel", "label", "name", "title", "fileName", "text")
_ORDER = {name: place for place, name in enumerate(NAMING)}


def find_labels(store: Store, things: Iterable[URIRef]) -> dict[URIRef, str]:
    """The best name of each thing that has one, in the order of the things."""
    asked = list(dict.fromkeys(things))
    best: dict[URIRef, tuple[int, str]] = {}
    for start in range(0, len(asked), BATCH):
        for row in ask_page(store, Label, "labels", thing=asked[start : start + BATCH]):
            place = _ORDER[row.property.rsplit("#", 1)[-1].rsplit("/", 1)[-1]], row.label
            best[row.thing] = min(best.get(row.thing, place), place)
    return {thing: best[thing][1] for thing in asked if thing in best}
