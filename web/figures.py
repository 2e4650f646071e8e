"""Where things stand in the figures: England as tiles, a council's history on a line of years, grades as bars.

Only places and sizes are worked out here; the templates draw them as SVG, each beside a table that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rdflib import URIRef

from graph.dates import Date, parse_date
from graph.registers import councils, tiles
from graph.terms import SG, mint_council

# A hexagon that stands on its point is wider than the way to the next row is long.
TILE, ROW = 40, 35
COMPASS = {"North": "N", "South": "S", "East": "E", "West": "W"}
SMALL_WORDS = {"of", "and", "upon", "with", "the", "City"}

YEAR, LANE, MARK, HEAD = 64, 40, 22, 28
LANES = {
    "Full inspections": (SG.FullInspection,),
    "Visits": (SG.FocusedVisit, SG.MonitoringVisit),
    "Special needs": (SG.AreaSendInspection,),
    "Other": (),
}

BAR, BETWEEN, HEIGHT = 34, 10, 220


class Tile(NamedTuple):
    """A council's hexagon: where its middle stands, and the few letters that fit into it."""

    council: URIRef
    x: int
    y: int
    short: str


class Map(NamedTuple):
    """All tiles, and the size of the picture that holds them."""

    width: int
    height: int
    tiles: tuple[Tile, ...]


class Event(NamedTuple):
    """What a timeline marks: an inspection, when it was and of which kind, and its overall grade if it has one."""

    inspection: URIRef
    date: str
    kind: URIRef
    grade: URIRef | None


class Mark(NamedTuple):
    """An event with the place of its middle."""

    event: Event
    x: int
    y: int


class Timeline(NamedTuple):
    """The years from left to right, the lanes from the top, and the marks on them."""

    width: int
    height: int
    years: tuple[tuple[str, int], ...]
    lanes: tuple[tuple[str, int], ...]
    marks: tuple[Mark, ...]


class Part(NamedTuple):
    """The part of a bar that one grade has."""

    grade: URIRef
    number: int
    y: float
    height: float


class Bar(NamedTuple):
    """One year: how many councils had a grade, and how many had which, in the order of the grades."""

    year: str
    x: int
    number: int
    parts: tuple[Part, ...]


def draw_map() -> Map:
    """England as tiles, one for each council of today."""
    names = {code: row.name for code, row in councils().items()}
    half = TILE // 2
    placed = tuple(
        Tile(
            mint_council(tile.code),
            tile.column * TILE + (tile.row % 2 + 1) * half,
            (tile.row - 1) * ROW + half + 3,
            shorten(names[tile.code]),
        )
        for tile in tiles()
    )
    return Map(max(tile.x for tile in placed) + half, max(tile.y for tile in placed) + half + 3, placed)


def shorten(name: str) -> str:
    """Up to five letters for a council's name.

    >>> shorten("Lancashire"), shorten("North East Lincolnshire"), shorten("Kingston upon Hull")
    ('Lanc', 'NELin', 'King')
    """
    parts = [word for word in re.findall(r"[A-Za-z]+", name) if word not in SMALL_WORDS]
    points = "".join(COMPASS[word] for word in parts[:2] if word in COMPASS)
    rest = next((word for word in parts if word not in COMPASS), "")
    return points + rest[: 5 - max(len(points), 1)]


def _read_date(text: str) -> Date | None:
    """The date that a text is, or None: a store from elsewhere may have anything in its place."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def draw_timeline(events: Iterable[Event]) -> Timeline | None:
    """The events on a line of years; None where there is none with a date."""
    dated = [(event, told) for event in events if (told := _read_date(event.date))]
    if not dated:
        return None
    first, last = min(date.year for _, date in dated), max(date.year for _, date in dated)
    lanes: list[tuple[str, int]] = []
    marks: list[Mark] = []
    y = HEAD
    for name in LANES:
        found = [(event, _place(date, first)) for event, date in dated if lane_of(event.kind) == name]
        if found:
            lanes.append((name, y))
            marks += _stack(found, y + LANE - MARK // 2)
            y = max(mark.y for mark in marks) + MARK
    years = tuple((str(year), (year - first) * YEAR) for year in range(first, last + 1))
    return Timeline((last - first + 1) * YEAR, y, years, tuple(lanes), tuple(marks))


def lane_of(kind: URIRef) -> str:
    """The lane on which an inspection of this kind is marked."""
    return next((name for name, kinds in LANES.items() if kind in kinds), "Other")


def _place(date: Date, first: int) -> int:
    """How far to the right a date stands; far enough from the edges for its mark to be whole."""
    return max(round((date.year - first + date.first.timetuple().tm_yday / 366) * YEAR), MARK // 2 + 1)


def _stack(found: Iterable[tuple[Event, int]], y: int) -> list[Mark]:
    """A lane's marks, one below another where they would cover each other."""
    ends: list[int] = []
    marks = []
    for event, x in sorted(found, key=lambda item: (item[1], item[0].inspection)):
        row = next((row for row, end in enumerate(ends) if end <= x - MARK), len(ends))
        ends[row : row + 1] = [x]
        marks.append(Mark(event, x, y + row * (MARK + 2)))
    return marks


def draw_bars(years: Mapping[str, Mapping[URIRef, int]], order: Sequence[URIRef]) -> tuple[Bar, ...]:
    """A bar for each year, with the grades in this order from the top, each as high as its share of that year."""
    bars = []
    for place, (year, counts) in enumerate(years.items()):
        number, top, parts = sum(counts.values()), 0.0, []
        for grade in order:
            if counts.get(grade):
                height = HEIGHT * counts[grade] / number
                parts.append(Part(grade, counts[grade], round(top, 1), round(height, 1)))
                top += height
        bars.append(Bar(year, place * (BAR + BETWEEN), number, tuple(parts)))
    return tuple(bars)
