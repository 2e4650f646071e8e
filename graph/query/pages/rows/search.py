"""Rows for the index that searches go through."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef


class SearchedKind(NamedTuple):
    """A class of a thing, or the property that leads to it (`searched-kinds.rq`)."""

    thing: URIRef
    kind: URIRef


class SearchedName(NamedTuple):
    """A name of a thing, and the property that gives it (`searched-names.rq`)."""

    thing: URIRef
    naming: URIRef
    name: str


class SearchedText(NamedTuple):
    """What a thing says, what makes it, and by which property (`searched-texts.rq`)."""

    thing: URIRef
    link: URIRef
    text: str
    source: URIRef


class SearchedAbout(NamedTuple):
    """What a document is about (`searched-abouts.rq`)."""

    thing: URIRef
    about: URIRef


class SearchedLink(NamedTuple):
    """What a thing leads to that is searched for (`searched-links.rq`)."""

    thing: URIRef
    other: URIRef
