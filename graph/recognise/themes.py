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


#: What a wording may do without: words in brackets, the inner ones first, and one of several.
_OPEN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class _Wording:
    """A wording that signals a theme, and the look-alikes of which it must be no part, parted by semicolons.

    `needed` are the words that it always has, or their beginnings, in small letters: most texts carry few of the many hundred
    wordings, and no pattern is made or tried before a text has these.
    """

    wording: str
    look_alikes: str
    needed: frozenset[str]

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where the wording stands outside its look-alikes."""
        found = list(_compile(self.wording).finditer(text))
        if not found or not self.look_alikes:
            return found[0] if found else None
        others = [match.span() for match in _compile(*self.look_alikes.split(";")).finditer(text)]
        return next((match for match in found if not _touches(match.span(), others)), None)


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
def _themes() -> dict[str, tuple[_Wording, ...]]:
    """The wordings of each theme, in the order of the table."""
    themes: dict[str, list[_Wording]] = {}
    for row in registers.iter_rows("theme_wordings"):
        themes.setdefault(row["theme"], []).append(_Wording(row["wording"], row["not"], _find_needed(row["wording"])))
    return {key: tuple(wordings) for key, wordings in themes.items()}


def _find_needed(wording: str) -> frozenset[str]:
    """The words of a wording that no text with it lacks: "return" and "interview" of "return [home ]interview*"."""
    needed = wording
    while (fewer := _OPEN.sub(" ", needed)) != needed:
        needed = fewer
    return frozenset(re.findall(r"\w+", needed.casefold()))


@cache
def _all_needed() -> frozenset[str]:
    return frozenset(word for wordings in _themes().values() for wording in wordings for word in wording.needed)


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
    folded = text.casefold()
    present = {word for word in _all_needed() if word in folded}
    for key, wordings in _themes().items():
        near = [wording for wording in wordings if wording.needed <= present]
        if matches := [match for wording in near if (match := wording.search(text))]:
            yield key, min(matches, key=lambda match: (match.start(), -match.end()))


def _touches(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _after_bodies(quote: str) -> int:
    """Where the words begin in a row of a table: after the cell that names the bodies responsible."""
    end = quote.find("\n")
    return quote.rfind("\t", 0, end if end >= 0 else len(quote)) + 1
