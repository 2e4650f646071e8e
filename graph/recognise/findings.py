"""What inspectors or reviewers found, as a paper tells it: strengths, and what needs to improve.

Lists below "Strengths", "Challenges" and the like; the sections that are headed by an area of judgement; tables; and in all other
paragraphs the sentences that say "Inspectors saw …", which `finding_paragraphs` reads. Plans, counts and what an inspection will
look at are no findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.recognise.councils import Mention
from graph.recognise.elsewhere import is_elsewhere
from graph.recognise.finding_lists import Section, open_list, open_section
from graph.recognise.finding_paragraphs import Around, iter_described, iter_section, iter_told, to_findings
from graph.recognise.finding_tables import find_columns, read_cells, read_lines
from graph.recognise.finding_words import (
    BULLETS,
    CONCLUSION,
    DESCRIBES,
    INSPECTING,
    INSPECTORS,
    INTENDS,
    LABEL,
    NOT_FOUND,
    NUMBERED,
    ON_VISIT,
)
from graph.recognise.passages import Passage, Sentence, strip_item
from graph.recognise.patterns import one_line
from graph.recognise.polarity import Polarity, turns
from graph.recognise.requests import to_style
from graph.statements import Document, Finding, Said

#: At the end of the last but one item of a list.
_AND_NEXT = re.compile(r"(?<=[;,])\s*\b(?:and|or)$")


def find_findings(
    document: Document, passages: Sequence[Passage], title: Said[str] | None = None, others: Sequence[Mention] = ()
) -> tuple[Finding, ...]:
    """The strengths and needs for improvement that a paper tells of, in the order of the text.

    `others` is where it names councils that are not its own.
    """
    on_visit = title is not None and ON_VISIT.search(title.value) is not None
    finder = _Finder(document, on_visit, frozenset(mention.start for mention in others))
    found = {finding.span.start: finding for finding in _iter_findings(finder, passages)}
    if on_visit:
        for finding in _iter_concluded(document, passages):
            found.setdefault(finding.span.start, finding)
    return tuple(found[start] for start in sorted(found))


def _iter_concluded(document: Document, passages: Sequence[Passage]) -> Iterator[Finding]:
    """What the conclusion of a paper on an inspection says of leaders, staff and children; not what the council will do."""
    concluding = False
    for passage in passages:
        if passage.is_heading:
            concluding = CONCLUSION.fullmatch(strip_item(passage.text)) is not None
        elif concluding and not passage.is_row:
            turned = False
            for sentence in passage.sentences:
                turned = turned or turns(sentence.text)
                if DESCRIBES.match(sentence.text) and not INTENDS.search(sentence.text):
                    yield from to_findings(document, sentence, turned=turned)


@dataclass(slots=True)
class _Finder:
    """Goes through a paper's passages and keeps where it is: in a section or a list, in a table, behind what tells on.

    `on_visit` is true where the title names an inspection, `telling` where the passage before told what was found, `near` where
    inspectors were told of since the last heading, `going_on` where the last paragraph held findings.
    """

    document: Document
    on_visit: bool
    others: frozenset[int] = frozenset()
    section: Section | None = None
    columns: tuple[Polarity | None, ...] = ()
    telling: bool = False
    near: bool = False
    going_on: bool = False

    def iter_found(self, passage: Passage, before: Passage | None) -> Iterator[Finding]:
        """The findings of a passage; `before` is the one before it."""
        if passage.is_row:
            yield from self._iter_row(passage)
            return
        self.columns = ()
        if self.section and _is_next_heading(passage) and (self.section.told or _is_no_first(passage, self.section)):
            self._leave()
        before_it, self.near = self.near, _is_near(passage, self.near)
        opened = open_section(passage, near=before_it or self.on_visit) or open_list(passage, near=self.near)
        if self.section and self.section.is_list and not opened:
            self.section = self.section.go_on(passage)
        if opened:
            lead = to_style(passage.text) if passage.is_item else ""
            self.section, self.telling = replace(opened, lead=lead), True
            if passage.text.endswith(":") and len(passage.sentences) > 1:
                around = Around(self.on_visit, others=self.others)
                yield from iter_told(self.document, _without_last(passage), before, around)
        elif passage.is_heading and not passage.is_item and not passage.text.endswith(":"):
            self._leave()
        elif self.section:
            yield from self._iter_section(passage, self.section)
        else:
            yield from self._iter_text(passage, before)

    def _leave(self) -> None:
        self.section, self.telling, self.going_on = None, False, False

    def _iter_row(self, passage: Passage) -> Iterator[Finding]:
        """The cells of a table's row that are findings."""
        headed = find_columns(passage, listing=self.near or self.section is not None)
        if headed:
            self.columns, self.section = headed, None
            return
        polarity = self.section.polarity if self.section and self.section.is_list else None
        lines = [] if self.columns else read_lines(passage, polarity)
        if self.section and lines:
            self.section = replace(self.section, style="bullet")
        for cell in read_cells(passage, self.columns) or lines:
            span = self.document.span(cell.start, cell.end)
            yield Finding("general", cell.polarity, one_line(span.quote), span)

    def _iter_section(self, passage: Passage, section: Section) -> Iterator[Finding]:
        if section.is_list:
            yield from _iter_listed(self.document, passage, section)
        elif NOT_FOUND.search(passage.sentences[0].text) and not section.told:
            self.section = None if section.area != "general" else section
        else:
            yield from iter_section(self.document, passage, section.area, told=section.told)

    def _iter_text(self, passage: Passage, before: Passage | None) -> Iterator[Finding]:
        around = Around(self.on_visit, self.near, self.others)
        found = list(iter_told(self.document, passage, before, around, inspecting=self.telling or _tells(before)))
        if not found and self.going_on and not passage.is_heading and not _is_bullet(passage):
            found = list(iter_described(self.document, passage))
        self.going_on = self.telling = bool(found)
        yield from found


def _iter_findings(finder: _Finder, passages: Sequence[Passage]) -> Iterator[Finding]:
    for before, passage in pairwise((None, *passages)):
        assert passage is not None  # only the first of all stands behind none
        yield from finder.iter_found(passage, before)


def _without_last(passage: Passage) -> Passage:
    """A paragraph without the sentence that leads in to a list."""
    return passage._replace(end=passage.sentences[-2].end, sentences=passage.sentences[:-1])


def _iter_listed(document: Document, passage: Passage, section: Section) -> Iterator[Finding]:
    """An item of a list: as the list says that it is, "• Capacity – there is a lot to do", or else as its own words say."""
    sentence = Sentence(
        passage.sentences[0].start, passage.end, document.text[passage.sentences[0].start : passage.end]
    )
    if is_elsewhere(sentence.text) or sentence.text.endswith(":"):
        return
    if section.polarity is None:
        yield from to_findings(document, sentence, section.area, turned=False)
        return
    if NUMBERED.match(passage.text) and len(passage.sentences) > 1:
        for part in passage.sentences:
            span = document.span(part.start, part.end)
            yield Finding(section.area, section.polarity, one_line(span.quote), span)
        return
    label = LABEL.match(sentence.text) if section.polarity == "improvement" else None
    span = document.span(sentence.start, sentence.start + len(_AND_NEXT.sub("", sentence.text)))
    yield Finding(label["label"] if label else section.area, section.polarity, one_line(span.quote), span)


def _is_next_heading(passage: Passage) -> bool:
    """Whether a passage is a numbered heading, and no bullet of a list without stops."""
    numbered = passage.is_item and not _is_bullet(passage)
    return passage.is_heading and numbered and not passage.text.endswith(":")


def _is_bullet(passage: Passage) -> bool:
    return passage.text.lstrip().startswith(BULLETS)


def _is_no_first(passage: Passage, section: Section) -> bool:
    """Whether a heading's number tells that it begins no list: "3. Performance" where a list would begin with 1."""
    number = re.match(r"\s*(\d{1,2})[.)\s]", passage.text)
    return section.is_list and not section.style and number is not None and number[1] != "1"


def _tells(passage: Passage | None) -> bool:
    """Whether a passage has a sentence of which inspectors are the subject."""
    return passage is not None and any(INSPECTORS.match(sentence.text) for sentence in passage.sentences)


def _is_near(passage: Passage, near: bool) -> bool:
    """Whether inspectors are told of in a passage, or were since the last heading."""
    told = ON_VISIT.search(passage.text) is not None or INSPECTING.search(passage.text) is not None
    heads = passage.is_heading and not passage.text.endswith(":") and passage.kind != "item" and not _is_bullet(passage)
    return told or (near and not heads)
