"""Rows about recommendations: their words, their themes, and what came of them."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef


class Told(NamedTuple):
    """A recommendation with the inspection that made it (`recommendation-texts.rq`)."""

    inspection: URIRef
    recommendation: URIRef
    text: str


class OnTheme(NamedTuple):
    """A theme of a recommendation (`recommendation-themes.rq`)."""

    recommendation: URIRef
    theme: URIRef


class Recurrence(NamedTuple):
    """A recommendation that came back as another one (`recurrences.rq`)."""

    recommendation: URIRef
    again: URIRef


class Theme(NamedTuple):
    """A theme with one of the areas in which it is judged (`themes.rq`)."""

    theme: URIRef
    name: str
    wider: URIRef | None
    definition: str | None
    area: URIRef | None


class OfCouncil(NamedTuple):
    """A recommendation to a council or its partners (`council-asked.rq`)."""

    recommendation: URIRef
    inspection: URIRef
    start: str
    back: URIRef | None


class Words(NamedTuple):
    """What a recommendation says, with a place of a document where it stands (`recommendation-words.rq`)."""

    recommendation: URIRef
    text: str
    evidence: URIRef | None


class Outcome(NamedTuple):
    """The next judgement of an area in which a recommendation's themes are judged (`outcomes.rq`)."""

    recommendation: URIRef
    inspection: URIRef
    start: str
    judgement: URIRef
    area: URIRef
    grade: URIRef
    change: URIRef | None


class Return(NamedTuple):
    """The recommendation as which another came back, or of which it is the return (`recurring.rq`)."""

    recommendation: URIRef
    other: URIRef
    later: bool
    text: str
    inspection: URIRef
    start: str


class Like(NamedTuple):
    """A recommendation to another council that is like one (`likes.rq`)."""

    recommendation: URIRef
    other: URIRef
    text: str
    council: URIRef
    inspection: URIRef
    start: str


class Improved(NamedTuple):
    """A recommendation on a theme after which a council was found better (`theme-improved.rq`)."""

    theme: URIRef
    recommendation: URIRef
    text: str
    council: URIRef
    judgement: URIRef
    area: URIRef
    grade: URIRef
    start: str
