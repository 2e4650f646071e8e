"""Grades said in prose, in lists and in flattened tables of a paper, and of whom: "was judged inadequate", "Adoption: Good".

A good word is no grade ("good quality work"); which grades an inspection gave `given` tells. Wordings are data: `areas.csv`,
`grades.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from graph.recognise.by_others import is_by_other
from graph.recognise.event_periods import find_event_periods
from graph.recognise.given import (
    find_clause,
    is_given,
    is_no_outcome,
    is_no_result,
    is_of_else,
    is_open,
    is_undone,
)
from graph.recognise.grade_ways import alike, beside_ways, continued_ways, inverted, row_ways, said_ways, the_same
from graph.recognise.graded_clauses import iter_also, iter_clauses
from graph.recognise.patterns import QUOTE, one_line
from graph.recognise.plain_clauses import find_start, iter_plain, iter_same
from graph.recognise.subject_names import is_plain
from graph.recognise.subjects import find_shared, find_subjects, is_of_some, skip_areas
from graph.recognise.wordings import (
    any_grade,
    area_keys,
    area_words,
    grade_key,
    grade_words,
    outcome_patterns,
)

#: What makes the "good" behind it no grade of its own: "requires improvement to be".
_TO_BE_GOOD = re.compile(r"improvements?\s+to\s+(?:be|become)\s+[‘“'\"]?$", re.IGNORECASE)


#: The area that the outcome of an Area SEND inspection is of.
OUTCOME = "inspection outcome"
_OUTCOME_SAID = re.compile(
    r"\b(?:outcome|found|judged|concluded|rated|graded|determined|resulted|identified|decided|received|given|arrangements\s+(?:typically\s+)?lead)\b|\binspection[^.;]{0,20}\s[-–]\s|\binspection\s*[:(]|\binspection,?\s+[^.;:]{3,30}:",
    re.IGNORECASE,
)


#: Between two grades of the same: "judged inadequate | by Ofsted in July 2015, and were again | judged to be inadequate".
_SAME_SUBJECT = re.compile(
    rf"{QUOTE}?(?:\s+overall)?(?:\s+by\s+\w+)?(?:\s+(?:in|on)\s+(?:\d{{1,2}}\s+)?(?:[A-Z][a-z]+\s+)?\d{{4}})?,?\s+(?:and|then|but)(?:\s+(?:was|were|had|has|been|again|then|later|subsequently|once|more))+\s+",
)


#: What stands around a date that is a sentence.
_WORDS_OF_DATE = re.compile(r"(?:(?:From|Between|On|In|Over|It\s+was)\s+)?(?:the\s+)?\.?", re.IGNORECASE)


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
    if not any_grade().search(text) or is_no_outcome(text):
        return
    taken: set[int] = set()
    told: set[tuple[str, int]] = set()
    for find in (
        _iter_listed,
        _iter_inverted,
        _iter_rows,
        _iter_said,
        _iter_clauses,
        _iter_plain,
        _iter_beside,
        _iter_continued,
    ):
        found = [
            (graded, place)
            for graded, place in find(text)
            if place not in taken and not (graded.whole and is_of_some(text[find_clause(text, place) : place]))
        ]
        if find is not _iter_continued or taken:
            for graded, place in found:
                if (graded.area.lower(), place) not in told:
                    yield graded
                told.add((graded.area.lower(), place))
            taken |= {place for _, place in found}


def find_row(text: str, following: str) -> Graded | None:
    """The grade of a row whose cells the page prints one below the other: an area's name, then a grade alone or "Grade: Good"."""
    label = r"(?:(?:Ofsted\s+)?(?:judge?ment|grade|grading|rating|outcome|rated|graded|judged)\s*[:–-]\s*)?"
    grade = re.fullmatch(rf"\s*{label}{QUOTE}?({grade_words()}){QUOTE}?\.?\s*", following, re.IGNORECASE)
    area = re.fullmatch(rf"\s*{area_words()}\s*:?\s*", text, re.IGNORECASE)
    if not grade or not area:
        return None
    return _to_graded(area["area"], grade[1], area.start("area"), len(text))


def _to_graded(area: str, grade: str, start: int, end: int) -> Graded:
    return Graded(one_line(area), area_keys(area) == {"overall"}, grade, start, end)


def is_grade(text: str) -> bool:
    """Whether a line is a grade and nothing else."""
    return grade_key(text.strip(" .'‘’\"“”")) is not None


def is_answer(text: str) -> bool:
    """Whether a sentence begins with a grade that answers a question: "Outstanding.", "Good, and inspectors say more"."""
    return re.match(rf"{QUOTE}?(?:{grade_words()}){QUOTE}?\s*(?:[.,;!–-]|$)", text, re.IGNORECASE) is not None


def is_date(text: str) -> bool:
    """Whether a sentence is a date that answers a question, and nothing else: "From 12 to 23 September 2022."."""
    periods = find_event_periods(text)
    return len(periods) == 1 and _WORDS_OF_DATE.fullmatch(text[: periods[0].start] + text[periods[0].end :]) is not None


def iter_outcomes(text: str) -> Iterator[Graded]:
    """The outcome of an Area SEND inspection where a sentence says which of the three it was, and names no other."""
    found = {key: match for key, pattern in outcome_patterns() if (match := pattern.search(text))}
    match = next(iter(found.values())) if len(found) == 1 and _OUTCOME_SAID.search(text) else None
    if match and not is_no_result(text) and not is_open(text, match.start()):
        yield Graded(OUTCOME, True, match[0], match.start(), match.end())


def iter_shared(text: str, told: Sequence[str]) -> Iterator[Graded]:
    """The grade of the sentence before, of which `told` are all, where this one shares it: "So did leadership"."""
    for area, grade, start, end in iter_same(text, told):
        yield _to_graded(area, grade, start, end)


def _iter_listed(text: str) -> Iterator[tuple[Graded, int]]:
    """A grade before its areas: "'Requires improvement to be good': the impact of leaders, and care leavers."."""
    for match in re.finditer(rf"{QUOTE}?\b({grade_words()}){QUOTE}?\s*[:–-]\s+(?={area_words()})", text, re.IGNORECASE):
        end = re.compile(r"\.\s|;\s*(?=[‘“'\"])|\n|$").search(text, match.end())
        for area in re.finditer(area_words(), text[match.end() : end.start() if end else len(text)], re.IGNORECASE):
            yield _to_graded(area["area"], match[1], match.start(), match.end() + area.end("area")), match.start(1)


def _iter_inverted(text: str) -> Iterator[tuple[Graded, int]]:
    """A grade that is said to be that of areas named behind it: "The only area still requiring improvement is leadership"."""
    for match in inverted().finditer(text):
        if is_given(text, match, find_clause(text, match.start())) and is_plain(
            match[0][: match.start("areas") - match.start()].lower()
        ):
            for area in re.finditer(area_words(), match["areas"], re.IGNORECASE):
                yield _to_graded(area["area"], match["grade"], match.start(), match.end()), match.start("grade")


def _iter_rows(text: str) -> Iterator[tuple[Graded, int]]:
    """An area with its grade right behind it: "Overall effectiveness: Good", a table's row, "Leadership was 'good'"."""
    yield from _iter_areas(text, row_ways())


def _iter_beside(text: str) -> Iterator[tuple[Graded, int]]:
    """An area with its grade in passing: "care leavers, at Requires Improvement, fell below that"."""
    yield from _iter_areas(text, beside_ways())


def _iter_areas(text: str, ways: Iterable[re.Pattern[str]]) -> Iterator[tuple[Graded, int]]:
    if is_by_other(text) or is_of_else(text):
        return
    for match in (match for pattern in ways for match in pattern.finditer(text)):
        before = re.split(r"[.;:,(\t\n]", text[: match.start()])[-1]
        ends = not is_undone(text, match.end("grade")) or _next_row().match(text, match.end("grade"))
        if ends and is_plain(before) and not is_open(text, match.start(), max(0, match.start() - 80)):
            graded = _to_graded(match["area"], match["grade"], *match.span())
            yield from _with_alike(text, match, [graded])


def _iter_said(text: str) -> Iterator[tuple[Graded, int]]:
    """Grades that a verb or a noun gives: "was judged inadequate", "a judgement of 'good'", "came out as 'outstanding'"."""
    matches: dict[int, re.Match[str]] = {}
    for pattern in said_ways():
        for match in pattern.finditer(text):
            matches.setdefault(match.start("grade"), match)
    begin = 0
    subjects: list[tuple[str, bool]] = []
    for place, match in sorted(matches.items()):
        inside = any(other.start("grade") < place < other.end("grade") for other in matches.values())
        if inside or _TO_BE_GOOD.search(text[:place]):
            continue  # "judged to require improvement to be good" is not good
        clause = max(begin, find_clause(text, match.start()))
        if is_given(text, match, clause):
            same = subjects if _SAME_SUBJECT.fullmatch(text[begin : match.start()]) else []
            subjects = find_subjects(text, match, clause) or same
            yield from _with_alike(text, match, _of_all(subjects, match))
        begin = skip_areas(text, match.end())


def _of_all(subjects: Iterable[tuple[str, bool]], match: re.Match[str]) -> list[Graded]:
    return [Graded(area, whole, match["grade"], *match.span()) for area, whole in subjects]


def _with_alike(text: str, match: re.Match[str], graded: Iterable[Graded]) -> Iterator[tuple[Graded, int]]:
    """What a match grades, and the areas behind it that share the grade."""
    alike = (Graded(area, False, match["grade"], match.start(), end) for area, end in _iter_alike(text, match.end()))
    yield from ((one, match.start("grade")) for one in (*graded, *alike))


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
        if not is_by_other(text[: clause.place]) and not is_open(text, clause.start):
            yield _to_graded(clause.area, clause.grade, clause.start, clause.end), clause.place
            for area, end in _iter_alike(text, clause.end):
                yield Graded(area, False, clause.grade, clause.start, end), clause.place


def _iter_plain(text: str) -> Iterator[tuple[Graded, int]]:
    """What clauses give that hold a grade and plain words alone, whatever the verb: "Leadership has likewise stayed at Good"."""
    for match in iter_plain(text):
        begin, before = find_start(text, match.start()), text[: match.start()]
        apart = is_of_else(before) or is_by_other(before)
        if not apart and is_given(text, match, find_clause(text, match.start())):
            yield from _with_alike(text, match, _of_all(find_subjects(text, match, begin), match))


def _iter_continued(text: str) -> Iterator[tuple[Graded, int]]:
    """What goes on after a grade: "… as good, and care leavers as outstanding", "good overall, and outstanding for care leavers"."""
    for match in any_grade().finditer(text):
        for area, whole in find_shared(text, match) if not is_open(text, match.start()) else ():
            yield Graded(area, whole, match[0], *match.span()), match.start()
    for pattern in continued_ways():
        for match in pattern.finditer(text):
            if not is_open(text, match.start()):
                graded = _to_graded(match["area"], match["grade"], *match.span())
                yield graded._replace(whole=graded.whole or not match["area"]), match.start("grade")
                for area, end in iter_also(text, match.end()):
                    yield Graded(one_line(area), False, match["grade"], match.start(), end), match.start("grade")


@cache
def _next_row() -> re.Pattern[str]:
    """What may stand right behind a row's grade where lines are joined: the next row, an area with its own."""
    return re.compile(rf"\s+(?-i:(?=[A-Z\d])){area_words()}\s*[:–-]", re.IGNORECASE)
