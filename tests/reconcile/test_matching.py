"""What names, codes and addresses stand for, how sure that is, and what a score is made of."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from graph.reconcile import Candidate, Feature, Names, Value, Wanted, find, properties, read_names, read_values
from graph.reconcile.names import Name
from graph.store import Store
from graph.terms import ID, SG

LANCASHIRE, LINCOLNSHIRE = ID["council/E10000017"], ID["council/E10000019"]
COUNCIL, PERSON = frozenset({"Council"}), frozenset({"Person"})


@pytest.fixture(scope="module")
def names(store: Store) -> Names:
    return read_names(store)


def tell(candidates: list[Candidate]) -> list[tuple[URIRef, float, bool]]:
    return [(one.entry.thing, one.score, one.match) for one in candidates]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Lancashire", "name"),
        ("  lancashire COUNTY council ", "name"),
        ("Council of the County of Lancashire", "bare"),
        ("E10000017", "code"),
        ("e10000017", "code"),
        ("888", "code"),
        ("council/E10000017", "code"),
        ("id:council/E10000017", "code"),
        (str(LANCASHIRE), "code"),
    ],
)
def test_name_or_code_of_one_thing_is_certain(names: Names, text: str, how: str) -> None:
    (first, *_) = find(names, Wanted(text, COUNCIL))
    assert (first.entry.thing, first.match, first.features[1]) == (LANCASHIRE, True, Feature(f"by_{how}", True))


@pytest.mark.parametrize("text", ["Lancashre", "Lancahsire", "Lancashiere County Council"])
def test_name_with_an_error_is_a_candidate_and_not_certain(names: Names, text: str) -> None:
    (first, *_) = find(names, Wanted(text, COUNCIL))
    assert (first.entry.thing, first.match) == (LANCASHIRE, False)
    assert 80 < first.score < 95


@pytest.mark.parametrize(
    "text",
    ["", "   ", "!!!", "Kent", "\N{CYRILLIC CAPITAL LETTER ZHE}", "x" * 10_000, "E10000099", "council/../x", 'a"b\nc'],
)
def test_what_is_like_nothing_finds_nothing(names: Names, text: str) -> None:
    assert find(names, Wanted(text, COUNCIL)) == []


def test_words_of_a_long_name_find_it(names: Names) -> None:
    found = find(names, Wanted("Lancashire ILACS 2022", frozenset({"Inspection"}), 1))
    assert [(one.entry.thing, one.features[1].id) for one in found] == [
        (ID["inspection/E10000017/ilacs/2022-11-28"], "by_part")
    ]


def test_kind_of_thing_is_kept_to(names: Names) -> None:
    assert find(names, Wanted("Sarah Canto", COUNCIL)) == []
    assert tell(find(names, Wanted("canto, sarah", PERSON, 1))) == [(ID["person/sarah-canto"], 100.0, True)]


def test_two_of_one_name_are_both_told_and_neither_is_certain() -> None:
    names = Names()
    for key in ("one", "two"):
        names.add([Name(ID[f"person/{key}"], SG.Person, SG.officialName, "Ann Lee")])
    assert tell(find(names, Wanted("Ann Lee"))) == [(ID["person/one"], 100.0, False), (ID["person/two"], 100.0, False)]


def test_name_of_a_predecessor_finds_what_followed_after_what_bore_it() -> None:
    names = Names()
    old, new = ID["council/E06000029"], ID["council/E06000058"]
    names.add([Name(old, SG.Council, SG.officialName, "Borough of Poole")])
    names.add(
        [Name(new, SG.Council, SG.officialName, "BCP Council"), Name(new, SG.Council, SG.successor, "Borough of Poole")]
    )
    assert tell(find(names, Wanted("Poole"))) == [(old, 97.0, True), (new, 77.6, False)]


def test_properties_decide_between_candidates(store: Store, names: Names) -> None:
    values = {key: read_values(store, key) for key in ("region", "gssCode")}

    def told(key: str, thing: URIRef) -> list[str]:
        return [text for value in values[key].get(thing, ()) for text in (value.text, value.key)]

    wanted = Wanted("Lnshire", COUNCIL, properties=(("region", ("east  midlands",)),))
    best = find(names, wanted, told)[0]
    assert (best.entry.thing, best.features[-1]) == (LINCOLNSHIRE, Feature("property_region", True))
    by_code = Wanted("", COUNCIL, properties=(("gssCode", ("E10000017",)), ("region", ("region/E12000002",))))
    assert tell(find(names, by_code, told)) == [(LANCASHIRE, 100.0, True)]


def test_properties_of_things_are_text_numbers_or_things(store: Store) -> None:
    found = {
        key: read_values(store, key).get(LANCASHIRE)
        for key in ("gssCode", "overallGrade", "overallDate", "latitude", "successor")
    }
    assert found == {
        "gssCode": (Value("E10000017"),),
        "overallGrade": (Value("Good", ID["grade/good"]),),
        "overallDate": (Value("2022-11-28"),),
        "latitude": (Value("53.9", number=53.9),),
        "successor": None,
    }


@pytest.mark.parametrize("key", properties())
def test_property_can_be_asked_for(store: Store, key: str) -> None:
    assert isinstance(read_values(store, key), dict)
    assert properties()[key].type in ("Council", "Person", "Inspection", "Committee")
