from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rdflib import URIRef

from graph.errors import QueryRejected, UnknownQuestion
from graph.query import ask, fill, find, questions
from graph.query.rows import ROWS, Neighbour, RecommendationOn
from graph.store import Store
from graph.terms import ID, mint_concept, mint_council

NORTHSHIRE = ID["council/N"]
DESIGNED = [*range(1, 30)]


def test_questions_are_those_designed() -> None:
    assert sorted({question.number for question in questions()}) == DESIGNED
    assert [question.number for question in questions()] == sorted(question.number for question in questions())


def test_question_tells_its_heading_group_and_parameters() -> None:
    question = find("area-through-frameworks")
    assert (question.number, question.group, question.parameters) == (6, "Judgements", ("council", "area"))
    assert question.heading == "How was one area (care leavers, say) of one council judged through all frameworks?"
    assert find("6") == question


def test_questions_that_share_a_number_have_a_letter_each() -> None:
    labels = [question.label for question in questions()]
    assert labels == [*map(str, range(1, 27)), "27a", "27b", "28", "29"]
    assert [find(label).name for label in ("27a", "27b")] == ["documents-with-gaps", "statements-by-document"]
    with pytest.raises(
        UnknownQuestion,
        match=r"^27 is the number of 2 questions: choose one of 27a documents-with-gaps, 27b statements-by-document$",
    ):
        find("27")


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("risrs", "risers"),
        ("Decliner", "decliners"),
        ("recommendations", "recommendations-to or recommendations-on or recommendations-that-return or recommendations-like"),
        ("grade", "grades-by or grades-by-inspector or themes-by-grade"),
    ],
)  # fmt: skip
def test_question_misspelt_is_told_with_what_is_near(name: str, names: str) -> None:
    with pytest.raises(UnknownQuestion) as told:
        find(name)
    assert str(told.value) == f"no question {name!r}: did you mean {names}?"


def test_question_with_a_parameter_says_how_to_change_it() -> None:
    told = {
        question.name
        for question in questions()
        if re.search("^# Ask it of (an)?others?: change the line", question.text, re.M)
    }
    assert told == {question.name for question in questions() if question.parameters}


def test_rows_stand_for_the_questions_and_their_variables(store: Store) -> None:
    assert {question.name: store.query(question.text).variables for question in questions()} == {  # type: ignore[union-attr]
        name: row._fields for name, row in ROWS.items()
    }


def test_question_asked_of_another_council_gives_its_rows(store: Store) -> None:
    assert ask(store, "neighbours", council=NORTHSHIRE) == [
        Neighbour(NORTHSHIRE, "Northshire", True, "Inadequate", "2021-02-01", ID["inspection/N/ilacs/2021-02-01"]),
        Neighbour(ID["council/S"], "Southshire", False, "Good", "2020-02-03", ID["inspection/S/ilacs/2020-02-03"]),
        Neighbour(ID["council/W"], "Westshire", False, None, None, None),
    ]


def test_recommendation_printed_twice_to_two_bodies_is_one_row(store: Store) -> None:
    rows = ask(store, "recommendations-to", council=NORTHSHIRE)
    assert [(row.number, row.text, row.to, row.page) for row in rows] == [(1, "Keep records.", "Northshire", 2)]


def test_question_asked_of_several_gives_the_rows_of_all(store: Store) -> None:
    rows = ask(store, "recommendations-to", council=[NORTHSHIRE, mint_council("E10000019")])
    assert [(row.start, row.number, row.to) for row in rows] == [
        ("2023-04-24", 1, "Lincolnshire"),
        ("2021-02-01", 1, "Northshire"),
        ("2019-04-29", 1, "Lincolnshire"),
        ("2019-04-29", 2, "Lincolnshire"),
        ("2014-10-22", 1, "Lincolnshire"),
        ("2014-10-22", 13, "Lincolnshire"),
    ]


def test_question_asked_with_words_takes_any_words(store: Store) -> None:
    assert ask(store, "recommendations-on", words='say "no" \\ }') == []
    assert [row.text for row in ask(store, "recommendations-on", words="KEEP")] == ["Keep records."]
    assert isinstance(ask(store, "recommendations-on", words="keep")[0], RecommendationOn)


@pytest.mark.parametrize(
    ("asking", "error", "message"),
    [
        (lambda: fill("no-such"), UnknownQuestion, r"no question 'no-such': choose one of current-judgements, "),
        (
            lambda: fill("neighbours", town=mint_council("E10000017")),
            QueryRejected,
            "'neighbours' is not asked of 'town': it takes council$",
        ),
        (lambda: fill("risers", council=NORTHSHIRE), QueryRejected, "it takes nothing$"),
        (lambda: fill("neighbours", council=URIRef("a> } #")), QueryRejected, "not an IRI: 'a> } #'$"),
    ],
)
def test_question_wrongly_asked_is_told(asking: Callable[[], str], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        asking()


def test_themes_are_asked_of_another_grade(store: Store) -> None:
    rows = ask(store, "themes-by-grade", grade=mint_concept("grade", "outstanding"))
    assert [(row.graded, row.name, row.wider, row.inspections, row.share) for row in rows] == [
        ("Outstanding", "Care leavers", None, 2, 67),
        ("Outstanding", "Pathway plans", "Care leavers", 2, 67),
        ("Outstanding", "Children who go missing", "Risks to children", 1, 33),
        ("Outstanding", "Risks to children", None, 1, 33),
    ]


def test_likes_are_asked_of_another_recommendation(store: Store) -> None:
    before = ID["inspection/E10000019/sif/2014-10-22/recommendation/la-13"]
    rows = ask(store, "recommendations-like", recommendation=before)
    assert [(row.name, row.start, row.text, row.improved) for row in rows] == [
        ("Southshire", "2016-01-11", "The timeliness of pathway plans for care leavers.", "2020-02-03")
    ]


SHIRLEY, FIONA, ANN = (ID[f"person/{name}"] for name in ("shirley-bailey", "fiona-parker", "ann-lead"))
LANCASHIRE, SIF = mint_council("E10000017"), ID["inspection/E10000017/sif/2015-09-14"]
SIF_NAME = "Single inspection framework inspection of Lancashire, 14 September to 8 October 2015"


@pytest.mark.parametrize(
    ("one", "other", "rows"),
    [
        (SHIRLEY, FIONA, [("council inspected", "Lancashire", 1, 1, LANCASHIRE), ("inspection", SIF_NAME, 1, 1, SIF)]),
        (LANCASHIRE, SHIRLEY, [("inspection", SIF_NAME, 1, 1, SIF)]),
        (SHIRLEY, LANCASHIRE, [("inspection", SIF_NAME, 1, 1, SIF)]),
        (NORTHSHIRE, ID["council/S"], [
            ("inspector", "Ann Lead", 2, 1, ANN),
            ("statistical neighbour", "Southshire", 1, 1, ID["council/S"]),
        ]),
        (SHIRLEY, ANN, []),
        (ANN, ANN, []),
    ],
)  # fmt: skip
def test_connections_are_told_of_councils_and_people(
    store: Store, one: URIRef, other: URIRef, rows: list[tuple[object, ...]]
) -> None:
    assert ask(store, "connections", one=one, other=other) == rows
