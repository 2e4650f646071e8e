"""A paper's committee and its meeting, and the other meetings that it mentions: those that had it before, and those to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.dates import Date
from graph.recognise.committees import BARE, FIELD, NAME, find_committee
from graph.recognise.dates import Period, iter_periods
from graph.recognise.event_periods import find_event_periods
from graph.recognise.meeting_dates import DATE_FIELD, find_meeting_date
from graph.recognise.passages import Passage, Sentence
from graph.recognise.patterns import one_line
from graph.recognise.relative import is_relative
from graph.recognise.years import find_coming_year, find_year
from graph.statements import Document, Doubt, Meeting, Said

_NO_COMMITTEE_AT_ALL = re.compile(r"Commission\b|Ofsted|Chief\s+Executive")
_OTHER_BEFORE = (
    re.compile(r"(?:meeting|minutes)\s+(?:of\s+(?:the\s+meeting\s+(?:held\s+)?)?)?(?:held\s+)?(?:on\s+|of\s+)?(?:the\s+)?$", re.IGNORECASE),
    re.compile(rf"(?P<name>{NAME})(?:\s+meeting)?,?\s+(?:held\s+)?(?:on|in)\s+(?:the\s+)?$"),
    re.compile(rf"(?P<name>{NAME}),?\s+(?:which\s+)?(?:had\s+|has\s+)?(?:taken|approved|considered|received|noted|agreed|endorsed|discussed|met)\b[^.;]{{0,80}}?\s+(?:on|in)\s+(?:the\s+)?$"),
    # "Members heard a first presentation on 14 March 2018": at a meeting of this committee
    re.compile(r"\b(?:[Mm]embers|[Cc]ouncillors|[Cc]ommittee|[Pp]anel)\s+(?:had\s+|has\s+|have\s+)?(?:first\s+)?(?:heard|received|considered|discussed)\s+(?:an?|the|its|this)\s+(?:[\w’'-]+\s+){0,3}(?:presentation|report|update|paper|item)\s+on\s+(?:the\s+)?$"),
    re.compile(rf"to\s+(?:the\s+)?(?P<name>{NAME})\s+(?:[\w]+\s+){{0,4}}(?:on|in)\s+(?:the\s+)?$"),
)  # fmt: skip
_OTHER_AFTER = re.compile(
    rf",?\s+(?:the\s+)?(?:(?P<name>{NAME})\s+(?:had|received|considered|approved|agreed|met|noted|was)\b|(?P<kind>(?i:cabinet|committee|board|panel|scrutiny))?\s*meeting\b)"
)
_PLANNED = re.compile(
    r"\b(?:will|next|ordinary|forthcoming|planned|to\s+have|to\s+be\s+presented|is\s+to)\b", re.IGNORECASE
)
#: What a council tells the public: its day is that of no meeting.
_NEWS = re.compile(
    r"(?:[\d.\s]*(?:latest\s+)?(?:news|press|media)(?:\s+(?:releases?|stor(?:y|ies)|items?|room|statement))?\b[^.]{0,60}$)|.*\b(?:published|released)\s+today\b|.*\bnotes?\s+(?:to|for)\s+editors\b",
    re.IGNORECASE | re.DOTALL,
)
#: What opens a letter.
_DEAR = re.compile(r"Dear\s+[A-Z]")
_HEAD = 8  # lines above or below a headline, by which news shows its day
_DAY = re.compile(
    r"(?:(?:published|posted|released|date|for\s+immediate\s+release|press\s+release)(?:\s+on)?[:\s]+)?(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+20\d\d$",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:had|was|were)\b")


@dataclass(frozen=True, slots=True)
class Frame:
    """A paper's committee and meeting, and what was left open; `today` is its meeting's date, or that of the news that it is."""

    committee: Said[str] | None
    date: Said[Date] | None
    today: Date | None = None
    doubts: tuple[Doubt, ...] = ()


def find_frame(document: Document, passages: Sequence[Passage]) -> Frame:
    """The committee that a paper is for, and its meeting's date."""
    committee, unnamed = find_committee(document, passages)
    date, undated = find_meeting_date(document, passages, committee)
    doubts = unnamed + undated
    news = next((passage for passage in passages if _NEWS.match(passage.text) or _DEAR.match(passage.text)), None)
    if committee or news is None:
        return Frame(committee, date, date.value if date else None, doubts)
    # the day of news, or of a letter, is that of no meeting: "published today (8 September 2022)"
    day = date.value if date else _find_day_of_news(news, passages)
    return Frame(None, None, day, doubts)


def _find_day_of_news(news: Passage, passages: Sequence[Passage]) -> Date | None:
    """The day that news tells of itself, or that stands alone in one of its first lines: "Published 19 April 2023"."""
    lines = (passage.text for passage in passages[:_HEAD] if _DAY.match(passage.text))
    return next((period.start_date for text in (news.text, *lines) for period in iter_periods(text)), None)


def iter_meetings(document: Document, passages: Sequence[Passage], frame: Frame) -> Iterator[Meeting]:
    """The meetings that a paper mentions, its own first."""
    if frame.date:
        yield Meeting(frame.date.span, frame.committee.value if frame.committee else None, frame.date)
    meeting = frame.date.value if frame.date else None
    seen = {meeting}
    told: Date | None = None
    for passage in passages:
        for sentence in passage.sentences:
            for period in find_event_periods(sentence.text):
                told = period.start_date or told
                other = _to_meeting(document, sentence, period, meeting, told)
                if other and other.date and other.date.value not in seen:
                    seen.add(other.date.value)
                    yield other


def _to_meeting(
    document: Document, sentence: Sentence, period: Period, meeting: Date | None, told: Date | None
) -> Meeting | None:
    before = sentence.text[max(0, period.start - 240) : period.start]
    match = _find_words(sentence.text, before, period)
    if match is None or DATE_FIELD.match(sentence.text) or FIELD.match(sentence.text):
        return None
    name = one_line(match.groupdict().get("name") or "")
    if name.lower().removeprefix("the ") == "council" or _NO_COMMITTEE_AT_ALL.search(name):
        return None
    near = before[-60:] + sentence.text[period.end : period.end + 20]
    planned = _PLANNED.search(near) is not None and not _WAS.search(before[-60:])
    date = _find_day(period, meeting, told, planned=planned)
    if date is None:
        return None
    name = re.sub(r"^The\s+", "", name)
    span = document.span(sentence.start + period.start, sentence.start + period.end)
    future = date.first > meeting.last if meeting else planned
    return Meeting(span, None if BARE.fullmatch(name) else name or None, Said(date, span), planned=future)


def _find_words(text: str, before: str, period: Period) -> re.Match[str] | None:
    """The words around a date that say that a meeting was on it."""
    found = (pattern.search(before) for pattern in _OTHER_BEFORE)
    return next(filter(None, found), None) or _OTHER_AFTER.match(text, period.end)


def _find_day(period: Period, meeting: Date | None, told: Date | None, *, planned: bool) -> Date | None:
    """The day of a meeting; without a year, the year by what was told before, or by the paper's own meeting."""
    if period.yearless and not is_relative(period):
        since = told or meeting
        if planned and since:
            year = find_coming_year(period, since)
        else:
            year = find_year(period, "visit", None, None, meeting or told)
        period = period.fill(year) if year else period
    return period.start_date if period.last is None else None
