"""What a date in a sentence belongs to: the inspection, the report, the verb of judging, a meeting or a plan that governs it.

The noun before it ("the visit in May 2021"), or the one after it where the date opens the clause ("In June 2018 Ofsted completed a
re-inspection"). What the date then is of it belongs to `event_dates`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from graph.recognise.dates import Period
from graph.recognise.mentions import Mention

#: What governs a date.
Governor = Literal["mention", "report", "judged", "meeting", "other"]
# A report, a letter: what is published about an inspection.
_REPORT = re.compile(
    r"\b(?:reports?|letters?|outcomes?|findings|judge?ments?|results?|feedback|publication(?=\s+(?:was|is|took|followed)))\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:committee|sub-?\s?committee|cabinet|(?<!Children\s)board|panel|assembly|meetings?|minutes|briefings?|agenda|forum|members)\b",
    re.IGNORECASE,
)
# What has dates of its own: frameworks, laws, plans, posts, the pandemic.
_OTHER = re.compile(
    r"\b(?:framework|regime|act|regulations|guidance|handbook|plans?|strateg(?:y|ies)|statement\s+of\s+action|WSoA|self-?\s?(?:assessment|evaluation)|direction|notice|data|figures|cohort|pandemic|covid|lockdown"
    r"|election|appointed|joined|took\s+up|in\s+post|recruited|training|workshop|conference|launched|introduced|implemented|replaced|came\s+into|budget|financial\s+year|quarter|submitted|deadline|response|contract"
    r"|commissioner|born|formed|set\s+up|wound\s+up|went\s+live|opened|closed|transferred|created|abolished|vesting|records|restructure|audits?|dashboard|survey|project|programme|established|rolled\s+out|legislation|policy|staff|post)\b",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\bunder\s+(?:[\w’'()-]+\s+){0,10}$", re.IGNORECASE)
#: "took place on", "rescheduled for": said of an inspection or a meeting, whatever stands between.
HELD = re.compile(
    r"\b(?:took\s+place|taken\s+place|take\s+place|(?:re)?scheduled|planned|held|carried\s+out|undertaken|conducted)\s+(?:for|on|in|between|from|during|over)\s+(?:the\s+)?(?:week\s+(?:commencing|beginning)\s+|w/c\s+)?$",
    re.IGNORECASE,
)
#: "in October 2014, | after | inspections | in 2009".
_AFTER = re.compile(
    r"\b(?:after|following|since|because\s+of|as\s+a\s+result\s+of)\s+(?:[\w’'-]+\s+){0,5}$", re.IGNORECASE
)
_OWN_YEAR = re.compile(r"\s+(?:in|of|on|from|between)\s+(?:[\w-]+\s+){0,5}?(?:19|20)\d\d\b")
_OPENING = re.compile(
    r"(?:^|[.;:]\s*|,\s+|\b(?:and|then|that|when|but)\s+)(?:(?:and|then|also|later|on|in|during|at|the|early|late|mid|week|commencing|beginning|between|from|since|of|back)[\s,-]+)*$",
    re.IGNORECASE,
)
#: Around a date that describes what follows it: "the | 2018 | inspection".
_PREPOSITION = re.compile(r"\b(?:in|on|of|from|during|between|since)\s+$")
_JOINED = re.compile(r"\s+(?:and|the|in|of|to|was)\b")
_FEW_WORDS = re.compile(r"\s*(?:[\w’'-]+\s+){0,2}")
#: "The last inspection under the SIF, in November 2014, ended …": a date put in behind a name.
_PUT_IN = re.compile(r",\s+(?:held\s+)?(?:in|on|of|from|during)\s+(?:early\s+|late\s+)?$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r";\s|:\s|\.\s|\band\s+then\b|,\s+(?:but|while|whilst|then|with\s+the|and\s+(?:the|a|in|on|its))\s", re.IGNORECASE
)


class Anchor(NamedTuple):
    """Words that a date can belong to: where they stand, what they are, and the place of the mention or of the verb."""

    start: int
    end: int
    kind: Governor
    place: int | None = None


def find_anchors(text: str, mentions: Sequence[Mention], judged: Sequence[tuple[int, int, int]]) -> list[Anchor]:
    """What dates can be of; of each verb, where it starts, where its words begin behind a date in it, and where it ends."""
    anchors = [Anchor(mention.start, mention.end, "mention", index) for index, mention in enumerate(mentions)]
    anchors += [Anchor(start, end, "judged", verb) for verb, start, end in judged]
    kinds: tuple[tuple[Governor, re.Pattern[str]], ...] = (
        ("report", _REPORT),
        ("meeting", _MEETING),
        ("other", _OTHER),
    )
    for kind, pattern in kinds:
        for match in pattern.finditer(text):
            if match[0].lower() in {"framework", "regime"} and _UNDER.search(text[: match.start()]):
                continue  # "the inspection under the previous framework in May 2017": the date is the inspection's
            if not any(anchor.start <= match.start() < anchor.end for anchor in anchors):
                anchors.append(Anchor(match.start(), match.end(), kind))
    return sorted(anchors)


def came_about(between: str) -> bool:
    """Whether "which ran from" follows: that is said of an inspection, never of its framework."""
    return (
        re.search(
            r",?\s+(?:which|that)\s+(?:ran|ha[sd]\s+run|took\s+place|(?:was|had\s+been)\s+(?:held|carried\s+out|undertaken|conducted))\b",
            between,
        )
        is not None
    )


def find_governor(text: str, period: Period, anchors: list[Anchor]) -> tuple[Anchor | None, str]:
    """The noun or verb that a date belongs to, and the words between the two."""
    begin, end = _find_clause(text, period)
    before = [anchor for anchor in anchors if begin <= anchor.start and anchor.end <= period.start]
    after = [one for one in anchors if period.end <= one.start < end and not _came_before(text, period, one)]
    if beside := _find_beside(text, period, after):
        return beside, ""
    if before and before[-1].kind == "mention" and _is_put_in(text, period):
        return before[-1], text[before[-1].end : period.start]
    if after and _opens(text, period, begin, before):
        return after[0], text[period.end : after[0].start]
    behind = [anchor for anchor in anchors if anchor.end <= period.start]
    if not behind:
        return (after[0], text[period.end : after[0].start]) if after else (None, "")
    governor = _find_held(text, period, behind) or (before or behind)[-1]
    if governor.kind == "other" and came_about(text[governor.end : period.start]):
        governor = next((one for one in reversed(before or behind) if one.kind == "mention"), governor)
    return governor, text[governor.end : period.start]


def _find_beside(text: str, period: Period, after: list[Anchor]) -> Anchor | None:
    """What a date describes: "the 2018 | inspection", "a May 2021 | focused visit"; not "in 2018 | inspectors"."""
    if _JOINED.match(text, period.end) or _PREPOSITION.search(text[: period.start]):
        return None
    return next((one for one in after if _FEW_WORDS.fullmatch(text, period.end, one.start)), None)


def _is_put_in(text: str, period: Period) -> bool:
    """Whether a date stands between commas: "The last inspection under the SIF, in November 2014, ended …"."""
    return _PUT_IN.search(text[: period.start]) is not None and re.match(r"\)?,", text[period.end :]) is not None


def _opens(text: str, period: Period, begin: int, before: list[Anchor]) -> bool:
    """Whether a date opens its clause, so that it is of what follows; not right behind something that it may be of."""
    near = max(begin, period.start - 90)
    opening = _OPENING.search(text[near : period.start])
    if not opening or not (opening.start() or near == begin):
        return False
    return not any(anchor.end == near + opening.start() for anchor in before)


def _find_held(text: str, period: Period, behind: list[Anchor]) -> Anchor | None:
    """What was held on a date: "the visit, which the committee noted, took place on"; not in the sentence before."""
    held = HELD.search(text[max(0, period.start - 90) : period.start])
    holders = [anchor for anchor in behind if anchor.kind in {"mention", "meeting"}]
    return holders[-1] if held and holders and "." not in text[holders[-1].end : period.start] else None


def _came_before(text: str, period: Period, anchor: Anchor) -> bool:
    """Whether what follows a date was before it, and has a year of its own: "in October 2014, after inspections in 2009"."""
    return (
        period.first[0] is not None
        and _AFTER.search(text[period.end : anchor.start]) is not None
        and _OWN_YEAR.match(text, anchor.end) is not None
    )


def _find_clause(text: str, period: Period) -> tuple[int, int]:
    begin = max((match.end() for match in _CLAUSE_END.finditer(text) if match.end() <= period.start), default=0)
    end = next((match.start() for match in _CLAUSE_END.finditer(text) if match.start() >= period.end), len(text))
    return begin, end
