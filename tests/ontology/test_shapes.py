"""The shapes: they pass the small world, the registers and the vocabulary, and each fault is called by its name."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import Namespace

from graph import reference, registers, vocabulary
from graph.store import open_memory
from graph.terms import FACTS, ID, PREFIXES, SG, mint_concept, mint_judgement

SH = Namespace(PREFIXES["sh"])
ROOT = Path(__file__).parents[2]
REPORT = ID["document/225cb414b55a996e"]

HEAD = "".join(f"PREFIX {prefix}: <{address}>\n" for prefix, address in PREFIXES.items()) + f"BASE <{ID}>\n"


def find_faults(graph: Graph) -> list[tuple[str, str]]:
    """What is wrong, in words, with how grave it is."""
    _, report, _ = validate(graph, shacl_graph=vocabulary.load_shapes())
    assert isinstance(report, Graph)
    return sorted(
        {
            (
                str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)),
                str(report.value(result, SH.resultMessage)),
            )
            for result in report.objects(None, SH.result)
        }
    )


def read_example(*names: URIRef) -> Graph:
    """These graphs of the small world as one, or all of them."""
    graph = Graph()
    with open_memory() as store:
        store.load(io.BytesIO((ROOT / "ontology" / "example.trig").read_bytes()), "trig")
        for name in names or store.graphs():
            stream = io.BytesIO()
            store.dump(stream, "ntriples", graph=name)
            graph.parse(data=stream.getvalue(), format="nt")
    return graph


@pytest.fixture
def claims() -> Graph:
    """The facts, and what one report says: a copy to break."""
    return read_example(FACTS, REPORT)


def test_shapes_are_shapes() -> None:
    assert validate(Graph(), shacl_graph=vocabulary.load_shapes(), meta_shacl=True)[0]


def test_whole_example_is_sound() -> None:
    assert find_faults(read_example()) == []


def test_statements_of_one_document_are_sound_alone() -> None:
    assert find_faults(read_example(REPORT)) == []


def test_registers_and_vocabulary_are_sound() -> None:
    graph = Graph()
    for quad in (*reference.iter_reference(), *vocabulary.iter_vocabulary()):
        graph.add(quad[:3])
    assert find_faults(graph) == []


SIF = "<inspection/E10000017/sif/2015-09-14>"
LEADERSHIP = "<inspection/E10000017/sif/2015-09-14/judgement/leadership>"
FIRST = "<inspection/E10000017/sif/2015-09-14/recommendation/la-01>"
NOTE = "<document/225cb414b55a996e/finding/1>"
MEETING = "<meeting/E10000017/childrens-services-scrutiny-committee/2018-03-14>"
SELECTOR = "<document/225cb414b55a996e/evidence/107-159/selector>"
EVIDENCE = "<document/225cb414b55a996e/evidence/107-159>"
SCALE = "a judgement is sound, and its grade is on the scale of the area's framework"

FAULTS = [
    (f"INSERT DATA {{ {SIF} sg:inspects <council/E10000019> }}", ["an inspection has one council"]),
    (f"DELETE DATA {{ {SIF} sg:inspects <council/E10000017> }}", ["an inspection has one council"]),
    (f"DELETE WHERE {{ {SIF} sg:mentionedIn ?document }}", ["an inspection is told of by a document"]),
    (f'INSERT DATA {{ {SIF} sg:publishedDate "2015-09"^^xsd:gYearMonth }}', ["an inspection has one date of publication"]),
    (f'DELETE WHERE {{ {SIF} sg:startDate ?day }} ; INSERT DATA {{ {SIF} sg:startDate "14 September 2015" }}',
     ["an inspection has one first day, month or year"]),
    (f'DELETE WHERE {{ {SIF} sg:endDate ?day }} ; INSERT DATA {{ {SIF} sg:endDate "2015-09-01"^^xsd:date }}',
     ["an inspection ends on or after its first day"]),
    (f'DELETE WHERE {{ {SIF} sg:endDate ?day }} ; INSERT DATA {{ {SIF} sg:endDate "2015-09"^^xsd:gYearMonth }}', []),
    (f"DELETE WHERE {{ {LEADERSHIP} sg:grade ?grade }}", ["a judgement gives a grade, or documents disagree about it"]),
    (f"INSERT DATA {{ {LEADERSHIP} sg:grade <grade/good> }}", ["a judgement gives one grade"]),
    (f"DELETE WHERE {{ {LEADERSHIP} sg:grade ?grade }} ; INSERT DATA {{ {LEADERSHIP} sg:grade <grade/adequate> }}", [SCALE]),
    (f"DELETE WHERE {{ {LEADERSHIP} sg:grade ?grade }} ; INSERT DATA {{ {LEADERSHIP} sg:grade <grade/inconsistent> }}", [SCALE]),
    (f"DELETE WHERE {{ {LEADERSHIP} sg:grade ?grade }} ; INSERT DATA {{ {LEADERSHIP} sg:grade <area/sif/leadership> }}", ["a judgement gives one grade"]),
    (f"DELETE WHERE {{ {LEADERSHIP} sg:grade ?grade }} ; INSERT DATA {{ {LEADERSHIP} sg:grade <https://example.org/id/grade/good> }}",
     ["a judgement gives one grade"]),
    (f"DELETE WHERE {{ {SIF} sg:judgement {LEADERSHIP} }}", ["a judgement belongs to one inspection"]),
    (f"DELETE WHERE {{ {LEADERSHIP} sg:evidence ?words }}", ["needs evidence: the words of a document"]),
    (f"DELETE WHERE {{ {FIRST} sg:text ?text }}", ["a recommendation has a text, or documents disagree about it"]),
    (f'INSERT DATA {{ {FIRST} sg:text "Another text." }}', ["a recommendation has one text"]),
    (f"DELETE WHERE {{ {FIRST} sg:text ?text }} ; INSERT {{ ?disagreement sg:about {FIRST} }} WHERE {{ ?disagreement a sg:Disagreement }} ; DELETE {{ ?disagreement sg:about {SIF} }} WHERE {{ ?disagreement a sg:Disagreement }}", []),
    (f"DELETE WHERE {{ {FIRST} sg:kind ?kind }}", ["a recommendation has a kind, or documents disagree about it"]),
    (f"DELETE WHERE {{ {FIRST} sg:number ?number }}", []),
    (f"INSERT DATA {{ {FIRST} sg:number 2 }}", ["a recommendation has one number, from 1"]),
    (f"DELETE WHERE {{ {FIRST} sg:addressedTo ?body }}", ["a recommendation says who must act"]),
    (f"DELETE WHERE {{ {FIRST} sg:kind ?kind }} ; INSERT DATA {{ {FIRST} sg:kind <recommendation-kind/wish> }}",
     ["a recommendation is of one known kind"]),
    (f"DELETE WHERE {{ {NOTE} sg:polarity ?polarity }}", ["a finding is a strength or a need for improvement"]),
    (f"DELETE WHERE {{ {SELECTOR} oa:exact ?words }}", ["a selector quotes the words"]),
    (f"DELETE WHERE {{ {SELECTOR} oa:end ?end }} ; INSERT DATA {{ {SELECTOR} oa:end 5 }}", ["a selector has one start, not after its end"]),
    (f"DELETE WHERE {{ {EVIDENCE} sg:page ?page }} ; INSERT DATA {{ {EVIDENCE} sg:page 0 }}", ["evidence is on one page, counted from 1"]),
    (f"DELETE WHERE {{ {EVIDENCE} a oa:SpecificResource }}", ["a statement has one piece of evidence, told in the same graph"]),
    ("DELETE { ?statement rdf:object ?value } WHERE { ?statement a sg:Statement ; rdf:predicate sg:publishedDate ; rdf:object ?value }",
     ["a statement has one value"]),
    ("DELETE WHERE { <person/sarah-canto> foaf:name ?name }", ["a person has a name"]),
    ("DELETE WHERE { <committee/E10000017/childrens-services-scrutiny-committee> org:unitOf ?council }", ["a committee is one council's"]),
    (f'INSERT DATA {{ {MEETING} sg:meetingDate "2018"^^xsd:gYear }}', ["a meeting has one date"]),
    (f'DELETE WHERE {{ {MEETING} sg:meetingDate ?day }} ; INSERT DATA {{ {MEETING} sg:meetingDate "2018-02-30"^^xsd:date }}',
     ["a meeting has one date"]),
    ("DELETE WHERE { ?disagreement sg:value ?value }", ["a disagreement has two values or more"]),
    ('INSERT DATA { <council/E10000017/gap/x> a sg:Gap ; sg:gapIn <council/E10000017> ; sg:field "x" ; sg:reason "y" }', []),
    ('INSERT DATA { <council/E10000017/gap/x> a sg:Gap ; sg:gapIn <council/E10000017> ; sg:field "x" }', ["a gap has one reason"]),
    ('INSERT DATA { <person/x/gap/x> a sg:Gap ; sg:gapIn <person/x> ; sg:field "x", "z" ; sg:reason "y" }',
     ["a gap is in what is known of one council or inspection", "a gap names one field"]),
]  # fmt: skip


@pytest.mark.parametrize(("update", "faults"), FAULTS, ids=[update[:70] for update, _ in FAULTS])
def test_fault_is_called_by_its_name(claims: Graph, update: str, faults: list[str]) -> None:
    claims.update(HEAD + update)
    assert [message for _, message in find_faults(claims)] == faults


WARNINGS = [
    (f'DELETE WHERE {{ {SIF} sg:publishedDate ?day }} ; INSERT DATA {{ {SIF} sg:publishedDate "2015-10-01"^^xsd:date }}',
     "a report is published on or after the inspection's last day"),
    (f"INSERT DATA {{ <inspection/E10000019/focused-visit/2018-04-10> sg:judgement {LEADERSHIP} }} ; DELETE DATA {{ {SIF} sg:judgement {LEADERSHIP} }}",
     "focused and monitoring visits grade nothing"),
    ("DELETE WHERE { <document/225cb414b55a996e> dcterms:title ?title }", "a report or paper has one title"),
]  # fmt: skip


@pytest.mark.parametrize(("update", "warning"), WARNINGS)
def test_oddity_is_kept_and_reported(claims: Graph, update: str, warning: str) -> None:
    claims.update(HEAD + update)
    assert find_faults(claims) == [("Warning", warning)]


def iter_sound_judgements() -> Iterator[tuple[URIRef, URIRef]]:
    """Every area of every framework with every grade of its scale."""
    for row in registers.frameworks():
        folder = "sif" if row.framework == "sif-reinspection" else row.framework
        for area in row.areas:
            for grade in {grade.key for grade in registers.grades() if grade.scheme == row.scheme}:
                yield mint_concept("area", f"{folder}/{area}"), mint_concept("grade", grade)


def test_scales_in_the_shapes_are_those_of_the_frameworks() -> None:
    """The shapes list frameworks and grades themselves, to stand alone; all that the tables allow must pass."""
    graph = Graph()
    pairs = sorted(set(iter_sound_judgements()))
    inspection = ID["inspection/E10000017/sif/2015-09-14"]
    for number, (area, grade) in enumerate(pairs):
        judgement = mint_judgement(inspection, "area-" + "x" * number)
        graph.add((inspection, SG.judgement, judgement))
        graph.add((judgement, RDF.type, SG.Judgement))
        graph.add((judgement, SG.area, area))
        graph.add((judgement, SG.grade, grade))
        graph.add((judgement, SG.evidence, URIRef(f"{REPORT}/evidence/0-1")))
    assert len(pairs) == 4 * (2 + 4 + 5) + 4 * (7 + 6) + 3
    assert find_faults(graph) == []
