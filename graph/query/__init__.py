"""The library of questions: ask one by name and get typed rows, or take its text to any SPARQL endpoint.

    for row in ask(store, "recommendations-to", council=mint_council("E10000017")):
        print(row.number, row.text)

A question is a file `<name>.rq`, headed by its number and the question in English. Where it can be asked of something
else, the file holds an example, `VALUES ?council { <…> }`, and `ask` puts the caller's value in the example's place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from itertools import chain, groupby, starmap
from string import ascii_lowercase
from typing import Any, NamedTuple, TypeVar

from graph.errors import QueryRejected, UnknownQuestion
from graph.query.near import did_you_mean, offer
from graph.query.parameters import Value, fill_text, find_examples
from graph.query.rows import ROWS
from graph.store import Rows, Store, to_python
from graph.terms import read_text

__all__ = ["GROUPS", "Question", "Value", "ask", "fill", "find", "questions", "to_python", "to_rows"]

Row = TypeVar("Row")

GROUPS = {
    range(1, 10): "Judgements",
    range(10, 15): "Recommendations",
    range(15, 20): "People",
    range(20, 25): "Scrutiny",
    range(25, 27): "Special educational needs and disabilities",
    range(27, 30): "Evidence and builds",
}

_HEADING = re.compile(r"# (\d+)\. (.+)")


class Question(NamedTuple):
    """A question: its file's name, its number and group, its English, its SPARQL, and what it may be asked of; `label` is the
    number with a letter where several questions share it ("27a").
    """

    name: str
    number: int
    group: str
    heading: str
    text: str
    parameters: tuple[str, ...]
    label: str = ""


@cache
def questions() -> tuple[Question, ...]:
    """All questions of the library, by number."""
    names = (path.name.removesuffix(".rq") for path in files(__name__).iterdir() if path.name.endswith(".rq"))
    ordered = sorted(map(_read, names), key=lambda question: (question.number, question.name))
    return tuple(chain.from_iterable(_label(list(alike)) for _, alike in groupby(ordered, lambda one: one.number)))


def find(name: str) -> Question:
    """The question of that name, number or label; UnknownQuestion, with those that may be meant, where there is none."""
    for question in questions():
        if name in (question.name, question.label):
            return question
    alike = [f"{question.label} {question.name}" for question in questions() if name == str(question.number)]
    if alike:
        raise UnknownQuestion(f"{name} is the number of {len(alike)} questions: choose one of {', '.join(alike)}")
    raise UnknownQuestion(f"no question {name!r}{_hint(name)}")


def fill(name: str, **parameters: Value | Iterable[Value]) -> str:
    """A question's SPARQL, asked of other things than its example's."""
    question = find(name)
    return fill_text(question.text, question.name, **parameters)


def ask(store: Store, name: str, **parameters: Value | Iterable[Value]) -> list[Any]:
    """The rows that answer a question, each a NamedTuple of `graph.query.rows`."""
    question = find(name)
    answer = store.query(fill(name, **parameters))
    if not isinstance(answer, Rows):
        raise QueryRejected(f"the question {question.name!r} has no rows", query=question.text)
    return to_rows(ROWS[question.name], answer)


def to_rows(make: Callable[..., Row], answer: Rows) -> list[Row]:
    """The rows of an answer, each made by `make`, most often a NamedTuple, from the values of the variables by name."""
    names = answer.variables
    if getattr(make, "_fields", None) == names:
        return list(starmap(make, answer.iter_values()))
    return [make(**dict(zip(names, values, strict=True))) for values in answer.iter_values()]


def _label(alike: list[Question]) -> list[Question]:
    """Questions of one number, each with a label of its own."""
    letters = ascii_lowercase if len(alike) > 1 else ("",)
    return [one._replace(label=f"{one.number}{letter}") for one, letter in zip(alike, letters, strict=False)]


def _hint(name: str) -> str:
    """Which questions somebody may have meant: those whose name goes on after the one given, or is near it; else all."""
    names = [question.name for question in questions()]
    return did_you_mean([one for one in names if one.startswith(f"{name}-")]) or offer(name, names)


def _read(name: str) -> Question:
    text = read_text(__name__, f"{name}.rq")
    heading = _HEADING.match(text)
    if heading is None:
        raise UnknownQuestion(f"graph/query/{name}.rq: it must begin with '# <number>. <question>'")
    number = int(heading[1])
    group = next(group for numbers, group in GROUPS.items() if number in numbers)
    return Question(name, number, group, heading[2], text, tuple(find_examples(text)))
