"""What things are called: the best name that the store has for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import URIRef

from graph.portions import iter_portions
from graph.query.pages import ask_page, ask_page_unsorted
from graph.query.pages.rows.documents import AboutName
from graph.query.pages.rows.things import Label
from graph.store import Store
from graph.terms import ID, slug

BATCH = 300
# The best name first: a council's short name, a rule's label, a person's name, a report's title, a file's name, its words.
NAMING = ("prefLabel", "label", "name", "title", "fileName", "text")
DOCUMENT = str(ID["document/"])
_ORDER = {name: place for place, name in enumerate(NAMING)}


def find_labels(store: Store, things: Iterable[URIRef]) -> dict[URIRef, str]:
    """The best name of each thing that has one, in the order of the things."""
    asked = list(dict.fromkeys(things))
    best: dict[URIRef, tuple[int, str]] = {}
    for some in iter_portions(asked, BATCH):
        for row in ask_page(store, Label, "labels", thing=some):
            place = _ORDER[row.property.rsplit("#", 1)[-1].rsplit("/", 1)[-1]], row.label
            best[row.thing] = min(best.get(row.thing, place), place)
    return {thing: best[thing][1] for thing in asked if thing in best}


def tell_titles_apart(store: Store, labels: Mapping[URIRef, str]) -> dict[URIRef, str]:
    """The labels, with the council before each title of a document that does not say which it is about: hundreds of reports have
    one title. One that is about several councils stays as it is.
    """
    documents = [thing for thing in labels if thing.startswith(DOCUMENT) and thing.count("/") == DOCUMENT.count("/")]
    councils: dict[URIRef, set[str]] = {}
    for some in iter_portions(documents, BATCH):
        for row in ask_page_unsorted(store, AboutName, "about-names", thing=some):
            councils.setdefault(row.thing, set()).add(row.name)
    told = {thing: names.pop() for thing, names in councils.items() if len(names) == 1}
    return dict(labels) | {
        thing: f"{name}: {labels[thing]}" for thing, name in told.items() if slug(name) not in slug(labels[thing])
    }
