"""Statements → claims: what a document says, as triples that each carry the words behind them.

Choosing facts among the claims of all documents is `graph.facts`' part. A short function maps each kind of statement.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from rdflib import DCTERMS, FOAF, ORG, RDF, SKOS, Literal, URIRef

from graph import registers, terms
from graph.claims import Claim, to_literal
from graph.dates import Date
from graph.identities import INSPECTORATE, Identities, Identity, find_body
from graph.statements import Appointment, Count, Inspection, Judgement, Recommendation, Said, Span, Statements
from graph.terms import SG

_ADDRESSEES = {"local authority": "la", "LSCB": "lscb", "safeguarding partners": "sp"}
_DATES = {
    "start": SG.startDate,
    "end": SG.endDate,
    "on_site_start": SG.onSiteStartDate,
    "on_site_end": SG.onSiteEndDate,
    "published": SG.publishedDate,
}
_KINDS = {
    "inspection report": SG.InspectionReport,
    "committee paper": SG.CommitteePaper,
    "table of inspections": SG.InspectionTable,
}
# "Interim Director", "Acting Head of Service", but not "acting on behalf of".
_FOR_A_TIME = re.compile(r"\b(?:interim|acting)\b(?!\s+(?:on|as|for)\b)", re.IGNORECASE)
_PARTS = {"contact": SG.contact, "author": SG.author, "on behalf of": SG.onBehalfOf}


class Source(NamedTuple):
    """The document whose statements are mapped: its SHA-256, its address, its statements, and who is who."""

    sha256: str
    iri: URIRef
    statements: Statements
    identities: Identities

    @property
    def council(self) -> str | None:
        """The code of the council that the document is about."""
        return self.statements.council.value if self.statements.council else None

    def person(self, name: str, body: str) -> URIRef:
        """The address of a person whom the document names."""
        return self.identities.people[self.sha256, name, body]


def iter_claims(sha256: str, statements: Statements, identities: Identities) -> Iterator[Claim]:
    """All that a document claims, once each, in the order of its statements."""
    source = Source(sha256, terms.mint_document(sha256), statements, identities)
    seen = set()
    for mapped in (_map_document, _map_meetings, _map_inspections, _map_people, _map_requests, _map_findings):
        for claim in mapped(source):
            if claim[:4] not in seen:
                seen.add(claim[:4])
                yield claim


def _map_document(source: Source) -> Iterator[Claim]:
    """What the document is, its title and its council; links and appendices that it names."""
    said, name = source.statements, "documents"
    words = said.title.span if said.title else said.heading
    if words and said.kind in _KINDS:
        yield Claim(source.iri, RDF.type, _KINDS[said.kind], words, name)
    if said.title:
        yield Claim(source.iri, DCTERMS.title, Literal(said.title.value), said.title.span, name)
    if said.council:
        yield Claim(source.iri, SG.about, terms.mint_council(said.council.value), said.council.span, name)
    for appendix in said.appendices:
        text = f"{appendix.label}: {appendix.title}" if appendix.title else appendix.label
        yield Claim(source.iri, SG.appendix, Literal(text), appendix.span, name)
    for link in said.links:
        if address := terms.to_address(link.value):
            yield Claim(source.iri, DCTERMS.references, address, link.span, name)


def _map_meetings(source: Source) -> Iterator[Claim]:
    """The committee and its meeting for which the paper is, and other meetings that it mentions with committee and day."""
    said, name = source.statements, "meetings"
    if not (said.committee and source.council):
        return
    committee = terms.mint_committee(source.council, said.committee.value)
    span = said.committee.span
    yield Claim(source.iri, SG.committee, committee, span, name)
    yield from _map_committee(committee, said.committee.value, source.council, span)
    if said.meeting_date and said.meeting_date.value.precision == 3:
        meeting = terms.mint_meeting(committee, said.meeting_date.value)
        yield Claim(source.iri, SG.meeting, meeting, said.meeting_date.span, name)
        yield from _map_meeting(meeting, committee, said.meeting_date)
    for told in said.meetings:
        if told.committee and told.date and told.date.value.precision == 3:
            other = terms.mint_committee(source.council, told.committee)
            yield from _map_committee(other, told.committee, source.council, told.span)
            yield from _map_meeting(terms.mint_meeting(other, told.date.value), other, told.date)


def _map_committee(committee: URIRef, name: str, council: str, span: Span) -> Iterator[Claim]:
    yield Claim(committee, RDF.type, SG.Committee, span, "meetings")
    yield Claim(committee, FOAF.name, Literal(name), span, "meetings")
    yield Claim(committee, ORG.unitOf, terms.mint_council(council), span, "meetings")


def _map_meeting(meeting: URIRef, committee: URIRef, date: Said[Date]) -> Iterator[Claim]:
    yield Claim(meeting, RDF.type, SG.Meeting, date.span, "meetings")
    yield Claim(meeting, SG.committee, committee, date.span, "meetings")
    yield Claim(meeting, SG.meetingDate, to_literal(date.value), date.span, "meetings")


def _map_inspections(source: Source) -> Iterator[Claim]:
    for index, told in enumerate(source.statements.inspections):
        identity = source.identities.inspections.get((source.sha256, index))
        if identity:
            yield from _map_inspection(source, identity, told)


def _map_inspection(source: Source, identity: Identity, told: Inspection) -> Iterator[Claim]:
    """An inspection with all that the document says of it; several told of together are a series.

    Its class is that of the inspection which it turned out to be: who writes "the last inspection" means no other kind.
    """
    iri, span, name = identity.iri, told.span, "inspections"
    kind = registers.kinds()[identity.kind]
    yield Claim(iri, RDF.type, SG.InspectionSeries if told.aggregate else SG[kind.class_name], span, name)
    yield Claim(iri, SG.mentionedIn, source.iri, span, name)
    if told.council:
        yield Claim(iri, SG.inspects, terms.mint_council(told.council.value), told.council.span, name)
    for body in told.inspectorates or [Said(key, span) for key in kind.inspectorates]:
        yield Claim(iri, SG.inspectorate, terms.mint_inspectorate(body.value), body.span, name)
    # A kind such as "SLAC inspection" names its framework by itself.
    framework = told.framework or Said(registers.kinds()[told.kind].framework, span)
    if concept := _framework_slug(framework.value):
        yield Claim(iri, SG.framework, terms.mint_concept("framework", concept), framework.span, name)
    if told.subject:
        yield Claim(iri, SG.report, source.iri, span, name)
    yield from _map_details(iri, told)
    yield from _map_inspectors(source, iri, told)
    for judgement in told.judgements:
        yield from _map_judgement(iri, identity.kind, judgement)
    yield from _map_recommendations(source, iri, told)
    for count in told.counts:
        yield from _map_count(iri, count)


def _map_details(iri: URIRef, told: Inspection) -> Iterator[Claim]:
    """What an inspection may or may not be said to have: dates, title, ordinal, focus."""
    name = "inspections"
    for field, predicate in _DATES.items():
        said: Said[Date] | None = getattr(told, field)
        if said:
            yield Claim(iri, predicate, to_literal(said.value), said.span, name)
    for period in told.periods:
        yield Claim(iri, SG.period, Literal("/".join(map(str, period.value))), period.span, name)
    if told.title:
        yield Claim(iri, DCTERMS.title, Literal(told.title.value), told.title.span, name)
    if told.ordinal:
        yield Claim(iri, SG.ordinal, Literal(told.ordinal.value), told.ordinal.span, name)
    if told.focus:
        yield Claim(iri, SG.focus, Literal(told.focus.value), told.focus.span, name)
    if told.planned:
        yield Claim(iri, SG.planned, Literal(True), told.span, name)
    if told.address and (address := terms.to_address(told.address.value)):
        yield Claim(iri, SG.reportAddress, address, told.address.span, name)


@cache
def _framework_slug(name: str) -> str | None:
    return next((version.framework for version in registers.frameworks() if version.name == name), None)


def _map_inspectors(source: Source, iri: URIRef, told: Inspection) -> Iterator[Claim]:
    lead = [(SG.leadInspector, told.lead_inspector)] if told.lead_inspector else []
    for predicate, said in [*lead, *((SG.inspector, said) for said in told.inspectors)]:
        person = source.person(said.value, INSPECTORATE)
        yield Claim(iri, predicate, person, said.span, "inspectors")
        yield from _map_person(person, said.value, said.span, "inspectors")


def _map_person(person: URIRef, name: str, span: Span, recogniser: str) -> Iterator[Claim]:
    yield Claim(person, RDF.type, SG.Person, span, recogniser)
    yield Claim(person, FOAF.name, Literal(name), span, recogniser)


@cache
def _area_keys(framework: str | None) -> frozenset[str]:
    """The keys of the areas that a framework grades."""
    return frozenset(area.key for area in registers.areas() if _framework_slug(area.framework) == framework)


def _map_judgement(inspection: URIRef, kind: str, told: Judgement) -> Iterator[Claim]:
    """A judgement whose area and grade are concepts of its inspection's framework; one that names neither is not mapped."""
    framework = _framework_slug(registers.kinds()[kind].framework.removesuffix("-reinspection"))
    if told.area_key not in _area_keys(framework) or told.grade_key is None:
        return
    iri, name = terms.mint_judgement(inspection, told.area_key), "judgements"
    yield Claim(inspection, SG.judgement, iri, told.span, name)
    yield Claim(iri, RDF.type, SG.Judgement, told.span, name)
    yield Claim(iri, SG.area, terms.mint_concept("area", f"{framework}/{told.area_key}"), told.span, name)
    yield Claim(iri, SG.grade, terms.mint_concept("grade", told.grade_key), told.span, name)
    if told.overall:
        yield Claim(iri, SG.overall, Literal(True), told.span, name)


def _map_recommendations(source: Source, inspection: URIRef, told: Inspection) -> Iterator[Claim]:
    for addressee, number, one in _numbered(told.recommendations):
        iri = terms.mint_recommendation(inspection, addressee, number)
        yield from _map_recommendation(source, inspection, iri, one)


def _numbered(told: Collection[Recommendation]) -> Iterator[tuple[str, int, Recommendation]]:
    """Each recommendation with the key of its addressee and its number; one without takes the first that none there has."""
    taken = {(_ADDRESSEES.get(one.to, "lap"), one.number) for one in told}
    used: set[tuple[str, int]] = set()
    for one in told:
        addressee, number = _ADDRESSEES.get(one.to, "lap"), one.number
        if number is None or (addressee, number) in used:
            number = next(free for free in itertools.count(1) if (addressee, free) not in taken | used)
        used.add((addressee, number))
        yield addressee, number, one


def _map_recommendation(source: Source, inspection: URIRef, iri: URIRef, told: Recommendation) -> Iterator[Claim]:
    name, span = "recommendations", told.span
    yield Claim(inspection, SG.recommendation, iri, span, name)
    yield Claim(iri, RDF.type, SG.Recommendation, span, name)
    yield Claim(iri, SG.text, Literal(told.text), span, name)
    yield Claim(iri, SG.kind, terms.mint_concept("recommendation-kind", terms.slug(told.kind)), span, name)
    if told.number is not None:
        yield Claim(iri, SG.number, Literal(told.number), span, name)
    for body in _addressees(source, told.to):
        yield Claim(iri, SG.addressedTo, body, span, name)
    for theme in told.themes:
        yield Claim(iri, SG.theme, terms.mint_concept("theme", theme.value), theme.span, "themes")
    if told.to == "LSCB" and source.council:
        yield Claim(terms.mint_board(source.council), RDF.type, SG.SafeguardingBoard, span, name)
    elif told.to not in _ADDRESSEES and source.council:
        yield Claim(terms.mint_partnership(source.council), RDF.type, SG.Partnership, span, name)


def _addressees(source: Source, to: str) -> list[URIRef]:
    """The bodies that must act: the council, its board or its partnership, and health bodies that the report names.

    Of safeguarding partners, the council is the one that every letter to them names.
    """
    if source.council is None:
        return []
    if to in _ADDRESSEES:
        return [terms.mint_board(source.council) if to == "LSCB" else terms.mint_council(source.council)]
    named = {
        person.organisation for person in source.statements.people if person.organisation and person.organisation in to
    }
    bodies = {find_body(organisation, source.council) for organisation in named}
    return [terms.mint_partnership(source.council), *sorted(_mint_body(body, source.council) for body in bodies)]


def _mint_body(body: str, council: str | None) -> URIRef:
    return terms.mint_council(body) if body == council else terms.mint_organisation(body)


def _map_count(inspection: URIRef, told: Count) -> Iterator[Claim]:
    iri, name = terms.mint_part(inspection, "count", terms.slug(told.what)), "counts"
    yield Claim(inspection, SG["count"], iri, told.span, name)
    yield Claim(iri, RDF.type, SG.Count, told.span, name)
    yield Claim(iri, SG.counted, Literal(told.what), told.span, name)
    yield Claim(iri, SG.number, Literal(told.number), told.span, name)


def _map_people(source: Source) -> Iterator[Claim]:
    for told in source.statements.people:
        inspects = told.part == "inspection team" and told.organisation is None
        body = INSPECTORATE if inspects else find_body(told.organisation, source.council)
        person = source.person(told.name, body)
        yield from _map_person(person, told.name, told.span, "people")
        if told.part in _PARTS:
            yield Claim(source.iri, _PARTS[told.part], person, told.span, "people")
        if told.role:
            yield from _map_appointment(source, person, body, told)


def _map_appointment(source: Source, person: URIRef, body: str, told: Appointment) -> Iterator[Claim]:
    """A person's post at a body, known as of the document's date."""
    name, span, role = "people", told.span, told.role or ""
    organisation = terms.mint_inspectorate("ofsted") if body == INSPECTORATE else _mint_body(body, source.council)
    appointment = terms.mint_part(person, "post", terms.slug(f"{role} {body}"))
    post = terms.mint_part(organisation, "post", terms.slug(role))
    yield Claim(appointment, RDF.type, SG.Appointment, span, name)
    yield Claim(appointment, ORG.member, person, span, name)
    yield Claim(appointment, ORG.organization, organisation, span, name)
    yield Claim(appointment, SG.post, post, span, name)
    if _FOR_A_TIME.search(role):
        yield Claim(appointment, SG.interim, Literal(True), span, name)
    yield Claim(post, RDF.type, ORG.Post, span, name)
    yield Claim(post, SKOS.prefLabel, Literal(role), span, name)
    yield Claim(post, ORG.postIn, organisation, span, name)
    yield Claim(person, ORG.holds, post, span, name)
    if told.organisation and organisation != terms.mint_council(source.council or ""):
        yield Claim(organisation, RDF.type, ORG.Organization, span, name)
        yield Claim(organisation, FOAF.name, Literal(told.organisation), span, name)
    date = _document_date(source.statements)
    if date:
        yield Claim(appointment, SG.knownOn, to_literal(date.value), date.span, name)


def _document_date(said: Statements) -> Said[Date] | None:
    """The date as of which a document speaks: its meeting, its publication, or the end of the inspection that it reports."""
    subject = next((told for told in said.inspections if told.subject), None)
    return said.meeting_date or said.published or (subject.end or subject.start if subject else None)


def _map_requests(source: Source) -> Iterator[Claim]:
    said, name = source.statements, "requests"
    for place, told in enumerate(said.requests, 1):
        iri = terms.mint_part(source.iri, "request", place)
        yield Claim(source.iri, SG.request, iri, told.span, name)
        yield Claim(iri, RDF.type, SG.Request, told.span, name)
        yield Claim(iri, SG.text, Literal(told.text), told.span, name)
        if said.committee and source.council:
            committee = terms.mint_committee(source.council, said.committee.value)
            yield Claim(iri, SG.addressedTo, committee, told.span, name)


def _map_findings(source: Source) -> Iterator[Claim]:
    name = "findings"
    for place, told in enumerate(source.statements.findings, 1):
        iri = terms.mint_part(source.iri, "finding", place)
        yield Claim(source.iri, SG.finding, iri, told.span, name)
        yield Claim(iri, RDF.type, SG.Finding, told.span, name)
        yield Claim(iri, SG.text, Literal(told.text), told.span, name)
        yield Claim(iri, SG.polarity, terms.mint_concept("polarity", told.polarity), told.span, name)
        yield Claim(iri, SG.heading, Literal(told.area), told.span, name)
