"""The formats that answers and whole stores are written in, by the names that commands and addresses use."""

from __future__ import annotations

from typing import TypeVar

import pyoxigraph as ox

from graph.errors import StoreError

Format = TypeVar("Format")

ROW_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLE_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
QUAD_FORMATS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
TEXT_FORMATS = TRIPLE_FORMATS | QUAD_FORMATS

MEDIA_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}


def row_format(name: str) -> ox.QueryResultsFormat:
    """The engine's own name of a format for rows and truth values."""
    return _named(name, ROW_FORMATS, "rows")


def triple_format(name: str) -> ox.RdfFormat:
    """The engine's own name of a format for triples."""
    return _named(name, TRIPLE_FORMATS, "triples")


def quad_format(name: str) -> ox.RdfFormat:
    """The engine's own name of a format that keeps named graphs apart."""
    return _named(name, QUAD_FORMATS, "a whole dataset")


def text_format(name: str) -> ox.RdfFormat:
    """The engine's own name of any format that RDF is read from."""
    return _named(name, TEXT_FORMATS, "RDF")


def _named(name: str, formats: dict[str, Format], what: str) -> Format:
    try:
        return formats[name]
    except KeyError as error:
        raise StoreError(f"no format {name!r} for {what}: choose one of {', '.join(formats)}") from error
