"""Looks a built graph over: shapes, evidence, disagreements, doubts, and documents that are not in it.

    with workspace.open_store(snapshot) as store:
        for fault in check(store, snapshot):
            print(fault.kind, fault.thing, fault.what)

A disagreement of two documents is no error of the graph's: it is told so that somebody can look at both pages. Nor is a gap,
which says what to look for next (`find_gaps`, `count_gaps`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from rdflib import URIRef

from graph.query import ask
from graph.snapshots import Snapshot
from graph.store import Rows, Store
from graph.terms import FACTS, ID, SG
from graph.validate import validate_store

QUOTES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?evidence ?document ?start ?end ?exact WHERE {
  ?evidence oa:hasSource ?document ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact .
} ORDER BY ?document ?start
"""
UNBACKED = f"""
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?thing ?property WHERE {{
  GRAPH <{FACTS}> {{
    ?thing ?property ?value
    FILTER(?property != <{SG.evidence}>)
    FILTER NOT EXISTS {{ ?thing a <{SG.Disagreement}> }}
  }}
  FILTER NOT EXISTS {{ ?statement rdf:subject ?thing ; rdf:predicate ?property }}
}} ORDER BY ?thing ?property
"""
CANDIDATES = f"""
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?one ?other ?reason WHERE {{
  ?candidate a <{SG.Candidate}> ; rdf:subject ?one ; rdf:object ?other ; <{SG.reason}> ?reason
}} ORDER BY ?one ?other
"""
DOUBTS = f"""
SELECT (MIN(?file) AS ?name) ?field ?reason WHERE {{
  ?document <{SG.doubt}> ?doubt ; <{SG.fileName}> ?file .
  ?doubt <{SG.field}> ?field ; <{SG.reason}> ?reason
}} GROUP BY ?doubt ?field ?reason ORDER BY ?name ?field ?reason
"""
GAPS = f"""
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?field ?name ?reason WHERE {{
  ?gap a <{SG.Gap}> ; <{SG.gapIn}> ?thing ; <{SG.field}> ?field ; <{SG.reason}> ?reason .
  OPTIONAL {{ ?gap <{SG.area}> ?area . ?area skos:prefLabel ?name }}
}} ORDER BY ?thing ?field ?name ?reason
"""


class Fault(NamedTuple):
    """Something to look at: `kind` is "shape", "evidence", "disagreement", "candidate", "doubt", "unread", "left out" or
    "gap".
    """

    kind: str
    thing: str
    what: str


def check(store: Store, snapshot: Snapshot) -> tuple[Fault, ...]:
    """All that is to be looked at in a snapshot, whose store is open."""
    return (
        *_iter_broken_shapes(store),
        *_iter_wrong_quotes(store, snapshot.text_path),
        *_iter_unbacked(store),
        *_iter_disagreements(store),
        *_iter_candidates(store),
        *_iter_doubts(store),
        *_iter_absent(snapshot),
    )


def find_gaps(store: Store) -> tuple[Fault, ...]:
    """All that one would expect to know and nobody told, of each inspection and council."""
    rows = cast("Rows", store.query(GAPS))
    return tuple(
        Fault("gap", str(thing), f"{field}{f' of {area}' if area else ''}: {reason}")
        for thing, field, area, reason in rows
    )


def count_gaps(store: Store) -> tuple[Fault, ...]:
    """The gaps by field and reason: how many, and of how many councils."""
    gaps: Counter[tuple[str, str]] = Counter()
    councils: dict[tuple[str, str], set[URIRef]] = defaultdict(set)
    for row in ask(store, "gaps"):
        if row.missing:
            gaps[row.field, row.reason] += row.missing
            councils[row.field, row.reason].add(row.council)
    return tuple(
        Fault("gap", field, f"{number} at {_count_councils(len(councils[field, reason]))}: {reason}")
        for (field, reason), number in sorted(gaps.items())
    )


def _count_councils(number: int) -> str:
    return "1 council" if number == 1 else f"{number} councils"


def _iter_broken_shapes(store: Store) -> Iterator[Fault]:
    for found in validate_store(store):
        yield Fault("shape", str(found.focus), found.what)


def _iter_wrong_quotes(store: Store, folder: Path) -> Iterator[Fault]:
    """The evidence whose words do not stand where it says that they stand."""
    texts: dict[str, str] = {}
    for evidence, document, start, end, exact in cast("Rows", store.query(QUOTES)):
        name = str(document).rpartition("/")[2]
        if name not in texts:
            texts = {name: _read_text(folder / f"{name}.json")}  # in order of documents: one text at a time
        if texts[name][int(str(start)) : int(str(end))] != str(exact):
            yield Fault("evidence", str(evidence), "its quote does not stand at its offsets")


def _read_text(path: Path) -> str:
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["text"])
    except (OSError, ValueError, KeyError):
        return ""  # no text at all: each of its quotes is told


def _iter_unbacked(store: Store) -> Iterator[Fault]:
    for thing, prop in cast("Rows", store.query(UNBACKED)):
        yield Fault("evidence", str(thing), f"no statement says its {str(cast('URIRef', prop)).removeprefix(SG)}")


def _iter_disagreements(store: Store) -> Iterator[Fault]:
    values: dict[tuple[str, str], dict[str, None]] = {}
    for row in ask(store, "disagreements"):
        values.setdefault((str(row.thing), str(row.property).removeprefix(SG)), {})[str(row.value).removeprefix(ID)] = (
            None
        )
    for (thing, prop), said in values.items():
        yield Fault("disagreement", thing, f"documents disagree about its {prop}: {' or '.join(said)}")


def _iter_candidates(store: Store) -> Iterator[Fault]:
    """Persons who may be one, until somebody says so in the table of merges."""
    for one, other, reason in cast("Rows", store.query(CANDIDATES)):
        yield Fault("candidate", str(one), f"may be {str(other).removeprefix(ID)}: {reason}")


def _iter_doubts(store: Store) -> Iterator[Fault]:
    """What readers and recognisers left open in a document, and why."""
    for name, field, reason in cast("Rows", store.query(DOUBTS)):
        yield Fault("doubt", str(name), f"{field}: {str(reason).replace(ID, '')}")


def _iter_absent(snapshot: Snapshot) -> Iterator[Fault]:
    yield from (Fault("unread", row.path, row.reason) for row in snapshot.unread)
    yield from (Fault("left out", row.path, row.reason) for row in snapshot.left_out)
