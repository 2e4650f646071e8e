"""Whether a sentence says what inspectors found, or only what stands around it: grades, plans, members' questions, how they came."""

from __future__ import annotations

import re

from graph.recognise.event_periods import find_event_periods
from graph.recognise.finders import NOT_SEEN, REPORT_SAYS, SAYS, SEEN_TO_BE, SPEAKER, THERE_WERE, THEY_FOUND, TOLD_ON
from graph.recognise.finding_lists import MINUTED
from graph.recognise.finding_words import INSPECTING, LINE_SAYS, NO_CONTENT, NOT_FOUND, ON_VISIT, OWN_WORDS, PROCESS
from graph.recognise.grades import iter_graded, iter_outcomes

#: "We were one of six areas to have an inspection".
_WAS_ONE = re.compile(r"\b(?:was|were)\s+(?:one|among|subject|the\s+(?:first|second|third))\b", re.IGNORECASE)
#: "Services have been Good since 2019".
_IS_GRADED = re.compile(
    r"\b(?:services|council|authority|it|they|we)\s+(?:(?:has|have|had)\s+been|remain(?:s|ed)?|is|are|was|were)\s+[‘“'\"]?(?-i:Good|Outstanding|Inadequate)\b",
    re.IGNORECASE,
)


def says_little(text: str) -> bool:
    """Whether a sentence says only that something was found, and leaves what to the next."""
    return NO_CONTENT.search(text) is not None and "progress" not in text


def is_around(text: str) -> bool:
    """Whether a sentence below "What Ofsted said" is none of what was said: it leads in, tells of a visit, or of the council's plans."""
    if text.startswith(("“", '"', "‘")):
        return False
    visit = (ON_VISIT.search(text) or INSPECTING.search(text)) and (
        any(find_event_periods(text)) or _WAS_ONE.search(text)
    )
    if (visit and not SAYS.search(text)) or _IS_GRADED.search(text):
        return True
    return bool(text.endswith(":") or OWN_WORDS.search(text) or PROCESS.match(text))


def is_own(text: str) -> bool:
    """Whether a sentence tells what the council or its committee does, or a grade."""
    return bool(OWN_WORDS.search(text) or any(iter_graded(text)))


def is_of_members(text: str) -> bool:
    """Whether a sentence tells what those said or raised who met, and not what inspectors did."""
    spoken = SPEAKER.match(text) and not (TOLD_ON.search(text) or is_seen(text))
    return bool(spoken or MINUTED.search(text))


def says(text: str, on_visit: bool, inspecting: bool) -> bool:
    """Whether a sentence says that inspectors found something."""
    return bool(
        SAYS.search(text)
        or (on_visit and REPORT_SAYS.match(text))
        or (inspecting and (THEY_FOUND.match(text) or THERE_WERE.search(text)))
        or TOLD_ON.search(text)
    )


def is_seen(text: str) -> bool:
    """Whether a sentence says what was seen without saying by whom, and names nobody else nor another day."""
    return bool(SEEN_TO_BE.search(text) and not NOT_SEEN.search(text) and not any(find_event_periods(text)))


def is_beside(text: str) -> bool:
    """Whether a sentence tells of what surrounds findings, or of grades."""
    return bool(NOT_FOUND.search(text) or LINE_SAYS.search(text) or any(iter_graded(text)) or any(iter_outcomes(text)))
