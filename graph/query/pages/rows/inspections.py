"""Rows about inspections, and the judgements, recommendations and findings they made."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef

from graph.query.pages import Value


class Inspection(NamedTuple):
    """An inspection, visit or review of a council (`inspections.rq`)."""

    inspection: URIRef
    kind: URIRef
    council: URIRef
    framework: URIRef | None
    inspectorate: URIRef | None
    start: str | None
    end: str | None
    published: str | None
    lead: URIRef | None
    focus: str | None
    ordinal: int | None
    planned: bool | None
    report: URIRef | None
    evidence: URIRef | None


class Latest(NamedTuple):
    """One of the newest inspections (`latest.rq`)."""

    inspection: URIRef
    council: URIRef
    name: str
    date: str
    grade: URIRef | None


class Judgement(NamedTuple):
    """A grade that an inspection gave to an area (`judgements.rq`)."""

    inspection: URIRef
    judgement: URIRef
    area: URIRef
    grade: URIRef
    overall: bool | None
    change: URIRef | None
    previous: URIRef | None
    before: URIRef | None
    evidence: URIRef | None


class Predecessor(NamedTuple):
    """An earlier judgement of the same area (`predecessors.rq`)."""

    judgement: URIRef
    previous: URIRef
    inspection: URIRef
    area: URIRef
    grade: URIRef
    start: str | None
    change: URIRef | None
    evidence: URIRef | None


class NotGraded(NamedTuple):
    """An area that an inspection's framework does not grade (`not-graded.rq`)."""

    inspection: URIRef
    area: URIRef


class CloseArea(NamedTuple):
    """Two areas of different frameworks that are about the same (`close-areas.rq`)."""

    area: URIRef
    other: URIRef | None


class Recommendation(NamedTuple):
    """What an inspection says must be done (`recommendations.rq`)."""

    inspection: URIRef
    recommendation: URIRef
    number: int | None
    text: str
    kind: URIRef | None
    addressee: URIRef | None
    evidence: URIRef | None


class Finding(NamedTuple):
    """A strength or a need for improvement (`findings.rq`)."""

    source: URIRef
    finding: URIRef
    text: str
    polarity: URIRef | None
    heading: str | None
    evidence: URIRef | None


class Count(NamedTuple):
    """A number told of an inspection (`inspection-counts.rq`)."""

    inspection: URIRef
    told: URIRef
    counted: str
    number: int
    evidence: URIRef | None


class Source(NamedTuple):
    """A document that tells of an inspection (`sources.rq`)."""

    inspection: URIRef
    document: URIRef
    title: str | None
    file: str | None
    publisher: str | None
    issued: str | None
    address: URIRef | None
    own: bool


class Disagreement(NamedTuple):
    """One of the statements that disagree (`disagreements.rq`)."""

    thing: URIRef
    disagreement: URIRef
    property: URIRef
    statement: URIRef
    value: Value
    evidence: URIRef
    quote: str


class Overall(NamedTuple):
    """An inspection of any council with its overall grade, if it has one (`overall.rq`)."""

    inspection: URIRef
    council: URIRef
    kind: URIRef
    date: str | None
    grade: URIRef | None


class YearCount(NamedTuple):
    """How many councils had an overall grade at the end of a year (`grades-over-years.rq`)."""

    year: str
    grade: URIRef
    councils: int


class Current(NamedTuple):
    """A judgement that stands now for a council (`compare.rq`)."""

    council: URIRef
    area: URIRef
    judgement: URIRef
    grade: URIRef
    change: URIRef | None
    date: str
    overall: bool | None


class Contradicted(NamedTuple):
    """A fact of which documents say different things (`contradiction-list.rq`)."""

    disagreement: URIRef
    thing: URIRef
    property: URIRef


class Contradiction(NamedTuple):
    """One of the statements of a disagreement, and whether its value was kept as the fact (`contradictions.rq`)."""

    disagreement: URIRef
    thing: URIRef
    property: URIRef
    value: Value
    statement: URIRef
    document: URIRef
    evidence: URIRef
    page: int
    quote: str
    fact: bool
