"""What a recommendation is about: the themes of `ontology/themes.ttl` that its words carry.

The wordings are data, in `data/reference/theme_wordings.csv`: "return [home ]interview*" answers "the take-up of return
home interviews", and "assess*" refuses the "health assessment" that its column `not` names. `data/README.md` tells how
wordings are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from graph import registers
from graph.statements import Document, Inspection, Said, Span, Statements

# White space, a comma or a hyphen between two words; "…" is up to six more words of the same sentence.
_BETWEEN = r"(?:,\s*|[\s‐‑–-]+)"
_FEW_WORDS = rf"{_BETWEEN}(?:[^\s.;:•]+\s+){{0,6}}?"
_SIGNS = {
    " ": _BETWEEN,
    "-": _BETWEEN,
    "*": r"[\w’']*",
    "(": "(?:",
    ")": ")",
    "|": "|",
    "[": "(?:",
    "]": ")?",
    "'": "[’']?",
    "’": "[’']?",
}


@dataclass(frozen=True, slots=True)
class _Wording:
    """A wording that signals a theme, and the look-alikes of which it must be no part, parted by semicolons.

    Their patterns are made when a text needs them: most texts carry few of the many hundred wordings.
    """

    wording: str
    look_alikes: str

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where the wording stands outside its look-alikes."""
        others = (
            [match.span() for match in _compile(*self.look_alikes.split(";")).finditer(text)]
            if self.look_alikes
            else []
        )
        return next(
            (match for match in _compile(self.wording).finditer(text) if not _touches(match.span(), others)), None
        )


@dataclass(frozen=True, slots=True)
class _Theme:
    """A theme with its wordings: all of them as one pattern, which most texts fail, and one by one."""

    key: str
    any: re.Pattern[str]
    wordings: tuple[_Wording, ...]


def with_themes(document: Document, said: Statements) -> Statements:
    """The same statements, with the themes of every recommendation among them."""
    return replace(said, inspections=tuple(_with_themes(document, told) for told in said.inspections))


def _with_themes(document: Document, told: Inspection) -> Inspection:
    themed = (replace(one, themes=find_themes(document, one.span)) for one in told.recommendations)
    return replace(told, recommendations=tuple(themed))


def find_themes(document: Document, span: Span) -> tuple[Said[str], ...]:
    """The keys of the themes that the words of the span carry, each with the first of these words, in their order."""
    start = span.start + _after_bodies(span.quote)
    text = document.text[start : span.end]
    places = sorted((match.span(), key) for key, match in _iter_matches(text))
    return tuple(Said(key, document.span(start + place[0], start + place[1])) for place, key in places)


@cache
def _themes() -> tuple[_Theme, ...]:
    """The themes with their wordings, in the order of the table."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in registers.iter_rows("theme_wordings"):
        rows.setdefault(row["theme"], []).append(row)
    return tuple(
        _Theme(
            key,
            _compile(*(row["wording"] for row in mine)),
            tuple(_Wording(row["wording"], row["not"]) for row in mine),
        )
        for key, mine in rows.items()
    )


def _to_pattern(wording: str) -> str:
    """The regular expression for a wording: "plan* … step* down" finds "plans are not stepped down"."""
    parts = (_to_words(part) for part in re.split(r"\s*…\s*", wording.strip()))
    return _FEW_WORDS.join(parts)


def _to_words(text: str) -> str:
    return "".join(_SIGNS.get(sign) or re.escape(sign) for sign in text)


@cache
def _compile(*wordings: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_to_pattern, wordings))})(?!\w)", re.IGNORECASE)


def _iter_matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for theme in _themes():
        if theme.any.search(text):
            matches = [match for wording in theme.wordings if (match := wording.search(text))]
            if matches:
                yield theme.key, min(matches, key=lambda match: (match.start(), -match.end()))


def _touches(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _after_bodies(quote: str) -> int:
    """Where the words begin in a row of a table: after the cell that names the bodies responsible."""
    end = quote.find("\n")
    return quote.rfind("\t", 0, end if end >= 0 else len(quote)) + 1
