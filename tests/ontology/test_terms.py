"""One word per idea: the terms of the vocabulary that anything uses are those that it declares, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rdflib import Graph

from graph import registers
from graph.terms import SG

ROOT = Path(__file__).parents[2]

TERM = re.compile(r"\bsg:([A-Za-z]\w*)|\bSG\.([A-Za-z]\w*)|\bSG\[[\"']([A-Za-z]\w*)[\"']\]")

#: Declared, but used by no code, query, template or example yet; each with its reason. Best empty.
DECLARED_AHEAD: dict[str, str] = {}


def iter_sources() -> Iterator[Path]:
    """All that can use a term, but not the file that declares them, nor the shapes, which only judge what is used."""
    for pattern in (
        "graph/**/*.py",
        "graph/**/*.rq",
        "graph/**/*.csv",
        "web/**/*.py",
        "web/**/*.html",
        "web/**/*.rq",
        "web/*.csv",
    ):
        yield from ROOT.glob(pattern)
    yield ROOT / "ontology" / "judgements.ttl"
    yield ROOT / "ontology" / "example.trig"


def find_terms(text: str) -> set[str]:
    return {next(filter(None, match.groups())) for match in TERM.finditer(text)}


@cache
def declared() -> frozenset[str]:
    graph = Graph().parse(ROOT / "ontology" / "inspection.ttl")
    return frozenset(str(term).removeprefix(str(SG)) for term in graph.subjects() if str(term).startswith(str(SG)))


def test_terms_are_found_in_every_way_of_writing_them() -> None:
    text = "SG.Council SG['count'] SG[\"about\"] sg:startDate <sg:x> MSG.nothing SG[name] msg:nothing"
    assert find_terms(text) == {"Council", "count", "about", "startDate", "x"}


def test_terms_used_are_declared() -> None:
    wrong = {
        str(path.relative_to(ROOT)): unknown
        for path in (*iter_sources(), ROOT / "ontology" / "shapes.ttl", ROOT / "ontology" / "inspection.ttl")
        if (unknown := find_terms(path.read_text(encoding="utf-8")) - declared())
    }
    assert wrong == {}


def test_terms_declared_are_used() -> None:
    used = {kind.class_name for kind in registers.kinds().values()}
    used |= set().union(*(find_terms(path.read_text(encoding="utf-8")) for path in iter_sources()))
    assert declared() - used == set(DECLARED_AHEAD)
