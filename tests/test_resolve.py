"""Which mentions are one inspection, and which names one person."""

from __future__ import annotations

import itertools

import pytest

from graph.identities import INSPECTORATE, Identities, find_body
from graph.resolve import resolve
from graph.statements import Appointment, Inspection, Statements
from graph.terms import ID
from tests.saying import LANCASHIRE, LINCOLNSHIRE, paper, report, said, told, words

OWN = told("SIF inspection", "2015-09-14", "2015-10-08", published="2015-11-27", subject=True)
RUNNING = f"inspection/{LANCASHIRE}/sif/2015-09-14"


def addresses(found: Identities) -> dict[tuple[str, int], str]:
    """The address of each mention, without the base."""
    return {place: identity.iri.removeprefix(ID) for place, identity in found.inspections.items()}


def resolve_mention(mention: Inspection) -> tuple[str, int]:
    """The address of a paper's mention beside the report on the inspection of 2015, and how many doubts there are."""
    found = resolve([("a" * 64, report(OWN)), ("b" * 64, paper(mention))])
    return addresses(found)["b" * 64, 0], sum(map(len, found.doubts.values()))


@pytest.mark.parametrize(
    "mention",
    [
        told("inspection", "2015-09"),
        told("SIF inspection", "2015"),
        told("SIF inspection", "2015-11"),  # "judged in November": when it was published
        told("inspection", "2015-09-14", "2015-10-08"),
        told("re-inspection", "2015-09-14"),  # under the same framework
        told("SIF inspection", "", "2015-10-08"),
        told("inspection", published="2015-11-27"),
        told("inspection", published="2015-11"),
        told(
            "SIF inspection", "2015-09-14", "2015-10-08", published="2015-11-27", subject=True
        ),  # the same report in another file
        told(
            "SIF inspection", "2015-09-14", "2015-10-09"
        ),  # the end told otherwise is a disagreement, no other inspection
    ],
    ids=lambda mention: (
        f"{mention.kind} {mention.start and mention.start.value} {mention.published and mention.published.value}"
    ),
)
def test_loosely_dated_mention_joins_the_report(mention: Inspection) -> None:
    assert resolve_mention(mention) == (RUNNING, 0)


@pytest.mark.parametrize(
    ("mention", "address"),
    [
        (told("SIF inspection", "2015-12"), "sif/2015-12"),
        (told("SIF inspection", "2014"), "sif/2014"),
        (told("SIF inspection", "2015-09-15"), "sif/2015-09-15"),  # a day known otherwise
        (told("ILACS inspection", "2015-09"), "ilacs/2015-09"),
        (told("monitoring visit", "2015-09"), "monitoring-visit/2015-09"),
        (told("SEND inspection", "2015-09-14"), "send-2016/2015-09-14"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_mention_that_does_not_fit_stays_a_thing_of_its_own(mention: Inspection, address: str) -> None:
    assert resolve_mention(mention) == (f"inspection/{LANCASHIRE}/{address}", 0)


def test_paper_s_inspection_of_an_area_is_the_revisit_of_the_same_days() -> None:
    revisit = told("SEND revisit", "2019-11-04", "2019-11-06", subject=True)
    found = resolve([("a" * 64, report(revisit)), ("b" * 64, paper(told("SEND inspection", "2019-11")))])
    assert set(addresses(found).values()) == {f"inspection/{LANCASHIRE}/send-revisit/2019-11-04"}


def test_mention_of_another_council_stays_its_own() -> None:
    assert resolve_mention(told("SIF inspection", "2015-09", council=said(LINCOLNSHIRE))) == (
        f"inspection/{LINCOLNSHIRE}/sif/2015-09",
        0,
    )


def test_mention_without_a_date_is_known_by_its_words() -> None:
    address, doubts = resolve_mention(told("SIF inspection"))
    assert address.startswith(f"inspection/{LANCASHIRE}/sif/undated-")
    assert doubts == 0


def test_mention_without_a_council_is_not_resolved() -> None:
    assert resolve([("a" * 64, paper(told("SIF inspection", "2015", council=None)))]).inspections == {}


def test_two_candidates_mean_none_with_a_doubt() -> None:
    other = told("ILACS inspection", "2015-02-02", "2015-02-13", subject=True)
    found = resolve(
        [("a" * 64, report(OWN)), ("b" * 64, report(other)), ("c" * 64, paper(told("inspection", "2015", place=7)))]
    )
    assert addresses(found)["c" * 64, 0] == f"inspection/{LANCASHIRE}/inspection/2015"
    (doubt,) = found.doubts["c" * 64]
    first, second = f"{ID}inspection/{LANCASHIRE}/ilacs/2015-02-02", f"{ID}{RUNNING}"
    assert (doubt.field, doubt.reason, doubt.span) == (
        "inspection",
        f"may be {first} or {second}",
        words("inspection", 7),
    )


def test_two_papers_meet_without_a_report() -> None:
    found = resolve(
        [("a" * 64, paper(told("inspection", "2015"))), ("b" * 64, paper(told("SIF inspection", "2015-09")))]
    )
    assert addresses(found) == {(key * 64, 0): f"inspection/{LANCASHIRE}/sif/2015-09" for key in "ab"}
    assert {identity.kind for identity in found.inspections.values()} == {"SIF inspection"}


def test_two_mentions_in_one_document_are_two() -> None:
    found = resolve([("a" * 64, paper(told("inspection", "2015-09"), told("inspection", "2015")))])
    assert sorted(addresses(found).values()) == [
        f"inspection/{LANCASHIRE}/inspection/{date}" for date in ("2015", "2015-09")
    ]


def test_series_is_told_apart_from_single_inspections() -> None:
    found = resolve(
        [("a" * 64, paper(told("monitoring visit", "2016", aggregate=True), told("monitoring visit", "2016-07")))]
    )
    assert addresses(found) == {
        ("a" * 64, 0): f"inspection/{LANCASHIRE}/monitoring-visit/series-2016",
        ("a" * 64, 1): f"inspection/{LANCASHIRE}/monitoring-visit/2016-07",
    }


def test_order_of_documents_does_not_matter() -> None:
    documents = [
        ("a" * 64, report(OWN)),
        ("b" * 64, paper(told("inspection", "2015"), told("monitoring visit", "2016-07"))),
        ("c" * 64, paper(told("monitoring visit", "2016"), told("SIF inspection", "2015-11"))),
        ("d" * 64, report(told("re-inspection", "2018-06-04", subject=True))),
    ]
    found = [resolve(order) for order in itertools.permutations(documents)]
    assert found == found[:1] * 24
    assert len(set(addresses(found[0]).values())) == 3


def test_address_that_a_mention_alone_would_have_had_is_replaced() -> None:
    found = resolve([("a" * 64, report(OWN)), ("b" * 64, paper(told("inspection", "2015-09")))])
    assert found.replaced == {ID[f"inspection/{LANCASHIRE}/inspection/2015-09"]: (ID[RUNNING],)}


def test_address_of_an_inspection_of_its_own_is_not_replaced() -> None:
    # "2016" of one paper is the visit of July; that of the other, which tells of both, is another one.
    july, year = told("monitoring visit", "2016-07"), told("monitoring visit", "2016")
    found = resolve([("a" * 64, paper(july, year)), ("b" * 64, paper(told("monitoring visit", "2016-07-25")))])
    assert found.replaced == {
        ID[f"inspection/{LANCASHIRE}/monitoring-visit/2016-07"]: (
            ID[f"inspection/{LANCASHIRE}/monitoring-visit/2016-07-25"],
        )
    }


def test_address_that_may_be_of_two_inspections_is_replaced_by_none() -> None:
    visits = [told("focused visit", day, subject=True) for day in ("2019-02-05", "2019-11-05")]
    mentions = [told("focused visit", "2019", month) for month in ("2019-02", "2019-11")]
    found = resolve(
        [(key * 64, report(visit)) for key, visit in zip("ab", visits, strict=True)] + [("c" * 64, paper(*mentions))]
    )
    assert addresses(found)["c" * 64, 0] == addresses(found)["a" * 64, 0]
    assert addresses(found)["c" * 64, 1] == addresses(found)["b" * 64, 0]
    assert found.replaced == {}


@pytest.mark.parametrize(
    ("organisation", "body"),
    [
        (None, LANCASHIRE),
        ("Lancashire County Council", LANCASHIRE),
        ("Lancashire Local Authority", LANCASHIRE),
        ("NHS Lancashire and South Cumbria ICB", "nhs-lancashire-and-south-cumbria-icb"),
        ("Lancashire Care NHS Foundation Trust", "lancashire-care-nhs-foundation-trust"),
        ("Lancashire Constabulary", "lancashire-constabulary"),
        ("University of Central Lancashire", "university-of-central-lancashire"),
        ("East Lancashire Borough Council", "east-lancashire-borough-council"),
        ("LANCASHIRE COUNTY COUNCIL (Children’s Services)", LANCASHIRE),
        ("Department for Education", "department-for-education"),
    ],
)
def test_body_for_which_people_act(organisation: str | None, body: str) -> None:
    assert find_body(organisation, LANCASHIRE) == body


def people(*named: Appointment) -> Statements:
    return paper(people=named)


def test_one_name_at_one_body_is_one_person() -> None:
    found = resolve(
        [
            ("a" * 64, people(Appointment("Jo Bell", words()))),
            ("b" * 64, people(Appointment("Jo  Bell", words(), "Clerk"))),
        ]
    )
    assert set(found.people.values()) == {ID["person/jo-bell"]}


def test_one_name_at_two_bodies_is_two_people() -> None:
    found = resolve(
        [
            (
                "a" * 64,
                people(Appointment("Jo Bell", words()), Appointment("Jo Bell", words(), organisation="Barnardo’s")),
            )
        ]
    )
    assert found.people == {
        ("a" * 64, "Jo Bell", LANCASHIRE): ID["person/jo-bell-e10000017"],
        ("a" * 64, "Jo Bell", "barnardos"): ID["person/jo-bell-barnardos"],
    }


def test_inspector_keeps_the_plain_name_wherever_else_it_stands() -> None:
    inspected = told(
        "SIF inspection", "2015-09-14", subject=True, lead_inspector=said("Jo Bell"), inspectors=(said("Jo Bell"),)
    )
    found = resolve([("a" * 64, report(inspected)), ("b" * 64, people(Appointment("Jo Bell", words())))])
    assert found.people == {
        ("a" * 64, "Jo Bell", INSPECTORATE): ID["person/jo-bell"],
        ("b" * 64, "Jo Bell", LANCASHIRE): ID["person/jo-bell-e10000017"],
    }
