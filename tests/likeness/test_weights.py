"""What words and themes weigh: by a table that is sound as it stands, and is made again from a workspace."""

from __future__ import annotations

import csv
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph import vocabulary
from graph.likeness.weights import SCALE, known, to_words, weigh
from graph.terms import ID
from tests.conftest import ROOT

TABLE = ROOT / "graph" / "likeness" / "rarity.csv"


def read_rows(table: Path) -> list[dict[str, str]]:
    lines = table.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_table_has_each_word_and_theme_once_with_the_share_that_has_it() -> None:
    rows = read_rows(TABLE)
    assert rows == sorted(rows, key=lambda row: (row["kind"], row["name"]))
    assert len({(row["kind"], row["name"]) for row in rows}) == len(rows) == len(known())
    assert all(0 < float(row["share"]) < 1 for row in rows)
    words = [row["name"] for row in rows if row["kind"] == "word"]
    assert [word for word in words if not re.fullmatch("[a-z]{2,6}", word)] == []
    themes = {ID[f"theme/{row['name']}"] for row in rows if row["kind"] == "theme"}
    assert len(themes) + len(words) == len(rows)
    assert themes <= set(vocabulary.labels())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Assess, and share the assessments.", ["assess", "share", "assess"]),
        ("Improve plans (paragraphs 35, 36) (page 4)", ["improv", "plans"]),
        ("Make sure that they get it", ["sure"]),
        ("12 of 15", []),
    ],
)
def test_words_are_first_letters_without_grammar(text: str, words: list[str]) -> None:
    assert to_words(text) == words


def test_rare_weighs_more_and_what_is_unknown_as_the_rarest() -> None:
    assert known()["word/childr"] < known()["word/chrono"] < known()["word/plymou"]
    weights = weigh("children chronologies unheard-of", ())
    assert weights["word/childr"] < weights["word/chrono"] < weights["word/unhear"]
    rarest = max((rarity, member) for member, rarity in known().items() if member.startswith("word/"))[1]
    pair = weigh(f"{rarest.removeprefix('word/')} xyzzy", ())
    assert pair[rarest] == pair["word/xyzzy"]


@pytest.mark.parametrize(
    ("text", "themes", "length"),
    [
        ("Keep chronologies of visits to children.", {"recording", "no such theme"}, 1),
        ("Keep chronologies of visits to children.", {}, math.sqrt(2 / 3)),
        ("", {"recording"}, math.sqrt(1 / 3)),
        ("", {}, 0),
    ],
)
def test_weights_have_the_length_of_what_is_told(text: str, themes: set[str], length: float) -> None:
    weights = weigh(text, themes)
    assert math.hypot(*weights.values()) == pytest.approx(SCALE * length, rel=0.001)
    # Sums of products that thirty-two bits of a float hold to the last digit.
    assert sum(weight**2 for weight in weights.values()) < 2**24


def test_table_is_made_again_from_a_workspace(workspace: Path, tmp_path: Path) -> None:
    made = tmp_path / "rarity.csv"
    subprocess.run([sys.executable, ROOT / "script" / "make-rarity", workspace, made], check=True, capture_output=True)
    lines = made.read_text(encoding="utf-8").splitlines()
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert [line for line in lines if line.startswith("#")][:2] == head[:2]
    rows = read_rows(made)
    assert rows == sorted(rows, key=lambda row: (row["kind"], row["name"]))
    shares = {row["name"]: float(row["share"]) for row in rows if row["kind"] == "word"}
    assert shares["childr"] == max(shares.values())
