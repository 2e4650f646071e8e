"""Whether records are sound: the SHACL shapes of `ontology/shapes.ttl` over documents' claims and over a whole store.

Before a build, each document is judged by what it alone claims; one that breaks a shape is left out and named. Afterwards,
`validate_store` judges the graph as it stands. What the shapes call a warning is reported and keeps nothing out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, Protocol, cast

import pyshacl
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from graph.statements import Span
from graph.store import Store, Triple, Triples
from graph.terms import PREFIXES, SG, mint_part
from graph.vocabulary import functional_properties, load_shapes

_TARGETS = (SH.targetClass, SH.targetSubjectsOf)


class Violation(NamedTuple):
    """A thing that breaks a shape: which, what is wrong, and whether it is a "violation", a "warning" or "info"."""

    focus: Node
    what: str
    severity: str


class Claim(Protocol):
    """What is needed of a document's claim: a triple and the words that state it."""

    @property
    def subject(self) -> URIRef:
        """The thing that it is about."""

    @property
    def predicate(self) -> URIRef:
        """The property that it gives."""

    @property
    def value(self) -> Node:
        """The value that it gives."""

    @property
    def span(self) -> Span:
        """The words that state it."""


def validate(triples: Iterable[Triple]) -> tuple[Violation, ...]:
    """What is wrong with the triples, the gravest first; nothing where all are sound."""
    data = Graph()
    for triple in triples:
        data.add(triple)
    # The engine writes into the graph of shapes that it is given, and that one is shared. It asks it again and again, and the
    # simple store, which knows of one graph alone, answers sooner.
    shapes = Graph("SimpleMemory")
    for triple in _flat_shapes():
        shapes.add(triple)
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True, meta_shacl=False)
    return tuple(sorted(set(_iter_violations(cast("Graph", results))), key=_place))


@cache
def _flat_shapes() -> tuple[Triple, ...]:
    """The shapes, with the targets of each node shape given to the property shapes in it.

    That is the same to SHACL, and the engine looks at all targets of a shape at once, but at those of a shape within another
    one by one: it saves a quarter of its time.
    """
    shapes = Graph()
    for triple in load_shapes():
        shapes.add(triple)
    for shape in list(shapes.subjects(RDF.type, SH.NodeShape)):
        targets = [(kind, target) for kind in _TARGETS for target in shapes.objects(shape, kind)]
        for inner in list(shapes.objects(shape, SH.property)) if targets else ():
            shapes.remove((shape, SH.property, inner))
            shapes.add((inner, RDF.type, SH.PropertyShape))
            for target in targets:
                shapes.add((inner, *target))
    return tuple(shapes)


def validate_documents(claims: Mapping[URIRef, Iterable[Claim]]) -> dict[URIRef, str]:
    """What is wrong with each document that breaks a shape by its own claims, in one line; sound ones are not in it.

    All documents are judged in one run, which is many times faster than a run for each. So that no document answers for
    what another says of the same thing, each document's things stand under names of their own for the while.
    """
    documents = {f"urn:{number}:": document for number, document in enumerate(claims)}
    triples = (
        triple
        for prefix, document in documents.items()
        for triple in _iter_apart(prefix, list(_iter_triples(document, claims[document])))
    )
    found: dict[URIRef, list[Violation]] = defaultdict(list)
    for violation in validate(triples):
        if violation.severity == "violation":
            number, _, name = str(violation.focus).removeprefix("urn:").partition(":")
            found[documents[f"urn:{number}:"]].append(violation._replace(focus=URIRef(name)))
    return {document: _summary(violations) for document, violations in found.items()}


def validate_store(store: Store) -> tuple[Violation, ...]:
    """What is wrong in a store, all its graphs taken together."""
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    return validate(cast("Triples", answer).triples)


def _iter_triples(document: URIRef, claims: Iterable[Claim]) -> Iterator[Triple]:
    """A document's claims as facts: one value of a property that has one, and evidence beside each thing."""
    single: dict[tuple[URIRef, URIRef], Node] = {}
    functional = functional_properties()
    for claim in claims:
        if claim.predicate == RDF.type:
            words = f"{claim.span.start}-{claim.span.end}"
            yield claim.subject, SG.evidence, mint_part(document, "evidence", words)
        if claim.predicate not in functional:
            yield claim.subject, claim.predicate, claim.value
            continue
        # Said twice, loosely and precisely, it is no fault: choosing between them comes later.
        known = single.get((claim.subject, claim.predicate))
        if known is None or len(str(known)) < len(str(claim.value)):
            single[claim.subject, claim.predicate] = claim.value
    yield from ((subject, predicate, value) for (subject, predicate), value in single.items())


def _iter_apart(prefix: str, triples: list[Triple]) -> Iterator[Triple]:
    """The triples with a prefix before the name of each thing that they describe."""
    apart = {subject: URIRef(prefix + str(subject)) for subject, _, _ in triples}
    for subject, predicate, value in triples:
        # Shapes know things by the ends of their names, so the prefix changes nothing for them.
        yield apart[subject], predicate, apart.get(value, value)


def _iter_violations(results: Graph) -> Iterator[Violation]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        severity = str(results.value(result, SH.resultSeverity)).rpartition("#")[2].lower()
        focus = results.value(result, SH.focusNode)
        message = results.value(result, SH.resultMessage)
        yield Violation(cast("Node", focus), _one_line(message, results.value(result, SH.resultPath)), severity)


def _one_line(message: Node | None, path: Node | None) -> str:
    words = " ".join(str(message).split())
    return f"{_shorten(path)}: {words}" if isinstance(path, URIRef) else words


def _shorten(name: Node | None) -> str:
    text = str(name)
    for prefix, address in PREFIXES.items():
        if text.startswith(address):
            return f"{prefix}:{text.removeprefix(address)}"
    return text


def _place(violation: Violation) -> tuple[int, str, str]:
    return ("violation", "warning", "info").index(violation.severity), str(violation.focus), violation.what


def _summary(violations: list[Violation]) -> str:
    first = violations[0]
    more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
    return f"{_shorten(first.focus)}: {first.what}{more}"
