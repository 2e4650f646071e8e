"""Which part of the graph is wanted, and what belongs to it.

A part is told by councils, regions, frameworks, years, documents (`narrows`), by a class of things, or by the things that an
answer names (`picks`). With what is chosen come its own parts, the statements and the words that tell of it, and the people,
bodies and documents that it refers to; other things that it refers to are named, no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rdflib import DCTERMS, FOAF, ORG, RDF, RDFS, SKOS

from graph.portions import iter_portions
from graph.store import Rows, Store
from graph.terms import SG, read_text

BATCH = 400
"""Things that are asked about at once."""
NAMING = (RDF.type, RDFS.label, SKOS.prefLabel, SKOS.notation, SKOS.inScheme, FOAF.name, DCTERMS.title, SG.rank)
DESCRIBED = frozenset(
    str(term)
    for term in (
        SG.Council, SG.Inspectorate, SG.Committee, SG.Partnership, SG.SafeguardingBoard, SG.Person, SG.Meeting, SG.Document,
        SG.Framework, SG.FrameworkVersion, SG.Area, SG.Grade, SKOS.Concept, ORG.Post, ORG.Organization,
    )
)  # fmt: skip
"""Classes of things that are told in full where something refers to them; others are only named."""
_EXAMPLE = "VALUES ?seed { <"


class Part(NamedTuple):
    """What is wanted, by the things' IRIs; what is empty narrows nothing. `answer` are the things that an answer names."""

    councils: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    frameworks: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None
    classes: frozenset[str] = frozenset()
    answer: frozenset[str] | None = None

    @property
    def narrows(self) -> bool:
        """Whether it is told by what things belong to."""
        return bool(self.councils or self.regions or self.frameworks or self.documents or self.years)

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole graph."""
        return not (self.narrows or self.classes or self.answer is not None)


class Selection(NamedTuple):
    """The things of a part, as N-Triples writes them: those that are told in full, and those that are only named."""

    whole: frozenset[bytes]
    named: frozenset[bytes]

    def holds(self, line: bytes) -> bool:
        """Whether a triple, as a line of N-Triples, is of the part."""
        subject, _, rest = line.partition(b" ")
        return subject in self.whole or (subject in self.named and rest.partition(b" ")[0] in NAMING_TOKENS)


def select(store: Store, part: Part) -> Selection | None:
    """The things of a part; None where it is the whole graph."""
    if part.is_whole:
        return None
    chosen = _grow(store, "owned", _narrow(store, part)) if part.narrows else None
    picked = _pick(store, part)
    if picked is None:
        things = chosen or set()
    else:
        things = picked if chosen is None else picked & chosen
        things = _grow(store, "owners", things)
    whole = set(things)
    for row in _ask(store, "evidence", things):
        whole.update(filter(None, row))
    described, named = _refer(store, whole)
    return Selection(frozenset(map(to_token, whole | described)), frozenset(map(to_token, named)))


def iter_names(store: Store) -> Iterator[tuple[str, ...]]:
    """What may be chosen: its kind ("council"), the thing, and a name that it bears."""
    return _rows(store, "names")


def to_token(iri: str) -> bytes:
    """An IRI as N-Triples writes it."""
    return f"<{iri}>".encode()


NAMING_TOKENS = frozenset(map(to_token, NAMING))


def _narrow(store: Store, part: Part) -> set[str]:
    """The inspections, documents, councils and bodies that belong to what is wanted."""
    councils = set(part.councils)
    if part.regions:
        councils.update(council for council, region in _rows(store, "regions") if region in part.regions)
    inspections, telling, inspected, others = set(), set(), set(), set()
    for inspection, council, framework, year, document in _rows(store, "inspections"):
        if not (
            _fits(council, councils if part.councils or part.regions else None)
            and _fits(framework, part.frameworks or None)
            and _within(year, part.years)
        ):
            others.add(inspection)
        elif _fits(document, part.documents or None):
            inspections.add(inspection)
            telling.add(document)
            inspected.add(council)
    things = inspections | telling | (councils or inspected) | set(part.documents)
    if not part.frameworks and not part.documents:
        things.update(_iter_papers(store, part, councils))
    if councils and not part.frameworks and not part.documents and not part.years:
        things.update(row[0] for row in _ask(store, "bodies", councils))
    if part.documents:
        told = {row[0] for row in _ask(store, "spoken-of", part.documents)}
        things.update(told - _grow(store, "owned", told & others))
    return things - {""}


def _iter_papers(store: Store, part: Part, councils: set[str]) -> Iterator[str]:
    """The documents about the councils, of the years."""
    for document, council, year in _rows(store, "documents"):
        if _fits(council, councils if part.councils or part.regions else None) and _within(year, part.years):
            yield document


def _fits(value: str, wanted: Iterable[str] | None) -> bool:
    return wanted is None or value in wanted


def _within(year: str, years: tuple[int, int] | None) -> bool:
    return years is None or (year.isdecimal() and years[0] <= int(year) <= years[1])


def _pick(store: Store, part: Part) -> set[str] | None:
    """The things of the classes, and those that the answer names; None where neither narrows the part."""
    if not part.classes:
        return None if part.answer is None else set(part.answer)
    found = {row[0] for row in _ask(store, "instances", part.classes)}
    return found if part.answer is None else found & part.answer


def _grow(store: Store, question: str, things: set[str]) -> set[str]:
    """The things with all that the question leads to from them, however many steps away."""
    found, fresh = set(things), set(things)
    while fresh:
        fresh = {row[0] for row in _ask(store, question, fresh)} - found
        found |= fresh
    return found


def _refer(store: Store, whole: set[str]) -> tuple[set[str], set[str]]:
    """What the things refer to: that which is told in full, and that which is only named."""
    near = list(_ask(store, "referred", whole))
    described = {thing for thing, cls in near if cls in DESCRIBED} - whole
    far = _ask(store, "referred", described)
    return described, {thing for thing, _ in (*near, *far)} - whole - described


def _rows(store: Store, name: str, fill: Callable[[str], str] = str) -> Iterator[tuple[str, ...]]:
    answer = store.query(fill(_read(name)))
    assert isinstance(answer, Rows), "a question about parts is a SELECT"
    for row in answer.iter_texts():
        yield tuple(cell or "" for cell in row)


def _ask(store: Store, name: str, things: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The rows that answer a question about things, some of them at a time."""
    for some in iter_portions(sorted(things), BATCH):
        values = " ".join(f"<{thing}>" for thing in some if ":" in thing)
        yield from _rows(store, name, lambda text, values=values: _put(text, values))  # type: ignore[misc]


def _put(text: str, values: str) -> str:
    before, start, rest = text.partition(_EXAMPLE)
    return f"{before}{start[:-1]}{values} {rest[rest.index('}') :]}"


@cache
def _read(name: str) -> str:
    return read_text(__name__, f"{name}.rq")
