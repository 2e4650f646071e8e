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
LOST = -1  # among rivals: an inspection that was told of and could not be placed
_NEWS_WITHIN = datetime.timedelta(days=500)  # committees hear of an inspection within a year of its report
_LETTER_WITHIN = datetime.timedelta(days=250)  # reports came out up to eight months after the visit; mostly within ten weeks


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence says of one inspection, and how it refers to it.

    `years` are those that the sentence names and that date nothing in it, `compared` those that it only compares with; `now`
    is true where it speaks of today.
    """

    inspection: Inspection
    reference: Reference
    years: frozenset[int] = frozenset()
    compared: frozenset[int] = frozenset()
    now: bool = False


@dataclass(slots=True)
class Account:
    """The inspections told of so far, in the order of their first mention.

    `current` is the one that "it" and "the report" go on about, `rivals` those that they could be about as well (LOST for
    one that could not be placed), `passing` those named only to compare or to date, `earlier` those called "the last one".
    `today` is the day of the paper's meeting.
    """

    today: Date | None = None
    events: list[Inspection] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    current: int | None = None
    named: str = ""
    rivals: set[int] = field(default_factory=set)
    passing: set[int] = field(default_factory=set)
    earlier: set[int] = field(default_factory=set)

    def turn(self, index: int, *, flashback: bool = False) -> None:
        """Make an inspection the one that the text goes on about; after a flashback, it may go on about the one before too."""
        old = self.current
        self.current = index
        self.rivals = {old} if flashback and old is not None and old != index and self.events[old].kind in FULL else set()

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
        if told.judgements and self._is_open(replace(telling, inspection=told), index):
            self.doubts += [doubt_grade(row) for row in told.judgements]
            told = replace(told, judgements=())
            if not (is_dated(told) or told.counts or told.focus or told.framework):
                return None
        if index is not None:
            self._note_title(index, told, telling.reference)
            self.events[index] = merge(self.events[index], told)
        elif self._may_begin(told, telling.reference):
            self.events.append(told)
            index = len(self.events) - 1
        if told.kind and (told.kind not in OPEN or index is not None):
            self.named = self.events[index].kind if index is not None else told.kind
        if telling.reference == "earlier" and index is not None:
            self.earlier.add(index)
        return index

    def _note_title(self, index: int, told: Inspection, reference: Reference) -> None:
        """A title's inspection that is dated only by "was judged inadequate in 2015" may be a later one."""
        if told.judgements and reference == "definite" and is_dated(told) and not is_dated(self.events[index]) and not (self.today and self._is_recent(told)):
            self.rivals.add(LOST)

    def _is_open(self, telling: Telling, index: int | None) -> bool:
        """Whether the grades of a telling could be another inspection's as well."""
        told, fitting = telling.inspection, set(self._find_fitting(telling))
        if is_dated(told):
            return len([place for place in fitting if is_dated(self.events[place]) and agree(told, self.events[place])]) > 1
        if index is None:
            return False
        event = self.events[index]
        if telling.reference == "earlier":
            return index == self.current and index not in self.earlier
        if telling.years - years_of(event) or (telling.now and not self._is_of_now(index)) or index in self.passing:
            return True
        compared = {place for place in self.rivals - {LOST} if years_of(self.events[place]) & telling.compared}
        return bool((self.rivals & (fitting | {LOST})) - {index} - compared) or (index != self.current and len(fitting) > 1)

    def _is_of_now(self, index: int) -> bool:
        """Whether an inspection can be the one that "now" is about: the meeting's, or a later one than another."""
        event = self.events[index]
        days = _days(event)
        if not is_dated(event) or index in self.earlier or self.today:
            return index not in self.earlier and (not is_dated(event) or self._is_recent(event))
        others = [_days(other) for other in self.events if other.kind in FULL and other is not event]
        return days is not None and any(other and other[1] < days[0] for other in others)

    def _is_recent(self, event: Inspection) -> bool:
        said = event.published or event.end or event.start
        return self.today is not None and said is not None and self.today.first - said.value.last <= _NEWS_WITHIN

    def _tells_only_of_send(self) -> bool:
        kinds = {event.kind for event in self.events}
        return bool(kinds & SEND) and not kinds & FULL

    def find(self, telling: Telling) -> int | None:
        """The index of the inspection that a telling is about; None for a new one."""
        told = telling.inspection
        fitting = self._find_fitting(telling)
        if told.aggregate:
            return next((index for index in fitting if self.events[index].kind == told.kind and _is_same_total(told, self.events[index])), None)
        if is_dated(told):
            return self._find_dated(told, telling.reference, fitting)
        return self._find_undated(told, telling.reference, fitting)

    def _find_fitting(self, telling: Telling) -> list[int]:
        """The inspections that a telling can be about by their kind, council and ordinal."""
        told = telling.inspection
        return [
            index for index, event in enumerate(self.events)
            if _fits(told.kind, event.kind, telling.reference) and event.aggregate == told.aggregate and event.planned == told.planned
            and not _is_graded_apart(told, event) and not _differ(told.ordinal, event.ordinal) and not _differ(told.council, event.council)
        ]  # fmt: skip

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
        if reference == "earlier" and told.judgements:
            known = [index for index in fitting if index in self.earlier] or [index for index in fitting if index != self.current and is_dated(self.events[index])]
            return known[0] if len(known) == 1 else None
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


def doubt_grade(row: Judgement) -> Doubt:
    """Why a grade is left out that two inspections could have given, or that two things could have been given."""
    return Doubt(f"judgement of {row.area}", "more than one inspection or area could be meant", row.span)


def years_of(event: Inspection) -> set[int]:
    """The years in which it was on, or was published."""
    said = (event.start, event.end, event.on_site_start, event.published)
    return {one.value.year for one in said if one}


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
        start=_more_precise(one.start, None if is_dated(one) and _is_year(other.start) else other.start),
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


def _is_year(said: Said[Date] | None) -> bool:
    return said is not None and said.value.precision == 1


def _more_precise(one: Said[Date] | None, other: Said[Date] | None) -> Said[Date] | None:
    if one and other:
        return other if other.value.precision > one.value.precision and one.value.covers(other.value) else one
    return one or other
