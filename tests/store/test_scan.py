"""Queries that were measured to crash, hang or reach out: each is refused, and what is allowed does not hurt."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from graph.errors import QueryRejected
from graph.store import open_memory
from graph.store.scan import MAX_DEPTH, MAX_LENGTH, MAX_OPERATORS, MAX_PATTERNS, MAX_STEPS, check_query, find_refusal

# Each shape as a function of its size; the first sizes are allowed, the last end or hang an unguarded process.
SHAPES = {
    "braces": lambda n: "SELECT * WHERE " + "{" * n + "}" * n,
    "optionals": lambda n: "SELECT * {" + "OPTIONAL {" * n + "}" * n + "}",
    "graphs": lambda n: "SELECT * {" + "GRAPH ?g {" * n + "}" * n + "}",
    "subselects": lambda n: "SELECT * {" + "{SELECT * {" * n + "}}" * n + "}",
    "exists": lambda n: "SELECT * {" + "FILTER EXISTS {" * n + "}" * n + "}",
    "parentheses": lambda n: "SELECT * {FILTER" + "(" * n + "1" + ")" * n + "}",
    "calls": lambda n: "SELECT * {FILTER(" + "CONCAT(" * n + "1" + ")" * n + ")}",
    "path parentheses": lambda n: "SELECT * {?s " + "(" * n + "<a:p>" + ")" * n + " ?o}",
    "nots": lambda n: "SELECT * {FILTER(" + "!" * n + "1)}",
    "unions": lambda n: "SELECT * {" + " UNION ".join(["{?s ?p ?o}"] * n) + "}",
    "sums": lambda n: "SELECT * {FILTER(" + "+".join(["1"] * n) + ")}",
    "ors": lambda n: "SELECT * {FILTER(" + "||".join(["1"] * n) + ")}",
    "comparisons": lambda n: "SELECT * {FILTER(" + "&&".join(["1=1"] * n) + ")}",
    "nested lists": lambda n: "SELECT * {?s ?p " + "(" * n + "1" + ")" * n + "}",
    "long lists": lambda n: "SELECT * {?s ?p (" + "1 " * n + ")}",
    "blank nodes": lambda n: "SELECT * {?s ?p " + "[?p " * n + "1" + "]" * n + "}",
    "path steps": lambda n: "SELECT * {?s " + "/".join(["<a:p>"] * n) + " ?o}",
    "inverse steps": lambda n: "SELECT * {?s " + "/".join(["^<a:p>"] * n) + " ?o}",
    "chains": lambda n: "SELECT * {" + "".join(f"?v{i} <a:p> ?v{i + 1} ." for i in range(n)) + "}",
    "stars": lambda n: "SELECT * {?s " + ";".join(f"<a:p{i}> ?v{i}" for i in range(n)) + "}",
    "commas": lambda n: "SELECT * {?s ?p " + ",".join(f"?v{i}" for i in range(n)) + "}",
    "groups": lambda n: "SELECT * {" + "{?s ?p ?o}" * n + "}",
    "binds": lambda n: "SELECT * {" + " ".join(f"BIND({i} AS ?v{i})" for i in range(n)) + "}",
    "filters": lambda n: "SELECT * {?s ?p ?o " + " ".join(f"FILTER(?s!={i})" for i in range(n)) + "}",
    "options in a row": lambda n: (
        "SELECT * {?s ?p ?o " + "".join(f"OPTIONAL {{?s <a:p> ?v{i}}}" for i in range(n)) + "}"
    ),
    "minuses": lambda n: "SELECT * {?s ?p ?o " + "".join(f"MINUS {{?s <a:p> ?v{i}}}" for i in range(n)) + "}",
    "triple terms": lambda n: "SELECT * {?s ?p " + "<<( ?s ?p " * n + "1" + ")>>" * n + "}",
    "reified": lambda n: "SELECT * {" + "<<" * n + "?s ?p ?o" + ">> ?p ?o" * n + "}",
    "sums behind a less-than": lambda n: "SELECT * {FILTER(?a<" + "1+" * n + "1&&?b>2)}",
    "brackets behind a less-than": lambda n: "SELECT * {FILTER(?a<" + "(" * n + "1>2" + ")" * n + ")}",
}
FORBIDDEN = {
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }": "SERVICE",
    "SELECT * { service silent ?x { ?s ?p ?o } }": "SERVICE",
    "SELECT * { #\nSERVICE#\n<http://127.0.0.1/>{ ?s ?p ?o } }": "SERVICE",
    "SELECT * { ?s ?p true.SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }": "SERVICE",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1/>{ ?s ?p ?o } }": "SERVICE",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }": "SERVICE",
    "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x{ ?s ?p ?o } }": "SERVICE",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }": "SERVICE",
    "SELECT * { ?s ?p '\\u0027 SERVICE <http://127.0.0.1/> { ?s ?p \\u0027' } }": "SERVICE",
    "INSERT DATA { <a:s> <a:p> 1 }": "INSERT is an update",
    "PREFIX a: <a:> BASE <b:>\nDELETE WHERE { ?s ?p ?o }": "DELETE is an update",
    "load <http://127.0.0.1/>": "LOAD is an update",
    "DROP ALL": "DROP is an update",
    "WITH <a:g> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }": "WITH is an update",
}
ALLOWED = [
    'SELECT * { ?s ?p \'SERVICE\' . ?s ?q """SERVICE \' " <x>""" . ?s <http://x/SERVICE> ?service } # SERVICE',
    "PREFIX a: <a:> SELECT * { ?s a:SERVICE ?o ; a:update '(((((((((' ; a:x\\'y a:b }",
    "SELECT * { ?s ?p ?o FILTER(?o<2&&?o>1) FILTER(?o < 1 || ?s != <http://x/((((?a=1&b=2!!!!>) }",
    "SELECT * { VALUES (?a ?b) { " + "(<a:x> 1) " * 2_000 + "} ?a ?p ?b }",
    "SELECT * { ?s ?p ?o FILTER(?s IN (" + ",".join(["<a:x>"] * 2_000) + ")) }",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) (SAMPLE(?o) AS ?any) { ?s ?p ?o } GROUP BY ?p (STR(?p)) HAVING (COUNT(?s) > 1)",
    "CONSTRUCT { ?s ?p ?o } FROM <a:g> WHERE { ?s ?p ?o } LIMIT 1",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_query_of_any_shape_that_hurts_is_refused(shape: str) -> None:
    for size in (8_000, 20_000):
        refusal = find_refusal(SHAPES[shape](size))
        assert refusal is not None
        assert refusal.kind == "too complex"


def test_queries_that_are_let_through_neither_crash_nor_hang() -> None:
    """The largest of each shape that passes is run, together with all its kind, in a process of its own."""
    program = (
        "import sys; sys.path[:0] = ['.', 'tests/store']\n"
        "from test_scan import SHAPES, largest_allowed\n"
        "from graph.errors import QueryRejected\n"
        "from graph.store import open_memory\n"
        "store = open_memory()\n"
        "for name, shape in SHAPES.items():\n"
        "    try: store.query(shape(largest_allowed(shape))).serialise('csv')\n"
        "    except QueryRejected: pass\n"
        "print('alive')\n"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("alive\n", 0), done.stderr
    assert time.monotonic() - began < 60


def largest_allowed(shape) -> int:
    """The greatest size of a shape that the scan lets through."""
    low, high = 0, 20_000
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if find_refusal(shape(middle)) is None else (low, middle - 1)
    return low


@pytest.mark.parametrize("text", FORBIDDEN)
def test_query_that_calls_others_or_changes_anything_is_refused(text: str) -> None:
    refusal = find_refusal(text)
    assert refusal is not None
    assert refusal.kind == "forbidden"
    with pytest.raises(QueryRejected, match=FORBIDDEN[text]):
        open_memory().query(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_query_that_only_looks_dangerous_is_let_through(text: str) -> None:
    assert find_refusal(text) is None
    open_memory().query(text)


def test_scan_learns_whether_a_query_names_its_graphs() -> None:
    assert check_query("SELECT * FROM <a:g> { ?s ?p ?o }").names_graphs
    assert not check_query("SELECT * { ?s <a:FROM> 'FROM' } # FROM").names_graphs


def test_refusal_tells_kind_limit_and_place() -> None:
    refusal = find_refusal("SELECT *\n{ " + "{" * MAX_DEPTH)
    assert refusal is not None
    assert (refusal.kind, refusal.line, refusal.column) == ("too complex", 2, MAX_DEPTH + 2)
    assert refusal.reason == f"brackets are nested more than {MAX_DEPTH} deep"
    too_long = find_refusal(" " * (MAX_LENGTH + 1))
    assert too_long is not None
    assert too_long.reason == "the query has 100,001 characters, more than 100,000"


def test_limits_leave_room_for_the_queries_of_people() -> None:
    assert (MAX_DEPTH, MAX_PATTERNS, MAX_STEPS, MAX_OPERATORS) == (64, 100, 150, 1_000)


@pytest.mark.parametrize("piece", ["a-", "'", '"""', "<", "\\", "a.", "#", "(", "?", "''' ", '"\\', "<a>", "1 "])
def test_scan_takes_time_in_proportion_to_the_text(piece: str) -> None:
    began = time.process_time()
    find_refusal("SELECT * { " + piece * (90_000 // len(piece)))
    assert time.process_time() - began < 2
