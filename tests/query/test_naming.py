from __future__ import annotations

import pytest
from rdflib import URIRef

from graph.errors import UnknownName
from graph.query import find
from graph.query.naming import find_things, understand
from graph.query.parameters import fill_text, find_examples
from graph.store import Store
from graph.terms import ID

LANCASHIRE, LINCOLNSHIRE = ID["council/E10000017"], ID["council/E10000019"]
NEIGHBOURS = find("neighbours")


@pytest.mark.parametrize(
    ("parameter", "word", "things"),
    [
        ("council", "Lancashire", [LANCASHIRE]),
        ("council", "  LANCASHIRE county   council ", [LANCASHIRE]),
        ("council", "E10000017", [LANCASHIRE]),
        ("council", "id:council/E10000017", [LANCASHIRE]),
        ("council", str(LANCASHIRE), [LANCASHIRE]),
        ("council", "https://elsewhere.example/council", [URIRef("https://elsewhere.example/council")]),
        ("one", "shirley bailey", [ID["person/shirley-bailey"]]),
        ("other", "Lincolnshire", [LINCOLNSHIRE]),
        ("grade", "good", [ID["grade/good"]]),
        ("grade", "Requires improvement", [ID["grade/requires-improvement"]]),
        ("framework", "ilacs", [ID["framework/ilacs"]]),
        ("framework", "SEND 2016", [ID["framework/send-2016"]]),
        ("framework", "Inspection of local authority children's services", [ID["framework/ilacs"]]),
        ("theme", "Care leavers", [ID["theme/care-leavers"]]),
        ("region", "north west", [ID["region/E12000002"]]),
        ("area", "sif/care-leavers", [ID["area/sif/care-leavers"]]),
        ("area", "care leavers", [ID["area/ilacs/care-leavers"], ID["area/sif/care-leavers"]]),
        ("area", "Adoption performance", [ID["area/sif/adoption"]]),
        ("recommendation", "id:inspection/x/recommendation/la-01", [ID["inspection/x/recommendation/la-01"]]),
    ],
)
def test_word_stands_for_a_thing(store: Store, parameter: str, word: str, things: list[URIRef]) -> None:
    assert find_things(store, parameter, word) == things


@pytest.mark.parametrize(
    ("parameter", "word", "message"),
    [
        ("council", "Lancs", "no council is called 'Lancs': did you mean Lancashire?"),
        ("council", "shire", "no council is called 'shire': did you mean Shire Twin or Westshire or "),
        ("council", "Lankashire", "no council is called 'Lankashire': did you mean Lancashire?"),
        ("council", "an", "no council is called 'an'"),
        ("council", "Atlantis", "no council is called 'Atlantis'"),
        ("council", "Lincolnshir", "no council is called 'Lincolnshir': did you mean Lincolnshire"),
        ("council", "?!", "no council is called '?!'"),
        ("one", "Nobody Known", "no council or person is called 'Nobody Known'"),
        (
            "recommendation",
            "Keep records.",
            "recommendation takes an address such as id:inspection/…, not 'Keep records.'",
        ),
    ],
)
def test_word_that_stands_for_nothing_is_told_with_what_is_near(
    store: Store, parameter: str, word: str, message: str
) -> None:
    with pytest.raises(UnknownName) as told:
        find_things(store, parameter, word)
    assert str(told.value).startswith(message)


def test_word_that_stands_for_two_things_is_told_with_both(store: Store) -> None:
    with pytest.raises(UnknownName) as told:
        find_things(store, "one", "Shire Twin")
    assert str(told.value) == (
        "'Shire Twin' may be more than one council or person: give the address that is meant: "
        "Shire Twin (id:council/T), Shire Twin (id:person/shire-twin)"
    )
    assert told.value.candidates == ("Shire Twin (id:council/T)", "Shire Twin (id:person/shire-twin)")


def test_words_for_a_question_become_its_values(store: Store) -> None:
    given = {"council": ["Lancashire", "lincolnshire"]}
    values = understand(store, NEIGHBOURS.text, NEIGHBOURS.name, given)
    assert values == {"council": [LANCASHIRE, LINCOLNSHIRE]}
    assert f"VALUES ?council {{ <{LANCASHIRE}> <{LINCOLNSHIRE}> }}" in fill_text(
        NEIGHBOURS.text, "neighbours", **values
    )


def test_words_that_a_question_takes_as_they_are_stay_words(store: Store) -> None:
    question = find("recommendations-on")
    assert understand(store, question.text, question.name, {"words": ["Good", "id:x"]}) == {"words": ["Good", "id:x"]}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"town": ["Leeds"]}, "the question 'neighbours' is not asked of 'town': it takes council"),
        ({"council": [" "]}, "council is empty: say what to ask of, or leave it out"),
    ],
)
def test_words_for_a_question_wrongly_given_are_told(store: Store, given: dict[str, list[str]], message: str) -> None:
    with pytest.raises(UnknownName) as told:
        understand(store, NEIGHBOURS.text, NEIGHBOURS.name, given)
    assert str(told.value) == message


def test_examples_of_a_query_are_read_as_they_stand() -> None:
    text = 'SELECT * {\n  VALUES ?one { <urn:a> <urn:b> }\n  VALUES ?words { "say \\"no\\"" }\n  VALUES (?x ?y) { (1 2) }\n}'
    assert find_examples(text) == {"one": (URIRef("urn:a"), URIRef("urn:b")), "words": ('say \\"no\\"',)}
