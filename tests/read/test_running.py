"""Running heads and page numbers that a text file keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.read import read
from graph.read.running import find_running

PAGES = 4
WORDS = "parents staff schools carers courts police nurses".split()
FILLED = [f"{one.capitalize()} said what {other} had told." for one in WORDS for other in WORDS if one != other]


def saved(head: str) -> list[str]:
    """The lines of a text saved from a PDF, each page ended by its head; `#` stands for its number."""
    lines: list[str] = []
    for page in range(1, PAGES + 1):
        lines += [*FILLED[page : page + 14], *head.replace("#", str(page)).split("|")]
    return lines


@pytest.mark.parametrize(
    "head",
    [
        "#",
        "Page #",
        "- # -",
        f"# of {PAGES}",
        "Sampleshire, 6 to 10 May 2019 #",
        "#  Inspection of Sampleshire",
        "Sampleshire|Page #",
    ],
)
def test_lines_whose_number_rises_page_by_page_are_furniture(head: str) -> None:
    lines = saved(head)
    assert sorted(find_running(lines)) == [at for at, line in enumerate(lines) if line not in FILLED]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(saved("Recommendation #"), id="titles are too short to be heads"),
        pytest.param([f"Priority for the whole partnership {n}" for n in range(1, 9)], id="a list stands too close"),
        pytest.param([*FILLED, "2016", *FILLED, "2018", *FILLED, "2019"], id="years do not rise by one"),
        pytest.param(saved("#")[:30], id="two are too few"),
        pytest.param([], id="no lines"),
    ],
)
def test_other_lines_stay(lines: list[str]) -> None:
    assert find_running(lines) == set()


def test_sentence_goes_on_behind_the_head_that_parts_it(tmp_path: Path) -> None:
    parted = "Leaders should make sure that plans of the {} are shared with all\n\nSampleshire, May 2019\nPage {}\n\nwho have a part in them."
    pages = range(1, PAGES + 1)
    text = "\n\n".join("\n\n".join((*FILLED[n * 7 : n * 7 + 14], parted.format(WORDS[n], n))) for n in pages)
    path = tmp_path / "saved.txt"
    path.write_text(text, encoding="utf-8")
    told = read(path)
    wanted = [f"plans of the {WORDS[n]} are shared with all who have a part in them." for n in pages]
    assert [sentence in told.text for sentence in wanted] == [True] * PAGES
    assert "Page" not in told.text
    assert "Sampleshire" not in told.text
