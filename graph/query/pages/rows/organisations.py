"""Rows about councils, people, committees and their meetings."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef


class Recoded(NamedTuple):
    """A council by a code that it has beside the one by which it is known here (`recoded.rq`)."""

    code: str
    council: URIRef


class Council(NamedTuple):
    """A council with its current overall judgement (`council-list.rq`)."""

    council: URIRef
    name: str
    type: URIRef
    region: URIRef
    until: str | None
    grade: URIRef | None
    framework: URIRef | None
    date: str | None
    since: str | None
    judgement: URIRef | None


class Graded(NamedTuple):
    """A council that has a current overall judgement, with that (`council-grades.rq`)."""

    council: URIRef
    grade: URIRef
    start: str | None
    published: str | None
    judgement: URIRef

    @property
    def date(self) -> str | None:
        """When its inspection began, as lists and timelines tell it, or else when it was published."""
        return self.start or self.published


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


class Person(NamedTuple):
    """A person with the number of inspections led and made, posts held and papers written (`people.rq`)."""

    person: URIRef
    name: str
    led: int
    inspected: int
    posts: int
    papers: int


class PersonCouncil(NamedTuple):
    """A council that a person connects with others (`person-councils.rq`)."""

    person: URIRef
    council: URIRef
    inspections: int
    posts: int
    papers: int


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
    kind: URIRef
    start: str | None
    grade: URIRef | None
    led: bool


class PersonPaper(NamedTuple):
    """A paper that names a person (`person-papers.rq`)."""

    person: URIRef
    document: URIRef
    property: URIRef
    title: str | None
    issued: str | None


class PersonCandidate(NamedTuple):
    """Another person who may be the same, and why (`person-candidates.rq`)."""

    person: URIRef
    other: URIRef
    name: str
    reason: str


class Committee(NamedTuple):
    """A committee of a council (`committees.rq`)."""

    council: URIRef
    committee: URIRef
    name: str
    meetings: int


class Paper(NamedTuple):
    """A committee paper about a council (`papers.rq`), or the newest of all (`latest-papers.rq`)."""

    council: URIRef | None
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


class CommitteeEntry(NamedTuple):
    """A committee of the list of all (`committee-list.rq`)."""

    committee: URIRef
    name: str
    council: URIRef | None
    meetings: int
    last: str | None


class MeetingEntry(NamedTuple):
    """A meeting of the list of all (`meeting-list.rq`)."""

    meeting: URIRef
    date: str
    committee: URIRef | None
    council: URIRef | None
    papers: int
