"""Which council a text names: "Lancashire County Council", "the Royal Borough of Greenwich", "Hull", "BCP".

A name inside a longer name is not that council: "North East Lincolnshire" is not Lincolnshire, "Central Bedfordshire" not
Bedford, "the University of Central Lancashire" and "NHS Lancashire and South Cumbria" no council at all. Names that are
common words ("reading", "bury") count only with a capital and, in running text, with a word that says that a council is
meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph import registers

_PREFIXES = (
    "London Borough of",
    "Royal Borough of",
    "Metropolitan Borough of",
    "City of",
    "County of",
    "Borough of",
    "Council of the",
)
_SUFFIXES = ("County Council", "City Council", "Borough Council", "Metropolitan Borough Council", "Metropolitan District Council",
             "Metropolitan Borough", "District Council", "County", "Borough", "MBC", "Council")  # fmt: skip


# What makes a bare name a council, after it or before it.
_COUNCIL_AFTER = re.compile(
    r"[’']?s?\s+(?:local\s+authority|(?:county\s+|city\s+|borough\s+)?council|children[’']?s?\b|local\s+area|safeguarding\s+children|LSCB|SEND\b)|\s+(?:was|were|had\s+been)\s+(?:last\s+)?(?:re-?)?(?:inspected|judged|rated|graded)\b",
    re.IGNORECASE,
)
_COUNCIL_BEFORE = re.compile(
    r"(?:services|authority|area|inspection|visit|partnership)\s+(?:in|of|to|for|at)\s+(?:the\s+)?$", re.IGNORECASE
)

# Bodies and places that carry a council's name and are not it: "South Cumbria", "Salford Royal NHS Foundation Trust". Only
# blanks part the words of a name: what stands in the next cell of a table is another name.
_OTHER_BODY_BEFORE = re.compile(
    r"(?:University of(?: \w+)?|NHS|Diocese of|Bishop of|North|South|East|West|Central|Mid|Greater) +$"
)
_OTHER_BODY_AFTER = re.compile(
    r" +(?:(?:Police|Constabulary|Fire|ICB|CCG|Clinical|Integrated Care|and South Cumbria|Road|Street|Hall|Football|College)\b"
    r"|(?:[A-Z]\w+ ){0,3}(?:NHS|University|Hospitals?)\b)"
)


_WORD = re.compile(r"(?<![\w-])[A-Z]\w*")


class Mention(NamedTuple):
    """A council named in a text; `sure` where the words around it, or the form of the name, say that a council is meant."""

    code: str
    start: int
    end: int
    sure: bool


@cache
def _ambiguous() -> frozenset[str]:
    """Plain names that are words, surnames or parts of other names: they need words that say that a council is meant."""
    return frozenset(row["name"] for row in registers.iter_rows("ambiguous_names"))


@cache
def _forms() -> tuple[dict[str, list[str]], dict[str, str], frozenset[str]]:
    """All names by their first word, the longest first, the council of each, and the names that say "council" themselves; all
    are folded.
    """
    codes: dict[str, set[str]] = {}
    registered: dict[str, set[str]] = {}
    full: set[str] = set()
    for council in registers.councils().values():
        bare = {council.name, *council.other_names}
        if ", " in council.name and council.name.endswith((", City of", ", County of")):
            bare.add(council.name.split(", ")[0])
        made = {f"{prefix} {name}" for name in bare for prefix in _PREFIXES} | {
            f"{name} {suffix}" for name in bare for suffix in _SUFFIXES
        }
        made |= {f"{prefix} {name} Council" for name in bare for prefix in _PREFIXES} | {council.official_name}
        for name in filter(None, bare | {council.official_name}):
            registered.setdefault(_fold(name), set()).add(council.code)
        for name in filter(None, bare | made):
            codes.setdefault(_fold(name), set()).add(council.code)
        full |= {_fold(name) for name in made if name}
    full |= {name for name in codes if name.endswith(" council")}  # other names of the register may say it too
    codes |= registered  # "Dorset County Council" is that council's own name before it is a form of "Dorset"
    single = {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}
    by_word: dict[str, list[str]] = {}
    for name in sorted(codes, key=lambda name: (-len(name), name)):
        by_word.setdefault(name.split()[0], []).append(name)
    return by_word, single, frozenset(full)


@cache
def _pattern(word: str, ahead: str) -> re.Pattern[str] | None:
    """What finds the names that start with a word, and where they go on as "London Borough of", with the one ahead; None where none
    does.

    One pattern for all names takes 10 ms a page: at every word it tries 2,000 alternatives. Patterns for all first words take
    most of a second to make, and documents use few of them.
    """
    by_word, _, _ = _forms()
    names = [name for name in by_word.get(word, ()) if _word_ahead(name, 0) in ("", ahead)]
    return re.compile(rf"(?:{'|'.join(map(_to_pattern, names))})(?![\w-])", re.IGNORECASE) if names else None


@cache
def _prefix() -> re.Pattern[str]:
    prefixes = "|".join(_to_pattern(_fold(prefix)) for prefix in _PREFIXES)
    return re.compile(rf"(?:{prefixes})[.,]?(?:\s+|-)(?P<ahead>[\w&]+)", re.IGNORECASE)


def _word_ahead(text: str, start: int) -> str:
    """The word behind "London Borough of" and its like, folded and without an "s" at its end, which an apostrophe may part; empty
    where no such words stand at the place.
    """
    match = _prefix().match(text, start)
    return _fold(match["ahead"]).removesuffix("s") if match else ""


def _fold(name: str) -> str:
    """One spelling for many: case, "&", full stops, apostrophes and white space do not tell councils apart."""
    plain = re.sub(r"[.’',]", "", name.replace("&", "and").replace("-", " "))
    return " ".join(plain.lower().split())


def _to_pattern(folded: str) -> str:
    """A pattern for all spellings that fold to this name."""
    words = [re.escape(word) if word != "and" else "(?:and|&)" for word in folded.split()]
    return r"[.,]?(?:\s+|-)".join(word if not word.endswith("s") else word[:-1] + "[’']?s" for word in words).replace(
        "st[.,]?", r"st[.,]?"
    )


def find_council(name: str) -> str | None:
    """The code of the council that a text names as a whole: a heading, a cell, a host's title."""
    _, single, _ = _forms()
    folded = _fold(name)
    return single.get(folded) or single.get(folded.removeprefix("the "))


def iter_councils(text: str, *, possible: bool = False) -> Iterator[Mention]:
    """The councils that a text names, from left to right; with `possible`, also by names that may mean something else."""
    _, single, full = _forms()
    for match in _iter_names(text):
        folded = _fold(match[0])
        code = single.get(folded)
        if code is None or not match[0][0].isupper() or _is_other_body(text, match):
            continue
        sure = folded in full or bool(
            _COUNCIL_AFTER.match(text, match.end())
            or _COUNCIL_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
        )
        if sure or possible or folded not in _ambiguous():
            yield Mention(code, match.start(), match.end(), sure)


def _iter_names(text: str) -> Iterator[re.Match[str]]:
    """The names of councils in a text, the longest at each place, one after another."""
    position = 0
    while word := _WORD.search(text, position):
        pattern = _pattern(_fold(word[0]), _word_ahead(text, word.start()))
        match = pattern.match(text, word.start()) if pattern else None
        if match:
            yield match
        position = match.end() if match else word.end()


def _is_other_body(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 30) : match.start()]
    return bool(_OTHER_BODY_BEFORE.search(before) or _OTHER_BODY_AFTER.match(text, match.end()))


def find_main_council(text: str) -> Mention | None:
    """The first sure mention of the one council that the text is about: most sure mentions, more than any other; else None."""
    mentions = list(iter_councils(text))
    counts = Counter(mention.code for mention in mentions if mention.sure) or Counter(
        mention.code for mention in mentions
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return next(
        mention for mention in sorted(mentions, key=lambda found: not found.sure) if mention.code == ranked[0][0]
    )
