"""What a recommendation is about: the themes of `ontology/themes.ttl` that its words carry.

The wordings are data, in `data/reference/theme_wordings.csv`: "return [home ]interview*" answers "the take-up of return
home interviews", and "assess*" refuses the "health assessment" that its column `not` names. `data/README.md` tells how
wordings are written.
"""

from __future__ import annotations

import re
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


#: What a wording may do without: words in square brackets, and all but one of several; what is told in these, of one of them.
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")
_INNER = re.compile(r"(\([^()]*)\([^()]*\)")
_SEVERAL = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class _Wording:
    """A wording that signals a theme, and the look-alikes of which it must be no part, parted by semicolons.

    `needed` is what it always has, and `one_of` are words of which it has one, as `_to_plain` gives them: most texts carry few of
    the many hundred wordings, and no pattern is made or tried before a text has these.
    """

    wording: str
    look_alikes: str
    needed: frozenset[str]
    one_of: frozenset[str]

    def may_be_in(self, plain: str) -> bool:
        """Whether a text, given as `_to_plain` gives it, has what the wording always has."""
        return all(words in plain for words in self.needed) and (
            not self.one_of or any(words in plain for words in self.one_of)
        )

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
    places = sorted((place, key) for key, place in _find_first(text).items())
    return tuple(Said(key, document.span(start + place[0], start + place[1])) for place, key in places)


@cache
def _wordings() -> dict[str, list[tuple[str, _Wording]]]:
    """The wordings, each with the key of its theme, by words without which no text has them: the longest, as the rarest."""
    found: dict[str, list[tuple[str, _Wording]]] = {}
    for row in registers.iter_rows("theme_wordings"):
        wording = _Wording(row["wording"], row["not"], *_find_needed(row["wording"]))
        for words in [max(wording.needed, key=len)] if wording.needed else wording.one_of:
            found.setdefault(words, []).append((row["theme"], wording))
    return found


def _find_needed(wording: str) -> tuple[frozenset[str], frozenset[str]]:
    """What no text with a wording lacks, and words of which it has one: " family " and " plan" of "[whole ]family (plan*|planning)".

    A space at an end is one where a word begins or ends.
    """
    plain = f" {wording} "
    while (fewer := _INNER.sub(r"\1*", _OPTIONAL.sub("*", plain))) != plain:
        plain = fewer
    fixed, several = _SEVERAL.split(plain)[::2], _SEVERAL.findall(plain)
    needed = frozenset(part for words in fixed for part in _split(words))
    groups = [
        [_split(before[-1:] + way + after[:1]) for way in ways.split("|")]
        for before, ways, after in zip(fixed, several, fixed[1:], strict=False)
    ]
    told = [frozenset(max(parts, key=len) for parts in ways) for ways in groups if all(ways)]
    return needed, max(told, key=lambda ways: min(map(len, ways)), default=frozenset())


def _split(words: str) -> list[str]:
    """The parts of some words of a wording between its signs, each of which stands in every text with it."""
    parts = map(_to_plain, re.split("[*'’]", words.replace("…", " * ")))
    return [part for part in parts if part.strip()]


def _to_plain(text: str) -> str:
    """The words of a text in small letters, with one space between any two."""
    return re.sub(r"\W+", " ", text.casefold())


def _to_pattern(wording: str) -> str:
    """The regular expression for a wording: "plan* … step* down" finds "plans are not stepped down"."""
    parts = (_to_words(part) for part in re.split(r"\s*…\s*", wording.strip()))
    return _FEW_WORDS.join(parts)


def _to_words(text: str) -> str:
    return "".join(_SIGNS.get(sign) or re.escape(sign) for sign in text)


@cache
def _compile(*wordings: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_to_pattern, wordings))})(?!\w)", re.IGNORECASE)


def _find_first(text: str) -> dict[str, tuple[int, int]]:
    """Where the first words of a text stand that carry a theme, the longest of those at one place, by the theme's key."""
    plain = _to_plain(f" {text} ")
    found: dict[str, tuple[int, int]] = {}
    for words, wordings in _wordings().items():
        for key, wording in wordings if words in plain else ():
            if wording.may_be_in(plain) and (match := wording.search(text)):
                found[key] = min(found.get(key, match.span()), match.span(), key=lambda span: (span[0], -span[1]))
    return found


def _touches(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _after_bodies(quote: str) -> int:
    """Where the words begin in a row of a table: after the cell that names the bodies responsible."""
    end = quote.find("\n")
    return quote.rfind("\t", 0, end if end >= 0 else len(quote)) + 1
