"""What a paper asks its committee to do, or what its minutes say was resolved, each in the paper's own words.

"The Committee is asked to note …", the items below "Recommendations", "Actions Required", "RESOLVED". What inspectors
recommend to a council is no request, nor is what a paper repeats at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.recognise.passages import ITEM, Passage, strip_item
from graph.recognise.patterns import one_line
from graph.statements import Document, Request

_HEADING = re.compile(
    r"(?:\d+(?:\.\d+)*[.)]?\s*)?(?:(?:summary\s+of\s+)?(?:officer\s+)?recommendation(?:s|\(s\))?(?:\s*(?:/|and|or)\s*(?:\w+\s+)?(?:decisions?|reasons?|actions?))?|actions?\s+required|decisions?(?:\s+(?:required|requested|sought|recommended))?|(?:it\s+was\s+)?resolved|agreed|resolutions?|recommended(?:\s+actions?)?|that\s+(?:the\s+)?(?:Cabinet|Committee|Board|Panel|Executive|Commission|Council)|purpose\s+and\s+recommendations?)"
    r"(?:\s+(?:that|to))?\s*[:–-]*\s*",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:\b(?:Cabinet|Committee|Board|Panel|Commission|Executive|Council|Members)\s+(?:unanimously\s+)?resolved(?=\s+(?:to|that)\b|\s*:)|\b(?:RESOLVED|AGREED)\b|^RECOMMENDED(?=\s+that\b)|^(?:Resolved|Agreed|Recommendations?(?:\(s\))?|Recommended|Actions? Required|Decisions?)(?=\s*[:–-])|\bIt\s+was\s+(?:unanimously\s+)?(?:resolved|agreed)(?=\s+(?:that|to)\b))\s*[:–-]*\s*(?=\S)"
)
_BODY = r"(?:(?:sub-?\s?)?committee|cabinet|board|panel|members?|council|executive|assembly|commission|forum|councillors|scrutiny|portfolio\s+holder)"
_ASKED = re.compile(
    rf"\b{_BODY}\s+(?:(?:is|are)\s+(?:therefore\s+)?(?:asked|requested|invited|recommended)|to)\s+(?:to\s+)?|\bit\s+is\s+recommended\s+that\b|\b{_BODY}\s+(?:is|are)\s+(?:therefore\s+)?(?:asked|requested|invited|recommended)\s+(?:to)?\s*:",
    re.IGNORECASE,
)
_STRICT = re.compile(
    rf"\b{_BODY}\s+(?:is|are)\s+(?:therefore\s+)?(?:asked|requested|invited|recommended)(?:\s+(?:to\b|that\b)|\s*:)|\bit\s+is\s+recommended\s+that\s+(?:the\s+)?(?:\w+\s+){{0,5}}{_BODY}\b",
    re.IGNORECASE,
)
#: What one can ask a committee to do; an inspector's "Improve the quality of assessments" is none of it.
_DOES = re.compile(
    r"(?:that\b|to\s+)?(?:the\s+\w+\s+)?(?:to\s+)?(?:note|notes|noted|consider|comment|approve|agree|endorse|receive|review|scrutinise|support|recommend|delegate|discuss|accept|welcome|have|confirm|request|ask|adopt|identify|determine|authorise|monitor|provide|seek|continue|be\b|thank|refer|that\b|is\s+asked)(?:e?s|e?d)?(?!\w)",
    re.IGNORECASE,
)
#: "It is recommended:-", "2.1 The Executive is recommended to:": a lead-in to the items that ask.
_LEAD_IN = re.compile(
    rf"(?:it\s+is|(?:that\s+)?(?:the\s+)?(?:[\w’',&-]+\s+){{0,9}}?{_BODY}\s+(?:is|are))\s+(?:therefore\s+)?(?:asked|requested|invited|recommended)(?:\s+(?:to|that(?:\s+(?:the\s+)?(?:[\w’',&-]+\s+){{0,9}}?{_BODY})?))?\s*[:–-]+|(?:the\s+)?(?:[\w’',&/-]+\s+){{1,14}}recommends?\s+that\s+(?:the\s+)?(?:[\w’',&-]+\s+){{0,9}}?{_BODY}\s*[:–-]+",
    re.IGNORECASE,
)
_CELL_ITEM = re.compile(r"\d{1,2}\t(?=(?:To|That)\s)")
_BE_NOTED = re.compile(
    r"\bbe\s+(?:noted|approved|agreed|received|endorsed|supported|adopted|accepted|considered|thanked|asked|requested|submitted|brought|presented|provided)\b",
    re.IGNORECASE,
)
_RESOLVED = re.compile(r"(?:it\s+was\s+)?RESOLVED(?:\s+(?:that|to))?\s*[:–-]*\s*", re.IGNORECASE)
_FEW = 6  # words: what is shorter asks for nothing, and may be a heading
_INNER = re.compile(r"(?:^|(?<=[\s;,.]))\(?(?:[a-h]|[ivx]{1,4}|\d)[.)]\s+")


#: Behind "RESOLVED" or "Decision:" where the parts follow, each in a line: "that", "The Cabinet".
_DECIDES = re.compile(rf"(?:that|to|(?:that\s+)?(?:the\s+)?{_BODY})[\s:–-]*", re.IGNORECASE)
#: Every meeting confirms the minutes of the last, and asks for declarations of interest: no request about what the paper tells.
_MINUTES = re.compile(
    r"\bdeclar\w+\b[^.;]*\binterests?\b|\bminutes\b[^.;]*\b(?:(?:correct|true|accurate)\s+record|confirmed|signed|approved|agreed)\b|\b(?:confirm|approve|sign|agree)\w*\s+the\s+minutes\b",
    re.IGNORECASE,
)


def find_requests(document: Document, passages: Sequence[Passage]) -> tuple[Request, ...]:
    """What a paper asks of its committee: its section for that, else what the minutes resolved, else sentences that ask."""
    for iterate in (_iter_section, _iter_resolved, _iter_asked, _iter_alone):
        found: dict[str, Request] = {}
        places = list(iterate(passages))
        if iterate is _iter_section and any(_RESOLVED.fullmatch(passage.text) for passage in passages):
            places = sorted(
                {*places, *_iter_resolved(passages)}
            )  # minutes print "RESOLVED:" above some and before others
        for start, end in places:
            span = document.span(start, end)
            text = one_line(span.quote)
            if len(text) > 8 and not _MINUTES.search(text):
                found.setdefault(text, Request(text, span))
        if found:
            return tuple(found.values())
    return ()


def _iter_section(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """The items or sentences below a heading that says that decisions are asked for or were taken."""
    for index, passage in enumerate(passages):
        if _HEADING.fullmatch(passage.text):
            decided = re.search(r"resol|agreed|^that\b", passage.text, re.IGNORECASE) is not None
            cells = list(_iter_cell_items(passages[index + 1 :]))
            yield from cells or _iter_below(passages[index + 1 :], decided=decided)
        elif passage.text.rstrip().endswith(":") and _INLINE.match(strip_number(passage.text)):
            yield from _iter_below(passages[index + 1 :], decided=False)


def strip_number(text: str) -> str:
    """A passage without the number of its paragraph."""
    return re.sub(r"^\d+(?:\.\d+)*[.)]?\s+", "", text)


def _iter_cell_items(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """The items whose numbers stand in a cell of their own: "1 | To consider …"."""
    for passage in passages:
        number = _CELL_ITEM.match(passage.text)
        if number is None:
            return
        yield passage.start + number.end(), passage.end


def _with_colon(text: str) -> str:
    """A lead-in with the colon that it does without: "The Committee is RECOMMENDED to"."""
    return f"{text}:" if re.search(r"\b(?:to|that)$", text) else text


def _iter_below(passages: Sequence[Passage], *, decided: bool) -> Iterator[tuple[int, int]]:
    """The items or paragraphs that ask; under "Recommendations" they must ask a committee, not a service."""
    reader = _Reader(decided)
    for passage in passages:
        found = reader.read(passage)
        if found is None:
            return
        yield from found


@dataclass(slots=True)
class _Reader:
    """Reads what stands below a heading or a lead-in, until it is no request any more.

    `decided` is true where whatever stands there is one, `style` is how its items are marked, and `whole` is true behind a
    paragraph that asks.
    """

    decided: bool
    style: str = ""
    whole: bool = False

    def read(self, passage: Passage) -> list[tuple[int, int]] | None:
        """Where the requests of the next passage stand; None behind the last."""
        text = passage.text
        if not self.style and _LEAD_IN.fullmatch(_with_colon(strip_number(text))):
            self.decided = True
            return []
        if passage.is_item:
            return self._read_item(passage)
        asks = _ASKED.search(text) or _DOES.match(text)
        if self.style or (not asks and (passage.is_heading or not text.endswith(":"))):
            return None
        if text.endswith(":"):
            return []
        self.whole = True
        return [(passage.start, passage.end)]

    def _read_item(self, passage: Passage) -> list[tuple[int, int]] | None:
        plain, marked = strip_item(passage.text), to_style(passage.text)
        does = _DOES.match(plain) or _BE_NOTED.search(plain)
        if self.whole and passage.is_heading and not does:
            return None  # the next item of the agenda
        if not self.style and not (self.decided or does or _ASKED.search(plain)):
            return None
        if self.style and marked != self.style:
            # "2. Approve the next steps: a. …": parts of an item
            return [] if self.style == "number" and marked in {"letter", "bullet"} else None
        if self.style == "number" and len(plain.split()) < _FEW and passage.is_heading and not does:
            return None  # "4. Supporting information": the next heading
        self.style = marked
        return [] if plain.endswith(":") or passage.text.rstrip().endswith(":") else [_split(passage)]


def to_style(text: str) -> str:
    """How an item is marked: "2.1" and "2.2" alike, "3." and "3.1" not; "(a)" and "(ii)" alike."""
    number = re.match(r"\s*\(?(\d+)(\.\d+)*", text)
    if number:
        return f"{number[1] if number[2] else 'number'}"
    return "letter" if re.match(r"\s*\(?\w+[.)]", text) else "bullet"


def _split(passage: Passage) -> tuple[int, int]:
    """An item without its letter; "(ii) … and" without the "and"."""
    marker = ITEM.match(passage.text)
    text = re.sub(r"[;,]?\s*(?:;\s*)?\b(?:and|or)$|;$", "", passage.text.rstrip())
    return passage.start + (marker.end() if marker else 0), passage.start + len(text)


def _iter_resolved(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """What stands behind "RESOLVED" in a paragraph of minutes: whole, or part by part where it numbers them."""
    for index, passage in enumerate(passages):
        match = _INLINE.search(passage.text)
        if not match:
            continue
        rest = passage.text[match.end() :]
        inner = list(_INNER.finditer(rest))
        if passage.text.rstrip().endswith(":") or _DECIDES.fullmatch(rest):
            yield from _iter_below(passages[index + 1 :], decided=True)
        elif inner:
            ends = [part.start() for part in inner[1:]] + [len(rest)]
            for part, end in zip(inner, ends, strict=True):
                text = re.sub(r"[;,]?\s*(?:\band)?\s*$", "", rest[part.end() : end])
                yield passage.start + match.end() + part.end(), passage.start + match.end() + part.end() + len(text)
            unfinished = re.search(r"(?:;|\band)\s*$", rest) is not None
            yield from _iter_going_on(passages[index + 1 :], unfinished=unfinished)
        else:
            yield passage.start + match.end(), passage.end


def _iter_going_on(passages: Sequence[Passage], *, unfinished: bool) -> Iterator[tuple[int, int]]:
    """The further parts of what was resolved, each in a line of its own: "(2) That …", or "(2) receive …" behind "; and"."""
    for passage in passages:
        if not (passage.is_item and (unfinished or re.match(r"(?:That|To)\b", strip_item(passage.text)))):
            return
        unfinished = re.search(r"(?:;|\band)\s*$", passage.text) is not None
        yield _split(passage)


def _iter_asked(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Sentences that ask: "Cabinet is asked to note this outcome."; one that ends in a colon asks by its items."""
    for index, passage in enumerate(passages):
        for sentence in passage.sentences:
            if not _STRICT.search(sentence.text):
                continue
            leads_in = (
                sentence.end == passage.end
                and sentence.text[-1] != "."
                and index + 1 < len(passages)
                and passages[index + 1].is_item
            )
            if leads_in or sentence.text.endswith(":"):
                yield from _iter_below(passages[index + 1 :], decided=True)
            else:
                yield sentence.start, sentence.end


def _iter_alone(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """What stands alone as a decision, as web pages print it: "That the report be noted."."""
    for passage in passages:
        if (
            re.match(r"(?:\d+(?:\.\d+)*[.)]?\s+)?That\b", passage.text)
            and _BE_NOTED.search(passage.text)
            and len(passage.sentences) == 1
        ):
            yield passage.sentences[0].start, passage.end
