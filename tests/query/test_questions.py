"""Each question's whole answer on the small world: `answers/<question>.tsv`, as the engine writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.query import Question, ask, questions
from graph.query.rows import ROWS
from graph.store import Rows, Store

ANSWERS = Path(__file__).parent / "answers"


def test_every_question_has_its_answer_and_its_row() -> None:
    names = sorted(question.name for question in questions())
    assert sorted(path.stem for path in ANSWERS.glob("*.tsv")) == names
    assert sorted(ROWS) == names


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_question_gives_its_whole_answer(store: Store, question: Question) -> None:
    answer = store.query(question.text)
    assert isinstance(answer, Rows)
    expected = (ANSWERS / f"{question.name}.tsv").read_text(encoding="utf-8")
    assert answer.serialise("tsv").decode() == expected
    assert len(ask(store, question.name)) == expected.count("\n") - 1 > 0


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_question_gives_each_row_once(store: Store, question: Question) -> None:
    rows = ask(store, question.name)
    assert len(set(rows)) == len(rows)
