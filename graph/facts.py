"""Claims of all documents → facts: plain triples, in which a property that has one value has one.

Of several values, the inspectorate's own report goes before any paper, and the more precise before the less precise. Where
nothing decides there is no fact. Where documents contradict each other there is a `Disagreement` with all values and the
statements behind them, also where the report decides. A month is no contradiction of a day in it, nor of an inspection that
it overlaps: papers date inspections loosely.

Terms are text here, values as N-Triples writes them: all claims of all documents pass through, and Python compares text many
times faster than rdflib its terms.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rdflib import RDF, XSD, URIRef

from graph.dates import Date, parse_date
from graph.terms import SG, mint_disagreement, mint_part

Fact = tuple[str, str, str]
"""A subject and a property by their addresses, and a value as N-Triples writes it."""

_Period = tuple[datetime.date, datetime.date]
_TYPE, _REPORT, _EVIDENCE = str(RDF.type), str(SG.report), str(SG.evidence)
_LOOSELY_TOLD = {str(SG.startDate), str(SG.endDate)}  # "last inspected in November 2014" of one that began in October
_DATE = re.compile(rf'"([^"]+)"\^\^<{re.escape(str(XSD))}(?:date|gYearMonth|gYear)>')
_PART = re.compile("/(?:judgement|recommendation|count)/")
DISAGREEMENT = f"<{SG.Disagreement}>"


class Told(NamedTuple):
    """A claim as choosing needs it: a thing, a property, and a value as N-Triples writes it; the document that claims it, where
    its words stand there ("120-164"), and its statement, which is empty where the property may have many values.
    """

    subject: str
    predicate: str
    value: str
    document: str
    words: str
    statement: str


@dataclass(slots=True)
class _Value:
    """A value of a property of a thing, and the claims that give it."""

    text: str
    claims: list[Told] = field(default_factory=list)


_Values = dict[str, _Value]


def find_whole(subject: str) -> str:
    """The thing with whose facts those of a thing are chosen: a judgement's address starts with its inspection's."""
    return _PART.split(subject, maxsplit=1)[0]


def choose_facts(claims: Iterable[Told], functional: frozenset[str]) -> Iterator[Fact]:
    """The facts of one whole, or of several, from all claims about it in the order of documents; `functional` are the
    properties with one value.

    A thing's evidence stands beside it (`sg:evidence`), so that one step leads from it to the words.
    """
    things: dict[str, dict[str, _Values]] = defaultdict(lambda: defaultdict(dict))
    evidence: dict[tuple[str, str], None] = {}
    for told in claims:
        values = things[told.subject][told.predicate]
        if (value := values.get(told.value)) is None:
            value = values[told.value] = _Value(told.value)
        value.claims.append(told)
        if told.predicate == _TYPE:
            evidence[told.subject, f"<{mint_part(URIRef(told.document), 'evidence', told.words)}>"] = None
    for subject, properties in things.items():
        for predicate, values in properties.items():
            if predicate not in functional or len(values) == 1:
                yield from ((subject, predicate, value) for value in values)
                continue
            period = _find_period(properties) if predicate in _LOOSELY_TOLD else None
            chosen, differing = _decide(list(values.values()), _find_reports(subject, things), period)
            if chosen is not None:
                yield subject, predicate, chosen
            if differing:
                yield from _disagreement(subject, predicate, differing)
    yield from ((subject, _EVIDENCE, words) for subject, words in evidence)


def _find_reports(subject: str, things: Mapping[str, Mapping[str, _Values]]) -> frozenset[str]:
    """The own reports of the inspection that a thing is, or is part of."""
    for end in (*(found.start() for found in _PART.finditer(subject)), len(subject)):
        reports = things.get(subject[:end], {}).get(_REPORT)
        if reports:
            return frozenset(value[1:-1] for value in reports)
    return frozenset()


def _find_period(properties: Mapping[str, _Values]) -> _Period | None:
    """From the first to the last day that is told of a thing's dates."""
    days = [date for values in properties.values() for date in map(_to_date, values) if date and date.precision == 3]
    return (min(date.first for date in days), max(date.last for date in days)) if days else None


def _decide(values: list[_Value], reports: frozenset[str], period: _Period | None) -> tuple[str | None, list[_Value]]:
    """The value that stands, if one does, and the values that contradict one another."""
    own = [value for value in values if any(told.document in reports for told in value.claims)]
    chosen = _most_precise(own, period) or (None if own else _most_precise(values, period))
    standard = chosen or values[0]
    differing = [value for value in values if not _agree(value.text, standard.text, period)]
    return (chosen.text if chosen else None), ([standard, *differing] if differing else [])


def _most_precise(values: list[_Value], period: _Period | None) -> _Value | None:
    """The one value that says most, where all others agree with it."""
    if not values:
        return None
    best = max(values, key=lambda value: _precision(value.text))
    return best if all(_agree(best.text, value.text, period) for value in values) else None


def _precision(value: str) -> int:
    date = _to_date(value)
    return date.precision if date else 0


def _agree(one: str, other: str, period: _Period | None) -> bool:
    first, second = _to_date(one), _to_date(other)
    if not (first and second):
        return one == other
    if first.agrees(second):
        return True
    loose = [date for date in (first, second) if date.precision < 3]
    return (
        bool(loose) and period is not None and all(date.first <= period[1] and period[0] <= date.last for date in loose)
    )


def _to_date(value: str) -> Date | None:
    found = _DATE.fullmatch(value)
    return parse_date(found[1]) if found else None


def _disagreement(subject: str, predicate: str, values: list[_Value]) -> Iterator[Fact]:
    iri = mint_disagreement(URIRef(subject), URIRef(predicate))
    yield iri, _TYPE, DISAGREEMENT
    yield iri, str(SG.about), f"<{subject}>"
    yield iri, str(SG.property), f"<{predicate}>"
    for value in values:
        yield iri, str(SG.value), value.text
        yield from ((iri, str(SG.statement), f"<{told.statement}>") for told in value.claims)
