"""Which recommendations recur and which are like: on a few that are made up, and on pairs labelled by reading."""

from __future__ import annotations

import csv
import hashlib
import itertools
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import SKOS, Literal, URIRef

from graph import vocabulary
from graph.kept import Keeper
from graph.likeness import LIKE_FROM, NEAREST, RECURS_FROM, Asked, Likeness, find_likeness, relate
from graph.likeness.weights import SCALE, weigh
from graph.reading import iter_read
from graph.sources import find_sources
from graph.statements import Inspection, Recommendation
from graph.store import Triples, open_memory
from graph.terms import DERIVED, FACTS, ID, SG, mint_concept

LABELS = Path(__file__).parent / "labels" / "pairs.csv"
NARROWER = {
    str(theme).removeprefix(str(ID["theme/"]))
    for theme in vocabulary.load().subjects(SKOS.broader, None)
    if "/theme/" in str(theme)
}

WORLD = [
    Asked(
        "n1",
        "Offer return home interviews to missing children.",
        frozenset({"return-home-interviews"}),
        "N",
        "N15",
        "N18",
    ),
    Asked("n2", "Recruit more adopters.", frozenset({"adoption"}), "N", "N15", "N18"),
    Asked("n3", "The return home interviews offered.", frozenset({"return-home-interviews"}), "N", "N18"),
    Asked("n4", "Keep chronologies.", frozenset({"recording"}), "N", "N18"),
    Asked("s1", "Return home interviews are offered late.", frozenset({"return-home-interviews"}), "S", "S16"),
    Asked("s2", "Repair the roof (paragraphs 4, 5).", frozenset(), "S", "S16"),
    Asked("w1", "A roof without holes (paragraphs 4, 5).", frozenset(), "W", "W16"),
]


def names(found: Likeness) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    return [pair[:2] for pair in found.recurrences], [pair[:2] for pair in found.likes]


def test_recurrence_is_to_the_next_inspection_and_likes_are_elsewhere() -> None:
    assert names(find_likeness(WORLD)) == (
        [("n1", "n3")],
        [("n1", "s1"), ("n3", "s1"), ("s1", "n3"), ("s1", "n1")],
    )


def test_likeness_is_the_same_in_any_order() -> None:
    assert find_likeness(reversed(WORLD)) == find_likeness(WORLD)
    assert find_likeness(WORLD[3:] + WORLD[:3]) == find_likeness(WORLD)


def test_likeness_is_a_share_of_one() -> None:
    found = find_likeness(WORLD)
    assert min(len(found.recurrences), len(found.likes)) > 0
    assert all(RECURS_FROM <= pair.likeness <= 1 for pair in found.recurrences)
    assert all(LIKE_FROM <= pair.likeness <= 1 for pair in found.likes)
    same = [Asked(key, "Keep chronologies.", frozenset({"recording"}), key, key) for key in "ab"]
    assert [pair.likeness for pair in find_likeness(same).likes] == [1.0, 1.0]


def test_nearest_are_those_of_all_in_order() -> None:
    """More than are compared at once, with many that are as near as others: these are told in the order of their names."""
    chance = random.Random(5)  # noqa: S311 - no secret
    words = "adopters carers chronologies homes interviews leavers plans quality supervision visits".split()
    many = [
        Asked(f"{place:04d}", " ".join(chance.choices(words, k=5)), frozenset(), chance.choice("KLMN"), "i")
        for place in range(600)
    ]
    rows = [weigh(one.text, one.themes) for one in many]
    found: list[tuple[str, str]] = []
    for one, row in zip(many, rows, strict=True):
        near = [
            (-product, other.iri)
            for other, weights in zip(many, rows, strict=True)
            if other.council != one.council
            and (product := sum(weight * weights.get(word, 0) for word, weight in row.items())) >= LIKE_FROM * SCALE**2
        ]
        found += [(one.iri, iri) for _, iri in sorted(near)[:NEAREST]]
    assert len(found) > 2900
    assert [pair[:2] for pair in find_likeness(many).likes] == found


def test_likes_are_the_nearest_few() -> None:
    many = [
        Asked(f"a{place}", "Keep chronologies.", frozenset(), f"council {place}", "i") for place in range(NEAREST + 3)
    ]
    found = find_likeness(many)
    assert [pair.other for pair in found.likes if pair.one == "a0"] == ["a1", "a2", "a3", "a4", "a5"]
    assert len(found.likes) == len(many) * NEAREST


@pytest.mark.parametrize(
    "asked",
    [
        [],
        [Asked("a", "Keep chronologies.", frozenset(), "N", "i")],
        [Asked("a", "", frozenset(), "N", "i"), Asked("b", "of the", frozenset(), "S", "j")],
    ],
    ids=["none", "one", "without words"],
)
def test_nothing_to_compare_is_like_nothing(asked: list[Asked]) -> None:
    assert find_likeness(asked) == Likeness((), ())


def test_relate_puts_both_ways_into_the_derived_graph() -> None:
    first, second, elsewhere = (ID[f"inspection/{key}"] for key in ("N/15", "N/18", "S/16"))
    with open_memory() as store:
        store.add(vocabulary.iter_vocabulary())
        store.add([(first, SG.nextInspection, second, DERIVED)])
        for inspection, council in ((first, "N"), (second, "N"), (elsewhere, "S")):
            asked = URIRef(f"{inspection}/recommendation/la-01")
            store.add(
                [
                    (inspection, SG.inspects, ID[f"council/{council}"], FACTS),
                    (inspection, SG.recommendation, asked, FACTS),
                    (asked, SG.text, Literal(f"Keep chronologies, {council}."), FACTS),
                    (asked, SG.theme, mint_concept("theme", "recording"), FACTS),
                    (asked, SG.theme, mint_concept("theme", "social-work-practice"), FACTS),
                ]
            )
        assert relate(store) == 6
        answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", named_graphs=[DERIVED])
        assert isinstance(answer, Triples)
        one, two, other = (URIRef(f"{inspection}/recommendation/la-01") for inspection in (first, second, elsewhere))
        assert set(answer.triples) == {
            (first, SG.nextInspection, second),
            (one, SG.recursAs, two),
            (two, SG.recurrenceOf, one),
            (one, SG.like, other),
            (two, SG.like, other),
            (other, SG.like, one),
            (other, SG.like, two),
        }


class End(NamedTuple):
    """A recommendation of a labelled pair: where it stands, and a digest of its letters."""

    sha256: str
    start: int
    end: int
    words: str


class Label(NamedTuple):
    """Two recommendations that ask for the same, or do not, as a reader sees them."""

    relation: str
    drawn: str
    one: End
    other: End
    same: bool


def read_labels() -> list[Label]:
    with LABELS.open(encoding="utf-8", newline="") as stream:
        return [
            Label(row["relation"], row["drawn"], to_end(row, "one"), to_end(row, "other"), row["same"] == "yes")
            for row in csv.DictReader(stream)
        ]


def to_end(row: dict[str, str], key: str) -> End:
    return End(row[f"{key}_sha256"], int(row[f"{key}_start"]), int(row[f"{key}_end"]), row[f"{key}_words"])


def digest_letters(text: str) -> str:
    return hashlib.sha256(re.sub(r"[^a-z]", "", text.lower()).encode()).hexdigest()[:12]


class Corpus(NamedTuple):
    """The recommendations of all real reports as they are recognised now, and their keys by what labels know of them."""

    asked: list[Asked]
    by_words: dict[tuple[str, str], str]
    by_place: dict[tuple[str, int, int], str]

    def find(self, end: End) -> str | None:
        """The key of a labelled recommendation: by its letters, or else by where it stands."""
        return self.by_words.get((end.sha256, end.words)) or self.by_place.get(end[:3])


def read_corpus(folder: Path, keeper: Keeper) -> Corpus:
    sources, _ = find_sources([folder])
    reports: list[tuple[str, Inspection]] = []
    for _, kept in iter_read(sources, keeper, lambda *_: None):
        told = kept.statements.inspections if kept.statements else ()
        reports += [
            (kept.sha256, inspection) for inspection in told if inspection.recommendations and inspection.council
        ]
    corpus = Corpus([], {}, {})
    following = find_following(reports)
    for sha256, inspection in sorted(reports, key=lambda report: report[0]):
        for place, one in enumerate(inspection.recommendations):
            key = f"{sha256}/{place:03d}"
            council = inspection.council.value if inspection.council else ""
            corpus.asked.append(Asked(key, one.text, narrower(one), council, sha256, following.get(sha256)))
            corpus.by_words.setdefault((sha256, digest_letters(one.text)), key)
            corpus.by_place[sha256, one.span.start, one.span.end] = key
    return corpus


def narrower(one: Recommendation) -> frozenset[str]:
    return frozenset(theme.value for theme in one.themes) & NARROWER


def find_following(reports: list[tuple[str, Inspection]]) -> dict[str, str]:
    """The report of the next inspection of the same council and kind, by report; Area SEND inspections count apart."""
    rows: dict[tuple[str, bool], list[tuple[str, str]]] = defaultdict(list)
    for sha256, inspection in reports:
        if inspection.council and inspection.start:
            place = inspection.council.value, inspection.kind == "Area SEND inspection"
            rows[place].append((str(inspection.start.value), sha256))
    return {earlier[1]: later[1] for row in rows.values() for earlier, later in itertools.pairwise(sorted(row))}


def test_labels_are_pairs_that_stand_once() -> None:
    labels = read_labels()
    assert len({label[2:4] for label in labels}) == len(labels) == 325
    assert {label.relation for label in labels} == {"recurs", "like"}


def test_labelled_pairs_that_are_asserted_ask_for_the_same(shared: Path, tmp_path: Path) -> None:
    """325 pairs labelled by one reader: does the second ask, in the whole or in a main part, for what the first asks?

    On the pairs drawn for setting the measure and its bounds, recurrences are right 43 times in 44 and likes 50 in 54. On
    those drawn by chance from what was asserted when the bounds stood, 24 times in 25 and 41 in 44. Absent goes
    before wrong: weighed by how the first pairs were drawn, about a fifth of the recurrences that a reader sees are told.
    """
    corpus = read_corpus(shared / "corpus", Keeper(tmp_path))
    found = find_likeness(corpus.asked)
    asserted = {"recurs": {pair[:2] for pair in found.recurrences}, "like": {pair[:2] for pair in found.likes}}
    met, right = defaultdict(int), defaultdict(int)
    known = 0
    for label in read_labels():
        ends = corpus.find(label.one), corpus.find(label.other)
        known += None not in ends
        if ends in asserted[label.relation]:
            met[label.relation, label.drawn] += 1
            right[label.relation, label.drawn] += label.same
    precision = {key: right[key] / met[key] for key in met}
    assert known >= 310, "the labels are of recommendations that are recognised no more"
    assert set(met) == {(relation, drawn) for relation in ("recurs", "like") for drawn in ("setting", "checking")}
    assert min(met.values()) >= 20, met
    assert min(precision.values()) >= 0.90, precision
