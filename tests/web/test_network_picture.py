"""The picture of a network in a real browser, under the pages' own policy: drawn, grown, filtered and saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, json, send_file
from playwright.sync_api import Page, expect

from tests.web.browsing import browsing, opening, serving_app
from web.assets import find_part
from web.headers import POLICY

VENDOR = Path(__file__).parent.parent.parent / "web" / "static" / "vendor"
AROUND = {
    "lancashire": {
        "nodes": [
            {"id": "l", "label": "Lancashire", "kind": "Council", "page": "/council/E10000017"},
            {
                "id": "i",
                "label": "Inspection of 2015",
                "kind": "Inspection",
                "page": "/inspection/x",
                "more": "/inspection.json",
            },
        ],
        "edges": [{"source": "i", "target": "l", "label": "inspects"}],
    },
    "inspection": {
        "nodes": [
            {"id": "i", "label": "Inspection of 2015", "kind": "Inspection"},
            {"id": "p", "label": "Sarah <b>Canto</b>", "kind": "Person", "page": "/person/sarah-canto"},
        ],
        "edges": [
            {"source": "i", "target": "p", "label": "led by"},
            {"source": "i", "target": "l", "label": "inspects"},
        ],
    },
}


@pytest.fixture
def page(chromium: str, tmp_path: Path) -> Iterator[Page]:
    app = Flask("around")
    body = (
        f'<!doctype html><title>Around</title><link rel="stylesheet" href="{find_part(VENDOR, "network.css")}">'
        '<div data-network="/lancashire.json" data-title="Around Lancashire"></div><div data-network="/none.json"></div>'
        f'<script type="module" src="{find_part(VENDOR, "network.js")}"></script>'
    )
    app.add_url_rule(
        "/", "page", lambda: Response(body, mimetype="text/html", headers={"Content-Security-Policy": POLICY})
    )
    app.add_url_rule(
        "/<name>.json",
        "data",
        lambda name: Response(json.dumps(AROUND[name]) if name in AROUND else "", 200 if name in AROUND else 404),
    )
    app.add_url_rule("/static/vendor/<name>", "part", lambda name: send_file(VENDOR / name))
    with (
        serving_app(app) as address,
        browsing(chromium, tmp_path / "profile", "desktop", scripts=True) as browser,
        opening(browser, forgiven="status of 404") as opened,
    ):
        opened.goto(address)
        yield opened


def test_network_is_drawn_grown_filtered_and_saved(page: Page) -> None:
    told = page.get_by_role("status")
    expect(page.get_by_role("img", name="Around Lancashire")).to_be_visible()
    expect(told).to_have_text("2 things and 1 links are drawn.")
    expect(
        page.get_by_text("The network cannot be drawn: the server answered 404. The table says the same.")
    ).to_be_visible()

    page.get_by_label("Thing").select_option("Inspection of 2015")
    expect(told.get_by_role("link")).to_have_attribute("href", "/inspection/x")
    page.get_by_role("button", name="Show what it is linked to").click()
    expect(told).to_have_text("3 things and 2 links are drawn.")
    assert page.get_by_label("Thing").locator("option").all_inner_texts() == [
        "Inspection of 2015",
        "Lancashire",
        "Sarah <b>Canto</b>",
    ]

    page.get_by_label("Council").uncheck()
    assert page.get_by_label("Thing").locator("option").all_inner_texts() == [
        "Inspection of 2015",
        "Sarah <b>Canto</b>",
    ]
    page.get_by_role("button", name="Show what it is linked to").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as picture").click()
    assert saving.value.suggested_filename == "Around-Lancashire.png"
    assert saving.value.path().read_bytes().startswith(b"\x89PNG")
