"""What the properties of a class lead to: things of other classes, or literals of a datatype.

Of what is concluded that is counted, and so is known exactly. What documents say are statements, all of which are made alike:
what they are about, and what they say, is told by the facts, which are chosen from them. Of data that others made a sample is
looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from rdflib import RDF, URIRef

from graph.store import Rows, Store
from graph.tally import CLASS, DATATYPE, NOTHING, Lead, Tally
from graph.terms import FACTS, OA, SG

SAMPLE = 2000
"""Things of a class that are looked at: few classes have more, and each has its pattern."""
_LOOK = """SELECT DISTINCT ?property ?class ?datatype WHERE {
  { SELECT ?s { ?s a %s } LIMIT %d }
  ?s ?property ?o .
  OPTIONAL { ?o a ?class }
  BIND(DATATYPE(?o) AS ?datatype)
}"""
_SAYING = {str(SG.evidence): OA.SpecificResource, str(SG.statement): SG.Statement}
"""Properties that lead into the graphs of documents, and to what there."""


class Target(NamedTuple):
    """What a property leads to from things of a class: a class, or a datatype of literals."""

    kind: str
    iri: URIRef


Ends = Mapping[tuple[URIRef, URIRef], Collection[Target]]
"""What each property of each class leads to."""


def find_targets(tally: Tally) -> Ends:
    """What properties lead to by what was counted of conclusions."""
    found: defaultdict[tuple[URIRef, URIRef], set[Target]] = defaultdict(set)
    for lead in tally.leads:
        if lead.kind != NOTHING or lead.property in _SAYING:
            found[URIRef(lead.cls), URIRef(lead.property)].add(_find_target(lead))
    return found


def find_claimed(tally: Tally) -> set[str]:
    """The properties of which documents make statements."""
    return {lead.property for lead in _iter_claimed(tally)}


def find_stated_targets(made: Tally, tally: Tally, classes: Mapping[str, Iterable[str]]) -> Ends:
    """What the properties of the nodes lead to that documents' graphs are `made` of; `classes` tells what the classes of these
    nodes are, and what the claimed properties.
    """
    found = {key: set(ends) for key, ends in find_targets(made).items()}
    found |= {(cls, RDF.type): _to_targets(classes.get(str(cls), ())) for cls in made.counts.entities}
    documents = (cls for cls, name in tally.counts.uses if name == SG.sha256)
    found[OA.SpecificResource, OA.hasSource] = _to_targets(documents)
    claimed = list(_iter_claimed(tally))
    found[SG.Statement, RDF.subject] = _to_targets(lead.cls for lead in claimed)
    found[SG.Statement, RDF.predicate] = _to_targets(
        cls for name in find_claimed(tally) for cls in classes.get(name, ())
    )
    found[SG.Statement, RDF.object] = {_find_target(lead) for lead in claimed if lead.kind != NOTHING}
    return found


def _iter_claimed(tally: Tally) -> Iterator[Lead]:
    """Where facts lead that are claimed: documents claim nothing of disagreements, and no evidence."""
    for lead in tally.leads:
        if lead.graph == str(FACTS) and lead.cls != str(SG.Disagreement) and lead.property not in _SAYING:
            yield lead


def _find_target(lead: Lead) -> Target:
    if lead.kind == NOTHING:
        return Target(CLASS, _SAYING[lead.property])
    return Target(lead.kind, URIRef(lead.target))


def _to_targets(classes: Iterable[str]) -> set[Target]:
    return {Target(CLASS, URIRef(cls)) for cls in classes}


def sample_targets(store: Store, classes: Iterable[URIRef]) -> Ends:
    """What properties lead to, by a sample of the things of each class."""
    found: defaultdict[tuple[URIRef, URIRef], set[Target]] = defaultdict(set)
    for cls in classes:
        answer = store.query(_LOOK % (cls.n3(), SAMPLE))
        assert isinstance(answer, Rows), "a SELECT gives rows"
        for name, *ends in answer.rows:
            kinds = zip((CLASS, DATATYPE), ends, strict=True)
            found[cls, URIRef(str(name))] |= {Target(kind, end) for kind, end in kinds if isinstance(end, URIRef)}
    return found
