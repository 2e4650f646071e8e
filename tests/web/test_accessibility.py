"""Page kinds as checkers see them: axe finds nothing, and on the narrowest phone nothing goes off the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT, absent
from tests.web.browsing import browsing

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BEYOND = {"landmark-unique": {"enabled": True}}  # who jumps from region to region is not told of two by one name
KINDS = [
    "/", "/councils?grade=inadequate", "/council/E10000017", "/inspection/E10000017/sif/2015-09-14",
    "/inspection/E10000017/sif/2015-09-14/judgement/overall", "/inspection/E10000017/sif/2015-09-14/recommendation/la-01",
    "/recommendations", "/themes", "/theme/return-home-interviews", "/people", "/person/sarah-canto", "/committees", "/meetings",
    "/grades", "/compare?council=E10000017&council=E10000019", "/disagreements", "/changes", "/about", "/about/coverage",
    "/documents?kind=report", "/questions", "/questions/decliners", "/about/doubts", "/downloads", "/accessibility", "/connections?from=Lancashire&to=Ofsted", "/around/council/E10000017", "/region/E12000002", "/council/E10000099",
]  # fmt: skip


@pytest.fixture(scope="module")
def checked(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One tab for all pages, on the narrowest phone, with scripts, since the checker is one."""
    with browsing(chromium, tmp_path_factory.mktemp("profile"), "phone", scripts=True) as browser:
        yield browser.new_page()


@pytest.mark.parametrize("path", KINDS)
def test_page_keeps_the_accessibility_guidelines(checked: Page, address: str, path: str) -> None:
    if not AXE.is_file():
        absent("no axe-core in node_modules (script/setup dev)")
    checked.goto(address + path)
    assert checked.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    checked.evaluate(AXE.read_text(encoding="utf-8"))
    found = checked.evaluate("([tags, rules]) => axe.run({runOnly: tags, rules})", [STANDARD, BEYOND])
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    assert found["passes"]
