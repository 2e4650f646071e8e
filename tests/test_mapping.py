"""Statements → claims → quads, compared whole."""

from __future__ import annotations

import pytest
from rdflib import FOAF, ORG, RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.claims import mint_claim, mint_evidence, to_literal
from graph.dates import parse_date
from graph.mapping import iter_claims
from graph.resolve import resolve
from graph.stated import write_claims
from graph.statements import (
    Appendix,
    Appointment,
    Count,
    Finding,
    Judgement,
    Meeting,
    Recommendation,
    Request,
    Span,
    Statements,
)
from graph.store import iter_graph, open_memory
from graph.terms import ID, mint_document
from tests.saying import LANCASHIRE, paper, report, said, told, words

SHA = "a" * 64
DOCUMENT = mint_document(SHA)
PREFIXES = """
@base <https://w3id.org/scrutiny-graph/id/> .
@prefix sg: <https://w3id.org/scrutiny-graph/def#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def claimed(statements: Statements) -> Graph:
    """What a document claims, as plain triples."""
    graph = Graph()
    for claim in iter_claims(SHA, statements, resolve([(SHA, statements)])):
        graph.add(claim[:3])
    return graph


def turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def differences(left: Graph, right: Graph) -> tuple[list[str], list[str]]:
    """The triples that are only on one side, for a message that helps."""
    lines = [{" ".join(term.n3() for term in triple) for triple in graph} for graph in (left, right)]
    return sorted(lines[0] - lines[1]), sorted(lines[1] - lines[0])


def assert_same(left: Graph, right: Graph) -> None:
    assert differences(left, right) == ([], [])
    assert isomorphic(left, right)


@pytest.mark.parametrize(
    ("date", "datatype"), [("2015", XSD.gYear), ("2015-11", XSD.gYearMonth), ("2015-11-27", XSD.date)]
)
def test_date_keeps_its_precision(date: str, datatype: URIRef) -> None:
    literal = to_literal(parse_date(date))
    assert (str(literal), literal.datatype) == (date, datatype)


def test_report_is_mapped_whole() -> None:
    subject = told(
        "SIF inspection",
        "2015-09-14",
        "2015-10-08",
        published="2015-11-27",
        subject=True,
        framework=said("SIF"),
        title=said("Inspection of services"),
        lead_inspector=said("Nora Quill"),
        inspectors=(said("Nora Quill"), said("Jo Bell")),
        judgements=(
            Judgement("overall effectiveness", "good", "overall", "good", words(), overall=True),
            Judgement("Fostering", "good", None, "good", words()),  # names no area: not mapped
            Judgement("Adoption", "not judged", "adoption", None, words()),  # nor does this name a grade
        ),
        recommendations=(
            Recommendation("See every child.", "local authority", "recommendation", words(), 1),
            Recommendation("Publish audits.", "LSCB", "priority action", words(), 2),
        ),
    )
    staff = Appointment("Ben Hay", words(), "Senior data analyst", None, "inspection team")
    statements = report(subject, title=said("Inspection of services"), people=(staff,))
    assert_same(
        claimed(statements),
        turtle(
            """
            <document/aaaaaaaaaaaaaaaa> a sg:InspectionReport ; dcterms:title "Inspection of services" .
            <inspection/E10000017/sif/2015-09-14> a sg:FullInspection ; sg:inspects <council/E10000017> ;
                sg:inspectorate <inspectorate/ofsted> ; sg:framework <framework/sif> ; dcterms:title "Inspection of services" ;
                sg:report <document/aaaaaaaaaaaaaaaa> ; sg:mentionedIn <document/aaaaaaaaaaaaaaaa> ;
                sg:startDate "2015-09-14"^^xsd:date ; sg:endDate "2015-10-08"^^xsd:date ; sg:publishedDate "2015-11-27"^^xsd:date ;
                sg:leadInspector <person/nora-quill> ; sg:inspector <person/nora-quill>, <person/jo-bell> ;
                sg:judgement <inspection/E10000017/sif/2015-09-14/judgement/overall> ;
                sg:recommendation <inspection/E10000017/sif/2015-09-14/recommendation/la-01> ,
                    <inspection/E10000017/sif/2015-09-14/recommendation/lscb-02> .
            <person/nora-quill> a sg:Person ; foaf:name "Nora Quill" .
            <person/jo-bell> a sg:Person ; foaf:name "Jo Bell" .
            <person/ben-hay> a sg:Person ; foaf:name "Ben Hay" ; org:holds <inspectorate/ofsted/post/senior-data-analyst> .
            <person/ben-hay/post/senior-data-analyst-inspectorate> a sg:Appointment ; org:member <person/ben-hay> ;
                org:organization <inspectorate/ofsted> ; sg:post <inspectorate/ofsted/post/senior-data-analyst> ;
                sg:knownOn "2015-10-08"^^xsd:date .
            <inspectorate/ofsted/post/senior-data-analyst> a org:Post ; skos:prefLabel "Senior data analyst" ; org:postIn <inspectorate/ofsted> .
            <inspection/E10000017/sif/2015-09-14/judgement/overall> a sg:Judgement ; sg:area <area/sif/overall> ;
                sg:grade <grade/good> ; sg:overall true .
            <inspection/E10000017/sif/2015-09-14/recommendation/la-01> a sg:Recommendation ; sg:text "See every child." ;
                sg:kind <recommendation-kind/recommendation> ; sg:number 1 ; sg:addressedTo <council/E10000017> .
            <inspection/E10000017/sif/2015-09-14/recommendation/lscb-02> a sg:Recommendation ; sg:text "Publish audits." ;
                sg:kind <recommendation-kind/priority-action> ; sg:number 2 ; sg:addressedTo <board/E10000017> .
            <board/E10000017> a sg:SafeguardingBoard .
            <document/aaaaaaaaaaaaaaaa> sg:about <council/E10000017> .
            """
        ),
    )


def test_paper_is_mapped_whole() -> None:
    visit = told(
        "monitoring visit",
        "2017-07",
        focus=said("early help"),
        ordinal=said(2),
        planned=True,
        counts=(Count("inspectors", 3, words()),),
    )
    visits = told("monitoring visit", "2016", aggregate=True)
    statements = paper(
        visit,
        visits,
        title=said("What inspectors found"),
        committee=said("Scrutiny Committee"),
        meeting_date=said(parse_date("2017-09-06")),
        people=(Appointment("Ann Moss", words(), "Clerk", "Lancashire County Council", "contact"),),
        requests=(Request("Note the report.", words()),),
        findings=(Finding("general", "strength", "Children are heard.", words()),),
        meetings=(Meeting(words(), "Cabinet", said(parse_date("2017-10-04"))), Meeting(words(), "Cabinet")),
        appendices=(Appendix("Appendix 'A'", "The letter", words()), Appendix("Appendix 'B'", None, words())),
        links=(said("https://example.org/a b"), said("https://example.org:port/")),
    )
    assert_same(
        claimed(statements),
        turtle(
            """
            <document/aaaaaaaaaaaaaaaa> a sg:CommitteePaper ; dcterms:title "What inspectors found" ; sg:about <council/E10000017> ;
                sg:committee <committee/E10000017/scrutiny-committee> ; sg:meeting <meeting/E10000017/scrutiny-committee/2017-09-06> ;
                sg:contact <person/ann-moss> ; sg:request <document/aaaaaaaaaaaaaaaa/request/1> ;
                sg:finding <document/aaaaaaaaaaaaaaaa/finding/1> ; sg:appendix "Appendix 'A': The letter", "Appendix 'B'" ;
                dcterms:references <https://example.org/a%20b> .
            <committee/E10000017/scrutiny-committee> a sg:Committee ; foaf:name "Scrutiny Committee" ; org:unitOf <council/E10000017> .
            <meeting/E10000017/scrutiny-committee/2017-09-06> a sg:Meeting ; sg:committee <committee/E10000017/scrutiny-committee> ;
                sg:meetingDate "2017-09-06"^^xsd:date .
            <committee/E10000017/cabinet> a sg:Committee ; foaf:name "Cabinet" ; org:unitOf <council/E10000017> .
            <meeting/E10000017/cabinet/2017-10-04> a sg:Meeting ; sg:committee <committee/E10000017/cabinet> ;
                sg:meetingDate "2017-10-04"^^xsd:date .
            <inspection/E10000017/monitoring-visit/2017-07> a sg:MonitoringVisit ; sg:inspects <council/E10000017> ;
                sg:inspectorate <inspectorate/ofsted> ; sg:mentionedIn <document/aaaaaaaaaaaaaaaa> ; sg:startDate "2017-07"^^xsd:gYearMonth ;
                sg:focus "early help" ; sg:ordinal 2 ; sg:planned true ; sg:count <inspection/E10000017/monitoring-visit/2017-07/count/inspectors> .
            <inspection/E10000017/monitoring-visit/2017-07/count/inspectors> a sg:Count ; sg:counted "inspectors" ; sg:number 3 .
            <inspection/E10000017/monitoring-visit/series-2016> a sg:InspectionSeries ; sg:inspects <council/E10000017> ;
                sg:inspectorate <inspectorate/ofsted> ; sg:mentionedIn <document/aaaaaaaaaaaaaaaa> ; sg:startDate "2016"^^xsd:gYear .
            <person/ann-moss> a sg:Person ; foaf:name "Ann Moss" ; org:holds <council/E10000017/post/clerk> .
            <person/ann-moss/post/clerk-e10000017> a sg:Appointment ; org:member <person/ann-moss> ; org:organization <council/E10000017> ;
                sg:post <council/E10000017/post/clerk> ; sg:knownOn "2017-09-06"^^xsd:date .
            <council/E10000017/post/clerk> a org:Post ; skos:prefLabel "Clerk" ; org:postIn <council/E10000017> .
            <document/aaaaaaaaaaaaaaaa/request/1> a sg:Request ; sg:text "Note the report." ;
                sg:addressedTo <committee/E10000017/scrutiny-committee> .
            <document/aaaaaaaaaaaaaaaa/finding/1> a sg:Finding ; sg:text "Children are heard." ; sg:polarity <polarity/strength> ;
                sg:heading "general" .
            """
        ),
    )


def test_document_that_says_nothing_claims_nothing() -> None:
    assert list(iter_claims(SHA, Statements("unknown"), resolve([]))) == []


def test_mention_has_the_class_of_the_inspection_that_it_turned_out_to_be() -> None:
    other = "b" * 64
    mention = paper(
        told(
            "inspection",
            "2015-09",
            judgements=(Judgement("Overall", "good", "overall", "good", words(), overall=True),),
        )
    )
    identities = resolve([(SHA, mention), (other, report(told("SIF inspection", "2015-09-14", subject=True)))])
    inspection = ID[f"inspection/{LANCASHIRE}/sif/2015-09-14"]
    triples = {claim[:3] for claim in iter_claims(SHA, mention, identities)}
    assert {value for thing, prop, value in triples if prop == RDF.type} == {_sg("FullInspection"), _sg("Judgement")}
    assert (URIRef(f"{inspection}/judgement/overall"), _sg("area"), ID["area/sif/overall"]) in triples


def _sg(name: str) -> URIRef:
    return URIRef(f"https://w3id.org/scrutiny-graph/def#{name}")


@pytest.mark.parametrize(
    ("numbers", "keys"),
    [
        ([1, 2, 3], ["la-01", "la-02", "la-03"]),
        ([None, None], ["la-01", "la-02"]),
        ([1, None, None, 3], ["la-01", "la-02", "la-04", "la-03"]),  # a bullet never takes a printed number
        ([None, 1], ["la-02", "la-01"]),
        ([4, 4], ["la-04", "la-01"]),
    ],
)
def test_each_recommendation_has_an_address_of_its_own(numbers: list[int | None], keys: list[str]) -> None:
    asked = tuple(
        Recommendation(f"Do {place}.", "local authority", "recommendation", words(start=place), number)
        for place, number in enumerate(numbers)
    )
    graph = claimed(report(told("SIF inspection", "2015-09-14", subject=True, recommendations=asked)))
    texts = {str(text): thing.rpartition("/")[2] for thing, text in graph.subject_objects(_sg("text"))}
    assert texts == {f"Do {place}.": key for place, key in enumerate(keys)}


def test_area_action_is_addressed_to_the_partnership_and_the_health_bodies_named() -> None:
    body = "NHS Lancashire and South Cumbria ICB"
    action = Recommendation("Act.", f"Lancashire County Council and {body}", "priority action", words())
    statements = report(
        told("Area SEND inspection", "2024-12-09", subject=True, recommendations=(action,)),
        people=(Appointment("Adam Frost", words(), "Chief Executive", body),),
    )
    graph = claimed(statements)
    inspection = f"inspection/{LANCASHIRE}/area-send/2024-12-09"
    assert set(graph.objects(ID[f"{inspection}/recommendation/lap-01"], _sg("addressedTo"))) == {
        ID[f"partnership/{LANCASHIRE}"],
        ID["organisation/nhs-lancashire-and-south-cumbria-icb"],
    }
    assert (ID[f"partnership/{LANCASHIRE}"], RDF.type, _sg("Partnership")) in graph
    assert set(graph.predicate_objects(ID["organisation/nhs-lancashire-and-south-cumbria-icb"])) == {
        (RDF.type, ORG.Organization),
        (FOAF.name, Literal(body)),
    }
    assert set(graph.objects(None, SKOS.prefLabel)) == {Literal("Chief Executive")}


def test_joint_inspection_is_of_the_inspectorates_named_and_asks_the_partners() -> None:
    action = Recommendation("Act.", "safeguarding partners", "priority action", words())
    joint = told(
        "JTAI", "2017-10-09", subject=True, recommendations=(action,), inspectorates=(said("ofsted"), said("hmip"))
    )
    graph = claimed(report(joint))
    inspection = ID[f"inspection/{LANCASHIRE}/jtai/2017-10-09"]
    assert set(graph.objects(inspection, _sg("inspectorate"))) == {ID["inspectorate/ofsted"], ID["inspectorate/hmip"]}
    recommendation = ID[f"inspection/{LANCASHIRE}/jtai/2017-10-09/recommendation/sp-01"]
    assert set(graph.objects(recommendation, _sg("addressedTo"))) == {ID[f"council/{LANCASHIRE}"]}
    assert set(graph.subjects(RDF.type, _sg("Partnership"))) == set()


def test_inspection_in_parts_has_each_part_as_an_interval() -> None:
    parts = ("2013-11-19", "2013-12-11"), ("2014-01-28", "2014-01-30")
    periods = tuple(said((parse_date(first), parse_date(last))) for first, last in parts)
    graph = claimed(report(told("SIF inspection", "2013-11-19", "2014-01-30", subject=True, periods=periods)))
    assert set(graph.objects(ID[f"inspection/{LANCASHIRE}/sif/2013-11-19"], _sg("period"))) == {
        Literal("2013-11-19/2013-12-11"),
        Literal("2014-01-28/2014-01-30"),
    }


def test_claim_carries_its_words() -> None:
    statements = paper(told("SIF inspection", "2015-09", place=40), title=said("Title", "The title", 7))
    spans = {(claim.predicate, claim.span) for claim in iter_claims(SHA, statements, resolve([(SHA, statements)]))}
    assert (_sg("mentionedIn"), Span(1, 40, 54, "SIF inspection")) in spans
    assert (URIRef("http://purl.org/dc/terms/title"), Span(1, 7, 16, "The title")) in spans


def test_table_of_inspections_is_known_by_its_heading_and_tells_where_reports_are() -> None:
    row = told("SIF inspection", "2015-09-14", place=40, address=said("https://example.org/a report", start=60))
    expected = f"""
        <{DOCUMENT}> a sg:InspectionTable .
        <inspection/E10000017/sif/2015-09-14> a sg:FullInspection ; sg:inspects <council/E10000017> ;
            sg:inspectorate <inspectorate/ofsted> ; sg:mentionedIn <{DOCUMENT}> ; sg:startDate "2015-09-14"^^xsd:date ;
            sg:framework <framework/sif> ; sg:reportAddress <https://example.org/a%20report> .
    """
    assert_same(
        claimed(Statements("table of inspections", inspections=(row,), heading=words("council,kind"))), turtle(expected)
    )


def test_claims_come_once() -> None:
    visit = told("SIF inspection", "2015-09-14")
    claims = list(iter_claims(SHA, paper(visit, visit), resolve([(SHA, paper(visit, visit))])))
    assert len({one[:4] for one in claims}) == len(claims) > 0


def test_statement_stands_in_its_document_s_graph_with_its_evidence() -> None:
    statements = Statements("unknown", title=said("Title", "The title", 7))
    (claim,) = iter_claims(SHA, statements, resolve([]))
    with open_memory() as store:
        write_claims(store, {DOCUMENT: [claim]})
        written = b"".join(iter_graph(store, DOCUMENT))
        assert len(store) == written.count(b"\n")
    expected = f"""
        <{mint_claim(DOCUMENT, claim)}> a sg:Statement ; rdf:subject <{DOCUMENT}> ; rdf:predicate dcterms:title ; rdf:object "Title" ;
            sg:evidence <{DOCUMENT}/evidence/7-16> ; sg:recogniser "documents" .
        <{DOCUMENT}/evidence/7-16> a oa:SpecificResource ; oa:hasSource <{DOCUMENT}> ; sg:page 1 ;
            oa:hasSelector <{DOCUMENT}/evidence/7-16/selector> .
        <{DOCUMENT}/evidence/7-16/selector> a oa:TextPositionSelector, oa:TextQuoteSelector ; oa:start 7 ; oa:end 16 ; oa:exact "The title" .
    """
    assert_same(Graph().parse(data=written, format="nt"), turtle(expected))
    assert mint_evidence(DOCUMENT, claim.span) == URIRef(f"{DOCUMENT}/evidence/7-16")
