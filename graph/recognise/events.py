"""Every inspection, visit and review that a paper's running text tells of, with all that is said of each.

The paper is told sentence by sentence: `tellings` tells sentences, `accounts` puts what it says with what was told
before. Rules of a framework, dates of plans and posts, and the council's view of itself are no inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.recognise.accounts import Account, doubt_grade
from graph.recognise.agreements import years_of
from graph.recognise.by_others import is_told_by_other
from graph.recognise.comparisons import PAST, is_compared
from graph.recognise.date_roles import Dated
from graph.recognise.elsewhere import is_heading_elsewhere, is_paragraph_elsewhere
from graph.recognise.event_ends import finish
from graph.recognise.event_periods import find_event_periods
from graph.recognise.given import is_no_outcome
from graph.recognise.graded_clauses import find_opening_area, find_shared_grade
from graph.recognise.grades import Graded, find_row, is_grade, iter_graded
from graph.recognise.histories import Listed, read_listed
from graph.recognise.mentions import iter_mentions
from graph.recognise.passages import Passage, Sentence, strip_item
from graph.recognise.sayings import Setting, to_judgement
from graph.recognise.table_tellings import TableTeller
from graph.recognise.tables import is_head_of_grades, read_cells
from graph.recognise.wordings import any_grade, area_keys
from graph.statements import Document, Doubt, Inspection, Said

#: A title that is about getting ready, or about oneself, names no inspection that was.
_NOT_ABOUT = re.compile(r"self[\s-]*(?:assess|evaluat)|readiness|preparation|framework|plan\b", re.IGNORECASE)
#: A paper on the inspection of something else, in which "the inspection" is that one's; and what brings it back.
_OTHER_TITLE = re.compile(
    r"\b(?:adult\s+(?:learning|education|social\s+care|services)|schools?(?!\s+improvement\s+arrangements)|college|nurser\w+|early\s+years|children[’']?s\s+homes?|residential\s+(?:provision|services?|homes?|care)|reg(?:ulation)?\s+44|fostering\s+service|youth\s+(?:justice|offending)|fire|police)\b",
    re.IGNORECASE,
)
_SERVICES = re.compile(
    r"\b(?:children[’']?s?[’']?\s+(?:social\s+care|services)|ILACS|SEND\b|special\s+educational|JTAI|Ofsted\s+(?:action|improvement)\s+plan)",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"[\d.\s]*(?:list\s+of\s+)?background\s+(?:papers|documents)\b", re.IGNORECASE)
#: A link to a file of the meeting: "Ofsted Inspection Report, 08/03/2019, item 41 PDF 214 KB"; its day is that of the upload.
_FILE = re.compile(r"(?:,\s+item\s+\d+[a-z]?|\b(?:PDF|DOCX?|XLSX?|PPTX?)\s+[\d.,]+\s*[KM]B)\s*$", re.IGNORECASE)
#: A field of the paper's own: "Date of report: 10 August 2018".
_OWN_DATE = re.compile(
    r"(?:date\s+of\s+(?:report|publication|issue|meeting|decision)|(?:report|meeting|publication|decision)\s+date|date)\s*(?::\t?|\t)[^.;\t]{0,60}",
    re.IGNORECASE,
)
#: What heads the outcome of the inspection that the paper is about: "What the inspection found", "Ofsted judgements".
_OUTCOME = re.compile(
    r"\b(?:inspection|judge?ments?|grades)\b(?!\s+(?:visit|plan|preparation))|^[\d.\s]*(?:the\s+)?outcomes?$",
    re.IGNORECASE,
)
#: "The judgements of 2016 were as follows:", and not "The judgements, with those of 2011 first:".
_OF_YEAR = re.compile(
    r"[\d.\s]*(?:(?:The|Our|Ofsted|overall|main|detailed)\s+)*(?:judge?ments?|grades|ratings|outcomes?|results?)\s+(?:\w+\s+){0,3}?(?:of|in|from)\s+(?:\w+\s+){0,3}?(?:19|20)\d\d\b(?!.*\b(?:first|with|than|compar\w+|those|previous\w*)\b)",
    re.IGNORECASE,
)
#: What heads a list of inspections: "Earlier inspections", "Inspection history".
_INSPECTIONS = re.compile(
    r"(?:(?:our|the|earlier|previous|past|recent|full|Ofsted|other|history\s+of|list\s+of|children[’']s\s+services)\s+)*(?:inspections?(?:\s+(?:history|of\s+children[’']s\s+services|outcomes|results|grades|ratings))?|(?<=[a-z]\s)(?:ratings|grades|judge?ments)(?:\s+over\s+time)?)",
    re.IGNORECASE,
)
#: "For 2023 Ofsted gave the following:".
_GAVE_IN_YEAR = re.compile(
    r"[\d.\s]*(?:For|In)\s+(?P<year>(?:19|20)\d\d),?\s+(?!.*\b(?:19|20)\d\d\b)(?:Ofsted|inspectors|the\s+(?:judge?ments|grades|ratings|outcomes?))\b.*:$",
    re.IGNORECASE,
)
#: A paragraph that bears a number: "2.3 The judgements were:".
_PARAGRAPH = re.compile(r"\s*\d{1,2}\.\d")
#: What leads in to a list and leaves what it is of to the sentence before: "There were six monitoring visits. The last two were:".
_THE_LAST = re.compile(
    r"(?:These|They|The\s+(?:last|first|latest|most\s+recent|dates)\b(?!.*\b(?:visit|inspection|review)s?\b))"
)
#: Behind the date of a listed visit: " – focused on care leavers".
_LISTED_FOCUS = re.compile(r"\)?\s*[–:,-]\s*(?:focus(?:ed|ing)?\s+on\s+)?([^.;]{4,150})")


def find_events(
    document: Document, passages: Sequence[Passage], setting: Setting
) -> tuple[tuple[Inspection, ...], tuple[Doubt, ...]]:
    """The inspections that a paper tells of, in the order of their first mention, and what was left open."""
    teller = _Teller(document, setting, Account(setting.meeting, setting.council.value if setting.council else None))
    teller.tell_title()
    for passage, *following in _iter_told(passages, setting.title):
        teller.tell_passage(passage, following)
    return finish(teller.account), tuple(teller.account.doubts)


def find_own(passages: Sequence[Passage], title: Said[str] | None) -> Sequence[Passage]:
    """The passages on children's services: all, but in a paper or a section on something else those that name them."""
    other = title is not None and bool(_OTHER_TITLE.search(title.value)) and not _SERVICES.search(title.value)
    own, below = [], False
    for passage in passages:
        if _opens_section(passage):
            below = is_heading_elsewhere(strip_item(passage.text))
        if not (other or below) or _SERVICES.search(passage.text):
            own.append(passage)
    return own


def _opens_section(passage: Passage) -> bool:
    """Whether a heading begins what is about something else: not that of an area, nor a line with a grade."""
    name = strip_item(passage.text)
    return passage.is_heading and not passage.is_row and not area_keys(name) and not any_grade().search(name)


def _iter_told(passages: Sequence[Passage], title: Said[str] | None) -> Iterator[tuple[Passage, ...]]:
    """The passages that tell, each with the next two: not the title, not the list of background papers, not schools."""
    listing = False
    for index, passage in enumerate(passages):
        listing = _BACKGROUND.match(passage.text) is not None or (listing and len(passage.text) < 160)
        is_title = title is not None and passage.start <= title.span.start < passage.end
        elsewhere = is_paragraph_elsewhere(passage.text)
        if not (listing or is_title or elsewhere or _FILE.search(passage.text) or _OWN_DATE.fullmatch(passage.text)):
            yield tuple(passages[index : index + 3])


@dataclass(slots=True)
class _Teller(TableTeller):
    """Tells a paper to its account, passage after passage.

    `columns` is true in a table that the page prints cell by cell and that has a grade for each of several inspections.
    `shared` is the grade that the words before a list give to all its items, `headed` true below
    "Earlier inspections", `not_given` below "Our self-evaluation" or "Peer review".
    """

    columns: bool = False
    shared: str = ""
    headed: bool = False
    not_given: bool = False

    def tell_title(self) -> None:
        """Tell what the title names: the inspection that "the visit" and "the report" are about; its grades are told below."""
        title = self.setting.title
        if title and not _NOT_ABOUT.search(title.span.quote):
            saying = self.read(Sentence(title.span.start, title.span.end, title.span.quote))
            self.tell_saying(saying.without_grades())
            self.account.titled = self.account.current

    def tell_passage(self, passage: Passage, following: Sequence[Passage]) -> None:
        """Tell all that a passage says; a row's other cells may stand in the following ones."""
        self.year, self.elsewhere = None, False
        if _opens_section(passage):
            self.not_given = is_told_by_other(strip_item(passage.text)) or is_no_outcome(passage.text)
        self.reviewed = self.not_given
        if not passage.is_row:
            self.leave_table()
        if passage.is_heading and not read_listed(passage.text, headed=True):
            self.headed = _INSPECTIONS.fullmatch(strip_item(passage.text)) is not None
        row = find_row(passage.text, following[0].text) if following else None
        self.columns = (self.columns and not passage.text.endswith(".")) or _has_columns(passage, following)
        if row:
            self._tell_row(passage, following, row)
        elif listed := read_listed(passage.text, headed=self.headed):
            self._tell_graded(passage, listed)
        elif not passage.is_row or not self.tell_row(passage):
            self._tell_text(passage)

    def _tell_text(self, passage: Passage) -> None:
        self._tell_shared(passage)
        if self.listed and passage.is_item and self._tell_listed(passage):
            return
        graded = is_grade(passage.text) or any(iter_graded(passage.text))
        leads = (passage.is_heading and not graded) or passage.text.endswith(":")
        if passage.is_heading:
            name = strip_item(passage.text)
            self.section = name if area_keys(name) - {"overall", "outcome"} else ""
        self.topic = bool(self.section)
        self.apart = self.apart and not leads and not passage.text.endswith(".")
        if (leads or not passage.is_item or _PARAGRAPH.match(passage.text)) and not graded:
            heads = passage.is_heading and not passage.text.endswith(":")
            self.account.open_paragraph(to_subject=heads and _OUTCOME.search(passage.text) is not None)
        for sentence in passage.sentences:
            self.tell_sentence(sentence)
            self.year = next(
                (
                    period.first[0]
                    for period in find_event_periods(sentence.text)
                    if period.first[0] and not is_compared(sentence.text[: period.start])
                ),
                self.year,
            )
        self.apart = self._leads_apart(passage) if leads else self.apart
        if not passage.is_item or passage.text.endswith(":"):
            lead = passage.text if _THE_LAST.match(passage.sentences[-1].text) else passage.sentences[-1].text
            mentions = list(iter_mentions(lead)) if passage.text.endswith(":") else []
            self.listed = next((mention.kind for mention in mentions if mention.reference == "plural"), "")

    def _tell_shared(self, passage: Passage) -> None:
        """Tell of an area in a list below "The following areas were judged good:", and note where such a list begins."""
        if not passage.is_item or passage.text.endswith(":"):
            self.shared = find_shared_grade(passage.text)
        elif self.shared and (row := find_row(find_opening_area(strip_item(passage.text)), self.shared)):
            saying = self.read(Sentence(passage.start, passage.end, passage.text))
            judgement = to_judgement(row, self.document.span(passage.start, passage.end))
            if self.apart or self.reviewed:
                self.account.doubts.append(doubt_grade(judgement))
            else:
                self.place(replace(saying.begin("inspection"), judgements=(judgement,)), "continuing")

    def _leads_apart(self, passage: Passage) -> bool:
        """Whether a heading or lead-in is about another inspection than the one told of."""
        current, words = self.account.current, passage.sentences[-1].text
        years = {period.first[0] for period in find_event_periods(words) if period.first[0]}
        if gave := _GAVE_IN_YEAR.match(words):
            years = {int(gave["year"])}
        if years and (_OF_YEAR.match(words) or _GAVE_IN_YEAR.match(words)) and self.account.turn_to_year(years):
            return False
        if years:
            return current is None or not years <= years_of(self.account.events[current])
        return PAST.search(words) is not None and current not in self.account.earlier

    def _tell_row(self, passage: Passage, following: Sequence[Passage], row: Graded) -> None:
        """A table's row that the page prints in two lines: an area, then its grade; of two grades, none is certain.

        Nor is a grade alone in a table for two inspections: the cell before it may have been empty.
        """
        saying = self.read(Sentence(passage.start, following[0].end, passage.text))
        judgement = to_judgement(row, self.document.span(passage.start, following[0].end))
        if self.apart or self.columns or self.reviewed:
            self.account.doubts.append(doubt_grade(judgement))
        else:
            self.place(replace(saying.begin("inspection"), judgements=(judgement,)), "continuing")

    def _tell_graded(self, passage: Passage, listed: Listed) -> None:
        """A line that is a date, an inspection and its grade: "2014: SIF – Requires improvement"."""
        saying = self.read(Sentence(passage.start, passage.end, passage.text))
        judgement = to_judgement(listed.graded, saying.span(listed.graded.start, listed.graded.end))
        event = replace(saying.begin(listed.kind), judgements=(judgement,))
        self.place(self.date(saying, event, Dated("visit", listed.period, None), None), "indefinite")

    def _tell_listed(self, passage: Passage) -> bool:
        """An item of "There have been three visits:" that opens with a date: "12 June 2019 – the front door"."""
        saying = self.read(passage.sentences[0])
        period = next(iter(find_event_periods(saying.text)), None)
        if not period or period.yearless or period.start > 25 or saying.mentions:
            return False
        rest = _LISTED_FOCUS.match(saying.text, period.end)
        event = replace(saying.begin(self.listed), focus=saying.say(*rest.span(1)) if rest else None)
        index = self.place(self.date(saying, event, Dated("visit", period, None), None), "indefinite")
        if index is not None:
            self.account.turn(index)
        return True


def _has_columns(passage: Passage, following: Sequence[Passage]) -> bool:
    """Whether lines are the heads of several columns of grades ("2024 grade", "2019 grade"), or an area with two grades below it."""
    if len(following) > 1 and find_row(passage.text, following[0].text) and is_grade(following[1].text):
        return True
    lines = (passage, *following[:1])
    if sum(line.text.count("\t") + 1 for line in lines) != 2:
        return False
    heads = [cell for line in lines for cell in read_cells(line.text, line.start)]
    return all(is_head_of_grades(cell) and cell.period for cell in heads)
