"""Whether two tellings can be of one inspection, and both put together: by kind, by date, by what they count."""

from __future__ import annotations

import datetime
from dataclasses import replace

from graph import registers
from graph.dates import Date
from graph.recognise.frameworks import first_day
from graph.recognise.references import Reference
from graph.statements import Inspection, Judgement, Said

#: Inspections that grade a council's services for children; "inspection" is any of them.
FULL = frozenset({"SIF inspection", "ILACS inspection", "re-inspection", "SLAC inspection", "inspection"})
SEND = frozenset({"SEND inspection", "Area SEND inspection"})
VISITS = frozenset({"focused visit", "monitoring visit"})
_BY_PEERS = frozenset({"peer review", "peer challenge"})  # one thing under two names, in one paper
#: Words that take their kind from what was told before.
OPEN = frozenset({"visit", "inspection", "one", ""})
_ON_SITE_WITHIN = datetime.timedelta(days=28)  # inspectors come a week or two after their call
_LETTER_WITHIN = datetime.timedelta(
    days=250
)  # reports came out up to eight months after the visit; mostly within ten weeks


def fits(told: str, known: str, reference: Reference) -> bool:
    """Whether two kinds can be one inspection: "the inspection" fits any, "the visit" any visit, a named kind only itself."""
    if told in {known, ""}:
        return True
    if told == "inspection":
        return known in FULL or (reference != "indefinite" and known in SEND | {"JTAI", "other"})
    if told == "visit":
        return known in VISITS | SEND or (reference == "continuing" and known in FULL | {"JTAI"})
    if (told == "re-inspection" and known in SEND and reference != "indefinite") or {told, known} <= _BY_PEERS:
        return True  # "the local area re-inspection" is of SEND; a peer review is a peer challenge, in one paper
    return (
        (known == "inspection" and told in FULL)
        or {told, known} <= SEND
        or (known == "visit" and told in VISITS | SEND)
    )


def years_of(event: Inspection) -> set[int]:
    """The years in which it was on, or was published."""
    said = (event.start, event.end, event.on_site_start, event.published)
    return {one.value.year for one in said if one}


def is_graded(told: Inspection) -> bool:
    """Whether it gives grades of children's services."""
    return any(row.area_key != "outcome" for row in told.judgements)


def is_graded_apart(told: Inspection, event: Inspection) -> bool:
    """Whether a grade of children's services would go to an inspection that gives none: of SEND, or of several agencies."""
    # an outcome goes to no inspection that grades, either, nor to one of an area before there were outcomes
    outcomes = {row.area_key == "outcome" for row in told.judgements}
    too_early = event.kind in SEND and any(year < first_day("AreaSEND").year for year in years_of(event))
    no_outcome = event.kind in FULL or too_early
    return (event.kind in SEND | {"JTAI"} and False in outcomes) or (no_outcome and True in outcomes)


def is_graded_visit(told: Inspection, event: Inspection) -> bool:
    """Whether grades are told of a visit of no kind that is named: "Ofsted came to Bury in May 2021. It found services to be inadequate"."""
    return event.kind == "visit" and told.kind == "inspection" and is_graded(told)


def is_under_other(told: Inspection, event: Inspection) -> bool:
    """Whether the framework that is said of one is not that of the other: "inspected under the SIF" is no ILACS inspection."""
    if is_before_framework(told, event) or is_before_framework(event, told):
        return True
    names = {"SIF": "ILACS inspection", "ILACS": "SIF inspection"}
    said = [(one.framework.value, other.kind) for one, other in ((told, event), (event, told)) if one.framework]
    return any(names.get(name) == kind for name, kind in said)


def is_before_framework(dated: Inspection, framed: Inspection) -> bool:
    """Whether an inspection was over before the framework of another came into force."""
    days, kind = find_days(dated), registers.kinds().get(framed.kind)
    last = days[1] if days else dated.published.value.last if dated.published else None
    name = framed.framework.value if framed.framework else kind.framework if kind else None
    return bool(name and last and last < first_day(name))


def differ(one: Said[int] | Said[str] | None, other: Said[int] | Said[str] | None) -> bool:
    """Whether two values are both said and are not the same."""
    return one is not None and other is not None and one.value != other.value


def is_same_total(told: Inspection, event: Inspection) -> bool:
    """Whether two totals count as many; one without a number goes on about any."""
    numbers = ({count.number for count in told.counts}, {count.number for count in event.counts})
    return numbers[0] == numbers[1] or (not numbers[0] and told.kind != "other")


def is_dated(event: Inspection) -> bool:
    """Whether any date is known of it."""
    return any((event.start, event.end, event.published, event.on_site_start))


def agree(one: Inspection, other: Inspection) -> bool:
    """Whether the dates of two tellings can be of one inspection: days within a month, a letter soon after a visit."""
    days = (find_days(one), find_days(other))
    if days[0] and days[1]:
        return (
            _covers(days[0], days[1])
            or _covers(days[1], days[0])
            or _begins_in(one, days[1])
            or _begins_in(other, days[0])
            or _goes_on_site(one, other)
            or _goes_on_site(other, one)
        )
    if one.published and other.published:
        return one.published.value.agrees(other.published.value)
    return _follows(days[0], other.published) or _follows(days[1], one.published)


def find_days(event: Inspection) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day it can have had; an end alone may be weeks after the start."""
    start, end = event.start or event.on_site_start, event.end or event.on_site_end
    if start:
        return start.value.first, (end or start).value.last
    return (end.value.first - datetime.timedelta(days=31), end.value.last) if end else None


def _covers(one: tuple[datetime.date, datetime.date], other: tuple[datetime.date, datetime.date]) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def _begins_in(vague: Inspection, days: tuple[datetime.date, datetime.date]) -> bool:
    """Whether an inspection of which only a month or a year is told can be one that began in it: "November 2017", until 7 December."""
    start = vague.start if vague.end is None and vague.on_site_start is None else None
    return start is not None and start.value.precision < 3 and start.value.first <= days[0] <= start.value.last


def _goes_on_site(begun: Inspection, told: Inspection) -> bool:
    """Whether days on site can be those of an inspection of which only the beginning is told: "it started with the call on 3 May"."""
    if told.start or told.on_site_start is None or begun.start is None or begun.end or begun.on_site_start:
        return False
    waited = told.on_site_start.value.first - begun.start.value.first
    return begun.start.value.precision == 3 and datetime.timedelta() <= waited <= _ON_SITE_WITHIN


def _follows(days: tuple[datetime.date, datetime.date] | None, published: Said[Date] | None) -> bool:
    if not days or not published:
        return False
    return published.value.last >= days[0] and published.value.first - days[1] <= _LETTER_WITHIN


def merge(one: Inspection, other: Inspection) -> Inspection:
    """Two tellings of one inspection as one: the named kind, the more precise dates, all that either says."""
    general = one.kind in OPEN
    known = {_to_key(judgement) for judgement in one.judgements}
    if is_dated(other) and not is_dated(one):
        one = replace(one, span=other.span)  # the words that date it say more than a title that names it
    counted = {(count.what, count.number) for count in one.counts}
    return replace(
        one,
        kind=other.kind if general and other.kind not in {"", "visit", "one"} else one.kind,
        council=one.council or other.council,
        framework=one.framework or other.framework,
        start=_more_precise(one.start, None if is_dated(one) and _is_year(other.start) else other.start),
        end=_more_precise(one.end, other.end),
        on_site_start=_more_precise(one.on_site_start, other.on_site_start),
        on_site_end=_more_precise(one.on_site_end, other.on_site_end),
        published=_more_precise(one.published, other.published),
        judgements=one.judgements + tuple(row for row in other.judgements if _is_new(row, known)),
        counts=one.counts + tuple(count for count in other.counts if (count.what, count.number) not in counted),
        lead_inspector=one.lead_inspector or other.lead_inspector,
        ordinal=one.ordinal or other.ordinal,
        focus=one.focus or other.focus,
    )


def _is_new(row: Judgement, known: set[tuple[str, str | None]]) -> bool:
    """Whether a judgement adds one; the grade of the whole is said once, in whatever words."""
    return _to_key(row) not in known


def _to_key(row: Judgement) -> tuple[str, str | None]:
    return "overall" if row.overall else row.area.lower().removeprefix("the "), row.grade_key


def _is_year(said: Said[Date] | None) -> bool:
    return said is not None and said.value.precision == 1


def _more_precise(one: Said[Date] | None, other: Said[Date] | None) -> Said[Date] | None:
    if one and other:
        return other if other.value.precision > one.value.precision and one.value.covers(other.value) else one
    return one or other
