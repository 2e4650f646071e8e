"""Which format a request gets."""

from __future__ import annotations

import pytest

from web.negotiation import ROWS, TRIPLES, TYPES, choose

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("", "html"),
        ("*/*", "html"),
        (BROWSER, "html"),
        ("text/html", "html"),
        ("application/xhtml+xml,text/html;q=0.9", "html"),
        ("text/turtle", "ttl"),
        ("text/turtle;charset=utf-8", "ttl"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("text/html;q=0.5, text/turtle", "ttl"),
        ("text/turtle;q=0.5, text/html;q=0.4", "ttl"),
        ("text/*", "html"),
        ("text/*;q=0.5, application/rdf+xml;q=0.9", "rdf"),
        ("text/html;level=1;q=0.3, text/turtle;q=0.2", "ttl"),
        ("text/html;q=0, */*", "ttl"),
        ("application/rdf+xml;q=0.9, */*;q=0.1", "rdf"),
        ("*", "html"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "html"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("nonsense", None),
        (",,;q=1", "html"),
    ],
)
def test_choose_takes_the_best_of_the_things_formats(accept: str, suffix: str | None) -> None:
    assert choose(accept, TYPES) == suffix


@pytest.mark.parametrize(
    ("accept", "rows", "triples"),
    [
        ("", "json", "turtle"),
        ("*/*", "json", "turtle"),
        ("application/sparql-results+json,*/*;q=0.9", "json", "turtle"),
        ("application/n-triples,*/*;q=0.9", "json", "ntriples"),
        ("application/sparql-results+xml", "xml", None),
        ("application/xml", "xml", "rdfxml"),
        ("text/csv;q=0.5, text/tab-separated-values", "tsv", None),
        ("text/plain", None, "ntriples"),
        ("application/json;q=0.3, text/csv;q=0.3", "csv", "jsonld"),
        ("image/png", None, None),
    ],
)
def test_choose_takes_the_best_for_each_form_of_answer(accept: str, rows: str | None, triples: str | None) -> None:
    assert (choose(accept, ROWS), choose(accept, TRIPLES)) == (rows, triples)
