"""Claims of all documents → facts: plain triples, in which a property that has one value has one.

Of several values, the inspectorate's own report goes before any paper, and the more precise before the less precise. Where
nothing decides there is no fact. Where documents contradict each other there is a `Disagreement` with all values and the
statements behind them, also where the report decides. A month is no contradiction of a day in it, nor of an inspection that
it overlaps: papers date inspections loosely.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from graph.claims import Claim, Quad, mint_claim, mint_evidence
from graph.dates import Date, parse_date
from graph.terms import FACTS, SG, mint_disagreement

_Period = tuple[datetime.date, datetime.date]
_LOOSELY_TOLD = {SG.startDate, SG.endDate}  # "last inspected in November 2014" of one that began in October
_DATE_TYPES = {XSD.date, XSD.gYearMonth, XSD.gYear}


@dataclass(slots=True)
class _Told:
    """A value of a property of a thing, and the documents and claims that give it."""

    value: Node
    claims: list[tuple[URIRef, Claim]] = field(default_factory=list)


def choose_facts(claims: Mapping[URIRef, Iterable[Claim]], functional: frozenset[URIRef]) -> Iterator[Quad]:
    """The quads of the graph of facts, from the claims by document; `functional` are the properties with one value.

    A thing's evidence stands beside it (`sg:evidence`), so that one step leads from it to the words.
    """
    told: dict[tuple[URIRef, URIRef], dict[Node, _Told]] = defaultdict(dict)
    evidence: dict[tuple[URIRef, URIRef], None] = {}
    kind, report = RDF.type, SG.report  # which are made anew each time that they are named
    for document in sorted(claims):
        for claim in claims[document]:
            values = told[claim.subject, claim.predicate]
            values.setdefault(claim.value, _Told(claim.value)).claims.append((document, claim))
            if claim.predicate == kind:
                evidence[claim.subject, mint_evidence(document, claim.span)] = None
    periods = _periods(told)
    reports = {subject: set(values) for (subject, predicate), values in told.items() if predicate == report}
    # As plain text, which Python compares many times faster than rdflib its terms.
    for (subject, predicate), values in sorted(told.items(), key=lambda item: (str(item[0][0]), str(item[0][1]))):
        if predicate not in functional or len(values) == 1:
            yield from ((subject, predicate, value, FACTS) for value in sorted(values, key=str))
            continue
        own = reports.get(_inspection_of(subject, reports), set())
        period = periods.get(subject) if predicate in _LOOSELY_TOLD else None
        chosen, differing = _decide(list(values.values()), own, period)
        if chosen is not None:
            yield subject, predicate, chosen, FACTS
        if differing:
            yield from _disagreement(subject, predicate, differing)
    yield from ((subject, SG.evidence, words, FACTS) for subject, words in evidence)


def _inspection_of(subject: URIRef, reports: Mapping[URIRef, set[Node]]) -> URIRef:
    """The inspection that a thing is, or is part of: a judgement's address starts with its inspection's."""
    for part in ("/judgement/", "/recommendation/", "/count/"):
        whole = URIRef(subject.partition(part)[0])
        if whole != subject and whole in reports:
            return whole
    return subject


def _periods(told: Mapping[tuple[URIRef, URIRef], Mapping[Node, _Told]]) -> dict[URIRef, _Period]:
    """From the first to the last day that is told of each thing's dates."""
    periods: dict[URIRef, _Period] = {}
    for (subject, _), values in told.items():
        for date in filter(None, map(_to_date, values)):
            if date.precision == 3:
                first, last = periods.get(subject, (date.first, date.last))
                periods[subject] = (min(first, date.first), max(last, date.last))
    return periods


def _decide(values: list[_Told], reports: set[Node], period: _Period | None) -> tuple[Node | None, list[_Told]]:
    """The value that stands, if one does, and the values that contradict one another."""
    own = [told for told in values if any(document in reports for document, _ in told.claims)]
    chosen = _most_precise(own, period) or (None if own else _most_precise(values, period))
    standard = chosen or values[0]
    differing = [told for told in values if not _agree(told.value, standard.value, period)]
    return (chosen.value if chosen else None), ([standard, *differing] if differing else [])


def _most_precise(values: list[_Told], period: _Period | None) -> _Told | None:
    """The one value that says most, where all others agree with it."""
    if not values:
        return None
    best = max(values, key=lambda told: _precision(told.value))
    return best if all(_agree(best.value, told.value, period) for told in values) else None


def _precision(value: Node) -> int:
    date = _to_date(value)
    return date.precision if date else 0


def _agree(one: Node, other: Node, period: _Period | None) -> bool:
    first, second = _to_date(one), _to_date(other)
    if not (first and second):
        return one == other
    if first.agrees(second):
        return True
    loose = [date for date in (first, second) if date.precision < 3]
    return (
        bool(loose) and period is not None and all(date.first <= period[1] and period[0] <= date.last for date in loose)
    )


def _to_date(value: Node) -> Date | None:
    return parse_date(str(value)) if isinstance(value, Literal) and value.datatype in _DATE_TYPES else None


def _disagreement(subject: URIRef, predicate: URIRef, values: list[_Told]) -> Iterator[Quad]:
    iri = mint_disagreement(subject, predicate)
    yield iri, RDF.type, SG.Disagreement, FACTS
    yield iri, SG.about, subject, FACTS
    yield iri, SG.property, predicate, FACTS
    for told in values:
        yield iri, SG.value, told.value, FACTS
        for document, claim in told.claims:
            yield iri, SG.statement, mint_claim(document, claim), FACTS
