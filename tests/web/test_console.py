"""The query page as the server writes it: answers with charts, downloads and programs, and what the editor completes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html

from graph.query import questions
from graph.terms import ID, PREFIXES, SG
from tests.conftest import absent
from tests.web.serving import Server, serving
from web.answers import Answer, Cell
from web.asked import Asked
from web.chart import Bar, Chart, find_chart
from web.snippets import write_curl, write_python, write_r

COUNCILS = f"""# Who's "asked"? \\ not escaped
SELECT ?council WHERE {{ ?council a <{SG.Council}> }} ORDER BY ?council"""
KINDS = {
    "rows": (COUNCILS, ["CSV", "TSV", "JSON", "XML"]),
    "truth": ("ASK { ?s ?p ?o }", ["JSON", "XML"]),
    "triples": (f"CONSTRUCT WHERE {{ ?council a <{SG.Council}> }}", ["Turtle", "N-Triples", "JSON-LD", "RDF/XML"]),
}


def read(client: FlaskClient, query: str, **more: str) -> html.HtmlElement:
    return html.fromstring(client.get("/sparql", query_string={"query": query, **more}).text)


def make_answer(variables: str, *rows: tuple[str | None, ...]) -> Answer:
    """An answer of literals; what looks like a whole number is one."""
    cells = [
        [
            text if text is None else Cell(text, None, "integer" if text.lstrip("-").isdigit() else "string")
            for text in row
        ]
        for row in rows
    ]
    return Answer("rows", variables.split(), cells, len(cells), None, "", 1)


@pytest.mark.parametrize("kind", KINDS)
def test_answer_can_be_downloaded_in_each_format(browse: FlaskClient, kind: str) -> None:
    query, formats = KINDS[kind]
    links = read(browse, query).xpath("//*[@class='downloads']//a")
    assert [link.text for link in links] == formats
    for link in links:
        given = browse.get(link.get("href"))
        assert given.status_code == 200
        assert given.headers["Content-Disposition"].startswith("attachment; filename=")


def test_long_query_is_downloaded_by_a_form(browse: FlaskClient) -> None:
    query = COUNCILS + "#" + "long " * 2000
    page = html.fromstring(
        browse.post("/sparql", data={"query": query, "default-graph-uri": str(ID["graph/registers"])}).text
    )
    form = page.xpath("//*[@class='downloads']//form")[0]
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    assert fields == {"query": query, "default-graph-uri": str(ID["graph/registers"]), "download": "1"}
    given = browse.post("/sparql", data={**fields, "format": form.xpath(".//button")[0].get("value")})
    assert given.text.split() == ["council", str(ID["council/E10000017"]), str(ID["council/E10000019"])]


def test_answer_alone_is_a_part_of_the_page(browse: FlaskClient) -> None:
    part = browse.post("/sparql", data={"query": COUNCILS, "part": "answer"}).text
    assert not part.strip().startswith("<!doctype")
    assert [cell.text_content() for cell in html.fromstring(part).xpath("//td")] == ["Lancashire", "Lincolnshire"]
    wrong = browse.post("/sparql", data={"query": "SELECT * {\n ?s ?p\n}", "part": "answer"})
    assert (wrong.status_code, html.fromstring(wrong.text).xpath("//*[@role='alert']/@data-line")) == (400, ["3"])


def test_page_keeps_the_graphs_that_its_address_names(browse: FlaskClient) -> None:
    graph = str(ID["graph/facts"])
    page = read(browse, COUNCILS, **{"default-graph-uri": graph})
    assert page.xpath("//form[@class='console']//input[@name='default-graph-uri']/@value") == [graph]
    download = parse_qs(urlsplit(page.xpath("//*[@class='downloads']//a/@href")[0]).query)
    assert download["default-graph-uri"] == [graph]
    assert graph in page.xpath("string(//details[@class='elsewhere'])")


@pytest.mark.parametrize(
    ("answer", "chart"),
    [
        (make_answer("name n", ("Good", "4"), ("Poor", "1")), Chart("n", ["name"], [Bar("Good", "4", 100.0), Bar("Poor", "1", 25.0)], whole=True)),
        (
            make_answer("grade theme rank share", ("Good", "Homes", "1", "3"), (None, "Homes", "2", "0")),
            Chart("share", ["grade", "theme"], [Bar("Good, Homes", "3", 100.0), Bar("Homes", "0", 0.0)], whole=True),
        ),
        (make_answer("name n", ("Good", "4")), None),
        (make_answer("name n", ("Good", "4"), ("Poor", "-1")), None),
        (make_answer("name n", ("Good", "0"), ("Poor", "0")), None),
        (make_answer("name n", ("Good", "4"), ("Poor", None)), None),
        (make_answer("n m", ("1", "4"), ("2", "5")), None),
        (make_answer("a b c d n", ("a", "b", "c", "d", "4"), ("a", "b", "c", "e", "5")), None),
        (
            make_answer("name n", *[("x", "1")] * 40, ("y", "2")),
            Chart("n", ["name"], [Bar("x", "1", 50.0)] * 40, whole=False),
        ),
    ],
)  # fmt: skip
def test_chart_is_drawn_of_numbers_of_things_alone(answer: Answer, chart: Chart | None) -> None:
    assert find_chart(answer) == chart


def test_chart_stands_above_its_table(browse: FlaskClient) -> None:
    page = read(
        browse,
        f"SELECT ?council (COUNT(*) AS ?n) {{ ?i <{SG.inspects}> ?council }} GROUP BY ?council ORDER BY ?council",
    )
    assert page.xpath("string(//details[@class='chart']/summary)") == "Chart: n by council"
    assert page.xpath("//*[@class='bars-name']/text()") == ["Lancashire", "Lincolnshire"]
    assert page.xpath("//*[@class='bars-number']/text()") == page.xpath("//td[2]//text()")
    assert page.xpath("//@style") == []


@pytest.fixture(scope="module")
def server(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served"), small) as running:
        yield running


def ask_of(query: str) -> Asked:
    return Asked(query, (str(ID["graph/registers"]), str(ID["graph/facts"])), (str(ID["graph/facts"]),), 0)


def test_command_for_curl_runs(server: Server) -> None:
    if shutil.which("curl") is None:
        absent("no curl (Debian: apt-get install curl)")
    command = write_curl(f"{server.address}/sparql", ask_of(COUNCILS), "rows")
    told = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True, timeout=30).stdout
    assert told.split() == ["council", str(ID["council/E10000017"]), str(ID["council/E10000019"])]


@pytest.mark.parametrize(("kind", "shown", "told"), [
    ("rows", "print(list(table.columns), len(table))", "['council'] 2"),
    ("truth", "print(truth)", "True"),
    ("triples", "print(len(graph))", "2"),
])  # fmt: skip
def test_program_in_python_runs(server: Server, kind: str, shown: str, told: str) -> None:
    program = write_python(f"{server.address}/sparql", ask_of(KINDS[kind][0]), kind) + shown
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == told


def test_program_in_r_holds_the_query_as_it_is() -> None:
    program = write_r("https://example.org/sparql", ask_of('SELECT * {\n ?s ?p ")-"\n}'), "rows")
    assert program == (
        'library(httr2)\n\nquery <- r"--(SELECT * {\n ?s ?p ")-"\n})--"\n'
        'answer <- request("https://example.org/sparql") |>\n'
        '  req_headers(Accept = "text/csv") |>\n'
        f'  req_body_form(query = query, `default-graph-uri` = c("{ID["graph/registers"]}", "{ID["graph/facts"]}"), '
        f'`named-graph-uri` = c("{ID["graph/facts"]}"), .multi = "explode") |>\n'
        "  req_perform() |>\n  resp_body_string()\ntable <- read.csv(text = answer)\n"
    )


def test_editor_is_told_prefixes_terms_and_questions_once_a_snapshot(browse: FlaskClient) -> None:
    given = browse.get("/sparql/completion.json")
    told = json.loads(given.text)
    assert told["prefixes"] == PREFIXES
    assert told["questions"] == {question.name: question.text for question in questions()}
    terms = {term["iri"]: term for term in told["terms"]}
    assert len(terms) == len(told["terms"])
    assert terms[str(SG.Council)]["kind"] == "class"
    assert terms[str(SG.Council)]["uses"] == 2
    assert terms[PREFIXES["skos"] + "prefLabel"]["kind"] == "property"
    assert {name: terms[str(ID["grade/inadequate"])][name] for name in ("kind", "label")} == {
        "kind": "concept",
        "label": "Inadequate",
    }
    assert browse.get("/sparql/completion.json", headers={"If-None-Match": given.headers["ETag"]}).status_code == 304
