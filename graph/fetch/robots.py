"""What a host's robots.txt lets programs fetch, and how fast (RFC 9309, with the Crawl-delay that many write).

The standard library's reader takes the first rule that fits and knows no wildcards; the standard asks for the longest, and
councils' and publishers' files are full of `*` and `$`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlsplit

NAME = "scrutiny-graph"
"""The name by which a robots.txt may speak to this program alone."""


class Rule(NamedTuple):
    """A path, with `*` and `$`, that may or may not be fetched."""

    path: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for this program, and the seconds that it is to wait between two requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched: the longest rule that fits decides, in doubt the one that allows.

        >>> robots = Robots((Rule("/", False), Rule("/reports/*.pdf$", True)))
        >>> robots.allow("https://a.example/reports/1.pdf"), robots.allow("https://a.example/reports/1.pdf?page=2")
        (True, False)
        """
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        fitting = [(len(rule.path), rule.allowed) for rule in self.rules if _fits(rule.path, path)]
        return max(fitting, default=(0, True))[1] or path == "/robots.txt"


def parse_robots(text: str) -> Robots:
    r"""The rules that a robots.txt has for this program by name, else those for all programs.

    >>> parse_robots("User-agent: *\nDisallow: /search # slow\nCrawl-delay: 2").rules
    (Rule(path='/search', allowed=False),)
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    ended = True
    for key, value in _iter_lines(text):
        if key == "user-agent":
            agents = [value.lower()] if ended else [*agents, value.lower()]
            ended = False
        elif key in ("allow", "disallow", "crawl-delay"):
            ended = True
            for agent in agents:
                groups.setdefault(agent, []).append((key, value))
    return _make(groups.get(NAME, groups.get("*", [])))


def _iter_lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _make(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple(Rule(_plain(value), key == "allow") for key, value in lines if key != "crawl-delay" and value)
    delays = [
        float(value) for key, value in lines if key == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,3})?", value)
    ]
    return Robots(rules, max(delays, default=0.0))


def _fits(rule: str, path: str) -> bool:
    # Piece by piece, each at its first place: a pattern of many stars would take a regular expression for ever.
    anchored = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not anchored or path == first
    place = len(first)
    for piece in rest[:-1] if anchored else rest:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not anchored or (path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= place)


def _plain(path: str) -> str:
    """The path with everything written as `%XX` that is not plain, as servers compare them."""
    return quote(path, safe="/%*$?&=;:@!'()+,~-._")
