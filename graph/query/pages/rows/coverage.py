"""Rows about the data themselves: what is known of whom, what is missing, what changed."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef

from graph.query.pages import Value


class GapCount(NamedTuple):
    """How often a field is not known for a reason (`gap-counts.rq`)."""

    field: str
    reason: str
    number: int


class Gap(NamedTuple):
    """A field that is not known of a thing, and why (`gaps-of.rq`)."""

    thing: URIRef
    gap: URIRef
    field: str
    reason: str


class CouncilGap(NamedTuple):
    """How often a field is not known of a council and its inspections (`council-gaps.rq`)."""

    council: URIRef
    field: str
    number: int


class CouncilFacts(NamedTuple):
    """How much is known of a council (`council-facts.rq`)."""

    council: URIRef
    inspections: int
    since: str | None
    reports: int


class OpenDoubt(NamedTuple):
    """What reading a document left open (`doubt-list.rq`)."""

    document: URIRef
    field: str | None
    reason: str
    evidence: URIRef | None


class Changed(NamedTuple):
    """A fact that came or went since the build before (`changed.rq`, `changed-many.rq`)."""

    change: URIRef
    direction: str
    thing: URIRef
    property: URIRef
    value: Value


class ChangeCount(NamedTuple):
    """How many facts of a property came or went (`change-counts.rq`)."""

    property: URIRef
    direction: str
    number: int
