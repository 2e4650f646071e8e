from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from graph.derive import derive
from graph.statements import Span
from graph.store import Triple, open_memory
from graph.terms import ID, SG, mint_concept, mint_council
from graph.validate import Violation, validate, validate_documents, validate_store
from graph.vocabulary import iter_vocabulary, load_shapes

EXAMPLE = Path(__file__).parent.parent / "ontology" / "example.trig"
ONE, TWO = ID["document/1111111111111111"], ID["document/2222222222222222"]
VISIT = ID["inspection/E10000017/monitoring-visit/2017-07-25"]
EARLY, LATE = Literal("2017-07-25", datatype=XSD.date), Literal("2017-07-26", datatype=XSD.date)
MONTH = Literal("2017-07", datatype=XSD.gYearMonth)


class Claim(NamedTuple):
    subject: URIRef
    predicate: URIRef
    value: Node
    span: Span = Span(1, 10, 20, "some words")


def visit(document: URIRef, *more: tuple[URIRef, Node]) -> list[Claim]:
    said = [(RDF.type, SG.MonitoringVisit), (SG.inspects, mint_council("E10000017")), (SG.mentionedIn, document), *more]
    return [Claim(VISIT, predicate, value) for predicate, value in said]


def visit_triples(*more: tuple[URIRef, Node]) -> list[Triple]:
    return [(claim.subject, claim.predicate, claim.value) for claim in visit(ONE, *more)]


def test_small_world_is_sound_as_it_stands_and_with_what_rules_add() -> None:
    with open_memory() as store, EXAMPLE.open("rb") as stream:
        store.load(stream, "trig")
        assert validate_store(store) == ()
        store.add(iter_vocabulary())
        derive(store)
        assert validate_store(store) == ()


@pytest.mark.parametrize(
    ("triples", "violations"),
    [
        (visit_triples((SG.startDate, EARLY), (SG.endDate, LATE)), ()),
        (
            visit_triples((SG.startDate, LATE), (SG.endDate, EARLY)),
            (Violation(VISIT, "an inspection ends on or after its first day", "violation"),),
        ),
        (
            visit_triples((SG.startDate, EARLY), (SG.startDate, LATE)),
            (Violation(VISIT, "sg:startDate: an inspection has one first day, month or year", "violation"),),
        ),
        (
            visit_triples((SG.judgement, ID["inspection/E10000017/monitoring-visit/2017-07-25/judgement/overall"])),
            (Violation(VISIT, "sg:judgement: focused and monitoring visits grade nothing", "warning"),),
        ),
        (
            visit_triples()[:1],
            (
                Violation(VISIT, "sg:inspects: an inspection has one council", "violation"),
                Violation(VISIT, "sg:mentionedIn: an inspection is told of by a document", "violation"),
            ),
        ),
    ],
)
def test_fault_is_told_with_the_thing_and_how_grave_it_is(
    triples: list[Triple], violations: tuple[Violation, ...]
) -> None:
    assert validate(triples) == violations


def test_document_that_breaks_a_shape_is_named_and_others_are_not() -> None:
    broken = visit(TWO, (SG.startDate, LATE), (SG.endDate, EARLY))
    assert validate_documents({ONE: visit(ONE, (SG.startDate, EARLY)), TWO: broken}) == {
        TWO: "id:inspection/E10000017/monitoring-visit/2017-07-25: an inspection ends on or after its first day"
    }


def test_documents_that_differ_are_sound_each_by_itself() -> None:
    assert validate_documents({ONE: visit(ONE, (SG.startDate, EARLY)), TWO: visit(TWO, (SG.startDate, LATE))}) == {}


def test_document_that_says_a_date_loosely_and_precisely_is_sound() -> None:
    assert validate_documents({ONE: visit(ONE, (SG.startDate, MONTH), (SG.startDate, EARLY))}) == {}


def test_judgement_has_its_evidence_by_the_words_that_name_it() -> None:
    inspection = ID["inspection/E10000017/sif/2015-09-14"]
    judgement = URIRef(f"{inspection}/judgement/overall")
    claims = [
        Claim(inspection, RDF.type, SG.FullInspection),
        Claim(inspection, SG.inspects, mint_council("E10000017")),
        Claim(inspection, SG.mentionedIn, ONE),
        Claim(inspection, SG.judgement, judgement),
        Claim(judgement, RDF.type, SG.Judgement),
        Claim(judgement, SG.area, mint_concept("area", "sif/overall")),
        Claim(judgement, SG.grade, mint_concept("grade", "good")),
    ]
    assert validate_documents({ONE: claims}) == {}
    claims[-1] = Claim(judgement, SG.grade, mint_concept("grade", "inconsistent"))
    assert list(validate_documents({ONE: claims})) == [ONE]


def test_warning_keeps_no_document_out() -> None:
    untitled = [Claim(ONE, RDF.type, SG.CommitteePaper), Claim(ONE, SG.about, mint_council("E10000017"))]
    assert validate_documents({ONE: untitled}) == {}
    assert [row.severity for row in validate((c.subject, c.predicate, c.value) for c in untitled)] == ["warning"]


def test_shapes_are_left_as_they_are() -> None:
    before = set(load_shapes())
    validate(visit_triples())
    assert set(load_shapes()) == before
