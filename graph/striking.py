"""Leaves out what is said of people who are not to be told of, and strikes their names out of all other words.

A struck name leaves as many blocks as it had letters, so that every offset into a text goes on fitting. Names are known by
their digests alone, so every few words of a text are compared; a build with nobody suppressed does none of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec
from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from graph.claims import Claim, Quad
from graph.decisions import strike
from graph.snapshots import Changes
from graph.terms import REGISTERS, SG, mint_person, mint_suppression

_OF_PEOPLE = frozenset({"people", "inspectors"})


@dataclass(frozen=True, slots=True)
class Strike:
    """What leaves out and strikes out the names whose digests are `suppressed`; false where there are none."""

    suppressed: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.suppressed)

    def text(self, text: str) -> str:
        """The text with every suppressed name struck out, of the same length."""
        return strike(text, self.suppressed)

    def carries(self, term: Node) -> bool:
        """Whether an IRI or a literal has a suppressed name in it."""
        return self.text(str(term)) != str(term)

    def claims(self, claims: list[Claim]) -> Iterator[Claim]:
        """The claims that are not of suppressed people, nor made by the words that tell of them; their words struck out."""
        if not self:
            yield from claims
            return
        about = {claim for claim in claims if self.carries_iri(claim.subject, claim.value)}
        words = {claim.span for claim in about if claim.recogniser in _OF_PEOPLE}
        for claim in claims:
            theirs = claim.span in words and claim.recogniser in _OF_PEOPLE and not _names_person(claim)
            if claim not in about and not theirs:
                span = replace(claim.span, quote=self.text(claim.span.quote))
                yield claim._replace(value=self._clean(claim.value), span=span)

    def quads(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads in which no IRI carries a suppressed name, with their literals struck out."""
        for quad in quads:
            if not self:
                yield quad
            elif not self.carries_iri(quad[0], quad[2]):
                yield quad[0], quad[1], self._clean(quad[2]), quad[3]

    def changes(self, changes: Changes) -> Changes:
        """The changes without those that tell of a suppressed name, such as that it went."""
        if not self:
            return changes
        return Changes(*(tuple(triple for triple in part if not any(map(self.carries, triple))) for part in changes))

    def marks(self) -> Iterator[Quad]:
        """The quads that say which names, by digest, are not told, so that their addresses can answer so."""
        return ((mint_suppression(name), RDF.type, SG.Suppression, REGISTERS) for name in sorted(self.suppressed))

    def document(self, kept: bytes) -> bytes:
        """A document's text as kept, struck out."""
        told = msgspec.json.decode(kept)
        return msgspec.json.encode(told | {"text": self.text(told["text"])})

    def carries_iri(self, *terms: Node) -> bool:
        """Whether an IRI among these has a suppressed name in it."""
        return any(isinstance(term, URIRef) and self.carries(term) for term in terms)

    def _clean(self, term: Node) -> Node:
        if not isinstance(term, Literal) or not self.carries(term):
            return term
        return Literal(self.text(str(term)), lang=term.language, datatype=term.datatype)


def _names_person(claim: Claim) -> bool:
    return any(str(term).startswith(mint_person("")) for term in (claim.subject, claim.value))
