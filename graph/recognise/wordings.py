"""The wordings of areas and grades in `areas.csv` and `grades.csv`, as patterns and as keys.

What a text says with them belongs to `grades`; here is only which words name what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from graph import registers
from graph.recognise.patterns import any_of, one_line

#: The number that tables print before an area: "2.1 Adoption performance".
NUMBER = r"(?:\d\s?(?:\.\s?\d)?\.?\s+)?"
_APOSTROPHES = str.maketrans("’‘", "''")
_BEFORE = re.compile(rf"^{NUMBER}(?:the\s+)?", re.IGNORECASE)


#: "Senior | leaders", "middle | leaders": no area.
_OTHER_LEADERS = r"(?<!\bsenior\s)(?<!\bmiddle\s)(?<!\bpolitical\s)(?<!\bschool\s)"


def area_keys(printed: str, framework: str | None = None) -> set[str]:
    """The areas that words name: in one framework, or in those of children's services."""
    wanted = {framework} if framework else {"SIF", "ILACS"}
    wanted |= {"SIF"} if framework == "SIF-reinspection" else set()
    named = _area_index().get(_fold(printed), ())
    return {key for name, key in named if name in wanted} or ({key for _, key in named} if framework is None else set())


def area_key(printed: str, framework: str) -> str | None:
    """The area of a framework that words name."""
    return next(iter(area_keys(printed, framework)), None)


def grade_key(printed: str) -> str | None:
    """The grade that a printed grade names."""
    return _grade_index().get(_fold(spell_out(printed)).replace("required ", "requires "))


def spell_out(printed: str) -> str:
    """A grade in words: "RI" gives "Requires improvement"."""
    return _short().get(printed.upper(), printed)


@cache
def _short() -> dict[str, str]:
    """How papers and their tables shorten a grade."""
    return {row["short"]: row["wording"] for row in registers.iter_rows("short_grades")}


@cache
def _area_index() -> dict[str, tuple[tuple[str, str], ...]]:
    """The framework and the key of every wording."""
    index: dict[str, tuple[tuple[str, str], ...]] = {}
    for area in registers.areas():
        wording = _fold(area.wording)
        index[wording] = (*index.get(wording, ()), (area.framework, area.key))
    return index


@cache
def _grade_index() -> dict[str, str]:
    return {_fold(grade.wording): grade.key for grade in reversed(registers.grades())}


@cache
def outcome_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A pattern for the words of each outcome of an Area SEND inspection."""
    wordings: dict[str, list[str]] = {}
    for grade in registers.grades():
        if grade.scheme == "area-send":
            wordings.setdefault(grade.key, []).append(grade.wording)
    return tuple((key, re.compile(any_of(words), re.IGNORECASE)) for key, words in wordings.items())


@lru_cache(maxsize=256)  # a line is looked at as a grade, as an area and as both
def _fold(text: str) -> str:
    return one_line(_BEFORE.sub("", text.translate(_APOSTROPHES)).lower()).replace(" & ", " and ")


@cache
def grade_words() -> str:
    """All grades but "Grade 1": "requires improvement to be good", "outstanding"; not the outcomes for SEND."""
    return any_of({*_short(), *(wording for wording in _iter_grades() if not wording.startswith("Grade"))})


@cache
def grade_pattern() -> str:
    """All grades that reports print, "Grade 1" as well, as the group `grade`."""
    return rf"(?P<grade>{any_of(_iter_grades())})\b"


def _iter_grades() -> Iterator[str]:
    return (grade.wording for grade in registers.grades() if grade.scheme != "area-send")


@cache
def any_grade() -> re.Pattern[str]:
    """A pattern for any grade, in whatever sense."""
    return re.compile(rf"\b(?:{grade_words()}|required\s+improvement)\b", re.IGNORECASE)


@cache
def area_words() -> str:
    """All areas of children's services, the longest name first, with the number that tables print before them."""
    names = any_of(_BEFORE.sub("", area.wording) for area in registers.areas() if area.framework != "AreaSEND")
    names = names.replace(r"\s+and\s+", r"\s+(?:and|&)\s+")  # "Help & protection"
    return rf"{NUMBER}{_OTHER_LEADERS}(?P<area>(?:the\s+)?{names})(?![\w-])(?!\s+(?:plan|strategy|team|service\s+manager)\b)"


@cache
def any_area() -> re.Pattern[str]:
    """A pattern for any area of children's services, wherever it stands; "leaders" alone are one in "for leaders" only."""
    return re.compile(rf"\b(?:(?<=\bfor\s)|(?!(?:the\s+)?leaders\b)){area_words()}", re.IGNORECASE)


@cache
def area_list() -> str:
    """One area or several: "help and protection, services for care leavers, and leadership"; without a group."""
    one = re.sub(r"\(\?P<area>", "(?:", area_words())
    return rf"(?:(?:both|the|and|&|services\s+for|support\s+for|for)\s+|,\s*)*{one}(?:(?:\s+services)?(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*;\s*(?:and\s+)?)(?:(?:the|services\s+for|support\s+for|for)\s+)*{one})*(?:\s+services)?"
