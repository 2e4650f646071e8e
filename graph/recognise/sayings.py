"""What one sentence says of inspections: which it mentions, and which dates, grades and counts go with which.

`tellings` asks a `Saying` mention by mention; what goes with no mention is said of the inspection told of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.dates import Date
from graph.recognise.agreements import SEND
from graph.recognise.comparisons import UNCLEAR, is_named_in_passing, is_of_other_grade
from graph.recognise.councils import Mention as CouncilMention
from graph.recognise.date_roles import Dated
from graph.recognise.details import find_focus, find_framework, iter_counts
from graph.recognise.earlier import find_earlier
from graph.recognise.event_dates import find_dated, iter_listed_years
from graph.recognise.event_periods import find_event_periods
from graph.recognise.graders import AGAIN, Graders, find_date
from graph.recognise.grades import OUTCOME, Graded, iter_graded, iter_outcomes, iter_shared
from graph.recognise.inspected import find_inspected
from graph.recognise.leads import find_lead
from graph.recognise.mentions import Mention, iter_mentions
from graph.recognise.names import clean_name
from graph.recognise.passages import Sentence
from graph.recognise.patterns import RULE, YEAR, one_line
from graph.recognise.wordings import grade_key, spell_out
from graph.statements import Count, Document, Inspection, Judgement, Said, Span

_WHOLE = re.compile(
    r"\b(?:local\s+authority|children[’']?s?[’']?(?:\s+social\s+care)?\s+services|council|authority|overall)\b",
    re.IGNORECASE,
)
#: What is called so below an area's heading.
_THIS_AREA = re.compile(
    r"\b(?:this|the)\s+(?:(?:judge?ment|inspection)\s+)?(?:area|aspect|domain|category)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paper's frame tells its sentences: the title, the council, the meeting's date, and where councils are named."""

    title: Said[str] | None
    council: Said[str] | None
    meeting: Date | None
    councils: tuple[CouncilMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence with the inspections it mentions, its dates that are theirs, and its grades.

    `topic` is true where what was told just before is one area: "it" may be that area. `graders` are the places of the
    mentions that the grades go to, None for the inspection told of before, UNCLEAR for none.
    """

    document: Document
    setting: Setting
    sentence: Sentence
    mentions: tuple[Mention, ...]
    dated: tuple[Dated, ...]
    graded: tuple[Graded, ...]
    topic: bool = False
    graders: tuple[int | None, ...] = ()

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.sentence.text

    @property
    def says_nothing(self) -> bool:
        """Whether it holds no date, grade, count or focus of any inspection: most sentences."""
        told = self.dated or self.graded or find_earlier(self.text, self.graded)
        found = told or find_focus(self.text, None) or find_lead(self.text)
        return not found and next(iter_counts(self.text), None) is None

    @property
    def names_whole(self) -> bool:
        """Whether it speaks of all services, so that "it" behind it is no area."""
        return _WHOLE.search(self.text) is not None or any(row.whole for row in self.graded)

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
        return is_named_in_passing(self.text, mention)

    def is_bare_verb(self, mention: Mention) -> bool:
        """Whether a mention is only a verb: "were inspected under the new framework"."""
        return mention.kind == "inspection" and self.text[mention.start : mention.end].lower() == "inspected"

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
            lead_inspector=self.find_lead(index),
            judgements=self.find_judgements(index),
        )

    def find_council(self) -> Said[str] | None:
        """The council inspected: the paper's own, unless the sentence names just one other."""
        own, named = self.setting.council, find_inspected(self.sentence, self.setting.councils)
        if len(named) != 1 or (own and own.value in named):
            return own
        code, mention = next(iter(named.items()))
        return Said(code, self.document.span(mention.start, mention.end))

    @property
    def is_own(self) -> bool:
        """Whether it is about the paper's own council, or names none."""
        return self.find_council() == self.setting.council

    @property
    def is_of_others(self) -> bool:
        """Whether several councils are told of together, and not the paper's own: "Norfolk and Essex were judged …"."""
        own, named = self.setting.council, find_inspected(self.sentence, self.setting.councils)
        return len(named) > 1 and not (own and own.value in named)

    def find_framework(self, mention: Mention | None) -> Said[str] | None:
        """The framework that the sentence says it was under, or that its name holds ("ILACS inspection")."""
        found = find_framework(self.text, mention)
        return Said(found[0], self.span(found[1], found[2])) if found else None

    def find_focus(self, index: int | None) -> Said[str] | None:
        """What the mention at `index` was about; what "the visit looked at" where the sentence names none."""
        if index is None:
            first = min((one.start for one in self.mentions), default=len(self.text))
            place = find_focus(self.text, None)
            return self.say(*place) if place and place[0] <= first else None
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

    def find_lead(self, index: int | None) -> Said[str] | None:
        """Who led the inspection of the mention at `index`: the last before the name; without any, of what was told before."""
        place = find_lead(self.text)
        if place is None:
            return None
        before = [
            number for number, mention in enumerate(self.mentions) if mention.start < place[0] and not mention.planned
        ]
        named = before[-1:] or ([0] if len(self.mentions) == 1 else [])
        if (named[0] if named else None) != index:
            return None
        span = self.span(*place)
        return Said(clean_name(span.quote), span)

    def find_judgements(self, index: int | None) -> tuple[Judgement, ...]:
        """The grades that go to the mention at `index`; where it is None, those of what was told before."""
        return self._to_judgements(self._iter_given_by(index)) or self._find_again(index)

    def find_unclear(self) -> tuple[Judgement, ...]:
        """The grades that more than one inspection could have given."""
        return self._to_judgements(self._iter_given_by(UNCLEAR))

    def find_dated_judgements(self) -> tuple[tuple[Dated, tuple[Judgement, ...]], ...]:
        """The grades that have a date of their own ("was judged inadequate in 2015"), by that date."""
        judged = [dated for dated in self.dated if dated.judged is not None]
        return tuple(
            (
                one,
                self._to_judgements(
                    row for row in self._iter_given_by(None) if find_date(self.text, self.dated, row) == dated
                ),
            )
            for dated in judged
            for one in (dated, *iter_listed_years(self.text, dated))
        )

    def find_earlier_judgements(self) -> tuple[tuple[Dated, tuple[Judgement, ...]], ...]:
        """The dated grades that it only compares with: "a step up from Good at the inspection of July 2014"."""
        return tuple(
            (
                Dated("visit" if earlier.inspected else "published", earlier.period, None),
                self._to_judgements([earlier.graded]),
            )
            for earlier in find_earlier(self.text, self.graded)
        )

    def find_undated_judgements(self) -> tuple[Judgement, ...]:
        """The grades of what was told before that have no date of their own."""
        return self._to_judgements(
            row for row in self._iter_given_by(None) if find_date(self.text, self.dated, row) is None
        ) or self._find_again(None)

    def find_strange_years(self) -> frozenset[int]:
        """The years that the sentence names and that date nothing in it, nor anything that it compares."""
        known = {dated.period.start for dated in self.dated}
        known |= {earlier.period.start for earlier in find_earlier(self.text, self.graded)}
        return frozenset(
            period.first[0] for period in find_event_periods(self.text)
            if period.first[0] and period.start not in known and not is_of_other_grade(self.text[: period.start])
        )  # fmt: skip

    def find_compared_years(self) -> frozenset[int]:
        """The years that the sentence only compares with: "unlike in 2016"."""
        return frozenset(
            int(match[0]) for match in YEAR.finditer(self.text) if is_of_other_grade(self.text[: match.start()])
        )

    def with_graders(self) -> Saying:
        """The same with each grade's grader found."""
        own, taken = (said.value if said else None for said in (self.setting.council, self.find_council()))
        graders = Graders(self.text, self.mentions, self.dated, self.graded, self.topic, own, taken)
        return replace(self, graders=graders.find_all())

    def without_grades(self) -> Saying:
        """The same as if it gave no grade."""
        return replace(self, graded=(), graders=())

    def without_mentions(self) -> Saying:
        """The same as if it named no inspection."""
        return replace(self, mentions=()).with_graders()

    def _iter_given_by(self, index: int | None) -> Iterator[Graded]:
        return (row for row, grader in zip(self.graded, self.graders, strict=True) if grader == index)

    def _to_judgements(self, rows: Iterable[Graded]) -> tuple[Judgement, ...]:
        return tuple(to_judgement(row, self.span(row.start, row.end)) for row in rows)

    def _find_again(self, index: int | None) -> tuple[Judgement, ...]:
        """The grade just told, of another inspection: "and so it had been at the inspection before, in 2014"."""
        again = AGAIN.search(self.text)
        if index is None or not again or self.mentions[index].start < again.start():
            return ()
        span = self.span(again.start(), self.mentions[index].end)
        return tuple(to_judgement(row, span) for row in self.graded if row.whole)

    @property
    def opens_with_grade(self) -> bool:
        """Whether it first says a grade of what was told before, then turns to another: "It was judged good, as …"."""
        if not self.graded or not self.mentions or any(dated.judged is not None for dated in self.dated):
            return False
        return self.graded[0].end < self.mentions[0].start and bool(self.find_judgements(None))


def read_sentence(
    document: Document,
    setting: Setting,
    sentence: Sentence,
    *,
    topic: bool = False,
    told: Sequence[str] = (),
    area: str = "",
) -> Saying:
    """A sentence with all that it says of inspections told apart; `told` are the grades of the sentence before, `area` is that of the
    heading above.
    """
    mentions = tuple(iter_mentions(sentence.text))
    graded = (
        *_name_area(sentence.text, area, iter_graded(sentence.text)),
        *iter_outcomes(sentence.text),
        *iter_shared(sentence.text, told),
    )
    mentions = _as_graders(mentions, graded)
    dated = find_dated(sentence.text, mentions, [(row.start, row.end) for row in graded])
    return Saying(document, setting, sentence, mentions, dated, graded, topic).with_graders()


def _as_graders(mentions: tuple[Mention, ...], graded: Sequence[Graded]) -> tuple[Mention, ...]:
    """The mentions of a sentence, of which a visit that gives grades is an inspection: "Inspectors, who visited in July, rated …"."""
    alone = len(mentions) == 1 and mentions[0].kind == "visit" and mentions[0].reference == "continuing"
    given = alone and any(row.area != OUTCOME and row.start >= mentions[0].end for row in graded)
    return (mentions[0]._replace(kind="inspection"),) if given else mentions


def _name_area(text: str, area: str, rows: Iterable[Graded]) -> Iterator[Graded]:
    """The grades of a sentence below an area's heading, which it may call "this area"."""
    own = area and _THIS_AREA.search(text)
    return (row._replace(area=area, whole=False) if own and row.whole and not row.area else row for row in rows)


def to_judgement(row: Graded, span: Span) -> Judgement:
    """A grade as a judgement, before its area's key is settled."""
    # "found that services required improvement"
    grade = one_line(spell_out(row.grade).lower()).replace("required ", "requires ")
    if row.area == OUTCOME:
        return Judgement(OUTCOME, grade, "outcome", grade_key(grade), span, overall=True)
    return Judgement(row.area or "overall", grade, None, grade_key(grade), span, overall=row.whole)
