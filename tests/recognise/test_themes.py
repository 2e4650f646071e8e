"""What recommendations are about: the wordings against the scheme, sentences with their look-alikes, and labelled ones."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import RDF, SKOS, URIRef

from graph import registers, vocabulary
from graph.read import read
from graph.recognise import recognise
from graph.recognise.themes import find_themes
from graph.statements import Document, Page, Recommendation
from graph.terms import ID, SG, mint_concept

LABELS = Path(__file__).parents[1] / "labels" / "themes.csv"
SCHEME = ID["theme"]
CONCEPTS = {str(each).removeprefix(f"{SCHEME}/") for each in vocabulary.load().subjects(SKOS.inScheme, SCHEME)}
BROADER = {
    str(narrow).removeprefix(f"{SCHEME}/"): str(broad).removeprefix(f"{SCHEME}/")
    for narrow, broad in vocabulary.load().subject_objects(SKOS.broader)
    if (narrow, SKOS.inScheme, SCHEME) in vocabulary.load()
}


def find(text: str) -> dict[str, str]:
    """The themes of a text, each with the words that carry it."""
    document = Document("sample.txt", "0" * 64, "text/plain", text, (Page(1, 0, len(text)),), ())
    return {theme.value: theme.span.quote for theme in find_themes(document, document.span(0, len(text)))}


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        (
            "Offer return home interviews to all who go missing.",
            {"return-home-interviews": "return home interviews", "missing-children": "go missing"},
        ),
        (
            "Tell care leavers their health histories.",
            {"care-leavers": "care leavers", "health-histories": "health histories"},
        ),
        ("The timeliness of initial health assessments.", {"health-assessments": "health assessments"}),
        ("Chronologies that inform assessments.", {"recording": "Chronologies", "assessments": "assessments"}),
        (
            "Supervision, caseloads and life-\nstory work.",
            {"supervision": "Supervision", "caseloads": "caseloads", "life-story-work": "life-\nstory"},
        ),
        ("Strategy discussions held at once.", {"strategy-discussions": "Strategy discussions"}),
        ("The strategy for early help.", {"strategy-and-governance": "strategy", "early-help": "early help"}),
        ("Long-term foster homes.", {"fostering": "Long-term foster", "permanence": "Long-term foster"}),
        ("Children who are privately fostered.", {"private-fostering": "privately fostered"}),
        ("Assess the quality of EHC plans.", {"ehc-plans": "EHC"}),
        ("A permanent team of social workers.", {}),
        ("The Council’s canteen.", {}),
        ("", {}),
    ],
)
def test_themes_are_those_that_the_words_carry(text: str, themes: dict[str, str]) -> None:
    assert find(text) == themes


def test_bodies_responsible_in_a_row_carry_no_theme() -> None:
    row = "The Board for Early Help\tReduce waiting times.\nImprove supervision."
    assert find(row) == {"waiting-times": "waiting", "supervision": "supervision"}


def test_words_of_another_paragraph_are_left_alone() -> None:
    text = "Neglect.\nSupervision.\nAdoption."
    document = Document("sample.txt", "0" * 64, "text/plain", text, (Page(1, 0, len(text)),), ())
    said = find_themes(document, document.span(9, 21))
    assert [(theme.value, theme.span.start, theme.span.end) for theme in said] == [("supervision", 9, 20)]


def test_wordings_signal_themes_of_the_scheme() -> None:
    worded = {row["theme"] for row in registers.iter_rows("theme_wordings")}
    assert worded - CONCEPTS == set()
    assert CONCEPTS - worded == {"management", "voice-and-rights"}, "only these are the sum of those below them"


def iter_ways(wording: str) -> Iterator[str]:
    """All that a wording stands for: with and without its words in square brackets, and with each of several."""
    inner = re.search(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]", wording)
    if inner is None:
        yield wording
        return
    for way in inner[1].split("|") if inner[2] is None else ("", *inner[2].split("|")):
        yield from iter_ways(wording[: inner.start()] + way + wording[inner.end() :])


def iter_texts(wording: str) -> Iterator[str]:
    """Texts with a wording, and with no more than it."""
    for way in iter_ways(wording):
        text = way.replace("…", "and some more").replace("*", "s")
        yield from (text, text.upper(), text.replace(" ", "-", 1), text.replace("’", ""), text.replace("’", "'"))
        yield way.replace("…", " ").replace("*", "")


def test_wordings_are_found_in_texts_that_say_no_more() -> None:
    """Of a text that lacks what a wording needs nothing is tried: so none may be thought to need more than it does."""
    rows = [row for row in registers.iter_rows("theme_wordings") if not row["not"]]
    texts = ((row["theme"], text) for row in rows for text in iter_texts(row["wording"]))
    assert [text for theme, text in texts if theme not in find(f"They {text}.")] == []


def test_wordings_stand_once_and_by_theme() -> None:
    rows = [(row["theme"], row["wording"]) for row in registers.iter_rows("theme_wordings")]
    assert len(set(rows)) == len(rows)
    themes = [theme for theme, _ in rows]
    assert [
        theme for place, theme in enumerate(themes) if place and themes[place - 1] != theme and theme in themes[:place]
    ] == []


def test_scheme_has_two_levels() -> None:
    tops = CONCEPTS - set(BROADER)
    assert set(BROADER.values()) <= tops
    assert set(vocabulary.load().subjects(SKOS.topConceptOf, SCHEME)) == {mint_concept("theme", top) for top in tops}
    assert (len(tops), len(BROADER)) == (13, 67)


def test_themes_are_explained() -> None:
    assert {
        key for key in CONCEPTS if vocabulary.load().value(URIRef(f"{SCHEME}/{key}"), SKOS.definition) is None
    } == set()


def test_narrower_themes_are_judged_where_their_broader_ones_are() -> None:
    judged = {key: set(vocabulary.load().objects(mint_concept("theme", key), SG.judgedIn)) for key in CONCEPTS}
    assert {narrow for narrow, broad in BROADER.items() if not judged[narrow] >= judged[broad]} == set()
    areas = set(vocabulary.load().subjects(RDF.type, SG.Area))
    assert set().union(*judged.values()) - areas == set()


class Label(NamedTuple):
    """The themes of a recommendation as a reader sees them: where it stands, and a digest of its letters."""

    sha256: str
    start: int
    end: int
    words: str
    themes: frozenset[str]


def read_labels() -> list[Label]:
    with LABELS.open(encoding="utf-8", newline="") as stream:
        return [
            Label(
                row["sha256"],
                int(row["start"]),
                int(row["end"]),
                row["words"],
                frozenset(registers.words(row["themes"])),
            )
            for row in csv.DictReader(stream)
        ]


def digest_letters(text: str) -> str:
    return hashlib.sha256(re.sub(r"[^a-z]", "", text.lower()).encode()).hexdigest()[:12]


def find_labelled(shared: Path) -> Iterator[tuple[Label, Recommendation]]:
    """The labelled recommendations as they are recognised now: by their letters, or else by where they stand."""
    with (shared / "corpus" / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        files = {row["sha256"]: shared / "corpus" / row["file"] for row in csv.DictReader(stream)}
    labels = read_labels()
    for sha256 in sorted({label.sha256 for label in labels}):
        said = recognise(read(files[sha256]))
        told = [one for inspection in said.inspections for one in inspection.recommendations]
        for label in labels:
            if label.sha256 == sha256:
                same = [one for one in told if digest_letters(one.text) == label.words]
                near = [one for one in told if (one.span.start, one.span.end) == (label.start, label.end)]
                yield from ((label, one) for one in (same or near)[:1])


def with_broader(themes: set[str] | frozenset[str]) -> set[str]:
    return set(themes) | {BROADER[theme] for theme in themes if theme in BROADER}


def test_labels_are_two_hundred_and_of_the_scheme() -> None:
    labels = read_labels()
    assert len({label[:4] for label in labels}) == len(labels) == 200
    assert {theme for label in labels for theme in label.themes} - CONCEPTS == set()


def test_labelled_recommendations_have_their_themes(shared: Path) -> None:
    """200 recommendations, two a report from reports drawn by chance, labelled by one reader before there were wordings.

    The wordings were made on other reports. When they first met these, precision was 0.91 and recall 0.91; faults that
    showed then have been mended, so that 0.94 and 0.93 of today are no measure of what is to come. A theme is right where
    the label has it or one below it, and found where it or one below it is told.
    """
    found = list(find_labelled(shared))
    told = [(label.themes, {theme.value for theme in one.themes}) for label, one in found]
    right = sum(len(themes & with_broader(labelled)) for labelled, themes in told)
    met = sum(len(labelled & with_broader(themes)) for labelled, themes in told)
    precision = right / sum(len(themes) for _, themes in told)
    recall = met / sum(len(labelled) for labelled, _ in told)
    assert len(found) >= 195, "the labels are of recommendations that are recognised no more"
    assert precision >= 0.90, f"precision {precision:.3f}, recall {recall:.3f}"
    assert recall >= 0.90, f"precision {precision:.3f}, recall {recall:.3f}"
