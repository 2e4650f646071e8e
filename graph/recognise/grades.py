"""Grades said in prose, in lists and in flattened tables of a paper, and of whom: "was judged inadequate", "Adoption: Good".

A good word is no grade ("good quality work"), nor is a grade of oneself ("our self-assessment"), an aim ("to be 'Good' at the
next inspection"), a rule ("authorities judged 'requires improvement'"), a negation ("inadequate no longer"), a list of all
grades there are, or a school's. Wordings are data: `areas.csv`, `grades.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph.recognise.patterns import QUOTE, RULE, one_line
from graph.recognise.subjects import find_subjects, is_plain, skip_areas
from graph.recognise.wordings import (
    any_grade,
    area_keys,
    area_list,
    area_words,
    grade_key,
    grade_words,
    outcome_patterns,
)

_JUDGED = r"(?:judged|rated|graded|assessed|deemed)"
_WORDS = r"(?:[\w’'&/-]+\s+)"
#: Words before "to be" that are no grade: "graded | requires improvement to be good" is no "good".
_NO_GRADE_WORDS = r"(?:(?![‘’'\"“”]?requir)[\w’'&/-]+\s+)"
_TO_BE = r"(?:to\s+(?:be|have\s+been)|as(?:\s+being)?|with)"
_NOUN = r"(?:judge?ments?|ratings|ratings?|grades?|gradings?|outcome|effectiveness)"

#: Words by which a council speaks of its own view: "the overall judgement of this self-assessment", "we judge ourselves".
_OWN_VIEW = re.compile(
    r"self[\s-]*(?:assess|evaluat|judge)|\bour\s+own\s+(?:view|judge?ment)|\bwe\s+(?:judge|rate|grade|consider|believe)\b",
    re.IGNORECASE,
)
#: An aim, a wish, a condition or a negation before a grade: "to help it to a Good rating", "could be judged", "not judged".
_NOT_GIVEN = re.compile(
    r"(?:\b(?:aim\w*|ambitio\w+|aspir\w+|goal|target|journey|towards?|striv\w+|want\w*|hop(?:e[sd]?|ing)|intend\w*|determined|vision|help\w*\b(?!\s+and\s+protection)|meant|would|could|should|might|(?-i:may)|can|will(?!\s+(?:recall|remember|know|note|be\s+aware|have\s+(?:seen|heard)))|must|if|whether|unless|until"
    r"|not|never|cannot|n[’']t|no\s+longer|rather\s+than|risk\s+of|avoid\w*|likel\w+|predict\w*|expect\w*|order|needed|to\s+(?:achieve|get|reach|attain|secure|gain|become)|typical|no(?:ne)?\s+(?:of\s+the\s+)?(?:areas?|aspects|services|judge?ments)|(?:few|some|several|many|certain|most)\s+(?:areas|aspects|elements)|previously|formerly|per\s+cent|neighbouring|nationally|percentage|proportion|number\s+of)\b[^.;:]{0,70}|\bhaving\s+been\b[^.;:,]{0,70}|\d\s?%[^.;:]{0,70}|\bto\s+be\s+|\b(?:from|previous|former|earlier|other)\s+(?:(?!(?:re-?)?inspection)[\w’']+\s+)?|\b(?:than|improvement\s+(?:on|over)|(?:up|down)\s+from|compared\s+(?:to|with)|against|instead\s+of|unlike|contrast\s+(?:to|with)|after\s+being)\s+(?:[\w’'-]+\s+){0,2}|\b\d+\s+(?:were|was)\s+(?:\w+\s+)?)$",
    re.IGNORECASE,
)
#: Words by which a sentence turns to other councils: what it grades may be theirs.
_OTHERS = re.compile(
    r"\b(?:neighbours?|neighbouring|comparators?|elsewhere|other\s+(?:councils|(?:local\s+)?authorities|areas)|our\s+peers)\b",
    re.IGNORECASE,
)
#: Who grades too and is not Ofsted: auditors, reviewers, those asked in a survey. Not "the review of the safeguarding board".
_OTHER_GRADER = re.compile(
    r"\b(?:audits?|auditors?|auditing|surveys?|questionnaires?|polls?|mock|moderat\w+|dip[\s-]?sampl\w+|peers?|(?:independent|internal|external|DfE|LGA|practice|case|thematic)\s+reviews?|review\s+team|reviewers?|advisers?|advisors?"
    r"|commissioners?|consultants?|parents|respondents|(?:the\s+)?(?:board|panel|committee)\s+(?=judged|rated|graded)|dashboards?|case\s+files?|benchmark\w*)\b|\b(?:CQC|Care\s+Quality\s+Commission|HMIP|HMICFRS)\s+(?:has\s+|had\s+)?(?:judged|rated|graded|found)",
    re.IGNORECASE,
)
#: What makes the "good" behind it no grade of its own: "requires improvement to be".
_TO_BE_GOOD = re.compile(r"improvements?\s+to\s+(?:be|become)\s+[‘“'\"]?$", re.IGNORECASE)
_PREVIOUSLY = re.compile(r"\b(?:previously|formerly)\s+", re.IGNORECASE)
_DATED_BEHIND = re.compile(rf"{QUOTE}?(?:\s+overall)?,?\s+in\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b")
_NEGATED_AFTER = re.compile(
    rf"{QUOTE}?\s+(?:no\s+longer|or\s+(?:better|above|below|outstanding|good|inadequate))\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|children[’']?s\s+homes?|homes?|providers?|settings?|colleges?|childminders?|adult\s+(?:learning|education)|fostering|adoption\s+agenc\w+|pupils|probation|youth|police|risk|RAG)\b",
    re.IGNORECASE,
)
_AFTER_GRADE = re.compile(
    rf"(?:{QUOTE}|\b)\s*(?:$|[.,;:()\]–\n\t-]|(?:overall|in|for|by|across|at|with|and|but|because|on|since|under|after|following|when|as|against|within|which|although|though|while|whilst|despite|due|from|this|that|it"
    r"|the|to|or|having|during|until|services?|where|is|was|again|too|also|judge?ments?|ratings?|grades?|gradings?|outcomes?)\b)",
    re.IGNORECASE,
)


#: The area that the outcome of an Area SEND inspection is of.
OUTCOME = "inspection outcome"
_OUTCOME_SAID = re.compile(
    r"\b(?:outcome|found|judged|concluded|rated|graded|determined|resulted|identified|received|given|arrangements\s+(?:typically\s+)?lead)\b|\binspection[^.;]{0,20}\s[-–]\s|\binspection\s*[:(]",
    re.IGNORECASE,
)


#: Words that speak of the grades there are: "three possible outcomes, the highest being".
_POSSIBLE = re.compile(
    r"\b(?:possible|available)\s+(?:outcomes?|judge?ments?|grades?|ratings?)\b|\b(?:highest|lowest|top|best|worst)\s+(?:of\s+these\s+)?(?:(?:grade|rating|judge?ment|outcome)\s+)?(?:being|is|which)\b",
    re.IGNORECASE,
)
#: Between two grades of the same: "judged inadequate | by Ofsted in July 2015, and were again | judged to be inadequate".
_SAME_SUBJECT = re.compile(
    rf"{QUOTE}?(?:\s+overall)?(?:\s+by\s+\w+)?(?:\s+(?:in|on)\s+(?:\d{{1,2}}\s+)?(?:[A-Z][a-z]+\s+)?\d{{4}})?,?\s+(?:and|then|but)(?:\s+(?:was|were|had|has|been|again|then|later|subsequently|once|more))+\s+",
)


class Graded(NamedTuple):
    """A grade that is said of something: the area as printed ("" where none is), whether the words mean the whole authority,
    the grade as printed, and where it all stands in the text.
    """

    area: str
    whole: bool
    grade: str
    start: int
    end: int


def iter_graded(text: str) -> Iterator[Graded]:
    """The grades that a sentence says an inspection gave."""
    if (
        not any_grade().search(text)
        or _POSSIBLE.search(text)
        or _OWN_VIEW.search(text)
        or _OTHERS.search(text)
        or _is_scale(text)
    ):
        return
    taken: set[int] = set()
    for find in (_iter_listed, _iter_rows, _iter_said, _iter_continued):
        found = [(graded, place) for graded, place in find(text) if place not in taken]
        if find is not _iter_continued or taken:
            yield from (graded for graded, _ in found)
            taken |= {place for _, place in found}


def find_row(text: str, following: str) -> Graded | None:
    """The grade of a row whose cells the page prints one below the other: an area's name, then a grade alone."""
    grade = re.fullmatch(rf"\s*{QUOTE}?({grade_words()}){QUOTE}?\.?\s*", following, re.IGNORECASE)
    area = re.fullmatch(rf"\s*{area_words()}\s*:?\s*", text, re.IGNORECASE)
    if not grade or not area:
        return None
    return Graded(
        one_line(area["area"]), area_keys(area["area"]) == {"overall"}, grade[1], area.start("area"), len(text)
    )


def is_grade(text: str) -> bool:
    """Whether a line is a grade and nothing else."""
    return grade_key(text.strip(" .'‘’\"“”")) is not None


def iter_outcomes(text: str) -> Iterator[Graded]:
    """The outcome of an Area SEND inspection where a sentence says which of the three it was, and names no other."""
    found = {key: match for key, pattern in outcome_patterns() if (match := pattern.search(text))}
    if len(found) != 1 or _POSSIBLE.search(text) or not _OUTCOME_SAID.search(text) or _OWN_VIEW.search(text):
        return
    match = next(iter(found.values()))
    if not _NOT_GIVEN.search(text[_clause_start(text, match.start()) : match.start()]):
        yield Graded(OUTCOME, True, match[0], match.start(), match.end())


def _is_scale(text: str) -> bool:
    """Whether a sentence lists the grades there are: "OFSTED knows four grades: 'Inadequate'; …"."""
    named = {grade_key(match[0]) for match in any_grade().finditer(text)}
    return (
        len(named) >= 3
        and re.search(r"\b(?:four|4|five|point|grades|ratings|scale|one\s+of|either)\b", text, re.IGNORECASE)
        is not None
        and not any(pattern.search(text) for pattern in _rows())
    )


def _iter_listed(text: str) -> Iterator[tuple[Graded, int]]:
    """A grade before its areas: "'Requires improvement to be good': the impact of leaders, and care leavers."."""
    for match in re.finditer(rf"{QUOTE}?\b({grade_words()}){QUOTE}?\s*[:–-]\s+(?={area_words()})", text, re.IGNORECASE):
        end = re.compile(r"\.\s|;\s*(?=[‘“'\"])|\n|$").search(text, match.end())
        for area in re.finditer(area_words(), text[match.end() : end.start() if end else len(text)], re.IGNORECASE):
            yield (
                Graded(
                    one_line(area["area"]),
                    area_keys(area["area"]) == {"overall"},
                    match[1],
                    match.start(),
                    match.end() + area.end("area"),
                ),
                match.start(1),
            )


def _iter_rows(text: str) -> Iterator[tuple[Graded, int]]:
    """An area with its grade right behind it: "Overall effectiveness: Good", a table's row, "Leadership was 'good'"."""
    for match in (match for pattern in _rows() for match in pattern.finditer(text)):
        before = re.split(r"[.;:,(\t\n]", text[: match.start()])[-1]
        if (
            not _NOT_GIVEN.search(text[max(0, match.start() - 80) : match.start()])
            and _AFTER_GRADE.match(text, match.end("grade"))
            and is_plain(before)
        ):
            yield (
                Graded(
                    one_line(match["area"]),
                    area_keys(match["area"]) == {"overall"},
                    match["grade"],
                    match.start(),
                    match.end(),
                ),
                match.start("grade"),
            )


def _iter_said(text: str) -> Iterator[tuple[Graded, int]]:
    """Grades that a verb or a noun gives: "was judged inadequate", "a judgement of 'good'", "came out as 'outstanding'"."""
    matches: dict[int, re.Match[str]] = {}
    for pattern in _said():
        for match in pattern.finditer(text):
            matches.setdefault(match.start("grade"), match)
    begin = 0
    subjects: list[tuple[str, bool]] = []
    for place, match in sorted(matches.items()):
        if any(other.start("grade") < place < other.end("grade") for other in matches.values()) or _TO_BE_GOOD.search(
            text[:place]
        ):
            continue  # "judged to require improvement to be good" is not good
        clause = max(begin, _clause_start(text, match.start()))
        if _is_given(text, match, clause):
            subjects = find_subjects(text, match, clause) or (
                subjects if _SAME_SUBJECT.fullmatch(text[begin : match.start()]) else []
            )
            for area, whole in subjects:
                yield Graded(area, whole, match["grade"], match.start(), match.end()), place
            for area, end in _iter_alike(text, match.end()):
                yield Graded(area, False, match["grade"], match.start(), end), place
        begin = skip_areas(text, match.end())


def _iter_alike(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The areas that share the grade just said: "inadequate, and so were three areas: care leavers, and leadership"."""
    listed = _alike().match(text, start)
    for area in re.finditer(area_words(), listed["areas"], re.IGNORECASE) if listed else ():
        yield one_line(area["area"]), (listed.start("areas") if listed else 0) + area.end("area")


def _iter_continued(text: str) -> Iterator[tuple[Graded, int]]:
    """What goes on after a grade: "… as good, and care leavers as outstanding", "good overall, and outstanding for care leavers"."""
    for pattern in _continued():
        for match in pattern.finditer(text):
            if not _NOT_GIVEN.search(text[_clause_start(text, match.start()) : match.start()]):
                whole = not match["area"] or area_keys(match["area"]) == {"overall"}
                yield (
                    Graded(one_line(match["area"]), whole, match["grade"], match.start(), match.end()),
                    match.start("grade"),
                )


def _is_given(text: str, match: re.Match[str], begin: int) -> bool:
    clause = text[begin : match.start()]
    if _DATED_BEHIND.match(text, match.end("grade")):
        clause = _PREVIOUSLY.sub("", clause)  # "had previously been rated Requires Improvement in June 2018"
    before_grade = text[match.start() : match.start("grade")]
    return not (
        _NOT_GIVEN.search(clause) or _OTHER_GRADER.search(clause + before_grade) or _NEGATED_AFTER.match(text, match.end("grade")) or _ELSEWHERE.search(clause[-90:] + before_grade)
        or (RULE.search(text) and RULE.search(clause + match[0])) or not _AFTER_GRADE.match(text, match.end("grade"))
        or re.search(r"\b(?:not|never|no\s+longer)\b", before_grade)
    )  # fmt: skip


def _clause_start(text: str, position: int) -> int:
    """Where the clause begins in which `position` stands; a list of areas parted by semicolons is one clause."""
    return max(
        (
            match.end()
            for match in re.finditer(
                r"[.;:]\s+|,\s+(?:but|while|whilst|yet)\s+|\band\s+(?=(?:the\s+(?:overall|inspection|judge?ment|outcome)|it|they|we|inspectors|Ofsted)\b)",
                text[:position],
            )
        ),
        default=0,
    )


@cache
def _rows() -> tuple[re.Pattern[str], ...]:
    grade = rf"{QUOTE}?(?P<grade>{grade_words()})\b{QUOTE}?"
    between = rf"\s*(?:(?:\(\w+\)\s*)?[:–\t]|\s[–-]\s|\bjudge?ment\b\s*[:–-]?|(?:is|are|was|were|remains?|remained|came\s+out\s+as)\s+(?:also\s+)?(?={QUOTE})|(?<=effectiveness)\s+(?:is|was|remains?|remained)\s)\s*"
    alone = re.compile(
        rf"^(?P<grade>{grade_words()})\s+(?P<area>overall)\b(?=\s*(?:$|[.,;]|and\b|with\b))", re.IGNORECASE
    )  # "ILACS inspection. Good overall, …"
    # "Help and protection also required improvement, …": goes on after other grades
    also = re.compile(
        rf"(?:^|(?<=;\s)){area_words()}\s+also\s+(?P<grade>requires?d?\s+improvement)(?=\s*[.,;])", re.IGNORECASE
    )
    full = rf"(?:^\s*|(?<=;\s))(?=(?:the\s+)?(?:experiences|impact)\b){area_words()}\s+(?:(?:is|are|was|were)(?:\s+(?:still|again))?|remain(?:s|ed)?)\s+{grade}(?=\s*(?:[.;]|$))"  # "The experiences and progress of care leavers are outstanding."
    headline = r"(?:^|(?<=[.:;]\s))(?P<area>children[’']?s\s+(?:social\s+care\s+)?services)\s+(?:in|for|at)\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,5}?\s+(?:(?:is|are|was|were)\s+)?"
    line = re.compile(rf"^\s*{area_words()}\s+{grade}\s*$", re.IGNORECASE)  # a table's row without its rule
    return (
        line,
        alone,
        also,
        re.compile(full, re.IGNORECASE),
        re.compile(rf"{area_words()}{between}{grade}", re.IGNORECASE),
        re.compile(headline + grade, re.IGNORECASE),
    )


@cache
def _said() -> tuple[re.Pattern[str], ...]:
    grade = rf"{QUOTE}?(?P<grade>{grade_words()})\b{QUOTE}?"
    areas = area_list()
    ways = (
        rf"\b{_JUDGED}\s+(?:(?:as|to\s+be)\s+)?{{g}}(?=\s+with\b)",
        rf"\b(?:for|in)\s+{areas},?\s+(?:it|this|they)\s+(?:is|are|was|were)\s+{{g}}",
        rf"\b{areas}(?:,[^.,;:]{{3,60}},)?\s+(?:is|are|was|were)\s+(?:(?:also|both|all)\s+)*(?={QUOTE}|(?-i:[A-Z])){{g}}",
        rf"\b{_JUDGED}\s+(?:them|it|us)\s+(?:(?:to\s+be|as|overall)\s+)*{{g}}",
        rf"\b{_JUDGED}\s+{areas}\s+(?:(?:to\s+be|to\s+have\s+been|as|all|both|overall)\s+)*{{g}}",
        rf"\b{_JUDGED}\s+{areas}\s+to\s+{QUOTE}?(?P<grade>requires?\s+improvement(?:\s+to\s+be\s+good)?)\b{QUOTE}?",
        rf"(?:(?<=\d\d\d\d\s)|(?<=\d\d\d\d,\s))(?:it|they|services|the\s+(?:council|authority|service))\s+(?:was|were)\s+(?={QUOTE}|(?-i:[A-Z])){{g}}",
        r"(?:(?<=\d\d\d\d\s)|(?<=\d\d\d\d,\s))(?:they|services|the\s+(?:council|authority))\s+(?:was|were|had\s+been)\s+{g}(?=\s*[.;]|$)",
        rf"\b{areas}\s+(?:is|are|was|were|had\s+been)\s+(?:both|all|each)\s+{{g}}",
        rf"\b(?:found|gave|made)\s+(?:them|it|us|services|the\s+(?:council|authority))\s+(?:to\s+be\s+|an?\s+)?(?={QUOTE}|(?-i:[A-Z])){{g}}",
        rf"(?!{areas})(?-i:[A-Z][\w’'-]+)\s+(?:was|were)\s+(?:also\s+)?{{g}}(?=\s+in\s+(?:(?-i:[A-Z][a-z]+)\s+)?(?:19|20)\d\d\b)",
        r"\ball\s+(?:\w+\s+)?(?:judge?ments|areas|gradings)\s+(?:were|are|had\s+been)\s+{g}",
        rf"\b(?:with\s+the\s+exception\s+of|except\s+for|apart\s+from)\s+{areas},?\s+(?:which|where|that)\s+(?:was|were|had\s+been|is|are)\s+(?:judged\s+)?(?:to\s+be\s+|as\s+)?{{g}}",
        rf"\b(?:result|outcome|verdict|conclusion)(?:,[^,]{{3,60}},)?\s+(?:is|was)\s+that\s+{_WORDS}{{0,8}}?(?:is|are|was|were)\s+{{g}}",
        rf"\b(?:end(?:ed|s)?\s+(?:with|in)|receiv\w+|gave|given|brought|led\s+to|resulted\s+in|came\s+(?:away\s+)?with|achieved|awarded)\s+(?:an?|the)\s+(?:overall\s+)?(?:judge?ment|rating|grade)\s+(?:of\s+)?(?={QUOTE}){{g}}",
        rf"\b{_JUDGED}\s+(?:{_NO_GRADE_WORDS}{{0,10}}?{_TO_BE}\s+)?(?:an?\s+)?(?:overall\s+)?(?:as\s+)?{{g}}",
        rf"\b(?:judges|rates|grades)\s+(?:the\s+)?{_WORDS}{{0,3}}?(?:services|authority|council)\s+(?:as|to\s+be)\s+(?:overall\s+)?{{g}}",
        rf"\b(?:judged|rated|graded)\s+(?:the\s+)?{_WORDS}{{0,4}}?(?:services|authority|council)\s+(?:as\s+)?(?:overall\s+)?{{g}}",
        r"\bfound\s+(?:[\w’']+\s+){0,3}services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection,[^.;:]{5,60}?\s+to\s+be\s+{g}",
        rf"\bfound\s+(?:that\s+)?{_WORDS}{{0,10}}?{_TO_BE}\s+(?:overall\s+)?{{g}}",
        rf"\b{_NOUN}(?:,[^,]{{3,60}},)?\s+(?:{_WORDS}{{0,6}}?)?(?:of|was|is|were|as|remains|remained(?:\s+at)?|stayed(?:\s+at)?|being|:)\s*(?:that\s+{_WORDS}{{0,8}}?(?:is|are|was|were)\s+)?(?:an?\s+)?(?:judged\s+(?:to\s+be\s+|as\s+)?)?{{g}}",
        rf"\b(?:achiev\w*|receiv\w*|award\w*|giv\w*|gave|secur\w*|gain\w*|obtain\w*|retain\w*|maintain\w*|attain\w*|return\w*|resulted\s+in|led\s+to|produced|delivered)\s+(?:an?|the)\s+(?:overall\s+)?{{g}}\s+(?:overall\s+)?{_NOUN}",
        r"\b(?:came|come|comes)\s+out\s+(?:as|at|with)\s+(?:an?\s+)?{g}",
        r"\b(?:judged|rated|graded)\s+(?-i:(?:[A-Z][\w’'-]+\s+){1,4})(?:(?:as|to\s+be)\s+)?{g}",
        rf"\b(?:found|judged|concluded|determined)\s+(?:that\s+)?{_WORDS}{{1,10}}?{QUOTE}?(?P<grade>require[sd]?\s+improvement(?:\s+to\s+be\s+good)?)\b{QUOTE}?",
        r"\bjudge?ments?,?\s+(?:on|for|of|in)\s+[^.;:]{3,200}?,?\s+(?:is|was|were|are)\s+(?:(?:also|all|both|each)\s+)*{g}",
        rf"\b{_NOUN}\s+{_WORDS}{{0,6}}?(?:(?:is|was)\s+that|stated(?:\s+that)?)\s+{_WORDS}{{0,8}}?{QUOTE}?(?P<grade>require[sd]?\s+improvement(?:\s+to\s+be\s+good)?)\b{QUOTE}?",
        rf"\bprovid\w+\s+an?\s+{QUOTE}(?P<grade>{grade_words()}){QUOTE}\s+service",
        rf"\b(?:found|judged|concluded)\s+that\s+{_WORDS}{{1,10}}?(?:is|are|was|were)\s+{{g}}",
        rf"\b(?:the|this|its|our)\s+(?:overall\s+)?{{g}}\s+(?:overall\s+)?{_NOUN}",
        rf"{{g}}\s+{_NOUN}(?:\s+(?:was|were)\s+(?:received|given|awarded|achieved|made))?(?=\s+(?:for|in)\s)",
        rf"\b(?:achiev|receiv|award|secur|gain|obtain|retain|maintain)\w*\s+{QUOTE}(?P<grade>{grade_words()}){QUOTE}(?=\s+(?:in|for|across|overall)\b)",
        rf"\b(?:{_JUDGED}|found)\s+to\s+{QUOTE}?(?P<grade>requires?\s+improvement(?:\s+to\s+be\s+good)?)",
        r"\b(?:raised|improved|upgraded|moved|risen|rose|declined|fell|fallen|downgraded)\s+(?:up\s+|down\s+)?to\s+(?:an?\s+)?{g}",
        rf"\bfrom\s+(?:an?\s+)?{QUOTE}?(?:{grade_words()}){QUOTE}?\s+(?:\(?in\s+\w+\)?\s+)?(?:to|up\s+to|down\s+to)\s+(?:an?\s+)?{{g}}",
    )
    return tuple(re.compile(way.replace("{g}", grade), re.IGNORECASE) for way in ways)


@cache
def _alike() -> re.Pattern[str]:
    return re.compile(
        rf"{QUOTE}?,?\s+(?:and\s+so|as)\s+(?:were|was|are|is)\s+(?:(?:the\s+)?(?:\w+\s+){{0,2}}areas?\s*[:,]?\s+)?(?P<areas>{area_list()})\s*(?=$|[.;])",
        re.IGNORECASE,
    )


def _unnamed(pattern: str) -> str:
    """A pattern without its group for the area."""
    return pattern.replace("(?P<area>", "(?:")


@cache
def _continued() -> tuple[re.Pattern[str], ...]:
    grade = rf"{QUOTE}?(?P<grade>{grade_words()})\b{QUOTE}?"
    plain, area = rf"(?:{grade_words()})\b", _unnamed(area_words())
    return (
        re.compile(rf"{area_words()}\s*(?:as|,)\s*{grade}(?=\s*(?:$|[.,;)]|and\b|with\b))", re.IGNORECASE),
        re.compile(rf"{grade}\s+(?:for|in(?:\s+respect\s+of)?)\s+{area_words()}", re.IGNORECASE),
        re.compile(rf"\band\s+(?:as\s+)?(?={QUOTE}){grade}\s+in\s+(?P<area>)(?=(?:19|20)\d\d\b)", re.IGNORECASE),
        re.compile(
            rf"\band\s+as\s+{grade}\s+(?:for|in)\s+(?P<area>(?:all\s+)?(?:the\s+)?(?:other|remaining)\s+(?:\w+\s+)?(?:areas|judge?ments))\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\bwith\s+{area_words()}\s+also\s+{grade}(?=\s*(?:$|[.,;)]|and\b))", re.IGNORECASE),
        # "… good, with care leavers Outstanding", "… Good with Outstanding leadership"
        re.compile(
            rf"\bwith\s+{area_words()}\s+(?:(?:also|being|judged|rated|graded|as|to\s+be)\s+)*(?={QUOTE}|(?-i:[A-Z])){grade}(?=\s*(?:$|[.,;)]|and\b))",
            re.IGNORECASE,
        ),
        re.compile(rf"\bwith\s+(?={QUOTE}|(?-i:[A-Z])){grade}\s+{area_words()}", re.IGNORECASE),
        # "… inadequate, with adoption performance good and care leavers inadequate; leadership was inadequate"
        re.compile(rf",\s+with\s+{area_words()}\s+{grade}(?=\s+and\s+{area}\s+{plain})", re.IGNORECASE),
        re.compile(rf",\s+with\s+{area}\s+{plain}\s+and\s+{area_words()}\s+{grade}(?=\s*(?:$|[.;]))", re.IGNORECASE),
        # "… good overall, with outstanding leadership and adoption"
        re.compile(
            rf"\b{plain}(?:\s+overall)?,?\s+with\s+(?P<grade>outstanding|inadequate)\s+{area_words()}(?=\s*(?:$|[.,;]|and\s+{area}\s*(?:$|[.;])))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{plain}(?:\s+overall)?,?\s+with\s+(?P<grade>outstanding|inadequate)\s+{area}\s+and\s+{area_words()}(?=\s*(?:$|[.;]))",
            re.IGNORECASE,
        ),
        re.compile(rf";\s+(?:and\s+)?{area_words()}\s+(?:was|were)\s+{grade}(?=\s*(?:$|[.,;]))", re.IGNORECASE),
        # "… Good overall, with leadership outstanding"
        re.compile(rf",\s+with\s+{area_words()}\s+(?P<grade>inadequate|outstanding)(?=\s*(?:$|[.;]))", re.IGNORECASE),
    )
