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


def test_longest_of_several_wordings_is_found() -> None:
    found = re.match(any_of(["Good", "Good practice", "Good"]), "Good  practice")
    assert found
    assert found[0] == "Good  practice"
