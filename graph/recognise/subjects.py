"""Of what a grade is said: of areas, of a safeguarding board, of all that an inspection grades, or of something that it does not.

"The council was judged good" is of the whole, "the front door was judged inadequate" and "good for its fostering panel" are of
things without a grade of their own, and so of nothing here.
"""

from __future__ import annotations

import re
from functools import cache

from graph.recognise.all_areas import find_all, find_all_before, leave_out
from graph.recognise.councils import find_council
from graph.recognise.dates import find_period
from graph.recognise.patterns import EXCEPT, QUOTE, one_line
from graph.recognise.subject_names import (
    DATE_WORDS,
    HEADS,
    WHOLE,
    find_lead,
    find_name,
    is_graded_thing,
    is_other_name,
    is_own,
    is_plain,
)
from graph.recognise.wordings import any_area, any_grade, area_keys, area_list, area_words, grade_words

_BOARD = re.compile(
    r"(?:the\s+)?(?:[A-Z]\w+\s+(?:and\s+)?){0,6}Safeguarding\s+(?:Children[’']?s?\s+(?:Board|Partnership)|Board)|\bLSCB\b"
)
#: "adequate in respect of quality of practice", "good in the leadership category": of that part, not of the whole.
_PART = re.compile(
    rf"{QUOTE}?\s+in\s+(?:respect\s+of\s+(?P<whole>[^.,;]{{3,70}})|the\s+(?!(?:following|same|other|remaining|rest)\b)(?P<named>[^.,;]{{3,90}}?)\s+(?:categor(?:y|ies)|areas?|aspects?|strands?)\b)",
    re.IGNORECASE,
)
#: "following | the Inadequate judgement | in May 2023": a grade that its date names is that of all services.
_NAMED_BY_DATE = re.compile(
    rf"(?:the|our|its)\s+(?:overall\s+)?{QUOTE}?(?:{grade_words()}){QUOTE}?\s+(?:overall\s+)?(?:Ofsted\s+)?(?:judge?ment|rating|grade|grading|outcome)",
    re.IGNORECASE,
)
#: Behind an area that has a sentence of its own: "help and protection | was graded", "with leadership | judged to be".
_HAS_VERB = re.compile(r"\s+(?:was|were|is|are|had|has|remained|stayed|judged|rated|graded|found)\b", re.IGNORECASE)
#: Where another verb takes over: "good for leadership, | and rated care leavers as".
_GRADES_ON = r",?\s+(?:and|but|while|whilst)\s+(?:(?:also|then|they|it|inspectors|Ofsted)\s+)*(?:rated|judged|graded|found|awarded|gave|deemed)\b"
#: Where such a sentence begins: "…, | and children looked after and care leavers were judged", "… | with leadership judged".
_OWN_SENTENCE = re.compile(
    r"(?:[,;]\s+(?:and|but|with|while|whilst|whereas)|\s(?:with|while|whilst|whereas|but))\s+(?=\S)", re.IGNORECASE
)
#: All that a single inspection was of, as its reports are titled.
_SINGLE = re.compile(
    r"services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection,\s+children\s+looked\s+after\s+and\s+care\s+leavers",
    re.IGNORECASE,
)
#: "good | in all but one area", "the only area | judged to require improvement": of some of the areas, and not of the whole.
_SOME_BEHIND = re.compile(
    rf"{QUOTE}?,?\s+(?:in|for|across)\s+(?:all\s+but|most|some|many|several|half|two|three)\b(?!\s+(?:years|inspections|weeks))",
    re.IGNORECASE,
)
_SOME_BEFORE = re.compile(
    r"\b(?:only|one|two|three|few|some|several|many|single|other|another|remaining|first|last)\s+(?:\w+\s+)?(?:areas?|judge?ments?|categor(?:y|ies)|aspects?|elements?)\s+(?:(?:that|which)\s+(?:was|were|are|is)\s+|to\s+be\s+)?(?:judged|rated|graded|found)\b",
    re.IGNORECASE,
)
#: "The last full inspection under the single inspection framework (SIF) in November 2017 | returned a 'good' judgement".
_GAVE = re.compile(r"(?:returned|recorded|produced|delivered|gave|brought|resulted\s+in|led\s+to)\b", re.IGNORECASE)
#: "judged | Ashshire": a council by its name alone.
_JUDGED_PLACE = re.compile(
    r"(?:judg|rat|grad|found|determin|consider|upgrad|plac|mak|made|put|left|lift|rais|mov|took|tak|br[io])\w*\s+(?P<place>(?:[A-Z][\w’'-]+\s+(?:(?:and|upon|of|on)\s+)?){1,4})(?:(?:to\s+be|as|at|overall|an?)\s+)*[‘“'\"]?$"
)
_INSPECTION = re.compile(r"\b(?:re-?)?inspection\b(?P<rest>[^;:]*)$", re.IGNORECASE)
_UNDER = re.compile(r"\bunder\s+[^,;]{3,60}?\b(?:framework|SIF|ILACS)\b(?:\s*\([A-Z]{2,6}\))?", re.IGNORECASE)
#: Behind a grade: "good | for its fostering panel"; and what may stand there and says when, where or by whom.
_FOR = re.compile(
    rf"{QUOTE}?,?\s+(?:(?:was|were)\s+)?(?:(?:given|awarded|made|received)\s+)?(?:for|in|of|across|within|to|on)\s+(?P<thing>[^.,;:]+)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:(?:early|late|mid|spring|summer|autumn|winter|all|each|every|both|overall|respect|the\s+(?:way|board))\b|(?:the|its|our|their|this|an?|that|his)?\s*(?:[\w’'-]+\s+){0,5}?(?:(?:re-?)?inspect\w*|reports?|letters?|judge?ments?|reviews?"
    r"|ILACS|SIF|framework|time|years?|months?|weeks?|services|council|authority|whole|row|first|second)\b|(?:(?:the|its|our|their)\s+)?children[’']?s[’']?\s+social\s+care\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
#: "The data quality | rating was", "the Council's value-for-money | judgement is": of what the words before it name.
_RATED = re.compile(r"(?:judge?ments?|verdicts?|ratings?|grad(?:e|ing)s?)\b", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"\b(?:the|our|its|their|an?|this|[\w]+[’']s)\s+(?P<words>(?:(?!(?:the|our|its|their|an?|this)\s)[a-z][\w-]*\s+){1,3})$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\s+$", re.IGNORECASE)
#: "The leadership of | Willow Lodge | was".
_OWNER = re.compile(
    r"\b(?:of|at)\s+([A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)+)\s+(?:(?:was|were|is|are|had|has|been|being|judged|rated|graded|to|be|as)\s+)*$"
)
#: "Ofsted | judged Willow Lodge to be | good".
_OBJECT = re.compile(r"\w+\s+([A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)+)\s+(?:to\s+be\s+|as\s+)?$")
#: "The ICB | 's leadership".
_POSSESSED = re.compile(r"\b(?P<owner>[\w-]+)[’']s?\s+(?=\S)")
_GRADE_OF = re.compile(r"(?:(?:overall|Ofsted)\s+)*(?:ratings?|grad(?:e|ing)s?|judge?ments?)\b", re.IGNORECASE)
_OVERALL = re.compile(r"Overall,\s+(?:the\s+)?")
#: Before an area that is only part of what is graded: "Timeliness of | adoption".
_LEADS = re.compile(r"\b(?:of|for|in|with|around|on|to|about|within)\s+(?:(?:the|our|its|all)\s+)*$", re.IGNORECASE)


def find_subjects(text: str, match: re.Match[str], begin: int) -> list[tuple[str, bool]]:
    """What a grade is said of: the areas named behind it or before it, a board, or the whole authority; nothing where it is something else."""
    if _is_of_name(text, match, begin):
        return []
    areas, _ = _find_behind(text, match.end())
    if areas:
        return areas
    if _SOME_BEHIND.match(text, match.end()) or is_of_some(text[begin : match.start("grade")]):
        return []
    respect = _PART.match(text, match.end())
    if respect:
        return [(one_line(respect["whole"] or respect["named"]), False)]
    several = find_all(text, match.start(), match.end())
    if several is not None:
        return several
    if _is_of_whole(text, match):
        return [("", True)]
    if _is_of_else(text, match, text[begin : match.start()]):
        return []
    return leave_out(_find_before(text[begin : match.start("grade")], match.start() - begin), text, match.end())


def _is_of_name(text: str, match: re.Match[str], begin: int) -> bool:
    """Whether a grade is of somebody that is no council, a home perhaps, whatever areas are named with it: "Willow Lodge was | outstanding
    in all areas", "The overall effectiveness of Willow Lodge | is good", "The ICB's leadership was | judged good".
    """
    before, verb = text[begin : match.start()], text[match.start() : match.start("grade")]
    judged = _OBJECT.match(verb) or _OWNER.search(before + verb)
    owned = any(
        (any_area().match(text, begin + owner.end()) or _GRADE_OF.match(text, begin + owner.end()))
        and not is_own(owner["owner"])
        for owner in _POSSESSED.finditer(before + verb)
    )
    return owned or is_other_name(judged[1] if judged else find_name(before) if _PASSIVE.search(before) else "")


def _is_of_whole(text: str, match: re.Match[str]) -> bool:
    """Whether a grade is that of all services by the words that give it: "the Good judgement in May 2023"."""
    dated = (
        _NAMED_BY_DATE.fullmatch(match[0])
        and find_period(text[match.end() :][:40])
        and re.match(r"\s+(?:in|of|from|on)\s+(?:[A-Z]|\d)", text[match.end() :])
    )
    return bool(dated) or _SINGLE.search(text[match.start() : match.start("grade")]) is not None


def _is_of_else(text: str, match: re.Match[str], before: str) -> bool:
    """Whether a grade is of something without one of its own: "Attendance was good in July", "Timeliness of adoption is Good"."""
    if _is_of_thing(text[match.end() :]) or not is_plain(text[match.start() : match.start("grade")]):
        return True
    qualified = _QUALIFIED.search(before) if _RATED.match(match[0]) else None
    if qualified and not is_plain(qualified["words"]):
        return True
    place = match.groupdict().get("place")
    if place and not is_graded_thing(place):
        return True
    part = any_area().match(text, match.start()) and _LEADS.search(before)
    return bool(part) and not is_graded_thing(find_lead(before))


def skip_areas(text: str, position: int) -> int:
    """Where the words go on behind a grade and the areas that it is for: what follows is of another grade."""
    return _find_behind(text, position)[1]


def is_of_some(before: str) -> bool:
    """Whether the words before a grade say that it is only of some areas: "with two areas that were judged | good"."""
    return _SOME_BEFORE.search(before) is not None


def find_shared(text: str, match: re.Match[str]) -> list[tuple[str, bool]]:
    """Of what a grade is that goes on after another: the areas behind it, or the part, "and inadequate | in respect of practice"."""
    areas, _ = _find_behind(text, match.end())
    part = _PART.match(text, match.end())
    return areas or ([(one_line(part["whole"] or part["named"]), False)] if part else [])


def _find_behind(text: str, position: int) -> tuple[list[tuple[str, bool]], int]:
    """The areas that a grade which ends at `position` is for, and where their list ends: "good | for help and protection, and adoption"."""
    behind = _behind().match(text, position) or _in_brackets().match(text, position)
    if behind is None:
        return [], position
    part = re.split(rf"\.\s|\b(?:{grade_words()})\b|{_GRADES_ON}", text[behind.end() :], flags=re.IGNORECASE)[0]
    named = list(re.finditer(area_words(), part, re.IGNORECASE))
    verb = next((at for at, area in enumerate(named) if _HAS_VERB.match(part, area.end())), len(named))
    if verb < len(named):
        opened = [word.end() for word in _OWN_SENTENCE.finditer(part, 0, named[verb].start())]
        named = [area for area in named[:verb] if not opened or area.start() < opened[-1]]
    end = behind.end() + (named[-1].end() if named else 0)
    return [(one_line(area["area"]), area_keys(area["area"]) == {"overall"}) for area in named], end


@cache
def _in_brackets() -> re.Pattern[str]:
    """What opens a list of areas behind a grade, which holds nothing else: "Two areas were good | (leadership and care leavers)"."""
    return re.compile(rf"{QUOTE}?\s*\((?:for\s+)?(?={area_list()}\s*\))", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    """What leads from a grade to the areas that it is for: "good | in all areas: ", "| for its services for "."""
    respect = r"(?:in|for|across|on|(?:in\s+respect|in\s+terms)\s+of|(?:in|with)\s+(?:relation|regard)\s+to)"
    areas = r"(?:(?:sub-?\s?judge?ments?\s+)?(?:(?:inspection|judge?ment|graded)\s+)?(?:sub[\s-]?)?(?:areas?|judge?ments?|categor(?:y|ies)|domains?)(?:\s+of|\s+[–-]|,)?:?\s*(?:(?:i\.e\.|namely|that\s+is),?\s+)?(?:for\s+)?)?"
    work = r"(?:(?:services|support|care|arrangements|work|experiences?(?:\s+and\s+progress)?)\s+(?:for|of|in|with)\s+(?:the\s+)?)??"
    return re.compile(
        rf"{QUOTE}?(?:\s+(?:judge?ments?|ratings?|grad(?:e|ing)s?))?,?\s*(?:(?:was|were)\s+(?:given|awarded|received|made),?\s+)?(?:{respect}|(?:given|awarded|(?:was|were)\s+(?:given|awarded))\s+to)\s+(?:(?:the|its|our|all|both|each|of|two|three|four|five|following|same)\s+)*{areas}{work}(?={area_words()})",
        re.IGNORECASE,
    )


def _find_before(clause: str, verb: int) -> list[tuple[str, bool]]:
    boards = list(_BOARD.finditer(clause))
    wholes = list(WHOLE.finditer(clause))
    if boards and not any(whole.start() > boards[-1].end() for whole in wholes):
        return [(re.sub(r"^the\s+", "", one_line(boards[-1][0]), flags=re.IGNORECASE), False)]
    object_of = clause[max(verb, 0) :]
    if any_area().search(object_of) or WHOLE.search(object_of):
        clause, wholes = (
            object_of,
            list(WHOLE.finditer(object_of)),
        )  # "the inspection judged leadership": of what is behind the verb
    elif ((place := _JUDGED_PLACE.match(object_of)) and find_council(place["place"].strip()) is not None) or (
        _GAVE.match(object_of) and _is_inspection(clause[: max(verb, 0)])
    ):
        return [("", True)]
    elif not HEADS & set(object_of.lower().split()) and not is_graded_thing(find_name(clause[: max(verb, 0)])):
        return []
    said = [grade.end() for grade in any_grade().finditer(clause)]
    if said and any_area().search(clause, said[-1]):
        # "both were inadequate for adoption, and care leavers were judged": those before have their grade
        clause = clause[_find_behind(clause, said[-1])[1] :]
    areas = [
        area
        for area in any_area().finditer(clause)
        if area_keys(area["area"]) != {"overall"} or area["area"].lower().startswith(("overall", "the overall"))
    ]
    if len(areas) == 2 and _OVERALL.fullmatch(clause, areas[0].start(), areas[1].start()):
        areas = areas[1:]  # "Overall, leadership was judged good"
    but = re.search(rf"\b{EXCEPT}\b(?!.*(?::|\b(?:which|where|that)\b))", clause, re.IGNORECASE)
    if but:  # "all services except adoption | were judged": not adoption
        return [(one_line(area["area"]), False) for area in areas if area.start() < but.start()]
    if areas:
        return [(one_line(area["area"]), area_keys(area["area"]) == {"overall"}) for area in areas]
    if rest := find_all_before(clause):
        return [(rest, False)]
    return [(one_line(wholes[-1][0]) if wholes else "", True)]


def _is_inspection(subject: str) -> bool:
    """Whether the subject of a verb is an inspection with its framework and its date, and of nothing in particular."""
    match = _INSPECTION.search(subject)
    if match is None:
        return False
    rest = _UNDER.sub(" ", match["rest"])
    period = find_period(rest, years=True)
    return (
        re.sub(
            rf"\b(?:in|of|on|from|during|has|have|had)\b|{DATE_WORDS.pattern}|[\s,]",
            "",
            rest[: period.start] + rest[period.end :] if period else rest,
            flags=re.IGNORECASE,
        )
        == ""
    )


def _is_of_thing(behind: str) -> bool:
    """Whether a grade goes on with what it is for, and that is no time, place or inspection."""
    match = _FOR.match(behind)
    if not match:
        return False
    period = find_period(match["thing"], years=True)
    is_year = re.match(r"(?:19|20)\d\d\b", match["thing"])
    return not (is_year or (period and period.start < 12) or _WHEN.match(match["thing"]))
