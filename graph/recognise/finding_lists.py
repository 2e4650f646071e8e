"""The lists of what inspectors found: below "Strengths", "Areas for improvement" and the like, or below a sentence that leads in.

"Inspectors found that:" opens one, "progress in five areas of weakness:" none. A list that lost its bullets is one as well, up
to the line that tells what the council does about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.recognise.finders import SAYS, SPEAKER, THEY_FOUND, TOLD_ON
from graph.recognise.finding_words import NOT_BY_INSPECTORS
from graph.recognise.graded_clauses import find_shared_grade
from graph.recognise.grades import iter_graded
from graph.recognise.passages import Passage, strip_item
from graph.recognise.patterns import one_line
from graph.recognise.polarity import Polarity, find_tone
from graph.recognise.requests import to_style
from graph.recognise.wordings import area_keys

#: "Strengths | that inspectors named", "… | identified by Ofsted", "… | included".
_NAMED = r"(?:\s+(?:(?:that|which)\s+)?(?:(?:the\s+)?(?:inspectors|Ofsted|reviewers|peers|(?:peer\s+|review\s+|inspection\s+)?team|letter|report|review)\s+)?(?:(?:were|has|have|had)\s+)?(?:identified|noted|named|found|saw|seen|praised|recognised|reported|listed|include[d]?|were|highlighted).{0,40})?"
_STRENGTHS = re.compile(
    rf"(?:our\s+)?(?:key\s+|areas?\s+of\s+|identified\s+)?(?:strengths?|positives?|good\s+practice|what(?:[’']s|\s+is|\s+was|\s+has)?\s+(?:working|going|gone|went|worked|works)\s+well|what\s+we\s+(?:do|are\s+doing)\s+well|successes|what\s+(?:the\s+)?(?:inspectors|Ofsted|they|reviewers)\s+(?:liked|praised)|positive\s+(?:findings|practice|feedback)){_NAMED}",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    rf"(?:the\s+)?(?:key\s+|main\s+)?(?:challenges?|weaknesses|areas?\s+(?:for|of|requiring|in\s+need\s+of)\s+(?:further\s+|priority\s+)?(?:improvement|development|concern|focus|action)|what\s+needs\s+to\s+improve|what\s+(?:we\s+)?needs?\s+(?:to\s+)?(?:improving|improve)"
    rf"|(?:areas|things|where\s+we\s+need)\s+to\s+(?:improve|strengthen|get\s+better)|what\s+(?:the\s+)?(?:inspectors|Ofsted|they)\s+want(?:ed)?\s+(?:to\s+see\s+)?(?:more|improved?|done|better).{{0,20}}|what\s+we\s+(?:need|have|want)\s+to\s+(?:improve|get\s+better\s+at|do\s+better|strengthen|work\s+on)|areas\s+where\s+(?:further\s+|more\s+)?(?:work|improvement)\s+is\s+(?:needed|required)"
    rf"|what\s+(?:(?:does|do|did|is|was)\s+not|(?:isn|wasn|doesn)[’']t)\s+(?:work(?:ing)?|go(?:ing)?)\s+(?:(?:as|so)\s+)?well|what\s+(?:(?:(?:the\s+)?inspectors|Ofsted|reviewers)\s+asked\s+us\s+to|we\s+were\s+asked\s+to|must)\s+improve|(?:areas\s+)?requiring\s+(?:further\s+)?(?:work|improvement|attention)|needs?\s+for\s+improvement|less\s+positive(?:ly)?|not\s+so\s+(?:good|positive|well)|even\s+better\s+if|what\s+are\s+we\s+worried\s+about){_NAMED}",
    re.IGNORECASE,
)
_FINDINGS = re.compile(
    r"(?:(?:key|main|headline|summary\s+of|overall|inspection)\s+)*(?:findings|messages|feedback)(?:\s+of\s+the\s+\w+)?|outcome\s+of\s+the\s+(?:visit|inspection)",
    re.IGNORECASE,
)
#: "What Ofsted said about care leavers", "Findings of the inspection", "Feedback from inspectors": all below is what they found.
_SOURCE = r"(?:(?:the\s+)?(?:\w+\s+)?(?:inspectors|inspection|Ofsted(?:[’']s)?|HMI|CQC|letter|report|visit|reviewers?|review|peers|(?:peer\s+|review\s+|inspection\s+)?team|ILACS|JTAI))"
_FOUND_THERE = re.compile(
    rf"what\s+(?:did|do|does|have|has)\s+{_SOURCE}\s+(?:say|said|find|found|tell\s+us|conclude|see|think|thought)\b.{{0,40}}|what\s+{_SOURCE}\s+(?:said|says|found|finds|saw|told\s+us|concluded|reported|noted|highlighted|tells?\s+us)\b.{{0,60}}"
    rf"|(?:(?:key|main|headline|summary\s+of(?:\s+the)?|overview\s+of(?:\s+the)?|detailed|inspection|visit|{_SOURCE})[’']?\s+)*(?:findings|feedback|messages)\s+(?:of|from|by|in|at)\s+{_SOURCE}.{{0,40}}",
    re.IGNORECASE,
)
#: The noun of a heading that says of what kind the things below it are: "Areas still causing concern", "Positive points".
_NAMES_THINGS = re.compile(
    r"(?:(?:the|our|key|main|some|other|specific)\s+)*(?:\w+\s+){0,2}(?:areas?|points|findings|feedback|comments|messages|aspects|themes|things|observations|practice|concerns|improvements\s+(?:needed|required)|strengths?)(?:\s+[\w’'-]+){0,7}|what\s+(?:[\w’'-]+\s+){0,7}[\w’'-]+",
    re.IGNORECASE,
)
#: What makes a lead-in one to what the council did or will do.
_OWN_DOING = re.compile(
    r"\b(?:(?:has|have)\s+been\s+(?:made|taken|put|introduced|implemented|completed|delivered)|since\s+the\s+(?:\w+\s+){0,2}(?:inspection|visit)|in\s+response|in\s+order\s+to|actions?\s+(?:taken|are|include|have)|priorities|objectives|themes\s+of|plan\s+(?:has|is|will|sets|covers|includes|contains)|workstreams?|came\s+back\s+to|returned\s+to|revisit\w*|follow(?:ed|ing)\s+up|focus\w*|concentrat\w+|examin\w+|explor\w+|progress|to\s+be\s+(?:judged|good)|we\s+(?:have|will|are|did|plan|intend)|(?:we|happens)\s+next|our\s+(?:response|priorities|plans?)|options|risks|training|measures|indicators|targets?)\b",
    re.IGNORECASE,
)
#: What a lead-in says that its list holds; and what tells that it is one.
_GOOD = re.compile(
    r"\b(?:strengths|positives|good\s+practice|following\s+improvements(?!\s+(?:(?:are|were|is)\s+)?(?:needed|required|still)))\b",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\b(?:areas?\b[^.:;]{0,40}?\s(?:for|requiring|in\s+need\s+of|where|in\s+which)\s+(?:\w+\s+){0,2}(?:improve\w*|development|concern|action|consideration|attention)|recommendations\s+(?:were|are)\s+made|(?:report|inspectors|Ofsted|they)\s+(?:made|makes?)\s+(?:\w+\s+){1,3}recommendations|areas?\s+(?:for|of|requiring|in\s+need\s+of|where)\s+(?:further\s+|priority\s+)?(?:improve\w*|development|concern|action|consideration)|(?:areas?|aspects?)\s+of\s+(?:\w+\s+)?weakness|weaknesses|following\s+(?:concerns|shortfalls|shortcomings)(?!\s+(?:were\s+)?(?:raised|expressed|discussed))|(?:must|need(?:s|ed)?\s+to|should)\s+improve|requir\w+\s+(?:further\s+)?(?:work|improvement|attention)|priority\s+actions)\b",
    re.IGNORECASE,
)
_SETS_OUT = re.compile(
    r"\b(?:cent(?:re|er)s?\s+on|are|were|is|was|set\s+out|identif\w+|nam\w+|highlight\w*|list\w*|includ\w+|follow\w*|found|noted|saw|report\w*)\b",
    re.IGNORECASE,
)
#: "The following is a summary of | the main points in the letter:".
_MAIN_POINTS = re.compile(
    r"\b(?:main|key|headline)\s+(?:points|findings|messages)\s+(?:in|of|from|were|are)\b.*\b(?:letter|feedback|visit|inspection|inspectors|Ofsted)\b",
    re.IGNORECASE,
)
#: "Extracts from the report:": quotations follow.
_EXTRACTS = re.compile(
    rf"\b(?:extracts|excerpts|quot(?:es|ations)|comments|highlights)\s+(?:from|of|in|by)\s+{_SOURCE}\b.{{0,60}}:$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"‘'].{10,300}[”\"’'][.;]?", re.DOTALL)
#: "that:", "found:", "the following:": a proposition follows, and no list of names.
_LEADS_IN = re.compile(
    r"(?:\bthat|\bfound|\bnoted|\bsaid|\bsay|\breported|\bhighlight(?:ed|s)|\bpraises|\bcommends|\bwelcomes|\brecognises|\bnotes|\bincluding|\bthe\s+following(?:\s+\w+){0,2}|\bas\s+follows)\s*:?-?$",
    re.IGNORECASE,
)
#: "It asks the Council to see to:", "Inspectors want us to:".
_ASKS = re.compile(
    r"\b(?:it|they|inspectors|Ofsted|reviewers|report|letter|team)\s+(?:also\s+)?(?:asks?|asked|wants?|wanted|urges?|urged|tells?|told|recommends?|recommended|advises?|advised)\s+(?:that\s+)?(?:us|we|(?:the\s+)?(?:council|authority|partnership|service|area|borough|city|county|leaders))\b[^.;:]{0,60}:$",
    re.IGNORECASE,
)
_WILL_SAY = re.compile(
    r"\binspectors\s+(?:(?:will\s+)?say|(?:reported|commented|found|noted)\s+as\s+follows)\b", re.IGNORECASE
)
#: What a list is of that a council plans or asks for, or that was put right: no finding.
_TO_DO = re.compile(
    r"\b(?:will\s+(?:focus|work|address|be|expect)|over\s+the\s+(?:next|coming)|(?:in|of)\s+(?:the|our|this)\s+(?:\w+\s+){0,2}(?:plan|strategy)|(?:has|have)\s+been\s+(?:made|taken|introduced|implemented|completed|delivered)|plans?\s+to|asked\s+to|requested|recommended\s+(?:to|that\s+(?:the\s+)?(?:committee|cabinet|panel|board))|progress\s+(?:in|on|against|had|has|with)|agreed|resolved|look(?:ed|ing)?\s+at|considered|consider)\b",
    re.IGNORECASE,
)
#: "The following matters were highlighted:": by those who met, and not by inspectors.
MINUTED = re.compile(
    r"\b(?:matters|points|issues|comments|questions|observations|updates|areas)\s+(?:were|was)\s+(?:also\s+)?(?:highlighted|raised|noted|made|discussed|considered)\b(?!\s+(?:by|in)\s+(?:the\s+)?(?:inspect|Ofsted|letter|report|review))",
    re.IGNORECASE,
)
#: "Some progress was seen, but | changes were too recent": what follows is of the second.
_ON_ONE_HAND = re.compile(r"^.*?\s(?:progress|improvements?)\b[^.;:]*?\bbut\s+", re.IGNORECASE | re.DOTALL)
_FEW = 5  # words of a lead-in that says nothing of its list: "Three were cited:"
_THESE = re.compile(r"(?:These|They|Among\s+these|Those)\b")
#: How the items of a list are marked that lost its bullets.
_UNMARKED = "unmarked"
#: Below "Areas for improvement": "Leaders across the partnership should:".
_SHOULD = re.compile(r"\b(?:should|must|needs?\s+to)\s*:$")
#: What comes behind such a list and is none of it: what the council does, plans or was told.
_GOES_ON = re.compile(
    r"^(?:We|Our|This|These|Those|Officers|Members|An?\s+(?:\w+\s+){0,3}plan|The\s+(?:\w+\s+){0,3}(?:council|plan|report|board|committee|cabinet|partnership|letter|inspection|visit))\b"
    r"|\bwill\s+(?:be\s+(?:presented|reported|carried|submitted|published|monitored|overseen|brought|taken)|report|return|receive|consider)\b|\b(?:committees?|members|councillors)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below a heading or a lead-in: of which area, and whether strengths or needs, where it says so.

    `is_list` is true where only its items are findings; `style` is how the first of them is marked, and `lead` how the item is
    that leads in to them, if one does. `told` is true where a paper tells at length what was found, and may go on with what is
    done about it.
    """

    area: str
    polarity: Polarity | None = None
    is_list: bool = False
    style: str = ""
    told: bool = False
    lead: str = ""

    def go_on(self, passage: Passage) -> Section | None:
        """The section at its next passage; None where that is no item, or the paragraph after the list: "4.6 Members …"."""
        style = to_style(passage.text) if passage.is_item or passage.kind == "item" else _UNMARKED
        if style == _UNMARKED and not self._holds(passage):
            return None
        if self.style and style != self.style and (style not in {"letter", "bullet"} or style == self.lead):
            return None
        if passage.text.endswith(":"):
            return None if _OWN_DOING.search(passage.text) else self
        return replace(self, style=self.style or style)

    def _holds(self, passage: Passage) -> bool:
        """Whether a line without a mark can be one of its items: a list that lost its bullets below "Strengths"."""
        leads = passage.text.endswith(":") and not self.style and _SHOULD.search(passage.text) is not None
        alone = (len(passage.sentences) == 1 and passage.text[-1] in ".;") or passage.text.endswith("; and")
        return (
            leads
            or _QUOTED.fullmatch(passage.text.strip()) is not None
            or (
                self.polarity is not None
                and self.style in {"", _UNMARKED}
                and alone
                and not _GOES_ON.search(passage.text)
            )
        )


def find_headed(words: str) -> Section | None:
    """The list below words that are nothing but "Strengths", "What went well" or the like."""
    plain = words.rstrip(":-")
    if _STRENGTHS.fullmatch(plain):
        return Section("general", "strength", is_list=True)
    return Section("general", "improvement", is_list=True) if _NEEDS.fullmatch(plain) else None


def open_section(passage: Passage, *, near: bool = False) -> Section | None:
    """The section that a heading opens; None where it opens none. `near` is true where inspectors were told of just before."""
    plain = strip_item(passage.text)
    if len(plain) > 100 or "\t" in plain:
        return None
    if headed := find_headed(plain):
        return headed
    if area_keys(plain) - {"overall", "outcome"}:
        return Section(one_line(plain))
    if passage.is_heading and _FOUND_THERE.fullmatch(plain):
        return Section("general", told=True)
    tone = find_tone(plain) if near and passage.is_heading and _NAMES_THINGS.fullmatch(plain) else None
    if tone and not (_OWN_DOING.search(plain) or _TO_DO.search(plain)):
        return Section("general", tone, is_list=True)
    return Section("general") if _FINDINGS.fullmatch(plain) and passage.text.rstrip().endswith(":") else None


def open_list(passage: Passage, *, near: bool = False) -> Section | None:
    """The list that a sentence leads in to: "Inspectors found that:", "Two areas for improvement are set out:".

    `near` is true where inspectors were told of in the passage or just before.
    """
    sentence = passage.sentences[-1].text
    if sentence.endswith(":") and len(passage.sentences) > 1 and (headed := find_headed(sentence)):
        return headed  # "Four inspectors came. What went well:"
    if not sentence.endswith((":", ":-", "that", " -", " –")) or "\t" in sentence:
        return None
    speaks = SPEAKER.match(sentence) and not (_THESE.match(sentence) or TOLD_ON.search(sentence))
    if speaks or _TO_DO.search(sentence) or NOT_BY_INSPECTORS.search(sentence) or MINUTED.search(sentence):
        return None
    if any(iter_graded(_last_words(passage))) or find_shared_grade(_last_words(passage)):
        return None
    named = _last_words(passage) if _THESE.match(sentence) or len(sentence.split()) < _FEW else sentence
    good, bad = _GOOD.search(named), _BAD.search(named)
    if (good is None) != (bad is None) and _SETS_OUT.search(sentence):
        return Section("general", "strength" if good else "improvement", is_list=True)
    says = SAYS.search(sentence) or _WILL_SAY.search(sentence) or THEY_FOUND.match(sentence)
    if near and _ASKS.search(sentence):
        return Section("general", "improvement", is_list=True)
    if _MAIN_POINTS.search(sentence) or _EXTRACTS.search(sentence):
        return Section("general", is_list=True)
    if says and not bad and _LEADS_IN.search(sentence):
        return Section("general", is_list=True)
    context = _ON_ONE_HAND.sub("", _last_words(passage))
    tone = None if _OWN_DOING.search(context) else find_tone(_ON_ONE_HAND.sub("", named))
    return Section("general", tone, is_list=True) if tone and near else None


def _last_words(passage: Passage) -> str:
    """The last two sentences of a paragraph: "The team found many strengths. These included:"."""
    return " ".join(sentence.text for sentence in passage.sentences[-2:])
