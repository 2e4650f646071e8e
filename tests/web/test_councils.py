"""What a council's page reads: the same rows, in the same order, as the questions behind its tables give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from graph.query.pages.rows.inspections import Inspection, Judgement
from graph.query.pages.rows.organisations import Council
from graph.query.pages.rows.recommendations import OfCouncil, Outcome, Words
from web.councils import read_asked, read_grades, read_inspections, read_words
from web.grades import place, read_judgements
from web.grouping import group_by, unique
from web.outcomes import read_outcomes
from web.overview import list_councils
from web.store import ask


@pytest.fixture(scope="module")
def councils(app: Flask) -> Iterator[list[Council]]:
    """The councils of the sample reports of which an inspection is known, and a request in which to ask."""
    with app.test_request_context():
        yield [row for row in list_councils() if ask(Inspection, "inspections", council=row.council)]


def test_inspections_come_in_the_order_of_their_question(councils: list[Council]) -> None:
    for row in councils:
        found = read_inspections(row.council)
        assert found == unique(ask(Inspection, "inspections", council=row.council), "inspection")
    assert len(councils) == 4


def test_recommendations_come_in_the_order_of_their_question(councils: list[Council]) -> None:
    for row in councils:
        assert read_asked(row.council) == ask(OfCouncil, "council-asked", council=row.council)


def test_words_are_those_of_their_question(councils: list[Council]) -> None:
    asked = [row.recommendation for council in councils for row in read_asked(council.council)]
    rows = unique(ask(Words, "recommendation-words", recommendation=asked), "recommendation")
    assert read_words(asked) == {row.recommendation: row for row in rows}
    assert len(rows) == len(set(asked)) > 10


def test_grades_of_some_councils_are_those_of_the_list(councils: list[Council]) -> None:
    found = read_grades([row.council for row in councils])
    told = {row.council: (row.grade, row.date, row.judgement) for row in found.values()}
    assert told == {row.council: (row.grade, row.date, row.judgement) for row in councils if row.grade}
    assert len(told) > 2


def test_judgements_are_those_of_their_question(councils: list[Council]) -> None:
    for row in councils:
        inspections = [row.inspection for row in read_inspections(row.council)]
        asked = unique(ask(Judgement, "judgements", inspection=inspections), "judgement")
        assert read_judgements(inspections) == sorted(asked, key=lambda row: (not row.overall, place(row.area)))


def test_outcomes_are_those_of_their_question(councils: list[Council]) -> None:
    asked = [row.recommendation for council in councils for row in read_asked(council.council)]
    rows = unique(ask(Outcome, "outcomes", recommendation=asked), "recommendation", "judgement")
    assert read_outcomes(asked) == group_by(rows, "recommendation")
    assert len(rows) > 10
