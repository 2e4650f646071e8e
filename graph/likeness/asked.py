"""The recommendations of a store, as likeness is found of them: words, themes, council and inspection."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
_ASKED = """
SELECT ?recommendation ?council ?next ?text ?inspection ?theme WHERE {
  # SOME
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


def read_asked(store: Store) -> list[Asked]:
    """All recommendations of a store."""
    return list(_read(store, _ASKED))


def read_some(store: Store, recommendations: Collection[str]) -> list[Asked]:
    """Those of these recommendations that a store has."""
    portions = iter_portions(sorted(recommendations), _AT_ONCE)
    return [one for some in portions for one in _read(store, _ask_of(some))]


def _ask_of(recommendations: Collection[str]) -> str:
    names = " ".join(f"<{iri}>" for iri in recommendations)
    return _ASKED.replace("# SOME", f"VALUES ?recommendation {{ {names} }}")


def _read(store: Store, query: str) -> Iterator[Asked]:
    rows = cast("Rows", store.query(_PREFIXES + query)).iter_texts()
    ordered = sorted(rows, key=lambda row: [word or "" for word in row])
    for recommendation, group in groupby(ordered, lambda row: row[0]):
        told = list(group)
        council, following, text, inspection = (word or "" for word in told[0][1:5])
        themes = frozenset(row[5].removeprefix(_THEME) for row in told if row[5])
        yield Asked(recommendation or "", text, themes, council, inspection, following or None)
