"""Journeys in a real browser, by clicks and keys alone, on a live server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page


def test_journey_from_home_to_the_sentence_behind_a_judgement(plain_page: Page, small_address: str) -> None:
    plain_page.goto(small_address)
    plain_page.get_by_label("Search", exact=True).fill("lancshire")
    plain_page.get_by_role("button", name="Search").click()
    plain_page.get_by_role("link", name="Lancashire", exact=True).click()
    assert plain_page.get_by_role("heading", level=1).inner_text() == "Lancashire"

    plain_page.get_by_role("link", name="History").click()
    history = plain_page.get_by_role("region", name="History").get_by_role("heading", level=3)
    assert history.all_inner_texts()[0] == "ILACS inspection of Lancashire, 28 November to 9 December 2022"
    assert (
        history.all_inner_texts()[-1]
        == "Single inspection framework inspection of Lancashire, 14 September to 8 October 2015"
    )

    plain_page.get_by_role(
        "link", name="Single inspection framework inspection of Lancashire, 14 September to 8 October 2015", exact=True
    ).first.click()
    plain_page.get_by_role("link", name="Overall effectiveness").first.click()
    assert "Inadequate" in plain_page.get_by_role("main").inner_text()

    plain_page.get_by_role("link", name="See it in the document").click()
    sentence = plain_page.locator("#evidence")
    assert sentence.inner_text() == "Children’s services in Lancashire are inadequate"
    box, view = sentence.bounding_box(), plain_page.viewport_size
    assert box is not None
    assert view is not None
    assert 0 <= box["y"] <= view["height"], "the sentence is in view"


def test_journey_by_keyboard_from_home_to_a_council(plain_page: Page, small_address: str) -> None:
    plain_page.goto(small_address)
    plain_page.keyboard.press("Tab")
    assert plain_page.locator(":focus").inner_text() == "Skip to main content"
    plain_page.keyboard.press("Enter")
    plain_page.keyboard.press("Tab")
    plain_page.keyboard.type("Lincolnshire")
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url(re.compile(r"/search\?q=Lincolnshire"))
    plain_page.get_by_role("link", name="Lincolnshire", exact=True).press("Enter")
    plain_page.wait_for_url(re.compile("/council/E10000019"))


def test_journey_from_a_ready_question_to_an_answer(plain_page: Page, small_address: str) -> None:
    plain_page.goto(small_address)
    plain_page.get_by_role("navigation", name="Sections").get_by_role("link", name="SPARQL").click()
    plain_page.get_by_role(
        "link", name="What is each council's current overall judgement, with its date and report?"
    ).click()
    plain_page.get_by_role("button", name="Ask").click()
    plain_page.get_by_role("table").get_by_role("link", name="Lancashire", exact=True).first.click()
    assert plain_page.get_by_role("heading", level=1).inner_text() == "Lancashire"


@pytest.mark.parametrize(
    "path",
    [
        "/", "/councils", "/council/E10000017", "/inspection/E10000017/sif/2015-09-14", "/people", "/documents",
        "/document/225cb414b55a996e?start=195&end=243", "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 5", "/def.html",
    ],
)  # fmt: skip
def test_page_never_scrolls_sideways(plain_page: Page, small_address: str, path: str) -> None:
    response = plain_page.goto(small_address + path)
    assert response is not None
    assert response.status == 200
    assert plain_page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
