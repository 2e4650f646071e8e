"""Counts that are told of an inspection ("12 inspectors", "no priority actions"), what a visit was about, and the framework it was under.

"16 and 17 years old", "a 12 week plan" and "every 6 months" count nothing of an inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.recognise.agreements import SEND
from graph.recognise.event_periods import find_event_periods
from graph.recognise.mentions import Mention
from graph.recognise.patterns import NUMBER, one_line, to_number

# What inspections are counted in, with the words before it: "children's cases", "areas of significant weakness".
_COUNTED = (
    r"inspectors\b",
    r"(?:further\s+|new\s+|key\s+)?recommendations\b(?!\s+(?:to|for)\s+(?:the\s+)?(?:committee|cabinet)\b)",
    r"(?:areas\s+for\s+)?priority\s+actions?\b",
    r"(?:main\s+|key\s+|significant\s+)?areas\s+(?:for|of|in\s+need\s+of|requiring)\s+(?:\w+\s+)?(?:improvement|development|weakness(?:es)?|concerns?|action)\b",
    r"(?:significant|serious)\s+(?:concerns|weaknesses)\b",
    r"children[’']?s\s+cases\b|cases\b",
    r"(?:formal\s+)?interviews(?:\s+and\s+focus\s+groups)?\b|focus\s+groups\b",
    r"staff(?:\s+and\s+partners)?\b",
    r"(?:evidence\s+)?documents\b|responses\b|observations\b",
    r"working\s+days(?:[’']?\s+notice)?\b",
    r"(?:key\s+)?(?:decision(?:[\s-]making)?\s+points|lines\s+of\s+enquiry)\b",
)
_COUNT = re.compile(rf"(?<![\w.-])({NUMBER}|no)\s+(?:of\s+the\s+)?({'|'.join(_COUNTED)})", re.IGNORECASE)
#: "nine key decision making points" is one; "two inspectors spent two days": the days belong to what the inspectors did.
_LENGTH = re.compile(
    rf"(?:\b(?:an?|the|this)\s+|\b(?:spent|took|lasted|over)\s+|\bon[\s-]site\s+for\s+)({NUMBER})[\s-]+(weeks?|days?)(?=\s+(?:[\w’'-]+\s+){{0,3}}?(?:re-?\s?)?(?:inspection|visit)|\s+(?:in|on|at|with|from|reviewing)\b)",
    re.IGNORECASE,
)
#: "which took four weeks.", "It will take four weeks and …"
_LASTED = re.compile(
    rf"\b(?:which|it|that|(?:inspection|visit))\s+(?:will\s+|would\s+)?(?:takes?|took|last(?:s|ed)?|ran\s+for)\s+({NUMBER})\s+(weeks?|days?)(?=\s*(?:$|[.,;]|and\b))",
    re.IGNORECASE,
)
#: Who makes recommendations to a council; a committee or a board makes its own.
_BY_INSPECTORS = re.compile(r"\b(?:inspectors|Ofsted|inspection|re-?inspection|visit|letter)\b", re.IGNORECASE)
_TO_COUNCIL = re.compile(r"\s+(?:to|for)\s+(?:the\s+)?(?:council|board)\b", re.IGNORECASE)
_PROGRESS = re.compile(
    rf"(?:sufficient|significant)\s+progress\s+(?:had\s+been\s+made\s+)?(?:in|against|on)\s+({NUMBER})\s+(?:out\s+)?of\s+(?:the\s+)?{NUMBER}\b|\bin\s+({NUMBER})\s+(?:out\s+)?of\s+(?:the\s+)?{NUMBER}\b[^.;]{{0,60}}\b(?:sufficient|significant)\s+progress",
    re.IGNORECASE,
)
#: Numbers that others count: an audit's recommendations, a plan's actions, the committee's own.
_NOT_OF_INSPECTION = re.compile(
    r"\b(?:audit\s+made|serious\s+case\s+review|scrutiny\s+review|task\s+(?:and\s+finish\s+)?group|ombudsman|per\s+cent|vacanc|caseload|agency\s+staff)\b",
    re.IGNORECASE,
)

_ABOUT = re.compile(
    r"(?:,?\s+(?:which|that|and)\s+)?(?:\s*,?\s*(?:in\s+relation\s+to|looking\s+at|looked\s+at|focus+(?:ing|ed)\s+on|focused\s+upon|with\s+a\s+focus\s+on|consider(?:ed|ing)|evaluat(?:ed|ing)|review(?:ed|ing)|examin(?:ed|ing)|took\s+in|to\s+(?:look\s+at|evaluate|review|consider|examine|see)|was\s+about|concerned)|\s+on)\s+",
    re.IGNORECASE,
)
_FOCUS = re.compile(
    r"\b(?:(?:main\s+)?focus\s+of\s+(?:the|this)\s+(?:\w+\s+)?(?:visit|inspection|review)\s+(?:was|were)(?:\s+on)?|its\s+(?:main\s+)?focus\s+was(?:\s+on)?|(?:the\s+visit|the\s+inspection|this\s+visit|it|inspectors)\s+(?:also\s+|mainly\s+|particularly\s+)?(?:focus+ed\s+(?:up)?on|took\s+in|followed|looked\s+(?:at|into)(?!\s+\d)|considered|evaluated|reviewed|examined))\s+",
    re.IGNORECASE,
)
_FOCUS_END = re.compile(
    r"[.;]|:\s|:$|,\s+and\s+(?:wanted|asked|considered|spoke|met|found|saw|heard|sampled|tested|held|said)\b|,\s+(?:and\s+(?:found|the)|which|where|with\s+the|but)\b|\s+(?:took\s+place|followed|was\s+held|were\s+held|and\s+found|which|during|including\s+discussions)\b|$",
    re.IGNORECASE,
)
#: "It followed | a monitoring visit in September 2020": no subject, but what came before.
_ANOTHER = re.compile(
    r"(?:an?|the|our|its)\s+(?:[\w’'-]+\s+){0,3}(?:re-?)?(?:visit|inspection|review)s?\b", re.IGNORECASE
)
_TOO_LONG = 220  # characters: a focus is a phrase; what is longer is a story
#: "under the single inspection framework", "the ILACS framework"; a framework named without "under" is only talked of.
_FRAMEWORK = re.compile(
    r"\b(?:((?i:single\s+inspection\s+framework)|SIF)|ILACS|inspections?\s+of\s+local\s+authority(?:[’']s)?\s+children[’']?s[’']?\s+services\s+framework)\b"
)
_ASIDE = re.compile(r",\s+(?:as|having|up|down|compared|unlike|than)\b", re.IGNORECASE)
_UNDER = re.compile(
    r"\b(?:under|using|within|through|follow(?:s|ed|ing)?|in\s+line\s+with|according\s+to)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,5}\(?$",
    re.IGNORECASE,
)


class Counted(NamedTuple):
    """A number of things in a sentence, and where the words stand."""

    what: str
    number: int
    start: int
    end: int


def iter_counts(text: str) -> Iterator[Counted]:
    """What a sentence counts of an inspection, from left to right."""
    if _NOT_OF_INSPECTION.search(text):
        return
    for match in _COUNT.finditer(text):
        if re.search(r"\b(?:on|some\s+of|one\s+of)\s+the\s+$", text[: match.start()], re.IGNORECASE):
            continue  # "progress on the four recommendations": there may be more of them
        if not text[: match.start()].strip() and match[1].isdigit() and match[2][0].isupper():
            continue  # "1 Recommendations": the number of a heading
        if _TO_COUNCIL.match(text, match.end()) and not _BY_INSPECTORS.search(text[: match.start()]):
            continue
        number = 0 if match[1].lower() == "no" else to_number(match[1])
        if number or "priority" in match[2].lower() or "recommendation" in match[2].lower():
            yield Counted(one_line(match[2]), number, match.start(), match.end())
    for match in (*_LENGTH.finditer(text), *_LASTED.finditer(text)):
        yield Counted(match[2].lower().rstrip("s") + "s", to_number(match[1]), match.start(1), match.end(2))
    for match in _PROGRESS.finditer(text):
        yield Counted("areas with significant progress", to_number(match[1] or match[2]), match.start(), match.end())


def find_focus(text: str, end: int | None) -> tuple[int, int] | None:
    """Where a sentence says what a visit was about: behind the visit's name, which ends at `end`, or in words of its own."""
    match = _find_about(text, end) or _FOCUS.search(text)
    if match is None or (end is not None and match.end() <= end):
        return None  # "It looked at permanence …, which the re-inspection had found": that is another's
    stop = _FOCUS_END.search(text, match.end())
    finish = stop.start() if stop else len(text)
    period = next(iter(find_event_periods(text[match.end() : finish])), None)
    if "following" in text[match.end() : finish] or _ANOTHER.match(text, match.end()):
        return None
    if finish - match.end() > _TOO_LONG or finish - match.end() < 3 or (period and period.start < 5):
        return None
    return match.end(), finish


def _find_about(text: str, end: int | None) -> re.Match[str] | None:
    """The words that lead to what a visit was about, behind its name or behind its dates."""
    if end is None:
        return None
    dates = next((period for period in find_event_periods(text[end:]) if period.start < 30), None)
    if dates and len(text[end : end + dates.start].split()) < 4:
        return _ABOUT.match(text, end + dates.end)
    return _ABOUT.match(text, end)


def find_framework(text: str, mention: Mention | None) -> tuple[str, int, int] | None:
    """The framework that a sentence says an inspection was under, and where: "SIF" or "ILACS"; of none named, that of what was told before."""
    for match in _FRAMEWORK.finditer(text):
        found = ("SIF" if match[1] else "ILACS", *match.span())
        under = _UNDER.search(text[: match.start()]) is not None
        if mention is None:
            return found if under else None
        if match.start() > mention.end and _ASIDE.search(text[mention.end : match.start()]):
            continue  # "…, as it had been in January 2018 under the SIF"
        if _is_named(text, match, mention) or (under and mention.kind not in SEND):
            return found
    return None


def _is_named(text: str, framework: re.Match[str], mention: Mention) -> bool:
    """Whether a framework stands in the name of an inspection, right before it, or in a bracket behind it."""
    if framework.start() < mention.end:
        return mention.start <= framework.start() or not text[framework.end() : mention.start].strip(" )(:–-")
    return re.fullmatch(r"[^.;:,()]{0,60}\(", text[mention.end : framework.start()]) is not None
