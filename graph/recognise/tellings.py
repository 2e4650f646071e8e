"""A paper's sentences told to its account: what each says of the inspections it mentions, and of the one told before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.recognise.accounts import doubt_grade
from graph.recognise.agreements import FULL, VISITS, is_dated, merge
from graph.recognise.by_others import is_told_by_other, names_inspectors
from graph.recognise.comparisons import NOW, is_background, is_compared
from graph.recognise.councils import iter_councils
from graph.recognise.date_roles import Dated, Role
from graph.recognise.dated_grades import read_dated
from graph.recognise.dater import Dater
from graph.recognise.elsewhere import goes_on_elsewhere, is_elsewhere
from graph.recognise.grades import is_answer, is_date
from graph.recognise.mentions import Mention
from graph.recognise.passages import Sentence
from graph.recognise.references import Reference
from graph.recognise.sayings import Saying, read_sentence, to_judgement
from graph.recognise.told import LOST, Telling
from graph.recognise.wordings import any_area, any_grade
from graph.statements import Count, Inspection, Judgement

#: Where "monitoring visits" without a number were: "feedback from monitoring visits"; not "there are inspections and visits".
_TOLD_FROM = re.compile(
    r"\b(?:feedback|findings|learning|outcomes?|recent|previous|commissioned|regional|found|letters?)\b", re.IGNORECASE
)
#: What goes on about an inspection to come.
_WILL = re.compile(
    r"(?:It|This|The\s+(?:re-?)?(?:inspection|visit|review))\s+(?:will|would|is\s+(?:expected|likely|due)\s+to)\b"
)
#: "At that time | services were inadequate": of the earlier inspection that was just told of.
_AT_THAT_TIME = re.compile(
    r"(?:(?:At|On|In)\s+that\s+(?:time|occasion|point|stage|inspection|report)|(?:That|The\s+earlier|The\s+previous)\s+(?:inspection|report|judge?ment)\s+(?:judged|found|gave|rated|graded|concluded|was\s+(?!published|carried|undertaken|conducted))"
    r"|It\s+(?:rated|judged|graded|gave)|(?:Services|Children[’']s\s+services|The\s+(?:council|authority|local\s+authority|borough|county|city)|It|We)\s+(?:was|were)\s+then\s+(?:judged|rated|graded|found))\b"
)
#: "The report upheld | the Good grade that was given in November 2017": what follows is of the report.
_UPHELD = re.compile(r"\b(?:upheld|confirmed|repeated|maintained|retained|kept)\s+$", re.IGNORECASE)
#: "Of these, …", "There have been …": a total that goes on counting from where the one before began.
_GOES_ON = re.compile(r"(?:Of\s+these|There\s+have\s+been|These\s+(?:were|include))\b")
#: Words of a sentence that comes between a grade and what shares it: "Yes.", "That is the highest grade there is."
_SHORT = 8


@dataclass(slots=True)
class Teller(Dater):
    """Tells sentences to an account.

    `apart` is true below "Judgements in 2016:" and the like, where grades are of another inspection than the one told of; `topic`
    after a sentence on an area. `coming` is the planned inspection of the sentence before, `before` the earlier one of it,
    `elsewhere` true after a sentence on what is inspected apart ("the fostering agency"). `asked` is the question of the sentence
    before, `told` are the grades that it gave. `reviewed` is true behind what reviewers did, until inspectors are named again;
    `section` is the area of the heading above.
    """

    apart: bool = False
    topic: bool = False
    coming: int | None = None
    elsewhere: bool = False
    before: int | None = None
    asked: Sentence | None = None
    told: tuple[str, ...] = ()
    reviewed: bool = False
    section: str = ""

    def tell_sentence(self, sentence: Sentence) -> None:
        """Place all that a sentence says with the inspections it is about."""
        if self.asked and (is_answer(sentence.text) or is_date(sentence.text)):
            sentence = Sentence(self.asked.start, sentence.end, self.document.text[self.asked.start : sentence.end])
        self.asked = sentence if sentence.text.endswith("?") else None
        self.elsewhere = is_elsewhere(sentence.text) or (self.elsewhere and goes_on_elsewhere(sentence.text))
        if self.elsewhere:
            self.told = ()
            return
        saying = self._read_given(sentence)
        if any_grade().search(sentence.text) or len(sentence.text.split()) > _SHORT:
            self.told = tuple(row.grade for row in saying.graded) if saying.is_own else ()
        coming, self.coming = self.coming, None
        before, self.before = self.before, None
        if coming is not None and _WILL.match(sentence.text) and not saying.mentions:
            self._tell_coming(saying, coming)
            return
        if before is not None and not saying.mentions and _AT_THAT_TIME.match(sentence.text):
            self._tell_before(saying, before)
        else:
            self._tell_dated(saying)
        if any_area().search(sentence.text):
            self.topic = not saying.names_whole
        elif saying.mentions:
            self.topic = False

    def _read_given(self, sentence: Sentence) -> Saying:
        """A sentence taken apart, without the grades that reviewers may have given."""
        saying = self.read(sentence)
        self.reviewed = is_told_by_other(sentence.text) or (self.reviewed and not names_inspectors(sentence.text))
        return saying.without_grades() if self.reviewed else saying

    def _tell_coming(self, saying: Saying, index: int) -> None:
        """Tell what "It will take four weeks" says of the inspection to come."""
        event = self.account.events[index]
        self.account.events[index] = merge(
            event,
            replace(saying.begin(event.kind), counts=saying.find_counts(None), framework=saying.find_framework(None)),
        )
        self.coming = index

    def _tell_before(self, saying: Saying, index: int) -> None:
        """Tell what "At that time services were inadequate" says of the earlier inspection of the sentence before."""
        current, rivals = self.account.current, self.account.rivals
        self.account.turn(index)
        self.account.passing.discard(index)
        self.tell_saying(saying)
        self.account.current, self.account.rivals = current, rivals
        self.before = index

    def _tell_dated(self, saying: Saying) -> None:
        """Tell a sentence, and the grades that it gives their dates where it says nothing else, the latest last."""
        council = saying.find_council()
        apart = self.reviewed or self.is_of_other(saying.text, council.value if council else "")
        pairs = () if apart else read_dated(saying.text)
        if len(pairs) <= len(saying.graded) - len(saying.find_unclear()) or (self.topic and not saying.names_whole):
            self.tell_saying(saying)
            return
        self.tell_saying(saying.without_grades())
        days = {dated.period.start for dated in saying.dated if dated.mention is not None and dated.role == "visit"}
        for period, graded in pairs:
            row = to_judgement(graded, saying.span(graded.start, graded.end))
            role: Role = "visit" if period.start in days else "published"
            self._tell_judged(saying, Dated(role, period, None, judged=graded.start), (row,), named=False)

    def is_of_other(self, text: str, taken: str = "") -> bool:
        """Whether a sentence, a row or a column may be another council's than the paper's own, or the one that it is `taken` to be of:
        "Outstanding in Leeds", a table of neighbours.
        """
        own = self.setting.council.value if self.setting.council else ""
        return any(mention.code not in {own, taken} for mention in iter_councils(text, possible=True))

    def tell_saying(self, saying: Saying) -> None:
        """Place all that a sentence taken apart says; what it says of several other councils is told of none."""
        if saying.is_of_others:
            return
        if saying.is_rule:
            self.account.named = saying.mentions[-1].kind if saying.mentions else self.account.named
            saying = saying.without_mentions()
        self.account.doubts += [doubt_grade(row) for row in saying.find_unclear()]
        if saying.opens_with_grade:
            self._tell_unnamed(saying, named=False)
            self._tell_mentions(saying)
        else:
            self._tell_unnamed(saying, named=self._tell_mentions(saying))

    def _tell_mentions(self, saying: Saying) -> bool:
        """Tell of each inspection that a sentence mentions; whether the first was placed."""
        placed = [self._tell_mention(saying, index) for index in range(len(saying.mentions))]
        named = {
            index for index, mention in zip(placed, saying.mentions, strict=True)
            if index is not None and mention.kind in FULL and not mention.planned and not saying.is_in_passing(mention)
        }  # fmt: skip
        self.account.passing -= named
        self.account.rivals |= named if len(named) > 1 else set()
        return bool(placed) and placed[0] is not None

    def _tell_mention(self, saying: Saying, index: int) -> int | None:
        mention = saying.mentions[index]
        dates = [dated for dated in saying.dated if dated.mention == index]
        if mention.reference == "plural":
            self.account.named = mention.kind if mention.kind in VISITS else self.account.named
            return self._tell_several(saying, mention, dates)
        event = saying.describe(index)
        target = self._find(event, mention.reference)
        if mention.reference == "indefinite" and target and is_dated(target):
            target = None  # "An inspection in November": of no year that another was in
        for dated in dates:
            event = self.date(saying, event, dated, target)
        event = replace(event, planned=(event.planned and not self._is_over(event)) or self._is_to_come(event))
        if mention.reference == "continuing" and not is_dated(event) and not event.counts:
            return None
        if (
            saying.is_bare_verb(mention)
            and self.account.titled is not None
            and not (is_dated(event) or event.judgements)
        ):
            return None  # "one of the first areas to be inspected under the framework": the title's, and no other
        known = len(self.account.events)
        placed = self.place(event, mention.reference)
        if placed is None:
            self.account.rivals |= {LOST} if is_dated(event) and not event.planned else set()
            return None
        self.coming = placed if self.account.events[placed].planned else self.coming
        self.before = placed if mention.reference == "earlier" else self.before
        if saying.is_in_passing(mention) and placed == known:
            self.account.passing.add(placed)
        behind = saying.is_in_passing(mention) or (index > 0 and is_background(saying.text[: mention.start]))
        main = not behind and not mention.planned and (index == 0 or dates)
        if self.account.current is None or main:
            self._turn_to(placed, mention)
        return placed

    def _is_to_come(self, event: Inspection) -> bool:
        """Whether it begins after the paper's meeting."""
        meeting = self.setting.meeting
        return meeting is not None and event.start is not None and event.start.value.first > meeting.last

    def _is_over(self, event: Inspection) -> bool:
        """Whether it ended before the paper's meeting, to the day: "the next inspection, from 9 to 20 May 2022"."""
        meeting, last = self.setting.meeting, event.end or event.start
        return (
            meeting is not None and last is not None and last.value.precision == 3 and last.value.last < meeting.first
        )

    def _turn_to(self, placed: int, mention: Mention) -> None:
        """Make an inspection the one that "the report" and "it" go on about; an earlier one only where there is no other."""
        current = self.account.current
        if mention.reference != "earlier" or current is None or not is_dated(self.account.events[current]):
            self.account.turn(placed, flashback=mention.reference == "earlier")
        elif placed != current and self.account.events[placed].kind in FULL:
            self.account.rivals.add(placed)

    def _tell_several(self, saying: Saying, mention: Mention, dates: list[Dated]) -> int | None:
        """Tell of several at once: one each where each has its date, else a total ("four monitoring visits since 2017")."""
        days = [part for dated in dates if dated.role == "visit" for part in _split(saying.text, dated)]
        if len(days) > 1 or (days and mention.number is None and mention.kind not in FULL):
            for dated in days:
                self.place(self.date(saying, saying.begin(mention.kind), dated, None), "indefinite")
            return None
        if _is_total(saying.text, mention, dates):
            return self._tell_total(saying, mention, dates)
        if mention.kind == "inspection" and re.search(
            r"\bthe\s+(?:recent|latest)\s+(?:Ofsted\s+)?$", saying.text[: mention.start], re.IGNORECASE
        ):
            return self.place(
                saying.begin("inspection"), "definite"
            )  # "the recent Ofsted inspections" of a paper on one
        return None

    def _tell_total(self, saying: Saying, mention: Mention, dates: list[Dated]) -> int | None:
        event = saying.begin(mention.kind, aggregate=True)
        if mention.number:
            what = saying.text[mention.start : mention.end].lower()
            event = replace(
                event, counts=(Count(what, mention.number[0], saying.span(mention.number[1], mention.end)),)
            )
        since = next((dated for dated in dates if dated.role == "since"), None)
        last = self.account.events[-1] if self.account.events else None
        if since:
            event = self.date(saying, event, since, None)
        elif last and last.aggregate and last.start and _GOES_ON.match(saying.text):
            event = replace(event, start=last.start)
        return self.place(event, "plural")

    def _tell_unnamed(self, saying: Saying, *, named: bool) -> None:
        """Tell what names no inspection: "It was published on 5 May", "was judged inadequate in 2015", "It made 17 recommendations"."""
        if saying.says_nothing:
            return
        for judged, given in saying.find_dated_judgements():
            if given:
                self._tell_judged(saying, judged, given, named=named)
        for judged, given in saying.find_earlier_judgements():
            self._tell_compared(saying, judged, given)
        rows = saying.find_undated_judgements()
        if self.apart:
            self.account.doubts += [doubt_grade(row) for row in rows]
            rows = ()
        kind = ("SEND inspection" if rows[0].area_key == "outcome" else "inspection") if rows else ""
        event = replace(
            saying.begin(kind),
            judgements=rows,
            counts=saying.find_counts(None),
            focus=saying.find_focus(None),
            lead_inspector=saying.find_lead(None),
        )
        target = self._find(event, "continuing")
        for dated in saying.dated:
            if dated.mention is None and dated.judged is None:
                event = self.date(saying, event, dated, target)
        if event.judgements or event.counts or event.focus or event.lead_inspector or is_dated(event):
            index = self.account.place(
                Telling(
                    event,
                    "continuing",
                    saying.find_strange_years(),
                    saying.find_compared_years(),
                    NOW.search(saying.text) is not None,
                )
            )
            self.account.current = index if self.account.current is None else self.account.current
            if index is not None and event.published and self._is_on(index):
                self.account.turn(index)  # "The report was released on 5 June. The council was graded …"

    def _is_on(self, index: int) -> bool:
        """Whether the text goes on about an inspection whose report it says came out: the one told of, or the latest."""
        return index in {self.account.current, self.account.find_latest()}

    def _tell_judged(self, saying: Saying, judged: Dated, rows: tuple[Judgement, ...], *, named: bool) -> None:
        """Tell of an inspection that is known by the date of its grade."""
        event = self.date(saying, replace(saying.begin("inspection"), judgements=rows), judged, None)
        index = self.place(event, "definite")
        before = saying.text[: judged.judged] if judged.judged is not None else ""
        compared = is_compared(before) or _UPHELD.search(before) is not None
        if index is not None and not named and not compared:
            self.account.turn(index, flashback=True)

    def _tell_compared(self, saying: Saying, dated: Dated, rows: tuple[Judgement, ...]) -> None:
        """Tell of an inspection that the sentence only compares with; what follows is not about it."""
        known = len(self.account.events)
        index = self.place(
            self.date(saying, replace(saying.begin("inspection"), judgements=rows), dated, None), "definite"
        )
        if index == known:
            self.account.passing.add(index)

    def read(self, sentence: Sentence) -> Saying:
        """A sentence taken apart."""
        return read_sentence(self.document, self.setting, sentence, topic=self.topic, told=self.told, area=self.section)

    def place(self, event: Inspection, reference: Reference) -> int | None:
        """Place an inspection told of with the one that it is; gives its place in the account."""
        return self.account.place(Telling(event, reference))

    def _find(self, event: Inspection, reference: Reference) -> Inspection | None:
        index = self.account.find(Telling(event, reference))
        return self.account.events[index] if index is not None else None


def _split(text: str, dated: Dated) -> tuple[Dated, ...]:
    """The dates of several visits that share a year: "in June and September 2017"."""
    period = dated.period
    words = text[period.start : period.end]
    if (
        period.last is None
        or period.first[2] is not None
        or not re.search(r"\s(?:and|&)\s", words)
        or re.search(r"\bbetween\s+$", text[: period.start])
    ):
        return (dated,)
    return dated._replace(period=replace(period, last=None)), dated._replace(
        period=replace(period, first=period.last, last=None)
    )


def _is_total(text: str, mention: Mention, dates: list[Dated]) -> bool:
    """Whether several are told of as a total: with a number or since a date, or as what one learned from; "the last two" are some."""
    if mention.kind == "visit" or mention.planned or mention.kind in FULL:
        return False  # "of the 39 inspections published to date": those of all councils
    if mention.number:
        return re.search(r"\blast\s+$", text[: mention.number[1]]) is None
    return bool(dates) or _TOLD_FROM.search(text) is not None
