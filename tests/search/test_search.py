"""Searches over the small world: names forgiven, texts stemmed, phrases whole, and nothing typed is an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import FOAF, RDF, Literal

from graph.search import KINDS, Hit, Index, count_words, guess, keep_index, open_index, search, suggest, write_index
from graph.search.words import Part, Term, fold, likeness, mark, read_terms
from graph.store import Store, open_memory
from graph.terms import FACTS, ID, SG


@pytest.fixture(scope="module")
def index(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    write_index(store, path)
    opened = open_index(path)
    yield opened
    opened.close()


def show(hit: Hit) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in hit.parts)


def find(index: Index, wanted: str) -> dict[str, list[str]]:
    """What is found by kind, the words marked."""
    return {group.kind: [show(hit) for hit in group.hits] for group in search(index, wanted)}


@pytest.mark.parametrize(
    ("wanted", "kind", "first"),
    [
        ("Lancashire", "councils", "[Lancashire]"),
        ("lancshire", "councils", "[Lancashire]"),
        ("lancahsire", "councils", "[Lancashire]"),
        ("LANCASHIRE county", "councils", "[Lancashire] [County] Council"),
        ("shirly baily", "people", "[Shirley] [Bailey]"),
        ("Thomson Jones", "people", "Paula [Thomson]-[Jones]"),
        ('"thomson jones"', "people", "Paula [Thomson]-[Jones]"),
        ("thomson-jones paula", "people", "[Paula] [Thomson]-[Jones]"),
        ("linc", "councils", "[Lincolnshire]"),
        ("childrens services scrutiny", "committees", "[Children's] [Services] [Scrutiny] Committee"),
        (
            "monitoring visit lancashire 2017",
            "inspections",
            "[Monitoring] [visit] to [Lancashire], 25 to 26 July [2017]",
        ),
        ("north west", "places", "[North] [West]"),
    ],
)
def test_names_are_found_and_typing_errors_forgiven(index: Index, wanted: str, kind: str, first: str) -> None:
    assert find(index, wanted)[kind][0] == first


def test_texts_are_found_by_their_stems(index: Index) -> None:
    [hit] = next(group.hits for group in search(index, "auditing changed practices") if group.kind == "recommendations")
    assert show(hit) == "Make [audits] of casework [change] [practice] at the front line."
    assert hit.name == "Make audits of casework change practice at the front line."
    assert hit.about == "Single inspection framework inspection of Lancashire, 14 September to 8 October 2015"


def test_texts_are_found_by_what_they_are_about_too(index: Index) -> None:
    alone, together = (
        find(index, wanted)["recommendations"] for wanted in ("health histories", "health histories lancashire")
    )
    assert alone == together == ["What care leavers are told about their [health] [histories]."]


def test_words_in_quotation_marks_stand_together(index: Index) -> None:
    apart = [
        f"The [committee] is asked to {what}."
        for what in ("consider the [report] and comment", "note the [report] and comment on it")
    ]
    assert sorted(find(index, "committee report")["requests"]) == apart
    assert "requests" not in find(index, '"committee report"')
    assert find(index, '"asked to note')["requests"] == [
        "The committee is [asked to note] the report and comment on it."
    ]
    assert find(index, "“asked to note”") == find(index, '"asked to note"') == find(index, "asked-to-note")


def test_all_words_must_be_there(index: Index) -> None:
    assert find(index, "lancashire zzzz") == find(index, "zzzz") == {}


def test_kinds_come_in_their_order_and_page_by_page(index: Index) -> None:
    groups = search(index, "lancashire", limit=2)
    assert [group.kind for group in groups] == sorted((group.kind for group in groups), key=KINDS.index)
    [whole] = search(index, "lancashire", kind="inspections", limit=100)
    pages = [
        search(index, "lancashire", kind="inspections", limit=2, offset=start)[0] for start in range(0, whole.number, 2)
    ]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.number for page in pages} == {whole.number} == {len(whole.hits)}


def test_inspections_come_newest_first(index: Index) -> None:
    [found] = search(index, "lancashire inspection", kind="inspections")
    assert [str(hit.thing).rsplit("/", 1)[-1][:4] for hit in found.hits] == ["2022", "2018", "2015"]


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("lancshire care leavrs", "lancashire care leavers"),
        ('"helth histories" lancshire', '"health histories" lancashire'),
        ("shirly baily", "shirley bailey"),
        ("lancashire care leavers", None),
        ("lanc hist", "lanc histories"),
        ("lancashire zzzz", None),
        ("", None),
    ],
)
def test_what_finds_nothing_may_have_been_meant_otherwise(index: Index, wanted: str, meant: str | None) -> None:
    assert guess(index, count_words(index), wanted) == meant


def test_beginnings_are_completed(index: Index) -> None:
    assert suggest(index, "lanc")[0].name == "Lancashire"
    assert [hit.name for hit in suggest(index, "shirl")] == ["Shirley Bailey"]
    assert suggest(index, "") == suggest(index, '"') == []


@pytest.mark.parametrize(
    "wanted",
    [
        "", "   ", '"', '""', "*", '"*\'%', "NEAR(a b)", "a AND", "OR", "NOT lancashire", "lancashire*", "^lancashire", "text:children",
        "{text} : x", "a" * 10_000, "a " * 10_000, '"' * 999, "\x00", "\x02\x03", "\u202e", "(", ")", "-", "--", "; DROP TABLE names",
        "'; SELECT 1", "\ud800", "１９", "ﬁ", "İ", "%s", "😀",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_error(index: Index, wanted: str) -> None:
    for kind in (None, "people", "recommendations"):
        assert isinstance(search(index, wanted, kind=kind), list)
    assert isinstance(suggest(index, wanted), list)


def test_signs_of_searches_have_no_meaning(index: Index) -> None:
    for wanted in ("lancashire*", "^lancashire", "(lancashire)", "lancashire:", "'lancashire'", "lancashire;"):
        assert find(index, wanted) == find(index, "lancashire")


def test_hostile_names_stay_whole() -> None:
    evil = "<script>\x02alert\x03</script>\u202e"
    with open_memory() as store:
        store.add(
            [(ID["person/evil"], RDF.type, SG.Person, FACTS), (ID["person/evil"], FOAF.name, Literal(evil), FACTS)]
        )
        [group] = search(keep_index(store), "alert script")
    assert [show(hit) for hit in group.hits] == ["<[script]> [alert] </[script]>\u202e"]


def test_index_of_nothing_finds_nothing() -> None:
    with open_memory() as store:
        assert search(keep_index(store), "anything") == []


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
    ("wanted", "terms"),
    [
        ("St. Helens’", [("st",), ("helens",)]),
        ('return "home interviews', [("return",), ("home", "interviews")]),
        ("return-home return-home", [("return", "home")]),
        ("a b c d e f g h i j k l m n", [(letter,) for letter in "abcdefghijkl"]),
        ("… ’ “”", []),
    ],
)
def test_terms_are_words_and_phrases(wanted: str, terms: list[tuple[str, ...]]) -> None:
    assert read_terms(wanted) == [Term(words) for words in terms]


@pytest.mark.parametrize(
    ("word", "other", "alike"),
    [
        ("lancashire", "lancashire", 1),
        ("lanc", "lancashire", 0.95),
        ("lancshire", "lancashire", 0.75),
        ("lancahsire", "lancashire", 0.75),
        ("birmingam", "birmingham", 0.75),
        ("lankashir", "lancashire", 0.6),
        ("kent", "trent", 0),
        ("bury", "burnley", 0),
        ("lincolnshire", "lancashire", 0),
        ("bar", "bor", 0),
        ("2017", "2018", 0),
    ],
)
def test_likeness_forgives_a_slip_and_not_another_name(word: str, other: str, alike: float) -> None:
    assert likeness(word, other) == pytest.approx(alike)


def test_mark_leaves_every_letter_in_its_place() -> None:
    text = "  O'Brien – St. Helens’ café "
    parts = mark(text, {"obrien", "cafe"}.__contains__)
    assert parts == (
        Part("  ", False),
        Part("O'Brien", True),
        Part(" – St. Helens’ ", False),
        Part("café", True),
        Part(" ", False),
    )
    assert "".join(part.text for part in parts) == text


def test_index_is_one_file(store: Store, tmp_path: Path) -> None:
    write_index(store, tmp_path / "search.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["search.sqlite"]
