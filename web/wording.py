"""How pages write things: dates, numbers, names of properties, and the addresses of things.

Dates and numbers follow the style of UK public services: "14 September 2015 to 8 October 2015", "September 2015".
"""

from __future__ import annotations

import csv
import datetime
import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from flask import Flask
from rdflib import DCTERMS, FOAF, ORG, VOID, URIRef

from graph.terms import ID, PREFIXES, SG
from web.links import outside, to_document, to_page
from web.store import label

ADDRESS = re.compile(rf"({re.escape(str(ID))}[\w/-]*\w)", re.ASCII)
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# The fields of gaps as people say them, in the order in which reports print what they are about.
FIELDS = {
    "inspections": "full inspection",
    "report": "report",
    "framework": "framework",
    "start": "first day",
    "end": "last day",
    "published": "day of publication",
    "lead inspector": "lead inspector",
    "grade": "overall grade",
    "recommendations": "recommendations",
    "papers": "committee papers",
    "documents": "text of a document",
}


class Words(NamedTuple):
    """What a property is called beside its value, and what a list of the things that point by it to another is; "" where it has
    no words but those of the vocabulary (`properties.csv`).
    """

    name: str = ""
    incoming: str = ""


def read_words() -> dict[str, Words]:
    """The words of each property that has some: where it is not ours, and where the vocabulary's label reads oddly on a page."""
    lines = (files("web") / "properties.csv").read_text(encoding="utf-8").splitlines()
    rows = ((row["property"].partition(":"), row) for row in csv.DictReader(lines))
    return {PREFIXES[prefix] + rest: Words(row["name"], row["incoming"]) for (prefix, _, rest), row in rows}


WORDS = read_words()
NO_WORDS = Words()


def init_app(app: Flask) -> None:
    """Give the templates these ways of writing."""
    app.jinja_env.filters |= {
        "date": to_date,
        "number": to_number,
        "sentence": to_sentence,
        "label": label,
        "property": to_property,
        "field": lambda name: FIELDS.get(name, name),
        "incoming": to_incoming,
        "key": to_key,
        "compact": to_compact,
        "document": to_document,
        "part": to_part,
        "pieces": to_pieces,
    }
    app.jinja_env.globals |= {
        "page": to_page,
        "outside": outside,
        "period": to_period,
        "SG": SG,
        "ORG": ORG,
        "DCTERMS": DCTERMS,
        "FOAF": FOAF,
        "VOID": VOID,
    }
    app.jinja_env.tests["iri"] = lambda value: isinstance(value, URIRef)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def to_date(value: object) -> str:
    """An ISO date as people write it, at its precision: "14 September 2015", "September 2015", "2015".

    >>> to_date("2015-09-14"), to_date("2015-09"), to_date("soon")
    ('14 September 2015', 'September 2015', 'soon')
    """
    text = str(value)
    return _write_date(text) if ISO_DATE.fullmatch(text) else text


@lru_cache(maxsize=4096)
def _write_date(text: str) -> str:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    try:
        name = datetime.date(year, month or 1, day or 1).strftime("%B")
    except ValueError:
        return text
    return " ".join(part for part in (str(day) if day else "", name if month else "", str(year)) if part)


def to_period(start: str | None, end: str | None) -> str:
    """Two dates as a period, without saying a year or a month twice.

    >>> to_period("2015-09-14", "2015-10-08"), to_period("2017-07-25", "2017-07-26"), to_period("2017-02", None)
    ('14 September to 8 October 2015', '25 to 26 July 2017', 'February 2017')
    """
    if not start or not end or start == end:
        return to_date(start or end) if start or end else ""
    first, last = to_date(start).split(), to_date(end).split()
    if len(first) == len(last) == 3 and first[2] == last[2]:
        first = first[:1] if first[1] == last[1] else first[:2]
    return f"{' '.join(first)} to {' '.join(last)}"


def to_part(interval: object) -> str:
    """An ISO 8601 interval as a period.

    >>> to_part("2013-11-19/2013-12-11")
    '19 November to 11 December 2013'
    """
    start, _, end = str(interval).partition("/")
    return to_period(start, end)


def to_number(value: int) -> str:
    """A number with commas between thousands."""
    return f"{value:,}"


def to_sentence(text: object) -> str:
    """The text with a capital at its start."""
    words = str(text)
    return words[:1].upper() + words[1:]


def to_pieces(text: str) -> list[str | URIRef]:
    """The text with the identifiers of things in it apart, so that a page can name them."""
    return [URIRef(piece) if place % 2 else piece for place, piece in enumerate(ADDRESS.split(text)) if piece]


def to_property(iri: URIRef) -> str:
    """What a property is called beside its value."""
    name = WORDS.get(str(iri), NO_WORDS).name or label(iri)
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in name.split(" "))


def to_incoming(iri: URIRef) -> str:
    """What a list of the things that point here by a property is called."""
    return WORDS.get(str(iri), NO_WORDS).incoming or f"{to_sentence(to_property(iri)).removesuffix(' of')} of"


def to_key(iri: object) -> str:
    """The last part of a concept's IRI, for the style sheet: "requires-improvement"."""
    return str(iri).removeprefix(str(ID)).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def to_compact(iri: object) -> str:
    """The IRI by its prefix, where it has one: "owl:Class".

    >>> to_compact("http://www.w3.org/2002/07/owl#Class")
    'owl:Class'
    """
    text = str(iri)
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text
