"""What a document is and what it says, as frozen dataclasses.

Readers make a `Document`, recognisers make its `Statements`; resolve and mapping take them from there. Every value that
a document states is a `Said`: the value and the span of text that says it. What a document does not state is `None` or
absent from its tuple. Nothing here knows files or RDF.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, Literal, TypeVar

from graph.dates import Date

T = TypeVar("T")
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: its number from 1, and where its text starts and ends in `Document.text`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row: `text[start:end]`, on one line.

    Lines that the page wraps are joined by spaces. The cells of a row are separated by one tab each; the words of a
    cell that is wrapped or centred over several lines are joined. An item starts with its number or "•".
    """

    kind: Literal["heading", "paragraph", "item", "row"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The way back to the page: `text[start:start+length]` is the page's own characters from `offset` on."""

    start: int
    length: int
    page: int
    offset: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file that has been read: its text without page furniture, and the way back to its pages.

    `text` is the blocks in reading order, one a line; `path` is as the caller gave it, `sha256` of the file's bytes.
    `doubts` are about the text itself: pages that are pictures, and were recognised optically or not at all.
    """

    path: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def page_at(self, offset: int) -> int:
        """The number of the page on which the character at `offset` stands."""
        index = bisect_right(self.pages, offset, key=_START) - 1
        return self.pages[max(index, 0)].number

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end` without the white space at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(self.page_at(start), start, end, self.text[start:end])


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words stand: the page they start on, their offsets in `Document.text`, and the words themselves."""

    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value and the words that state it."""

    value: T
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade given to an area by the inspection it stands in.

    `area` and `grade` are as printed; `area_key` and `grade_key` are the concepts of `data/reference` they name, where
    exactly one fits. `overall` is true for overall effectiveness and for an Area SEND outcome.
    """

    area: str
    grade: str
    area_key: str | None
    grade_key: str | None
    span: Span
    overall: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What an inspection says must be done: in the document's own words, by whom, and under which number if it has one.

    `kind` is "recommendation", "what needs to improve", "area for improvement", "priority action" or "significant
    weakness"; `to` is who must act: "local authority", "LSCB", "area partnership", "safeguarding partners", or the bodies
    as printed. `themes` are the keys of what it is about, each with the words that carry it.
    """

    text: str
    to: str
    kind: str
    span: Span
    number: int | None = None
    themes: tuple[Said[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number that is told of an inspection: 12 "inspectors", 11 "recommendations"."""

    what: str
    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection, visit or review that the document reports or mentions.

    `kind` is a name of `data/reference/kinds.csv`; `council` a code of `councils.csv`; `framework` a name of
    `frameworks.csv`. `subject` is true where the document is the inspection's own report. `aggregate` marks several
    told of together ("four monitoring visits"), `planned` one that had not happened. `title` is the report's own title,
    `address` where on the web a table says that the report is.
    `periods` are the first and last day of each part of an inspection that was held in several, and empty for others;
    `inspectorates` are keys of `inspectorates.csv` where a report names who inspected together.
    """

    kind: str
    span: Span
    subject: bool = False
    council: Said[str] | None = None
    framework: Said[str] | None = None
    title: Said[str] | None = None
    start: Said[Date] | None = None
    end: Said[Date] | None = None
    on_site_start: Said[Date] | None = None
    on_site_end: Said[Date] | None = None
    periods: tuple[Said[tuple[Date, Date]], ...] = ()
    inspectorates: tuple[Said[str], ...] = ()
    published: Said[Date] | None = None
    lead_inspector: Said[str] | None = None
    inspectors: tuple[Said[str], ...] = ()
    judgements: tuple[Judgement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    counts: tuple[Count, ...] = ()
    ordinal: Said[int] | None = None
    focus: Said[str] | None = None
    aggregate: bool = False
    planned: bool = False
    address: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person named with an office or a part in the document, as of the document's date.

    `role` and `organisation` are as printed; `part` is "contact", "author", "on behalf of", "inspection team" or
    "mentioned". Inspectors stand in `Inspection.inspectors`, not here.
    """

    name: str
    span: Span
    role: str | None = None
    organisation: str | None = None
    part: str = "mentioned"


@dataclass(frozen=True, slots=True)
class Request:
    """What a paper asks its committee to do, in the paper's own words."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A strength or a need for improvement that the document tells of; `area` is the heading it stands under, or "general"."""

    area: str
    polarity: Literal["strength", "improvement"]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Meeting:
    """A committee's meeting that the document is for or mentions."""

    span: Span
    committee: str | None = None
    date: Said[Date] | None = None
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix that the document refers to or is: "Appendix 'A'" and what it is said to hold."""

    label: str
    title: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """A datum left out or reported as it stands because the document leaves it open: which field, and why."""

    field: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """All that one document says.

    `kind` is "inspection report", "committee paper", "table of inspections" or "unknown"; `heading` is the words that
    show the kind of a document that has no title.
    """

    kind: str
    title: Said[str] | None = None
    council: Said[str] | None = None
    committee: Said[str] | None = None
    meeting_date: Said[Date] | None = None
    published: Said[Date] | None = None
    inspections: tuple[Inspection, ...] = ()
    people: tuple[Appointment, ...] = ()
    requests: tuple[Request, ...] = ()
    findings: tuple[Finding, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    links: tuple[Said[str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    heading: Span | None = None
