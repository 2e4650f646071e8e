"""What an inspection says must be done, in its report: numbered recommendations, areas for improvement, priority actions.

Each kind of report has its own headings: "Recommendations" (single inspection framework from 2015, once for the authority and
once for the safeguarding board), "What does the local authority need to improve?" with "Priority and immediate action" and
"Areas for improvement" (before), "What needs to improve?" (ILACS). The tables of Area SEND are `area_recommendations`'.
Strengths that run on in the same numbering, sub-headings, and "There are no priority actions" are no recommendations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from graph.recognise.outline import Line
from graph.recognise.patterns import one_line
from graph.statements import Document, Recommendation

AUTHORITY, BOARD, PARTNERSHIP, PARTNERS = "local authority", "LSCB", "area partnership", "safeguarding partners"

_BOARD_CHAPTER = re.compile(
    r"(?:Section\s+2:?\s+)?The\s+(?:effectiveness\s+of\s+the\s+)?Local\s+Safeguarding\s+Children\s+Board\b[^.]{0,60}",
    re.IGNORECASE,
)

# A heading, who must act where the heading says so, and the kind of what follows.
_HEADINGS: tuple[tuple[re.Pattern[str], str | None, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), to, kind)
    for pattern, to, kind in (
        (r"Recommendations?:?", None, "recommendation"),
        (
            r"What\s+does\s+the\s+(?:local\s+authority|council)\s+need\s+to\s+improve\s*\??:?",
            AUTHORITY,
            "area for improvement",
        ),
        (
            r"What\s+does\s+the\s+(?:LSCB|Local\s+Safeguarding\s+Children\s+Board|Board)(?:\s+\(LSCB\))?\s+need\s+to\s+improve\s*\??:?",
            BOARD,
            "area for improvement",
        ),
        (
            r"(?:Areas?\s+for\s+)?(?:Priority\s+and\s+immediate|Immediate\s+and\s+priority|Priority)\s+actions?:?",
            None,
            "priority action",
        ),
        (r"Areas?\s+for\s+(?:improvement|development):?", None, "area for improvement"),
        (
            r"What\s+needs\s+to\s+improve\s*[?:]?:?(?:\s+in\s+this\s+(?:local\s+authority|area\s+of\s+social\s+work\s+practice)\s*\??:?)?",
            None,
            "what needs to improve",
        ),
    )
)
_STOP = re.compile(
    r"(?:The\s+)?(?:local\s+authority|LSCB|council|Board)[’']?s?\s+(?:has\s+the\s+following\s+)?(?:key\s+)?strengths|Key\s+strengths|Strengths\b"
    r"|Progress\s+since|Summary\s+(?:for|of)|Information\s+about|Inspection\s+(?:findings|judgements?)|(?:The\s+)?experiences?\s+and\s+progress\s+of"
    r"|The\s+impact\s+of\s+leaders|The\s+graded\s+judge?ment|Section\s+\d|The\s+local\s+authority$|Local\s+area\s+partnership\s+details"
    r"|What\s+the\s+inspection|Executive\s+summary|The\s+effectiveness\s+of\s+leaders|Outcomes\s+for\s+|Safeguarding\s+outcomes\s+for\b"
    r"|(?:(?:Main|Headline|Key)\s+)?findings(?:\s+and\s+evaluation\s+of\s+progress)?:?$|Overview$|Next\s+steps$|(?:Case|Practice)\s+study\b|Areas\s+covered\s+by"
    r"|Ofsted\s+will\s+take\b|(?:I\s+am|We\s+are)\s+copying\b|Yours\s+(?:sincerely|faithfully)\b|The\s+inspection\s+outcomes\b",
    re.IGNORECASE,
)
# What closes the list as a chapter, and within the list is the topic of the numbers that go on below it.
_TOPIC = re.compile(
    r"Outcomes\s+for\s+|(?:The\s+)?experiences?\s+and\s+progress\s+of|The\s+(?:impact|effectiveness)\s+of\s+leaders",
    re.IGNORECASE,
)
_NONE = re.compile(r"There\s+(?:are|is)\s+no\b|None\b\.?$|No\s+(?:areas|priority|recommendations)\b", re.IGNORECASE)
NUMBERED = re.compile(r"(?P<number>\d{1,3})\s?[.)]\s+(?P<text>\S.*)", re.DOTALL)
_LEAD_IN = re.compile(
    r"should\s+take\s+the\s+following\s+actions?\s*[.:]?$", re.IGNORECASE
)  # inspections of 2009 to 2013
_MUST = re.compile(r"\b(?:must|should|needs?\s+to|is\s+required\s+to|ensure)\b[^:]*\.$", re.IGNORECASE)
BULLET = re.compile(r"[•◦■▪−–\u0336-]\s+")
_SUB_BULLET = re.compile(r"[◦−–\u0336-]\s+")
# An item that the bullets below it end: "…, including:", "…; this to include".
_OPEN = re.compile(r"(?::|\b(?:includ(?:e|es|ing)|particularly|by|that|to|of|and))$", re.IGNORECASE)
# A list without marks, told by its paragraphs: each is one sentence, and there are no more than a report asks for.
_LONGEST_LIST, _LONG_ITEM = 20, 400
_ONE_SENTENCE = re.compile(r"[^.!?]+(?:\.\d[^.!?]*)*\.?")
# An item that says itself that it is urgent, in a list of others.
_URGENT = re.compile(r"Areas?\s+for\s+priority\s+action\s*[:–-]\s*(?=\w)", re.IGNORECASE)
# A heading that a page break has glued to the item before it.
_GLUED = re.compile(r"(?<=[.;])\s+(?:Areas\s+for\s+improvement|Priority\s+and\s+immediate\s+actions?)$", re.IGNORECASE)


@dataclass(slots=True)
class _Section:
    """Where the reader of the report stands: who must act, the kind of item, the last number; `bare` is true while the last
    item is its numbered line alone, `topic` below such a line that is only the topic of the bullets under it, `open` while
    bullets in lower case end the item before them; `plain` where each paragraph is an item, since the list has lost its marks.
    """

    to: str
    kind: str
    number: int | None = None
    items: list[Recommendation] = field(default_factory=list)
    bare: bool = False
    topic: bool = False
    open: bool = False
    plain: bool = False

    @property
    def has_items(self) -> bool:
        """Whether the last item read is of this section."""
        return bool(self.items) and (self.items[-1].to, self.items[-1].kind) == (self.to, self.kind)


def find_recommendations(
    document: Document, lines: tuple[Line, ...], addressee: str = AUTHORITY, *, prose: bool = False
) -> tuple[Recommendation, ...]:
    """The recommendations of a report on children's services, in its order; to `addressee` until a chapter says otherwise.

    With `prose`, as in letters, a paragraph that says what must be done is one too.
    """
    section: _Section | None = None
    found: list[Recommendation] = []
    for index, line in enumerate(lines):
        if _BOARD_CHAPTER.fullmatch(line.text) and not re.search(r"\d$", line.text):
            addressee = BOARD
        heading = next(((to, kind) for pattern, to, kind in _HEADINGS if pattern.fullmatch(line.text)), None)
        if heading:
            to = heading[0] or (section.to if section else addressee)
            number = section.number if section and section.to == to else None
            section = _Section(to, heading[1], number, found, plain=_is_plain(heading[1], lines[index + 1 :]))
        elif section and _is_topic_of_list(section, line, lines[index + 1 : index + 2]):
            continue
        elif section and _STOP.match(line.text):
            section = None
        elif section and not _NONE.match(line.text):
            if line.kind == "paragraph" and (section.plain or (prose and _MUST.search(line.text))):
                section.items.append(_to_item(document, section, line, line.text, None))
            else:
                section = _read_item(document, section, line)
    return tuple(found)


def _is_plain(kind: str, below: tuple[Line, ...]) -> bool:
    """Whether what stands below a heading is a list without marks, as browsers print one: short paragraphs up to the next heading."""
    end = next((at for at, line in enumerate(below) if line.kind == "heading" or _STOP.match(line.text)), 0)
    listed = below[:end]
    return (
        kind == "what needs to improve"
        and 0 < end <= _LONGEST_LIST
        and all(line.kind == "paragraph" and line.text[-1] not in ":?" for line in listed)
        and all(
            line.text[:1].isupper() and len(line.text) < _LONG_ITEM and _ONE_SENTENCE.fullmatch(line.text)
            for line in listed
        )
    )


def _is_topic_of_list(section: _Section, line: Line, following: tuple[Line, ...]) -> bool:
    """Whether a line that could open a chapter only parts a numbered list: the number in turn stands below it.

    The chapters of reports whose lists have no numbers begin with a number too.
    """
    numbered = NUMBERED.fullmatch(following[0].text) if following else None
    if not numbered or not _TOPIC.match(line.text) or section.kind == "what needs to improve":
        return False
    return int(numbered["number"]) == section.number + 1 if section.number is not None else not section.has_items


def _read_item(document: Document, section: _Section, line: Line) -> _Section | None:
    """The section after a line: with an item more, with the last one longer, or ended by a number out of turn."""
    numbered = NUMBERED.fullmatch(line.text)
    if _LEAD_IN.search(line.text):
        section.number = None
    elif numbered:
        number = int(numbered["number"])
        if section.number is not None and number != section.number + 1:
            return None
        section.number = number
        if not _NONE.match(numbered["text"]):
            section.items.append(_to_item(document, section, line, numbered["text"], number))
            section.bare, section.topic = True, False
    elif BULLET.match(line.text) or line.kind == "item":
        _read_bullet(document, section, line)
    elif section.items and _continues(section.items[-1], line):
        section.items[-1] = longer(document, section.items[-1], line)
    return section


def _read_bullet(document: Document, section: _Section, line: Line) -> None:
    """A bullet: an item of its own where the list has no numbers or the number only names a topic; else part of its item."""
    text = BULLET.sub("", line.text, count=1)
    opens_topic = section.bare and _is_topic(section.items[-1]) and not text[:1].islower()
    if opens_topic:
        section.items.pop()
        section.topic = True
    section.open = (
        section.has_items
        and text[:1].islower()
        and (section.open or section.bare or _OPEN.search(section.items[-1].text) is not None)
    )
    section.bare = False
    sub = (_SUB_BULLET.match(line.text) and section.items and not opens_topic) or section.open
    if (section.number is None or section.topic) and not sub:
        section.items.append(_to_item(document, section, line, text, None))
    elif section.items:
        section.items[-1] = longer(document, section.items[-1], line)


def _is_topic(item: Recommendation) -> bool:
    """Whether a numbered line asks for nothing by itself: "1. Quality and effectiveness of practice"."""
    return (
        item.number is not None
        and len(item.text) < 100
        and item.text[-1] not in ".:;,)"
        and not _OPEN.search(item.text)
    )


def _continues(item: Recommendation, line: Line) -> bool:
    """Whether a paragraph belongs to the item before it: it goes on in lower case where the item has not ended."""
    return line.kind == "paragraph" and line.text[:1].islower() and not item.text.endswith(".")


def _to_item(document: Document, section: _Section, line: Line, text: str, number: int | None) -> Recommendation:
    glued = _GLUED.search(line.text)
    end = line.start + glued.start() if glued else line.end
    urgent = _URGENT.match(text)
    words = tidy(_GLUED.sub("", text[urgent.end() :] if urgent else text))
    kind = "priority action" if urgent else section.kind
    return Recommendation(words, section.to, kind, document.span(line.start, end), number)


def longer(document: Document, item: Recommendation, line: Line) -> Recommendation:
    """The item with the words of a line more."""
    text = f"{item.text} {tidy(BULLET.sub('', line.text, count=1))}"
    return replace(item, text=text, span=document.span(item.span.start, line.end))


def tidy(text: str) -> str:
    """The words without line breaks, and without the marks of bullets in the middle of a cell."""
    return one_line(re.sub(r"(?<=\s)[•◦■▪]\s", "", text))
