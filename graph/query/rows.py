"""One NamedTuple per question: what a row of its answer holds.

IRIs are rdflib's; dates are ISO text at the precision that is known ("2017-07"); None where nothing is known.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rdflib import URIRef


class CurrentJudgement(NamedTuple):
    """A council's current overall judgement; `grade` says so where the framework gives none."""

    council: URIRef
    name: str
    grade: str
    start: str
    published: str | None
    inspection: URIRef
    report: URIRef | None


class InadequateCouncil(NamedTuple):
    """A council that is inadequate, since the first of an unbroken run of `inspections`; `inspection` is the latest."""

    council: URIRef
    name: str
    since: str
    inspections: int
    inspection: URIRef


class Rise(NamedTuple):
    """A council's way from inadequate to good or better, in whole months between the starts of two inspections."""

    council: URIRef
    name: str
    inadequate: str
    risen: str
    months: int | None
    grade: str
    fallen: URIRef
    rising: URIRef


class Decline(NamedTuple):
    """A council whose current overall grade is lower than the one before."""

    council: URIRef
    name: str
    before: str
    after: str
    start: str
    inspection: URIRef


class GradeCount(NamedTuple):
    """How often a grade was given overall, in one region, type of council, year and framework."""

    region: str
    type: str
    year: str
    framework: str
    grade: str
    judgements: int


class AreaJudgement(NamedTuple):
    """How an inspection judged the area, or that its framework gives no grade for it."""

    start: str
    framework: str
    name: str
    grade: str
    change: str | None
    inspection: URIRef


class LowerLeadership(NamedTuple):
    """A full inspection that graded leadership below the whole."""

    council: URIRef
    name: str
    start: str
    leadership: str
    overall: str
    inspection: URIRef


class Neighbour(NamedTuple):
    """A council (`itself`) or one of its statistical neighbours, with its current overall judgement where there is one."""

    neighbour: URIRef
    name: str
    itself: bool
    grade: str | None
    start: str | None
    inspection: URIRef | None


class LastInspection(NamedTuple):
    """A council of today and its latest full inspection."""

    council: URIRef
    name: str
    start: str
    framework: str | None
    inspection: URIRef


class RecommendationTo(NamedTuple):
    """A recommendation of an inspection of the council, and where it stands."""

    start: str
    number: int | None
    text: str
    to: str | None
    kind: str | None
    document: URIRef
    page: int
    recommendation: URIRef
    inspection: URIRef


class RecommendationOn(NamedTuple):
    """A recommendation whose text has the words, and where it stands."""

    council: URIRef
    name: str
    start: str
    number: int | None
    text: str
    document: URIRef
    page: int
    recommendation: URIRef
    inspection: URIRef


class ReturningRecommendation(NamedTuple):
    """A recommendation, and one of the same council's next inspection that asks for the same again."""

    council: URIRef
    name: str
    start: str
    text: str
    again_start: str
    again_text: str
    recommendation: URIRef
    again: URIRef


class ThemeShare(NamedTuple):
    """In how many of the inspections that were so graded overall, and in what share of a hundred, the theme comes up."""

    graded: str
    name: str
    wider: str | None
    inspections: int
    share: int
    theme: URIRef


class LikeRecommendation(NamedTuple):
    """A recommendation to another council that is like the one asked; `improved` is the start of the first later inspection
    that found the `area` better in which its themes are judged.
    """

    council: URIRef
    name: str
    start: str
    text: str
    area: str | None
    improved: str | None
    like: URIRef
    inspection: URIRef


class LedInspection(NamedTuple):
    """An inspection led by somebody who led one of the council's; `here` where it is the council's own."""

    inspector: URIRef
    inspector_name: str
    here: bool
    inspected: URIRef
    name: str
    start: str | None
    inspection: URIRef


class InspectorGrades(NamedTuple):
    """How often a lead inspector's inspections gave a grade overall."""

    inspector: URIRef
    name: str
    grade: str
    judgements: int


class Return(NamedTuple):
    """An inspector who came to a council more than once."""

    inspector: URIRef
    inspector_name: str
    council: URIRef
    name: str
    inspections: int
    first: str
    last: str


class PostHeld(NamedTuple):
    """A person in a post, and the first and last date as of which documents say so."""

    person: URIRef
    name: str
    post: str
    organisation: str | None
    first: str | None
    last: str | None
    appointment: URIRef


class Connection(NamedTuple):
    """What connects two councils or people, and by how many inspections, recommendations, papers or appointments each of them
    leads there.
    """

    connection: str
    name: str | None
    from_one: int
    from_other: int
    through: URIRef


class Consideration(NamedTuple):
    """An inspection before a committee's meeting, and the days since its publication (fewer than 0: before it)."""

    inspection: URIRef
    label: str
    committee: URIRef
    committee_name: str
    met: str
    published: str | None
    days: int | None
    meeting: URIRef


class CommitteeRequest(NamedTuple):
    """What a paper asks its committee to do, and where it says so."""

    met: str | None
    committee_name: str | None
    text: str
    document: URIRef
    page: int
    request: URIRef


class Between(NamedTuple):
    """A visit or review that started `after` one full inspection and `before` the next."""

    after: str
    start: str
    label: str
    before: str
    inspection: URIRef


class DisagreeingValue(NamedTuple):
    """A value that one document gives where another differs, and its words."""

    disagreement: URIRef
    thing: URIRef
    label: str | None
    property: URIRef
    value: URIRef | str | int | bool
    document: URIRef
    page: int
    quote: str


class PaperOnly(NamedTuple):
    """An inspection without a report of its own, and the number of papers that tell of it."""

    inspection: URIRef
    label: str
    council: URIRef
    name: str
    start: str | None
    papers: int


class SendOutcome(NamedTuple):
    """What an Area SEND inspection found; one row for each health partner that its report names, mostly one."""

    region: str | None
    council: URIRef
    name: str
    outcome: str
    start: str
    health_partner: str | None
    partner: URIRef | None
    inspection: URIRef


class GoodYetFailing(NamedTuple):
    """A council whose current overall judgement is good or better, and whose latest Area SEND inspection found failings."""

    council: URIRef
    name: str
    grade: str
    graded: str
    outcome: str
    found: str
    inspection: URIRef
    send_inspection: URIRef


class StatementCount(NamedTuple):
    """How many statements a recogniser found in a document."""

    document: URIRef
    label: str | None
    recogniser: str
    statements: int


class Gap(NamedTuple):
    """What a document lacks or leaves open, or why it could not be read."""

    document: URIRef
    label: str | None
    field: str
    reason: str


class Coverage(NamedTuple):
    """Of how many inspections of a council a field is known, since the first of them, and how many lack it for one reason.

    `missing` counts grades by area; where the field is "inspections", it is 1, and `documents` counts unread ones.
    """

    council: URIRef
    name: str
    field: str
    held: int
    since: str | None
    missing: int
    reason: str | None


class Changed(NamedTuple):
    """A fact that came ("added") or went ("removed")."""

    direction: str
    subject: URIRef
    label: str | None
    property: URIRef
    value: URIRef | str | int | bool


ROWS: dict[str, type[Any]] = {
    "current-judgements": CurrentJudgement,
    "inadequate-now": InadequateCouncil,
    "risers": Rise,
    "decliners": Decline,
    "grades-by": GradeCount,
    "area-through-frameworks": AreaJudgement,
    "leadership-below-overall": LowerLeadership,
    "neighbours": Neighbour,
    "longest-since": LastInspection,
    "recommendations-to": RecommendationTo,
    "recommendations-on": RecommendationOn,
    "recommendations-that-return": ReturningRecommendation,
    "themes-by-grade": ThemeShare,
    "recommendations-like": LikeRecommendation,
    "who-led": LedInspection,
    "grades-by-inspector": InspectorGrades,
    "returning-inspectors": Return,
    "posts": PostHeld,
    "connections": Connection,
    "considered-by": Consideration,
    "asked-to-do": CommitteeRequest,
    "between-inspections": Between,
    "disagreements": DisagreeingValue,
    "known-only-from-papers": PaperOnly,
    "area-send-outcomes": SendOutcome,
    "good-yet-systemic-failings": GoodYetFailing,
    "statements-by-document": StatementCount,
    "documents-with-gaps": Gap,
    "changes": Changed,
    "gaps": Coverage,
}
