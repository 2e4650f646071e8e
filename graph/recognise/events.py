"""Every inspection, visit and review that a paper's running text tells of, with all that is said of each.

The paper is told sentence by sentence: `sayings` takes a sentence apart, `accounts` puts what it says with what was told
before. Rules of a framework, dates of plans and posts, and the council's view of itself are no inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.recognise.accounts import FULL, LOST, Account, Telling, doubt_grade, is_dated, merge, years_of
from graph.recognise.comparisons import NOW, is_background
from graph.recognise.dates import Period
from graph.recognise.event_dates import Dated, find_event_periods
from graph.recognise.event_ends import finish
from graph.recognise.grades import Graded, find_row, is_grade
from graph.recognise.mentions import Mention, Reference, iter_mentions
from graph.recognise.passages import Passage, Sentence, strip_item
from graph.recognise.sayings import Saying, Setting, read_sentence, to_judgement
from graph.recognise.tables import Cell, Placed, is_header, place_row, read_cells
from graph.recognise.wordings import any_area, area_keys, grade_key
from graph.recognise.years import find_coming_year, find_year
from graph.statements import Count, Document, Doubt, Inspection, Judgement, Said

#: Paragraphs on what else inspectors inspect, and the words by which they come back to the council's services.
_ELSEWHERE = re.compile(r"\b(?:schools?|academies|nurseries|pupils|childminders?|children[’']?s\s+homes?|colleges?|early\s+years\s+(?:settings|providers))\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:children[’']?s?[’']?\s+(?:social\s+care|services)|local\s+authority|ILACS|SEND\b|monitoring\s+visit|focus\w*\s+visit|peer\s+(?:review|challenge)|JTAI|special\s+educational|safeguarding|school\s+improvement)", re.IGNORECASE)
#: Where "monitoring visits" without a number were: "feedback from monitoring visits"; not "there are inspections and visits".
_TOLD_FROM = re.compile(r"\b(?:feedback|findings|learning|outcomes?|recent|previous|commissioned|regional|found|letters?)\b", re.IGNORECASE)
#: A title that is about getting ready, or about oneself, names no inspection that was.
_NOT_ABOUT = re.compile(r"self[\s-]*(?:assess|evaluat)|readiness|preparation|framework|plan\b", re.IGNORECASE)
#: A paper on the inspection of something else, in which "the inspection" is that one's; and what brings it back.
_OTHER_TITLE = re.compile(r"\b(?:adult\s+(?:learning|education|social\s+care|services)|schools?(?!\s+improvement\s+arrangements)|college|nurser\w+|early\s+years|children[’']?s\s+homes?|fostering\s+service|youth\s+(?:justice|offending)|fire|police)\b", re.IGNORECASE)
_SERVICES = re.compile(r"\b(?:children[’']?s?[’']?\s+(?:social\s+care|services)|ILACS|SEND\b|special\s+educational|JTAI)", re.IGNORECASE)
#: A lead-in to what was before: "Previous judgements:".
_PAST = re.compile(r"\b(?:previous\w*|last|earlier|former\w*|prior|past)\b", re.IGNORECASE)
#: "took three weeks in July": it also ended in July.
_WITHIN = re.compile(r"\b(?:weeks?|days?)\s+in\s+$", re.IGNORECASE)
#: What goes on about an inspection to come.
_WILL = re.compile(r"(?:It|This|The\s+(?:re-?)?(?:inspection|visit|review))\s+(?:will|would|is\s+(?:expected|likely|due)\s+to)\b")
_BACKGROUND = re.compile(r"[\d.\s]*(?:list\s+of\s+)?background\s+(?:papers|documents)\b", re.IGNORECASE)
#: "Of these, …", "There have been …": a total that goes on counting from where the one before began.
_GOES_ON = re.compile(r"(?:Of\s+these|There\s+have\s+been|These\s+(?:were|include))\b")
#: Behind the date of a listed visit: " – focused on care leavers".
_LISTED_FOCUS = re.compile(r"\)?\s*[–:,-]\s*(?:focus(?:ed|ing)?\s+on\s+)?([^.;]{4,150})")


def find_events(document: Document, passages: Sequence[Passage], setting: Setting) -> tuple[tuple[Inspection, ...], tuple[Doubt, ...]]:
    """The inspections that a paper tells of, in the order of their first mention, and what was left open."""
    if setting.title and _OTHER_TITLE.search(setting.title.value):
        passages = [passage for passage in passages if _SERVICES.search(passage.text)]
    teller = _Teller(document, setting, Account(setting.meeting))
    teller.tell_title()
    for passage, *following in _iter_told(passages, setting.title):
        teller.tell_passage(passage, following)
    return finish(teller.account), tuple(teller.account.doubts)


def _iter_told(passages: Sequence[Passage], title: Said[str] | None) -> Iterator[tuple[Passage, ...]]:
    """The passages that tell, each with the next two: not the title, not the list of background papers, not schools."""
    listing = False
    for index, passage in enumerate(passages):
        listing = _BACKGROUND.match(passage.text) is not None or (listing and len(passage.text) < 160)
        is_title = title is not None and passage.start <= title.span.start < passage.end
        elsewhere = _ELSEWHERE.search(passage.text) and not _OURS.search(passage.text)
        if not (listing or is_title or elsewhere):
            yield tuple(passages[index : index + 3])


@dataclass(slots=True)
class _Teller:
    """Tells a paper to its account, passage after passage.

    `year` is the year told last in the passage, `listed` the kind of visits that the items below a lead-in are, `header` the
    first row of a table. `apart` is true below "Judgements in 2016:" and the like, where grades are of another inspection
    than the one told of; `section` below an area's heading, and `topic` after a sentence on an area. `coming` is the planned
    inspection of the sentence before.
    """

    document: Document
    setting: Setting
    account: Account
    year: int | None = None
    listed: str = ""
    header: tuple[Cell, ...] = ()
    apart: bool = False
    section: bool = False
    topic: bool = False
    coming: int | None = None

    def tell_title(self) -> None:
        """Tell what the title names: the inspection that "the visit" and "the report" are about; its grades are told below."""
        title = self.setting.title
        if title and not _NOT_ABOUT.search(title.span.quote):
            saying = self._read(Sentence(title.span.start, title.span.end, title.span.quote))
            self._tell_saying(replace(saying, graded=()))

    def tell_passage(self, passage: Passage, following: Sequence[Passage]) -> None:
        """Tell all that a passage says; a row's other cells may stand in the following ones."""
        self.year = None
        self.header = self.header if "\t" in passage.text else ()
        row = find_row(passage.text, following[0].text) if following else None
        if row:
            self._tell_row(passage, following, row)
        elif "\t" not in passage.text or not (self._tell_table(passage) or self._tell_history(passage)):
            self._tell_text(passage)

    def _tell_text(self, passage: Passage) -> None:
        if self.listed and passage.is_item and self._tell_listed(passage):
            return
        leads = passage.is_heading or passage.text.endswith(":")
        self.section = bool(area_keys(strip_item(passage.text)) - {"overall"}) if passage.is_heading else self.section
        self.topic = self.section
        self.apart = self.apart and not leads and not passage.text.endswith(".")
        for sentence in passage.sentences:
            self._tell_sentence(sentence)
            self.year = next((period.first[0] for period in find_event_periods(sentence.text) if period.first[0]), self.year)
        self.apart = self._leads_apart(passage) if leads else self.apart
        if not passage.is_item:
            mentions = list(iter_mentions(passage.sentences[-1].text)) if passage.text.endswith(":") else []
            self.listed = next((mention.kind for mention in mentions if mention.reference == "plural"), "")

    def _leads_apart(self, passage: Passage) -> bool:
        """Whether a heading or lead-in is about another inspection than the one told of."""
        current = self.account.current
        years = {period.first[0] for period in find_event_periods(passage.text) if period.first[0]}
        if years:
            return current is None or not years <= years_of(self.account.events[current])
        return _PAST.search(passage.text) is not None and current not in self.account.earlier

    def _tell_row(self, passage: Passage, following: Sequence[Passage], row: Graded) -> None:
        """A table's row that the page prints in two lines: an area, then its grade; of two grades, none is certain."""
        saying = self._read(Sentence(passage.start, following[0].end, passage.text))
        judgement = to_judgement(row, self.document.span(passage.start, following[0].end))
        if self.apart or (len(following) > 1 and is_grade(following[1].text)):
            self.account.doubts.append(doubt_grade(judgement))
        else:
            self._place(replace(saying.begin("inspection"), judgements=(judgement,)), "continuing")

    def _tell_table(self, passage: Passage) -> bool:
        """A row of a table with a column, or a row, for each inspection."""
        cells = read_cells(passage.text, passage.start)
        if is_header(cells):
            self.header = cells
            return True
        placed = place_row(cells, self.header)
        for grade in placed:
            self._tell_placed(passage, grade)
        return bool(placed)

    def _tell_placed(self, passage: Passage, placed: Placed) -> None:
        judgement = to_judgement(placed.graded, self.document.span(placed.graded.start, placed.graded.end))
        cell = placed.dated
        start = cell.period.start_date if cell and cell.period else None
        if cell is None or cell.period is None or start is None:
            self.account.doubts.append(doubt_grade(judgement))
            return
        span = self.document.span(cell.start + cell.period.start, cell.start + cell.period.end)
        end = cell.period.end_date
        event = self._read(Sentence(passage.start, passage.end, passage.text)).begin(placed.kind)
        self._place(replace(event, start=Said(start, span), end=Said(end, span) if end else None, judgements=(judgement,)), "indefinite")

    def _tell_history(self, passage: Passage) -> bool:
        """A row of a history: a date, an inspection, perhaps a grade, each in its cell."""
        saying = self._read(Sentence(passage.start, passage.end, passage.text))
        period = next(iter(find_event_periods(passage.text)), None)
        if len(saying.mentions) != 1 or not period or period.yearless:
            return False
        grades = [cell.strip() for cell in passage.text.split("\t") if grade_key(cell.strip())]
        graded = len(grades) == 1 and saying.mentions[0].kind in FULL
        row = Graded("", whole=True, grade=grades[0], start=0, end=len(passage.text)) if graded else None
        event = replace(saying.describe(0), judgements=(to_judgement(row, saying.span(row.start, row.end)),) if row else ())
        self._place(self._date(saying, event, Dated("visit", period, 0), None), "indefinite")
        return True

    def _tell_listed(self, passage: Passage) -> bool:
        """An item of "There have been three visits:" that opens with a date: "12 June 2019 – the front door"."""
        saying = self._read(passage.sentences[0])
        period = next(iter(find_event_periods(saying.text)), None)
        if not period or period.yearless or period.start > 25 or saying.mentions:
            return False
        rest = _LISTED_FOCUS.match(saying.text, period.end)
        event = replace(saying.begin(self.listed), focus=saying.say(*rest.span(1)) if rest else None)
        self._place(self._date(saying, event, Dated("visit", period, None), None), "indefinite")
        return True

    def _tell_sentence(self, sentence: Sentence) -> None:
        """Place all that a sentence says with the inspections it is about."""
        saying = self._read(sentence)
        coming, self.coming = self.coming, None
        if coming is not None and _WILL.match(sentence.text) and not saying.mentions:
            self._tell_coming(saying, coming)
            return
        self._tell_saying(saying)
        if any_area().search(sentence.text):
            self.topic = not saying.names_whole
        elif saying.mentions:
            self.topic = False

    def _tell_coming(self, saying: Saying, index: int) -> None:
        """Tell what "It will take four weeks" says of the inspection to come."""
        event = self.account.events[index]
        self.account.events[index] = merge(event, replace(saying.begin(event.kind), counts=saying.find_counts(None), framework=saying.find_framework(None)))
        self.coming = index

    def _tell_saying(self, saying: Saying) -> None:
        if saying.is_rule:
            self.account.named = saying.mentions[-1].kind if saying.mentions else self.account.named
            saying = replace(saying, mentions=())
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
            return self._tell_several(saying, mention, dates)
        event = saying.describe(index)
        target = self._find(event, mention.reference)
        for dated in dates:
            event = self._date(saying, event, dated, target)
        event = replace(event, planned=event.planned or self._is_to_come(event))
        if mention.reference == "continuing" and not is_dated(event) and not event.counts:
            return None
        known = len(self.account.events)
        placed = self._place(event, mention.reference)
        if placed is None:
            self.account.rivals |= {LOST} if is_dated(event) and not event.planned else set()
            return None
        self.coming = placed if self.account.events[placed].planned else self.coming
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

    def _turn_to(self, placed: int, mention: Mention) -> None:
        """Make an inspection the one that "the report" and "it" go on about; an earlier one only where there is no other."""
        current = self.account.current
        if mention.reference != "earlier" or current is None or not is_dated(self.account.events[current]):
            self.account.turn(placed, flashback=mention.reference == "earlier")
        elif placed != current and self.account.events[placed].kind in FULL:
            self.account.rivals.add(placed)

    def _tell_several(self, saying: Saying, mention: Mention, dates: list[Dated]) -> int | None:
        """Tell of several at once: one each where each has its date, else a total ("four monitoring visits since 2017")."""
        days = [dated for dated in dates if dated.role == "visit"]
        if len(days) > 1 or (days and mention.number is None and mention.kind not in FULL):
            for dated in days:
                self._place(self._date(saying, saying.begin(mention.kind), dated, None), "indefinite")
            return None
        if _is_total(saying.text, mention, dates):
            return self._tell_total(saying, mention, dates)
        if mention.kind == "inspection" and re.search(r"\bthe\s+(?:recent|latest)\s+(?:Ofsted\s+)?$", saying.text[: mention.start], re.IGNORECASE):
            return self._place(saying.begin("inspection"), "definite")  # "the recent Ofsted inspections" of a paper on one
        return None

    def _tell_total(self, saying: Saying, mention: Mention, dates: list[Dated]) -> int | None:
        event = saying.begin(mention.kind, aggregate=True)
        if mention.number:
            what = saying.text[mention.start : mention.end].lower()
            event = replace(event, counts=(Count(what, mention.number[0], saying.span(mention.number[1], mention.end)),))
        since = next((dated for dated in dates if dated.role == "since"), None)
        last = self.account.events[-1] if self.account.events else None
        if since:
            event = self._date(saying, event, since, None)
        elif last and last.aggregate and last.start and _GOES_ON.match(saying.text):
            event = replace(event, start=last.start)
        return self._place(event, "plural")

    def _tell_unnamed(self, saying: Saying, *, named: bool) -> None:
        """Tell what names no inspection: "It was published on 5 May", "was judged inadequate in 2015", "It made 17 recommendations"."""
        if saying.says_nothing:
            return
        for judged, given in saying.find_dated_judgements():
            if given:
                self._tell_judged(saying, judged, given, named=named)
        rows = saying.find_undated_judgements()
        if self.apart:
            self.account.doubts += [doubt_grade(row) for row in rows]
            rows = ()
        kind = ("SEND inspection" if rows[0].area_key == "outcome" else "inspection") if rows else ""
        event = replace(saying.begin(kind), judgements=rows, counts=saying.find_counts(None), focus=saying.find_focus(None))
        target = self._find(event, "continuing")
        for dated in saying.dated:
            if dated.mention is None and dated.judged is None:
                event = self._date(saying, event, dated, target)
        if event.judgements or event.counts or event.focus or is_dated(event):
            index = self.account.place(Telling(event, "continuing", saying.find_strange_years(), saying.find_compared_years(), NOW.search(saying.text) is not None))
            self.account.current = index if self.account.current is None else self.account.current

    def _tell_judged(self, saying: Saying, judged: Dated, rows: tuple[Judgement, ...], *, named: bool) -> None:
        """Tell of an inspection that is known by the date of its grade."""
        event = self._date(saying, replace(saying.begin("inspection"), judgements=rows), judged, None)
        index = self._place(event, "definite")
        if index is not None and not named:
            self.account.turn(index, flashback=True)

    def _read(self, sentence: Sentence) -> Saying:
        return read_sentence(self.document, self.setting, sentence, topic=self.topic)

    def _place(self, event: Inspection, reference: Reference) -> int | None:
        return self.account.place(Telling(event, reference))

    def _find(self, event: Inspection, reference: Reference) -> Inspection | None:
        index = self.account.find(Telling(event, reference))
        return self.account.events[index] if index is not None else None

    def _date(self, saying: Saying, event: Inspection, dated: Dated, target: Inspection | None) -> Inspection:
        """The inspection with a date added; a day whose year nothing tells is left out, and doubted."""
        span = saying.span(dated.period.start, dated.period.end)
        period = self._fill(dated.period, dated.role, target, planned=event.planned)
        first, last = (period.start_date, period.end_date) if period else (None, None)
        if first is None:
            self.account.doubts.append(Doubt(dated.role, "a day without a year, and nothing near it tells which", span))
            return event
        if _WITHIN.search(saying.text[: dated.period.start]):
            last = last or first
        said, until = Said(first, span), Said(last, span) if last else None
        if dated.role == "published":
            return replace(event, published=event.published or said)
        if dated.role == "end":
            return replace(event, end=until or said, start=said if until else event.start)
        if dated.role == "on site":
            return replace(event, on_site_start=said, on_site_end=until)
        return replace(event, start=event.start or said, end=event.end or until)

    def _fill(self, period: Period, role: str, target: Inspection | None, *, planned: bool) -> Period | None:
        """A yearless period in its year, where one is certain."""
        if not period.yearless:
            return period
        if planned:
            year = find_coming_year(period, self.setting.meeting) if self.setting.meeting else None
        else:
            year = find_year(period, role, target, self.year, self.setting.meeting)
        return period.fill(year) if year else None


def _is_total(text: str, mention: Mention, dates: list[Dated]) -> bool:
    """Whether several are told of as a total: with a number or since a date, or as what one learned from; "the last two" are some."""
    if mention.kind == "visit" or mention.planned or mention.kind in FULL:
        return False  # "of the 39 inspections published to date": those of all councils
    if mention.number:
        return re.search(r"\blast\s+$", text[: mention.number[1]]) is None
    return bool(dates) or _TOLD_FROM.search(text) is not None
