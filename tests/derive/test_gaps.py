"""What is not known, as data: each gap where there is one, and none where nothing is missing."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from graph.derive import derive
from graph.store import Store, open_memory
from graph.terms import FACTS, ID, PREFIXES, SG
from graph.vocabulary import iter_vocabulary

HEAD = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items()) + f"@base <{ID}> .\n"
COUNCIL = '<council/X> a sg:Council ; skos:prefLabel "Exshire"@en ; sg:ofstedProviderNumber "80999" .'
REPORT = "<document/0000000000000001>"
PAPER = "<document/0000000000000002>"

# An inspection of which everything is known: each test takes something away or puts something in its place.
WHOLE = f"""
<inspection/X/area-send/2024-12-09> a sg:AreaSendInspection ; sg:inspects <council/X> ; sg:framework <framework/area-send> ;
    sg:startDate "2024-12-09"^^xsd:date ; sg:endDate "2024-12-13"^^xsd:date ; sg:publishedDate "2025-02-12"^^xsd:date ;
    sg:leadInspector <person/jo-bell> ; sg:judgement <j> ; sg:recommendation <r> ; sg:report {REPORT} ;
    sg:mentionedIn {REPORT}, {PAPER} .
<j> sg:area <area/area-send/outcome> ; sg:grade <grade/inconsistent> .
{PAPER} a sg:CommitteePaper .
"""
FULL = """
<inspection/X/{slug}/{start}> a sg:FullInspection ; sg:inspects <council/X> ; sg:framework <framework/{slug}> ;
    sg:startDate "{start}"^^xsd:date .
"""


@pytest.fixture
def store() -> Iterator[Store]:
    with open_memory() as empty:
        empty.add(iter_vocabulary())
        yield empty


def find_gaps(store: Store, *facts: str) -> set[tuple[str, str, str]]:
    """The gaps in these facts: address without the council's part, field, and reason."""
    store.load(io.BytesIO((HEAD + COUNCIL + "".join(facts)).encode()), "turtle", graph=FACTS)
    derive(store)
    rows = store.query(
        f"SELECT ?gap ?field ?reason WHERE {{ ?gap a <{SG.Gap}> ; <{SG.field}> ?field ; <{SG.reason}> ?reason }}"
    )
    return {(str(gap).removeprefix(str(ID)), str(field), str(reason)) for gap, field, reason in rows}


NO_INSPECTION = ("council/X/gap/inspections", "inspections", "no full inspection is known at all")


def test_whole_inspection_has_no_gap(store: Store) -> None:
    assert find_gaps(store, WHOLE) == {NO_INSPECTION}


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        (f"sg:report {REPORT}", "sg:focus 'x'", "report", "known only from other documents than its own report"),
        ("sg:framework <framework/area-send> ;", "", "framework", "not found in its own report"),
        ('sg:endDate "2024-12-13"^^xsd:date ;', "", "end", "not found in its own report"),
        ('sg:publishedDate "2025-02-12"^^xsd:date ;', "", "published", "not found in its own report"),
        ("sg:leadInspector <person/jo-bell> ;", "", "lead inspector", "not found in its own report"),
        ("sg:judgement <j> ;", "", "grade", "not found in its own report"),
        ("sg:recommendation <r> ;", "", "recommendations", "not found in its own report"),
        (f"{REPORT}, {PAPER}", REPORT, "papers", "no committee paper that was read tells of it"),
    ],
)
def test_gap_is_called_by_what_is_missing_and_why(store: Store, old: str, new: str, field: str, reason: str) -> None:
    assert WHOLE.count(old) == 1
    key = {"grade": "grade-outcome"}.get(field, field.replace(" ", "-"))
    gap = (f"inspection/X/area-send/2024-12-09/gap/{key}", field, reason)
    found = find_gaps(store, WHOLE.replace(old, new))
    assert found == {NO_INSPECTION, gap}


def test_gap_without_the_report_says_so(store: Store) -> None:
    table = f"{PAPER} a sg:CommitteePaper, sg:InspectionTable ."
    facts = (
        WHOLE.replace(f"sg:report {REPORT} ;", "")
        .replace("sg:leadInspector <person/jo-bell> ;", "")
        .replace("sg:recommendation <r> ;", "")
    )
    count = (
        '<inspection/X/area-send/2024-12-09> sg:count <c> . <c> sg:counted "recommendations to the area partnership" .'
    )
    assert {reason for _, _, reason in find_gaps(store, facts, table, count) - {NO_INSPECTION}} == {
        "known from a table of inspections, without its own report",
        "not told by the documents that mention it",
        "only their number is told",
    }


@pytest.mark.parametrize(
    ("thing", "prop", "old"),
    [
        ("<inspection/X/area-send/2024-12-09>", "sg:endDate", 'sg:endDate "2024-12-13"^^xsd:date ;'),
        ("<j>", "sg:grade", "; sg:grade <grade/inconsistent>"),
    ],
)
def test_what_documents_disagree_about_is_a_gap_of_that_reason(store: Store, thing: str, prop: str, old: str) -> None:
    disagreement = f"<disagreement/1> a sg:Disagreement ; sg:about {thing} ; sg:property {prop} ."
    ((_, _, reason),) = find_gaps(store, WHOLE.replace(old, ""), disagreement) - {NO_INSPECTION}
    assert reason == "documents disagree, and nothing decides"


def test_date_that_documents_disagree_about_is_a_gap_though_the_list_has_one(store: Store) -> None:
    inspection = "<inspection/X/area-send/2024-12-09>"
    told = f"""<disagreement/1> a sg:Disagreement ; sg:about {inspection} ; sg:property sg:publishedDate .
    {REPORT} dcterms:issued "2025-02-12"^^xsd:date ."""
    undated = WHOLE.replace('sg:publishedDate "2025-02-12"^^xsd:date ;', "")
    ((_, field, reason),) = find_gaps(store, undated, told) - {NO_INSPECTION}
    assert (field, reason) == ("published", "documents disagree, and nothing decides")


def test_report_dated_by_the_list_of_documents_lacks_no_date(store: Store) -> None:
    issued = f'{REPORT} dcterms:issued "2025-02-12"^^xsd:date .'
    assert find_gaps(store, WHOLE.replace('sg:publishedDate "2025-02-12"^^xsd:date ;', ""), issued) == {NO_INSPECTION}


@pytest.mark.parametrize(
    "facts",
    [
        '<i> a sg:FullInspection ; sg:inspects <council/X> ; sg:planned true .',
        "<i> a sg:InspectionSeries ; sg:inspects <council/X> .",
        "<i> a sg:PeerReview ; sg:inspects <council/X> .",
    ],
)  # fmt: skip
def test_what_was_planned_or_is_no_inspection_by_an_inspectorate_has_no_gaps(store: Store, facts: str) -> None:
    assert find_gaps(store, facts) == {NO_INSPECTION}


def test_visit_needs_neither_grades_nor_recommendations_nor_papers(store: Store) -> None:
    visit = '<v> a sg:FocusedVisit ; sg:inspects <council/X> ; sg:startDate "2019-11"^^xsd:gYearMonth .'
    assert {field for _, field, _ in find_gaps(store, visit)} == {
        "inspections",
        "report",
        "end",
        "published",
        "lead inspector",
    }


def test_board_judged_in_a_review_of_its_own_is_no_gap(store: Store) -> None:
    sif = FULL.format(slug="sif", start="2014-01-06")
    review = "<b> a sg:Inspection ; sg:inspects <council/X> ; sg:judgement <k> . <k> sg:area <area/sif/lscb> ; sg:grade <grade/good> ."
    areas = {"overall", "help-and-protection", "looked-after", "adoption", "care-leavers", "leadership"}
    grades = {gap.rpartition("/")[2] for gap, field, _ in find_gaps(store, sif, review) if field == "grade"}
    assert grades == {f"grade-{area}" for area in areas}


def periods(gaps: set[tuple[str, str, str]]) -> set[str]:
    return {gap.rpartition("/")[2] for gap, field, _ in gaps if field == "inspections"}


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ([], {"inspections"}),
        ([("sif", "2014-01-06")], {"slac-2009", "ilacs-2018", "ilacs-2023"}),
        ([("sif", "2014-01-06"), ("ilacs", "2019-04-29"), ("ilacs", "2023-06-01")], {"slac-2009"}),
        ([("ilacs", "2026-06-01")], {"slac-2009", "sif-2013", "ilacs-2018", "ilacs-2023"}),
    ],
)
def test_past_framework_without_a_full_inspection_is_a_gap(
    store: Store, facts: list[tuple[str, str]], missing: set[str]
) -> None:
    told = [FULL.format(slug=slug, start=start) for slug, start in facts]
    assert periods(find_gaps(store, *told)) == missing


def test_inspection_known_by_its_year_may_lie_in_either_period(store: Store) -> None:
    told = '<i> a sg:FullInspection ; sg:inspects <council/X> ; sg:startDate "2018"^^xsd:gYear .'
    assert periods(find_gaps(store, told)) == {"slac-2009", "ilacs-2023"}


@pytest.mark.parametrize(
    ("life", "missing"),
    [
        ('sg:existedFrom "2019-04-01"^^xsd:date', {"ilacs-2023"}),
        ('sg:existedTo "2019-03-31"^^xsd:date', {"slac-2009", "sif-2013"}),
        ('sg:existedFrom "1974-04-01"^^xsd:date', {"slac-2009", "sif-2013", "ilacs-2018", "ilacs-2023"}),
    ],
)
def test_council_of_a_part_of_a_period_lacks_nothing_in_it(store: Store, life: str, missing: set[str]) -> None:
    assert periods(find_gaps(store, f"<council/X> {life} .", FULL.format(slug="ilacs", start="2026-06-01"))) == missing


def test_council_of_the_past_needs_no_inspection(store: Store) -> None:
    assert find_gaps(store, '<council/X> sg:existedTo "2019-03-31"^^xsd:date .') == set()


@pytest.mark.parametrize(
    ("named", "is_council_s"),
    [
        ('sg:fileName "reports/80999-exshire/2012.pdf"', True),
        ('sg:fileName "a.pdf" ; dcterms:source <https://reports.ofsted.gov.uk/provider/44/80999>', True),
        ('sg:fileName "a.pdf", "80999.pdf"', True),
        ('sg:fileName "180999.pdf"', False),
        ('sg:fileName "exshire.pdf"', False),
    ],
)
def test_document_of_a_council_that_could_not_be_read_is_a_gap(store: Store, named: str, is_council_s: bool) -> None:
    document = f'<document/00000000000000aa> a sg:Document ; sg:unreadReason "is empty; fetch it again" ; {named} .'
    gaps = {gap[:2] for gap in find_gaps(store, document)} - {NO_INSPECTION[:2]}
    assert gaps == ({("council/X/gap/document-00000000000000aa", "documents")} if is_council_s else set())


def test_document_of_two_councils_is_told_of_each_by_its_own_file(store: Store) -> None:
    other = '<council/Y> a sg:Council ; skos:prefLabel "Whyshire"@en ; sg:ofstedProviderNumber "80111" .'
    document = '<document/00000000000000aa> a sg:Document ; sg:unreadReason "is empty" ; sg:fileName "80111.pdf", "80999.pdf" .'
    assert {(gap[:9], reason) for gap, field, reason in find_gaps(store, other, document) if field == "documents"} == {
        ("council/X", "80999.pdf is empty"),
        ("council/Y", "80111.pdf is empty"),
    }


def test_gap_is_called_by_what_it_is_about(store: Store) -> None:
    find_gaps(store, WHOLE.replace("sg:judgement <j> ;", ""))
    rows = store.query(
        f"SELECT ?label WHERE {{ ?gap a <{SG.Gap}> ; <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"
    )
    assert {str(label) for (label,) in rows} == {
        "Exshire: inspections",
        "Area SEND inspection of Exshire, 9 to 13 December 2024: grade, Inspection outcome",
    }
