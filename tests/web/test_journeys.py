"""What people come for, each from the home page by clicks and keys alone, without scripts, on a desktop and on a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pandas
import pytest
from playwright.sync_api import Locator, Page


@pytest.fixture
def page(plain_page: Page, address: str) -> Page:
    """The home page in a new tab; what the browser complains of fails the test."""
    plain_page.goto(address)
    return plain_page


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


def test_everything_recommended_about_return_home_interviews_and_one_of_them(page: Page) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Recommendations").press("Enter")
    page.get_by_label("Exact words").fill("Return home interviews")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=Return"))
    found = page.locator("ol.items a.quiet").all_inner_texts()
    assert found == ["What return-home interviews find out when a child has been missing, and what comes of them."]
    assert page.get_by_role("status").inner_text() == "1 recommendation"
    page.get_by_label("Theme", exact=True).select_option(label="Return home interviews (1)")
    page.get_by_label("Exact words").fill("")
    page.get_by_role("button", name="Show").click()
    assert page.locator("ol.items a.quiet").all_inner_texts() == found
    page.get_by_role("link", name=found[0]).click()
    assert page.locator("p.lead").inner_text() == found[0]
    assert page.get_by_role("heading", name="What came of it").is_visible()
    page.get_by_role("link", name="See it in the document").click()
    assert page.locator("mark.chosen").first.is_visible()


def test_lead_inspector_and_what_else_that_person_led(page: Page) -> None:
    open_inspection(page, "Lincolnshire", "Single inspection framework inspection of Lincolnshire")
    page.get_by_role("link", name="Fiona Millns").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Fiona Millns"
    lists = {
        name: list_links(page.get_by_role("region", name=name))
        for name in ("Inspections led", "Inspections taken part in")
    }
    assert lists == {
        "Inspections led": ["Single inspection framework inspection of Lincolnshire, 22 October to 12 November 2014"],
        "Inspections taken part in": ["Single inspection framework inspection of Birmingham, 18 March to 9 April 2014"],
    }


def test_papers_in_which_a_committee_considered_an_inspection(page: Page) -> None:
    open_inspection(page, "Lancashire", "Single inspection framework inspection of Lancashire")
    papers = list_links(page.get_by_role("region", name="Documents that tell of it"))
    assert papers[1:3] == [
        "Ofsted Monitoring Visit: what inspectors found in July 2017",
        "Monitoring visit of Lancashire children’s services",
    ]
    page.get_by_role("link", name=papers[1], exact=True).click()
    assert "6 September 2017" in page.get_by_role("main").inner_text()
    page.get_by_role("main").get_by_role(
        "link", name="Children's Services Scrutiny Committee", exact=True
    ).first.click()
    meetings = page.get_by_role("region", name="Meetings")
    assert meetings.get_by_role("heading", level=3).all_inner_texts()[-1] == "6 September 2017"
    assert papers[1] in meetings.get_by_role("link").all_inner_texts()


def open_inspection(page: Page, council: str, inspection: str) -> None:
    """Go from the home page to a council's inspection whose name begins so."""
    page.get_by_label("Search", exact=True).fill(council)
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name=council, exact=True).first.click()
    page.get_by_role("region", name="History").get_by_role("link", name=re.compile(f"^{inspection},")).first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith(inspection)


def list_links(region: Locator) -> list[str]:
    """What the items of a list lead to first."""
    return [item.get_by_role("link").first.inner_text() for item in region.get_by_role("listitem").all()]


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
