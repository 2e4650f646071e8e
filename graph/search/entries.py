"""What a store tells of a thing that can be searched for, a parcel of things at a time: as much memory for few as for many."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from rdflib import URIRef

from graph.portions import iter_portions
from graph.query.pages import ask_page_unsorted
from graph.query.pages.rows.search import SearchedAbout, SearchedKind, SearchedLink, SearchedName, SearchedText
from graph.store import Store
from graph.terms import SG

# The kinds of things by their keys, in the order in which they are told, and the classes of each, or the property that leads to it;
# all others are inspections.
CLASSES = {
    "councils": (SG.Council,),
    "people": (SG.Person,),
    "places": (SG.region,),
    "themes": (SG.theme,),
    "inspections": (),
    "recommendations": (SG.recommendation,),
    "findings": (SG.finding,),
    "requests": (SG.request,),
    "committees": (SG.Committee, SG.Meeting),
    "organisations": (SG.Inspectorate, SG.SafeguardingBoard, SG.Partnership),
    "documents": (SG.Document,),
}
KINDS = tuple(CLASSES)
_KIND_OF = {cls: kind for kind, classes in CLASSES.items() for cls in classes}
# The best name first: a council's short name, a rule's label, a person's name, a report's title.
_NAMING = ("prefLabel", "label", "name", "title", "officialName", "altLabel")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_AT_ONCE = 500
Row = TypeVar("Row")
_MOST_CALLED = 20_000  # things whose names are remembered, since many others show them


class Entry(NamedTuple):
    """What the index has of a thing: its kind; what it is called and all its names, or what it says; the thing that it shows the
    name of, as what it is about, and that name.
    """

    kind: str
    label: str = ""
    names: tuple[str, ...] = ()
    text: str | None = None
    source: str = ""
    about: str = ""


class Entries:
    """The entries that a store tells of, which does not change meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._called: dict[URIRef, Entry] = {}

    def iter(self, things: Iterable[str]) -> Iterator[tuple[str, Entry | None]]:
        """Each of the things, with its entry if it has one."""
        for some in _iter_parcels(things):
            named = self._name(some)
            said = self._find_texts(thing for thing in some if thing not in named)
            abouts = dict(sorted(self._ask(SearchedAbout, "searched-abouts", named)))
            self._learn(named, {*abouts.values(), *(row.source for row in said.values())})
            for thing in some:
                if one := named.get(thing):
                    yield str(thing), self._tell_named(one, abouts.get(thing))
                else:
                    yield str(thing), self._tell_said(said.get(thing))

    def iter_led(self, things: Iterable[str]) -> Iterator[str]:
        """What these lead to, that is searched for because something leads to it."""
        for some in _iter_parcels(things):
            yield from (str(row.other) for row in self._ask(SearchedLink, "searched-links", some))

    def _name(self, things: Iterable[URIRef]) -> dict[URIRef, Entry]:
        """The things that are looked for by name, with their names."""
        kinds: dict[URIRef, str] = {}
        for thing, kind in sorted(self._ask(SearchedKind, "searched-kinds", things), key=_rank_kind, reverse=True):
            kinds[thing] = _KIND_OF.get(kind, "inspections")
        names: dict[URIRef, list[SearchedName]] = {}
        for row in self._ask(SearchedName, "searched-names", kinds):
            names.setdefault(row.thing, []).append(row)
        return {thing: _to_entry(kinds[thing], rows) for thing, rows in names.items()}

    def _find_texts(self, things: Iterable[URIRef]) -> dict[URIRef, SearchedText]:
        rows = sorted(
            self._ask(SearchedText, "searched-texts", things), key=lambda row: (row.source, row.text, row.link)
        )
        return {row.thing: row for row in reversed(rows)}

    def _learn(self, named: Mapping[URIRef, Entry], wanted: Collection[URIRef]) -> None:
        """Know what these things are called, of which some are named already."""
        if len(self._called) > _MOST_CALLED:
            self._called.clear()
        unknown = [thing for thing in wanted if thing not in self._called]
        found = self._name(thing for thing in unknown if thing not in named)
        self._called |= {thing: named.get(thing) or found.get(thing) or _NOBODY for thing in unknown}

    def _tell_named(self, one: Entry, about: URIRef | None) -> Entry:
        if about is None:
            return one
        shown = self._called[about]
        return one._replace(source=str(about), about=shown.label if shown.kind == "councils" else "")

    def _tell_said(self, row: SearchedText | None) -> Entry | None:
        if row is None:
            return None
        return Entry(
            _KIND_OF[row.link], text=_clean(row.text), source=str(row.source), about=self._called[row.source].label
        )

    def _ask(self, row: Callable[..., Row], name: str, things: Iterable[URIRef]) -> list[Row]:
        wanted = list(things)
        return ask_page_unsorted(self._store, row, name, thing=wanted) if wanted else []


_NOBODY = Entry("")


def _iter_parcels(things: Iterable[str]) -> Iterator[list[URIRef]]:
    return iter_portions(map(URIRef, things), _AT_ONCE)


def _to_entry(kind: str, rows: Iterable[SearchedName]) -> Entry:
    ranked = sorted(rows, key=lambda row: (_NAMING.index(row.naming.rsplit("#", 1)[-1].rsplit("/", 1)[-1]), row.name))
    names = [_clean(row.name) for row in ranked]
    return Entry(kind, names[0], tuple(sorted(set(names))))


def _rank_kind(row: SearchedKind) -> tuple[int, str]:
    return KINDS.index(_KIND_OF.get(row.kind, "inspections")), row.kind


def _clean(text: str) -> str:
    """The text without the signs that mark what was found, and all others of their kind."""
    return _CONTROL.sub(" ", text)
