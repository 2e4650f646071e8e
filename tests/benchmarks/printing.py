"""How benchmarks print what they found: one form of table for all, which people read and `python -m tests.benchmarks` gathers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

HEAD = ("what", "figure", "goal or peer", "met")
VERDICTS = {True: "yes", False: "no", None: ""}


class Figure(NamedTuple):
    """What was measured, the figure with its unit, the goal or the peer's figure beside it, and whether the goal was met.

    Where there is nothing to be met, as beside a peer that only puts a figure into proportion, `met` is None.
    """

    what: str
    figure: str
    beside: str = ""
    met: bool | None = None


def print_figures(title: str, figures: Iterable[Figure]) -> bool:
    """Print a table of figures in Markdown, each as soon as it is there; gives whether no goal was missed."""
    print(f"\n### {title}\n")
    print_row(*HEAD)
    print_row("---", "---:", "---:", "---")
    missed = 0
    for one in figures:
        print_row(one.what, one.figure, one.beside, VERDICTS[one.met])
        missed += one.met is False
    print(flush=True)
    return not missed


def print_row(*cells: object) -> None:
    """Print one row of a table in Markdown."""
    print("|", " | ".join(str(cell).replace("|", "/") for cell in cells), "|", flush=True)


def at_most(what: str, value: float, limit: float, unit: str, digits: int = 1) -> Figure:
    """A figure that is to be no higher than a limit.

    >>> at_most("nothing new", 0.84, 1, "s", 2)
    Figure(what='nothing new', figure='0.84 s', beside='at most 1 s', met=True)
    """
    return Figure(what, f"{value:,.{digits}f} {unit}", f"at most {limit:,g} {unit}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str, digits: int = 0) -> Figure:
    """A figure that is to be no lower than a limit.

    >>> at_least("lookups", 1512.3, 1500, "a second")
    Figure(what='lookups', figure='1,512 a second', beside='at least 1,500 a second', met=True)
    """
    return Figure(what, f"{value:,.{digits}f} {unit}", f"at least {limit:,g} {unit}", value >= limit)


def beside(
    what: str, value: float, peer: str, theirs: float, unit: str, digits: int = 1, most: float | None = None
) -> Figure:
    """A figure beside a peer's, as a multiple of it; to be at most so many times as much, where that is told.

    >>> beside("reading", 12, "pypdfium2", 10, "s", most=1.5)
    Figure(what='reading', figure='12.0 s', beside='pypdfium2 10.0 s, 1.2 times that (at most 1.5)', met=True)
    """
    times = value / theirs if theirs else float("inf")
    limit = "" if most is None else f" (at most {most:g})"
    told = f"{peer} {theirs:,.{digits}f} {unit}, {times:.1f} times that{limit}"
    return Figure(what, f"{value:,.{digits}f} {unit}", told, None if most is None else times <= most)


class Row(NamedTuple):
    """A figure as a printed table tells it; `met` is "yes", "no", or empty where there is nothing to be met."""

    what: str
    figure: str
    beside: str
    met: str


def gather(lines: Iterable[str]) -> list[Row]:
    """The figures, of those that a program printed, that have a goal or a peer beside them.

    A table counts whose last column is "met": what stands between a figure and that is taken for its goal or peer.

    >>> gather(["| what | s | goal | met |", "|---|---|---|---|", "| nothing new | 0.8 | 1 | yes |", "| first | 9 | bare 5 | |", "| rest | 3 | | |"])
    [Row(what='nothing new', figure='0.8', beside='1', met='yes'), Row(what='first', figure='9', beside='bare 5', met='')]
    """
    found, telling = [], False
    for line in lines:
        cells = [cell.strip() for cell in line.strip()[1:-1].split("|")] if line.startswith("|") else []
        if telling and len(cells) > 3 and any(cells[2:]) and not set("".join(cells)) <= set("-:"):
            found.append(Row(cells[0], cells[1], ", ".join(filter(None, cells[2:-1])), cells[-1]))
        telling = cells[-1:] == ["met"] or (telling and bool(cells))
    return found
