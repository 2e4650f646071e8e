"""Journeys in a real browser, by clicks and keys alone, on a live server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.web.browsing import WIDTHS, browsing, opening, serving_app


@pytest.fixture(scope="module")
def address(small_app: Flask) -> Iterator[str]:
    with serving_app(small_app) as running:
        yield running


@pytest.fixture(scope="module", params=WIDTHS)
def browser(
    request: pytest.FixtureRequest, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser without scripts, since everything must work without."""
    with browsing(chromium, tmp_path_factory.mktemp("profile"), request.param, scripts=False) as opened:
        yield opened


@pytest.fixture
def page(browser: BrowserContext) -> Iterator[Page]:
    with opening(browser) as opened:
        yield opened


def test_journey_from_home_to_the_sentence_behind_a_judgement(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Search", exact=True).fill("lancshire")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Lancashire", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Lancashire"

    page.get_by_role("link", name="History").click()
    history = page.get_by_role("region", name="History").get_by_role("heading", level=3)
    assert history.all_inner_texts()[0] == "ILACS inspection of Lancashire, 28 November to 9 December 2022"
    assert (
        history.all_inner_texts()[-1]
        == "Single inspection framework inspection of Lancashire, 14 September to 8 October 2015"
    )

    page.get_by_role(
        "link", name="Single inspection framework inspection of Lancashire, 14 September to 8 October 2015", exact=True
    ).first.click()
    page.get_by_role("link", name="Overall effectiveness").first.click()
    assert "Inadequate" in page.get_by_role("main").inner_text()

    page.get_by_role("link", name="See it in the document").click()
    sentence = page.locator("#evidence")
    assert sentence.inner_text() == "Children’s services in Lancashire are inadequate"
    box, view = sentence.bounding_box(), page.viewport_size
    assert box is not None
    assert view is not None
    assert 0 <= box["y"] <= view["height"], "the sentence is in view"


def test_journey_by_keyboard_from_home_to_a_council(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Lincolnshire")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\?q=Lincolnshire"))
    page.get_by_role("link", name="Lincolnshire", exact=True).press("Enter")
    page.wait_for_url(re.compile("/council/E10000019"))


def test_journey_from_a_ready_question_to_an_answer(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="SPARQL").click()
    page.get_by_role("link", name="What is each council's current overall judgement, with its date and report?").click()
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("table").get_by_role("link", name="Lancashire", exact=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Lancashire"


@pytest.mark.parametrize(
    "path",
    [
        "/", "/councils", "/council/E10000017", "/inspection/E10000017/sif/2015-09-14", "/people", "/documents",
        "/document/225cb414b55a996e?start=195&end=243", "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 5", "/def.html",
    ],
)  # fmt: skip
def test_page_never_scrolls_sideways(page: Page, address: str, path: str) -> None:
    response = page.goto(address + path)
    assert response is not None
    assert response.status == 200
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
