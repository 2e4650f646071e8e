"""Rows for the index that searches go through."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef


class SearchedName(NamedTuple):
    """A name of a thing, and the property that gives it (`searched-names.rq`)."""

    thing: URIRef
    kind: URIRef
    naming: URIRef
    name: str


class SearchedText(NamedTuple):
    """What a thing says, and what makes it (`searched-texts.rq`)."""

    thing: URIRef
    kind: URIRef
    text: str
    source: URIRef


class SearchedAbout(NamedTuple):
    """The council that a document is about (`searched-abouts.rq`)."""

    thing: URIRef
    about: URIRef
