"""Clauses that hold a grade and nothing but areas, councils, dates and plain words: they give it, whatever their verb is.

"Leadership has likewise stayed at Good" and "for help and protection we climbed to Good" are read without a list of all verbs
that there are. "The quality of social work was Good" holds other words, "One area remains Inadequate" does not say which, and
"Members felt that the service was Good" tells a view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.recognise.councils import iter_councils
from graph.recognise.patterns import NUMBER, QUOTE
from graph.recognise.subject_names import is_plain
from graph.recognise.subjects import skip_areas
from graph.recognise.wordings import any_area, any_grade, grade_key, grade_words

#: Where a clause ends and another begins: "…, | with care leavers at Good", "inspectors said | that leadership was".
_BREAK = re.compile(
    r"[.;:?!(\n\t]\s*|\s[-–—]\s|,?\s+(?:whereas|while|whilst|but|although|though|yet|because|so|which|who|when|where)\s+|,\s+with\s+|(?:(?<=good)|(?<=outstanding)|(?<=inadequate)|(?<=improvement)|(?<=overall)|(?<=[’'”\"]))\s+with\s+|\bthat\s+|,\s+and\s+(?!(?:is|are|was|were|has|have|had|stay\w*|remain\w*)\b)",
    re.IGNORECASE,
)
#: Words by which a clause speaks of grades, so that "good" in it is one.
_GETS = re.compile(
    r"\b(?:judged|rated|graded|judge?ments?|grades?|gradings?|ratings?|verdicts?|(?:attain|achiev|receiv|award|secur|earn|scor|retain|maintain|gain|obtain)\w*|given|got)\b",
    re.IGNORECASE,
)
#: "Members felt that", "care leavers said that", "Target: …": a view of those who inspect nothing, or a wish.
_VIEW = re.compile(
    r"\b(?:fe(?:el|els|lt)|th(?:ought|ink\w*)|believ\w+|opinion|view|perceiv\w+|suggest\w*|claim\w*|assum\w*|argu\w+|parents|carers|targets?|ambitions?|goals?|(?:leavers|leaders|children|people|families|staff)\s+(?:said|say|told|report\w*))\b",
    re.IGNORECASE,
)
#: "One area remains", "then Good, then Inadequate", "short of Good", "by 2026": of some areas, at another time, or not so.
_OPEN = re.compile(
    rf"(?<!all )(?<!all of the )(?<!both )(?<!all the )(?<!other )(?<!remaining )\b(?!\d){NUMBER}\b(?!\s+(?:steps?|notch(?:es)?|levels?|grades?)\b)|\b(?:then|short\s+of|by\s+(?:the\s+end\s+of\s+)?20\d\d|compar\w+|(?:improv\w+|steps?)\s+(?:up)?on|from|councils|authorities|outcomes?\s+(?:for|of)|of\s+(?:it|them|these|those))\b",
    re.IGNORECASE,
)
#: "Five years ago, leadership was", "Good across the board": no number of areas, and no part.
_ASIDE = re.compile(
    rf"\b{NUMBER}\s+(?:years?|months?)\s+(?:ago|earlier|before|later)\b|\bacross\s+the\s+board\b", re.IGNORECASE
)
#: "There was | one | Good judgement, for leadership", "| Two | areas were Good".
_NUMBERED = re.compile(
    rf"\b{NUMBER}\b(?:\s+of\s+(?:the|our|its)\s+{NUMBER}\b)?(?=\s*$|\s+(?:\w+\s+)?(?:areas?|(?:sub-?)?judge?ments?|grades?|ratings?|aspects?|domains?|categor))",
    re.IGNORECASE,
)
#: What nobody says but of a grade.
_LONG = re.compile(r"requires?\s+improvement\s+to\s+be\s+good", re.IGNORECASE)
#: "Leadership and adoption are both | good": said of each area, it is no praise of a part.
_EACH = re.compile(r"\b(?:both|all|each)\s+$", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?:services?|support|care|provision|experiences?|progress|outcomes?|arrangements|performance|work|results?|leaders(?:hip)?|improvement)\b",
    re.IGNORECASE,
)
_OVERALL = re.compile(r"^\s*overall\b", re.IGNORECASE)
#: "The same grade applies to", "So did": what shares the grade told just before.
_SAME = re.compile(
    r"\b(?:the|that)\s+same\s+(?:(?:overall\s+)?(?:grade|grading|judge?ment|rating|outcome|verdict)\s+)?(?:(?:also|then|now|again)\s+)*(?:appl(?:ies|ied)|goes|went|holds|held|(?:is|was)\s+(?:true|given|awarded|made|the\s+case)|for|in|across|to)\b|\bthe\s+same\s+(?:grade|grading|judge?ment|rating)\b|\b(?:grade|judge?ment|rating|outcome)\s+(?:is|was)\s+the\s+same\s+(?:for|in|on)\b|^(?:And\s+)?so\s+(?:do|does|did|is|are|was|were|has|have)\b|\bthe\s+same\s+(?:view|conclusion)\s+(?:on|of|about|for)\b|\bthis\s+(?:also\s+)?(?:applies|applied|is\s+also\s+true|goes)\b",
    re.IGNORECASE,
)
#: What says of all services.
_SUBJECT = re.compile(
    r"\b(?:it|they|we|us|services?|council|authority|borough|county|city|judge?ment|grade|grading|rating|verdict|outcome|result|all|both|each|every)\b",
    re.IGNORECASE,
)


def iter_plain(text: str) -> Iterator[re.Match[str]]:
    """The grades, with their quotes, whose clauses hold nothing else."""
    grades = [*_grade().finditer(text)]
    for match, following in zip(grades, (*grades[1:], None), strict=False):
        before = text[find_start(text, match.start()) : match.start()]
        end = following.start() if following else len(text)
        broken = _BREAK.search(text, match.end(), end)
        behind = text[match.end() : broken.start() if broken else end]
        listed = skip_areas(text, match.end()) > match.end()
        is_grade = (
            match["grade"][0].isupper() or match[0] != match["grade"] or _LONG.match(match["grade"])
            or _GETS.search(before) or _EACH.search(before) or _OVERALL.match(behind)
        )  # fmt: skip
        # "…: Good overall; Outstanding for leadership"
        first = listed or (not before.strip(" ,") and _OVERALL.match(behind))
        told = is_grade and (_names_subject(before) or first) and not _VIEW.search(text[: match.start()])
        if _NOUN.match(behind):
            continue  # "Care leavers receive good support" is praise
        if any_area().search(_OVERALL.sub("", behind)) and not listed:
            continue  # "is now a 'good' authority for leadership": of that area alone, however it is said
        if told and _is_all_plain(before, listed=listed) and _is_all_plain(behind):
            yield match


def iter_same(text: str, told: Sequence[str]) -> Iterator[tuple[str, str, int, int]]:
    """The areas that share the one grade of the sentence before, that grade, and where they stand: "The same grade applies to
    leadership", "So did care leavers".
    """
    same = _SAME.search(text)
    if (
        not same
        or len(set(map(grade_key, told))) != 1
        or any_grade().search(text)
        or not _is_all_plain(text[: same.start()] + text[same.end() :], listed=True)
    ):
        return
    for area in any_area().finditer(text):
        yield area["area"], told[0], area.start(), area.end()


def find_start(text: str, position: int) -> int:
    """Where the clause begins that a grade stands in: behind a break, or behind another grade and its areas."""
    begin = 0
    for match in _BREAK.finditer(text, 0, position):
        if not (match[0].startswith(",") and any_area().sub("", text[begin : match.start()]).strip(" ,") == ""):
            begin = match.end()  # not before the last of "leadership, adoption, and care leavers"
    return max((skip_areas(text, match.end()) for match in _grade().finditer(text, begin, position)), default=begin)


def are_plain(words: str) -> bool:
    """Whether words are areas, councils, dates and plain words, none of them a name."""
    for mention in reversed([*iter_councils(words, possible=True)]):
        words = words[: mention.start] + words[mention.end :]
    return is_plain(words.lower())


def _is_all_plain(words: str, *, listed: bool = False) -> bool:
    """Whether words are plain, and speak of no number of areas, but where they are `listed`, and of no other time."""
    words = (_NUMBERED if listed else _ASIDE).sub(" ", words)
    return are_plain(words) and not _OPEN.search(any_area().sub(" ", words))


def _names_subject(words: str) -> bool:
    """Whether words say of what a grade is: an area, all services, a council."""
    return (
        any_area().search(words) or _SUBJECT.search(words) or next(iter_councils(words, possible=True), None)
    ) is not None


@cache
def _grade() -> re.Pattern[str]:
    return re.compile(rf"{QUOTE}?\b(?P<grade>{grade_words()})\b{QUOTE}?", re.IGNORECASE)
