"""What a paragraph says that inspectors found: sentences that say so, and those that go on about it.

Where a sentence turns ("However, …", "further work is required"), so does its polarity, and with it the rest of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.recognise.elsewhere import goes_on_elsewhere, is_elsewhere
from graph.recognise.event_periods import find_event_periods
from graph.recognise.finding_signs import is_around, is_beside, is_of_members, is_own, is_seen, says, says_little
from graph.recognise.finding_words import (
    DESCRIBES,
    IN_PLACE,
    INSPECTING,
    INTENDS,
    LEAD,
    LED,
    LINE_SAYS,
    NOT_BY_INSPECTORS,
    NOT_FOUND,
    ON_VISIT,
    OPENING,
    OWN_WORDS,
    PROGRESS_IN,
    RECOMMENDED,
    RESULT,
    THE_OTHERS,
    THESE_INCLUDE,
)
from graph.recognise.grades import iter_graded
from graph.recognise.passages import Passage, Sentence
from graph.recognise.patterns import one_line
from graph.recognise.polarity import Polarity, find_polarity, find_tone, needs_improvement, split_polarity, turns
from graph.recognise.wordings import any_grade
from graph.statements import Document, Finding

#: "In respect of permanency, …": what was said to need improvement was of something else.
_NEW_TOPIC = re.compile(r"(?:In\s+(?:respect|relation|terms)|Regarding|With\s+regard|As\s+(?:to|for)|On|For)\b")
#: "One of them was | the lack of leadership".
_ONE_OF = re.compile(r"(?:One|Two|Three)\s+of\s+(?:them|these)\s+(?:was|were|is|are)\s+")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a paragraph: whether the paper is on an inspection, whether inspectors were told of since the last heading,
    so that "the report" is theirs, and where councils are named that are not the paper's own.
    """

    on_visit: bool
    near: bool = False
    others: frozenset[int] = frozenset()


def iter_told(
    document: Document, passage: Passage, before: Passage | None, around: Around, *, inspecting: bool = False
) -> Iterator[Finding]:
    """What a paragraph says that inspectors found, and what it goes on to say of it.

    `inspecting` is true where the one before told what inspectors found, so that "They" at its beginning are they.
    """
    going_on = before is not None and LINE_SAYS.search(before.text) is not None
    teller = _Teller(document, passage, around, inspecting, going_on)
    for sentence in passage.sentences:
        yield from teller.iter_found(sentence)


@dataclass(slots=True)
class _Teller:
    """Reads a paragraph sentence by sentence.

    `inspecting` is true once inspectors were told of, `going_on` behind a sentence that tells what was found, `elsewhere` behind one
    on what is inspected apart, `turned` behind "However"; `tone` is what the next are that only list things.
    """

    document: Document
    passage: Passage
    around: Around
    inspecting: bool
    going_on: bool
    elsewhere: bool = False
    turned: bool = False
    tone: Polarity | None = None

    def iter_found(self, sentence: Sentence) -> Iterator[Finding]:
        """The findings of the next sentence."""
        text = sentence.text
        if self._is_elsewhere(sentence) or text.endswith("?"):
            self.going_on = False
        elif _leads(text, self.passage):
            yield from _iter_led(self.document, sentence)
        elif self._is_heard and RECOMMENDED.search(text):
            self.tone = "improvement"
        elif apart := self._find_apart(sentence):
            self.going_on = self.going_on or RESULT.match(text) is not None
            yield from apart
        elif is_of_members(text):
            self.going_on = False
        else:
            rest = self._is_of_rest(text)
            if self._tells(text) or rest:
                yield from self._iter_told(sentence, rest=rest)

    @property
    def _is_heard(self) -> bool:
        return self.around.near or self.inspecting or self.around.on_visit

    def _is_elsewhere(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of what is inspected apart, or of another council, or goes on about it."""
        text, going_on = sentence.text, self.elsewhere and goes_on_elsewhere(sentence.text)
        self.elsewhere = is_elsewhere(text) or going_on or _is_of_other(self.document, sentence, self.around.others)
        return self.elsewhere

    def _tells(self, text: str) -> bool:
        """Whether a sentence says what was found, or goes on about it in words that are not the council's own."""
        self.going_on = self.going_on and not text.endswith(":")
        about = self.around.on_visit or self.around.near or ON_VISIT.search(self.passage.text) is not None
        told = says(text, about, self.inspecting) or ((self.around.on_visit or self.inspecting) and is_seen(text))
        self.inspecting = self.inspecting or INSPECTING.search(text) is not None
        return told or (self.going_on and not OWN_WORDS.search(text))

    def _is_of_rest(self, text: str) -> bool:
        """Whether a sentence is of the areas that the one before left out: "The other three …"."""
        return (self.around.near or self.inspecting) and THE_OTHERS.match(text) is not None

    def _iter_told(self, sentence: Sentence, *, rest: bool) -> Iterator[Finding]:
        text = sentence.text
        little = says_little(text)
        if not little and is_beside(text):
            return
        self.going_on, self.turned = True, self.turned or turns(text)
        if little:
            self.tone = find_tone(text)
            return
        self.tone = None if _NEW_TOPIC.match(text) else self.tone
        self.tone = find_polarity(text, turned=self.turned) if rest else self.tone
        yield from to_findings(self.document, sentence, turned=self.turned or self.tone == "improvement")

    def _find_apart(self, sentence: Sentence) -> list[Finding]:
        """What needs no verb of finding: "Result: …", "These included …", "in three of five areas there was sufficient progress"."""
        text = sentence.text
        heard = self.around.near or self.inspecting
        if heard and (result := RESULT.match(text)) and not is_own(text):
            rest = Sentence(sentence.start + result.end(), sentence.end, text[result.end() :])
            return list(to_findings(self.document, rest, turned=False))
        if self.tone and THESE_INCLUDE.match(text):
            named = _ONE_OF.match(text)
            span = self.document.span(sentence.start + (named.end() if named else 0), sentence.end)
            return [Finding("general", self.tone, one_line(span.quote), span)]
        if progress := PROGRESS_IN.search(text):
            start, end = sentence.start + progress.start(), sentence.start + progress.end()
            return list(to_findings(self.document, Sentence(start, end, progress[0]), turned=False))
        return []


def _is_of_other(document: Document, sentence: Sentence, others: frozenset[int]) -> bool:
    """Whether a sentence opens with another council's name: "In Merton inspectors found that"."""
    opening = IN_PLACE.match(document.text, sentence.start, sentence.end)
    return opening is not None and opening.end() in others


def _leads(text: str, passage: Passage) -> bool:
    """Whether a sentence says itself what its things are, "Strengths included …", and nobody else found them."""
    by_inspectors = INSPECTING.search(text) or not NOT_BY_INSPECTORS.search(passage.text)
    return LED.match(text) is not None and bool(by_inspectors)


def _iter_led(document: Document, sentence: Sentence) -> Iterator[Finding]:
    """What "Strengths included …; weaknesses were …": says: one finding, or one for each part."""
    turn = next(
        (it for it in re.finditer(r";\s+(?:and\s+)?", sentence.text) if LED.match(sentence.text, it.end())), None
    )
    parts = [(0, turn.start()), (turn.end(), len(sentence.text))] if turn else [(0, len(sentence.text))]
    for start, end in parts:
        led = LED.match(sentence.text, start)
        span = document.span(sentence.start + start, sentence.start + end)
        yield Finding("general", "strength" if led and led["good"] else "improvement", one_line(span.quote), span)


def iter_described(document: Document, passage: Passage) -> Iterator[Finding]:
    """What a paragraph goes on to say of children, staff and plans, behind one that told what inspectors found."""
    turned = False
    for sentence in passage.sentences:
        if not turned and not DESCRIBES.match(OPENING.sub("", sentence.text)):
            return
        if INTENDS.search(sentence.text) or NOT_FOUND.search(sentence.text) or any(find_event_periods(sentence.text)):
            return
        turned = turned or turns(sentence.text)
        yield from to_findings(document, sentence, turned=turned)


def iter_section(document: Document, passage: Passage, area: str, *, told: bool) -> Iterator[Finding]:
    """Every sentence of a section of findings; after "However" the paragraph stays with what needs to improve."""
    turned = False
    for sentence in passage.sentences:
        if NOT_FOUND.search(sentence.text) and not needs_improvement(sentence.text):
            continue
        if is_elsewhere(sentence.text) and (told or any_grade().search(sentence.text)):
            continue
        if told and is_around(sentence.text):
            continue
        if any(iter_graded(sentence.text)) or says_little(sentence.text):
            continue
        turned = turned or turns(sentence.text)
        yield from to_findings(document, sentence, area, turned=turned)


def to_findings(document: Document, sentence: Sentence, area: str = "general", *, turned: bool) -> Iterator[Finding]:
    """One finding a sentence; two where it turns in the middle: "things get better, but change was too slow"."""
    lead = LEAD.match(sentence.text)
    if lead:
        sentence = Sentence(sentence.start + lead.end(), sentence.end, sentence.text[lead.end() :])
    parts = split_polarity(sentence.text, turned=turned)
    for start, end, polarity in parts:
        span = document.span(sentence.start + start, sentence.start + end)
        yield Finding(area, polarity, one_line(span.quote), span)
