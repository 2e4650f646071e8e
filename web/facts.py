"""What is known of one thing, as a page shows it: values by property, each with the words that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from flask import abort, g, request
from rdflib import DCTERMS, RDF, URIRef

from graph.query.pages import Value
from graph.query.pages.rows.things import Fact, Incoming, IncomingEvidence, Other, Place
from graph.terms import SG
from web.gone import answer_for_unknown, lead_on
from web.links import is_identifier, to_iri, to_page
from web.store import ask, ask_unsorted, keep, learn_labels

UNKNOWN = "If you typed the address, check it is correct. If you pasted it, check that you copied all of it."
# A value has few sources of its own; one told by many papers shows the first of them and leads to the rest.
MOST_SOURCES = 5
# Sorting 1,500 things takes 100 ms, taking the first ten as they come 0.3 ms; and their order is that of one snapshot.
MOST_SORTED = 500


@dataclass(slots=True)
class Facts:
    """A thing's values by property, and for each value the places of documents that say so."""

    iri: URIRef
    values: dict[URIRef, list[Value]] = field(default_factory=dict)
    places: dict[tuple[URIRef, str], list[Place]] = field(default_factory=dict)

    def all(self, property: URIRef) -> list[Value]:
        """All values of a property."""
        return self.values.get(property, [])

    def one(self, property: URIRef) -> Value:
        """The first value of a property, or None."""
        return next(iter(self.all(property)), None)

    def text(self, property: URIRef) -> str | None:
        """The first value of a property as text, or None."""
        value = self.one(property)
        return None if value is None else str(value)

    def is_a(self, cls: URIRef) -> bool:
        """Whether the thing is of the class."""
        return cls in self.all(RDF.type)

    @property
    def kind(self) -> URIRef | None:
        """The thing's class, ours before others, the narrower before `Inspection`."""
        classes = [cls for cls in self.all(RDF.type) if isinstance(cls, URIRef)]
        return min(classes, key=lambda cls: (not cls.startswith(str(SG)), cls == SG.Inspection, cls), default=None)

    def sources(self, property: URIRef, value: Value = None) -> list[URIRef]:
        """The places of documents that say this value, or where none is given the first one."""
        wanted = self.one(property) if value is None else value
        return [row.evidence for row in self.places.get((property, str(wanted)), [])][:MOST_SOURCES]


@dataclass(frozen=True, slots=True)
class Group:
    """The things that point here by one property: how many, and some of them."""

    property: URIRef
    number: int
    things: tuple[URIRef, ...] = ()


def find(path: str) -> Facts:
    """The facts of the thing that a page's address stands for, with their sources.

    :raise 400: where the address cannot be an identifier; :raise 404: where nothing is known of it.
    What was replaced or withdrawn answers as `web.gone` says.
    """
    if not is_identifier(path):
        abort(400, "An address here is made of letters, digits and hyphens, with a slash between its parts.")
    iri = to_iri(path)
    facts = gather(iri)
    if not facts.values:
        answer_for_unknown(path, to_page)
        abort(404, UNKNOWN)
    if DCTERMS.isReplacedBy in facts.values:
        lead_on(path, to_page)
    if request.path == f"/{path}":
        # The page is about this thing, so its answer names the ways to the data.
        g.path, g.facts = path, facts
    return facts


def gather(iri: URIRef, *, only: Collection[URIRef] = (), sourced: bool = True) -> Facts:
    """What is known of an IRI, of all properties or of some, with its sources where they are wanted; no values where nothing is."""
    facts, narrowing = Facts(iri), {"property": only} if only else {}
    rows = ask(Fact, "facts", thing=iri, **narrowing)
    for row in sorted(rows, key=lambda row: (str(row.property), str(row.value))):
        facts.values.setdefault(row.property, []).append(row.value)
    if facts.values:
        places = ask_unsorted(Place, "evidence", thing=iri, **narrowing) if sourced else []
        for place in sorted(places, key=lambda row: row.evidence):
            facts.places.setdefault((place.property, str(place.value)), []).append(place)
        learn_labels([iri, *iris(facts.values), *iris(value for values in facts.values.values() for value in values)])
    return facts


def iris(values: Iterable[Value]) -> list[URIRef]:
    """Those of the values that are IRIs."""
    return [value for value in values if isinstance(value, URIRef)]


def count_incoming(iri: URIRef) -> list[Group]:
    """The properties by which things point here, each with its number of things, most first."""
    # To count takes as long as there is to count; but few things, such as grades, have that much, and theirs is kept.
    kept: dict[URIRef, list[Group]] = keep("incoming counts", dict)
    groups = kept.get(iri)
    if groups is None:
        rows = sorted(ask(Incoming, "incoming-counts", value=iri), key=lambda row: -row.number)
        groups = [Group(row.property, row.number) for row in rows]
        if sum(group.number for group in groups) > MOST_SORTED:
            kept[iri] = groups
    learn_labels([group.property for group in groups])
    return groups


def list_incoming(iri: URIRef, group: Group, *, limit: int, offset: int = 0) -> tuple[URIRef, ...]:
    """Some of the things that point here by a group's property: by IRI, or as the store has them where they are many."""
    name = "incoming" if group.number <= MOST_SORTED else "incoming-many"
    rows = ask(Other, name, value=iri, property=group.property, limit=limit, offset=offset)
    things = tuple(iris(row.thing for row in rows))
    learn_labels(list(things))
    return things


def find_incoming_sources(iri: URIRef) -> Mapping[tuple[URIRef, URIRef], list[URIRef]]:
    """The places of documents that say that a thing points here, by the thing and the property; few of each."""
    places: defaultdict[tuple[URIRef, URIRef], list[URIRef]] = defaultdict(list)
    for row in ask(IncomingEvidence, "incoming-evidence", value=iri):
        if len(places[row.thing, row.property]) < MOST_SOURCES:
            places[row.thing, row.property].append(row.evidence)
    return places
