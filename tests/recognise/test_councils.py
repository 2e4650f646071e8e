"""Which council a text names, and which names are of something else."""

from __future__ import annotations

import pytest

from graph import registers
from graph.recognise.councils import find_council, iter_councils


def told(text: str) -> list[tuple[str, str, bool]]:
    """Each mention as (council, words, sure)."""
    names = registers.councils()
    return [(names[one.code].name, text[one.start : one.end], one.sure) for one in iter_councils(text)]


@pytest.mark.parametrize(
    ("text", "council", "words", "sure"),
    [
        ("Lincolnshire County Council", "Lincolnshire", "Lincolnshire County Council", True),
        ("North East Lincolnshire", "North East Lincolnshire", "North East Lincolnshire", False),
        ("Bedford Borough Council", "Bedford Borough", "Bedford Borough Council", True),
        ("Central Bedfordshire Council", "Central Bedfordshire", "Central Bedfordshire Council", True),
        ("LANCASHIRE COUNTY COUNCIL", "Lancashire", "LANCASHIRE COUNTY COUNCIL", True),
        ("Hull City Council", "Kingston Upon Hull, City of", "Hull City Council", True),
        ("children’s services in Hull", "Kingston Upon Hull, City of", "Hull", True),
        ("Kingston upon Hull", "Kingston Upon Hull, City of", "Kingston upon Hull", False),
        ("St Helens", "St. Helens", "St Helens", False),
        ("St. Helens Council", "St. Helens", "St. Helens Council", True),
        ("St Helens’ children’s services", "St. Helens", "St Helens", True),
        ("the Royal Borough of Greenwich", "Greenwich", "Royal Borough of Greenwich", True),
        ("the London Borough of Hackney’s services", "Hackney", "London Borough of Hackney", True),
        ("London Borough of Barking & Dagenham", "Barking and Dagenham", "London Borough of Barking & Dagenham", True),
        ("ROYAL BOROUGH OF KINGSTON-UPON-THAMES", "Kingston upon Thames", "ROYAL BOROUGH OF KINGSTON-UPON-THAMES", True),
        ("Metropolitan Borough of St. Helens", "St. Helens", "Metropolitan Borough of St. Helens", True),
        ("BCP Council", "Bournemouth, Christchurch and Poole", "BCP Council", True),
        ("Bournemouth, Christchurch & Poole", "Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch & Poole", False),
        ("Bristol City Council", "Bristol, City of", "Bristol City Council", True),
        ("Kirklees Metropolitan Council", "Kirklees", "Kirklees Metropolitan Council", True),
        ("Stoke on Trent", "Stoke-on-Trent", "Stoke on Trent", False),
        ("Reading Borough Council", "Reading", "Reading Borough Council", True),
        ("the local area in Reading", "Reading", "Reading", True),
        ("Poole Borough Council", "Poole", "Poole Borough Council", True),
        ("Surrey Safeguarding Children Board", "Surrey", "Surrey", True),
        ("Kent’s children", "Kent", "Kent", True),
        ("City of York Council", "York", "City of York Council", True),
        ("Brighton & Hove's services", "Brighton and Hove", "Brighton & Hove", False),
    ],
)  # fmt: skip
def test_council_is_named(text: str, council: str, words: str, sure: bool) -> None:
    assert told(text) == [(council, words, sure)]


@pytest.mark.parametrize(
    "text",
    [
        "children enjoy reading at home",
        "Reading is a skill that they enjoy.",
        "READING AND WRITING",
        "the University of Central Lancashire",
        "Leeds Beckett University",
        "NHS Lancashire and South Cumbria Integrated Care Board",
        "NHS Kent and Medway ICB",
        "a Kent-based charity",
        "Lancashire Care NHS Foundation Trust",
        "Portsmouth Hospitals University NHS Trust",
        "East Lancashire Hospitals NHS Trust",
        "Greater Manchester",
        "Lancashire Constabulary",
        "the Bishop of Lincoln",
        "the Hull Road",
        "a BCP for floods",
        "Bury St Edmunds",
        "Lancashire-based carers",
        "Newcastle-under-Lyme",
        "the Duke of York",
    ],
)
def test_look_alike_is_no_council(text: str) -> None:
    assert told(text) == []


def test_names_beside_each_other_are_told_apart() -> None:
    text = "East Sussex, West Sussex and Brighton & Hove"
    assert [council for council, _, _ in told(text)] == ["East Sussex", "West Sussex", "Brighton and Hove"]
    assert [council for council, _, _ in told("North Somerset and South Gloucestershire")] == [
        "North Somerset",
        "South Gloucestershire",
    ]


def test_council_in_a_cell_beside_a_health_body_s_is_named() -> None:
    assert told("Lancashire County Council\tNHS Lancashire and South Cumbria ICB") == [
        ("Lancashire", "Lancashire County Council", True)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Poole", "E06000029"),
        ("Hull", "E06000010"),
        ("the London Borough of Havering", "E09000016"),
        ("lancashire county council", "E10000017"),
        ("Lancashire and Cumbria", None),
        ("Cheshire", None),
        ("", None),
    ],
)
def test_name_as_a_whole_finds_its_council(text: str, code: str | None) -> None:
    assert find_council(text) == code
