"""Which dates in a sentence belong to which inspection, and what they are of it: its days, its end, its report's publication.

A date belongs to what governs it: the noun before it ("the visit in May 2021"), or after it where it opens the clause ("In
June 2018 Ofsted completed a re-inspection"). A date of a framework, a plan, a meeting or a post is of no inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from graph.recognise.comparisons import is_background, is_compared, is_of_other_grade
from graph.recognise.dates import Period
from graph.recognise.event_periods import find_event_periods
from graph.recognise.governors import HELD, Anchor, came_about, find_anchors, find_governor
from graph.recognise.mentions import Mention
from graph.recognise.patterns import NUMBER, QUOTE
from graph.recognise.relative import is_relative
from graph.recognise.wordings import any_grade

Role = Literal["visit", "start", "end", "published", "on site", "since"]


_PUBLISHED = re.compile(
    r"\b(?:publish\w*|issued|released|dated|publication(?=\s+(?:(?:was\s+)?(?:on|in)|followed|following)\b)|appeared(?=\s+(?:on|in)\b)|made\s+public|(?:will|would|to)\s+go\s+live|(?:gone|went|put|placed|posted|uploaded)\s+(?:up\s+)?(?:on|onto|to)\s+(?:the\s+)?(?:Ofsted(?:[’']s)?\s+)?website|available\s+on\s+(?:the\s+)?Ofsted(?:[’']s)?\s+website|shared\s+publicly|c[ao]me\s+out(?=\s+(?:on|in)\b)|out(?=\s+on\s+\d))\b",
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
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?(?:early\s+|late\s+)?$", re.IGNORECASE)
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
_IN = re.compile(rf"{QUOTE}?(?:\s+overall)?,?\s+in\s+", re.IGNORECASE)
_STAY = re.compile(r"\b(?:was|were|been|stayed|remained|spent)\b")
_FINISHING = re.compile(r"\b(?:finishing|ending|concluding)\s+(?:on\s+)?(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Behind the first year of several: ", 2013 and again in 2015".
_FURTHER_YEARS = re.compile(
    r"(?:,\s*(?:in\s+)?(?:19|20)\d\d\b)*,?\s+and\s+(?:(?:then|again)\s+)?(?:in\s+)?(?:19|20)\d\d\b(?!\s*[-/–]\s*\d)"
)
#: "judged inadequate | when the new director arrived in | 2018": the day is the director's.
_ANOTHER_CLAUSE = re.compile(r"\b(?:when|before|until|by\s+the\s+time)\s+\w", re.IGNORECASE)


class Dated(NamedTuple):
    """A date in a sentence: of which mention (None: of what was told before), as what, and where its words stand.

    `judged` is where the verb stands that it dates ("was judged inadequate in 2015"), if it dates one.
    """

    role: Role
    period: Period
    mention: int | None
    judged: int | None = None


def find_dated(text: str, mentions: Sequence[Mention], judged: Sequence[tuple[int, int]]) -> tuple[Dated, ...]:
    """The dates of a sentence that are of an inspection; `judged` is where verbs like "was judged" stand."""
    periods = find_event_periods(text)
    if not periods:
        return ()
    # "The outcome, published on 13 June, was 'good'": the date inside is the outcome's, not the judging's
    verbs = [
        (start, max((period.end for period in periods if start < period.start < end), default=start), end)
        for start, end in judged
    ]
    anchors = find_anchors(text, mentions, verbs)
    found: list[Dated] = []
    for period in periods:
        dated = (
            _go_on(text, period, found, mentions)
            or _find_labelled(text, period, mentions)
            or _relate(text, period, anchors, mentions)
        )
        if dated and (year := _find_year(dated, found)):
            found[found.index(year)] = dated._replace(period=period.fill(year.period.first[0] or 0))
        elif dated and found and _is_put_precisely(text, period, found[-1]):
            known = found[-1].period.first[0]
            found[-1] = found[-1]._replace(period=period.fill(known) if period.yearless and known else period)
        elif dated and not (
            dated.role == "visit" and any(_is_same_slot(dated, other, text, mentions) for other in found)
        ):
            found.append(dated)
    own = {dated.judged: dated for dated in found for _, end in judged if _is_beside(text, end, dated)}
    return tuple(dated for dated in found if not _is_of_another(dated, own.get(dated.judged)))


def _is_beside(text: str, end: int, dated: Dated) -> bool:
    """Whether a date stands right behind a grade that ends at `end`: "judged inadequate | in 2014"."""
    return dated.judged is not None and _IN.fullmatch(text[end : dated.period.start]) is not None


def _is_of_another(dated: Dated, beside: Dated | None) -> bool:
    """Whether the grade that a date would be of has one of its own: "judged in 2018 and, before that, inadequate in 2014"."""
    return beside is not None and dated.period.first[0] != beside.period.first[0]


def iter_listed_years(text: str, dated: Dated) -> Iterator[Dated]:
    """The further years of a list behind a date that is a year: "was judged inadequate in 2011 | , 2013 and 2015"."""
    period = dated.period
    if period.last is not None or period.first[1] is not None:
        return
    listed = _FURTHER_YEARS.match(text, period.end)
    for year in _YEAR.finditer(text, period.end, listed.end() if listed else period.end):
        first = (int(year[0]), None, None)
        yield dated._replace(period=Period(first, None, year.start(), year.end()))


def _is_put_precisely(text: str, period: Period, last: Dated) -> bool:
    """Whether a bracket tells the days of the months before it: "in September and October 2019 (23 September to 4 October)"; or the
    words behind "last month" tell its day: "last month, on 14 November".
    """
    if is_relative(last.period):
        return (
            re.fullmatch(r",?\s*\(?(?:on|from|between)?\s*(?:the\s+)?", text[last.period.end : period.start])
            is not None
        )
    first, months = last.period.first, {last.period.first[1], (last.period.last or last.period.first)[1]}
    bare = first[0] is not None and first[1] is not None and first[2] is None and last.role == "visit"
    return (
        bare
        and period.first[2] is not None
        and period.first[1] in months
        and re.fullmatch(r"\s*\(", text[last.period.end : period.start]) is not None
    )


def _find_year(dated: Dated, found: list[Dated]) -> Dated | None:
    """The year told of the same visit before its month: "In 2018, following an inspection in June"."""
    if dated.role != "visit" or not dated.period.yearless or is_relative(dated.period):
        return None
    return next(
        (
            one
            for one in found
            if one.role == "visit"
            and one.mention == dated.mention
            and one.period.last is None
            and one.period.first[1] is None
        ),
        None,
    )


def _go_on(text: str, period: Period, found: list[Dated], mentions: Sequence[Mention]) -> Dated | None:
    """The next date of a list: "monitoring visits in February, June and November 2019"."""
    last = found[-1] if found else None
    if (
        not last
        or last.mention is None
        or mentions[last.mention].reference not in {"plural", "definite"}
        or last.role != "visit"
    ):
        return None
    listed = re.fullmatch(
        r"\s*(?:\([^()]{3,60}\)\s*)?(?:,|;|and|&|,\s*and)\s*(?:(?:in|on)\s+)?", text[last.period.end : period.start]
    )
    several = text[mentions[last.mention].start : mentions[last.mention].end].lower().endswith("s")
    return last._replace(period=period) if listed and several else None


def _relate(text: str, period: Period, anchors: list[Anchor], mentions: Sequence[Mention]) -> Dated | None:
    """What governs a date, and what the date is of it."""
    before = text[max(0, period.start - 120) : period.start]
    if _IT_HELD.search(before) and not mentions:
        return Dated("visit", period, None)
    if _REPORT_ON.search(before) and _REPORT_SAID.match(text, period.end):
        return Dated("published", period, None)
    if period.last is not None and period.first[2] is not None:
        # "the first visit since the judgement on 17 and 18 January": what is published, or judged, has one day
        anchors = [anchor for anchor in anchors if anchor.kind not in {"report", "judged"}] or anchors
    governor, between = find_governor(text, period, anchors)
    if governor is None or (
        governor.start > period.end and governor.kind != "mention" and (HELD.search(before) or _ON_SITE.search(before))
    ):
        return _relate_alone(text, period)
    if _is_of_else(text, governor, period, between, before):
        return None
    mention = governor.place if governor.kind == "mention" else _beside(governor, anchors, text)
    if governor.kind == "judged":
        if (
            is_of_other_grade(text[: period.start] if governor.start >= period.end else between)
            or any_grade().search(between)
            or _YEAR.search(between)
            or (governor.start < period.start and _ANOTHER_CLAUSE.search(between))
        ):
            return None  # "rated Outstanding, having been Good in 2017": the date is of the other grade
        return Dated("published", period, None, judged=governor.place)
    if governor.kind == "report" and (
        (is_of_other_grade(text[: period.start]) and not (_NOT_UNTIL.search(before) or _CAME_OUT.search(before)))
        or _is_occasion(text, governor, between)
        or not _is_dated_report(text, governor, period, between)
    ):
        return None
    role = _find_role(text, governor, between, before)
    if role == "published" and period.last is not None and period.first[2] is not None:
        role = "visit"  # "the inspection, which was published in March, took place from 16 to 27 January"
    if role == "since" and (mention is None or mentions[mention].reference != "plural"):
        return None
    return Dated(role, period, mention)


def _find_labelled(text: str, period: Period, mentions: Sequence[Mention]) -> Dated | None:
    """A date that labels an inspection: "March 2023: ILACS inspection", "May 2024 – focused visit"."""
    if text[: period.start].strip(" •-–("):
        return None
    places = (
        place
        for place, mention in enumerate(mentions)
        if re.fullmatch(r"\)?\s*(?::|[-–])\s*(?:[\w’'-]+\s+){0,4}", text[period.end : mention.start])
    )
    return next((Dated("visit", period, place) for place in places), None)


def _relate_alone(text: str, period: Period) -> Dated | None:
    """A date in a sentence that names nothing: of the inspection told before, where a verb says what it is."""
    if _ON_SITE.search(text):
        return Dated("on site", period, None)
    if (
        _GOES_ON.search(text[: period.start])
        and re.search(
            r"\b(?:took\s+place|(?:was|were|had\s+been)\s+(?:held|undertaken|carried\s+out|conducted|published)|ran\s+from)\b",
            text,
        )
        and not _LIMIT.search(text[: period.start])
    ):
        return Dated("published" if _PUBLISHED.search(text) else "visit", period, None)
    return None


def _is_of_else(text: str, governor: Anchor, period: Period, between: str, before: str) -> bool:
    """Whether a date is that of a meeting or a plan, of a notice, a limit, or of who told of the inspection."""
    return (
        (governor.kind in {"meeting", "other"} and not came_about(between))
        or (is_relative(period) and not _is_close(text, governor, period, between))
        or _NOTIFIED.search(before) is not None
        or (
            _LIMIT.search(before) is not None
            and not _ON_SITE.search(between)
            and not _NOT_UNTIL.search(before)
            and not _is_stay(text, governor, before)
        )
        or (governor.kind == "mention" and _NOTICE.search(text[: governor.start]) is not None)
    )


def _is_stay(text: str, governor: Anchor, before: str) -> bool:
    """Whether a limit is that of inspectors' stay: "inspectors were in the area until 25 November"."""
    told = text[governor.start : governor.end].lower()
    return governor.kind == "mention" and _UNTIL.search(before) is not None and _STAY.search(told) is not None


def _is_close(text: str, governor: Anchor, period: Period, between: str) -> bool:
    """Whether "last month" is said of a thing beside it, and not of who told of it: not "as reported last month, the visit …"."""
    opens = governor.start < period.start or not text[: period.start].strip()
    return opens and len(between.split()) <= 4


def _is_dated_report(text: str, governor: Anchor, period: Period, between: str) -> bool:
    """Whether a report's date is that of the report: "the letter of 9 March", "published its report on …"; not "took the report on …"."""
    if governor.start > period.end:
        return (_PUBLISHED.search(between) or _CAME_OUT.search(text[: period.start])) is not None
    verb = _PUBLISHED.search(between) or re.search(
        r"\b(?:publish\w*|publication|issued|released|sent)\s+(?:[\w’'-]+\s+){0,6}$",
        text[: governor.start],
        re.IGNORECASE,
    )
    verb = verb or _PUBLISHED.match(text, governor.start)  # "Publication was on 8 July"
    followed = re.fullmatch(r"\s+(?:then\s+)?followed\s+(?:on|in)\s+(?:the\s+)?", between)
    return (verb or followed) is not None or re.fullmatch(
        r"\s*(?:of|from|,|\(|–|-|:)?\s*(?:the\s+)?", between
    ) is not None


def _is_occasion(text: str, governor: Anchor, between: str) -> bool:
    """Whether a judgement is only what something else is counted from, or followed: "the fifth visit since the judgement of"."""
    before = text[: governor.start]
    return is_compared(before) or (is_background(before) and _PUBLISHED.search(before[-60:] + between) is None)


def _beside(governor: Anchor, anchors: list[Anchor], text: str) -> int | None:
    """The mention that a report is of, where it stands beside it: "its final SEND re-visit report"."""
    near = [anchor for anchor in anchors if anchor.kind == "mention" and (
        (anchor.end <= governor.start and len(text[anchor.end : governor.start].split()) <= 2)
        or (anchor.start >= governor.end and re.fullmatch(r"\s+(?:of|on|from|for|about|following)\s+(?:[\w’'-]+\s+){0,5}", text[governor.end : anchor.start]))
    )]  # fmt: skip
    return near[0].place if near else None


def _find_role(text: str, governor: Anchor, between: str, before: str) -> Role:
    if _LASTED.search(before):
        return "visit"
    if governor.kind == "report" or _PUBLISHED.search(between):
        return "published"
    if governor.kind == "mention" and re.search(r"letter", text[governor.start : governor.end], re.IGNORECASE):
        return "published"
    if _FINISHING.search(before) or _is_stay(text, governor, before):
        return "end"
    if _ON_SITE.search(between) or _ON_SITE.search(text[governor.start : governor.end]):
        return "on site"
    if text[governor.start : governor.end].lower().startswith("since"):
        return "visit"
    if _SINCE.search(before) and re.search(r"since\s+(?:the\s+)?$", before, re.IGNORECASE):
        return "since"
    if _ENDED.search(between):
        return "end"
    return "start" if _BEGAN.search(between) else "visit"


def _is_same_slot(dated: Dated, other: Dated, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a single visit has its days already; several ("visits in May 2019 and in July 2019") may have more."""
    if other.role != "visit" or dated.mention != other.mention:
        return False
    plural = dated.mention is not None and mentions[dated.mention].reference == "plural"
    return not plural and re.search(r"\bvisits\b|\binspections\b", text[: dated.period.start]) is None
