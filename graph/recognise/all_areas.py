"""Grades of all areas at once, or of all but some: "good in all areas", "inadequate in every area except adoption".

Which areas those are only the framework tells, and which are left out only the rest of the sentence: the words are kept as the paper
has them.
"""

from __future__ import annotations

import re
from functools import cache

from graph.recognise.patterns import EXCEPT, QUOTE, one_line
from graph.recognise.wordings import any_grade, area_list

_ALL_AREAS = re.compile(
    r"(?:(?:in|across|for)\s+)?((?:(?:all|each|both|every)(?:\s+(?:single\s+)?one)?(?:\s+of)?(?:\s+(?:the|these|them|its|other|remaining))*|the\s+(?:(?:two|three|four|five)\s+)?(?:other|remaining)(?:\s+(?:two|three|four|five))?)(?:\s+\w+)?(?:\s+(?:judge?ments?|inspection|key))?(?:\s+(?:(?:sub[\s-]?)?(?:areas?|categor(?:y|ies)|domains?|headings?|judge?ments?)|of\s+them)))",
    re.IGNORECASE,
)
#: Between a grade and all areas: "good | overall and | in all three areas".
_OVERALL_AND = re.compile(rf"{QUOTE}?\s+overall,?\s+(?:and|as\s+well\s+as)\s+", re.IGNORECASE)
_AREA_COUNT = re.compile(
    r"\b((?:two|three|four|five)\s+(?:judge?ment\s+)?(?:areas|domains|categories));\s+in\s+(?:each|all)\s+(?:of\s+(?:them|these)|one)\b",
    re.IGNORECASE,
)
#: "good in all areas | apart from care leavers": which are all, only the rest of the sentence tells.
_BUT = re.compile(rf"\b{EXCEPT}\b", re.IGNORECASE)
_BUT_BEHIND = re.compile(rf"{QUOTE}?,?\s+{EXCEPT}\b", re.IGNORECASE)
#: "In every other area | the judgement was inadequate": of those, and not of the whole.
_ARE_SUBJECT = re.compile(
    rf"{_ALL_AREAS.pattern},?\s+(?:(?:at|on|in)\s+that\s+(?:time|occasion|year|inspection)\s+)?(?:the\s+(?:judge?ments?|grades?|ratings?|outcomes?|council|authority)|it|they|we|services|was|were|is|are|had|have|has|being|at|judged|rated|graded)\b|{_ALL_AREAS.pattern}\s+$",
    re.IGNORECASE,
)
#: Between a grade and areas that have a grade of their own: "… overall, | with the remaining judgements at good", "as were the others".
_OWN = re.compile(r";|\b(?:with|but|while|whilst|as\s+(?:was|were|is|are)|and\s+so)\b")
#: "… which was good, | all areas | were judged inadequate": theirs is the next grade.
_HAS_OWN = re.compile(r",?\s+(?:was|were|is|are|had|have|has|being|remain\w*|judged|rated|graded|at)\b", re.IGNORECASE)


def find_all(text: str, start: int, end: int) -> list[tuple[str, bool]] | None:
    """What a grade between `start` and `end` is of, where that is all areas; nothing where those left out cannot be told, and None
    where it is of something else.
    """
    behind = _ALL_AREAS.search(text, end, end + 60)
    if behind and _OVERALL_AND.fullmatch(text[end : behind.start()]):
        return [("overall", True), (one_line(behind[1]), False)]
    if board := _board_but().match(text, end):
        return [(one_line(board[1]), False)]
    if behind and (
        any_grade().search(text[end : behind.start()])
        or _OWN.search(text[end : behind.start()])
        or _HAS_OWN.match(text, behind.end())
    ):
        behind = None
    several = behind or _AREA_COUNT.search(text[:start])
    if several and _BUT.search(text[end:]):
        but = _all_but().search(text, end, end + 160)
        return [(one_line(text[but.start(1) : but.end()]), False)] if but else []
    return [(one_line(several[1]), False)] if several else None


def find_all_before(clause: str) -> str:
    """All areas that are the subject of a grade, as printed: "In every other area | the judgement was"; "" where they are not."""
    subject = _ARE_SUBJECT.search(clause)
    return one_line(subject[1] or subject[2]) if subject else ""


def leave_out(found: list[tuple[str, bool]], text: str, end: int) -> list[tuple[str, bool]]:
    """The subjects of a grade that ends at `end`, without what is left out behind it: "all were outstanding | but one: adoption"."""
    if not found or not _ALL_AREAS.fullmatch(found[0][0]) or not _BUT_BEHIND.match(text, end):
        return found
    but = _but_areas().match(text, end)
    return [(f"{found[0][0]} {one_line(but[1])}", False)] if but else []


@cache
def _all_but() -> re.Pattern[str]:
    """All areas but those named: "every area except care leavers"."""
    return re.compile(rf"{_ALL_AREAS.pattern},?\s+{_BUT.pattern}\s+(?:that\s+of\s+|of\s+)?{area_list()}", re.IGNORECASE)


@cache
def _but_areas() -> re.Pattern[str]:
    """The areas that a grade of all is not for: "good | with the exception of adoption"."""
    return re.compile(rf"{QUOTE}?,?\s+({EXCEPT}:?\s+(?:that\s+of\s+|for\s+)?{area_list()})", re.IGNORECASE)


@cache
def _board_but() -> re.Pattern[str]:
    """The same in fewer words: "good | across the board except for care leavers"."""
    return re.compile(
        rf"{QUOTE}?,?\s+(across\s+the\s+board,?\s+{EXCEPT}\s+(?:that\s+of\s+|of\s+)?{area_list()})", re.IGNORECASE
    )
