from __future__ import annotations

import io
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, RDFS, XSD, BNode, Literal, URIRef

from graph.derive import derive, rules
from graph.store import Store, open_memory
from graph.terms import DERIVED, FACTS, ID, SG, mint_concept, mint_council
from graph.vocabulary import iter_vocabulary

HERE = Path(__file__).parent
EXAMPLE = HERE.parent.parent / "ontology" / "example.trig"
SKOS_LABEL = URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
COUNCIL = mint_council("X")
DATATYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


@pytest.fixture
def store() -> Store:
    empty = open_memory()
    empty.add(iter_vocabulary())
    empty.add([(COUNCIL, RDF.type, SG.Council, FACTS), (COUNCIL, SKOS_LABEL, Literal("Exshire", lang="en"), FACTS)])
    return empty


def date(text: str) -> Literal:
    return Literal(text, datatype=DATATYPES[len(text)], normalize=False)


def add_inspection(store: Store, key: str, start: str | None = None, **said: object) -> URIRef:
    """An inspection of Exshire: `grades` by area, the rest as properties."""
    iri = ID[f"inspection/X/{key}"]
    kind = said.pop("kind", "FullInspection")
    facts = [(RDF.type, SG[str(kind)]), (SG.inspects, COUNCIL)]
    if start:
        facts.append((SG.startDate, date(start)))
    for area, grade in dict(said.pop("grades", {})).items():
        judgement = ID[f"inspection/X/{key}/judgement/{area.rpartition('/')[2]}"]
        facts.append((SG.judgement, judgement))
        store.add(
            [
                (judgement, SG.area, mint_concept("area", area), FACTS),
                (judgement, SG.grade, mint_concept("grade", grade), FACTS),
            ]
        )
    facts += [(SG[name], value) for name, value in said.items()]
    store.add((iri, predicate, value, FACTS) for predicate, value in facts)
    return iri


def derived(store: Store, *predicates: URIRef) -> set[tuple[str, str]]:
    """What the rules say by these properties, without the council's part of the IRIs; gaps have tests of their own."""
    derive(store)
    base = str(ID["inspection/X/"])
    rows = store.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{DERIVED}> {{ ?s ?p ?o }} }}")
    return {
        (str(s).removeprefix(base), str(o).removeprefix(base).removeprefix(str(ID)))
        for s, p, o in rows
        if p in predicates and "/gap/" not in str(s)
    }


def test_rules_on_the_small_world_give_this_and_nothing_else() -> None:
    with open_memory() as small, EXAMPLE.open("rb") as stream:
        small.load(stream, "trig")
        small.add(iter_vocabulary())
        number = derive(small)
        dump = io.BytesIO()
        small.dump(dump, "ntriples", graph=DERIVED)
    expected = (HERE / "example.nt").read_text(encoding="utf-8").splitlines()
    assert sorted(dump.getvalue().decode().splitlines()) == expected
    assert number == len(expected)


@pytest.mark.parametrize(
    ("issued", "said", "disputed", "expected"),
    [
        (["2023-01-26"], None, False, {"2023-01-26"}),
        (["2023-01-27", "2023-01-26"], None, False, {"2023-01-26"}),
        (["2023-01-26"], "2023-01", False, set()),
        (["2023-01-26"], None, True, set()),
        ([], None, False, set()),
    ],
)
def test_report_that_is_dated_by_the_list_alone_was_published_then(
    store: Store, issued: list[str], said: str | None, disputed: bool, expected: set[str]
) -> None:
    inspection = add_inspection(store, "a", "2022-11-28", **({"publishedDate": date(said)} if said else {}))
    for number, day in enumerate(issued):
        report = ID[f"document/{number}"]
        store.add([(inspection, SG.report, report, FACTS), (report, DCTERMS.issued, date(day), FACTS)])
    if disputed:
        disagreement = ID["disagreement/1"]
        store.add([(disagreement, SG.about, inspection, FACTS), (disagreement, SG.property, SG.publishedDate, FACTS)])
    assert {day for _, day in derived(store, SG.publishedDate)} == expected


def test_rules_run_again_give_the_same(store: Store) -> None:
    add_inspection(store, "a", "2015", grades={"sif/overall": "good"})
    add_inspection(store, "b", "2018-06", grades={"ilacs/overall": "good"})
    assert derive(store) == derive(store) == len(store.query(f"SELECT * WHERE {{ GRAPH <{DERIVED}> {{ ?s ?p ?o }} }}"))


def test_visit_is_an_inspection_too_and_what_is_one_stays_one_once(store: Store) -> None:
    visit, inspection = (add_inspection(store, key, "2018", kind=key) for key in ("FocusedVisit", "Inspection"))
    assert derived(store, RDF.type) == {("FocusedVisit", str(SG.Inspection))}
    held = store.query("PREFIX sg: <https://w3id.org/scrutiny-graph/def#> SELECT ?x { ?x a sg:Inspection } ORDER BY ?x")
    assert [row[0] for row in held] == [visit, inspection]


def test_rules_are_headed_by_a_claim_and_make_no_blank_nodes() -> None:
    assert [rule.name for rule in rules()] == sorted(rule.name for rule in rules())
    assert all(rule.claim.endswith((".", '".')) and rule.claim[0].isupper() for rule in rules())
    with open_memory() as small, EXAMPLE.open("rb") as stream:
        small.load(stream, "trig")
        derive(small)
        terms = {term for row in small.query(f"SELECT * WHERE {{ GRAPH <{DERIVED}> {{ ?s ?p ?o }} }}") for term in row}
    assert not any(isinstance(term, BNode) for term in terms)


def test_inspection_has_the_grade_of_its_overall_judgement(store: Store) -> None:
    inspection = add_inspection(store, "a", "2018", grades={"ilacs/overall": "good", "ilacs/leadership": "inadequate"})
    add_inspection(store, "b", "2019", grades={"ilacs/leadership": "good"})
    store.add([(URIRef(f"{inspection}/judgement/overall"), SG.overall, Literal(True), FACTS)])
    assert derived(store, SG.overallGrade) == {("a", "grade/good")}


def test_inspector_returned_to_a_council_inspected_twice(store: Store) -> None:
    returning, once = ID["person/ann"], ID["person/ben"]
    first = add_inspection(store, "a", "2018", inspector=returning)
    add_inspection(store, "b", "2019", inspector=returning)
    store.add([(first, SG.inspector, once, FACTS)])
    assert derived(store, SG.returnedTo) == {(str(returning), str(COUNCIL).removeprefix(str(ID)))}


@pytest.mark.parametrize(
    ("kind", "framework", "start", "end", "label"),
    [
        ("FullInspection", "sif", "2015-09-14", "2015-10-08", "Single inspection framework inspection of Exshire, 14 September to 8 October 2015"),
        ("FullInspection", "ilacs", "2018-06-04", "2018-06-28", "ILACS inspection of Exshire, 4 to 28 June 2018"),
        ("FullInspection", "ilacs", "2018-12-28", "2019-01-04", "ILACS inspection of Exshire, 28 December 2018 to 4 January 2019"),
        ("FullInspection", "jtai", "2018-05-01", "2018-05-01", "Joint targeted area inspection of Exshire, 1 May 2018"),
        ("FullInspection", None, "2015", None, "Inspection of Exshire, 2015"),
        ("FullInspection", None, None, None, "Inspection of Exshire"),
        ("AreaSendInspection", "area-send", "2024-11", "2024-12", "Area SEND inspection of Exshire, November to December 2024"),
        ("AreaSendInspection", None, "2017-07-10", "2017-07", "SEND inspection of Exshire, 10 July 2017"),
        ("MonitoringVisit", "ilacs", "2017-07-25", "2017-07-26", "Monitoring visit to Exshire, 25 to 26 July 2017"),
        ("FocusedVisit", "ilacs", "2019-11", None, "Focused visit to Exshire, November 2019"),
        ("JointTargetedAreaInspection", "jtai", "2020", "2021", "Joint targeted area inspection of Exshire, 2020 to 2021"),
        ("PeerReview", None, "2016-10", None, "Peer review of Exshire, October 2016"),
        ("ExternalReview", None, None, "2016", "Review of Exshire, 2016"),
        ("Inspection", None, "2012-02-29", None, "Inspection of Exshire, 29 February 2012"),
        ("InspectionSeries", None, "2017-02", None, "Several inspections of Exshire, since February 2017"),
    ],
)  # fmt: skip
def test_inspection_is_called_by_kind_council_and_days(
    store: Store, kind: str, framework: str | None, start: str | None, end: str | None, label: str
) -> None:
    said = {"framework": mint_concept("framework", framework)} if framework else {}
    said |= {"endDate": date(end)} if end else {}
    add_inspection(store, "i", start, kind=kind, **said)
    assert derived(store, RDFS.label) == {("i", label)}


def test_inspection_known_by_its_report_alone_is_called_by_the_date_of_that(store: Store) -> None:
    add_inspection(store, "i", kind="MonitoringVisit", publishedDate=date("2015-11"))
    assert derived(store, RDFS.label) == {("i", "Monitoring visit to Exshire, published November 2015")}


def test_body_that_nobody_names_is_called_by_what_it_is_and_whose(store: Store) -> None:
    partnership, recommendation = ID["partnership/X"], ID["inspection/X/i/recommendation/lap-01"]
    add_inspection(store, "i", "2024-12-09", kind="AreaSendInspection", recommendation=recommendation)
    store.add(
        [
            (partnership, RDF.type, SG.Partnership, FACTS),
            (recommendation, RDF.type, SG.Recommendation, FACTS),
            (recommendation, SG.addressedTo, partnership, FACTS),
            (recommendation, SG.addressedTo, ID["organisation/zeal"], FACTS),
            (ID["organisation/zeal"], URIRef("http://xmlns.com/foaf/0.1/name"), Literal("Zeal Trust"), FACTS),
        ]
    )
    assert derived(store, RDFS.label) == {
        (str(partnership), "Local area partnership of Exshire"),
        ("i", "SEND inspection of Exshire, 9 December 2024"),
        ("i/recommendation/lap-01", "Recommendation to Local area partnership of Exshire and others, 2024"),
    }


@pytest.mark.parametrize(
    ("framework", "start", "version"),
    [
        ("ilacs", "2022-12-31", "ilacs-2018"),
        ("ilacs", "2023-01-01", "ilacs-2023"),
        ("ilacs", "2023", "ilacs-2023"),
        ("ilacs", "2026", None),
        ("ilacs", "2026-03", "ilacs-2023"),
        ("ilacs", "2026-04", "ilacs-2026"),
        ("ilacs", "2017-12-31", None),
        ("sif", "2013-11", "sif-2013"),
        ("area-send", "2099-01-01", "area-send-2023"),
    ],
)
def test_version_is_the_one_in_force_on_every_day_that_is_meant(
    store: Store, framework: str, start: str, version: str | None
) -> None:
    add_inspection(store, "i", start, framework=mint_concept("framework", framework))
    assert derived(store, SG.frameworkVersion) == ({("i", f"framework/{version}")} if version else set())


def test_area_that_the_version_does_not_grade_is_said_to_be_so(store: Store) -> None:
    ilacs = mint_concept("framework", "ilacs")
    add_inspection(store, "full", "2026-05-11", framework=ilacs)
    add_inspection(store, "graded", "2026-06-11", framework=ilacs, grades={"ilacs/overall": "good"})
    add_inspection(store, "planned", "2027-06-11", framework=ilacs, planned=Literal(True))
    add_inspection(store, "visit", "2026-07-11", framework=ilacs, kind="FocusedVisit")
    found = derived(store, SG.notGraded)
    assert {pair for pair in found if pair[1].startswith("area/ilacs/")} == {
        ("full", "area/ilacs/overall"),
        ("full", "area/ilacs/in-care-and-care-leavers"),
        ("graded", "area/ilacs/in-care-and-care-leavers"),
    }
    assert {inspection for inspection, _ in found} == {"full", "graded"}


def test_inspections_of_a_council_stand_in_order_each_family_apart(store: Store) -> None:
    add_inspection(store, "2015", "2015-09-14")
    add_inspection(store, "2018", "2018")
    add_inspection(store, "2018-06", "2018-06-04")
    add_inspection(store, "2018-06-b", "2018-06-04")
    add_inspection(store, "send-2017", "2017-01-01", kind="AreaSendInspection")
    add_inspection(store, "send-2024", "2024-01-01", kind="AreaSendInspection")
    add_inspection(store, "visit", "2016-01-01", kind="MonitoringVisit")
    add_inspection(store, "planned", "2030", planned=Literal(True))
    add_inspection(store, "undated")
    order = {("2018", "2015"), ("2018-06", "2018"), ("2018-06-b", "2018-06"), ("send-2024", "send-2017")}
    assert derived(store, SG.previousInspection) == order
    assert derived(store, SG.nextInspection) == {(before, after) for after, before in order}
    assert derived(store, SG.currentInspection) == {(str(COUNCIL), "2018-06-b"), (str(COUNCIL), "send-2024")}


def test_area_is_followed_through_frameworks_by_close_match_alone(store: Store) -> None:
    add_inspection(store, "a", "2014", grades={"sif/care-leavers": "inadequate", "sif/adoption": "good"})
    add_inspection(store, "b", "2019", grades={"ilacs/in-care-and-care-leavers": "good"})
    add_inspection(store, "c", "2023", grades={"ilacs/care-leavers": "outstanding", "ilacs/in-care": "good"})
    earlier = {("c/judgement/care-leavers", "a/judgement/care-leavers")}
    assert derived(store, SG.previousJudgement) == earlier
    assert derived(store, SG.change) == {("c/judgement/care-leavers", "change/improved")}
    assert derived(store, SG.currentJudgement) == {
        (str(COUNCIL), f"{key}/judgement/{area}")
        for key, area in (("a", "adoption"), ("b", "in-care-and-care-leavers"), ("c", "care-leavers"), ("c", "in-care"))
    }


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("sif/overall good", "ilacs/overall good", "same"),
        ("sif/overall good", "ilacs/overall inadequate", "declined"),
        ("sif/overall requires-improvement", "sif/overall outstanding", "improved"),
        ("child-protection/leadership adequate", "child-protection/leadership requires-improvement", "same"),
        ("area-send/outcome inconsistent", "area-send/outcome systemic-failings", "declined"),
        ("sif/overall good", "sif/adoption good", None),
    ],
)
def test_change_is_told_by_the_place_of_both_grades(store: Store, before: str, after: str, change: str | None) -> None:
    add_inspection(store, "a", "2014", grades=[before.split()])
    add_inspection(store, "b", "2018", grades=[after.split()])
    assert {found for _, found in derived(store, SG.change)} == ({f"change/{change}"} if change else set())


def test_judgement_withheld_by_a_later_framework_is_current_no_longer(store: Store) -> None:
    ilacs = mint_concept("framework", "ilacs")
    add_inspection(store, "a", "2024-01-01", framework=ilacs, grades={"ilacs/overall": "good", "ilacs/in-care": "good"})
    add_inspection(store, "b", "2026-05-01", framework=ilacs, grades={"ilacs/in-care": "good"})
    assert derived(store, SG.currentJudgement) == {(str(COUNCIL), "b/judgement/in-care")}
