"""Who of the people named are one person, and who may be.

One name acting for one body is one person; the same name elsewhere is another, until somebody knows better and says so in
`data/people/merges.csv`. Two names of one body that differ by a letter are candidates, shown with the reason and never merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Levenshtein
from rdflib import RDF, RDFS, Literal, URIRef

from graph import registers, terms
from graph.decisions import Decisions
from graph.identities import INSPECTORATE, Candidate, find_body
from graph.statements import Statements
from graph.terms import DERIVED, SG

Named = tuple[str, str, str]
"""A document, a name in it, and the body for which its bearer acts."""
Bearer = tuple[str, str]
"""A name, and the body for which its bearer acts."""
Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]


@dataclass(frozen=True, slots=True)
class People:
    """Who is who by document, name and body; addresses that others replace; and persons who may be one."""

    addresses: dict[Named, URIRef]
    replaced: dict[URIRef, tuple[URIRef, ...]]
    candidates: tuple[Candidate, ...]


def iter_people(statements: Statements) -> Iterator[tuple[str, str]]:
    """The people whom a document names, each with the body for which they act; inspectors act for an inspectorate."""
    council = str(statements.council.value) if statements.council else None
    for told in statements.inspections:
        for said in (*told.inspectors, *filter(None, [told.lead_inspector])):
            yield said.value, INSPECTORATE
    for person in statements.people:
        inspects = person.part == "inspection team" and person.organisation is None
        yield person.name, INSPECTORATE if inspects else find_body(person.organisation, council)


def tell_apart(documents: Sequence[tuple[str, Statements]], decisions: Decisions) -> People:
    """Who is who in all documents, after the merges that somebody decided."""
    named = [(document, name, body) for document, statements in documents for name, body in iter_people(statements)]
    # Each bearer once, by the first document that names him: most are named in many.
    bearers = {(name, body): document for document, name, body in sorted(named, reverse=True)}
    bodies: dict[str, set[str]] = defaultdict(set)
    for name, body in bearers:
        bodies[terms.slug(name)].add(body)
    own = {one: _mint(one, bodies) for one in bearers}
    kept = {one: decisions.follow(address) for one, address in own.items()}
    addresses = {one: kept[one[1:]] for one in named}
    first = sorted((document, *bearer) for bearer, document in bearers.items())
    return People(addresses, _replaced(own, kept), tuple(_iter_candidates(first, kept)))


def _mint(bearer: Bearer, bodies: Mapping[str, set[str]]) -> URIRef:
    """The address of a person before any merge; that of a namesake has the body's key."""
    name, body = bearer
    alone = len(bodies[terms.slug(name)]) == 1 or body == INSPECTORATE
    return terms.mint_person(name if alone else f"{name} {body}")


def _replaced(own: Mapping[Bearer, URIRef], kept: Mapping[Bearer, URIRef]) -> dict[URIRef, tuple[URIRef, ...]]:
    """The addresses that are nobody's now: merged ones, and the plain one that each of several namesakes would have alone."""
    taken = set(kept.values())
    found: dict[URIRef, set[URIRef]] = defaultdict(set)
    for one, address in kept.items():
        for old in (own[one], terms.mint_person(one[0])):
            if old not in taken:
                found[old].add(address)
    return {old: tuple(sorted(new)) for old, new in found.items()}


def _iter_candidates(named: Iterable[Named], kept: Mapping[Bearer, URIRef]) -> Iterator[Candidate]:
    """Persons of one body whose names differ by a letter, each pair once, in the order of their addresses; each is called what
    the first of those named is called.
    """
    names: dict[str, dict[str, dict[URIRef, str]]] = defaultdict(lambda: defaultdict(dict))
    for _, name, body in named:
        names[body][terms.slug(name)].setdefault(kept[name, body], name)
    found: dict[tuple[URIRef, URIRef], Candidate] = {}
    for body, known in sorted(names.items()):
        for one, other in _iter_near(sorted(known)):
            (first, name), (second, like) = sorted([next(iter(known[one].items())), next(iter(known[other].items()))])
            if first != second:
                reason = f"“{name}” and “{like}” differ by one letter, and both act for {_describe(body)}"
                found.setdefault((first, second), Candidate(first, second, reason))
    yield from (found[pair] for pair in sorted(found))


def _iter_near(slugs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs that differ by one letter, in order: what is left of both without a letter, or of one of them, is the same, so
    that not each has to be compared with all.
    """
    remains: dict[str, list[str]] = defaultdict(list)
    for slug in slugs:
        for rest in {slug, *(slug[:place] + slug[place + 1 :] for place in range(len(slug)))}:
            remains[rest].append(slug)
    alike = {pair for found in remains.values() for pair in combinations(found, 2)}
    yield from sorted(pair for pair in alike if Levenshtein.distance(*pair, score_cutoff=1) == 1)


def _describe(body: str) -> str:
    if body == INSPECTORATE:
        return "an inspectorate"
    council = registers.councils().get(body)
    return council.official_name if council else body.replace("-", " ") or "a body that is not named"


def iter_candidate_quads(candidates: Iterable[Candidate], known: Collection[object]) -> Iterator[Quad]:
    """The quads that tell of the candidates of whom both are `known` to the graph."""
    for one, other, reason in candidates:
        if one in known and other in known:
            iri = terms.mint_candidate(one, other)
            yield one, SG.mayBe, other, DERIVED
            yield other, SG.mayBe, one, DERIVED
            yield iri, RDF.type, SG.Candidate, DERIVED
            yield iri, RDF.subject, one, DERIVED
            yield iri, RDF.predicate, SG.mayBe, DERIVED
            yield iri, RDF.object, other, DERIVED
            yield iri, SG.reason, Literal(reason), DERIVED
            yield iri, RDFS.label, Literal(f"Perhaps one person: {reason}", lang="en"), DERIVED
