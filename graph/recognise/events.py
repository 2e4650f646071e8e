"""Every inspection, visit and review that a paper's running text tells of, with all that is said of each.

A sentence is taken apart here (who is mentioned, which dates, grades and counts go with whom); `accounts` puts the sentences
together. Rules of a framework, dates of plans and posts, and the council's view of itself are no inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.dates import Date
from graph.recognise.accounts import FULL, OPEN, SEND, Account, Telling, is_dated
from graph.recognise.councils import Mention as CouncilMention
from graph.recognise.dates import Period
from graph.recognise.details import find_focus, iter_counts
from graph.recognise.event_dates import Dated, find_dated, iter_event_periods
from graph.recognise.event_ends import finish
from graph.recognise.grades import Graded, find_row, grade_key, iter_graded
from graph.recognise.mentions import Mention, Reference, iter_mentions
from graph.recognise.passages import Passage, Sentence
from graph.recognise.patterns import RULE
from graph.recognise.years import find_coming_year, find_year
from graph.statements import Count, Document, Doubt, Inspection, Judgement, Said, Span

#: "since our last inspection": told in passing; what the sentence goes on to say is not of it.
_IN_PASSING = re.compile(r"\b(?:since|before|prior\s+to|than|compared\s+(?:to|with))\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
_FRAMEWORK = re.compile(r"\b(?:(single\s+inspection\s+framework|SIF)|(ILACS|inspections?\s+of\s+local\s+authority(?:[’']s)?\s+children[’']?s[’']?\s+services\s+framework))\b")
_UNDER = re.compile(r"\b(?:under|using|within|through|first\s+under)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,5}\(?$", re.IGNORECASE)
#: "and so it had been at the inspection before": the grade just told, again.
_SAME_AGAIN = re.compile(r"\b(?:and|as)\s+so\s+(?:it\s+)?(?:had|was|it\s+was)|\bas\s+it\s+(?:had\s+been|was)\b|\bthe\s+same\s+(?:judge?ment|grade|rating|outcome)\b", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:list\s+of\s+)?background\s+(?:papers|documents)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paper's frame tells its sentences: the title, the council, the meeting's date, and where councils are named."""

    title: Said[str] | None
    council: Said[str] | None
    meeting: Date | None
    councils: tuple[CouncilMention, ...] = ()


def find_events(document: Document, passages: Sequence[Passage], setting: Setting) -> tuple[tuple[Inspection, ...], tuple[Doubt, ...]]:
    """The inspections that a paper tells of, in the order of their first mention, and what was left open."""
    teller = _Teller(document, setting, Account())
    teller.tell_title()
    for passage, following in _iter_told(passages, setting.title):
        teller.tell_passage(passage, following)
    return finish(teller.account), tuple(teller.account.doubts)


def _iter_told(passages: Sequence[Passage], title: Said[str] | None) -> Iterator[tuple[Passage, Passage | None]]:
    """The passages that tell, each with the next: not the title, not the list of background papers."""
    listing = False
    for index, passage in enumerate(passages):
        listing = bool(_BACKGROUND.match(re.sub(r"^[\d.\s]+", "", passage.text))) or (listing and len(passage.text) < 160)
        is_title = title is not None and passage.start <= title.span.start < passage.end
        if not listing and not is_title:
            yield passage, passages[index + 1] if index + 1 < len(passages) else None


class _Found(NamedTuple):
    """What a sentence holds."""

    mentions: tuple[Mention, ...]
    dated: tuple[Dated, ...]
    graded: tuple[Graded, ...]


@dataclass(slots=True)
class _Teller:
    """Takes sentences apart, one after another, and tells the account."""

    document: Document
    setting: Setting
    account: Account
    year: int | None = None
    listed: str = ""

    def tell_title(self) -> None:
        title = self.setting.title
        if title and not re.search(r"self[\s-]*(?:assess|evaluat)|readiness|preparation|framework|plan\b", title.span.quote, re.IGNORECASE):
            self.tell_sentence(Sentence(title.span.start, title.span.end, title.span.quote))

    def tell_passage(self, passage: Passage, following: Passage | None) -> None:
        """Tell all that a passage says; a row's second cell may stand in the following one."""
        self.year = None
        row = find_row(passage.text, following.text) if following else None
        if row and following:
            self._place(self._partial(Sentence(passage.start, following.end, passage.text), "inspection", judgements=(self._judge(row, passage.start, following.end),)), "continuing")
        if self.listed and passage.is_item and self._tell_listed(passage):
            return
        for sentence in passage.sentences:
            self.tell_sentence(sentence)
            self.year = next((period.first[0] for period in iter_event_periods(sentence.text) if period.first[0]), self.year)
        if not passage.is_item:
            mentions = list(iter_mentions(passage.sentences[-1].text)) if passage.text.endswith(":") else []
            self.listed = next((mention.kind for mention in mentions if mention.reference == "plural"), "")

    def _tell_listed(self, passage: Passage) -> bool:
        """An item of "There have been three visits:" that opens with a date: "12 June 2019 – the front door"."""
        sentence = passage.sentences[0]
        period = next(iter(iter_event_periods(sentence.text)), None)
        if not period or period.yearless or period.start > 25 or any(iter_mentions(sentence.text)):
            return False
        rest = re.compile(r"\)?\s*[–:,-]\s*(?:focus(?:ed|ing)?\s+on\s+)?([^.;]{4,150})").match(sentence.text, period.end)
        focus = self._say(sentence, *rest.span(1)) if rest else None
        self._place(self._dates(self._partial(sentence, self.listed, focus=focus), "visit", sentence, period, None), "indefinite")
        return True

    def tell_sentence(self, sentence: Sentence) -> None:
        """Place all that a sentence says with the inspections it is about."""
        mentions = tuple(iter_mentions(sentence.text))
        graded = tuple(iter_graded(sentence.text))
        found = _Found(mentions, find_dated(sentence.text, mentions, [row.start for row in graded]), graded)
        if RULE.search(sentence.text):
            found = self._without_rules(found)
        if graded and found.mentions and graded[0].end < found.mentions[0].start and self._judgements(sentence, found, None) and not any(dated.judged for dated in found.dated):
            self._tell_unnamed(sentence, found, [])
            found = found._replace(graded=() if not _SAME_AGAIN.search(sentence.text) else found.graded)
            for index in range(len(found.mentions)):
                self._tell_mention(sentence, found, index)
            return
        placed = [self._tell_mention(sentence, found, index) for index in range(len(found.mentions))]
        self._tell_unnamed(sentence, found, placed)

    def _without_rules(self, found: _Found) -> _Found:
        """Only what a rule's sentence dates: "authorities judged inadequate get visits; ours was on 3 May 2019"."""
        if not found.dated and found.mentions:
            self.account.named = found.mentions[-1].kind
            return _Found((), (), found.graded)
        return found

    def _tell_mention(self, sentence: Sentence, found: _Found, index: int) -> int | None:
        """Tell of one mention: its dates, ordinal, number, framework, focus, counts and grades."""
        mention = found.mentions[index]
        dates = [dated for dated in found.dated if dated.mention == index]
        days = [dated for dated in dates if dated.role == "visit"]
        if mention.reference == "plural":
            return self._tell_several(sentence, mention, dates, days)
        event = self._partial(sentence, mention.kind, planned=mention.planned and not any(dated.role == "published" for dated in dates), focus=self._focus(sentence, found, index), framework=self._framework(sentence, mention))
        if mention.ordinal:
            event = replace(event, ordinal=Said(mention.ordinal[0], self._span(sentence, *mention.ordinal[1:])))
        target = self._target(Telling(event, mention.reference))
        for dated in dates:
            event = self._dates(event, dated.role, sentence, dated.period, target)
        event = replace(event, counts=self._counts(sentence, found, index), judgements=self._judgements(sentence, found, index))
        if mention.reference == "continuing" and not is_dated(event) and not event.counts:
            return None
        placed = self._place(event, mention.reference)
        in_passing = _IN_PASSING.search(sentence.text[: mention.start]) is not None
        if placed is not None and (self.account.current is None or (not in_passing and not mention.planned and (index == 0 or dates))):
            self._turn_to(placed, mention)
        return placed

    def _turn_to(self, placed: int, mention: Mention) -> None:
        """Make an inspection the one that "the report" and "it" go on about; an earlier one only where there is no other."""
        current = self.account.current
        if mention.reference != "earlier" or current is None or not is_dated(self.account.events[current]):
            self.account.current = placed

    def _tell_several(self, sentence: Sentence, mention: Mention, dates: list[Dated], days: list[Dated]) -> int | None:
        """Tell of several at once: one each where each has its date, else a total ("four monitoring visits since 2017")."""
        if len(days) > 1 or (days and mention.number is None and mention.kind not in FULL):
            for dated in days:
                self._place(self._dates(self._partial(sentence, mention.kind), "visit", sentence, dated.period, None), "indefinite")
            return None
        if mention.kind == "visit" or re.search(r"\blast\s+$", sentence.text[: mention.number[1]] if mention.number else "") or (mention.kind in FULL and mention.number is None) or mention.planned:
            return self._tell_named_several(sentence, mention)
        number = (Count(f"{sentence.text[mention.start : mention.end].lower()}", mention.number[0], self._span(sentence, mention.number[1], mention.end)),) if mention.number else ()
        event = self._partial(sentence, mention.kind, aggregate=True, counts=number)
        since = next((dated for dated in dates if dated.role == "since"), None)
        event = self._dates(event, "since", sentence, since.period, None) if since else self._since_before(event, sentence)
        return self._place(event, "plural")

    def _tell_named_several(self, sentence: Sentence, mention: Mention) -> int | None:
        """ "the recent Ofsted Inspections" of a paper on one: the one; else nothing in particular."""
        if mention.kind == "inspection" and re.search(r"\bthe\s+(?:recent|latest)\s+(?:Ofsted\s+)?$", sentence.text[: mention.start], re.IGNORECASE):
            return self._place(self._partial(sentence, "inspection"), "definite")
        return None

    def _since_before(self, event: Inspection, sentence: Sentence) -> Inspection:
        """A total goes on counting from where the paragraph's total before it began: "Since May there have been 9 …. There have been 4 …"."""
        last = self.account.events[-1] if self.account.events else None
        if last and last.aggregate and last.start and re.match(r"(?:Of\s+these|There\s+have\s+been|These\s+(?:were|include))\b", sentence.text):
            return replace(event, start=last.start)
        return event

    def _tell_unnamed(self, sentence: Sentence, found: _Found, placed: list[int | None]) -> None:
        """Tell what names no inspection: "It was published on 5 May", "Seventeen recommendations were made"."""
        judged = next((dated for dated in found.dated if dated.judged), None)
        rows = self._judgements(sentence, found, None)
        if judged and rows:
            event = self._dates(self._partial(sentence, "inspection", judgements=rows), "published", sentence, judged.period, None)
            index = self._place(event, "definite")
            if not placed or placed[0] is None:
                self.account.current = index
            rows = ()
        free = [dated for dated in found.dated if dated.mention is None and not dated.judged]
        event = self._partial(sentence, "inspection" if rows else "", judgements=rows, counts=self._counts(sentence, found, None), focus=self._focus(sentence, found, None))
        for dated in free:
            event = self._dates(event, dated.role, sentence, dated.period, self._target(Telling(event, "continuing")))
        if event.judgements or event.counts or event.focus or is_dated(event):
            index = self._place(event, "continuing")
            self.account.current = index if self.account.current is None else self.account.current

    def _place(self, event: Inspection, reference: Reference) -> int | None:
        return self.account.place(Telling(event, reference))

    def _target(self, telling: Telling) -> Inspection | None:
        index = self.account.find(telling)
        return self.account.events[index] if index is not None else None

    def _partial(self, sentence: Sentence, kind: str, **facts: object) -> Inspection:
        """What a sentence says of an inspection, before its dates."""
        span = self.document.span(sentence.start, sentence.end)
        return replace(Inspection(kind, span, council=self._council(sentence)), **facts)  # type: ignore[arg-type]

    def _council(self, sentence: Sentence) -> Said[str] | None:
        """The council inspected: the paper's own, unless the sentence names just one other."""
        named = {mention.code: mention for mention in self.setting.councils if sentence.start <= mention.start < sentence.end and mention.sure}
        own = self.setting.council
        if len(named) == 1 and (own is None or own.value not in named):
            code, mention = next(iter(named.items()))
            before = self.document.text[max(sentence.start, mention.start - 20) : mention.start]
            return own if own and re.search(r"\band\s+$", before) else Said(code, self.document.span(mention.start, mention.end))
        return own

    def _dates(self, event: Inspection, role: str, sentence: Sentence, period: Period, target: Inspection | None) -> Inspection:
        """The inspection with a date added; a day whose year nothing tells is left out, and doubted."""
        filled = self._fill(period, role, target, planned=event.planned)
        first = filled.start_date if filled else None
        span = self._span(sentence, period.start, period.end)
        if filled is None or first is None:
            self.account.doubts.append(Doubt(role, "a day without a year, and nothing near it tells which", span))
            return event
        last = filled.end_date
        said, until = Said(first, span), Said(last, span) if last else None
        if role == "published":
            return replace(event, published=event.published or said)
        if role == "end":
            return replace(event, end=until or said, start=said if until else event.start)
        if role == "on site":
            return replace(event, on_site_start=said, on_site_end=until)
        return replace(event, start=event.start or said, end=event.end or until)

    def _fill(self, period: Period, role: str, target: Inspection | None, *, planned: bool) -> Period | None:
        if not period.yearless:
            return period
        if planned:
            year = find_coming_year(period, self.setting.meeting) if self.setting.meeting else None
        else:
            year = find_year(period, role, target, self.year, self.setting.meeting)
        return period.fill(year) if year else None

    def _span(self, sentence: Sentence, start: int, end: int) -> Span:
        return self.document.span(sentence.start + start, sentence.start + end)

    def _say(self, sentence: Sentence, start: int, end: int) -> Said[str]:
        span = self._span(sentence, start, end)
        return Said(" ".join(span.quote.split()), span)

    def _focus(self, sentence: Sentence, found: _Found, index: int | None) -> Said[str] | None:
        if index is None and found.mentions:
            return None
        mention = found.mentions[index] if index is not None else None
        if mention and (mention.reference == "plural" or mention.kind in SEND):
            return None
        place = find_focus(sentence.text, mention.end if mention else None)
        return self._say(sentence, *place) if place else None

    def _framework(self, sentence: Sentence, mention: Mention) -> Said[str] | None:
        """The framework that a sentence says it was under, or that its name holds ("ILACS inspection")."""
        for match in _FRAMEWORK.finditer(sentence.text):
            inside = mention.start - 25 <= match.start() < mention.end and re.fullmatch(r"[\s)(]*", sentence.text[match.end() : mention.start]) is not None
            if inside or mention.start <= match.start() < mention.end or (mention.kind not in SEND and _UNDER.search(sentence.text[: match.start()])):
                return Said("SIF" if match[1] else "ILACS", self._span(sentence, *match.span()))
        return None

    def _counts(self, sentence: Sentence, found: _Found, index: int | None) -> tuple[Count, ...]:
        """The counts that stand nearest to a mention; without any mention, all."""
        rows = []
        for count in iter_counts(sentence.text):
            gaps = [
                (abs(mention.start - count.start), place) for place, mention in enumerate(found.mentions)
                if mention.reference != "plural" and ";" not in sentence.text[min(mention.end, count.end) : max(mention.start, count.start)]
            ]  # fmt: skip
            if (min(gaps)[1] if gaps else None) == index:
                rows.append(Count(count.what, count.number, self._span(sentence, count.start, count.end)))
        return tuple(rows)

    def _judgements(self, sentence: Sentence, found: _Found, index: int | None) -> tuple[Judgement, ...]:
        """The grades that go to a mention: of the inspection named nearest before; to none where only visits are named."""
        judged = any(dated.judged for dated in found.dated)
        again = _SAME_AGAIN.search(sentence.text)
        graders = [
            place for place, mention in enumerate(found.mentions)
            if not (again and mention.start > again.start()) and mention.kind in FULL | SEND and mention.reference != "plural" and not mention.planned and not _IN_PASSING.search(sentence.text[: mention.start])
        ]  # fmt: skip
        grader = None if judged else (graders[0] if graders else None)
        rows = tuple(self._judge(row, sentence.start + row.start, sentence.start + row.end) for row in found.graded) if index == grader else ()
        return rows or self._again(sentence, found, index)

    def _again(self, sentence: Sentence, found: _Found, index: int | None) -> tuple[Judgement, ...]:
        """The grade told before, of the inspection before: "and so it had been at the inspection before, in 2014"."""
        again = _SAME_AGAIN.search(sentence.text)
        if index is None or not again or found.mentions[index].start < again.start():
            return ()
        before = [*(self._judge(row, sentence.start + row.start, sentence.start + row.end) for row in found.graded)]
        return tuple(replace(row, span=self._span(sentence, again.start(), found.mentions[index].end)) for row in before if row.overall)

    def _judge(self, row: Graded, start: int, end: int) -> Judgement:
        grade = " ".join(row.grade.lower().split())
        return Judgement(row.area or "overall", grade, None, grade_key(grade), self.document.span(start, end), overall=row.whole)


__all__ = ["OPEN", "Setting", "find_events"]
