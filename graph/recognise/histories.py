"""Lists of a council's inspections, one a line: "2014: SIF – Requires improvement", "• ILACS, June 2018 - Good".

A line counts where it is nothing but a date, a kind of inspection and one grade: then nothing else can have been graded, and at no
other time. "2014: SIF – requires improvement in two areas" is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph.recognise.dates import Period
from graph.recognise.event_periods import find_event_periods
from graph.recognise.grades import Graded
from graph.recognise.mentions import iter_mentions
from graph.recognise.patterns import QUOTE
from graph.recognise.wordings import grade_words

_YEAR = re.compile(r"(?:19|20)\d\d\b")
_MARK = re.compile(r"\s*(?:[•◦▪-]\s*)?")
_KIND = r"(?:[A-Za-z’'-]+\s+){0,8}?[A-Za-z’'-]+?(?:\s+inspection)?(?:\s+\([A-Z]{3,5}\))?"
_KIND_FIRST = re.compile(rf"(?P<kind>{_KIND})(?:\s*[,:–—-]|\s*\()\s*")
#: Frameworks that give all services one grade.
_GRADED = frozenset({"SIF inspection", "ILACS inspection", "re-inspection"})


class Listed(NamedTuple):
    """An inspection that a line lists: its kind, when it was, and the grade of all services; all at offsets of the line."""

    kind: str
    period: Period
    graded: Graded


def read_listed(text: str, *, headed: bool = False) -> Listed | None:
    """The inspection of a line of a list; None where the line says anything more, or anything less.

    `headed` is true below "Earlier inspections", where a date and a grade are enough: "2013: inadequate".
    """
    start = _MARK.match(text).end()  # type: ignore[union-attr]
    for period in _iter_periods(text, start):
        before, behind = _KIND_FIRST.fullmatch(text, start, period.start), _rest().fullmatch(text, period.end)
        words = (before, behind and behind["kind"]) if behind else (None, None)
        if headed and behind and period.start == start and not words[1]:
            return Listed(
                "inspection",
                period,
                Graded("", whole=True, grade=behind["grade"], start=start, end=behind.end("grade")),
            )
        # the kind stands before the date or behind it, and in one of these places only
        if behind and (period.start == start) == bool(words[1]) and (before or period.start == start):
            kind = _find_kind(words[1] or (before["kind"] if before else ""))
            graded = Graded("", whole=True, grade=behind["grade"], start=start, end=behind.end("grade"))
            return Listed(kind, period, graded) if kind else None
    return None


def _find_kind(words: str) -> str:
    """The framework that words name: "SIF", "ILACS short". What they do not name may be a home's or a school's inspection."""
    name = words if words.lower().endswith("inspection") else f"{words} inspection"
    kinds = [mention.kind for mention in iter_mentions(f"the {name}")]
    return kinds[0] if len(kinds) == 1 and kinds[0] in _GRADED else ""


def _iter_periods(text: str, start: int) -> Iterator[Period]:
    """The dates of a line: days, months, and a year alone at its beginning."""
    yield from (period for period in find_event_periods(text) if not period.yearless)
    if year := _YEAR.match(text, start):
        yield Period((int(year[0]), None, None), None, start, year.end())


@cache
def _rest() -> re.Pattern[str]:
    """What stands behind the date: the kind where it does not stand before, and the grade."""
    kind = rf"(?:\s*(?:[:–—-]|\()\s*(?P<kind>{_KIND}))?"
    return re.compile(
        rf"{kind}\)?\s*[:–—-]\s*{QUOTE}?(?P<grade>{grade_words()}){QUOTE}?(?:\s+overall)?\s*[.;]?\s*", re.IGNORECASE
    )
