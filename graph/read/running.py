"""Running heads and page numbers in text files: lines that come again with a number that rises by one.

A text saved from a PDF keeps them, in the middle of sentences and tables. They are known by their numbers and by nothing else: a page
number alone or after "Page", or a head of some length with its number; and a head without one that stands beside such a number
each time. Titles such as "Recommendation 1" are shorter than heads are, and stand closer than pages do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

MANY = 3  # pages: so often a number must rise
APART = 12  # lines: so many stand on a page, in the middle of all pages
LONG = 20  # characters: a head names the document, or says when the inspection was
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")  # of a page
_PAGE = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)


def find_running(lines: Sequence[str]) -> set[int]:
    """The places of the lines that are running heads, running feet and page numbers."""
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        for key, number in _iter_keys(line):
            series[key].append((at, number))
    numbered = {at for places in series.values() for at in _rising(places)}
    return numbered | _beside(lines, numbered)


def _iter_keys(line: str) -> list[tuple[str, int]]:
    """What a line is without its page number, and the number: the last one in it, or the first."""
    words = line.strip().lower()
    numbers = list(_NUMBER.finditer(words))
    if not numbers or (len(words) < LONG and not _PAGE.fullmatch(words)):
        return []
    ends = [numbers[-1]] if words.endswith(numbers[-1][0]) else []
    begins = [numbers[0]] if words.startswith(numbers[0][0]) or _PAGE.fullmatch(words) else []
    return [(f"{words[: one.start()]}#{words[one.end() :]}", int(one[0])) for one in dict.fromkeys((*ends, *begins))]


def _rising(places: list[tuple[int, int]]) -> list[int]:
    """The longest run of places whose numbers rise by one, page for page; none where it is short or its lines stand close."""
    runs: dict[int, list[int]] = {}
    for at, number in places:
        runs[number] = [*runs.pop(number - 1, []), at]
    longest = max(runs.values(), key=len)
    gaps = sorted(after - before for before, after in pairwise(longest))
    return longest if len(longest) >= MANY and gaps[len(gaps) // 2] >= APART else []


def _beside(lines: Sequence[str], numbered: set[int]) -> set[int]:
    """The lines without a number that stand beside one of the numbers again and again, in the same words."""
    around: dict[str, set[int]] = defaultdict(set)
    for at in numbered:
        for place in (at - 1, at + 1):
            if 0 <= place < len(lines) and place not in numbered and not lines[place].lstrip()[:1].islower():
                around[" ".join(lines[place].lower().split())].add(place)
    return {place for places in around.values() if len(places) >= MANY for place in places}
