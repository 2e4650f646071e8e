"""Tables with an inspection in each row: histories ("Year | Type of inspection | Overall grade"), and lists of visits.

Which of their cells dates an inspection, names it or counts it; what grades stand side by side belongs to `tables`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.recognise.comparisons import PAST
from graph.recognise.mentions import iter_mentions
from graph.recognise.patterns import ORDINAL, to_ordinal
from graph.recognise.tables import NOT_GIVEN, Cell

#: Columns that only repeat a grade in colours, or say how it moved.
_COLOUR = re.compile(r"(?:RAG|direction|change|trend|travel|status|rating|of|\s)+", re.IGNORECASE)
_DATE_HEAD = re.compile(r"\b(?:dates?|when|month|year|(?:last|previously)\s+inspected)\b", re.IGNORECASE)
_TYPE_HEAD = re.compile(
    r"(?:(?:type|kind|name)\s+of\s+)?inspection(?:\s+(?:type|framework))?|framework|inspection\s*/\s*visit",
    re.IGNORECASE,
)
_DATE_INSPECTED = re.compile(
    r"(?:(?:date|month|year)(?:\s+of)?\s+)?(?:Ofsted\s+|full\s+)*(?:inspect(?:ion|ed)|report)(?:\s+(?:date|month|year|published))?",
    re.IGNORECASE,
)
_OVERALL_HEAD = re.compile(
    r"(?:Ofsted\s+|overall\s+)*(?:overall|effectiveness|judge?ments?|grad(?:e|ing)|rating|outcome|result)",
    re.IGNORECASE,
)
_SERVICE_HEAD = re.compile(
    r"(?:(?:regulated|inspected)\s+)?(?:services?|provision|service\s+area|function)", re.IGNORECASE
)
#: The services that inspections of children's services and of an area are of; not a home, an agency or a team.
_OUR_SERVICE = re.compile(
    r"(?:(?:local\s+authority\s+)?children[’']?s?[’']?\s+(?:social\s+care|services)(?!\s+(?:home|team))|ILACS|SIF|(?:local\s+)?(?:area\s+)?SEND)\b(?!.*\b(?:homes?|fostering|adoption)\b)",
    re.IGNORECASE,
)
_NTH = re.compile(rf"(?:visit\s+)?(?P<nth>{ORDINAL}|\d{{1,2}})\.?(?:\s+(?:monitoring\s+)?visit)?", re.IGNORECASE)
_LETTER_HEAD = re.compile(r"\bpublish\w*|\bletter\b|\bpublication\b", re.IGNORECASE)
_LETTER = re.compile(r"(?:letter|report)\s+(?:was\s+)?published\b", re.IGNORECASE)


class Visit(NamedTuple):
    """A row of a table of visits: the cell that dates it, which in the row of visits it was, what it was about, and the cell that
    dates its letter.
    """

    dated: Cell
    nth: Cell | None
    focus: Cell | None
    published: Cell | None = None


def is_head_of_history(cells: tuple[Cell, ...]) -> bool:
    """Whether a row heads a table with an inspection in each row: "Year | Type of inspection | Overall grade"."""
    named = [cell for cell in cells if _names_type(cell)]
    dated = [cell for cell in cells if _DATE_HEAD.search(cell.text)]
    others = [cell for cell in cells if not _COLOUR.fullmatch(cell.text)]
    return (
        len(cells) > 1
        and len(named) == 1
        and bool(dated)
        and not any(cell.period or cell.grade or NOT_GIVEN.search(cell.text) for cell in others)
    )


def is_of_services(header: tuple[Cell, ...]) -> bool:
    """Whether a table has a service of the council in each row: "Service | Last inspected | Judgement"."""
    return is_head_of_history(header) and any(_SERVICE_HEAD.fullmatch(cell.text.strip()) for cell in header)


def is_of_past(header: tuple[Cell, ...]) -> bool:
    """Whether a table has a column of what was before: "Previous grade"; not "Last inspected"."""
    return any(PAST.search(cell.text) and not _DATE_HEAD.search(cell.text) for cell in header)


def is_dated_table(header: tuple[Cell, ...]) -> bool:
    """Whether a table has a column of dates."""
    return any(_DATE_HEAD.search(cell.text) for cell in header)


def _names_type(cell: Cell) -> bool:
    head = cell.text.strip()
    return (_TYPE_HEAD.fullmatch(head) or _SERVICE_HEAD.fullmatch(head)) is not None


def find_type(cells: tuple[Cell, ...], header: tuple[Cell, ...]) -> str:
    """The kind of inspection that a row of such a table names without saying "inspection": "ILACS"; "" where none does."""
    if len(header) != len(cells) or not is_head_of_history(header):
        return ""
    place = next(index for index, cell in enumerate(header) if _names_type(cell))
    name = cells[place].text.strip()
    if _SERVICE_HEAD.fullmatch(header[place].text.strip()) and not _OUR_SERVICE.match(name):
        return ""
    name = name if name.lower().endswith(("inspection", "visit")) else f"{name} inspection"
    kinds = [mention.kind for mention in iter_mentions(f"the {name}")]
    return kinds[0] if len(kinds) == 1 else ""


def is_outcome(cells: tuple[Cell, ...], header: tuple[Cell, ...]) -> bool:
    """Whether a row is a date and the grade of all services, and nothing else, below "Date of inspection | Overall judgement"."""
    if len(cells) != 2 or len(header) != 2 or not (cells[0].period and cells[1].grade):
        return False
    period, words = cells[0].period, cells[0].text
    if re.search(r"\w", words[: period.start] + words[period.end :]):
        return False  # "Beech House, March 2023"
    date, grade = header[0].text.strip(), header[1].text.strip()
    return _DATE_INSPECTED.fullmatch(date) is not None and _OVERALL_HEAD.fullmatch(grade) is not None


def is_head_of_visits(cells: tuple[Cell, ...]) -> bool:
    """Whether a row is the head of a table with a visit in each row: it has a column of dates, and dates nothing itself."""
    return (
        len(cells) > 1
        and any(_DATE_HEAD.search(cell.text) for cell in cells)
        and not any(cell.period or cell.grade for cell in cells)
    )


def read_visit(cells: tuple[Cell, ...], header: tuple[Cell, ...] = ()) -> Visit | None:
    """The visit of a row such as "First | 16 and 17 May 2017 | The front door"; None where no single cell dates it, or it grades.

    A column headed "Letter published" dates its letter.
    """
    heads = header if len(header) == len(cells) else ()
    letters = [cell for cell, head in zip(cells, heads, strict=False) if _LETTER_HEAD.search(head.text)]
    letters += [cell for cell in cells[2:] if cell.period and _LETTER.match(cell.text)]
    cells = tuple(cell for cell in cells if cell not in letters)
    dated = [cell for cell in cells[:3] if cell.period]
    if len(dated) != 1 or any(cell.grade for cell in cells):
        return None
    place = cells.index(dated[0])
    behind = cells[place + 1 :]
    nth = cells[0] if place and _NTH.fullmatch(cells[0].text.strip()) else None
    focus = behind[0] if behind and re.match(r"[A-Za-z]{2}", behind[0].text) else None
    return Visit(dated[0], nth, focus, letters[0] if len(letters) == 1 and letters[0].period else None)


def read_ordinal(cell: Cell) -> int:
    """The number of a cell that says which visit it was: "First", "2nd visit", "3"."""
    match = _NTH.fullmatch(cell.text.strip())
    assert match is not None  # `read_visit` gives no other
    return to_ordinal(match["nth"])
