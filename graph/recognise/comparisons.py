"""Of which inspection a grade is where a sentence names several, or compares one with another.

"… require improvement, a clear step up from the inspection of 2015", "better than at the last one", "since our inspection in
2016": what stands behind such words is there to compare with, and the grade is not its own. Only a clause about it gives it
one ("…, when services were judged inadequate"). Where two inspections could be meant, the grade is of none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.recognise.mentions import Mention
from graph.recognise.patterns import QUOTE
from graph.recognise.wordings import grade_words

#: The place of a grade that two inspections could have given.
UNCLEAR = -1

# The words of a name before its noun ("the last full Ofsted" inspection): no verb, and nothing that opens a clause.
_NAME = r"(?:(?!(?:has|have|had|was|were|is|are|be|did|which|who|when|where|and|but)\b)[(\w’'/-]+,?\s+){0,7}$"
_IT_WAS = r"(?:(?:it|they|that|those|this|services|things)\s+(?:was|were|had\s+been|did|had|received|had\s+(?:received|got|achieved|been\s+given))\s+)?"
_CHANGE = (
    r"(?:up|down|away|apart|different|unchanged|far|distance|departure|cry|progress\w*|improv\w+|steps?|leap|mov\w+|chang\w+|rise|rose|risen|fall|fell"
    r"|fallen|drop\w*|declin\w+|advance\w*|shift\w*|turn\w*|recover\w*|better|worse)"
)
#: "a step up from the", "compared with our", "better than at the", "as it was at the", "having been inadequate at the".
_COMPARED = re.compile(
    rf"\b(?:than|(?:compar\w+|contrast\w*|similar|identical|relative|contrary)\s+(?:to|with)|unlike|like|match(?:ed|es|ing)|equall(?:ed|ing)|repeat(?:ed|s|ing)|mirror(?:ed|s|ing)|since|before(?!\s+(?:that|this|then)\b)|until|prior\s+to|the\s+same\s+as"
    rf"|as(?=\s+{_IT_WAS}(?:at|in|with|by|after|under|during)\b)|{_CHANGE}\s+(?:\w+\s+){{0,2}}?(?:from|on|upon|over)|buil(?:d|ds|t|ding)\s+(?:up)?on|against"
    rf"|having\s+been(?:\s+(?:judged|rated|graded|found))?|after\s+being(?:\s+(?:judged|rated|graded|found))?|previously|formerly|originally)\s+{_IT_WAS}{_NAME}",
    re.IGNORECASE,
)
#: "following the inspection": what comes after may be its outcome, or that of a later one.
_BACKGROUND = re.compile(
    rf"\b(?:following|after|subsequent\s+to|in\s+response\s+to|as\s+a\s+result\s+of|in\s+the\s+wake\s+of|follow(?:s|ed)|succeed(?:s|ed)|replac(?:es|ed))\s+{_NAME}",
    re.IGNORECASE,
)
#: Words that speak of today, whatever was told before.
NOW = re.compile(
    r"\b(?:now|this\s+time|today|currently|(?:has|have)\s+since|since\s+then|subsequently|later|most\s+recent(?:ly)?|latest|these\s+days)\b",
    re.IGNORECASE,
)
#: "In 2019 …, and | this spring | we were": of another inspection than the one just dated.
ANOTHER_TIME = re.compile(
    r"\b(?:this|last)\s+(?:spring|summer|autumn|winter|year|month)\b|\bonce\s+more\b", re.IGNORECASE
)
#: Between a date and the grades that share it nothing turns to another time.
TURN = re.compile(
    rf"\b(?:after|before|since|than|previously|formerly|having|once|until|unlike)\b|\b(?:19|20)\d\d\b|{NOW.pattern}|{ANOTHER_TIME.pattern}",
    re.IGNORECASE,
)
#: Words that speak of what was before: the head of a column, a lead-in ("Previous judgements:").
PAST = re.compile(
    r"\b(?:previous\w*|last|earlier|former\w*|prior|past|before\s+(?:that|this|then)|ahead\s+of\s+(?:that|this))\b",
    re.IGNORECASE,
)
#: "the inspection in 2018, when …": what follows is of that one.
_RELATIVE = re.compile(r"(?P<name>[^.;:]*?)\b(?:when|where|which|who)\b(?P<clause>[^.;:]*)$", re.IGNORECASE)
_VERB = re.compile(r"\b(?:has|have|had|was|were|is|are|judged|found|worked|came)\b", re.IGNORECASE)
#: Between a grade and the inspection that gave it: "good | at the", "good overall | by Ofsted in its".
_AT = re.compile(
    rf"{QUOTE}?,?\s*(?:(?:overall|again|by\s+(?:Ofsted|inspectors)|(?:in|across|for)\s+(?:all|each|every)\s+(?:\w+\s+){{0,2}}(?:areas?|judge?ments?|categor(?:y|ies))|across\s+the\s+board)\s+)*(?:(?:when|after)\s+(?:it|they|we|services|the\s+\w+)\s+(?:was|were)\s+{_NAME}|(?:at|in|by|during|under|from|following|after|when|with|through|as\s+a\s+result\s+of|for)\s+{_NAME})|{QUOTE}?\s+\((?:the\s+|its\s+|our\s+|an?\s+)?{_NAME}",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r";|:\s|,?\s+\b(?:but|while|whilst|whereas|though|although|yet|and\s+then)\b|,\s+and\b|,\s+(?=(?:a|the|its|another)\s+(?:further\s+)?(?:re-?)?(?:inspection|visit))",
    re.IGNORECASE,
)
_WORDS_OF_DATE = re.compile(
    r"(?:\b(?:in|of|at|from|during|back|early|late|the|year|spring|summer|autumn|winter)|[\s(,])*$", re.IGNORECASE
)


#: Behind a grade: "Good, | which it had also been given | in 2020": of both times.
ALSO_GIVEN = re.compile(
    r"first\s+(?:achieved|awarded|given|received|gained|won)\b|which\s+(?:it|we|they|the\s+(?:council|authority))\s+(?:had\s+)?also\s+(?:been\s+(?:given|awarded)|received|held|got|achieved|had)\b",
    re.IGNORECASE,
)
_WAS_LAST = re.compile(r"\b(?:was|were|been)\s+(?:previously|formerly|originally|last)\s+$", re.IGNORECASE)
_INSPECTED = re.compile(r"(?:inspect|visit)ed$", re.IGNORECASE)
#: Between "inspected" and "judged".
_AND = re.compile(
    rf"(?:\s+by\s+(?:Ofsted|inspectors))?(?:\s+(?:in|on|from|between|during|under|at)\s+[^,.;:]{{3,50}}?)?,?\s+and\s+(?:(?:was|were|is|are|currently|presently|again|then|found|we|they|it)\s+)*(?:to\s+be\s+)?{QUOTE}?",
    re.IGNORECASE,
)


def is_compared(before: str) -> bool:
    """Whether the words before a name say that something is compared with it, or only dated by it."""
    return _COMPARED.search(before[-160:]) is not None


def is_background(before: str) -> bool:
    """Whether the words before a name say that something came after it."""
    return _BACKGROUND.search(before[-160:]) is not None


@cache
def _grade_at_end() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{grade_words()}|required\s+improvement){QUOTE}?\s*$", re.IGNORECASE)


def is_of_other_grade(before: str) -> bool:
    """Whether a date that follows is that of a grade just before it, or of what is compared: "inadequate in", "up from"."""
    plain = _WORDS_OF_DATE.sub("", before[-160:])
    return _grade_at_end().search(plain) is not None or is_compared(before)


def find_owner(text: str, start: int, end: int, named: Sequence[tuple[int, Mention]]) -> int | None:
    """The place of the inspection that gave the grade at `start`; None for the one told before, or UNCLEAR."""
    inside = [
        (place, one) for place, one in named if start < one.start < end and not is_compared(text[start : one.start])
    ]
    related = inside[0][0] if len(inside) == 1 else _find_joined(text, start, named)
    related = _find_related(text, start, named) if related is None else related
    if related is not None:
        return related
    after = [mention for _, mention in named if mention.start >= end and not is_compared(text[: mention.start])]
    attached = [mention for mention in after if _AT.fullmatch(text[end : mention.start])]
    if any(
        mention not in attached
        and not is_background(text[: mention.start])
        and not _BREAK.search(text[end : mention.start])
        for mention in after[:1]
    ):
        return UNCLEAR
    own = [
        (place, one)
        for place, one in named
        if (one.end <= start or one in attached) and not is_named_in_passing(text, one)
    ]
    first = [(place, one) for place, one in own if one in attached or not is_background(text[: one.start])]
    if own and not first and (NOW.search(text) or len(named) > 1):
        return UNCLEAR
    return _choose(text, start, first or own)


def is_named_in_passing(text: str, mention: Mention) -> bool:
    """Whether an inspection is named to compare with it, or to count from it: "had declined | since | 2017, when …"."""
    before = text[: mention.start]
    if _INSPECTED.search(text, mention.start, mention.end):
        before = before[before.rfind(", ") + 1 :]  # "just before the trust began, Ofsted inspected"
        before = _WAS_LAST.sub("", before)  # "was previously inspected": told, and not compared with
    return is_compared(before) or text[mention.start : mention.end].lower().startswith("since")


def _choose(text: str, start: int, rivals: Sequence[tuple[int, Mention]]) -> int | None:
    """The only one of several that stands in the grade's own part of the sentence."""
    if not rivals:
        return None
    near = (
        [(place, one) for place, one in rivals if not _BREAK.search(text[one.end : start])]
        if len(rivals) > 1
        else rivals
    )
    if len(near) != 1:
        return UNCLEAR
    place, mention = near[0]
    between = text[mention.end : start]
    is_past = mention.reference == "earlier" or _BREAK.search(between) is not None
    return UNCLEAR if is_past and NOW.search(between) else place


def _find_joined(text: str, start: int, named: Sequence[tuple[int, Mention]]) -> int | None:
    """The inspection of which the verb before says, and the grade with it: "was last inspected by Ofsted in 2023 and | judged"."""
    before = [(place, mention) for place, mention in named if mention.end <= start]
    joined = before and _INSPECTED.search(text, before[-1][1].start, before[-1][1].end)
    return before[-1][0] if joined and _AND.fullmatch(text[before[-1][1].end : start]) else None


def _find_related(text: str, start: int, named: Sequence[tuple[int, Mention]]) -> int | None:
    """The inspection whose own clause the grade stands in: "the inspection in 2018, when services were judged"."""
    before = [(place, mention) for place, mention in named if mention.end <= start]
    if not before:
        return None
    place, mention = before[-1]
    match = _RELATIVE.match(text[mention.end : start])
    if not match or _VERB.search(match["name"]) or len(match["name"].split()) > 6:
        return None
    alone = len(named) == 1 and not is_compared(text[: mention.start]) and not is_background(text[: mention.start])
    if not re.search(r",(?!\s+with\b)", match["clause"]):
        return place
    return None if alone else UNCLEAR
