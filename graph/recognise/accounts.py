"""What a paper tells of inspections, put together: one told twice is one, "the visit" goes on about the visit before.

Each sentence gives tellings; an account places each with the inspection that it is about, or begins a new one. Where two
could be meant and nothing decides, it is placed nowhere, and a doubt says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from graph.dates import Date
from graph.recognise.agreements import (
    FULL,
    OPEN,
    agree,
    differ,
    find_days,
    fits,
    is_dated,
    is_graded_apart,
    is_graded_visit,
    is_same_total,
    is_under_other,
    merge,
    years_of,
)
from graph.recognise.namings import guess_kind, name_kind
from graph.recognise.references import Reference
from graph.statements import Doubt, Inspection, Judgement

LOST = -1  # among rivals: an inspection that was told of and could not be placed
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
class Account:
    """The inspections told of so far, in the order of their first mention.

    `current` is the one that "it" and "the report" go on about, `rivals` those that they could be about as well (LOST for
    one that could not be placed), `passing` those named only to compare or to date, `earlier` those called "the last one".
    `today` is the day of the paper's meeting, `council` the paper's own, `titled` the inspection that its title names.
    """

    today: Date | None = None
    council: str | None = None
    titled: int | None = None
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
        self.rivals = (
            {old} if flashback and old is not None and old != index and self.events[old].kind in FULL else set()
        )

    def open_paragraph(self, *, to_subject: bool) -> None:
        """After a flashback a new paragraph may go on about the latest inspection; below a heading for its outcome it does."""
        latest, current = self.find_latest(), self.current
        if latest is not None and current == latest and to_subject and self._is_recent(self.events[latest]):
            self.turn(latest)  # whatever was before: below "The judgements" are those of the inspection reported on
        if (
            latest is None
            or current in {None, latest}
            or (self.events[current or 0].kind not in FULL and not to_subject)
        ):
            return
        if to_subject and self._is_recent(self.events[latest]):
            self.turn(latest)
        else:
            self.rivals.add(latest)

    def turn_to_year(self, years: Collection[int]) -> bool:
        """Make the only inspection of these years the one that the text goes on about; whether there is one."""
        fitting = [
            index
            for index, event in enumerate(self.events)
            if event.kind in FULL and not event.planned and set(years) <= years_of(event)
        ]
        if len(fitting) == 1:
            self.turn(fitting[0])
        return len(fitting) == 1 or self.current in fitting

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

    def place(self, telling: Telling) -> int | None:
        """Put a telling with the inspection it is about; gives that one's index."""
        told = telling.inspection
        told = replace(told, kind=name_kind(told, self.events, self.current, self.named))
        index = self.find(replace(telling, inspection=told))
        if index is None:
            told = replace(told, kind=guess_kind(told, telling.reference, self.events, self.named))
        if index is not None and telling.now and told.judgements and not is_dated(told):
            index = self._find_now(index, telling)
        if index is not None and not is_dated(told):
            index = self._find_other_whole(index, replace(telling, inspection=told))
        if told.judgements and self._is_open(replace(telling, inspection=told), index):
            self.doubts += [doubt_grade(row) for row in told.judgements]
            told = replace(told, judgements=())
            if not (is_dated(told) or told.counts or told.focus or told.framework):
                return None
        if index is not None and index == self.current and self._is_lost(telling):
            self.doubts.append(
                Doubt("published", "an inspection before it could not be placed, and it may be that one's", told.span)
            )
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

    def _find_now(self, index: int, telling: Telling) -> int:
        """The inspection of which "is now judged" speaks: the latest, where the meeting's date says that it is news."""
        latest = self.find_latest()
        if latest is None or self._is_of_now(index) or latest not in self._find_fitting(telling):
            return index
        if not self._is_recent(self.events[latest]):
            return index
        self.turn(latest)
        return latest

    def _find_other_whole(self, index: int, telling: Telling) -> int:
        """The latest inspection, where its overall grade it must be: of all others told of, each has another one."""
        grades = _wholes(telling.inspection)
        left = [
            place
            for place in self._find_fitting(telling)
            if not (known := _wholes(self.events[place])) or grades & known
        ]
        latest = self.find_latest()
        if (
            not grades
            or index in left
            or latest is None
            or left != [latest]
            or not self._is_recent(self.events[latest])
        ):
            return index
        self.turn(latest)
        return latest

    def _is_lost(self, telling: Telling) -> bool:
        """Whether a day that names no inspection may be that of one told of before and not placed."""
        return telling.reference == "continuing" and LOST in self.rivals and telling.inspection.published is not None

    def _note_title(self, index: int, told: Inspection, reference: Reference) -> None:
        """A title's inspection that is dated only by "was judged inadequate in 2015" may be a later one."""
        if (
            told.judgements
            and reference == "definite"
            and is_dated(told)
            and not is_dated(self.events[index])
            and not (self.today and self._is_recent(told))
        ):
            self.rivals.add(LOST)

    def _is_open(self, telling: Telling, index: int | None) -> bool:
        """Whether the grades of a telling could be another inspection's as well."""
        told, fitting = telling.inspection, set(self._find_fitting(telling))
        if is_dated(told):
            return (
                len([place for place in fitting if is_dated(self.events[place]) and agree(told, self.events[place])])
                > 1
            )
        if index is None:
            return False
        event = self.events[index]
        if telling.reference == "earlier":
            return index == self.current and index not in self.earlier
        if telling.years - years_of(event) or (telling.now and not self._is_of_now(index)) or index in self.passing:
            return True
        compared = {place for place in self.rivals - {LOST} if years_of(self.events[place]) & telling.compared}
        return bool((self.rivals & (fitting | {LOST})) - {index} - compared) or (
            (index != self.current or event.kind == "visit") and len(fitting) > 1
        )

    def _is_of_now(self, index: int) -> bool:
        """Whether an inspection can be the one that "now" is about: the meeting's, or a later one than another."""
        event = self.events[index]
        days = find_days(event)
        if not is_dated(event) or index in self.earlier or self.today:
            return index not in self.earlier and (not is_dated(event) or self._is_recent(event))
        others = [find_days(other) for other in self.events if other.kind in FULL and other is not event]
        return days is not None and any(other and other[1] < days[0] for other in others)

    def _is_recent(self, event: Inspection) -> bool:
        said = event.published or event.end or event.start
        return self.today is not None and said is not None and self.today.first - said.value.last <= _NEWS_WITHIN

    def _is_long_ago(self, told: Inspection) -> bool:
        """Whether it was too long before the meeting to be what the meeting's paper is called after."""
        said = told.published or told.end or told.start
        return self.today is not None and said is not None and self.today.first - said.value.last > _OLD_AFTER

    def find(self, telling: Telling) -> int | None:
        """The index of the inspection that a telling is about; None for a new one."""
        told = telling.inspection
        fitting = self._find_fitting(telling)
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

    def _find_fitting(self, telling: Telling) -> list[int]:
        """The inspections that a telling can be about by their kind, council and ordinal."""
        told = telling.inspection
        return [
            index for index, event in enumerate(self.events)
            if (fits(told.kind, event.kind, telling.reference) or (index == self.current and is_graded_visit(told, event)))
            and event.aggregate == told.aggregate and event.planned == told.planned
            and not is_graded_apart(told, event) and not is_under_other(told, event) and not differ(told.ordinal, event.ordinal) and _council(told) == _council(event)
        ]  # fmt: skip

    def _find_dated(self, told: Inspection, reference: Reference, fitting: list[int]) -> int | None:
        agreeing = [index for index in fitting if is_dated(self.events[index]) and agree(told, self.events[index])]
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
            fitting = (
                [index for index in fitting if index != self.current]
                if self._current_fits(fitting) and len(fitting) > 1
                else fitting
            )
            return fitting[0] if len(fitting) == 1 else None
        if self.current in fitting:
            return self.current
        same_kind = [index for index in fitting if self.events[index].kind == told.kind]
        return (same_kind or fitting)[-1] if fitting else None

    def _current_fits(self, fitting: list[int]) -> bool:
        return self.current in fitting

    def _may_begin(self, told: Inspection, reference: Reference) -> bool:
        """Whether a telling that is about none so far is about a new one, and not about nothing in particular."""
        if told.kind == "" or (told.kind == "visit" and not is_dated(told)):
            return False
        if is_dated(told) or told.judgements or told.ordinal or told.aggregate or told.planned:
            return True
        return reference != "continuing"


def _published(event: Inspection) -> tuple[datetime.date, datetime.date] | None:
    return (event.published.value.first, event.published.value.last) if event.published else None


def _wholes(event: Inspection) -> set[str | None]:
    """The grades of all services that are known of an inspection."""
    return {row.grade_key for row in event.judgements if row.overall}


def _contradict(told: Inspection, event: Inspection) -> bool:
    """Whether both give all services a grade, and not the same."""
    grades, known = _wholes(told), _wholes(event)
    return bool(grades and known) and not grades & known


def _is_headed(event: Inspection) -> bool:
    """Whether a heading names it as the last there was: "Our latest inspection", above "We were last inspected in May"."""
    return _LATEST.fullmatch(event.span.quote) is not None


def _council(event: Inspection) -> str | None:
    """The council told; in a paper whose own council is not known, one that is named is another than one that is not."""
    return event.council.value if event.council else None


def doubt_grade(row: Judgement) -> Doubt:
    """Why a grade is left out that two inspections could have given, or that two things could have been given."""
    return Doubt(f"judgement of {row.area}", "more than one inspection or area could be meant", row.span)
