"""Grades in an inspection's own report: the table on page 1, the overall grade, the safeguarding board's, an Area SEND outcome.

What is read is an area's name with a grade right behind it, and the few sentences that state the overall grade: "Children’s
services in Lancashire are inadequate", "The overall judgement is requires improvement". A good word in prose ("good quality
work"), a grade in a heading of the contents, or of another inspection is none of these. Wordings are data: `areas.csv`,
`grades.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from graph import registers
from graph.recognise.outline import Line
from graph.recognise.patterns import any_of, one_line
from graph.recognise.wordings import NUMBER, area_key, grade_key, grade_pattern, outcome_patterns
from graph.statements import Document, Doubt, Judgement, Span

# What a name of a place is made of; "have made" is no part of one.
_PLACE = (
    r"(?-i:(?:(?:[A-Z][\w.’'‘-]*|the|of|and|upon|under|on|with|&|area|county|city|borough|local|authority),?\s+){1,9}?)"
)
_END_OF_ROW = r"(?=\s*(?:$|[\n\t.,;:)(]|and\b|\d))"  # "care leavers good support" is prose, not a row
_NOT_JUDGED = re.compile(r"not\s+(?:judged|graded|inspected|given|applicable)|n/?a", re.IGNORECASE)
# What parts the two halves of reports of 2009 to 2012, and what a judgement's area is called in each.
_HALF = re.compile(
    r"(?:The\s+inspection\s+outcomes:\s*)?(?:Safeguarding\s+services|(?P<looked_after>(?:Services\s+for\s+)?looked[\s-]+after\s+children(?:\s+services)?))",
    re.IGNORECASE,
)
_HALVES = {"safeguarding": "Safeguarding services", "looked-after": "Services for looked after children"}


def find_judgements(
    document: Document, framework: str, page: tuple[Line, ...]
) -> tuple[tuple[Judgement, ...], tuple[Doubt, ...]]:
    """The graded rows on a report's first page, with the overall grade where the framework gives one.

    An area that the page grades twice, differently, has no judgement but a doubt; so has one with words that are no grade.
    """
    if not page:
        return (), ()
    base = page[0].start
    text = document.text[base : page[-1].end]
    rows = list(iter_rows(document, framework, text, base))
    if not any(row.overall for row in rows):
        rows[:0] = [to_judgement(document, match, "overall", base) for match in _overall_pattern().finditer(text)][:1]
    found, doubts = _agreed(rows)
    told = {row.area_key for row in rows}
    return found, (*doubts, *(doubt for key, doubt in _iter_ungraded(document, framework, page) if key not in told))


def _iter_ungraded(document: Document, framework: str, page: tuple[Line, ...]) -> Iterator[tuple[str, Doubt]]:
    """The rows that name an area and no grade beside it: "Not Judged", "Requires Improvment"."""
    for line in page:
        area, separator, words = line.text.partition("\t") if "\t" in line.text else line.text.partition(":")
        key = area_key(area, framework)
        if separator and key and len(words.strip()) < 60 and re.match(r"\s*[A-Za-z]", words):
            reason = "not judged" if _NOT_JUDGED.fullmatch(words.strip()) else f"“{words.strip()}” is no grade"
            yield key, Doubt(f"judgement of {one_line(area)}", reason, document.span(line.start, line.end))


def find_table(framework: str, lines: tuple[Line, ...], page: tuple[Line, ...]) -> tuple[Line, ...]:
    """The title page, with the rows of its table that a page break has torn off."""
    torn = []
    for line in lines[len(page) :]:
        cells = line.text.split("\t")
        if not all(area_key(cell, framework) or grade_key(cell) or not cell.strip() for cell in cells):
            break
        torn.append(line)
    return (*page, *torn)


def find_two_overall(document: Document, lines: tuple[Line, ...]) -> tuple[tuple[Judgement, ...], tuple[Doubt, ...]]:
    """The two overall grades of 2009 to 2012: of safeguarding services, and of services for looked after children."""
    key, rows = "", []
    for line in lines:
        if half := _HALF.fullmatch(line.text):
            key = "looked-after" if half["looked_after"] else "safeguarding"
        match = _half_pattern().match(line.text)
        if match and key:
            rows.append(replace(to_judgement(document, match, key, line.start), area=_HALVES[key]))
    return _agreed(rows)


def iter_rows(document: Document, framework: str, text: str, base: int) -> Iterator[Judgement]:
    """The areas of a framework with a grade right behind them, in a piece of the document's text that starts at `base`."""
    pattern = _row_pattern(framework)
    for match in pattern.finditer(text) if pattern else ():
        yield to_judgement(document, match, area_key(match["area"], framework) or "", base)


def find_board_judgement(
    document: Document, lines: tuple[Line, ...]
) -> tuple[tuple[Judgement, ...], tuple[Doubt, ...]]:
    """The grade of the local safeguarding children board, from the sentence that states it: "The Local Safeguarding Children
    Board requires improvement", "The effectiveness of the Local Safeguarding Children Board (LSCB) is good".
    """
    start, end = (lines[0].start, lines[-1].end) if lines else (0, 0)
    return _agreed(
        [to_judgement(document, match, "lscb") for match in _board_pattern().finditer(document.text, start, end)]
    )


def find_outcome(document: Document, lines: tuple[Line, ...]) -> tuple[Judgement, ...]:
    """The outcome of an Area SEND inspection: the paragraph under "Inspection outcome", as printed."""
    for heading, line in pairwise(lines):
        if re.fullmatch(r"Inspection outcome:?", heading.text, re.IGNORECASE):
            keys = [key for key, pattern in outcome_patterns() if pattern.search(line.text)]
            key = keys[0] if len(keys) == 1 else None
            span = document.span(line.start, line.end)
            return (Judgement("inspection outcome", line.text, "outcome", key, span, overall=True),)
    return ()


def _agreed(found: list[Judgement]) -> tuple[tuple[Judgement, ...], tuple[Doubt, ...]]:
    """One judgement an area, the first that states it; a doubt where two differ."""
    first: dict[str | None, Judgement] = {}
    doubts: dict[str | None, Doubt] = {}
    for judgement in found:
        known = first.setdefault(judgement.area_key, judgement)
        if known.grade_key != judgement.grade_key:
            reason = f"graded {known.grade} and {judgement.grade} in the same report"
            doubts[judgement.area_key] = Doubt(f"judgement of {judgement.area}", reason, judgement.span)
    return tuple(row for key, row in first.items() if key not in doubts), tuple(doubts.values())


def to_judgement(document: Document, match: re.Match[str], key: str, base: int = 0) -> Judgement:
    """The judgement of a match with the groups `area` and `grade`; words that name no area state overall effectiveness."""
    span = document.span(base + match.start(), base + match.end())
    return judge(match["area"] or "overall effectiveness", match["grade"], key, span)


def judge(area: str, printed: str, key: str, span: Span) -> Judgement:
    """The judgement of an area whose key is known, by a printed grade: "Require improvement to be good" is "requires improvement"."""
    grade = grade_key(printed) or ""
    return Judgement(one_line(area), grade.replace("-", " "), key, grade, span, overall=key == "overall")


@cache
def _row_pattern(framework: str) -> re.Pattern[str] | None:
    """An area and its grade: "2.1 Adoption performance", then "Good"; None of a framework that grades no area."""
    wordings = [area.wording for area in registers.areas() if area.framework == framework]
    if not wordings:
        return None
    return re.compile(
        rf"(?<!\w)(?P<area>{NUMBER}{any_of(wordings)})\s*:?\s*{grade_pattern()}{_END_OF_ROW}", re.IGNORECASE
    )


@cache
def _half_pattern() -> re.Pattern[str]:
    """Half of a row of a table: "Overall effectiveness", then "Adequate", "Grade 3 (adequate)" or "Grade: 3 (Adequate)"."""
    number = r"(?:grade\s*:?\s*[1-4]\s*[(:,–-]?\s*(?=[a-z]))?"
    return re.compile(rf"(?P<area>Overall\s+effectiveness)[\s:]*{number}{grade_pattern()}{_END_OF_ROW}", re.IGNORECASE)


@cache
def _overall_pattern() -> re.Pattern[str]:
    services = rf"Children[’']?s\s+services\s+(?:in|for|at)\s+{_PLACE}(?:(?:are|is)\s+)?"
    judgement = r"The\s+overall\s+judgement\s+is\s+(?:that\s+children[’']?s\s+services\s+)?(?:(?:are|is)\s+)?"
    return re.compile(rf"(?P<area>)(?:{services}|{judgement}){grade_pattern()}", re.IGNORECASE)


@cache
def _board_pattern() -> re.Pattern[str]:
    board = r"The\s+(?:(?:judgement\s+for\s+the\s+)?effectiveness\s+of\s+the\s+)?(?:Local\s+Safeguarding\s+Children\s+Board(?:\s+\(LSCB\))?|LSCB)"
    return re.compile(rf"^(?P<area>{board})\s+(?:is\s+)?{grade_pattern()}(?!\s+at\b)", re.IGNORECASE | re.MULTILINE)
