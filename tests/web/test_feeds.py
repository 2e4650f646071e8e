"""News for programs: the Atom feed and the last build's changes."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import lxml.etree
import pytest
from flask.testing import FlaskClient

from graph.build import build
from graph.snapshots import Workspace
from graph.snapshots.patch import read_lines
from graph.terms import DATASET, FACTS, ID
from tests.patching import apply_patch
from web import create_app
from web.feeds import clean, to_moment

ROOT = Path(__file__).parent.parent.parent
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read_feed(client: FlaskClient) -> lxml.etree._Element:
    answer = client.get("/feed.atom")
    assert (answer.status_code, answer.content_type) == (200, "application/atom+xml; charset=utf-8")
    return lxml.etree.fromstring(answer.data)


def test_feed_tells_of_the_newest_inspections_and_papers(client: FlaskClient) -> None:
    feed = read_feed(client)
    assert feed.xpath("string(a:id)", namespaces=ATOM) == str(DATASET)
    assert feed.xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM) == "http://localhost/feed.atom"
    entries = feed.xpath("a:entry", namespaces=ATOM)
    dates = [entry.findtext("a:updated", namespaces=ATOM) for entry in entries]
    assert dates == sorted(dates, reverse=True)
    first = next(
        entry for entry in entries if "E10000017/area-send/2024-12-09" in entry.findtext("a:id", namespaces=ATOM)
    )
    assert [(child.tag.partition("}")[2], child.text or dict(child.attrib)) for child in first] == [
        ("id", str(ID["inspection/E10000017/area-send/2024-12-09"])),
        ("title", "Area SEND inspection of Lancashire, 9 to 13 December 2024"),
        ("updated", "2025-02-12T00:00:00Z"),
        ("published", "2025-02-12T00:00:00Z"),
        (
            "link",
            {
                "rel": "alternate",
                "type": "text/html",
                "href": "http://localhost/inspection/E10000017/area-send/2024-12-09",
            },
        ),
        (
            "link",
            {
                "rel": "related",
                "type": "text/turtle",
                "href": "http://localhost/id/inspection/E10000017/area-send/2024-12-09.ttl",
            },
        ),
        ("category", {"term": "inspection"}),
        ("category", {"term": "Lancashire"}),
        ("summary", "Lancashire: Widespread and/or systemic failings"),
    ]


def test_feed_has_what_atom_asks_for(client: FlaskClient) -> None:
    feed = read_feed(client)
    assert [feed.xpath(f"count(a:{name})", namespaces=ATOM) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert feed.xpath("string(a:author/a:name)", namespaces=ATOM) == "Scrutiny Graph"
    entries = feed.xpath("a:entry", namespaces=ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(ids) == len(set(ids)) > 10
    for entry in entries:
        assert [len(entry.findall(f"a:{name}", namespaces=ATOM)) for name in ("id", "title", "updated", "summary")] == [
            1,
            1,
            1,
            1,
        ]
        assert datetime.fromisoformat(entry.findtext("a:updated", namespaces=ATOM)).tzinfo
        assert entry.findtext("a:title", namespaces=ATOM)


def test_feed_leads_to_pages_that_are_there_and_pages_lead_to_it(client: FlaskClient) -> None:
    links = read_feed(client).xpath("a:entry/a:link/@href", namespaces=ATOM)
    statuses = {link: client.get(link.removeprefix("http://localhost")).status_code for link in links}
    assert {link: status for link, status in statuses.items() if status != 200} == {}
    assert '<link rel="alternate" href="/feed.atom" type="application/atom+xml"' in client.get("/").text


def test_feed_is_asked_for_by_condition(client: FlaskClient) -> None:
    etag = client.get("/feed.atom").headers["ETag"]
    assert client.get("/feed.atom", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2015-11-27", "2015-11-27T00:00:00Z"),
        ("2015-11", "2015-11-01T00:00:00Z"),
        ("2015", "2015-01-01T00:00:00Z"),
        ("?", "1970-01-01T00:00:00Z"),
    ],
)
def test_moment_of_a_date_is_its_first(date: str, moment: str) -> None:
    assert to_moment(date) == moment


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    assert clean("a\x00b\x0bc\ud800d\uffffe\tf🙂") == "abcde\tf🙂"


def test_changes_of_the_last_build_are_a_patch(tmp_path: Path) -> None:
    reports, place = ROOT / "data" / "reports", Workspace(tmp_path / "workspace")
    first, second = (
        reports / "havering-2018-07-23-ilacs-inspection.txt",
        reports / "havering-2021-07-06-focused-visit-minutes.html",
    )
    build([first], place)
    client = create_app({"WORKSPACE": place.path, "TESTING": True}).test_client()
    assert re.fullmatch(r"H id <.*/id/snapshot/0001-\w{8}> \.\nTX \.\nTC \.\n", client.get("/changes.patch").text)
    build([first, second], place)
    answer = client.get("/changes.patch")
    assert (answer.status_code, answer.content_type) == (200, "application/rdf-patch; charset=utf-8")
    assert apply_patch(read_facts(place, "1"), answer.data) == read_facts(place, "2")


def read_facts(place: Workspace, name: str) -> set[bytes]:
    """The facts of a snapshot, each a line of N-Quads."""
    with place.open_store(place.find(name)) as store:
        return {line.removesuffix(b" .") + f" <{FACTS}> .".encode() for line in read_lines(store, FACTS)}
