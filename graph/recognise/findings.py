"""What inspectors or reviewers found, as a paper tells it: strengths, and what needs to improve.

Lists below "Strengths", "Challenges" and the like; the sections that are headed by an area of judgement; sentences that say
"Inspectors saw …". Where a sentence turns ("However, …", "further work is required"), so does its polarity. Plans, counts and
what an inspection will look at are no findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.recognise.elsewhere import is_elsewhere
from graph.recognise.grades import iter_graded, iter_outcomes
from graph.recognise.passages import Passage, Sentence, strip_item
from graph.recognise.patterns import DFE, OFSTED, one_line
from graph.recognise.polarity import Polarity, needs_improvement, split_polarity, turns
from graph.recognise.requests import to_style
from graph.recognise.wordings import area_keys
from graph.statements import Document, Finding, Said

#: "Strengths | that inspectors named", "… | identified by Ofsted", "… | included".
_NAMED = r"(?:\s+(?:(?:that|which)\s+)?(?:(?:the\s+)?(?:inspectors|Ofsted|reviewers|peers|(?:peer\s+|review\s+|inspection\s+)?team|letter|report|review)\s+)?(?:(?:were|has|have|had)\s+)?(?:identified|noted|named|found|saw|seen|praised|recognised|reported|listed|include[d]?|were|highlighted).{0,40})?"
_STRENGTHS = re.compile(
    rf"(?:key\s+|areas?\s+of\s+|identified\s+)?(?:strengths?|positives?|good\s+practice|what(?:[’']s|\s+is|\s+was|\s+has)?\s+(?:working|going|gone|went|worked|works)\s+well|what\s+we\s+(?:do|are\s+doing)\s+well|successes|what\s+(?:the\s+)?(?:inspectors|Ofsted|they|reviewers)\s+(?:liked|praised)|positive\s+(?:findings|practice|feedback)){_NAMED}",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    rf"(?:the\s+)?(?:key\s+|main\s+)?(?:challenges?|weaknesses|areas?\s+(?:for|of|requiring|in\s+need\s+of)\s+(?:further\s+|priority\s+)?(?:improvement|development|concern|focus|action)|what\s+needs\s+to\s+improve|what\s+(?:we\s+)?needs?\s+(?:to\s+)?(?:improving|improve)"
    rf"|(?:areas|things|where\s+we\s+need)\s+to\s+(?:improve|strengthen|get\s+better)|what\s+(?:the\s+)?(?:inspectors|Ofsted|they)\s+want(?:ed)?\s+(?:to\s+see\s+)?(?:more|improved|done).{{0,20}}|what\s+we\s+(?:need|have|want)\s+to\s+(?:improve|get\s+better\s+at|do\s+better|strengthen|work\s+on)|areas\s+where\s+(?:further\s+|more\s+)?(?:work|improvement)\s+is\s+(?:needed|required)"
    rf"|what\s+(?:(?:does|do|did|is|was)\s+not|(?:isn|wasn|doesn)[’']t)\s+(?:work(?:ing)?|go(?:ing)?)\s+(?:(?:as|so)\s+)?well|what\s+(?:(?:(?:the\s+)?inspectors|Ofsted|reviewers)\s+asked\s+us\s+to|we\s+were\s+asked\s+to|must)\s+improve|(?:areas\s+)?requiring\s+(?:further\s+)?(?:work|improvement|attention)|needs?\s+for\s+improvement|even\s+better\s+if|what\s+are\s+we\s+worried\s+about){_NAMED}",
    re.IGNORECASE,
)
_FINDINGS = re.compile(
    r"(?:(?:key|main|headline|summary\s+of|overall|inspection)\s+)*(?:findings|messages|feedback)(?:\s+of\s+the\s+\w+)?|outcome\s+of\s+the\s+(?:visit|inspection)",
    re.IGNORECASE,
)

_FINDERS = rf"(?:inspectors(?:\s+(?:in|at|on|during)\s+[^,.;:]{{3,40}}?)?|{OFSTED}|reviewers|{DFE}|(?<!this\s)(?:inspection|(?:re-?)?visit|letter|report|peer\s+review|(?:review|peer|inspection|challenge)\s+team|feedback)(?:\s*\([^()]{{3,40}}\))?(?:[^.]{{0,140}}?,)?(?:\s+(?!of\b|be\b|and\b)[\w’']+){{0,2}}?)"
_FOUND = r"(?:found|saw|noted|reported|welcomed|(?:was|were)\s+(?:also\s+)?(?:confident|concerned|satisfied)\b|recognised|acknowledged|highlight(?:ed|s)|identified|observed|praised|commended|stated|concluded|affirmed|commented|recognises|acknowledges|were\s+(?:\w+\s+)?impressed(?:\s+(?:by|with))?|felt|described|criticised|(?:were|was|been)\s+(?:\w+\s+)?critical\s+of)"
#: "Inspectors saw that …", "Overall Ofsted reported that …", "The feedback offered … has affirmed the view"; not "Inspectors looked at".
_SAYS = re.compile(
    rf"\b{_FINDERS}\s+(?:(?:also|has|have|had|again|further|then|offered\b[^.]{{0,160}}?)\s+)*{_FOUND}\b(?!\s+(?:no\s+priority|its\b|by\b|as\b))|\btold\s+inspectors\s+(?:that|how)\b|\binspectors\s+(?:also\s+)?said\s+that\b|\b(?:was|were|been)\s+(?:highlighted|identified|praised|commended)\b(?!\s+as\s+inadequate)",
    re.IGNORECASE,
)
#: "The report states that …", in a paper on an inspection: elsewhere it is the officer's own.
_REPORT_SAYS = re.compile(
    r"(?:The|Their|Its)\s+(?:inspection\s+|inspectors[’']\s+)?(?:report|letter)(?:,[^,]{5,60},|\s+of\s+[\w\s]{3,25}?)?\s+(?:also\s+)?(?:states|reports|says|said|notes|finds|found|concludes|praises|recognises|records|comments)\s+(?:that|on|how)\b"
)
#: "Two inspectors were with us. | They found that …".
_THEY_FOUND = re.compile(
    rf"(?:They|The\s+(?:(?:review|peer)\s+)?team)\s+(?:also\s+|had\s+)*{_FOUND}(?:\s+(?:that|\w+ing)\b|:)|(?:They|The\s+(?:(?:review|peer)\s+)?team)\s+(?:was|were)\s+(?:also\s+)?(?:confident|concerned|impressed)\b|(?:They|It|The\s+team)\s+(?:also\s+)?(?:recommended|advised|suggested)\b|Their\s+feedback\s+(?:was|is)\b"
)
_INSPECTING = re.compile(r"\b(?:inspectors|Ofsted|reviewers|[Pp]eers|[Pp]eer\s+(?:review|challenge))\b")
_LINE_SAYS = re.compile(r"(?:in\s+(?:their|its)\s+(?:latest\s+)?review\s+gave\b.*summary)", re.IGNORECASE)

#: What surrounds findings and is none: where to read them, what is planned, who was asked, how many were looked at.
_NOT_FOUND = re.compile(
    r"\b(?:(?:improvement|action)\s+plan\s+(?:is|will|has|was|in)|will\s+be\s+presented|full\s+report|are\s+detailed\s+on|attached|no\s+priority\s+actions|published\s+(?:on|in)\b(?!.*\bhighlights)|\w+\s+recommendations?\s+(?:in|of|made|were|for)\b|inspectors\s+(?:looked|considered|spoke|met)|self-?assessment\s+(?:is|will)|requested\s+to|asked\s+to|submitted|Statement\s+of\s+Action|took\s+place|identified\s+(?:\w+\s+)?(?:\w+\s+)?(?:areas|priority\s+actions)|(?:areas\s+for\s+improvement|priority\s+actions)\s+(?:had|have)\b|there\s+were\s+\w+\s+areas\b|no\s+areas\s+for\s+priority|will\s+be\s+carried\s+out|inspected\s+by\s+Ofsted|(?:carried\s+out|undertaken)\s+(?:between|from|on)\s+\d|inconsistent\s+experiences\s+and\s+outcomes|be\s+noted|\w+\s+(?:areas\s+for\s+improvement|recommendations|priority\s+actions)\s+(?:were|are|was)\s+(?:set|made|named|given))\b",
    re.IGNORECASE,
)
#: Others who speak: what they say is no finding of inspectors, whoever was told of before.
_SPEAKER = re.compile(
    r"^(?:(?:These|Those)\s+(?:are|were)|The\s+report\s+(?:also\s+)?(?:stated|explained|advised|asked|sought|set|summarised|provided|detailed|presented|outlined)|She|He|Members?|Councillors?|Cllr|Officers|In\s+response|The\s+(?!(?:report|letter|inspect|visit|review))(?:\w+\s+){0,3}(?:chair|cabinet|committee|director|leader|board|panel|officer|member|head|portfolio)\w*)\b",
    re.IGNORECASE,
)
_ON_VISIT = re.compile(
    r"\b(?:visit|inspection|re-?inspection|revisit|peer\s+(?:review|challenge)|ILACS|JTAI)s?\b", re.IGNORECASE
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
#: What a lead-in says that its list holds; and what tells that it is one.
_GOOD = re.compile(r"\b(?:strengths|positives|good\s+practice)\b", re.IGNORECASE)
_BAD = re.compile(
    r"\b(?:areas?\s+(?:for|of|requiring|in\s+need\s+of|where)\s+(?:further\s+|priority\s+)?(?:improve\w*|development|concern|action)|weaknesses|(?:must|needs?\s+to|should)\s+improve|requir\w+\s+(?:further\s+)?(?:work|improvement|attention)|priority\s+actions)\b",
    re.IGNORECASE,
)
_SETS_OUT = re.compile(
    r"\b(?:are|were|is|was|set\s+out|identif\w+|nam\w+|highlight\w*|list\w*|includ\w+|follow\w*|found|noted|saw|report\w*)\b",
    re.IGNORECASE,
)
#: "that:", "found:", "the following:": a proposition follows, and no list of names.
_LEADS_IN = re.compile(
    r"(?:\bthat|\bfound|\bnoted|\bsaid|\bsay|\breported|\bhighlighted|\bincluding|\bthe\s+following(?:\s+\w+){0,2}|\bas\s+follows)\s*:?-?$",
    re.IGNORECASE,
)
_WILL_SAY = re.compile(
    r"\binspectors\s+(?:(?:will\s+)?say|(?:reported|commented|found|noted)\s+as\s+follows)\b", re.IGNORECASE
)
#: What a list is of that a council plans or asks for, or that was put right: no finding.
_TO_DO = re.compile(
    r"\b(?:will\s+(?:focus|work|address|be)|plans?\s+to|asked\s+to|requested|recommended\s+(?:to|that\s+(?:the\s+)?(?:committee|cabinet|panel|board))|progress\s+(?:in|on|against|had|has|with)|agreed|resolved|look(?:ed|ing)?\s+at|considered|consider)\b",
    re.IGNORECASE,
)
_LEADS_ELSEWHERE = re.compile(
    r"\b(?:peer\s+authorit|survey|consultation|respondents|young\s+people\s+said|audits?)\b", re.IGNORECASE
)
_LABEL = re.compile(r"^(?P<label>[A-Z]\w+(?:\s+\w+)?)\s+[–-]\s+")


def find_findings(
    document: Document, passages: Sequence[Passage], title: Said[str] | None = None
) -> tuple[Finding, ...]:
    """The strengths and needs for improvement that a paper tells of, in the order of the text."""
    on_visit = title is not None and _ON_VISIT.search(title.value) is not None
    found = {finding.span.start: finding for finding in _iter_findings(document, passages, on_visit=on_visit)}
    if on_visit:
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


def _iter_findings(document: Document, passages: Sequence[Passage], *, on_visit: bool) -> Iterator[Finding]:
    section: _Section | None = None
    for before, passage in pairwise((None, *passages)):
        assert passage is not None  # only the first of all stands behind none
        opened = _open_section(passage) or _open_list(passage)
        if section and section.is_list and not opened:
            section = section.go_on(passage)
        if opened:
            if passage.text.endswith(":") and len(passage.sentences) > 1:
                yield from _iter_told(document, _without_last(passage), before, on_visit=on_visit)
            section = opened
        elif passage.is_heading and not passage.is_item and not passage.text.endswith(":"):
            section = None
        elif section and section.is_list:
            yield from _iter_listed(document, passage, section)
        elif section:
            if _NOT_FOUND.search(passage.sentences[0].text):
                section = None if section.area != "general" else section
                continue
            yield from _iter_paragraph(document, passage, section.area)
        else:
            yield from _iter_told(document, passage, before, on_visit=on_visit)


#: How the items of a list are marked that lost its bullets.
_UNMARKED = "unmarked"
#: Below "Areas for improvement": "Leaders across the partnership should:".
_SHOULD = re.compile(r"\b(?:should|must|needs?\s+to)\s*:$")


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands below a heading or a lead-in: of which area, and whether strengths or needs, where it says so.

    `is_list` is true where only its items are findings; `style` is how the first of them is marked.
    """

    area: str
    polarity: Polarity | None = None
    is_list: bool = False
    style: str = ""

    def go_on(self, passage: Passage) -> _Section | None:
        """The section at its next passage; None where that is no item, or the paragraph after the list: "4.6 Members …"."""
        style = to_style(passage.text) if passage.is_item or passage.kind == "item" else _UNMARKED
        if style == _UNMARKED and not self._holds(passage):
            return None
        if self.style and style != self.style and style not in {"letter", "bullet"}:
            return None
        return self if passage.text.endswith(":") else replace(self, style=self.style or style)

    def _holds(self, passage: Passage) -> bool:
        """Whether a line without a mark can be one of its items: a list that lost its bullets below "Strengths"."""
        leads = passage.text.endswith(":") and not self.style and _SHOULD.search(passage.text) is not None
        alone = (len(passage.sentences) == 1 and passage.text[-1] in ".;") or passage.text.endswith("; and")
        return leads or (
            self.polarity is not None and self.style in {"", _UNMARKED} and alone and not _INTENDS.search(passage.text)
        )


def _without_last(passage: Passage) -> Passage:
    """A paragraph without the sentence that leads in to a list."""
    return passage._replace(end=passage.sentences[-2].end, sentences=passage.sentences[:-1])


def _open_section(passage: Passage) -> _Section | None:
    """The section that a heading opens; None where it opens none."""
    plain = strip_item(passage.text)
    if len(plain) > 100 or "\t" in plain:
        return None
    if _STRENGTHS.fullmatch(plain):
        return _Section("general", "strength", is_list=True)
    if _NEEDS.fullmatch(plain):
        return _Section("general", "improvement", is_list=True)
    if area_keys(plain) - {"overall"}:
        return _Section(one_line(plain))
    return _Section("general") if _FINDINGS.fullmatch(plain) and passage.text.rstrip().endswith(":") else None


def _open_list(passage: Passage) -> _Section | None:
    """The list that a sentence leads in to: "Inspectors found that:", "Two areas for improvement are set out:"."""
    sentence = passage.sentences[-1].text
    if not sentence.endswith((":", ":-", "that")) or "\t" in sentence:
        return None
    if _SPEAKER.match(sentence) or _TO_DO.search(sentence) or _LEADS_ELSEWHERE.search(sentence):
        return None
    good, bad = _GOOD.search(sentence), _BAD.search(sentence)
    if (good is None) != (bad is None) and _SETS_OUT.search(sentence):
        return _Section("general", "strength" if good else "improvement", is_list=True)
    says = _SAYS.search(sentence) or _WILL_SAY.search(sentence) or _THEY_FOUND.match(sentence)
    return _Section("general", is_list=True) if says and not bad and _LEADS_IN.search(sentence) else None


def _iter_listed(document: Document, passage: Passage, section: _Section) -> Iterator[Finding]:
    """An item of a list: as the list says that it is, "• Capacity – there is a lot to do", or else as its own words say."""
    sentence = Sentence(
        passage.sentences[0].start, passage.end, document.text[passage.sentences[0].start : passage.end]
    )
    if is_elsewhere(sentence.text) or sentence.text.endswith(":"):
        return
    if section.polarity is None:
        yield from _to_findings(document, sentence, section.area, turned=False)
        return
    label = _LABEL.match(sentence.text) if section.polarity == "improvement" else None
    span = document.span(sentence.start, sentence.end)
    yield Finding(label["label"] if label else section.area, section.polarity, one_line(span.quote), span)


def _iter_paragraph(document: Document, passage: Passage, area: str) -> Iterator[Finding]:
    """Every sentence of a section of findings; after "However" the paragraph stays with what needs to improve."""
    turned = False
    for sentence in passage.sentences:
        if _NOT_FOUND.search(sentence.text) and not needs_improvement(sentence.text):
            continue
        turned = turned or turns(sentence.text)
        yield from _to_findings(document, sentence, area, turned=turned)


def _iter_told(document: Document, passage: Passage, before: Passage | None, *, on_visit: bool) -> Iterator[Finding]:
    """What a paragraph says that inspectors found, and what it goes on to say of it."""
    going_on = before is not None and _LINE_SAYS.search(before.text) is not None
    turned = inspecting = False
    for sentence in passage.sentences:
        led = _LED.match(sentence.text)
        if led:
            span = document.span(sentence.start, sentence.end)
            yield Finding("general", "strength" if led["good"] else "improvement", one_line(span.quote), span)
            continue
        if _SPEAKER.match(sentence.text) or is_elsewhere(sentence.text):
            going_on = False
            continue
        if going_on and sentence.text.endswith(":"):
            going_on = False
        says = (
            _SAYS.search(sentence.text)
            or ((on_visit or _ON_VISIT.search(passage.text)) and _REPORT_SAYS.match(sentence.text))
            or (inspecting and _THEY_FOUND.match(sentence.text))
        )
        inspecting = inspecting or _INSPECTING.search(sentence.text) is not None
        if not going_on and not says:
            continue
        if (
            _NOT_FOUND.search(sentence.text)
            or _LINE_SAYS.search(sentence.text)
            or any(iter_graded(sentence.text))
            or any(iter_outcomes(sentence.text))
        ):
            continue
        going_on = True
        turned = turned or turns(sentence.text)
        yield from _to_findings(document, sentence, "general", turned=turned)


def _to_findings(document: Document, sentence: Sentence, area: str, *, turned: bool) -> Iterator[Finding]:
    """One finding a sentence; two where it turns in the middle: "things get better, but change was too slow"."""
    lead = _LEAD.match(sentence.text)
    if lead:
        sentence = Sentence(sentence.start + lead.end(), sentence.end, sentence.text[lead.end() :])
    parts = split_polarity(sentence.text, turned=turned)
    for start, end, polarity in parts:
        span = document.span(sentence.start + start, sentence.start + end)
        yield Finding(area, polarity, one_line(span.quote), span)
