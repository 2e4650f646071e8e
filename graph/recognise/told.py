"""Which of the inspections told of so far a telling is about: by its kind, council and dates, and by what the text goes on about.

Two that could be meant mean none, but where the one told of last is among them.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from graph.dates import Date
from graph.recognise.agreements import (
    FULL,
    agree,
    differ,
    find_days,
    fits,
    is_dated,
    is_graded_apart,
    is_graded_visit,
    is_same_total,
    is_under_other,
    years_of,
)
from graph.recognise.references import Reference
from graph.statements import Inspection

#: Among rivals: an inspection that was told of and could not be placed.
LOST = -1
_LATEST = re.compile(
    r"[\d.\s]*(?:(?:our|the|your)\s+)?(?:latest|last|most\s+recent)\s+(?:[\w’'-]+\s+){0,4}inspection[\s:]*",
    re.IGNORECASE,
)
_NEWS_WITHIN = datetime.timedelta(days=500)  # committees hear of an inspection within a year of its report
_OLD_AFTER = datetime.timedelta(days=800)  # no paper is called after an inspection of more than two years before


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
class Told:
    """The inspections told of so far, in the order of their first mention.

    `current` is the one that "it" and "the report" go on about, `rivals` those that they could be about as well (LOST for
    one that could not be placed), `passing` those named only to compare or to date, `earlier` those called "the last one".
    `today` is the day of the paper's meeting, `council` the paper's own, `titled` the inspection that its title names.
    """

    today: Date | None = None
    council: str | None = None
    titled: int | None = None
    events: list[Inspection] = field(default_factory=list)
    current: int | None = None
    rivals: set[int] = field(default_factory=set)
    passing: set[int] = field(default_factory=set)
    earlier: set[int] = field(default_factory=set)

    def find(self, telling: Telling) -> int | None:
        """The index of the inspection that a telling is about; None for a new one."""
        told = telling.inspection
        fitting = self.find_fitting(telling)
        if told.aggregate:
            return next(
                (
                    index
                    for index in fitting
                    if self.events[index].kind == told.kind and is_same_total(told, self.events[index])
                ),
                None,
            )
        if is_dated(told):
            return self._find_dated(told, telling.reference, fitting)
        return self._find_undated(told, telling.reference, fitting)

    def find_fitting(self, telling: Telling) -> list[int]:
        """The inspections that a telling can be about by their kind, council and ordinal."""
        told = telling.inspection
        return [
            index for index, event in enumerate(self.events)
            if (fits(told.kind, event.kind, telling.reference) or (index == self.current and is_graded_visit(told, event)))
            and event.aggregate == told.aggregate and event.planned == told.planned
            and not is_graded_apart(told, event) and not is_under_other(told, event) and not differ(told.ordinal, event.ordinal) and _council(told) == _council(event)
        ]  # fmt: skip

    def _find_agreeing(self, told: Inspection, fitting: list[int]) -> list[int]:
        """Of the inspections that fit, those whose dates agree with that of a telling."""
        return [index for index in fitting if is_dated(self.events[index]) and agree(told, self.events[index])]

    def _find_dated(self, told: Inspection, reference: Reference, fitting: list[int]) -> int | None:
        agreeing = self._find_agreeing(told, fitting)
        if len(agreeing) > 1:
            closest = [index for index in agreeing if told.kind == self.events[index].kind] or agreeing
            agreeing = [self.current] if self.current in closest else closest[-1:]
        if agreeing:
            return agreeing[0]
        undated = [
            index
            for index in fitting
            if not is_dated(self.events[index])
            and not (index == self.titled and self._is_long_ago(told))
            and not _contradict(told, self.events[index])
        ]
        if reference == "earlier" and self.current in undated and not _is_headed(self.events[self.current]):
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
            known = [index for index in fitting if index in self.earlier] or [
                index for index in fitting if index != self.current and is_dated(self.events[index])
            ]
            return known[0] if len(known) == 1 else None
        if reference == "earlier":
            others = [index for index in fitting if index != self.current] or fitting
            return others[0] if len(others) == 1 else None
        if self.current in fitting:
            return self.current
        same_kind = [index for index in fitting if self.events[index].kind == told.kind]
        return (same_kind or fitting)[-1] if fitting else None

    def find_latest(self) -> int | None:
        """The latest full inspection told of, where the days of all are known or not in question."""
        days = [
            (span[1], index)
            for index, event in enumerate(self.events)
            if event.kind in FULL
            and not event.planned
            and _council(event) in {self.council, None}
            and (span := find_days(event) or _published(event))
        ]
        return max(days)[1] if days else None

    def is_open(self, telling: Telling, index: int | None) -> bool:
        """Whether the grades of a telling could be another inspection's as well."""
        told, fitting = telling.inspection, self.find_fitting(telling)
        if is_dated(told):
            return len(self._find_agreeing(told, fitting)) > 1
        if index is None:
            return False
        event = self.events[index]
        if telling.reference == "earlier":
            return index == self.current and index not in self.earlier
        if telling.years - years_of(event) or (telling.now and not self.is_of_now(index)) or index in self.passing:
            return True
        compared = {place for place in self.rivals - {LOST} if years_of(self.events[place]) & telling.compared}
        return bool((self.rivals & {*fitting, LOST}) - {index} - compared) or (
            (index != self.current or event.kind == "visit") and len(fitting) > 1
        )

    def is_of_now(self, index: int) -> bool:
        """Whether an inspection can be the one that "now" is about: the meeting's, or a later one than another."""
        event = self.events[index]
        days = find_days(event)
        if not is_dated(event) or index in self.earlier or self.today:
            return index not in self.earlier and (not is_dated(event) or self.is_recent(event))
        others = [find_days(other) for other in self.events if other.kind in FULL and other is not event]
        return days is not None and any(other and other[1] < days[0] for other in others)

    def is_recent(self, event: Inspection) -> bool:
        """Whether it is news at the paper's meeting."""
        said = event.published or event.end or event.start
        return self.today is not None and said is not None and self.today.first - said.value.last <= _NEWS_WITHIN

    def _is_long_ago(self, told: Inspection) -> bool:
        """Whether it was too long before the meeting to be what the meeting's paper is called after."""
        said = told.published or told.end or told.start
        return self.today is not None and said is not None and self.today.first - said.value.last > _OLD_AFTER


def _published(event: Inspection) -> tuple[datetime.date, datetime.date] | None:
    return (event.published.value.first, event.published.value.last) if event.published else None


def wholes(event: Inspection) -> set[str | None]:
    """The grades of all services that are known of an inspection."""
    return {row.grade_key for row in event.judgements if row.overall}


def _contradict(told: Inspection, event: Inspection) -> bool:
    """Whether both give all services a grade, and not the same."""
    grades, known = wholes(told), wholes(event)
    return bool(grades and known) and not grades & known


def _is_headed(event: Inspection) -> bool:
    """Whether a heading names it as the last there was: "Our latest inspection", above "We were last inspected in May"."""
    return _LATEST.fullmatch(event.span.quote) is not None


def _council(event: Inspection) -> str | None:
    """The council told; in a paper whose own council is not known, one that is named is another than one that is not."""
    return event.council.value if event.council else None
