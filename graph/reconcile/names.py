"""All names and codes of the things that can be reconciled, folded for comparing, in memory: some 2,000 of a thousand things."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from rdflib import FOAF, RDFS, SKOS, URIRef

from graph.query.pages import ask_page
from graph.search.words import fold
from graph.store import Store
from graph.terms import SG

KINDS = {
    "Council": "Council",
    "Person": "Person",
    "Inspection": "Inspection, visit or review",
    "Committee": "Committee",
}
"""The kinds of things, by the names of their classes."""
CODES = frozenset({SG.gssCode, SG.dfeNumber, SG.ofstedProviderNumber})
_BEST = (SKOS.prefLabel, RDFS.label, FOAF.name, SG.officialName, SKOS.altLabel)
# What a council is, not which: "London Borough of Hackney" is "Hackney" to most people.
_PLAIN = frozenset(
    "and authority borough cc city council county district lb local london mbc metropolitan of royal the unitary".split()
)


class Name(NamedTuple):
    """A name or code of a thing, and the property that gives it (`reconciled.rq`)."""

    thing: URIRef
    kind: URIRef
    naming: URIRef
    name: str


class Form(NamedTuple):
    """A name as it is compared: its words sorted, and those that tell which; the thing's place, and the property that names it."""

    words: tuple[str, ...]
    telling: tuple[str, ...]
    entry: int
    naming: URIRef


class Entry(NamedTuple):
    """A thing, its kind, its class, which may be narrower, and what it is called."""

    thing: URIRef
    kind: str
    cls: URIRef
    name: str


@dataclass(slots=True)
class Names:
    """The things, the forms of their names by kind, and the ways to both: by code, by folded name, by word."""

    entries: list[Entry] = field(default_factory=list)
    places: dict[URIRef, int] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    texts: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    codes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, dict[str, set[int]]] = field(default_factory=lambda: {kind: defaultdict(set) for kind in KINDS})

    def find(self, thing: URIRef) -> Entry | None:
        """The entry of a thing, or None."""
        place = self.places.get(thing)
        return None if place is None else self.entries[place]

    def add(self, names: list[Name]) -> None:
        """Add a thing by all its names."""
        best = min(names, key=lambda row: (_BEST.index(row.naming) if row.naming in _BEST else len(_BEST), row.name))
        kind = best.kind.removeprefix(str(SG)) if best.kind.removeprefix(str(SG)) in KINDS else "Inspection"
        place = len(self.entries)
        self.entries.append(Entry(best.thing, kind, best.kind, best.name))
        self.places[best.thing] = place
        for row in names:
            if row.naming in CODES:
                self.codes[row.name.upper()].append(place)
            else:
                self._add_form(row, kind, place)

    def _add_form(self, row: Name, kind: str, place: int) -> None:
        words = sort_words(row.name)
        form = Form(words, tell_apart(words, kind), place, row.naming)
        for word in words:
            self.words[kind][word].add(len(self.forms[kind]))
        self.forms[kind].append(form)
        self.texts[kind].append(" ".join(form.telling))


def sort_words(text: str) -> tuple[str, ...]:
    """The folded words of a name, sorted, since people write "Hull, City of" too."""
    return tuple(sorted(fold(text)))


def tell_apart(words: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """The words that tell which council is meant; all of them where none is left, and for other kinds of things."""
    left = tuple(word for word in words if word not in _PLAIN) if kind == "Council" else words
    return left or words


def read_names(store: Store) -> Names:
    """The names of a store."""
    names, of_thing = Names(), defaultdict(list)
    for row in ask_page(store, Name, "reconciled"):
        of_thing[row.thing].append(row._replace(name=str(row.name)))
    for rows in of_thing.values():
        # A thing of two classes is of the narrower one.
        kind = min((row.kind for row in rows), key=lambda kind: (kind == SG.Inspection, kind))
        names.add([row for row in rows if row.kind == kind])
    return names
