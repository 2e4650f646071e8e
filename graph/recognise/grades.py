"""Grades said in prose, in lists and in flattened tables of a paper, and of whom: "was judged inadequate", "Adoption: Good".

A good word is no grade ("good quality work"), nor is a grade of oneself ("our self-assessment"), an aim ("to be 'Good' at the
next inspection"), a rule ("authorities judged 'requires improvement'"), a negation ("inadequate no longer"), a list of all
grades there are, or a school's. Wordings are data: `areas.csv`, `grades.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from graph.recognise.grade_ways import alike, continued_ways, row_ways, said_ways, the_same
from graph.recognise.graded_clauses import iter_also, iter_clauses
from graph.recognise.patterns import QUOTE, RULE, one_line
from graph.recognise.plain_clauses import find_start, iter_plain, iter_same
from graph.recognise.subjects import FIRST_TO, find_shared, find_subjects, is_of_some, is_plain, skip_areas
from graph.recognise.wordings import (
    any_grade,
    area_keys,
    area_words,
    grade_key,
    grade_words,
    outcome_patterns,
)

#: Words by which a council speaks of its own view or aim: "the overall judgement of this self-assessment", "Target: …".
_OWN_VIEW = re.compile(
    r"^(?:[\d.]+\s+)?(?:(?:our|the)\s+)?(?:targets?|aims?|ambitions?|goals?|visions?)\b[^.;:]{0,40}:|self[\s-]*(?:assess|evaluat|judge)|\bour\s+own\s+(?:view|judge?ment)|\bwe\s+(?:judge|rate|grade|consider|believe)\b",
    re.IGNORECASE,
)
#: An aim, a wish, a condition or a negation before a grade: "to help it to a Good rating", "could be judged", "not judged".
_NOT_GIVEN = re.compile(
    r"(?:\b(?:aim\w*|ambitio\w+|aspir\w+|goal|target|journey|towards?|striv\w+|want\w*|hop(?:e[sd]?|ing)|intend\w*|determined|vision|help\w*\b(?!\s+and\b)|meant|would|could|should|might|(?-i:may)|can|will(?!\s+(?:recall|remember|know|note|be\s+aware|have\s+(?:seen|heard)))|must|if|whether|unless|until"
    r"|not|never|cannot|n[’']t|no\s+longer|rather\s+than|risk\s+of|avoid\w*|likel\w+|predict\w*|expect\w*|order|needed|to\s+(?:achieve|get|reach|attain|secure|gain|become)|typical|no(?:ne)?\s+(?:of\s+the\s+)?(?:areas?|aspects|services|judge?ments)|(?:few|some|several|many|certain|most)\s+(?:areas|aspects|elements)|previously(?!\s+inspected\b)|formerly|per\s+cent|neighbouring|nationally|percentage|proportion|number\s+of)\b[^.;:]{0,70}|\bhaving\s+been\b[^.;:,]{0,70}|\d\s?%[^.;:]{0,70}|\bto\s+be\s+|\b(?:from|previous|former|earlier|other)\s+(?:(?!(?:re-?)?inspection)[\w’']+\s+)?|\b(?:than|improvement\s+(?:on|over)|(?:up|down)\s+from|compared\s+(?:to|with)|against|instead\s+of|unlike|contrast\s+(?:to|with)|after\s+being)\s+(?:[\w’'-]+\s+){0,2}|\b\d+\s+(?:were|was)\s+(?:\w+\s+)?)$",
    re.IGNORECASE,
)
#: Words by which a sentence turns to other councils: what it grades may be theirs.
_OTHERS = re.compile(
    r"\b(?:neighbours?|neighbouring|comparators?|elsewhere|(?<!\ball\s)other\s+(?:councils|(?:local\s+)?authorities|areas)|our\s+peers)\b",
    re.IGNORECASE,
)
#: Who grades too and is not Ofsted: auditors, reviewers, those asked in a survey. Not "the review of the safeguarding board".
_OTHER_GRADER = re.compile(
    r"\b(?:audits?|auditors?|auditing|surveys?|questionnaires?|polls?|mock|moderat\w+|dip[\s-]?sampl\w+|peers?|(?:independent|internal|external|DfE|LGA|practice|case|thematic)\s+reviews?|review\s+team|reviewers?|advisers?|advisors?"
    r"|commissioners?|consultants?|parents|respondents|(?:the\s+)?(?:board|panel|committee)\s+(?=judged|rated|graded)|dashboards?|case\s+files?|benchmark\w*)\b|\b(?:CQC|Care\s+Quality\s+Commission|HMIP|HMICFRS)\s+(?:has\s+|had\s+)?(?:judged|rated|graded|found)",
    re.IGNORECASE,
)
#: The same behind a grade: "a rating of good was given | by internal audit".
_BY_OTHER = re.compile(
    r"[^.;,]{0,30}\bby\s+(?:(?:the|an?|our|internal|external)\s+){0,2}(?:audit\w*|peers?|reviewers?|CQC|HMIP|consultants?|parents|members|staff)\b"
)
#: What makes the "good" behind it no grade of its own: "requires improvement to be".
_TO_BE_GOOD = re.compile(r"improvements?\s+to\s+(?:be|become)\s+[‘“'\"]?$", re.IGNORECASE)
#: "have been good | since 2019": of no inspection in particular.
_EVER_SINCE = re.compile(rf"{QUOTE}?\s+(?:ever\s+)?since\s+(?:[A-Z]\w+\s+)?(?:19|20)\d\d\b")
#: "from inadequate | to good": the first grade is no other's. Of "one was judged good and the other | outstanding" each has its own.
_FROM = re.compile(r"from\b", re.IGNORECASE)
_PREVIOUSLY = re.compile(r"\b(?:previously|formerly)\s+", re.IGNORECASE)
#: "Previously, in 2018, | the council was judged good".
_DATED_BEFORE = re.compile(r"\b(?:previously|formerly),?\s+in\s+(?:[A-Z][a-z]+\s+)?(?=(?:19|20)\d\d\b)", re.IGNORECASE)
_DATED_BEHIND = re.compile(rf"{QUOTE}?(?:\s+overall)?,?\s+in\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b")
_NEGATED_AFTER = re.compile(
    rf"{QUOTE}?\s+(?:no\s+longer|or\s+(?:better|above|below|outstanding|good|inadequate))\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|children[’']?s\s+homes?|homes?|providers?|settings?|colleges?|childminders?|adult\s+(?:learning|education)|fostering|adoption\s+agenc\w+|pupils|probation|youth|police|risk|RAG)\b",
    re.IGNORECASE,
)
_AFTER_GRADE = re.compile(
    rf"(?:{QUOTE}|\b)\s*(?:$|[.,;:()\]–\n\t-]|(?:overall|in|for|by|across|at(?!\s+\w+ing\b)|with|and|but|because|on|since|under|after|following|when|as|against|within|which|although|though|while|whilst|despite|due|from|this|that|it"
    r"|the|to|or|having|during|until|services?|where|authority|council|is|was|issued|given|awarded|received|made|again|too|also|judge?ments?|ratings?|grades?|gradings?|outcomes?|status)\b)",
    re.IGNORECASE,
)


#: The area that the outcome of an Area SEND inspection is of.
OUTCOME = "inspection outcome"
_OUTCOME_SAID = re.compile(
    r"\b(?:outcome|found|judged|concluded|rated|graded|determined|resulted|identified|decided|received|given|arrangements\s+(?:typically\s+)?lead)\b|\binspection[^.;]{0,20}\s[-–]\s|\binspection\s*[:(]",
    re.IGNORECASE,
)


#: Words that speak of the grades there are: "three possible outcomes, the highest being".
_POSSIBLE = re.compile(
    r"\b(?<!highest )(?:possible|available)\s+(?:outcomes?|judge?ments?|grades?|ratings?)\b|\b(?:highest|lowest|top|best|worst)\s+(?:of\s+these\s+)?(?:(?:grade|rating|judge?ment|outcome)\s+)?(?:being|is|which)\b",
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
    told: set[tuple[str, int]] = set()
    for find in (_iter_listed, _iter_rows, _iter_said, _iter_clauses, _iter_plain, _iter_continued):
        found = [
            (graded, place)
            for graded, place in find(text)
            if place not in taken and not (graded.whole and is_of_some(text[_clause_start(text, place) : place]))
        ]
        if find is not _iter_continued or taken:
            for graded, place in found:
                if (graded.area.lower(), place) not in told:
                    yield graded
                told.add((graded.area.lower(), place))
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


def is_answer(text: str) -> bool:
    """Whether a sentence begins with a grade that answers a question: "Outstanding.", "Good, and inspectors say more"."""
    return re.match(rf"{QUOTE}?(?:{grade_words()}){QUOTE}?\s*(?:[.,;!–-]|$)", text, re.IGNORECASE) is not None


def iter_outcomes(text: str) -> Iterator[Graded]:
    """The outcome of an Area SEND inspection where a sentence says which of the three it was, and names no other."""
    found = {key: match for key, pattern in outcome_patterns() if (match := pattern.search(text))}
    if len(found) != 1 or _POSSIBLE.search(text) or not _OUTCOME_SAID.search(text) or _OWN_VIEW.search(text):
        return
    match = next(iter(found.values()))
    if not _NOT_GIVEN.search(text[_clause_start(text, match.start()) : match.start()]):
        yield Graded(OUTCOME, True, match[0], match.start(), match.end())


def iter_shared(text: str, told: Sequence[str]) -> Iterator[Graded]:
    """The grade of the sentence before, of which `told` are all, where this one shares it: "So did leadership"."""
    for area, grade, start, end in iter_same(text, told):
        yield Graded(one_line(area), area_keys(area) == {"overall"}, grade, start, end)


def _is_scale(text: str) -> bool:
    """Whether a sentence lists the grades there are: "OFSTED knows four grades: 'Inadequate'; …"."""
    named = {grade_key(match[0]) for match in any_grade().finditer(text)}
    return (
        len(named) >= 3
        and re.search(
            r"\b(?:(?:four|4|five)\s+(?:\w+\s+){0,2}(?:grades?|ratings?|levels?|outcomes?|classifications?|categories\s+of|options|points?)|point|grades|ratings|scale|one\s+of|either)\b",
            text,
            re.IGNORECASE,
        )
        is not None
        and not any(pattern.search(text) for pattern in row_ways())
        and not any(iter_clauses(text))
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
    for match in (match for pattern in row_ways() for match in pattern.finditer(text)):
        before = re.split(r"[.;:,(\t\n]", text[: match.start()])[-1]
        if (
            not _NOT_GIVEN.search(text[max(0, match.start() - 80) : match.start()])
            and (_AFTER_GRADE.match(text, match.end("grade")) or _next_row().match(text, match.end("grade")))
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
            for area, end in _iter_alike(text, match.end()):
                yield Graded(area, False, match["grade"], match.start(), end), match.start("grade")


def _iter_said(text: str) -> Iterator[tuple[Graded, int]]:
    """Grades that a verb or a noun gives: "was judged inadequate", "a judgement of 'good'", "came out as 'outstanding'"."""
    matches: dict[int, re.Match[str]] = {}
    for pattern in said_ways():
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
    for name, end in iter_also(text, start):
        yield one_line(name), end
    if rest := the_same().match(text, start):
        yield one_line(rest["rest"] or rest["all"] or rest["others"]), rest.end()
    listed = alike().match(text, start)
    for area in re.finditer(area_words(), listed["areas"], re.IGNORECASE) if listed else ():
        yield one_line(area["area"]), (listed.start("areas") if listed else 0) + area.end("area")


def _iter_clauses(text: str) -> Iterator[tuple[Graded, int]]:
    """What clauses give that hold areas and a grade alone: "adoption was good, whereas leadership was inadequate"."""
    for clause in iter_clauses(text):
        if not _OTHER_GRADER.search(text[: clause.place]) and not _NOT_GIVEN.search(
            text[_clause_start(text, clause.start) : clause.start]
        ):
            whole = area_keys(clause.area) == {"overall"}
            yield Graded(one_line(clause.area), whole, clause.grade, clause.start, clause.end), clause.place
            for area, end in _iter_alike(text, clause.end):
                yield Graded(area, False, clause.grade, clause.start, end), clause.place


def _iter_plain(text: str) -> Iterator[tuple[Graded, int]]:
    """What clauses give that hold a grade and plain words alone, whatever the verb: "Leadership has likewise stayed at Good"."""
    for match in iter_plain(text):
        begin = find_start(text, match.start())
        if _is_given(text, match, _clause_start(text, match.start())) and not _ELSEWHERE.search(text[: match.start()]):
            for area, whole in find_subjects(text, match, begin):
                yield Graded(area, whole, match["grade"], match.start(), match.end()), match.start("grade")
            for area, end in _iter_alike(text, match.end()):
                yield Graded(area, False, match["grade"], match.start(), end), match.start("grade")


def _iter_continued(text: str) -> Iterator[tuple[Graded, int]]:
    """What goes on after a grade: "… as good, and care leavers as outstanding", "good overall, and outstanding for care leavers"."""
    for match in any_grade().finditer(text):
        if not _NOT_GIVEN.search(text[_clause_start(text, match.start()) : match.start()]):
            for area, whole in find_shared(text, match):
                yield Graded(area, whole, match[0], match.start(), match.end()), match.start()
    for pattern in continued_ways():
        for match in pattern.finditer(text):
            if not _NOT_GIVEN.search(text[_clause_start(text, match.start()) : match.start()]):
                whole = not match["area"] or area_keys(match["area"]) == {"overall"}
                yield (
                    Graded(one_line(match["area"]), whole, match["grade"], match.start(), match.end()),
                    match.start("grade"),
                )
                for area, end in iter_also(text, match.end()):
                    yield Graded(one_line(area), False, match["grade"], match.start(), end), match.start("grade")


@cache
def _next_row() -> re.Pattern[str]:
    """What may stand right behind a row's grade where lines are joined: the next row, an area with its own."""
    return re.compile(rf"\s+(?-i:(?=[A-Z\d])){area_words()}\s*[:–-]", re.IGNORECASE)


def _is_given(text: str, match: re.Match[str], begin: int) -> bool:
    clause = text[begin : match.start()]
    if _DATED_BEHIND.match(text, match.end("grade")):
        clause = _PREVIOUSLY.sub("", clause)  # "had previously been rated Requires Improvement in June 2018"
    clause = _DATED_BEFORE.sub("in ", FIRST_TO.sub(" ", clause))
    before_grade = text[match.start() : match.start("grade")]
    return not (
        _NOT_GIVEN.search(clause) or _OTHER_GRADER.search(text[_clause_start(text, match.start()) : match.start()] + before_grade) or _NEGATED_AFTER.match(text, match.end("grade")) or _ELSEWHERE.search(clause[-90:] + before_grade)
        or (RULE.search(text) and RULE.search(clause + match[0])) or not _AFTER_GRADE.match(text, match.end("grade"))
        or _EVER_SINCE.match(text, match.end("grade"))
        or (any_grade().search(before_grade) and not _FROM.match(before_grade))
        or re.search(r"\b(?:not|never|no\s+longer)\b", before_grade) or _BY_OTHER.match(text, match.end("grade"))
    )  # fmt: skip


def _clause_start(text: str, position: int) -> int:
    """Where the clause begins in which `position` stands; a list of areas parted by semicolons is one clause."""
    return max(
        (
            match.end()
            for match in re.finditer(
                r"[.;:]\s+|,\s+(?:but|while|whilst|yet)\s+|^(?:[\d.]+\s+)?(?:At|By)\s+(?:that|this|the\s+same)\s+(?:time|point|stage),?\s+|\band\s+(?=(?:the\s+(?:overall|inspection|judge?ment|outcome)|it|they|we|inspectors|Ofsted)\b)",
                text[:position],
            )
        ),
        default=0,
    )
