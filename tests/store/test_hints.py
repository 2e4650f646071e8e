from __future__ import annotations

import pytest

from graph.errors import QueryRejected
from graph.store import open_memory

SLIPS = {
    "": ("the query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE", 1, 1),
    "# nothing but a comment": ("the query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE", 1, 1),
    "SELEC * {}": ("a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not 'SELEC': did you mean SELECT?", 1, 1),
    "PREFIX a: <a:>\n FIND ?x": ("a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not 'FIND'", 2, 2),
    "PREFIX a: <a:>": ("the query has prefixes only: add SELECT, ASK, CONSTRUCT or DESCRIBE", 1, 15),
    "SELECT * {\n  ?s foo:b ?o }": ("the prefix 'foo:' is not declared: begin with PREFIX foo: <…>", 2, 6),
    "SELECT * { ?s a skos:Concept }": (
        "the prefix 'skos:' is not declared: begin with PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
        1,
        17,
    ),
    "SELECT ?x {\n ?s ?p ?o ": ("'{' is never closed: add '}'", 1, 11),
    "SELECT ?x { ?s ?p ?o } }": ("'}' closes nothing: remove it, or open it before", 1, 24),
    "SELECT ?x { ?s ?p ?o FILTER(?o } )": ("'(' is closed by '}': use ')'", 1, 32),
    'SELECT * { ?s ?p "abc }': ("a string starts here and is never closed: close it with the same quotes", 1, 18),
    "SELECT * {\n ?s ?p ?o\n FLITER(?o = 1) }": ("'FLITER' is no word of SPARQL: did you mean FILTER?", 3, 2),
    "PREFIX id: <https://w3id.org/scrutiny-graph/id/>\nSELECT * { GRAPH id:graph/facts { ?s ?p ?o } }": (
        "a slash cannot stand in a name with a prefix: write id:graph/facts as <https://w3id.org/scrutiny-graph/id/graph/facts>",
        2,
        18,
    ),
    "PREFIX id: <https://w3id.org/scrutiny-graph/id/>\nDESCRIBE id:meeting/E10/cyp/2015-09-14": (
        "a slash cannot stand in a name with a prefix: write id:meeting/E10/cyp/2015-09-14 as <https://w3id.org/scrutiny-graph/id/meeting/E10/cyp/2015-09-14>",
        2,
        10,
    ),
    "SELECT * { ?s <p> ?o }": ("<p> is no whole address: write it with its scheme, as in <https://…>", 1, 15),
    "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }": (
        "a variable after SELECT is neither grouped nor counted: add it to GROUP BY, or wrap it, as in (SAMPLE(?x) AS ?y)",
        1,
        40,
    ),
    "SELECT * { ?s ?p } LIMIT 1": ("the query cannot be read from 'LIMIT' on, after '}'", 1, 20),
    "SELECT * { BIND(1 AS ?x) BIND(2 AS ?x)}": (
        "the query cannot be read to its end: something is missing, or a variable is bound twice",
        1,
        40,
    ),
}


@pytest.mark.parametrize("text", SLIPS)
def test_slip_is_told_in_plain_english_with_its_place(text: str) -> None:
    with pytest.raises(QueryRejected) as told:
        open_memory().query(text)
    assert (str(told.value), told.value.line, told.value.column) == SLIPS[text]
    assert told.value.query == text


def test_query_the_engine_cannot_answer_is_told() -> None:
    with pytest.raises(QueryRejected, match="the query cannot be answered: The custom function <a:f> is not supported"):
        open_memory().query("SELECT * { BIND(<a:f>(1) AS ?x) }")
