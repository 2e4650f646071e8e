"""What a paper tells of inspections, put together: one told twice is one, "the visit" goes on about the visit before.

Each sentence gives tellings; an account places each with the inspection that it is about, or begins a new one. Where two
could be meant and nothing decides, it is placed nowhere, and a doubt says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from graph.recognise.agreements import FULL, OPEN, is_dated, merge, years_of
from graph.recognise.namings import guess_kind, name_kind
from graph.recognise.references import Reference
from graph.recognise.told import LOST, Telling, Told, wholes
from graph.statements import Doubt, Inspection, Judgement


@dataclass(slots=True)
class Account(Told):
    """The inspections of a paper, with what was left open; `named` is the kind of the one named last."""

    doubts: list[Doubt] = field(default_factory=list)
    named: str = ""

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
        if latest is not None and current == latest and to_subject and self.is_recent(self.events[latest]):
            self.turn(latest)  # whatever was before: below "The judgements" are those of the inspection reported on
        if (
            latest is None
            or current in {None, latest}
            or (self.events[current or 0].kind not in FULL and not to_subject)
        ):
            return
        if to_subject and self.is_recent(self.events[latest]):
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
        if told.judgements and self.is_open(replace(telling, inspection=told), index):
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
        elif _may_begin(told, telling.reference):
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
        if latest is None or self.is_of_now(index) or latest not in self.find_fitting(telling):
            return index
        if not self.is_recent(self.events[latest]):
            return index
        self.turn(latest)
        return latest

    def _find_other_whole(self, index: int, telling: Telling) -> int:
        """The latest inspection, where its overall grade it must be: of all others told of, each has another one."""
        grades = wholes(telling.inspection)
        left = [
            place for place in self.find_fitting(telling) if not (known := wholes(self.events[place])) or grades & known
        ]
        latest = self.find_latest()
        if not grades or index in left or latest is None or left != [latest] or not self.is_recent(self.events[latest]):
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
            and not (self.today and self.is_recent(told))
        ):
            self.rivals.add(LOST)


def doubt_grade(row: Judgement) -> Doubt:
    """Why a grade is left out that two inspections could have given, or that two things could have been given."""
    return Doubt(f"judgement of {row.area}", "more than one inspection or area could be meant", row.span)


def _may_begin(told: Inspection, reference: Reference) -> bool:
    """Whether a telling that is about none so far is about a new one, and not about nothing in particular."""
    if told.kind == "" or (told.kind == "visit" and not is_dated(told)):
        return False
    if is_dated(told) or told.judgements or told.ordinal or told.aggregate or told.planned:
        return True
    return reference != "continuing"
