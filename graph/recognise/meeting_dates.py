"""The date of a paper's meeting: as said of the meeting, else of the paper, else alone in a line at its head.

The day of a letter, of minutes that are only confirmed, and that on which the chair signed them are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.dates import Date
from graph.recognise.committees import FIELD, HEAD, NAME, REPORT_TO, match_dated
from graph.recognise.dates import Period, iter_periods
from graph.recognise.passages import Passage
from graph.statements import Document, Doubt, Said

_LONGEST = 250  # characters: a line of a paper's head; what is longer is prose
DATE_FIELD = re.compile(
    r"(?:(?P<sure>decided\s+at\s+meeting|(?:date\s+of\s+(?:the\s+)?(?:(?:\w+\s+)?meeting|committee|decision)|meeting\s+date)|meeting(?:\s+to\s+be\s+held)?(?:\s+on)?)|date(?![a-z])(?!\s+of\s+(?:report|publication|issue)))\s*[:\t]?\s*(?=\D{0,12}\d)",
    re.IGNORECASE,
)
#: The same within a line: "Agenda item 5    Date: 3 May 2019".
_DATE_WITHIN = re.compile(r"(?<!publication )\bdate\s*:\s*", re.IGNORECASE)
_MEETING_BEFORE = re.compile(r"(?:[-•]\s+)?(?:meeting\s+of\s+.{0,90}|held\s+on\s+(?:\w+,?\s+)?)$", re.IGNORECASE)
_DECIDED = re.compile(
    r"\bdate\s+(?:of\s+(?:the\s+)?decision|decision\s+(?:was\s+)?(?:made|taken))\s*[:\t]?\s*", re.IGNORECASE
)
#: "People Scrutiny Panel – | Meeting held on": whose meeting it is.
_OF_COMMITTEE = re.compile(rf"^{NAME}\s*[–—:-]\s+")
#: An item of the agenda, on the meeting before: "33. Minutes of the Meeting held on 31 January 2023".
_OF_MINUTES = re.compile(
    r"(?:\d+/)?\d+[.)]?\s+(?:the\s+)?minutes\b|minutes\s+of\s+(?:the\s+)?(?:last|previous)\b|the\s+minutes\s+of\s+(?:the\s+)?[^.]{0,80}?meetings?\s+[^.]{0,60}?held\s+on\b[^.]*\b(?:were|be|was|are)\b",
    re.IGNORECASE,
)
#: Above the day on which the next meeting signed the minutes.
_SIGNED = re.compile(r"(?:signed|chair(?:man|woman|person)?|date)\b[\s.:_]*", re.IGNORECASE)
_HELD = re.compile(
    r"(?:at\s+(?:a|the)\s+|a\s+(?=meeting\s+of\b))?(?:^|\b)(?:meeting|minutes|committee|board|panel|cabinet|assembly|executive|agenda)\b[^.]{0,120}\b(?:held|on)\b",
    re.IGNORECASE,
)
#: "Report of the Director to the meeting of the Scrutiny Committee to be held on …".
_TO_BE_HELD = re.compile(
    r"\bto\s+(?:the|a)\s+meeting\s+(?:of\b[^.]{0,120}?\b)?(?:to\s+be\s+)?held\s+on\s+(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
#: What may stand beside a date that is alone in its line: "AT 10.00AM".
_TIME = re.compile(r"\W|\d|(?<![A-Za-z])(?:at|am|pm|noon|on|time|hours|hrs)\b", re.IGNORECASE)


def find_meeting_date(
    document: Document, passages: Sequence[Passage], committee: Said[str] | None
) -> tuple[Said[Date] | None, tuple[Doubt, ...]]:
    """The date of the meeting that a paper is for, of several that beside the committee's name; why there is none where two are told."""
    ranked = list(_iter_ranked(document, passages[:HEAD]))
    beside = [said for rank, passage, said in ranked if rank == 0 and committee and _stands_in(committee, passage)]
    for dates in (beside, *([said for rank, _, said in ranked if rank == wanted] for wanted in range(3))):
        if len({said.value for said in dates}) > 1:
            told = ", ".join(str(said.value) for said in dates)
            return None, (Doubt("meeting date", f"two dates are given for the meeting: {told}", dates[0].span),)
        if dates:
            return dates[0], ()
    return _find_decision_date(document, passages), ()


def _stands_in(said: Said[str], passage: Passage) -> bool:
    return passage.start <= said.span.start < passage.end


def _iter_ranked(document: Document, head: Sequence[Passage]) -> Iterator[tuple[int, Passage, Said[Date]]]:
    """The days in the lines of a paper's head, each with its rank: how surely it is the meeting's."""
    letter = any(re.match(r"Dear\s+[A-Z]", passage.text) for passage in head)
    for before, passage in pairwise((None, *head)):
        assert passage is not None  # only the first of all stands behind none
        days = (period for period in iter_periods(passage.text[:_LONGEST]) if period.first[0] and period.first[2])
        period = next(days, None) if len(passage.text) < _LONGEST and not _OF_MINUTES.match(passage.text) else None
        rank = _rank_date(passage, period) if period else None
        signed = before is not None and _SIGNED.fullmatch(before.text)
        if period and period.start_date and rank is not None and not (rank == 2 and (letter or signed)):
            span = document.span(passage.start + period.start, passage.start + period.end)
            yield rank, passage, Said(period.start_date, span)


def _find_decision_date(document: Document, passages: Sequence[Passage]) -> Said[Date] | None:
    """The day on which one member decided, as the form of the decision says it at its end."""
    for passage in passages:
        label = _DECIDED.search(passage.text)
        period = next(iter_periods(passage.text[label.end() : label.end() + 40]), None) if label else None
        if label and period and period.start == 0 and period.start_date and period.start_date.day:
            start = passage.start + label.end()
            return Said(period.start_date, document.span(start, start + period.end))
    return None


def _rank_date(passage: Passage, period: Period) -> int | None:
    """How surely a line of the head dates the meeting: 0 said so, 1 the paper's date, 2 a date alone; None: not at all."""
    before, behind = passage.text[: period.start], passage.text[period.end :]
    field = DATE_FIELD.match(passage.text)
    if field and field.end() <= period.start:
        return 0 if field["sure"] else 1
    if _DATE_WITHIN.search(before):
        return 1
    if match_dated(passage.text) or _names_meeting(passage) or _MEETING_BEFORE.match(before):
        return 0
    if period.last is not None:
        return None
    if _HELD.match(_OF_COMMITTEE.sub("", before)) or _TO_BE_HELD.search(before):
        return 0
    if not behind and REPORT_TO.match(passage.text):
        return 0  # "REPORT TO: SCRUTINY SUB-COMMITTEE 3 March 2020"
    return 2 if len(_TIME.sub("", before + behind)) < 4 else None


def _names_meeting(passage: Passage) -> bool:
    """Whether a field holds a committee and the day on which it meets: "To: Cabinet Committee – 13 September 2022"."""
    field = FIELD.fullmatch(passage.text)
    return field is not None and match_dated(field["value"]) is not None
