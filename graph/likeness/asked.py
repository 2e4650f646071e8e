"""The recommendations of a store, as likeness is found of them: words, themes, council and inspection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, cast

from graph.portions import iter_portions
from graph.store import Rows, Store
from graph.terms import ID, PREFIXES, SG

_THEME = str(ID["theme/"])
_AT_ONCE = 500
_PREFIXES = f"""
PREFIX sg: <{SG}>
PREFIX skos: <{PREFIXES["skos"]}>
"""
# Themes of the first level say whom a recommendation is about rather than what it asks, and are left out.
_LISTED = "SELECT DISTINCT ?recommendation WHERE { ?inspection sg:recommendation ?recommendation }"
_ASKED = """
SELECT ?recommendation ?council ?next ?text ?inspection ?theme WHERE {
  VALUES ?recommendation { SOME }
  ?inspection sg:recommendation ?recommendation ; sg:inspects ?council .
  ?recommendation sg:text ?text .
  OPTIONAL { ?inspection sg:nextInspection ?next }
  OPTIONAL { ?recommendation sg:theme ?theme . ?theme skos:broader ?wider }
}
"""


class Asked(NamedTuple):
    """A recommendation: its words, the keys of its narrower themes, the council, the inspection and the next one, if any."""

    iri: str
    text: str
    themes: frozenset[str]
    council: str
    inspection: str
    next: str | None = None


def split(iri: str) -> tuple[str, str]:
    """A recommendation's IRI in two, the second of which has its last two parts ("/recommendation/la-03"): many share the first, and
    many the second. In the order of these stand all recommendations.
    """
    place = max(0, iri.rfind("/", 0, max(0, iri.rfind("/"))))
    return iri[:place], iri[place:]


def iter_asked(store: Store) -> Iterator[Asked]:
    """All recommendations of a store, in their order; only some of them are held at a time."""
    listed = cast("Rows", store.query(_PREFIXES + _LISTED)).iter_texts()
    return iter_some(store, (iri for (iri,) in listed if iri))


def iter_some(store: Store, recommendations: Iterable[str]) -> Iterator[Asked]:
    """Those of these recommendations that a store has, in their order."""
    for some in iter_portions(sorted(recommendations, key=split), _AT_ONCE):
        yield from sorted(_read(store, some), key=lambda one: split(one.iri))


def _read(store: Store, recommendations: Iterable[str]) -> Iterator[Asked]:
    names = " ".join(f"<{iri}>" for iri in recommendations)
    rows = cast("Rows", store.query(_PREFIXES + _ASKED.replace("SOME", names))).iter_texts()
    ordered = sorted(rows, key=lambda row: [word or "" for word in row])
    for recommendation, group in groupby(ordered, lambda row: row[0]):
        told = list(group)
        council, following, text, inspection = (word or "" for word in told[0][1:5])
        themes = frozenset(row[5].removeprefix(_THEME) for row in told if row[5])
        yield Asked(recommendation or "", text, themes, council, inspection, following or None)
