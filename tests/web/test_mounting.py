"""The service below a path: where its addresses are written anew, and where texts stay as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import WorkspaceError
from web import create_app


@pytest.mark.parametrize("path", ["/graph/councils", "/councils"], ids=["kept by the proxy", "taken off by it"])
def test_request_finds_the_page_and_is_led_on_below_the_prefix(small: Path, path: str) -> None:
    client = create_app({"WORKSPACE": small, "PREFIX": "/graph/"}).test_client()
    body = client.get(path, headers={"Accept": "text/html"}).text
    assert ' action="/graph/councils"' in body
    assert ' href="/councils' not in body


def test_links_of_headers_lead_below_the_prefix(small: Path) -> None:
    client = create_app({"WORKSPACE": small, "PREFIX": "/graph"}).test_client()
    link = client.get("/graph/council/E10000017", headers={"Accept": "text/html"}).headers["Link"]
    assert link.startswith('</graph/council/E10000017>; rel="canonical"')
    assert "</id/" not in link


def test_scripts_name_no_address_but_those_of_the_page() -> None:
    front = Path(__file__).parents[2] / "web" / "front"
    scripts = {path.name: re.sub(r"//.*", "", path.read_text(encoding="utf-8")) for path in front.rglob("*.js")}
    assert {name: found for name, text in scripts.items() if (found := re.findall(r"""["'`]/\w[^"'`]*""", text))} == {}
    assert len(scripts) > 8


def test_answers_to_queries_stay_as_they_are(small: Path) -> None:
    client = create_app({"WORKSPACE": small, "PREFIX": "/graph"}).test_client()
    query = "SELECT ?page { VALUES ?page { '/councils' } }"
    for accept in ("application/json", "text/csv"):
        assert (
            "/graph" not in client.get("/graph/sparql", query_string={"query": query}, headers={"Accept": accept}).text
        )


@pytest.mark.parametrize("prefix", ["graph", "/a b", "//graph", "/<script>"])
def test_prefix_that_is_no_path_is_refused(small: Path, prefix: str) -> None:
    with pytest.raises(WorkspaceError, match="a prefix is a path such as /graph"):
        create_app({"WORKSPACE": small, "PREFIX": prefix})
