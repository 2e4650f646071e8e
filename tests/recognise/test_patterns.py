"""Wordings as patterns that find them on a page."""

from __future__ import annotations

import re

import pytest

from graph.recognise.patterns import any_of, loose


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("children’s services", "children's  services"),
        ("children's services", "childrens\nservices"),
        ("Inspection of … services", "Inspection of North Kent services"),
    ],
)
def test_words_are_found_as_pages_print_them(words: str, text: str) -> None:
    assert re.fullmatch(loose(words), text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Good  practice", "Good  practice"),
        ("Good practices", "Good practice"),
        ("Good prac", "Good"),
        ("Good person’s home", "Good person’s home"),
        ("Gooding", "Good"),
        ("Goo", None),
        ("practice", None),
    ],
)
def test_longest_of_several_wordings_is_found(text: str, found: str | None) -> None:
    match = re.match(any_of(["Good", "Good practice", "Good person's home", "Good"]), text)
    assert (match[0] if match else None) == found


def test_wordings_that_begin_alike_are_told_apart_by_what_follows() -> None:
    either = re.compile(rf"{any_of(['care leavers', 'care', 'children in care'])} (?:home|now)")
    assert [
        match[0] for match in either.finditer("care now, care leavers now, children in care home, care leave now")
    ] == [
        "care now",
        "care leavers now",
        "children in care home",
    ]
