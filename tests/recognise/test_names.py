"""Names of people, with and without what stands around them."""

from __future__ import annotations

import re

import pytest

from graph.recognise.names import NAME, clean_name, from_capitals, split_names


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Nora Quill", "Nora Quill"),
        ("Dr Nora Quill, HMI", "Nora Quill"),
        ("Nora Quill, His Majesty’s Inspector", "Nora Quill"),
        ("Nora Quill OBE (HMI)", "Nora Quill"),
        ("Nora Quill, Senior HMI", "Nora Quill"),
        ("County Councillor Nora Quill", "Nora Quill"),
        ("Debora Thorne- Vale", "Debora Thorne-Vale"),
        ("  Nora   Quill ;", "Nora Quill"),
        ("Her Majesty’s Inspector", ""),
    ],
)
def test_name_is_cleaned_of_titles_and_ranks(printed: str, name: str) -> None:
    assert clean_name(printed) == name


@pytest.mark.parametrize(
    "name",
    [
        "Dick O’Brien", "Mary O'Neill", "Máire Atherton", "Peter McEntee", "Fiona J Millward", "Fiona J. Millward", "J Smith",
        "Jean-Pierre Dupont", "Debora Thorne-Vale", "Anna Maria van der Berg", "Ann de Souza", "Kate St John", "Li Wu",
    ],
)  # fmt: skip
def test_name_of_any_form_is_one_name(name: str) -> None:
    assert re.fullmatch(NAME, name)
    assert split_names(name) == [(name.replace("'", "’"), 0, len(name))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nora Quill, Adam Frost and Jo Bell", ["Nora Quill", "Adam Frost", "Jo Bell"]),
        ("Nora Quill HMI Adam Frost HMI", ["Nora Quill", "Adam Frost"]),  # a rank parts names as a comma does
        ("Nora Quill (HMI) Adam Frost (OI), Jo Bell", ["Nora Quill", "Adam Frost", "Jo Bell"]),
        ("Nora Quill, Her Majesty’s Inspector, Adam Frost, Ofsted Inspector", ["Nora Quill", "Adam Frost"]),
        ("Nora Quill Adam Frost", ["Nora Quill", "Adam Frost"]),
        ("Nora Quill Adam Frost Jo Bell", ["Nora Quill", "Adam Frost", "Jo Bell"]),
        ("Nora Quill; Adam Frost\tJo Bell", ["Nora Quill", "Adam Frost", "Jo Bell"]),
        ("Nora Quill,Adam Frost", ["Nora Quill", "Adam Frost"]),
        ("Nora Quill (deputy lead)", ["Nora Quill"]),
    ],
)
def test_list_of_names_is_split(text: str, names: list[str]) -> None:
    found = split_names(text)
    assert [name for name, _, _ in found] == names
    assert [text[start:end] for _, start, end in found] == names


@pytest.mark.parametrize(
    "text", ["", "Nora", "the local authority", "Ofsted Inspector", "Senior HMI, HMI", "NG Smith", "12 inspectors"]
)
def test_look_alike_is_no_name(text: str) -> None:
    assert split_names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LEAD INSPECTOR: ANN O’DOWD (HMI)", "Lead Inspector: Ann O’Dowd (HMI)"),
        ("IVO MARSH, HIS MAJESTY’S INSPECTOR", "Ivo Marsh, His Majesty’s Inspector"),
        ("Ann Ash, HMI", "Ann Ash, HMI"),
    ],
)
def test_capitals_are_read_as_names_are_written(text: str, expected: str) -> None:
    assert from_capitals(text) == expected
