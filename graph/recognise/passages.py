"""A paper as passages (paragraphs, headings, items) and their sentences, with the place of each in `Document.text`.

Paragraphs that a page broke in the middle of a sentence are one passage again; abbreviations end no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.statements import Document

_BULLET = r"[•‣●▪◦*]\s*"
_MARK = r"(?-i:[A-H])[.)]\s+(?=(?-i:That|To|Note|Endorse|Agree|Approve|Consider|Recommend|Ask|Receive|Comment|Support|Request|Delegate|Review)s?\b)|\(?(?:[a-hj-z]|[ivx]{1,4}|(?-i:I{1,3}|IV|VI{1,3}|IX)|\d{1,2})[.)]\s+|\(?[a-z]\)\s*|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+|\d{1,3}\t(?=[A-Z][^\t\n]{50})(?![^\n]*\t)"
#: "•", "- ", "(a) ", "ii. ", "3.2 ", "• a. ": what an item starts with. Not "2018 was …", not "A report".
ITEM = re.compile(rf"\s*(?:{_BULLET}(?:{_MARK})?|[-–—]\s+|{_MARK})(?=\S)")
_SENTENCE_END = re.compile(r"(?:[.?!…][’'”\")\]]*)\s+(?=[\"“‘'(\[]?[A-Z0-9•])")
#: "Cllr. Smith", "No. 3", "St. Helens", "e.g. In"; initials ("J. Bailey"), and not "Appendix A."
_ABBREVIATION = re.compile(
    r"(?:\b(?:Cllr|Cllrs|Mr|Mrs|Ms|Dr|Prof|Rev|St|No|Nos|Tel|approx|e\.g|i\.e|etc|para|pp?|Ref|(?<!Appendix )(?<!Annex )(?<!Part )(?<!Grade )[A-Z])\.)$"
)
#: A line that goes on: it ends in a comma, a hyphen or a word that no sentence ends in.
_UNFINISHED = re.compile(
    r"(?:[,‐-]|\b(?:a|an|and|are|as|at|be|by|for|from|has|have|in|is|of|on|or|our|that|the|their|this|to|was|were|which|with))$"
)
_NUMBER = re.compile(r"^\d{1,3}\s+")
_HEADING_WORDS = 14
_LONGEST = (
    4000  # characters: no clerk writes longer paragraphs, and patterns that look back take the square of the length
)


class Sentence(NamedTuple):
    """A sentence: its words (with the page's line breaks) and where it stands."""

    start: int
    end: int
    text: str


class Passage(NamedTuple):
    """A heading, paragraph or item: its words, where it stands, and the sentences of it."""

    start: int
    end: int
    text: str
    kind: str
    sentences: tuple[Sentence, ...]

    @property
    def is_row(self) -> bool:
        """Whether it has cells, and not only a tab behind its number ("2", then a tab, "The visit took place …")."""
        return "\t" in _unmarked(self.text)

    @property
    def is_item(self) -> bool:
        """Whether it starts with a bullet, a letter or a number."""
        return ITEM.match(self.text) is not None

    @property
    def is_heading(self) -> bool:
        """Whether it looks like a heading: few words, a capital, and no stop at its end."""
        return _is_heading(self.text)


@lru_cache(maxsize=256)  # a recogniser after another asks it of a passage
def _is_heading(text: str) -> bool:
    plain = _NUMBER.sub("", strip_item(text))
    return (
        bool(plain) and len(plain.split()) <= _HEADING_WORDS and plain[-1] not in '.;,!”"' and plain[0].isupper()
        and "\t" not in plain and not plain.startswith("http")
    )  # fmt: skip


def to_passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in order."""
    return tuple(_to_passage(document.text, start, end, kind) for start, end, kind in _iter_spans(document))


def strip_item(text: str) -> str:
    """An item's words without its bullet or number, and a heading's without its colon."""
    return _unmarked(text).strip().rstrip(":").strip()


def _unmarked(text: str) -> str:
    mark = ITEM.match(text)
    return text[mark.end() :] if mark else text


def _iter_spans(document: Document) -> Iterator[tuple[int, int, str]]:
    """Where each passage starts and ends; a block that goes on in the next one is joined to it."""
    pending: tuple[int, int, str] | None = None
    for start, end, kind in _iter_lines(document):
        if (
            pending
            and kind == "paragraph"
            and end - pending[0] < _LONGEST
            and _goes_on(document.text[pending[0] : pending[1]], document.text[start:end])
        ):
            pending = (pending[0], end, pending[2])
            continue
        if pending:
            yield pending
        pending = (start, end, kind)
    if pending:
        yield pending


def _iter_lines(document: Document) -> Iterator[tuple[int, int, str]]:
    for block in document.blocks:
        span = document.span(block.start, block.end)
        start = span.start
        while span.end - start > _LONGEST:
            cut = max(document.text.rfind(" ", start, start + _LONGEST), start + 1)
            yield start, cut, block.kind
            start = cut + 1
        if start < span.end:
            yield start, span.end, block.kind


def _goes_on(line: str, following: str) -> bool:
    """Whether a line is the beginning of a sentence that the following line continues."""
    if line[-1] in ".:;?!" or line.endswith((":-", ":–")) or "\t" in line + following or ITEM.match(following):
        return False
    if ITEM.match(line) and following.endswith(":"):
        return False  # "• Referrals are screened" above "and the following concerns:"
    return following[0].islower() or (len(line) > 40 and _UNFINISHED.search(line) is not None)


def _to_passage(text: str, start: int, end: int, kind: str) -> Passage:
    return Passage(start, end, text[start:end], kind, tuple(iter_sentences(text, start, end)))


def iter_sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences of a part of a text, without the mark of the item that it may be."""
    marker = ITEM.match(text, start, end)
    first = marker.end() if marker else start
    for match in _SENTENCE_END.finditer(text, first, end):
        if not _ABBREVIATION.search(text[max(first, match.start() - 12) : match.start() + 1]):
            yield Sentence(
                first, match.start() + len(match[0].rstrip()), text[first : match.start() + len(match[0].rstrip())]
            )
            first = match.end()
    if first < end:
        yield Sentence(first, end, text[first:end])
