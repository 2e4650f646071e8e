"""What people come for, each from the home page by clicks and keys alone, without scripts, on a desktop and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.web.browsing import WIDTHS, browsing, opening, serving_app


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """The address of a live server over the graph of the sample reports."""
    with serving_app(app) as address:
        yield address


@pytest.fixture(scope="module", params=WIDTHS)
def browser(
    request: pytest.FixtureRequest, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    with browsing(chromium, tmp_path_factory.mktemp("profile"), request.param, scripts=False) as browser:
        yield browser


@pytest.fixture
def page(browser: BrowserContext, address: str) -> Iterator[Page]:
    """The home page in a new tab; what the browser complains of fails the test."""
    with opening(browser) as page:
        page.goto(address)
        yield page


def test_which_councils_are_inadequate_now_and_since_when(page: Page) -> None:
    page.get_by_role("table").get_by_role("link", name="Inadequate").click()
    rows = page.get_by_role("table", name="Councils of today").get_by_role("row").all_inner_texts()
    assert [row.split("\t")[:3] for row in rows[1:]] == [["Havering", "Inadequate", "11 December 2023"]]


def test_care_leavers_grade_of_one_council_since_2014(page: Page) -> None:
    page.get_by_label("Search", exact=True).fill("Lancashire")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("main").get_by_role("link", name="Lancashire", exact=True).first.click()
    line = page.get_by_role("table", name="Children’s services").get_by_role("row", name=re.compile("care leavers"))
    grades = [cell for row in line.all_inner_texts() for cell in row.split("\t")]
    assert {"Inadequate", "Requires improvement to be good", "Good"} <= set(grades)
    line.get_by_role("link", name="Inadequate").first.click()
    assert "care leavers" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="See it in the document").first.click()
    assert page.locator("mark.chosen").first.is_visible()


def test_everything_recommended_about_a_subject(page: Page) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Recommendations").press("Enter")
    page.get_by_label("Words in a row").fill("Care-leavers")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=Care-leavers"))
    found = page.locator("ol.items > li").all_inner_texts()
    assert page.get_by_role("status").inner_text() == f"{len(found)} recommendations"
    assert all(re.search("care.leavers", item, re.IGNORECASE) for item in found)
    page.locator("ol.items a.quiet").first.click()
    assert page.get_by_role("heading", name="What came of it").is_visible()
    assert re.search("care.leavers", page.locator("p.lead").inner_text(), re.IGNORECASE)


def test_lead_inspector_and_what_else_that_person_led(page: Page) -> None:
    page.get_by_role("link", name=re.compile("ILACS inspection of Lancashire")).first.click()
    page.get_by_role("main").get_by_role("link", name="Sarah Canto").first.click()
    led = page.get_by_role("region", name="Inspections led").get_by_role("listitem").all_inner_texts()
    assert any("Lancashire" in item for item in led)


def test_papers_in_which_a_committee_considered_an_inspection(page: Page) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Committees").click()
    page.get_by_role("table").get_by_role("row").nth(1).get_by_role("link").first.click()
    page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").first.click()
    page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first.click()
    assert page.get_by_role("heading", name=re.compile("inspection", re.IGNORECASE)).first.is_visible()


def test_two_councils_compared(page: Page) -> None:
    page.get_by_role("link", name="Compare councils").click()
    page.get_by_label("Council 1").select_option(label="Lancashire")
    page.get_by_label("Council 2").select_option(label="Lincolnshire")
    page.get_by_role("button", name="Compare").click()
    rows = page.get_by_role("table", name="As they stand now").get_by_role("row").all_inner_texts()
    assert rows[0].split("\t")[1:] == ["Lancashire", "Lincolnshire"]
    assert [cell.split()[0] for cell in rows[1].split("\t")] == ["Overall", "Good", "Outstanding"]


def test_query_of_a_table_is_changed_and_run(page: Page) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Councils").click()
    page.get_by_role("link", name="Query for this (these councils)").click()
    query = page.get_by_role("textbox", name=re.compile("query", re.IGNORECASE))
    text = query.input_value()
    assert text.startswith("# Which councils are there")
    query.fill(text.replace("# VALUES ?graded", "VALUES ?graded"))
    page.get_by_role("button", name="Ask").click()
    assert page.get_by_role("main").get_by_role("table").first.get_by_role("row").count() == 2


def test_download_of_a_table_opens_in_pandas(page: Page, tmp_path: Path) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Councils").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV of these councils").click()
    assert started.value.suggested_filename == "councils.csv"
    started.value.save_as(tmp_path / "councils.csv")
    frame = pandas.read_csv(tmp_path / "councils.csv")
    assert frame["name"].is_unique
    assert list(frame.loc[frame["grade"].str.endswith("inadequate", na=False), "name"]) == ["Havering"]
