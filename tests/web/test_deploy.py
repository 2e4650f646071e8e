"""The service behind nginx as docs/deploy.md sets it up, at the root of a server and below a path: whatever a page, a header or
an answer for programs leads to is there.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from tests.conftest import absent
from tests.nginx import MISSING, PAGE, PROGRAM, running
from tests.web.serving import Answer, Server, get, serving

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
LINKING = ("href", "src", "action", "formaction", "data-editor", "data-network", "data-suggest")
# Of addresses that differ in their parameters alone, so many of one kind are followed.
MOST_ALIKE = 2


class Site(NamedTuple):
    """A server with the service below a prefix, and the service itself."""

    address: str
    prefix: str
    service: Server

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to a GET through nginx."""
        return get(self.address, path, **headers)


@pytest.fixture(scope="module", params=["", "/graph"], ids=["root", "below a path"])
def site(request: pytest.FixtureRequest, workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The graph of the sample reports behind nginx."""
    if PROGRAM is None:
        absent(MISSING)
    folder, prefix = tmp_path_factory.mktemp("deployed"), request.param
    with (
        serving(folder, workspace, PROXIES=1, PREFIX=prefix) as service,
        running(folder, service.address, prefix) as address,
    ):
        yield Site(address, prefix, service)


def find_links(address: str, answer: Answer) -> Iterator[str]:
    """The addresses of the same server that an answer leads to, by its headers, its markup or its JSON."""
    found = re.findall(r"<([^>]*)>", answer.headers.get("Link", ""))
    media_type = answer.headers.get_content_type()
    if media_type == "text/html":
        page = html.fromstring(answer.body)
        found += [place for name in LINKING for place in page.xpath(f"//@{name}")]
    elif media_type in ("application/json", "application/problem+json"):
        found += [value for value in iter_strings(json.loads(answer.body)) if re.match(r"/[a-z]", value)]
    for place in found:
        whole = urldefrag(urljoin(address, place)).url
        if urlsplit(whole).netloc == urlsplit(address).netloc:
            yield whole


def iter_strings(told: object, key: str = "") -> Iterator[str]:
    """The strings in an answer for programs; those of the graph itself, and paths that a description names, are no addresses."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from iter_strings(value, name)
    elif isinstance(told, list):
        for value in told:
            yield from iter_strings(value, key)
    elif isinstance(told, str) and key != "value":
        yield told


def kind_of(address: str, prefix: str) -> tuple[str, int, str, tuple[str, ...]]:
    """What addresses have in common that differ in their key or parameters alone."""
    parts = urlsplit(address)
    segments = parts.path.removeprefix(prefix).split("/")
    suffix = segments[-1].rpartition(".")[2] if "." in segments[-1] else ""
    return segments[1], len(segments), suffix, tuple(sorted(parse_qs(parts.query)))


def crawl(site: Site) -> Iterator[tuple[str, str, Answer]]:
    """The answers of all that can be reached from the home page, each with its address and where the link to it stands."""
    home = f"{site.address}{site.prefix}/"
    waiting, seen, alike = deque([(home, "")]), {home}, Counter[str]()
    while waiting:
        address, source = waiting.popleft()
        parts = urlsplit(address)
        answer = site.get(f"{parts.path}?{parts.query}" if parts.query else parts.path, **BROWSER)
        yield parts.path, source, answer
        places = [urljoin(address, answer.headers["Location"])] if "Location" in answer.headers else []
        for place in (*places, *find_links(address, answer)):
            kind = kind_of(place, site.prefix)
            if place not in seen and alike[kind] < MOST_ALIKE:
                seen.add(place)
                alike[kind] += 1
                waiting.append((place, parts.path))


def test_whatever_pages_lead_to_is_there_and_below_the_prefix(site: Site) -> None:
    visited: Counter[str] = Counter()
    for path, source, answer in crawl(site):
        assert path.startswith(f"{site.prefix}/"), f"{source} leads out to {path}"
        assert answer.status < 400, f"{source} leads to {path}: {answer.status} {answer.body[:300]!r}"
        visited[answer.headers.get_content_type()] += 1
    assert {"text/html", "text/css", "text/turtle", "text/csv", "application/json", "image/png"} - set(visited) == set()
    assert visited["text/html"] > 40


def test_redirects_stay_below_the_prefix(site: Site) -> None:
    prefix = site.prefix
    found = {
        path: site.get(f"{prefix}{path}", Accept="text/turtle").headers["Location"]
        for path in ("/id/council/E10000017", "/council/E10000017", "/def")
    }
    assert found == {
        "/id/council/E10000017": f"{prefix}/id/council/E10000017.ttl",
        "/council/E10000017": f"{prefix}/id/council/E10000017.ttl",
        "/def": f"{prefix}/def.ttl",
    }


def test_whole_addresses_are_those_that_the_client_knows(site: Site) -> None:
    home = f"{site.address}{site.prefix}/"
    assert f"Sitemap: {home}sitemap.xml" in site.get(f"{site.prefix}/robots.txt").body.decode()
    assert f"<loc>{home}councils</loc>" in site.get(f"{site.prefix}/sitemap-1.xml").body.decode()
    assert f"<{home}sparql>" in site.get(f"{site.prefix}/.well-known/void").body.decode()
    assert json.loads(site.get(f"{site.prefix}/openapi.json").body)["servers"] == [{"url": f"{site.prefix}/"}]
    assert json.loads(site.get(f"{site.prefix}/reconcile").body)["view"]["url"] == home + "id/{{id}}"
    shown = site.get(f"{site.prefix}/sparql?query=ASK%20%7B%7D", **BROWSER).body.decode()
    assert f"curl {home}sparql" in shown


def test_problem_leads_to_its_description(site: Site) -> None:
    answer = site.get(f"{site.prefix}/sparql?query=SELEC", Accept="text/csv")
    assert (answer.status, json.loads(answer.body)["type"]) == (400, f"{site.prefix}/problems#query")


def test_figures_are_for_this_machine_alone(site: Site) -> None:
    assert site.get(f"{site.prefix}/metrics").status == 404


def test_client_cannot_say_who_or_where_it_is(site: Site) -> None:
    told = {
        "X-Forwarded-For": "203.0.113.7",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Prefix": "/evil",
        "X-Script-Name": "/evil",
    }
    answer = site.get(f"{site.prefix}/robots.txt", **told)
    assert f"Sitemap: {site.address}{site.prefix}/sitemap.xml" in answer.body.decode()


def test_kept_page_has_its_prefix_once(site: Site) -> None:
    first, second = (site.get(f"{site.prefix}/councils", **BROWSER).body for _ in range(2))
    assert first == second
    assert b"/graph/graph" not in first


def test_unit_starts_the_command_with_options_that_it_has() -> None:
    started = re.findall(r"^ExecStart=\S+/scrutiny (.+)$", PAGE.read_text(encoding="utf-8"), re.M)
    assert len(started) == 1
    done = subprocess.run(
        [sys.executable, "-m", "graph", *started[0].split(), "--help"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_setting_of_the_service_is_told() -> None:
    sources = (PAGE.parent.parent / "web").glob("*.py")
    wanted = {
        name
        for path in sources
        for name in re.findall(r'(?:environ\.get|read_number)\("(SCRUTINY_\w+)"', path.read_text(encoding="utf-8"))
    }
    assert {name for name in wanted if f"`{name}`" not in PAGE.read_text(encoding="utf-8")} == set()
    assert wanted >= {"SCRUTINY_PREFIX", "SCRUTINY_PROXIES"}
