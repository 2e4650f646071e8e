"""Who of the people named are one person, and who may be.

One name acting for one body is one person; the same name elsewhere is another, until somebody knows better and says so in
`data/people/merges.csv`. Two names of one body that differ by a letter are candidates, shown with the reason and never merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from rdflib import RDF, RDFS, Literal, URIRef

from graph import registers, terms
from graph.decisions import Decisions
from graph.identities import INSPECTORATE, Candidate, find_body
from graph.statements import Statements
from graph.terms import DERIVED, SG

Named = tuple[str, str, str]
"""A document, a name in it, and the body for which its bearer acts."""
Bearer = tuple[str, str, str]
"""A name, the body for which its bearer acts, and the first document that names him."""
Pair = tuple[str, str]
"""Two slugs of names, in order."""
Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]

_PERSON = terms.ID["person/"]


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
    bearers = Bearers(decisions)
    for one in sorted(set(named)):
        bearers.add(*one)
    addresses = {one: bearers.find(one[1], one[2]) for one in named}
    return People(addresses, bearers.find_replaced(), bearers.find_candidates(bearers.find_near()))


class Bearers:
    """All who are named, by the slugs of their names: most are named in many documents."""

    def __init__(self, decisions: Decisions, by_slug: dict[str, list[Bearer]] | None = None) -> None:
        self._by_slug = by_slug if by_slug is not None else {}
        self._decisions = decisions

    def add(self, document: str, name: str, body: str) -> None:
        """Take in somebody whom a document names; documents come in order."""
        bearers = self._by_slug.setdefault(terms.slug(name), [])
        if not any(one[:2] == (name, body) for one in bearers):
            bearers.append((name, body, document))

    def replace(self, slug: str, named: Iterable[Named]) -> None:
        """Have these, in order, be all whose names have a slug."""
        self._by_slug.pop(slug, None)
        for one in named:
            self.add(*one)

    def find(self, name: str, body: str) -> URIRef:
        """The address of somebody after all merges."""
        return self._decisions.follow(self._mint(terms.slug(name), name, body))

    def find_bodies(self, slug: str) -> set[str]:
        """The bodies for which those act whose names have a slug."""
        return {body for _, body, _ in self._by_slug.get(slug, ())}

    def find_replaced(self) -> dict[URIRef, tuple[URIRef, ...]]:
        """The addresses that are nobody's now: merged ones, and the plain one that each of several namesakes would have alone."""
        taken: set[URIRef] = set()
        olds: list[tuple[URIRef, URIRef]] = []
        for slug, bearers in self._by_slug.items():
            if not self._is_plain(slug):
                plain = terms.mint_person(slug)
                for name, body, _ in bearers:
                    own = self._mint(slug, name, body)
                    address = self._decisions.follow(own)
                    taken.add(address)
                    olds += [(own, address), (plain, address)]
        found: dict[URIRef, set[URIRef]] = defaultdict(set)
        for old, address in olds:
            if old not in taken and not self._is_plain(old.removeprefix(_PERSON)):
                found[old].add(address)
        return {old: tuple(sorted(new)) for old, new in found.items()}

    def list_slugs(self, bodies: Collection[str] | None = None) -> dict[str, list[str]]:
        """The slugs of the names of all who act for each body, or for each of some."""
        found: dict[str, set[str]] = defaultdict(set)
        for slug, bearers in self._by_slug.items():
            for _, body, _ in bearers:
                if bodies is None or body in bodies:
                    found[body].add(slug)
        return {body: sorted(slugs) for body, slugs in found.items()}

    def find_near(self) -> dict[str, list[Pair]]:
        """The slugs of names of one body that differ by a letter, by body, where there are any."""
        found = ((body, list(iter_near(slugs))) for body, slugs in self.list_slugs().items())
        return {body: pairs for body, pairs in found if pairs}

    def find_candidates(self, near: Mapping[str, Iterable[Pair]]) -> tuple[Candidate, ...]:
        """Persons of one body whose names differ by a letter, each pair once, in the order of their addresses; each is called what
        the first of those named is called.
        """
        found: dict[tuple[URIRef, URIRef], Candidate] = {}
        for body, pairs in sorted(near.items()):
            for one, other in pairs:
                (first, name), (second, like) = sorted([self._find_first(one, body), self._find_first(other, body)])
                if first != second:
                    reason = f"“{name}” and “{like}” differ by one letter, and both act for {_describe(body)}"
                    found.setdefault((first, second), Candidate(first, second, reason))
        return tuple(found[pair] for pair in sorted(found))

    def _find_first(self, slug: str, body: str) -> tuple[URIRef, str]:
        """The address and the name of the first who is named so and acts for a body."""
        bearers = self._by_slug[slug]
        _, name = min((document, name) for name, acts, document in bearers if acts == body)
        return self.find(name, body), name

    def _is_plain(self, slug: str) -> bool:
        """Whether nobody but one has such a name, whose address is the plain one, as nearly everybody's is."""
        return len(self._by_slug.get(slug, ())) == 1 and slug not in self._decisions.merges

    def _mint(self, slug: str, name: str, body: str) -> URIRef:
        """The address of a person before any merge; that of a namesake has the body's key."""
        alone = body == INSPECTORATE or len(self.find_bodies(slug)) == 1
        return terms.mint_person(name if alone else f"{name} {body}")


def iter_near(slugs: Iterable[str]) -> Iterator[Pair]:
    """The pairs that differ by one letter, in order: what is left of both without a letter, or of one of them, is the same, so
    that not each has to be compared with all.
    """
    remains: dict[str, list[str]] = defaultdict(list)
    for slug in slugs:
        for rest in {slug, *(slug[:place] + slug[place + 1 :] for place in range(len(slug)))}:
            remains[rest].append(slug)
    alike = {pair for found in remains.values() for pair in combinations(found, 2)}
    yield from sorted(pair for pair in alike if Levenshtein.distance(*pair, score_cutoff=1) == 1)


def iter_near_one(slug: str, slugs: Sequence[str]) -> Iterator[Pair]:
    """The pairs of one with others that differ from it by one letter."""
    for other, distance, _ in process.extract_iter(slug, slugs, scorer=Levenshtein.distance, score_cutoff=1):
        if distance == 1:
            yield min(slug, other), max(slug, other)


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
