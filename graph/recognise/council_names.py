"""The ways to write the councils' names, and where one stands in a text: "Kent County Council", "City of York", "St. Helens".

Names are kept by a word of theirs and made when a text has that word, and a text is looked at word by word. So what it costs hangs on the
words of the text, and hardly on how many councils there are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from graph import registers
from graph.recognise.patterns import one_line
from graph.registers import Council

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
_GAP = r"[.,]?(?:\s+|-)"
_BEHIND_PREFIX = re.compile(
    rf"(?:{'|'.join(prefix.replace(' ', _GAP) for prefix in _PREFIXES)}){_GAP}(?P<word>[\w&]+)", re.IGNORECASE
)
_FIRST = re.compile(r"(?P<word>[\w&]+)")
_PART = re.compile(rf"(?P<word>\w+|&)(?P<own>[’']s(?!\w))?(?P<gap>{_GAP})?", re.IGNORECASE)


class Name(NamedTuple):
    """A way to write a council's name: the council's code, None where it may be that of another as well; and whether it says that a
    council is meant.
    """

    code: str | None
    full: bool


class Found(NamedTuple):
    """A council's name in a text: what it is, how it reads folded, and where it ends."""

    name: Name
    folded: str
    end: int


def fold(name: str) -> str:
    """One spelling for many: case, "&", full stops, apostrophes and white space do not tell councils apart."""
    plain = re.sub(r"[.’',]", "", name.replace("&", "and").replace("-", " "))
    return one_line(plain.lower())


def find_name(name: str) -> Name | None:
    """The council's name that a text is as a whole, with "the" before it or not."""
    folded = fold(name)
    return _look_up(folded) or _look_up(folded.removeprefix("the "))


def find_longest(text: str, start: int) -> Found | None:
    """The longest of the councils' names that begin at a place of a text."""
    words = (word["word"] for way in (_FIRST, _BEHIND_PREFIX) if (word := way.match(text, start)))
    found = (_follow(names, text, start) for word in words if (names := _names_by(word)))
    return max(filter(None, found), key=lambda one: one.end, default=None)


def _follow(names: Mapping[str, Name | None], text: str, start: int) -> Found | None:
    """The longest of some names that begin at a place of a text, which is read as long as a name goes on with its words."""
    longest, before = None, ""
    while part := _PART.match(text, start):
        folded, end = before + fold(part["word"]), part.end("word")
        if part["own"]:  # the name's, or that of whose something is: "King's Lynn", "Kent's children"
            if name := names.get(folded):
                longest = Found(name, folded, end)
            folded, end = f"{folded}s", part.end("own")
        if folded not in names:
            break
        name, gap = names[folded], part["gap"]
        if name and gap != "-":
            longest = Found(name, folded, end)
        if not gap:
            break
        before, start = f"{folded} ", part.end()
    return longest


def _look_up(folded: str) -> Name | None:
    return _find_names(_find_key(folded)).get(folded)


@lru_cache(maxsize=10_000)
def _names_by(word: str) -> Mapping[str, Name | None]:
    """All names that a word of a text may lead to, and how they begin."""
    return _find_names(_to_key(word))


def _find_names(key: str) -> Mapping[str, Name | None]:
    return _names(key) if key in _councils() else {}


@cache
def _names(key: str) -> Mapping[str, Name | None]:
    """All names with a key, folded; and, without a name, all that goes on to be one with its next words."""
    codes: dict[str, set[str]] = defaultdict(set)
    registered: dict[str, set[str]] = defaultdict(set)
    full: set[str] = set()
    for council in _councils()[key].values():
        bare = {fold(name) for name in _iter_bare(council)}
        official = fold(council.official_name)
        made = {*_iter_made(bare), official}
        full |= made
        for name in bare | made:
            codes[name].add(council.code)
        for name in bare | {official}:
            registered[name].add(council.code)
    codes |= registered  # "Dorset County Council" is that council's own name before it is a form of "Dorset"
    names = {
        name: Name(next(iter(found)) if len(found) == 1 else None, name in full or name.endswith(" council"))
        for name, found in codes.items()
        if _find_key(name) == key
    }
    return dict.fromkeys(_iter_beginnings(names)) | names


def _iter_beginnings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from accumulate(name.split(), "{} {}".format)


@cache
def _councils() -> dict[str, dict[str, Council]]:
    """The councils by their codes, by the keys that their names may have, alone or behind a prefix."""
    found: dict[str, dict[str, Council]] = defaultdict(dict)
    for council in registers.councils().values():
        for name in map(fold, (*_iter_bare(council), council.official_name)):
            for key in (_find_key(name), name.partition(" ")[0].removesuffix("s")):
                found[key][council.code] = council
    return found


def _find_key(folded: str) -> str:
    """The word by which a name is kept: its first, or the one behind "London Borough of" and its like."""
    found = _BEHIND_PREFIX.match(folded) or _FIRST.match(folded)
    return found["word"].removesuffix("s") if found else ""


def _to_key(word: str) -> str:
    """A word as a key: without an "s" at its end, which an apostrophe may part."""
    return fold(word).removesuffix("s")


def _iter_bare(council: Council) -> Iterator[str]:
    """A council's names that nothing says to be a council's."""
    yield from filter(None, (council.name, *council.other_names))
    if council.name.endswith((", City of", ", County of")):
        yield council.name.split(", ")[0]


def _iter_made(bare: set[str]) -> Iterator[str]:
    """The names that the words for a council make of bare ones, all folded."""
    before, after = (tuple(map(fold, words)) for words in (_PREFIXES, _SUFFIXES))
    for name in bare:
        for prefix in before:
            yield from (f"{prefix} {name}", f"{prefix} {name} council")
        yield from (f"{name} {suffix}" for suffix in after)
