"""What inspectors or reviewers found, as a paper tells it: strengths, and what needs to improve.

Lists below "Strengths", "Challenges" and the like; the sections that are headed by an area of judgement; sentences that say
"Inspectors saw …". Where a sentence turns ("However, …", "further work is required"), so does its polarity. Plans, counts and
what an inspection will look at are no findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from graph.recognise.grades import iter_graded, iter_outcomes
from graph.recognise.passages import Passage, Sentence, strip_item
from graph.recognise.patterns import DFE, OFSTED, one_line
from graph.recognise.wordings import area_keys
from graph.statements import Document, Finding, Said

Polarity = Literal["strength", "improvement"]

#: "Strengths | that inspectors named", "… | identified by Ofsted", "… | included".
_NAMED = r"(?:\s+(?:(?:that|which)\s+)?(?:(?:the\s+)?(?:inspectors|Ofsted|reviewers|peers|(?:peer\s+|review\s+|inspection\s+)?team|letter|report|review)\s+)?(?:(?:were|has|have|had)\s+)?(?:identified|noted|named|found|saw|seen|praised|recognised|reported|listed|include[d]?|were|highlighted).{0,40})?"
_STRENGTHS = re.compile(
    rf"(?:key\s+|areas?\s+of\s+|identified\s+)?(?:strengths?|positives?|good\s+practice|what(?:[’']s|\s+is)\s+(?:working|going)\s+well|what\s+works\s+well|positive\s+(?:findings|practice|feedback)){_NAMED}",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    rf"(?:the\s+)?(?:key\s+|main\s+)?(?:challenges?|weaknesses|areas?\s+(?:for|of|requiring|in\s+need\s+of)\s+(?:further\s+|priority\s+)?(?:improvement|development|concern|focus|action)|what\s+needs\s+to\s+improve|what\s+(?:we\s+)?needs?\s+(?:to\s+)?(?:improving|improve)"
    rf"|areas\s+to\s+(?:improve|strengthen)|needs?\s+for\s+improvement|even\s+better\s+if|what\s+are\s+we\s+worried\s+about){_NAMED}",
    re.IGNORECASE,
)
_FINDINGS = re.compile(
    r"(?:(?:key|main|headline|summary\s+of|overall|inspection)\s+)*(?:findings|messages|feedback)(?:\s+of\s+the\s+\w+)?|outcome\s+of\s+the\s+(?:visit|inspection)",
    re.IGNORECASE,
)

_FINDERS = rf"(?:inspectors|{OFSTED}|reviewers|{DFE}|(?<!this\s)(?:inspection|visit|letter|report|peer\s+review|review\s+team|feedback)(?:[^.]{{0,140}}?,)?(?:\s+(?!of\b|be\b|and\b)[\w’']+){{0,2}}?)"
_FOUND = r"(?:found|saw|noted|reported|recognised|acknowledged|highlight(?:ed|s)|identified|observed|praised|commended|stated|concluded|affirmed|commented|recognises|acknowledges|were\s+impressed|felt|described)"
#: "Inspectors saw that …", "Overall Ofsted reported that …", "The feedback offered … has affirmed the view"; not "Inspectors looked at".
_SAYS = re.compile(
    rf"\b{_FINDERS}\s+(?:(?:also|has|have|had|again|further|then|offered\b[^.]{{0,160}}?)\s+)*{_FOUND}\b(?!\s+(?:no\s+priority|its\b|by\b|as\b))|\b(?:was|were|been)\s+(?:highlighted|identified|praised|commended)\b(?!\s+as\s+inadequate)",
    re.IGNORECASE,
)
_LINE_SAYS = re.compile(r"(?:in\s+(?:their|its)\s+(?:latest\s+)?review\s+gave\b.*summary)", re.IGNORECASE)

_TURNS = re.compile(
    r"^(?:However|Nevertheless|Nonetheless|Despite|But|Although|Whilst|While|Also,\s+whilst|Given\s+the\s+strength)\b",
    re.IGNORECASE,
)
_IMPROVE = re.compile(
    r"\b(?:further\s+work|more\s+(?:needs|must|work|should)|needs?\s+to|not\s+(?:yet\s+|always\s+|consistently\s+|sufficiently\s+|all\s+)?(?:\w+\s+)?(?:consistent|good|strong|clear|embedded|effective|enough|robust|recorded|led|considered|known)\w*|not\s+yet|inconsisten\w+|too\s+(?:slow|few|many|long|late|little|often|uneven|variable)"
    r"|still\s+(?:\w+\s+){0,2}(?:work|more)\s+to\s+(?:do|be\s+done)|work\s+(?:still\s+)?remains|more\s+to\s+do|requires?\s+improvement|areas?\s+for\s+(?:improvement|development)|weakness\w*|could\s+be\s+(?:better|(?:further\s+)?(?:strengthened|improved))|insufficient\w*|lack(?:s|ed|ing)?\b|poor\b|delay(?:s|ed)?|drift|concerns?\s+(?:about|that|remain)|remains\s+(?:a\s+)?(?:challenge|variable|weak)|variable|limited\s+number|uneven"
    r"|(?:asked|recommended|called)\s+(?:for|that|us\s+to)|remains?\s+and\b|must\s+(?:be\s+done|improve)|too\s+little|no\s+longer\s+good|took\s+(?:somewhat\s+)?longer|ineffective|inadequate|still\s+(?:needs|too)|should\s+(?:be\s+)?(?:improve|strengthen)\w*)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:no\s+longer\s+a\s+(?:cause|concern)|improv(?:ed|ements?)\b(?!\s+plan)|progress\b|strong\b|good\b|effective\b|positive\w*|strengthened)",
    re.IGNORECASE,
)
#: What surrounds findings and is none: where to read them, what is planned, who was asked, how many were looked at.
_NOT_FOUND = re.compile(
    r"\b(?:(?:improvement|action)\s+plan\s+(?:is|will|has|was|in)|will\s+be\s+presented|full\s+report|are\s+detailed\s+on|attached|no\s+priority\s+actions|published\s+(?:on|in)\b(?!.*\bhighlights)|\w+\s+recommendations?\s+(?:in|of|made|were|for)\b|inspectors\s+(?:looked|considered|spoke|met)|self-?assessment\s+(?:is|will)|requested\s+to|asked\s+to|submitted|Statement\s+of\s+Action|took\s+place|identified\s+(?:\w+\s+)?(?:\w+\s+)?(?:areas|priority\s+actions)|(?:areas\s+for\s+improvement|priority\s+actions)\s+(?:had|have)\b|there\s+were\s+\w+\s+areas\b|no\s+areas\s+for\s+priority|will\s+be\s+carried\s+out|inspected\s+by\s+Ofsted|(?:carried\s+out|undertaken)\s+(?:between|from|on)\s+\d|inconsistent\s+experiences\s+and\s+outcomes|be\s+noted)\b",
    re.IGNORECASE,
)
#: Others who speak: what they say is no finding of inspectors, whoever was told of before.
_SPEAKER = re.compile(
    r"^(?:The\s+report\s+(?:also\s+)?(?:stated|explained|advised|asked|sought|set|summarised|provided|detailed|presented|outlined)|She|He|Members?|Councillors?|Cllr|Officers|In\s+response|The\s+(?:\w+\s+){0,3}(?:chair|cabinet|committee|director|leader|board|panel|officer|member|head|portfolio)\w*)\b",
    re.IGNORECASE,
)
_ON_VISIT = re.compile(
    r"\b(?:visit|inspection|re-?inspection|revisit|peer\s+(?:review|challenge)|ILACS|JTAI)\b", re.IGNORECASE
)
_CONCLUSION = re.compile(r"conclusions?", re.IGNORECASE)
#: Of whom inspectors speak: "Leaders know their services"; and words by which a council tells what it does about it.
_DESCRIBES = re.compile(
    r"(?:Leaders|Managers|Senior\s+\w+|Social\s+work\w*|Staff|Teams|Children|Young\s+people|Care\s+leavers|Families|Practice|Planning|Plans|Assessments|Partners|Partnership\w*|Foster\s+carers|Supervision"
    r"|Management\s+oversight|Direct\s+work|Thresholds|Decisions|(?:A\s+(?:small\s+)?(?:number|few)|Some|Most)\s+(?:of\s+)?(?:areas|points|children|plans|assessments|care\s+leavers))\b"
)
_INTENDS = re.compile(
    r"\b(?:will|shall|plans?\s+to|intends?|aims?|proposes?|committees?|members|councillors|this\s+report|recommended|we|our)\b",
    re.IGNORECASE,
)
#: What leads in to a finding and is none: "On what the last inspection had asked for, | they saw …", "This time | inspectors saw".
_LEAD = re.compile(
    rf"(?:(?:On|At|In|During|Since)\s+[^.;:]{{3,120}}?,?\s+|(?:This|Last)\s+time,?\s+)(?=(?:they|inspectors|{OFSTED}|reviewers)\s+(?:also\s+)?{_FOUND}\b)|The\s+(?:report|letter),\s+[^,]{{5,60}},\s+(?:highlights|says|states|notes|found)\s+that\s+",
    re.IGNORECASE,
)
#: "Strengths included …", "Areas for development: …" in one sentence.
_LED = re.compile(
    r"(?:key\s+)?(?:(?P<good>strengths)|(?:areas\s+(?:for|of)\s+(?:improvement|development)|weaknesses|challenges))\s*(?:included?|were|are|:)\s+\w",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[A-Z]\w+(?:\s+\w+)?)\s+[–-]\s+")


def find_findings(
    document: Document, passages: Sequence[Passage], title: Said[str] | None = None
) -> tuple[Finding, ...]:
    """The strengths and needs for improvement that a paper tells of, in the order of the text."""
    found = {finding.span.start: finding for finding in _iter_findings(document, passages)}
    if title and _ON_VISIT.search(title.value):
        for finding in _iter_concluded(document, passages):
            found.setdefault(finding.span.start, finding)
    return tuple(found[start] for start in sorted(found))


def _iter_concluded(document: Document, passages: Sequence[Passage]) -> Iterator[Finding]:
    """What the conclusion of a paper on an inspection says of leaders, staff and children; not what the council will do."""
    concluding = False
    for passage in passages:
        if passage.is_heading:
            concluding = _CONCLUSION.fullmatch(strip_item(passage.text)) is not None
        elif concluding:
            for sentence in passage.sentences:
                if _DESCRIBES.match(sentence.text) and not _INTENDS.search(sentence.text):
                    yield from _to_findings(document, sentence, "general", turned=False)


def _iter_findings(document: Document, passages: Sequence[Passage]) -> Iterator[Finding]:
    section: tuple[str, Polarity | None] | None = None
    for index, passage in enumerate(passages):
        opened = _open_section(passage)
        if opened:
            section = opened
        elif passage.is_heading and not passage.is_item and not passage.text.endswith(":"):
            section = None
        elif section and section[1] and (passage.is_item or passage.kind == "item"):
            yield _to_listed(document, passage, section[0], section[1])
        elif section and section[1] is None:
            if _NOT_FOUND.search(passage.sentences[0].text):
                section = None if section[0] != "general" else section
                continue
            yield from _iter_paragraph(document, passage, section[0])
        else:
            section = None if section and section[1] and not passage.is_item else section
            yield from _iter_told(document, passage, passages[index - 1] if index else None)


def _open_section(passage: Passage) -> tuple[str, Polarity | None] | None:
    """The area and the polarity of the section that a heading opens; None where it opens none."""
    plain = strip_item(passage.text)
    if len(plain) > 100 or "\t" in plain:
        return None
    if _STRENGTHS.fullmatch(plain):
        return "general", "strength"
    if _NEEDS.fullmatch(plain):
        return "general", "improvement"
    if area_keys(plain) - {"overall"}:
        return one_line(plain), None
    return ("general", None) if _FINDINGS.fullmatch(plain) and passage.text.rstrip().endswith(":") else None


def _to_listed(document: Document, passage: Passage, area: str, polarity: Polarity) -> Finding:
    """An item below a heading that says what it is: "• Capacity – there is a lot to do"."""
    start = passage.sentences[0].start
    label = _LABEL.match(document.text[start : passage.end])
    span = document.span(start, passage.end)
    return Finding(
        label["label"] if label and polarity == "improvement" else area, polarity, one_line(span.quote), span
    )


def _iter_paragraph(document: Document, passage: Passage, area: str) -> Iterator[Finding]:
    """Every sentence of a section of findings; after "However" the paragraph stays with what needs to improve."""
    turned = False
    for sentence in passage.sentences:
        if _NOT_FOUND.search(sentence.text) and not _IMPROVE.search(sentence.text):
            continue
        turned = turned or _TURNS.match(sentence.text) is not None
        yield from _to_findings(document, sentence, area, turned=turned)


def _iter_told(document: Document, passage: Passage, before: Passage | None) -> Iterator[Finding]:
    """What a paragraph says that inspectors found, and what it goes on to say of it."""
    going_on = before is not None and _LINE_SAYS.search(before.text) is not None
    turned = False
    for sentence in passage.sentences:
        led = _LED.match(sentence.text)
        if led:
            span = document.span(sentence.start, sentence.end)
            yield Finding("general", "strength" if led["good"] else "improvement", one_line(span.quote), span)
            continue
        if _SPEAKER.match(sentence.text):
            going_on = False
            continue
        if going_on and sentence.text.endswith(":"):
            going_on = False
        if not going_on and not _SAYS.search(sentence.text):
            continue
        if (
            _NOT_FOUND.search(sentence.text)
            or _LINE_SAYS.search(sentence.text)
            or any(iter_graded(sentence.text))
            or any(iter_outcomes(sentence.text))
        ):
            continue
        going_on = True
        turned = turned or _TURNS.match(sentence.text) is not None
        yield from _to_findings(document, sentence, "general", turned=turned)


def _to_findings(document: Document, sentence: Sentence, area: str, *, turned: bool) -> Iterator[Finding]:
    """One finding a sentence; two where it turns in the middle: "things get better, but change was too slow"."""
    lead = _LEAD.match(sentence.text)
    if lead:
        sentence = Sentence(sentence.start + lead.end(), sentence.end, sentence.text[lead.end() :])
    turn = re.search(r",\s+but\s+(?:that\s+)?(?=\w)", sentence.text)
    if (
        turn
        and not turned
        and _IMPROVE.search(sentence.text[turn.end() :])
        and not _IMPROVE.search(sentence.text[: turn.start()])
    ):
        parts: list[tuple[int, int, Polarity]] = [
            (0, turn.start(), "strength"),
            (turn.end(), len(sentence.text), "improvement"),
        ]
    else:
        parts = [(0, len(sentence.text), _find_polarity(sentence.text, turned=turned))]
    for start, end, polarity in parts:
        span = document.span(sentence.start + start, sentence.start + end)
        yield Finding(area, polarity, one_line(span.quote), span)


def _find_polarity(text: str, *, turned: bool) -> Polarity:
    if _IMPROVE.search(text) and not re.search(r"\bno\s+longer\s+a\s+cause\b", text):
        return "improvement"
    return "improvement" if turned and not (_PRAISE.search(text) and not _TURNS.match(text)) else "strength"
