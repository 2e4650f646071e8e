"""A report and a committee's minutes that try to be more than text, built as any other, on every kind of page that leads on."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.html
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from graph.build import build
from graph.snapshots import Workspace
from tests.conftest import ROOT
from tests.web.browsing import browsing, serving_app
from web import create_app

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}</textarea></title>"
TURNED = "\u202egnp.exe\u2066"
LONG = "Extraordinarily" * 40
REPORT = ROOT / "data" / "reports" / "havering-2018-07-23-ilacs-inspection.txt"
MINUTES = ROOT / "data" / "reports" / "havering-2021-07-06-focused-visit-minutes.html"
OWN = "//script[not(starts-with(@src, '/static/vendor/') or @type='application/ld+json')]"
DANGERS = f"{OWN}|//img|//iframe|//@*[starts-with(name(), 'on')]|//*[@href[starts-with(., 'javascript')]]|//@style"
SHOWING = {"/inspection", "/document", "/search", "/recommendations", "/statement", "/around", "/council"}
MOST, EACH = 400, 2
"""Pages to be read, and of each kind: a kind is what its address begins with, its parts and its parameters."""


def make_papers(folder: Path) -> None:
    """The hostile papers: each item, finding and strength carries markup, letters that turn the line round, or a long word."""
    report = REPORT.read_text(encoding="utf-8")
    report = re.sub(r"^(• .*)\.$", f"\\1 {SCRIPT} {TURNED}\x07.", report, flags=re.MULTILINE)
    report = re.sub(r"^(\d\. .*)\.$", rf"\1 {SCRIPT} {LONG}.", report, flags=re.MULTILINE)
    (folder / "<script>alert(3)<img src=x onerror=alert(4)>\u202e.txt").write_text(report, encoding="utf-8")
    minutes = MINUTES.read_text(encoding="utf-8")
    minutes = minutes.replace("visit feedback</", f"visit feedback {html.escape(SCRIPT)} {TURNED}</")
    minutes = re.sub(r"<li>((?:Corporate|Partners).*?)</li>", rf"<li>\1 {html.escape(SCRIPT)} {LONG}</li>", minutes)
    (folder / "minutes.html").write_text(minutes, encoding="utf-8")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The hostile papers, built."""
    folder = tmp_path_factory.mktemp("papers")
    make_papers(folder)
    workspace = Workspace(tmp_path_factory.mktemp("hostile-papers") / "workspace")
    outcome = build([folder], workspace, jobs=1)
    assert outcome.unread == ()
    return workspace


def kind_of(address: str) -> tuple[str, int, tuple[str, ...]]:
    """What an address has in common with others of its kind."""
    parts = urlsplit(address)
    segments = parts.path.split("/")
    return segments[1], len(segments), tuple(sorted(parse_qs(parts.query)))


def crawl(client: FlaskClient) -> dict[str, lxml.html.HtmlElement]:
    """Some pages of every kind that the home page, a search and the council lead to; every one must answer."""
    left, seen, read = (
        deque(["/", "/search?q=script", "/council/E09000016"]),
        Counter[tuple[str, int, tuple[str, ...]]](),
        {},
    )
    while left and len(read) < MOST:
        address = left.popleft()
        kind = kind_of(address)
        if address in read or seen[kind] >= EACH or kind[0] in ("static", "id", "export") or "format" in kind[2]:
            continue
        seen[kind] += 1
        response = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
        assert response.status_code == 200, address
        if response.mimetype != "text/html":
            continue
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", response.text), address
        page = read[address] = lxml.html.document_fromstring(response.text)
        found = (urlsplit(urljoin(address, href))._replace(fragment="").geturl() for href in page.xpath("//a/@href"))
        left.extend(link for link in found if link.startswith("/"))
    return read


@pytest.fixture(scope="module")
def pages(workspace: Workspace) -> dict[str, lxml.html.HtmlElement]:
    return crawl(create_app({"WORKSPACE": workspace.path}).test_client())


def test_hostile_papers_stay_text_on_every_kind_of_page(pages: dict[str, lxml.html.HtmlElement]) -> None:
    assert {address: found for address, page in pages.items() if (found := page.xpath(DANGERS))} == {}
    assert len({kind_of(address)[0] for address in pages}) > 25


def test_hostile_words_are_shown_as_they_are(pages: dict[str, lxml.html.HtmlElement]) -> None:
    showing = {"/" + kind_of(address)[0] for address, page in pages.items() if "alert(1)" in page.text_content()}
    assert showing >= SHOWING
    assert not any(
        "49" in title and "alert" in title for page in pages.values() for title in page.xpath("//title/text()")
    )


def test_long_words_break_on_the_narrowest_phone(
    workspace: Workspace, pages: dict[str, lxml.html.HtmlElement], chromium: str, tmp_path: Path
) -> None:
    long = {kind_of(address): address for address, page in pages.items() if LONG in page.xpath("string(//main)")}
    assert len(long) > 5
    app = create_app({"WORKSPACE": workspace.path})
    with serving_app(app) as server, browsing(chromium, tmp_path, "phone", scripts=False) as browser:
        tab: Page = browser.new_page()
        wide = []
        for address in long.values():
            tab.goto(server + address)
            if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(address)
    assert wide == []
