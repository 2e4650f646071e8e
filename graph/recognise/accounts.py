"""What a paper tells of inspections, put together: one told twice is one, "the visit" goes on about the visit before.

Each sentence gives tellings; an account places each with the inspection that it is about, or begins a new one. Where two
could be meant and nothing decides, it is placed nowhere, and a doubt says so.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace

from graph.dates import Date
from graph.recognise.mentions import Reference
from graph.statements import Doubt, Inspection, Judgement, Said

#: Inspections that grade a council's services for children; "inspection" is any of them.
FULL = frozenset({"SIF inspection", "ILACS inspection", "re-inspection", "SLAC inspection", "inspection"})
SEND = frozenset({"SEND inspection", "Area SEND inspection"})
VISITS = frozenset({"focused visit", "monitoring visit"})
_BY_PEERS = frozenset({"peer review", "peer challenge"})  # one thing under two names, in one paper
#: Words that take their kind from what was told before.
OPEN = frozenset({"visit", "inspection", "one", ""})
_LETTER_WITHIN = datetime.timedelta(days=250)  # reports came out up to eight months after the visit; mostly within ten weeks


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence says of one inspection, and how it refers to it."""

    inspection: Inspection
    reference: Reference


@dataclass(slots=True)
class Account:
    """The inspections told of so far, in the order of their first mention."""

    events: list[Inspection] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    current: int | None = None
    named: str = ""

    def place(self, telling: Telling) -> int | None:
        """Put a telling with the inspection it is about; gives that one's index."""
        told = telling.inspection
        if told.kind == "one":
            told = replace(told, kind=self.named or "visit")
        index = self.find(replace(telling, inspection=told))
        if index is None and told.kind == "visit" and told.ordinal and self.named in VISITS:
            told = replace(told, kind=self.named)
        if index is None and told.kind == "visit" and is_dated(told) and telling.reference != "continuing" and self._tells_only_of_send():
            told = replace(told, kind="SEND inspection")
        if index is None and told.kind == "inspection" and telling.reference != "indefinite" and not _is_graded(told) and self._tells_only_of_send():
            told = replace(told, kind="SEND inspection")
        if index is not None:
            self.events[index] = merge(self.events[index], told)
        elif self._may_begin(told, telling.reference):
            self.events.append(told)
            index = len(self.events) - 1
        if told.kind and (told.kind not in OPEN or index is not None):
            self.named = self.events[index].kind if index is not None else told.kind
        return index

    def _tells_only_of_send(self) -> bool:
        kinds = {event.kind for event in self.events}
        return bool(kinds & SEND) and not kinds & FULL

    def find(self, telling: Telling) -> int | None:
        """The index of the inspection that a telling is about; None for a new one."""
        told = telling.inspection
        fitting = [
            index for index, event in enumerate(self.events)
            if _fits(told.kind, event.kind, telling.reference) and event.aggregate == told.aggregate and event.planned == told.planned
            and not _is_graded_apart(told, event) and not _differ(told.ordinal, event.ordinal) and not _differ(told.council, event.council)
        ]  # fmt: skip
        if told.aggregate:
            return next((index for index in fitting if self.events[index].kind == told.kind and _is_same_total(told, self.events[index])), None)
        if is_dated(told):
            return self._find_dated(told, telling.reference, fitting)
        return self._find_undated(told, telling.reference, fitting)

    def _find_dated(self, told: Inspection, reference: Reference, fitting: list[int]) -> int | None:
        agreeing = [index for index in fitting if is_dated(self.events[index]) and agree(told, self.events[index])]
        if len(agreeing) > 1:
            closest = [index for index in agreeing if told.kind == self.events[index].kind] or agreeing
            agreeing = [self.current] if self.current in closest else closest[-1:]
        if agreeing:
            return agreeing[0]
        undated = [index for index in fitting if not is_dated(self.events[index])]
        if reference == "earlier" and self.current in undated:
            undated.remove(self.current)
        if self.current in undated:
            return self.current
        return undated[0] if len(undated) == 1 and reference != "earlier" else None

    def _find_undated(self, told: Inspection, reference: Reference, fitting: list[int]) -> int | None:
        if told.ordinal:
            same = [index for index in fitting if self.events[index].ordinal]
            fitting = same or ([self.current] if self.current in fitting else fitting)
        if reference == "indefinite" and told.kind != "inspection":
            return None
        if reference == "earlier":
            fitting = [index for index in fitting if index != self.current] if self._current_fits(fitting) and len(fitting) > 1 else fitting
            return fitting[0] if len(fitting) == 1 else None
        if self.current in fitting:
            return self.current
        same_kind = [index for index in fitting if self.events[index].kind == told.kind]
        return (same_kind or fitting)[-1] if fitting else None

    def _current_fits(self, fitting: list[int]) -> bool:
        return self.current in fitting

    def _may_begin(self, told: Inspection, reference: Reference) -> bool:
        """Whether a telling that is about none so far is about a new one, and not about nothing in particular."""
        if told.kind == "" or (told.kind == "visit" and (reference == "continuing" or not is_dated(told))):
            return False
        if is_dated(told) or told.judgements or told.ordinal or told.aggregate or told.planned:
            return True
        return reference != "continuing"


def _fits(told: str, known: str, reference: Reference) -> bool:
    """Whether two kinds can be one inspection: "the inspection" fits any, "the visit" any visit, a named kind only itself."""
    if told in {known, ""}:
        return True
    if told == "inspection":
        return known in FULL or (reference != "indefinite" and known in SEND | {"JTAI", "other"})
    if told == "visit":
        return known in VISITS | SEND or (reference == "continuing" and known in FULL)
    if (told == "re-inspection" and known in SEND and reference != "indefinite") or {told, known} <= _BY_PEERS:
        return True  # "the local area re-inspection" is of SEND; a peer review is a peer challenge, in one paper
    return (known == "inspection" and told in FULL) or {told, known} <= SEND or (known == "visit" and told in VISITS | SEND)


def _is_graded(told: Inspection) -> bool:
    """Whether it gives grades of children's services."""
    return any(row.area_key != "outcome" for row in told.judgements)


def _is_graded_apart(told: Inspection, event: Inspection) -> bool:
    """Whether a grade of children's services would go to an inspection that gives none: of SEND, or of several agencies."""
    # an outcome goes to no inspection that grades, either
    outcomes = {row.area_key == "outcome" for row in told.judgements}
    return (event.kind in SEND | {"JTAI"} and False in outcomes) or (event.kind in FULL and True in outcomes)


def _differ(one: Said[int] | Said[str] | None, other: Said[int] | Said[str] | None) -> bool:
    return one is not None and other is not None and one.value != other.value


def _is_same_total(told: Inspection, event: Inspection) -> bool:
    numbers = ({count.number for count in told.counts}, {count.number for count in event.counts})
    return numbers[0] == numbers[1] or (not numbers[0] and told.kind != "other")


def is_dated(event: Inspection) -> bool:
    """Whether any date is known of it."""
    return any((event.start, event.end, event.published, event.on_site_start))


def agree(one: Inspection, other: Inspection) -> bool:
    """Whether the dates of two tellings can be of one inspection: days within a month, a letter soon after a visit."""
    days = (_days(one), _days(other))
    if days[0] and days[1]:
        return _covers(days[0], days[1]) or _covers(days[1], days[0])
    if one.published and other.published:
        return one.published.value.agrees(other.published.value)
    return _follows(days[0], other.published) or _follows(days[1], one.published)


def _days(event: Inspection) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day it can have had; an end alone may be weeks after the start."""
    start, end = event.start or event.on_site_start, event.end or event.on_site_end
    if start:
        return start.value.first, (end or start).value.last
    return (end.value.first - datetime.timedelta(days=31), end.value.last) if end else None


def _covers(one: tuple[datetime.date, datetime.date], other: tuple[datetime.date, datetime.date]) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


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
        start=_more_precise(one.start, other.start),
        end=_more_precise(one.end, other.end),
        on_site_start=_more_precise(one.on_site_start, other.on_site_start),
        on_site_end=_more_precise(one.on_site_end, other.on_site_end),
        published=_more_precise(one.published, other.published),
        judgements=one.judgements + tuple(row for row in other.judgements if _is_new(row, known)),
        counts=one.counts + tuple(count for count in other.counts if (count.what, count.number) not in counted),
        ordinal=one.ordinal or other.ordinal,
        focus=one.focus or other.focus,
    )


def _is_new(row: Judgement, known: set[tuple[str, str | None]]) -> bool:
    """Whether a judgement adds one; the grade of the whole is said once, in whatever words."""
    return _to_key(row) not in known


def _to_key(row: Judgement) -> tuple[str, str | None]:
    return "overall" if row.overall else row.area.lower().removeprefix("the "), row.grade_key


def _more_precise(one: Said[Date] | None, other: Said[Date] | None) -> Said[Date] | None:
    if one and other:
        return other if other.value.precision > one.value.precision and one.value.covers(other.value) else one
    return one or other
