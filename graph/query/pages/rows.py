"""One named row per page question: what the explorer's pages are made of.

Dates are text at the precision that is known, since "2015-11" is a date here; pages sort and show them as such.
"""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef

from graph.query.pages import Value


class Name(NamedTuple):
    """A name of a thing (`names.rq`)."""

    thing: URIRef
    kind: URIRef
    name: str


class Label(NamedTuple):
    """A label of a thing, by the property that gives it (`labels.rq`)."""

    thing: URIRef
    property: URIRef
    label: str


class Fact(NamedTuple):
    """What a thing leads to (`facts.rq`)."""

    thing: URIRef
    property: URIRef
    value: Value


class Evidence(NamedTuple):
    """The words that say a fact (`evidence.rq`)."""

    thing: URIRef
    property: URIRef
    value: Value
    statement: URIRef
    evidence: URIRef
    page: int
    quote: str


class Quote(NamedTuple):
    """The words at a place of a document (`quotes.rq`)."""

    evidence: URIRef
    page: int
    quote: str


class Incoming(NamedTuple):
    """How many things point to one by a property (`incoming-counts.rq`)."""

    property: URIRef
    number: int


class Other(NamedTuple):
    """A thing that points to another (`incoming.rq`)."""

    thing: URIRef


class ClassCount(NamedTuple):
    """How many things of a class are known (`counts.rq`)."""

    kind: URIRef
    number: int


class Council(NamedTuple):
    """A council with its current overall judgement (`councils.rq`)."""

    council: URIRef
    name: str
    type: URIRef | None
    region: URIRef | None
    until: str | None
    inspection: URIRef | None
    judgement: URIRef | None
    grade: URIRef | None
    date: str | None
    evidence: URIRef | None


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


class Judgement(NamedTuple):
    """A grade that an inspection gave to an area (`judgements.rq`)."""

    inspection: URIRef
    judgement: URIRef
    area: URIRef
    grade: URIRef
    rank: int | None
    overall: bool | None
    change: URIRef | None
    previous: URIRef | None
    before: URIRef | None
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


class Post(NamedTuple):
    """A person known to have held a post at an organisation (`posts.rq`)."""

    organisation: URIRef
    appointment: URIRef
    person: URIRef
    name: str | None
    post: URIRef
    title: str | None
    known: str | None
    evidence: URIRef | None


class PersonPost(NamedTuple):
    """A post that a person held (`person-posts.rq`)."""

    person: URIRef
    appointment: URIRef
    organisation: URIRef | None
    post: URIRef
    title: str | None
    known: str | None
    evidence: URIRef | None


class PersonInspection(NamedTuple):
    """An inspection that a person took part in (`person-inspections.rq`)."""

    person: URIRef
    inspection: URIRef
    council: URIRef
    start: str | None
    led: bool


class PersonPaper(NamedTuple):
    """A paper that names a person (`person-papers.rq`)."""

    person: URIRef
    document: URIRef
    property: URIRef
    title: str | None
    issued: str | None


class Person(NamedTuple):
    """A person with the number of inspections led and posts held (`people.rq`)."""

    person: URIRef
    name: str
    led: int
    posts: int


class Committee(NamedTuple):
    """A committee of a council (`committees.rq`)."""

    council: URIRef
    committee: URIRef
    name: str
    meetings: int


class Paper(NamedTuple):
    """A committee paper about a council (`papers.rq`)."""

    council: URIRef
    document: URIRef
    title: str | None
    committee: URIRef | None
    meeting: URIRef | None
    date: str | None


class Meeting(NamedTuple):
    """A meeting of a committee with one of its papers (`meetings.rq`)."""

    committee: URIRef
    meeting: URIRef
    date: str | None
    document: URIRef | None
    title: str | None


class MeetingPaper(NamedTuple):
    """A paper before a meeting with one of its requests (`meeting-papers.rq`)."""

    meeting: URIRef
    document: URIRef
    title: str | None
    request: URIRef | None
    text: str | None
    evidence: URIRef | None


class DocumentInspection(NamedTuple):
    """An inspection that a document tells of (`document-inspections.rq`)."""

    document: URIRef
    inspection: URIRef
    start: str | None
    own: bool


class Statement(NamedTuple):
    """What a document says at a place (`document-statements.rq`)."""

    statement: URIRef
    subject: URIRef
    property: URIRef
    value: Value
    evidence: URIRef
    page: int
    quote: str
    recogniser: str | None


class StatementPage(NamedTuple):
    """A statement with its document, and whether it is the fact that was kept (`statement.rq`)."""

    statement: URIRef
    subject: URIRef
    property: URIRef
    value: Value
    document: URIRef
    evidence: URIRef
    page: int
    quote: str
    recogniser: str | None
    fact: bool


class Doubt(NamedTuple):
    """What reading a document left open (`doubts.rq`)."""

    document: URIRef
    doubt: URIRef
    field: str | None
    reason: str
    evidence: URIRef | None


class Document(NamedTuple):
    """A document of the register (`documents.rq`)."""

    document: URIRef
    title: str | None
    file: str | None
    publisher: str | None
    issued: str | None
    about: URIRef | None
    unread: str | None


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


class Term(NamedTuple):
    """A class or property of the vocabulary (`vocabulary.rq`)."""

    term: URIRef
    kind: URIRef
    label: str | None
    comment: str | None


class Concept(NamedTuple):
    """A concept of a list (`schemes.rq`)."""

    scheme: URIRef
    concept: URIRef
    label: str
    rank: int | None


class Latest(NamedTuple):
    """One of the newest inspections (`latest.rq`)."""

    inspection: URIRef
    council: URIRef
    name: str
    date: str
    grade: URIRef | None
