"""What a question may be asked of: the lines `VALUES ?council { <…> }` of its text, whose example another value replaces.

Any query with such lines can be asked of other things, be it of the library or somebody's own file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import Literal, URIRef

from graph.errors import QueryRejected
from graph.terms import PREFIXES

Value = URIRef | str | int | float | bool

_LINE = re.compile(r"^ *VALUES \?(\w+) \{ (.+) \}$", re.MULTILINE)
_EXAMPLE = re.compile(r'<([^<>\s]+)>|"((?:[^"\\]|\\.)*)"')
_NO_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')


def find_examples(text: str) -> dict[str, tuple[Value, ...]]:
    """The parameters of a query in the order of its lines, each with what the query asks of as it stands."""
    return {found[1]: tuple(map(_read, _EXAMPLE.finditer(found[2]))) for found in _LINE.finditer(text)}


def fill_text(text: str, name: str, **parameters: Value | Iterable[Value]) -> str:
    """A query, called `name` in messages, asked of other things than its examples.

    :raise QueryRejected: for a parameter that the query does not have, and for what is no IRI.
    """
    known = find_examples(text)
    for parameter, value in parameters.items():
        if parameter not in known:
            takes = ", ".join(known) or "nothing"
            raise QueryRejected(f"the question {name!r} is not asked of {parameter!r}: it takes {takes}", query=text)
        text = _replace(text, parameter, f"VALUES ?{parameter} {{ {_write(value)} }}")
    return text


def add_prefixes(text: str) -> str:
    """A query as people type it, with the prefixes that it uses without saying what they stand for."""
    used = dict.fromkeys(re.findall(r"\b(\w+):(?!//)", text))
    declared = set(re.findall(r"(?i)\bPREFIX\s+(\w+):", text))
    added = [f"PREFIX {name}: <{PREFIXES[name]}> " for name in used if name in PREFIXES and name not in declared]
    return "".join(added) + text


def _read(found: re.Match[str]) -> Value:
    return URIRef(found[1]) if found[1] else found[2]


def _replace(text: str, parameter: str, line: str) -> str:
    return _LINE.sub(lambda found: line if found[1] == parameter else found[0], text)


def _write(value: Value | Iterable[Value]) -> str:
    if isinstance(value, URIRef):
        if _NO_IRI.search(value):
            raise QueryRejected(f"not an IRI: {str(value)!r}")
        return f"<{value}>"
    if isinstance(value, str | int | float):
        return Literal(value).n3()
    return " ".join(map(_write, value))
