"""Names compared word by word."""

from __future__ import annotations

import pytest

from web.names import fold, likeness


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("St. Helens’", ["st", "helens"]),
        ("Children's Services", ["childrens", "services"]),
        ("Ængstrom Café  2017-09-06", ["ngstrom", "cafe", "2017", "09", "06"]),
        ("…", []),
    ],
)
def test_fold_gives_plain_words(text: str, words: list[str]) -> None:
    assert fold(text) == words


@pytest.mark.parametrize(
    ("word", "other", "alike"),
    [
        ("lancashire", "lancashire", True),
        ("lanc", "lancashire", True),
        ("lancshire", "lancashire", True),
        ("lancahsire", "lancashire", True),
        ("birmingam", "birmingham", True),
        ("kent", "trent", False),
        ("bury", "burnley", False),
        ("lincolnshire", "lancashire", False),
        ("bar", "bor", False),
        ("2017", "2018", False),
    ],
)
def test_likeness_forgives_a_slip_and_not_another_name(word: str, other: str, alike: bool) -> None:
    assert bool(likeness(word, other)) is alike
