"""A syntax error in plain English: the engine says "expected CONSTRUCT" for "SELEC", and that helps nobody.

Each rule looks for one common slip and says what to do; the first that finds its slip speaks. Where none does, the
message shows the place at which reading stopped.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from graph.store.tokens import Token, iter_tokens, position
from graph.terms import PREFIXES

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_WORDS = """
    BASE PREFIX SELECT CONSTRUCT DESCRIBE ASK DISTINCT REDUCED AS FROM NAMED WHERE GROUP BY HAVING ORDER ASC DESC LIMIT
    OFFSET VALUES UNDEF OPTIONAL GRAPH SERVICE SILENT BIND MINUS UNION FILTER EXISTS NOT IN A TRUE FALSE SEPARATOR COUNT SUM
    MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT
    STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS
    TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK
    ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE ADJUST
"""
WORDS = frozenset(_WORDS.split())
PHRASES = {
    "variable that is unbound": "a variable after SELECT is neither grouped nor counted: add it to GROUP BY, or wrap it, "
    "as in (SAMPLE(?x) AS ?y)",
    "blank node": "a blank node is used in two groups: use a variable instead",
}
_WITH_SLASHES = re.compile(r"[\w:%./-]+")
PAIRS = {"(": ")", "[": "]", "{": "}"}


class Hint(NamedTuple):
    """What is wrong and what to do, and where, counted from 1."""

    text: str
    line: int | None
    column: int | None


class Slip(NamedTuple):
    """What is wrong and what to do, at an offset."""

    text: str
    start: int


def explain(query: str, line: int | None, column: int | None, reason: str) -> Hint:
    """The most helpful thing to say of a query that the engine cannot read at a line and column, for its own reason."""
    tokens = list(iter_tokens(query))
    stop = _offset(query, line, column)
    for find in RULES:
        slip = find(query, tokens)
        if slip is not None:
            return Hint(slip.text, *position(query, slip.start))
    for phrase, advice in PHRASES.items():
        if phrase in reason:
            return Hint(advice, line, column)
    return Hint(_where_it_stopped(tokens, stop), line, column)


def _find_nothing(_query: str, tokens: list[Token]) -> Slip | None:
    return None if tokens else Slip("the query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE", 0)


def _find_wrong_start(query: str, tokens: list[Token]) -> Slip | None:
    first = next(_after_prologue(tokens), None)
    if first is None:
        return Slip("the query has prefixes only: add SELECT, ASK, CONSTRUCT or DESCRIBE", len(query))
    if first.text.upper() in FORMS:
        return None
    return Slip(
        f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not {first.text!r}{_similar(first, FORMS)}",
        first.start,
    )


def _after_prologue(tokens: list[Token]) -> Iterator[Token]:
    rest = iter(tokens)
    for token in rest:
        if token.text.upper() == "PREFIX":
            next(rest, None)
            next(rest, None)
        elif token.text.upper() == "BASE":
            next(rest, None)
        else:
            yield token


def _find_slash_in_name(query: str, tokens: list[Token]) -> Slip | None:
    """`id:council/E10000017`, as it is written here and in tables of answers, is a name, a slash and a word to SPARQL."""
    for name, slash, word in zip(tokens, tokens[1:], tokens[2:], strict=False):
        adjoin = word.start == name.start + len(name.text) + 1
        if name.kind == "name" and name.text.startswith("id:") and slash.text == "/" and word.kind == "word" and adjoin:
            whole = _WITH_SLASHES.match(query, name.start)
            written = whole[0].rstrip(".") if whole else name.text
            address = PREFIXES["id"] + written.removeprefix("id:")
            return Slip(f"a slash cannot stand in a name with a prefix: write {written} as <{address}>", name.start)
    return None


def _find_unknown_word(_query: str, tokens: list[Token]) -> Slip | None:
    for token in tokens:
        if token.kind == "word" and token.text.upper() not in WORDS:
            return Slip(f"{token.text!r} is no word of SPARQL{_similar(token, WORDS)}", token.start)
    return None


def _find_undeclared_prefix(_query: str, tokens: list[Token]) -> Slip | None:
    declared = {name.text for word, name in pairwise(tokens) if word.text.upper() == "PREFIX"}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix + ":" not in declared:
            address = PREFIXES.get(prefix, "…")
            return Slip(f"the prefix '{prefix}:' is not declared: begin with PREFIX {prefix}: <{address}>", token.start)
    return None


def _find_open_bracket(_query: str, tokens: list[Token]) -> Slip | None:
    pending: list[Token] = []
    for token in tokens:
        if token.kind == "open":
            pending.append(token)
        elif token.kind == "close":
            if not pending:
                return Slip(f"{token.text!r} closes nothing: remove it, or open it before", token.start)
            opened = pending.pop()
            if PAIRS[opened.text] != token.text:
                return Slip(f"{opened.text!r} is closed by {token.text!r}: use {PAIRS[opened.text]!r}", token.start)
    return (
        Slip(f"{pending[-1].text!r} is never closed: add {PAIRS[pending[-1].text]!r}", pending[-1].start)
        if pending
        else None
    )


def _find_relative_iri(_query: str, tokens: list[Token]) -> Slip | None:
    if any(token.text.upper() == "BASE" for token in tokens):
        return None
    for token in tokens:
        if token.kind == "iri" and ":" not in token.text:
            return Slip(f"{token.text} is no whole address: write it with its scheme, as in <https://…>", token.start)
    return None


RULES: tuple[Callable[[str, list[Token]], Slip | None], ...] = (
    _find_nothing,
    _find_wrong_start,
    _find_slash_in_name,
    _find_unknown_word,
    _find_undeclared_prefix,
    _find_open_bracket,
    _find_relative_iri,
)


def _similar(token: Token, words: frozenset[str] | tuple[str, ...]) -> str:
    close = difflib.get_close_matches(token.text.upper(), sorted(words), n=1)
    return f": did you mean {close[0]}?" if close else ""


def _where_it_stopped(tokens: list[Token], stop: int) -> str:
    following = next((token for token in tokens if token.start >= stop), None)
    if following is None:
        return "the query cannot be read to its end: something is missing, or a variable is bound twice"
    before = next((token for token in reversed(tokens) if token.start < stop), None)
    return f"the query cannot be read from {following.text!r} on" + (f", after {before.text!r}" if before else "")


def _offset(query: str, line: int | None, column: int | None) -> int:
    lines = query.splitlines(keepends=True)
    return sum(map(len, lines[: (line or 1) - 1])) + (column or 1) - 1
