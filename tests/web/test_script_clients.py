"""Clients that run in Node and in browsers, as they are, against a real server: Comunica, and YASGUI out of its box."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, send_file
from playwright.sync_api import Page, expect
from rdflib import RDF, Graph, Literal, URIRef

from graph.terms import ID, PREFIXES, SG
from tests.conftest import ROOT, absent
from tests.web.browsing import browsing, opening, serving_app
from tests.web.serving import Server, serving

YASGUI = ROOT / "node_modules" / "@zazuko" / "yasgui" / "build"
LANCASHIRE, LINCOLNSHIRE = (ID[f"council/{code}"] for code in ("E10000017", "E10000019"))
HEAD = f"PREFIX sg: <{SG}> PREFIX skos: <{PREFIXES['skos']}> "
SELECT = HEAD + "SELECT ?council WHERE { ?council a sg:Council } ORDER BY ?council"
NAMED = HEAD + f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ <{LANCASHIRE}> a sg:Council }} }}"
ASK = HEAD + f"ASK {{ <{LANCASHIRE}> a sg:Council }}"
CONSTRUCT = HEAD + "CONSTRUCT { ?council a sg:Council } WHERE { ?council a sg:Council ; skos:prefLabel ?name }"
JOIN = (
    HEAD
    + "SELECT DISTINCT ?name ?mine WHERE { ?council a sg:Council ; skos:prefLabel ?name . ?council skos:note ?mine }"
)


@pytest.fixture(scope="module")
def server(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served"), small) as running:
        yield running


def ask_comunica(node: str, *asked: tuple[str, list[object]]) -> list[str]:
    """The answers of one engine to queries over sources, in turn."""
    wanted = json.dumps([{"query": query, "sources": sources} for query, sources in asked])
    command = [node, str(Path(__file__).parent / "comunica.mjs"), wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    answers: list[str] = json.loads(done.stdout)
    return answers


def values(answer: str) -> list[list[str]]:
    told: dict[str, Any] = json.loads(answer)
    return [[row[name]["value"] for name in told["head"]["vars"]] for row in told["results"]["bindings"]]


def test_comunica_selects_asks_constructs_and_joins(server: Server, node: str) -> None:
    endpoint = {"type": "sparql", "value": f"{server.address}/sparql"}
    notes = Graph()
    notes.add((LINCOLNSHIRE, URIRef(PREFIXES["skos"] + "note"), Literal("to visit")))
    mine = {
        "type": "serialized",
        "value": notes.serialize(format="turtle"),
        "mediaType": "text/turtle",
        "baseIRI": "https://example.org/",
    }
    data = f"{server.address}/id/council/E10000019.ttl"
    service = (
        HEAD
        + f"SELECT ?council WHERE {{ SERVICE <{server.address}/sparql> {{ ?council a sg:Council }} }} ORDER BY ?council"
    )
    selected, named, asked, constructed, joined, found, served = ask_comunica(
        node, (SELECT, [endpoint]), (NAMED, [endpoint]), (ASK, [endpoint]), (CONSTRUCT, [endpoint]), (JOIN, [endpoint, mine]),
        (SELECT, [data]), (service, [mine]),
    )  # fmt: skip
    assert values(selected) == values(served) == [[str(LANCASHIRE)], [str(LINCOLNSHIRE)]]
    assert values(named) == [[str(ID["graph/registers"])]]
    assert json.loads(asked)["boolean"] is True
    assert set(Graph().parse(data=constructed, format="nt")) == {
        (one, RDF.type, SG.Council) for one in (LANCASHIRE, LINCOLNSHIRE)
    }
    assert values(joined) == [["Lincolnshire", "to visit"]]
    assert values(found) == [[str(LINCOLNSHIRE)]]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of a site that is none of ours, with YASGUI as its makers ship it."""
    if not YASGUI.is_dir():
        absent("no packages of Node (script/setup dev)")
    app = Flask("elsewhere")
    page = (
        '<!doctype html><title>YASGUI</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/yasgui.min.css"><div id="here"></div>'
        '<script src="/yasgui.min.js"></script><script>const yasgui = new Yasgui(document.getElementById("here"), '
        "{persistenceId: null, requestConfig: {endpoint: decodeURIComponent(location.search.slice(1))}})</script>"
    )
    app.add_url_rule("/", view_func=lambda: Response(page, mimetype="text/html"), endpoint="page")
    app.add_url_rule("/<name>", view_func=lambda name: send_file(YASGUI / name), endpoint="file")
    with serving_app(app) as address:
        yield address


def run(page: Page, query: str, named: tuple[str, ...] = ()) -> None:
    """Ask as a person does who fills in YASGUI's fields."""
    page.evaluate(
        "([query, namedGraphs]) => { yasgui.getTab().setRequestConfig({namedGraphs}); yasgui.getTab().setQuery(query) }",
        [query, named],
    )
    page.get_by_role("button", name="Run query").click()


def test_yasgui_of_another_site_asks_and_shows(server: Server, elsewhere: str, chromium: str, tmp_path: Path) -> None:
    with browsing(chromium, tmp_path, "desktop", scripts=True) as browser, opening(browser) as page:
        page.goto(f"{elsewhere}/?{server.address}/sparql")
        shown = page.locator(".yasr_results")
        run(page, SELECT)
        expect(shown.locator("tbody tr")).to_have_count(2)
        expect(shown).to_contain_text("council/E10000019")
        run(page, NAMED)
        expect(shown).to_contain_text("graph/registers")
        run(page, NAMED, (str(ID["graph/facts"]),))
        expect(shown).to_contain_text("No data available in table")
        run(page, ASK)
        expect(shown).to_contain_text("True")
        run(page, CONSTRUCT)
        expect(shown.locator("tbody tr")).to_have_count(2)
        expect(shown).to_contain_text("rdf-syntax-ns#type")
