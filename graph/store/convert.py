"""rdflib's terms to the engine's and back: the only place where the two vocabularies meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

Term = URIRef | Literal | BNode
Triple = tuple[Node, Node, Node]
Quad = tuple[Node, Node, Node, Node]
OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal

LONG = 40
"""Typed literals of so many letters are no dates and no numbers, and not kept."""
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_ox(term: Node) -> OxTerm:
    """The engine's term for an rdflib term; ValueError for one that RDF 1.1 does not know."""
    if isinstance(term, URIRef):
        return ox.NamedNode(term)
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(term, language=term.language)
        return ox.Literal(term, datatype=ox.NamedNode(term.datatype)) if term.datatype else ox.Literal(term)
    if isinstance(term, BNode):
        return ox.BlankNode(term)
    raise ValueError(f"not an RDF term: {term!r}")


def from_ox(term: object) -> Term:
    """The rdflib term for an engine's term, in the engine's spelling: it keeps numbers as values, so "07" comes as "7"."""
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        if datatype == XSD_STRING:
            return Literal(term.value)
        return (_typed if len(term.value) < LONG else _typed.__wrapped__)(term.value, datatype)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise ValueError(f"a term of RDF 1.2, which is not supported here: {term}")


def to_python(term: Term | None) -> Any:
    """An IRI as it is, numbers and truth values as Python's, all other literals as text."""
    if not isinstance(term, Literal):
        return term
    value = term.value
    return value if isinstance(value, bool | int | float) else str(term)


def to_value(term: object) -> Any:
    """The same for an engine's term: words need not become rdflib's on the way."""
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.Literal) and (term.language or term.datatype.value == XSD_STRING):
        return str(term.value)
    return None if term is None else to_python(from_ox(term))


# Rows say the same IRIs, dates and numbers again and again, and rdflib checks and parses each: terms never change, so few
# thousand of them are kept.
@lru_cache(maxsize=16_384)
def _iri(value: str) -> URIRef:
    return URIRef(value)


@lru_cache(maxsize=16_384)
def _typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=_iri(datatype), normalize=False)


def converter() -> Callable[[Node], OxTerm]:
    """A `to_ox` that remembers IRIs: a build adds the same few thousand of them again and again."""
    known: dict[Node, OxTerm] = {}

    def convert(term: Node) -> OxTerm:
        if not isinstance(term, URIRef):
            return to_ox(term)
        found = known.get(term)
        if found is None:
            found = known[term] = to_ox(term)
        return found

    return convert


def iter_ox_quads(quads: Iterable[Quad]) -> Iterator[ox.Quad]:
    """The quads in the engine's terms."""
    convert = converter()
    for subject, predicate, value, graph in quads:
        yield ox.Quad(convert(subject), convert(predicate), convert(value), convert(graph))  # type: ignore[arg-type]


_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_TO_ESCAPE = re.compile(r'["\\\n\r]')


def to_text(term: Node) -> str:
    """An IRI or a literal as N-Triples and N-Quads write it; TypeError for anything else."""
    return f"<{term}>" if isinstance(term, URIRef) else _to_nquads(term)


def _to_nquads(term: Node) -> str:
    """A literal as N-Quads writes it."""
    if not isinstance(term, Literal):
        raise TypeError(f"not an IRI or a literal: {term!r}")
    quoted = _TO_ESCAPE.sub(lambda match: _ESCAPED[match[0]], term)
    if term.language:
        return f'"{quoted}"@{term.language}'
    return f'"{quoted}"^^<{term.datatype}>' if term.datatype else f'"{quoted}"'
