"""The registers as quads: whole councils, compared with what a reader of linked data expects to find."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import RDF, SKOS, Graph
from rdflib.compare import isomorphic

from graph import reference, registers, vocabulary
from graph.terms import ID, PREFIXES, REGISTERS, SG, mint_concept, mint_council, mint_inspectorate

QUADS = list(reference.iter_reference())
HEAD = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items()) + f"@base <{ID}> .\n"
ONS = "http://statistics.data.gov.uk/id/statistical-geography"


def described(subject: str) -> Graph:
    graph = Graph()
    for quad in QUADS:
        if str(quad[0]) == f"{ID}{subject}":
            graph.add(quad[:3])
    return graph


COUNCILS = [
    ("council/E06000065", f"""
        <council/E06000065> a sg:Council ;
            skos:prefLabel "North Yorkshire"@en ; skos:altLabel "North Yorkshire Council"@en ;
            sg:officialName "North Yorkshire Council" ;
            sg:gssCode "E06000065" ; sg:otherGssCode "E10000023" ; sg:dfeNumber "815" ; sg:ofstedProviderNumber "80530" ;
            skos:exactMatch <{ONS}/E06000065> ; skos:closeMatch <{ONS}/E10000023> ;
            sg:councilType <council-type/unitary-authority> ; sg:region <region/E12000003> ;
            geo:lat 54.09371 ; geo:long -1.55032 ; sg:existedFrom "1974-04-01"^^xsd:date ."""),
    ("council/E10000006", f"""
        <council/E10000006> a sg:Council ;
            skos:prefLabel "Cumbria"@en ; skos:altLabel "Cumbria County Council"@en ;
            sg:officialName "Cumbria County Council" ;
            sg:gssCode "E10000006" ; sg:dfeNumber "909" ; skos:exactMatch <{ONS}/E10000006> ;
            sg:councilType <council-type/county> ; sg:region <region/E12000002> ;
            geo:lat 54.6 ; geo:long "-3"^^xsd:decimal ;
            sg:existedFrom "1974-04-01"^^xsd:date ; sg:existedTo "2023-03-31"^^xsd:date ;
            sg:successor <council/E06000063>, <council/E06000064> ."""),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "expected"), COUNCILS)
def test_council_is_told_whole(subject: str, expected: str) -> None:
    found = described(subject)
    found.remove((None, SG.statisticalNeighbour, None))
    assert isomorphic(found, Graph().parse(data=HEAD + expected, format="turtle")), found.serialize()


def test_neighbours_are_councils() -> None:
    neighbours = set(described("council/E10000017").objects(None, SG.statisticalNeighbour))
    assert neighbours == {mint_council(code) for code in registers.councils()["E10000017"].neighbours}


def test_region_is_a_concept_linked_to_its_geography() -> None:
    expected = f"""<region/E12000002> a skos:Concept ; skos:prefLabel "North West"@en ; sg:gssCode "E12000002" ;
        skos:inScheme <region> ; skos:exactMatch <{ONS}/E12000002> ."""
    assert isomorphic(described("region/E12000002"), Graph().parse(data=HEAD + expected, format="turtle"))


def test_kinds_of_things_are_counted() -> None:
    kinds = Counter(quad[2] for quad in QUADS if quad[1] == RDF.type)
    assert kinds == {SG.Council: 158, SKOS.Concept: 9, SG.Inspectorate: 6}


def test_no_quad_comes_twice_and_all_are_in_the_registers() -> None:
    assert len(set(QUADS)) == len(QUADS)
    assert {quad[3] for quad in QUADS} == {REGISTERS}


def test_registers_repeat_nothing_of_the_vocabulary() -> None:
    assert {quad[:3] for quad in QUADS} & set(vocabulary.load()) == set()


def test_concepts_that_councils_point_to_exist() -> None:
    labelled = set(vocabulary.labels()) | {quad[0] for quad in QUADS if quad[1] == SKOS.prefLabel}
    wanted = {
        quad[2] for quad in QUADS if quad[1] in (SG.councilType, SG.region, SG.successor, SG.statisticalNeighbour)
    }
    assert wanted <= labelled
    assert {mint_concept("council-type", "county"), mint_concept("region", "E12000009")} <= wanted


def test_bodies_of_frameworks_and_kinds_are_described() -> None:
    described_bodies = {quad[0] for quad in QUADS if quad[2] == SG.Inspectorate}
    named = {body for row in registers.frameworks() for body in row.inspectorates}
    named |= {body for row in registers.kinds().values() for body in row.inspectorates}
    assert {mint_inspectorate(body) for body in named} <= described_bodies
