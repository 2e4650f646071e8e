"""The editor for queries in a real browser: by mouse, by keys, at a phone's width, and for those who never asked for it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from graph.query import find
from graph.terms import ID, SG
from tests.conftest import ROOT, absent
from tests.web.browsing import opening

COUNCILS = f"SELECT ?council WHERE {{\n  ?council a <{SG.Council}>\n}} ORDER BY ?council"
GROUPED = f"SELECT ?council (COUNT(*) AS ?n) WHERE {{ ?inspection <{SG.inspects}> ?council }} GROUP BY ?council"
NAMES = ["Lancashire", "Lincolnshire"]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def page(browser: BrowserContext) -> Iterator[Page]:
    with opening(browser) as opened:
        yield opened
        opened.evaluate("localStorage.clear()")


@pytest.fixture
def erring(browser: BrowserContext) -> Iterator[Page]:
    """A page on which answers of 400 are nothing to complain of."""
    with opening(browser, forgiven="status of 400") as opened:
        yield opened


def written(page: Page) -> str:
    """What stands in the editor."""
    text: str = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return text


def write(page: Page, query: str) -> None:
    """Put a query into the editor, by its keys."""
    page.get_by_role("textbox", name="Query").focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)


def cells(page: Page) -> list[str]:
    return page.get_by_role("table").get_by_role("cell").all_inner_texts()


def test_journey_from_a_question_to_a_changed_query_and_its_things(page: Page, small_address: str) -> None:
    with page.expect_response(f"{small_address}/sparql/completion.json"):
        page.goto(f"{small_address}/sparql")
    page.get_by_role("link", name="What is each council's current overall judgement, with its date and report?").click()
    assert page.url == f"{small_address}/sparql", "the question is filled in without leaving the page"
    assert written(page) == find("current-judgements").text
    write(page, COUNCILS)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", name="Answer")).to_be_visible()
    assert cells(page) == NAMES
    page.get_by_role("link", name="Lancashire", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Lancashire"
    page.go_back()
    expect(page.get_by_role("table")).to_be_visible()
    assert (written(page), cells(page)) == (COUNCILS, NAMES)


def test_address_carries_query_and_graphs(page: Page, small_address: str) -> None:
    graph = str(ID["graph/registers"])
    page.goto(f"{small_address}/sparql")
    page.get_by_text("Graphs", exact=True).click()
    page.get_by_label("Default graph").fill(str(ID["graph/none"]))
    page.get_by_label("Named graphs").fill(f"<{graph}>")
    write(
        page,
        "SELECT ?g (COUNT(*) AS ?n) { { GRAPH ?g { ?s a ?type } } UNION { ?s a ?type BIND('no graph' AS ?g) } } GROUP BY ?g",
    )
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("table")).to_be_visible()
    assert len(page.locator("tbody tr").all()) == 1, "the default graph is the one named as such, not the named one"
    asked = parse_qs(urlsplit(page.url).query)
    assert {name: asked[name] for name in ("default-graph-uri", "named-graph-uri")} == {
        "default-graph-uri": [str(ID["graph/none"])],
        "named-graph-uri": [graph],
    }
    page.reload()
    expect(page.get_by_label("Named graphs")).to_have_value(graph)
    assert written(page) == asked["query"][0]
    assert len(page.locator("tbody tr").all()) == 1


def test_wrong_query_is_told_at_its_line_until_it_is_changed(erring: Page, small_address: str) -> None:
    erring.goto(f"{small_address}/sparql?query={quote(COUNCILS)}")
    with erring.expect_response(f"{small_address}/sparql") as answered:
        write(erring, "SELECT * {\n  ?s ?p\n}")
        erring.keyboard.press("Control+Enter")
    assert answered.value.status == 400
    alert = erring.get_by_role("alert")
    expect(alert).to_contain_text("The query cannot be run")
    assert erring.locator(".editor-wrong").count() == 1
    assert erring.locator(".editor-note").inner_text() in alert.inner_text()
    alert.get_by_role("link").click()
    erring.keyboard.type(" ")
    expect(erring.locator(".editor-note")).to_have_count(0)


def test_wrong_query_of_an_address_is_told_at_its_line_too(erring: Page, small_address: str) -> None:
    erring.goto(f"{small_address}/sparql?query={quote('SELECT * {')}")
    expect(erring.locator(".editor-note")).to_be_visible()
    expect(erring.get_by_role("alert")).to_have_count(1)
    assert erring.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("before", "typed", "completed"),
    [
        ("SELECT * {\n  ?s a ", "sg:Counci", "sg:Council"),
        ("SELECT * {\n  ?s ", "sg:leadI", "sg:leadInspector"),
        ("SELECT * {\n  ?s ", "prefL", "skos:prefLabel"),
        ("SELECT * {\n  ?s a ?type ;\n  ", "sg:leadI", "sg:leadInspector"),
        ("SELECT * {\n  ?s a ?type ; sg:judgement/", "sg:overal", "sg:overall"),
        (f"SELECT * {{\n  ?s <{SG.grade}> ", "inadeq", f"<{ID['grade/inadequate']}>"),
        ("SELECT * {\n  VALUES ?grade { ", "inadeq", f"<{ID['grade/inadequate']}>"),
    ],
)
def test_terms_are_completed_by_their_place(
    page: Page, small_address: str, before: str, typed: str, completed: str
) -> None:
    with page.expect_response(f"{small_address}/sparql/completion.json"):
        page.goto(f"{small_address}/sparql?question=risers")
    write(page, before)
    page.keyboard.type(typed)
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hint").first).to_contain_text(completed)
    page.keyboard.press("Enter")
    assert written(page).endswith(before.rpartition("\n")[2] + completed)
    prefix = completed.partition(":")[0]
    assert completed.startswith("<") or written(page).startswith(f"PREFIX {prefix}: <")


def test_editor_is_left_by_tab_and_used_by_keys_alone(page: Page, small_address: str) -> None:
    page.goto(f"{small_address}/sparql?query={quote(COUNCILS)}")
    page.get_by_role("textbox", name="Query").focus()
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Graphs"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Ask"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The answer is below.")).to_be_visible()
    page.get_by_role("button", name="council").press("Enter")
    page.get_by_role("button", name="council").press("Enter")
    assert page.get_by_role("columnheader").first.get_attribute("aria-sort") == "descending"
    assert cells(page) == NAMES[::-1]


def test_answer_is_downloaded_whole(page: Page, small_address: str) -> None:
    page.goto(f"{small_address}/sparql?query={quote(COUNCILS)}")
    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV").click()
    with saving.value.path().open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows == [["council"], [str(ID["council/E10000017"])], [str(ID["council/E10000019"])]]


def test_draft_is_there_again_and_gives_way_to_what_an_address_carries(page: Page, small_address: str) -> None:
    page.goto(f"{small_address}/sparql")
    write(page, "ASK { ?mine ?only ?draft }")
    page.goto(f"{small_address}/people")
    page.goto(f"{small_address}/sparql")
    assert written(page) == "ASK { ?mine ?only ?draft }"
    page.goto(f"{small_address}/sparql?query={quote(COUNCILS)}")
    assert written(page) == COUNCILS


def test_endpoint_and_headers_of_a_shared_link_are_ignored_and_nobody_else_is_asked(
    page: Page, small_address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    shared = (
        "endpoint=https://elsewhere.example/sparql&headers=%7B%22Authorization%22%3A%22mine%22%7D&requestMethod=GET"
    )
    page.goto(f"{small_address}/sparql#query={quote('ASK {}')}&{shared}")
    write(page, COUNCILS)
    with page.expect_request(f"{small_address}/sparql") as sent:
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("table")).to_be_visible()
    assert "authorization" not in sent.value.all_headers()
    assert [call for call in asked if not call.split(" ")[1].startswith(small_address)] == []


@pytest.mark.parametrize("path", ["/sparql", f"/sparql?query={quote(COUNCILS)}", "/sparql?question=decliners"])
def test_page_with_the_editor_never_scrolls_sideways(page: Page, small_address: str, path: str) -> None:
    page.goto(small_address + path)
    expect(page.locator(".CodeMirror")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("path", ["/sparql", f"/sparql?query={quote(GROUPED)}", "/sparql?query=SELEC"])
def test_axe_finds_nothing_in_the_editor(erring: Page, small_address: str, path: str) -> None:
    if not AXE.is_file():
        absent("no axe-core in node_modules (script/setup dev)")
    erring.goto(small_address + path)
    expect(erring.locator(".CodeMirror")).to_be_visible()
    erring.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    erring.evaluate(AXE.read_text(encoding="utf-8"))
    found = erring.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert found["passes"]


def test_query_that_runs_too_long_can_be_stopped(page: Page, small_address: str) -> None:
    page.goto(f"{small_address}/sparql?query={quote(COUNCILS)}")
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status").filter(has_text="Stopped.")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    write(page, COUNCILS)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("table")).to_be_visible()
    assert cells(page) == NAMES
