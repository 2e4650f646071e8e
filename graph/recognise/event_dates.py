"""Which dates in a sentence belong to which inspection.

A date belongs to what governs it: the noun before it ("the visit in May 2021"), or after it where it opens the clause ("In
June 2018 Ofsted completed a re-inspection"); what it is of it belongs to `date_roles`. Here the dates of a sentence are put together:
those of a list, those that share a year, and those that say more precisely what another says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.recognise.date_roles import Dated, relate
from graph.recognise.dates import Period
from graph.recognise.event_periods import find_event_periods
from graph.recognise.governors import find_anchors
from graph.recognise.mentions import Mention
from graph.recognise.patterns import QUOTE, YEAR
from graph.recognise.relative import is_relative

_IN = re.compile(rf"{QUOTE}?(?:\s+overall)?,?\s+in\s+", re.IGNORECASE)
#: Behind the first year of several: ", 2013 and again in 2015".
_FURTHER_YEARS = re.compile(
    r"(?:,\s*(?:in\s+)?(?:19|20)\d\d\b)*,?\s+and\s+(?:(?:then|again)\s+)?(?:in\s+)?(?:19|20)\d\d\b(?!\s*[-/–]\s*\d)"
)


def find_dated(text: str, mentions: Sequence[Mention], judged: Sequence[tuple[int, int]]) -> tuple[Dated, ...]:
    """The dates of a sentence that are of an inspection; `judged` is where verbs like "was judged" stand."""
    periods = find_event_periods(text)
    if not periods:
        return ()
    # "The outcome, published on 13 June, was 'good'": the date inside is the outcome's, not the judging's
    verbs = [
        (start, max((period.end for period in periods if start < period.start < end), default=start), end)
        for start, end in judged
    ]
    anchors = find_anchors(text, mentions, verbs)
    found: list[Dated] = []
    for period in periods:
        dated = (
            _go_on(text, period, found, mentions)
            or _find_labelled(text, period, mentions)
            or relate(text, period, anchors, mentions)
        )
        if dated and (year := _find_year(dated, found)):
            found[found.index(year)] = dated._replace(period=period.fill(year.period.first[0] or 0))
        elif dated and found and _is_put_precisely(text, period, found[-1]):
            known = found[-1].period.first[0]
            found[-1] = found[-1]._replace(period=period.fill(known) if period.yearless and known else period)
        elif dated and not (
            dated.role == "visit" and any(_is_same_slot(dated, other, text, mentions) for other in found)
        ):
            found.append(dated)
    own = {dated.judged: dated for dated in found for _, end in judged if _is_beside(text, end, dated)}
    return tuple(dated for dated in found if not _is_of_another(dated, own.get(dated.judged)))


def _is_beside(text: str, end: int, dated: Dated) -> bool:
    """Whether a date stands right behind a grade that ends at `end`: "judged inadequate | in 2014"."""
    return dated.judged is not None and _IN.fullmatch(text[end : dated.period.start]) is not None


def _is_of_another(dated: Dated, beside: Dated | None) -> bool:
    """Whether the grade that a date would be of has one of its own: "judged in 2018 and, before that, inadequate in 2014"."""
    return beside is not None and dated.period.first[0] != beside.period.first[0]


def iter_listed_years(text: str, dated: Dated) -> Iterator[Dated]:
    """The further years of a list behind a date that is a year: "was judged inadequate in 2011 | , 2013 and 2015"."""
    period = dated.period
    if period.last is not None or period.first[1] is not None:
        return
    listed = _FURTHER_YEARS.match(text, period.end)
    for year in YEAR.finditer(text, period.end, listed.end() if listed else period.end):
        first = (int(year[0]), None, None)
        yield dated._replace(period=Period(first, None, year.start(), year.end()))


def _is_put_precisely(text: str, period: Period, last: Dated) -> bool:
    """Whether a bracket tells the days of the months before it: "in September and October 2019 (23 September to 4 October)"; or the
    words behind "last month" tell its day: "last month, on 14 November".
    """
    if is_relative(last.period):
        return (
            re.fullmatch(r",?\s*\(?(?:on|from|between)?\s*(?:the\s+)?", text[last.period.end : period.start])
            is not None
        )
    first, months = last.period.first, {last.period.first[1], (last.period.last or last.period.first)[1]}
    bare = first[0] is not None and first[1] is not None and first[2] is None and last.role == "visit"
    return (
        bare
        and period.first[2] is not None
        and period.first[1] in months
        and re.fullmatch(r"\s*\(", text[last.period.end : period.start]) is not None
    )


def _find_year(dated: Dated, found: list[Dated]) -> Dated | None:
    """The year told of the same visit before its month: "In 2018, following an inspection in June"."""
    if dated.role != "visit" or not dated.period.yearless or is_relative(dated.period):
        return None
    return next(
        (
            one
            for one in found
            if one.role == "visit"
            and one.mention == dated.mention
            and one.period.last is None
            and one.period.first[1] is None
        ),
        None,
    )


def _go_on(text: str, period: Period, found: list[Dated], mentions: Sequence[Mention]) -> Dated | None:
    """The next date of a list: "monitoring visits in February, June and November 2019"."""
    last = found[-1] if found else None
    if (
        not last
        or last.mention is None
        or mentions[last.mention].reference not in {"plural", "definite"}
        or last.role != "visit"
    ):
        return None
    listed = re.fullmatch(
        r"\s*(?:\([^()]{3,60}\)\s*)?(?:,|;|and|&|,\s*and)\s*(?:(?:in|on)\s+)?", text[last.period.end : period.start]
    )
    several = text[mentions[last.mention].start : mentions[last.mention].end].lower().endswith("s")
    return last._replace(period=period) if listed and several else None


def _find_labelled(text: str, period: Period, mentions: Sequence[Mention]) -> Dated | None:
    """A date that labels an inspection: "March 2023: ILACS inspection", "May 2024 – focused visit"."""
    if text[: period.start].strip(" •-–("):
        return None
    places = (
        place
        for place, mention in enumerate(mentions)
        if re.fullmatch(r"\)?\s*(?::|[-–])\s*(?:[\w’'-]+\s+){0,4}", text[period.end : mention.start])
    )
    return next((Dated("visit", period, place) for place in places), None)


def _is_same_slot(dated: Dated, other: Dated, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a single visit has its days already; several ("visits in May 2019 and in July 2019") may have more."""
    if other.role != "visit" or dated.mention != other.mention:
        return False
    plural = dated.mention is not None and mentions[dated.mention].reference == "plural"
    return not plural and re.search(r"\bvisits\b|\binspections\b", text[: dated.period.start]) is None
