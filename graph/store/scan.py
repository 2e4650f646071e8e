"""A linear look at a query before any engine sees it: no text may crash, hang or reach out of the process.

The engine parses and plans by recursion: 8,000 nested braces, parentheses or chained sums end the process, and a few
hundred patterns or path steps keep its planner busy for minutes on an empty store. It cannot be stopped, and it calls
whatever address a SERVICE names. Each limit below is far above what people write and far below what was measured to
hurt. Time and memory of a well-made query are not bounded here: run strangers' queries in a process that can be ended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from graph.errors import QueryRejected
from graph.store.tokens import Token, iter_tokens, position

MAX_LENGTH = 100_000
"""Characters; the longest library query has about 3,000."""
MAX_DEPTH = 64
"""Brackets in brackets; 2,000 are answered, 8,000 end the process, 200 nested lists take 5 s."""
MAX_PATTERNS = 100
"""Triple patterns, groups and clauses together; 200 patterns of one subject take 9 s to plan."""
MAX_STEPS = 150
"""Steps of property paths; 200 take 0.3 s to plan, 500 take 5 s."""
MAX_OPERATORS = 1_000
"""Operators of expressions; a chain of 2,000 is answered, one of 8,000 ends the process."""

UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))
CLAUSES = frozenset(("FILTER", "BIND"))
VARYING = frozenset(("NOW", "RAND", "UUID", "STRUUID"))
IRI = re.compile(r"""<https?://[^<>"{}|^`\\\x00-\x20']*+>""")
"""An IRI, or the same signs within a string or a comment, which none of them can end. Two strokes make sure that it is no
comparison: those behind "<" in `?a<b:+1+1>2` count.
"""
OPERANDS = frozenset(("iri", "name", "variable", "number", "string", "language"))
PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a query is not even tried: "forbidden" (SERVICE, update), "too complex", or "malformed"; and where."""

    kind: Literal["forbidden", "too complex", "malformed"]
    reason: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What the scan learns of a sound query: whether it names its graphs itself, by FROM, and whether its answer may differ
    from one time to the next, by NOW(), RAND() and the like.
    """

    names_graphs: bool
    varies: bool = False


class _Refused(Exception):
    """Ends a scan at a token."""

    def __init__(self, kind: Literal["forbidden", "too complex", "malformed"], reason: str, start: int) -> None:
        super().__init__(reason)
        self.kind, self.reason, self.start = kind, reason, start


def check_query(text: str, services: frozenset[str] = frozenset()) -> Shape:
    """What the scan learns of the query; QueryRejected, with line and column, where it must not run.

    `services` are the addresses that SERVICE may name.
    """
    outcome = find_shape(text, services)
    if isinstance(outcome, Refusal):
        raise QueryRejected(outcome.reason, query=text, line=outcome.line, column=outcome.column)
    return outcome


def find_shape(text: str, services: frozenset[str] = frozenset()) -> Shape | Refusal:
    """What `check_query` gives, or why it refuses, for callers that answer each kind of refusal differently."""
    if services or "\\" in text or len(text) > MAX_LENGTH:
        return _scan(text, services)
    # Programs send the same query for one thing after another; which thing it is changes nothing about its shape.
    likewise = _scan(IRI.sub("<>", text), services)
    return likewise if isinstance(likewise, Shape) else _scan(text, services)


def find_refusal(text: str, services: frozenset[str] = frozenset()) -> Refusal | None:
    """Why `check_query` refuses a query; or None."""
    outcome = find_shape(text, services)
    return outcome if isinstance(outcome, Refusal) else None


@lru_cache(maxsize=256)
def _scan(text: str, services: frozenset[str]) -> Shape | Refusal:
    if len(text) > MAX_LENGTH:
        return Refusal("too complex", f"the query has {len(text):,} characters, more than {MAX_LENGTH:,}", 1, 1)
    # Servers decode \u escapes before they read; what they would see is scanned as well as what is written.
    for version in dict.fromkeys((text, decode(text))):
        scanner = _Scanner(services)
        try:
            for token in iter_tokens(version):
                scanner.take(token)
            scanner.take(END)
        except _Refused as refused:
            return Refusal(refused.kind, refused.reason, *position(version, refused.start))
    return Shape(scanner.names_graphs, scanner.varies)


def decode(text: str) -> str:
    """The text with its escapes of characters read, as servers read them before anything else."""
    if "\\u" not in text and "\\U" not in text:
        return text
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda found: _character(found[1] or found[2]), text)


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"


START = END = Token("other", "", 0)


@dataclass(slots=True)
class _Scanner:
    """Counts, token by token, what the limits are about."""

    services: frozenset[str]
    brackets: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"patterns": 0, "steps": 0, "operators": 0, "depth": 0})
    previous: Token = START
    began: bool = False
    names_graphs: bool = False
    varies: bool = False
    awaits_service: Token | None = None
    values_depth: int | None = None

    def take(self, token: Token) -> None:
        """Count one token, or end the scan."""
        if self.awaits_service:
            self._take_service(token, self.awaits_service)
        handle = getattr(self, f"_take_{token.kind}", None)
        if handle is not None:
            handle(token)
        if token.kind in OPERANDS:
            self._take_operand(token)
        self.previous = token

    def _take_unclosed(self, token: Token) -> None:
        raise _Refused(
            "malformed", "a string starts here and is never closed: close it with the same quotes", token.start
        )

    def _take_word(self, token: Token) -> None:
        word = token.text.upper()
        self._refuse_service(token, token.text)
        if not self.began and word not in ("PREFIX", "BASE"):
            self.began = True
            if word in UPDATES:
                raise _Refused("forbidden", f"{word} is an update, and only questions are answered here", token.start)
        if word == "FROM":
            self.names_graphs = True
        elif word == "VALUES":
            self.values_depth = len(self.brackets)
        elif word in CLAUSES:
            self._count("patterns", token)
        elif word in VARYING:
            self.varies = True

    def _take_name(self, token: Token) -> None:
        self._refuse_service(token, token.text.partition(":")[0])

    def _take_service(self, token: Token, service: Token) -> None:
        """What follows SERVICE: the address itself, of those that are allowed, with SILENT before it or not."""
        if token.kind == "word" and token.text.upper() == "SILENT" and self.previous is service:
            return
        self.awaits_service = None
        if token.kind != "iri" or token.text[1:-1] not in self.services:
            raise _Refused("forbidden", f"SERVICE may only call {', '.join(sorted(self.services))}", service.start)

    def _refuse_service(self, token: Token, word: str) -> None:
        if self.services and word.upper() == "SERVICE" and token.kind == "word":
            self.awaits_service, self.varies = token, True
            return
        # Engines read keywords without white space around them ("SERVICEex:x", "trueSERVICE<…>"), so a part is enough.
        if "service" in word.casefold():
            raise _Refused("forbidden", "SERVICE is not allowed: queries may not call other addresses", token.start)

    def _take_open(self, token: Token) -> None:
        self.brackets.append(token.text)
        if len(self.brackets) + self.counts["depth"] > MAX_DEPTH:
            raise _Refused("too complex", f"brackets are nested more than {MAX_DEPTH} deep", token.start)
        if token.text != "(" and not self._in_values:
            self._count("patterns", token)

    def _take_close(self, token: Token) -> None:
        if self.brackets and self.brackets[-1] == PAIRS[token.text]:
            self.brackets.pop()
        if self.values_depth is not None and token.text == "}" and len(self.brackets) <= self.values_depth:
            self.values_depth = None

    def _take_mark(self, token: Token) -> None:
        if self.brackets and self.brackets[-1] != "(" and not self._in_values:
            self._count("patterns", token)

    def _take_triple(self, token: Token) -> None:
        self._count("patterns", token)

    def _take_operator(self, token: Token) -> None:
        self._count("steps" if token.text in "/^" else "operators", token)

    def _take_operand(self, token: Token) -> None:
        """In round brackets a term right after a term is an item of a list (two patterns), or no term at all."""
        follows = self.previous.kind in OPERANDS or self.previous.text in (")", "]")
        if not follows or self._in_values or not self.brackets or self.brackets[-1] != "(" or token.kind == "language":
            return
        self._count("patterns", token, 2)
        if token.kind == "iri":
            # "?a<1+(2>…" reads like an IRI and is none: what it may hide is counted as well.
            self._count("operators", token, sum(map(token.text.count, "!+-*/&|")))
            self._count("depth", token, sum(map(token.text.count, "([")))

    @property
    def _in_values(self) -> bool:
        return self.values_depth is not None

    def _count(self, what: str, token: Token, number: int = 1) -> None:
        self.counts[what] += number
        limit = LIMITS[what]
        if self.counts[what] > limit:
            raise _Refused("too complex", f"the query has more than {limit:,} {NAMES[what]}: ask in parts", token.start)


LIMITS = {"patterns": MAX_PATTERNS, "steps": MAX_STEPS, "operators": MAX_OPERATORS, "depth": MAX_DEPTH}
NAMES = {
    "patterns": "patterns and groups",
    "steps": "path steps",
    "operators": "operators",
    "depth": "nested brackets",
}
