"""A chart of an answer, where one suits it: a number for each of some things, drawn as bars beside their names."""

from __future__ import annotations

from typing import NamedTuple

from web.answers import Answer, Cell, Row
from web.store import label

NUMBERS = {"integer", "decimal", "double", "float", "nonNegativeInteger", "positiveInteger", "int", "long"}
FEWEST, MOST = 2, 40
"""Bars of a chart: one bar compares nothing, and nobody compares hundreds, so of more rows the first are drawn."""
MOST_NAMES = 3
"""Columns that name a bar: of more, a table is easier to read."""


class Bar(NamedTuple):
    """A bar: what it is of, its number as the answer writes it, and its length in hundredths of the longest."""

    name: str
    number: str
    length: float


class Chart(NamedTuple):
    """A chart: the variable that is measured, those that name the bars, and the bars in the answer's order; `whole` where
    they are of all rows.
    """

    measured: str
    names: list[str]
    bars: list[Bar]
    whole: bool


def find_chart(answer: Answer) -> Chart | None:
    """The chart of an answer; None where it has no numbers of things, or some below zero."""
    if len(answer.rows) < FEWEST:
        return None
    numeric = [place for place in range(len(answer.variables)) if all(_is_number(row[place]) for row in answer.rows)]
    names = _find_names(answer, numeric)
    if not numeric or not 1 <= len(names) <= MOST_NAMES:
        return None
    measured = numeric[-1]
    numbers = [_number(row[measured]) for row in answer.rows]
    if min(numbers) < 0 or max(numbers) == 0:
        return None
    bars = [
        Bar(_name(row, names), _text(row[measured]), round(100 * number / max(numbers), 1))
        for row, number in zip(answer.rows[:MOST], numbers, strict=False)
    ]
    return Chart(
        answer.variables[measured], [answer.variables[place] for place in names], bars, whole=answer.number == len(bars)
    )


def _find_names(answer: Answer, numeric: list[int]) -> list[int]:
    """The columns that name things: those of words; of IRIs only where there are no words beside them."""
    others = [place for place in range(len(answer.variables)) if place not in numeric]
    words = [place for place in others if any((cell := row[place]) and not cell.iri for row in answer.rows)]
    return words or others


def _is_number(cell: Cell | None) -> bool:
    return cell is not None and cell.note in NUMBERS and cell.text.lower() not in ("nan", "inf", "-inf")


def _number(cell: Cell | None) -> float:
    return float(_text(cell))


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return label(cell.iri) if cell.iri else cell.text


def _name(row: Row, names: list[int]) -> str:
    return ", ".join(text for place in names if (text := _text(row[place])))
