"""Frameworks, areas and grades: the concepts agree with the tables of wordings, both ways, and with one another."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest
from rdflib import RDF, SKOS, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph import registers, vocabulary
from graph.terms import ID, SG, mint_concept, mint_inspectorate, slug

GRAPH = vocabulary.load()


def key(term: Node | None) -> str:
    return str(term).removeprefix(str(ID))


def keys(subject: URIRef, predicate: URIRef) -> set[str]:
    return {key(value) for value in GRAPH.objects(subject, predicate)}


def area_folder(framework: str) -> str:
    """Re-inspections grade the areas of the framework itself."""
    return {"sif-reinspection": "sif"}.get(framework, framework)


def test_versions_agree_with_the_table() -> None:
    declared = {
        key(version): (
            key(GRAPH.value(version, SG.versionOf)),
            str(GRAPH.value(version, SKOS.prefLabel)),
            str(GRAPH.value(version, SG.validFrom)),
            str(GRAPH.value(version, SG.validUntil) or ""),
            keys(version, SG.grades),
            keys(version, SG.inspectorate),
            key(GRAPH.value(version, SG.gradeScheme) or ""),
        )
        for version in GRAPH.subjects(RDF.type, SG.FrameworkVersion)
    }
    assert declared == {
        f"framework/{row.version}": (
            f"framework/{row.framework}",
            row.label,
            row.start,
            row.end,
            {f"area/{area_folder(row.framework)}/{area}" for area in row.areas},
            {key(mint_inspectorate(body)) for body in row.inspectorates},
            row.scheme and f"grade-scheme/{row.scheme}",
        )
        for row in registers.frameworks()
    }


def test_frameworks_agree_with_the_table() -> None:
    declared = {key(term): str(GRAPH.value(term, SKOS.notation)) for term in GRAPH.subjects(RDF.type, SG.Framework)}
    assert declared == {f"framework/{row.framework}": row.name for row in registers.frameworks()}


def test_frameworks_and_versions_have_addresses_of_their_own() -> None:
    assert not {row.version for row in registers.frameworks()} & {row.framework for row in registers.frameworks()}


def test_versions_of_one_framework_follow_one_another_without_overlap() -> None:
    versions = defaultdict(list)
    for row in registers.frameworks():
        versions[row.framework].append((row.start, row.end or "9999"))
    assert {
        name: spans for name, spans in versions.items() if any(a[1] >= b[0] for a, b in itertools.pairwise(spans))
    } == {}


def test_areas_agree_with_the_first_wordings_of_the_table() -> None:
    slugs = {row.name: row.framework for row in registers.frameworks()}
    first: dict[str, str] = {}
    for row in registers.areas():
        first.setdefault(f"area/{slugs[row.framework]}/{row.key}", row.wording)
    assert {key(area): str(GRAPH.value(area, SKOS.prefLabel)) for area in GRAPH.subjects(RDF.type, SG.Area)} == first


def test_grades_agree_with_the_first_wordings_of_the_table() -> None:
    first: dict[str, str] = {}
    schemes = defaultdict(set)
    for row in registers.grades():
        first.setdefault(f"grade/{row.key}", row.wording)
        schemes[f"grade/{row.key}"].add(f"grade-scheme/{row.scheme}")
    grades = [grade for grade in GRAPH.subjects(RDF.type, SG.Grade) if isinstance(grade, URIRef)]
    assert {key(grade): str(GRAPH.value(grade, SKOS.prefLabel)) for grade in grades} == first
    assert {key(grade): keys(grade, SKOS.inScheme) for grade in grades} == schemes


@pytest.mark.parametrize(
    ("scheme", "grades"),
    [
        ("four-point", ["outstanding", "good", "requires-improvement", "inadequate"]),
        ("before-2013", ["outstanding", "good", "adequate", "inadequate"]),
        ("area-send", ["typically-positive", "inconsistent", "systemic-failings"]),
    ],
)
def test_scale_lists_its_grades_from_the_best_down(scheme: str, grades: list[str]) -> None:
    members = GRAPH.value(mint_concept("grade-scheme", scheme), SKOS.memberList)
    assert members is not None
    listed = list(Collection(GRAPH, members))
    assert [key(grade) for grade in listed] == [f"grade/{grade}" for grade in grades]
    ranks = [int(str(GRAPH.value(grade, SG.rank))) for grade in listed]
    assert ranks == list(range(len(grades), 0, -1))


def test_every_wording_of_a_grade_names_one_grade() -> None:
    named = defaultdict(set)
    for row in registers.grades():
        named[row.wording.lower()].add(row.key)
    assert {wording: found for wording, found in named.items() if len(found) > 1} == {}


def test_every_wording_of_an_area_names_one_area_of_its_framework() -> None:
    named = defaultdict(set)
    for row in registers.areas():
        named[row.framework, row.wording.lower()].add(row.key)
    assert {wording: found for wording, found in named.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("there", "back"),
    [(SKOS.closeMatch, SKOS.closeMatch), (SKOS.relatedMatch, SKOS.relatedMatch), (SKOS.narrowMatch, SKOS.broadMatch)],
)
def test_matches_of_areas_go_both_ways(there: URIRef, back: URIRef) -> None:
    pairs = set(GRAPH.subject_objects(there))
    assert pairs == {(b, a) for a, b in GRAPH.subject_objects(back)}
    assert pairs


def test_care_leavers_can_be_followed_through_all_frameworks() -> None:
    care_leavers = mint_concept("area", "sif/care-leavers")
    assert keys(care_leavers, SKOS.closeMatch) == {"area/ilacs/care-leavers"}
    assert keys(care_leavers, SKOS.broadMatch) == {"area/ilacs/in-care-and-care-leavers"}


@pytest.mark.parametrize(
    ("version", "areas"),
    [
        ("ilacs-2018", {"ilacs/in-care", "ilacs/care-leavers", "sif/adoption", "sif/lscb"}),
        ("ilacs-2023", {"ilacs/in-care-and-care-leavers", "sif/adoption", "sif/lscb"}),
        ("ilacs-2026", {"ilacs/overall", "ilacs/in-care-and-care-leavers", "sif/adoption", "sif/lscb"}),
        ("sif-reinspection-2015", {"sif/lscb"}),
        ("sif-2013", set()),
    ],
)
def test_what_a_version_does_not_grade_is_said(version: str, areas: set[str]) -> None:
    assert keys(mint_concept("framework", version), SG.notGraded) == {f"area/{area}" for area in areas}


def test_graded_and_not_graded_areas_are_all_of_a_frameworks_areas() -> None:
    versions = set(GRAPH.subjects(SG.grades))
    assert len(versions) > 1
    for version in versions:
        graded = set(GRAPH.objects(version, SG.grades))
        schemes = {scheme for area in graded for scheme in GRAPH.objects(area, SKOS.inScheme)}
        areas = {area for scheme in schemes for area in GRAPH.subjects(SKOS.inScheme, scheme)}
        assert areas <= graded | set(GRAPH.objects(version, SG.notGraded))


def test_what_is_not_graded_has_no_closely_matching_area_that_is() -> None:
    for version, area in GRAPH.subject_objects(SG.notGraded):
        assert not set(GRAPH.objects(area, SKOS.closeMatch)) & set(GRAPH.objects(version, SG.grades))


def test_types_of_councils_agree_with_the_table() -> None:
    scheme = ID["council-type"]
    declared = {(key(term), str(GRAPH.value(term, SKOS.prefLabel))) for term in GRAPH.subjects(SKOS.inScheme, scheme)}
    assert declared == {(f"council-type/{slug(row.type)}", row.type) for row in registers.councils().values()}


def test_every_concept_has_a_scheme_that_is_declared_and_one_english_label() -> None:
    schemes = set(GRAPH.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = set(GRAPH.subjects(SKOS.inScheme))
    assert {scheme for term in concepts for scheme in GRAPH.objects(term, SKOS.inScheme)} <= schemes
    labels = {
        term: [label.language for label in GRAPH.objects(term, SKOS.prefLabel) if isinstance(label, Literal)]
        for term in concepts | schemes
    }
    assert {term: found for term, found in labels.items() if found != ["en"]} == {}
