"""What one sentence says of inspections: which it mentions, and which dates, grades and counts go with which.

`events` asks a `Saying` mention by mention; what goes with no mention is said of the inspection told of before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.dates import Date
from graph.recognise.accounts import FULL, SEND
from graph.recognise.councils import Mention as CouncilMention
from graph.recognise.details import find_focus, iter_counts
from graph.recognise.event_dates import Dated, find_dated
from graph.recognise.grades import OUTCOME, Graded, iter_graded, iter_outcomes
from graph.recognise.mentions import Mention, iter_mentions
from graph.recognise.passages import Sentence
from graph.recognise.patterns import RULE, one_line
from graph.recognise.wordings import grade_key
from graph.statements import Count, Document, Inspection, Judgement, Said, Span

#: "since our last inspection": told in passing; what the sentence goes on to say is not of it.
_IN_PASSING = re.compile(r"\b(?:since|before|prior\s+to|than|compared\s+(?:to|with))\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
#: "the inspection in 2018, when services were judged": the grade is that one's.
_RELATED = re.compile(r"[^.;:]*?\b(?:when|where|which|who)\b(?:(?!,\s+(?:and|but)\b)[^.;:])*$", re.IGNORECASE)
#: "under the single inspection framework", "the ILACS framework"; a framework named without "under" is only talked of.
_FRAMEWORK = re.compile(r"\b(?:(single\s+inspection\s+framework|SIF)|ILACS|inspections?\s+of\s+local\s+authority(?:[’']s)?\s+children[’']?s[’']?\s+services\s+framework)\b")
_UNDER = re.compile(r"\b(?:under|using|within|through)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,5}\(?$", re.IGNORECASE)
#: "and so it had been at the inspection before": the grade just told, again.
_AGAIN = re.compile(r"\b(?:and|as)\s+so\s+(?:it\s+)?(?:had|was|it\s+was)|\bas\s+it\s+(?:had\s+been|was)\b|\bthe\s+same\s+(?:judge?ment|grade|rating|outcome)\b", re.IGNORECASE)
#: Before another council's name, where it is the reviewers' and not the one reviewed: "led by the director at Devon".
_NOT_INSPECTED = re.compile(r"(?:\band\s+|\b(?:by|from|with|led|director|officers?|colleagues|peers|team)\b[^.;]*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paper's frame tells its sentences: the title, the council, the meeting's date, and where councils are named."""

    title: Said[str] | None
    council: Said[str] | None
    meeting: Date | None
    councils: tuple[CouncilMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence with the inspections it mentions, its dates that are theirs, and its grades."""

    document: Document
    setting: Setting
    sentence: Sentence
    mentions: tuple[Mention, ...]
    dated: tuple[Dated, ...]
    graded: tuple[Graded, ...]

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.sentence.text

    @property
    def says_nothing(self) -> bool:
        """Whether it holds no date, grade, count or focus of any inspection: most sentences."""
        found = self.dated or self.graded or find_focus(self.text, None)
        return not found and next(iter_counts(self.text), None) is None

    @property
    def is_rule(self) -> bool:
        """Whether it tells what a framework lays down, and dates nothing."""
        return not self.dated and RULE.search(self.text) is not None

    def span(self, start: int, end: int) -> Span:
        """Where words of the sentence stand in the document."""
        return self.document.span(self.sentence.start + start, self.sentence.start + end)

    def say(self, start: int, end: int) -> Said[str]:
        """Words of the sentence as a value."""
        span = self.span(start, end)
        return Said(one_line(span.quote), span)

    def is_in_passing(self, mention: Mention) -> bool:
        """Whether a mention only says since when: "since our last inspection"."""
        return _IN_PASSING.search(self.text[: mention.start]) is not None

    def begin(self, kind: str, *, planned: bool = False, aggregate: bool = False) -> Inspection:
        """An inspection of which the sentence says only that it was, and of which council."""
        span = self.document.span(self.sentence.start, self.sentence.end)
        return Inspection(kind, span, council=self.find_council(), planned=planned, aggregate=aggregate)

    def describe(self, index: int) -> Inspection:
        """All but its dates that the sentence says of the mention at `index`."""
        mention = self.mentions[index]
        published = any(dated.mention == index and dated.role == "published" for dated in self.dated)
        return replace(
            self.begin(mention.kind, planned=mention.planned and not published),
            ordinal=Said(mention.ordinal[0], self.span(*mention.ordinal[1:])) if mention.ordinal else None,
            framework=self.find_framework(mention),
            focus=self.find_focus(index),
            counts=self.find_counts(index),
            judgements=self.find_judgements(index),
        )

    def find_council(self) -> Said[str] | None:
        """The council inspected: the paper's own, unless the sentence names just one other."""
        own = self.setting.council
        named = {
            mention.code: mention for mention in self.setting.councils
            if self.sentence.start <= mention.start < self.sentence.end and mention.sure
        }  # fmt: skip
        if len(named) != 1 or (own and own.value in named):
            return own
        code, mention = next(iter(named.items()))
        before = self.document.text[max(self.sentence.start, mention.start - 90) : mention.start]
        return own if _NOT_INSPECTED.search(before) else Said(code, self.document.span(mention.start, mention.end))

    def find_framework(self, mention: Mention) -> Said[str] | None:
        """The framework that the sentence says it was under, or that its name holds ("ILACS inspection")."""
        for match in _FRAMEWORK.finditer(self.text):
            named = mention.start <= match.start() < mention.end
            beside = match.end() <= mention.start and not self.text[match.end() : mention.start].strip(" )(")
            if named or beside or (mention.kind not in SEND and _UNDER.search(self.text[: match.start()])):
                return Said("SIF" if match[1] else "ILACS", self.span(*match.span()))
        return None

    def find_focus(self, index: int | None) -> Said[str] | None:
        """What the mention at `index` was about; what "the visit looked at" where the sentence names none."""
        if index is None:
            place = None if self.mentions else find_focus(self.text, None)
            return self.say(*place) if place else None
        mention = self.mentions[index]
        if mention.reference == "plural" or mention.kind in SEND:
            return None
        following = self.mentions[index + 1].start if index + 1 < len(self.mentions) else len(self.text)
        place = find_focus(re.sub(r"[,\s]+(?:and|then|and\s+then)?[,\s]*$", "", self.text[:following]), mention.end)
        return self.say(*place) if place else None

    def find_counts(self, index: int | None) -> tuple[Count, ...]:
        """The counts that stand nearest to a mention; without any mention, all."""
        rows = []
        for count in iter_counts(self.text):
            gaps = [
                (abs(mention.start - count.start), place) for place, mention in enumerate(self.mentions)
                if mention.reference != "plural" and not self._is_parted(mention, count.start, count.end)
            ]  # fmt: skip
            if (min(gaps)[1] if gaps else None) == index:
                rows.append(Count(count.what, count.number, self.span(count.start, count.end)))
        return tuple(rows)

    def _is_parted(self, mention: Mention, start: int, end: int) -> bool:
        """Whether a semicolon stands between a mention and other words."""
        return ";" in self.text[min(mention.end, end) : max(mention.start, start)]

    def find_judgements(self, index: int | None) -> tuple[Judgement, ...]:
        """The grades that go to the mention at `index`; those that go to none where it is None."""
        rows = tuple(
            to_judgement(row, self.span(row.start, row.end)) for row in self.graded if self._find_grader(row) == index
        )  # fmt: skip
        return rows or self._find_again(index)

    def _find_grader(self, row: Graded) -> int | None:
        """The mention that a grade goes to; None for the inspection told of before."""
        if any(dated.judged for dated in self.dated):
            return None
        again = _AGAIN.search(self.text)
        kinds = SEND | {"inspection"} if row.area == OUTCOME else FULL
        fitting = [
            (place, mention) for place, mention in enumerate(self.mentions)
            if mention.kind in kinds and mention.reference != "plural" and not mention.planned and not (again and mention.start > again.start())
        ]  # fmt: skip
        related = [place for place, mention in fitting if mention.end <= row.start and _RELATED.match(self.text[mention.end : row.start])]
        if related:
            return related[-1]
        fitting = [(place, mention) for place, mention in fitting if not self.is_in_passing(mention)]
        beside = [(place, mention) for place, mention in fitting if not self._is_parted(mention, row.start, row.end)]
        return next((place for place, _ in beside or fitting), None)

    def _find_again(self, index: int | None) -> tuple[Judgement, ...]:
        """The grade just told, of another inspection: "and so it had been at the inspection before, in 2014"."""
        again = _AGAIN.search(self.text)
        if index is None or not again or self.mentions[index].start < again.start():
            return ()
        span = self.span(again.start(), self.mentions[index].end)
        return tuple(to_judgement(row, span) for row in self.graded if row.whole)

    @property
    def opens_with_grade(self) -> bool:
        """Whether it first says a grade of what was told before, then turns to another: "It was judged good, as …"."""
        if not self.graded or not self.mentions or any(dated.judged for dated in self.dated):
            return False
        return self.graded[0].end < self.mentions[0].start and bool(self.find_judgements(None))


def read_sentence(document: Document, setting: Setting, sentence: Sentence) -> Saying:
    """A sentence with all that it says of inspections told apart."""
    mentions = tuple(iter_mentions(sentence.text))
    graded = (*iter_graded(sentence.text), *iter_outcomes(sentence.text))
    dated = find_dated(sentence.text, mentions, [(row.start, row.end) for row in graded])
    return Saying(document, setting, sentence, mentions, dated, graded)


def to_judgement(row: Graded, span: Span) -> Judgement:
    """A grade as a judgement, before its area's key is settled."""
    grade = one_line(row.grade.lower())
    if row.area == OUTCOME:
        return Judgement(OUTCOME, grade, "outcome", grade_key(grade), span, overall=True)
    return Judgement(row.area or "overall", grade, None, grade_key(grade), span, overall=row.whole)
