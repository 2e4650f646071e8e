"""What the editor knows beforehand: prefixes, the classes, properties and concepts to complete, and the library's questions.

It is one file of JSON by snapshot, so a browser asks for it once a build.
"""

from __future__ import annotations

from typing import NamedTuple

from flask import Response, json
from rdflib import OWL, RDFS, URIRef

from graph.query import questions
from graph.query.pages.rows.things import Concept, Term, UsedTerm
from graph.terms import PREFIXES
from web.freshness import find_tag, is_fresh, mark, not_modified
from web.grouping import unique
from web.standing import is_borrowed, keep_list
from web.store import ask, label, learn_labels

MOST_WORDS = 180
"""Letters of a comment that are shown beside a completion."""


class Completion(NamedTuple):
    """A term that may be completed: what kind it is, what it is called and means, and how often it is used."""

    iri: str
    kind: str
    label: str
    comment: str
    uses: int


def give_completions() -> Response:
    """All that may be completed, the most used first."""
    tag = find_tag()
    if is_fresh(tag):
        return not_modified(tag)
    told = keep_list("completions", write_completions)
    return mark(Response(told, content_type="application/json; charset=utf-8"), None if is_borrowed() else tag)


def write_completions() -> bytes:
    """The JSON that the editor reads."""
    told = {
        "prefixes": PREFIXES,
        "terms": [term._asdict() for term in find_completions()],
        "questions": {question.name: question.text for question in questions()},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def find_completions() -> list[Completion]:
    """Terms of the vocabulary and all others that the graph uses, then the concepts."""
    declared = {term.term: term for term in unique(ask(Term, "vocabulary"), "term")}
    used = {row.term: row for row in ask(UsedTerm, "used-terms")}
    learn_labels([iri for iri in used if iri not in declared])
    kinds = {iri: "class" if term.kind in (OWL.Class, RDFS.Class) else "property" for iri, term in declared.items()}
    terms = [
        _describe(iri, kinds.get(iri) or used[iri].kind, declared.get(iri), used[iri].number if iri in used else 0)
        for iri in {**used, **declared}
    ]
    concepts = unique(ask(Concept, "schemes"), "concept")
    learn_labels([URIRef(row.scheme) for row in concepts])
    listed = [Completion(row.concept, "concept", row.label, label(row.scheme), 0) for row in concepts]
    return sorted(terms, key=lambda term: (-term.uses, term.iri)) + listed


def _describe(iri: URIRef, kind: str, declared: Term | None, uses: int) -> Completion:
    if declared is None:
        return Completion(iri, kind, label(iri), "", uses)
    comment = str(declared.comment or "")
    return Completion(iri, kind, str(declared.label or label(iri)), _shorten(comment), uses)


def _shorten(comment: str) -> str:
    return comment if len(comment) <= MOST_WORDS else comment[:MOST_WORDS].rsplit(" ", 1)[0] + " …"
