"""Rows about what is new."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef


class News(NamedTuple):
    """An inspection or a paper, `kind` says which, and what is told of it at a glance (`news.rq`)."""

    thing: URIRef
    kind: str
    date: str
    council: URIRef | None
    grade: URIRef | None
