"""Tables that put the grades of several inspections side by side: a column, or a row, for each.

"Judgement | June 2017 | November 2022" above "Overall effectiveness | Inadequate | Good"; or the areas across and a date at
the head of each row. Where nothing dates a grade ("Before | After"), it is of no inspection.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.recognise.comparisons import PAST
from graph.recognise.dates import Period
from graph.recognise.event_periods import find_event_periods
from graph.recognise.grades import Graded
from graph.recognise.mentions import iter_mentions
from graph.recognise.patterns import one_line
from graph.recognise.wordings import area_keys, grade_key, spell_out

_YEAR = re.compile(r"(?<![\d/-])(?:19|20)\d\d(?![\d/-])")
_MARKS = " \t\"'‘’“”*↑↓→←↔▲▼►◄▶◀△▽⬆⬇➔=.:•●○◦■◆✔✓✘✗🟢🟠🟡🔴⚫"
#: Heads of columns whose grades no inspection gave: "Self-assessment 2018", "Target", "National average".
NOT_GIVEN = re.compile(
    r"\bself\b|target|\baim|ambition|average|neighbour|\bregion|national|england|forecast|predict|expect|plan|our\s+(?:own\s+)?(?:view|grade)|audit|peer|mock|trend|RAG",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:previous|last|earlier|prior|former|before|current|now|latest|this|after|new|today)\b", re.IGNORECASE
)
#: The head of a column beside one of what was before: "Previous | Now".
_NOW = re.compile(
    r"(?:(?:the|our)\s+)?(?:now|new|current|latest|this\s+inspection)(?:\s+(?:Ofsted\s+)?(?:judge?ment|grade|grading|rating|outcome|inspection))?",
    re.IGNORECASE,
)
#: The head of a column of areas.
_AREA_HEAD = re.compile(
    r"(?:(?:Ofsted|ILACS|inspection|judge?ment|graded|sub-?judge?ment)\s+)*(?:areas?|judge?ments?|categor(?:y|ies)|domains?|aspects?|headings?)?(?:\s+of\s+judge?ment)?",
    re.IGNORECASE,
)
_GRADING = re.compile(r"judge?ment|grade|grading|rating|outcome|inspection|ofsted|ILACS|SIF", re.IGNORECASE)


class Cell(NamedTuple):
    """A cell: its words, where it starts in the document, the date it holds, and the grade it is."""

    text: str
    start: int
    period: Period | None
    grade: str | None


class Placed(NamedTuple):
    """A grade of a table, and the kind of the inspection that its column or row is for, with the cell that dates it if one does.

    `graded` stands at offsets of the document; `now` is true where the column is that of the inspection told of: "Now".
    """

    graded: Graded
    kind: str
    dated: Cell | None
    now: bool = False


def read_cells(text: str, start: int) -> tuple[Cell, ...]:
    """The cells of a row that starts at `start` of the document."""
    cells = []
    for words in text.split("\t"):
        plain = words.strip(_MARKS)
        grade = spell_out(plain)
        cells.append(Cell(words, start, _find_period(words), grade if grade_key(grade) else None))
        start += len(words) + 1
    return tuple(cells)


def _find_period(words: str) -> Period | None:
    """The only date of a cell, or its only year: "ILACS 2018"."""
    periods = [period for period in find_event_periods(words) if not period.yearless]
    years = list(_YEAR.finditer(words))
    if not periods and len(years) == 1:
        return Period((int(years[0][0]), None, None), None, years[0].start(), years[0].end())
    return periods[0] if len(periods) == 1 else None


def is_header(cells: tuple[Cell, ...]) -> bool:
    """Whether a row says of which inspections, or of which areas, the grades below it are."""
    if len(cells) < 2 or any(cell.grade for cell in cells) or _is_area(cells[0].text):
        return False
    values = cells if _is_of_dates(cells) else cells[1:]
    dated = [cell for cell in values if cell.period]
    areas = [cell for cell in values if _is_area(cell.text)]
    times = [cell for cell in values if cell.period or _TIME.search(cell.text)]
    return (
        len(areas) >= 2
        or len(times) >= 2
        or any(PAST.search(cell.text) or NOT_GIVEN.search(cell.text) for cell in values)
        or (len(dated) == 1 and _GRADING.search(dated[0].text) is not None)
    )


def is_head_of_grades(cell: Cell) -> bool:
    """Whether a cell heads a column of an inspection's grades: "2019 grade", "ILACS July 2021"."""
    return len(cell.text.split()) <= 6 and not cell.text.endswith(".") and _GRADING.search(cell.text) is not None


def _is_of_dates(cells: tuple[Cell, ...]) -> bool:
    """Whether every head of a table dates an inspection: "2016 (SIF) | 2021 (ILACS)"."""
    return len(cells) > 1 and all(cell.period for cell in cells)


def place_row(cells: tuple[Cell, ...], header: tuple[Cell, ...]) -> tuple[Placed, ...]:
    """The grades of a row below a header, or of one with several grades, each with what dates it; none where it has no grades."""
    graded = [index for index, cell in enumerate(cells) if cell.grade]
    if len(header) == len(cells) - 1 and _is_of_dates(header):
        header = (header[0]._replace(text="", period=None), *header)  # nothing stands above the areas
    fitting = header if len(header) == len(cells) else ()
    areas = [index for index, cell in enumerate(fitting) if index and _is_area(cell.text)]
    if len(areas) >= 2:
        return tuple(_place_across(cells, fitting, index) for index in graded if index in areas)
    if not _is_area(cells[0].text) or not (header or len(graded) > 1):
        return ()
    paired = len(fitting) > 2 and _AREA_HEAD.fullmatch(fitting[0].text.strip()) and not any(map(_is_not_given, fitting))
    placed = tuple((_place_down(cells, fitting[index] if fitting else None, index), index) for index in graded)
    return tuple(
        one._replace(now=bool(paired) and _NOW.fullmatch(fitting[index].text.strip()) is not None)
        for one, index in placed
    )


def _is_not_given(head: Cell) -> bool:
    return NOT_GIVEN.search(head.text) is not None


def _place_down(cells: tuple[Cell, ...], head: Cell | None, index: int) -> Placed:
    """A grade whose area stands at the head of its row, and its inspection's date at that of its column."""
    kind = _find_kind(head.text) if head else "inspection"
    return Placed(
        _grade(cells[0].text, cells[index], cells[0].start),
        kind,
        head if head and head.period and not NOT_GIVEN.search(head.text) else None,
    )


def _place_across(cells: tuple[Cell, ...], header: tuple[Cell, ...], index: int) -> Placed:
    """A grade whose area stands at the head of its column; a date in another cell of its row is its inspection's."""
    dates = [cell for cell in cells if cell.period]
    kinds = {_find_kind(cell.text) for cell in cells} - {"inspection"}
    graded = _grade(header[index].text, cells[index], cells[0].start)
    return Placed(graded, kinds.pop() if len(kinds) == 1 else "inspection", dates[0] if len(dates) == 1 else None)


def _grade(area: str, cell: Cell, start: int) -> Graded:
    name = one_line(area.strip(_MARKS))
    return Graded(name, area_keys(name) == {"overall"}, cell.grade or "", start, cell.start + len(cell.text))


def _is_area(text: str) -> bool:
    return bool(area_keys(text.strip(_MARKS)))


def _find_kind(text: str) -> str:
    return next((mention.kind for mention in iter_mentions(text) if mention.kind != "visit"), "inspection")
