"""What a date is of the inspection that it belongs to: its days, its beginning or end, its report's publication, or nothing.

A limit ("by June 2020"), a notice, the date of a meeting or a plan are of no inspection; nor is that of a grade which is only compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from graph.recognise.comparisons import ALSO_GIVEN, is_background, is_compared, is_of_other_grade
from graph.recognise.dates import Period
from graph.recognise.governors import HELD, Anchor, came_about, find_governor
from graph.recognise.mentions import Mention
from graph.recognise.patterns import NUMBER, YEAR
from graph.recognise.relative import is_relative
from graph.recognise.wordings import any_grade

Role = Literal["visit", "start", "end", "published", "on site", "since"]

_PUBLISHED = re.compile(
    r"\b(?:publish\w*|issued|released|dated|publication(?=\s+(?:(?:was\s+)?(?:on|in)|followed|following)\b)|appeared(?=\s+(?:on|in)\b)|made\s+public|(?:will|would|to)\s+go\s+live|(?:gone|went|put|placed|posted|uploaded)\s+(?:up\s+)?(?:on|onto|to)\s+(?:the\s+)?(?:Ofsted(?:[’']s)?\s+)?website|available\s+on\s+(?:the\s+)?Ofsted(?:[’']s)?\s+website|shared\s+publicly|c[ao]me\s+out(?=\s+(?:on|in)\b)|(?<=,\s)out(?=\s+(?:on|today)\b|\s*$)|enter(?:ed|s)\s+the\s+public\s+domain)\b",
    re.IGNORECASE,
)
#: "received notification of the inspection on 2 June": the day is the notification's.
_NOTICE = re.compile(
    r"\b(?:notif\w+|notice|announce\w*|informed)\s+(?:of|about)\s+(?:the|an|its|our)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_NOTIFIED = re.compile(
    r"\b(?:notif(?:ied|ication)|gave\s+(?:us\s+)?notice|announced|telephoned|phoned|phone\s+call|rang)\b(?:(?!\band\b)[^.;,]){0,40}$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:c[ao]m\w+\s+to\s+(?:its|an)\s+end|complet\w+|conclud\w+|finish\w+|ended|ending|left)\b", re.IGNORECASE
)
_BEGAN = re.compile(r"\b(?:began|begun|beginning|started|starting|commenc\w+|arrived)\b", re.IGNORECASE)
_ON_SITE = re.compile(r"\bon[\s-]?site\b|\bfieldwork\b", re.IGNORECASE)
#: Who or what a sentence can go on about that names no inspection; not "The consultation took place in May".
_GOES_ON = re.compile(
    r"\b(?:it|they|this|that|these|those|both|which|fieldwork|inspectors|Ofsted|reports?|letters?|outcomes?|findings|judge?ments?)\b",
    re.IGNORECASE,
)
#: "…, it took place on 10 and 11 October": of what was told before, whoever else the sentence names.
_IT_HELD = re.compile(
    r"(?:^|[,;]\s+|\band\s+)(?:it|this|the\s+(?:visit|inspection))\s+(?:took\s+place|was\s+(?:held|carried\s+out|undertaken|conducted))\s+(?:on|from|between|over|in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
# "by June 2020", "until March": a limit, not a date of anything.
_LIMIT = re.compile(
    r"\b(?:by|until|before|prior\s+to|ahead\s+of|no\s+later\s+than|after|as\s+(?:at|of)|compared\s+(?:to|with)|than\s+in|better\s+since)\s+(?:the\s+)?(?:(?:end|start|beginning)\s+of\s+)?$",
    re.IGNORECASE,
)
#: "was not published | until 12 June": then it was.
_NOT_UNTIL = re.compile(
    r"\bnot\s+(?:\w+\s+)?(?:published|released|issued|made\s+public)\s+until\s+$|\bwebsite\s+since\s+$", re.IGNORECASE
)
_UNTIL = re.compile(r"\b(?:until|up\s+to)\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE)
#: "went up on the website on | 20 June": nothing went up from a grade.
_CAME_OUT = re.compile(
    rf"{_PUBLISHED.pattern}\s+(?:(?:on|in)\s+|today,?\s+)(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE
)
#: "The report | on 24 January | judged services inadequate": the day it came out.
_REPORT_ON = re.compile(r"\b(?:report|letter)\s+on\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE)
_REPORT_SAID = re.compile(r",?\s+(?:judged|rated|graded|found|said|concluded|gave|confirmed|noted|highlighted)\b")
#: "over four weeks in | November and December": what lasts was no publication.
_LASTED = re.compile(
    rf"\b(?:over|during|for)\s+(?:(?:a|the)\s+)?(?:(?:period|course)\s+of\s+)?{NUMBER}[\s-]+(?:weeks?|days?)(?:\s+period)?\s+(?:in|of|during|across|between|from)\s+$",
    re.IGNORECASE,
)
_STAY = re.compile(r"\b(?:was|were|been|stayed|remained|spent)\b")
_FINISHING = re.compile(r"\b(?:finishing|ending|concluding)\s+(?:on\s+)?(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE)
#: "judged inadequate | when the new director arrived in | 2018": the day is the director's.
_TODAY = re.compile(r"\btoday\b", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when\b", re.IGNORECASE)  # "since 2019, | when we were judged good"
_ANOTHER_CLAUSE = re.compile(r"\b(?:when|before|until|by\s+the\s+time)\s+\w", re.IGNORECASE)
#: "The publication | of the Ofsted | report | on 8 July".
_PUBLICATION_OF = re.compile(
    r"\b(?:publish\w*|publication|issued|released|sent)\s+(?:[\w’'-]+\s+){0,6}$", re.IGNORECASE
)
#: Between a report and its date: "the letter | of | 9 March", "the report | then followed on | 5 May".
_OF = re.compile(r"\s*(?:of|from|,|\(|–|-|:)?\s*(?:the\s+)?|\s+(?:then\s+)?followed\s+(?:on|in)\s+(?:the\s+)?")
#: "It | was held on 5 May": a verb that says what a date is.
_CAME_ABOUT = re.compile(
    r"\b(?:took\s+place|(?:was|were|had\s+been)\s+(?:held|undertaken|carried\s+out|conducted|published)|ran\s+from)\b"
)


class Dated(NamedTuple):
    """A date in a sentence: of which mention (None: of what was told before), as what, and where its words stand.

    `judged` is where the verb stands that it dates ("was judged inadequate in 2015"), if it dates one.
    """

    role: Role
    period: Period
    mention: int | None
    judged: int | None = None


class _Governed(NamedTuple):
    """A date, what governs it, and the words between the two."""

    text: str
    period: Period
    governor: Anchor
    between: str

    @property
    def before(self) -> str:
        """The words before the date."""
        return _before(self.text, self.period)

    @property
    def words(self) -> str:
        """The words that govern it."""
        return self.text[self.governor.start : self.governor.end]

    @property
    def is_of_else(self) -> bool:
        """Whether it is that of a meeting or a plan, of a notice, a limit, or of who told of the inspection."""
        governor, before = self.governor, self.before
        return (
            (governor.kind in {"meeting", "other"} and not came_about(self.between))
            or (is_relative(self.period) and not self._is_close)
            or _NOTIFIED.search(before) is not None
            or (_LIMIT.search(before) is not None and not self._is_no_limit)
            or (governor.kind == "mention" and _NOTICE.search(self.text[: governor.start]) is not None)
        )

    @property
    def _is_no_limit(self) -> bool:
        return bool(_ON_SITE.search(self.between) or _NOT_UNTIL.search(self.before)) or self._is_stay

    @property
    def _is_stay(self) -> bool:
        """Whether a limit is that of inspectors' stay: "inspectors were in the area until 25 November"."""
        is_until = self.governor.kind == "mention" and _UNTIL.search(self.before) is not None
        return is_until and _STAY.search(self.words.lower()) is not None

    @property
    def _is_close(self) -> bool:
        """Whether "last month" is said of a thing beside it, and not of who told of it: not "as reported last month, the visit …"."""
        opens = self.governor.start < self.period.start or not self.text[: self.period.start].strip()
        return opens and len(self.between.split()) <= 4

    @property
    def is_of_other_grade(self) -> bool:
        """Whether it is not the judging's but that of another grade: "rated Outstanding, having been Good in 2017"."""
        behind = self.governor.start >= self.period.end
        if behind and _SINCE.match(self.text[: self.period.start]) and _WHEN.match(self.text, self.period.end):
            return False
        return (
            is_of_other_grade(self.text[: self.period.start] if behind else self.between)
            or ALSO_GIVEN.search(self.between) is not None
            or any_grade().search(self.between) is not None
            or YEAR.search(self.between) is not None
            or (not behind and _ANOTHER_CLAUSE.search(self.between) is not None)
        )

    @property
    def is_of_report(self) -> bool:
        """Whether a report's date is that of the report: "the letter of 9 March"; not "took the report on …", nor that of a grade in it."""
        came_out = _NOT_UNTIL.search(self.before) or _CAME_OUT.search(self.before)
        of_grade = is_of_other_grade(self.text[: self.period.start]) and not came_out
        return not of_grade and not self._is_occasion and self._is_publication

    @property
    def _is_publication(self) -> bool:
        governor, between = self.governor, self.between
        if _TODAY.search(between):
            return False  # "The report, out today, follows a visit in February"
        if governor.start > self.period.end:
            return (_PUBLISHED.search(between) or _CAME_OUT.search(self.before)) is not None
        verb = _PUBLISHED.search(between) or _PUBLICATION_OF.search(self.text[: governor.start])
        verb = verb or _PUBLISHED.match(self.text, governor.start)  # "Publication was on 8 July"
        return (verb or _OF.fullmatch(between)) is not None

    @property
    def _is_occasion(self) -> bool:
        """Whether a judgement is only what something else is counted from, or followed: "the fifth visit since the judgement of"."""
        before = self.text[: self.governor.start]
        return is_compared(before) or (is_background(before) and _PUBLISHED.search(before[-60:] + self.between) is None)

    @property
    def role(self) -> Role:
        """What it is of what governs it."""
        before, between = self.before, self.between
        if not _LASTED.search(before):
            if self.governor.kind == "report" or _PUBLISHED.search(between) or "letter" in self.words.lower():
                # "the inspection, which was published in March, took place from 16 to 27 January"
                return "visit" if _has_days(self.period) else "published"
            if _FINISHING.search(before) or self._is_stay:
                return "end"
            if _ON_SITE.search(between) or _ON_SITE.search(self.words):
                return "on site"
            if self.words.lower().startswith("since"):
                return "visit"
            if _SINCE.search(before):
                return "since"
            if _ENDED.search(between):
                return "end"
            if _BEGAN.search(between):
                return "start"
        return "visit"


def relate(text: str, period: Period, anchors: list[Anchor], mentions: Sequence[Mention]) -> Dated | None:
    """A date with the mention that it is of, and what it is of it; None where it is of no inspection."""
    before = _before(text, period)
    if _IT_HELD.search(before) and not mentions:
        return Dated("visit", period, None)
    if _REPORT_ON.search(before) and _REPORT_SAID.match(text, period.end):
        return Dated("published", period, None)
    if _has_days(period):
        # "the first visit since the judgement on 17 and 18 January": what is published, or judged, has one day
        anchors = [anchor for anchor in anchors if anchor.kind not in {"report", "judged"}] or anchors
    governor, between = find_governor(text, period, anchors)
    if governor is None or (
        governor.start > period.end and governor.kind != "mention" and (HELD.search(before) or _ON_SITE.search(before))
    ):
        return _relate_alone(text, period)
    governed = _Governed(text, period, governor, between)
    if governed.is_of_else:
        return None
    if governor.kind == "judged":
        return None if governed.is_of_other_grade else Dated("published", period, None, judged=governor.place)
    if governor.kind == "report" and not governed.is_of_report:
        return None
    mention = governor.place if governor.kind == "mention" else _beside(governor, anchors, text)
    if governed.role == "since" and (mention is None or mentions[mention].reference != "plural"):
        return None
    return Dated(governed.role, period, mention)


def _before(text: str, period: Period) -> str:
    return text[max(0, period.start - 120) : period.start]


def _has_days(period: Period) -> bool:
    """Whether it is a time of several days, and not one day or some months."""
    return period.last is not None and period.first[2] is not None


def _relate_alone(text: str, period: Period) -> Dated | None:
    """A date in a sentence that names nothing: of the inspection told before, where a verb says what it is."""
    if _ON_SITE.search(text):
        return Dated("on site", period, None)
    before = text[: period.start]
    if _GOES_ON.search(before) and _CAME_ABOUT.search(text) and not _LIMIT.search(before):
        return Dated("published" if _PUBLISHED.search(text) else "visit", period, None)
    return None


def _beside(governor: Anchor, anchors: list[Anchor], text: str) -> int | None:
    """The mention that a report is of, where it stands beside it: "its final SEND re-visit report"."""
    near = [anchor for anchor in anchors if anchor.kind == "mention" and (
        (anchor.end <= governor.start and len(text[anchor.end : governor.start].split()) <= 2)
        or (anchor.start >= governor.end and re.fullmatch(r"\s+(?:of|on|from|for|about|following)\s+(?:[\w’'-]+\s+){0,5}", text[governor.end : anchor.start]))
    )]  # fmt: skip
    return near[0].place if near else None
