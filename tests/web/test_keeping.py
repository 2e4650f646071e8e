"""Pages are made once a snapshot: the same bytes and tag until the next build, and nothing older after it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from rdflib import Literal

from graph.snapshots import Workspace
from graph.terms import FACTS, ID, SG
from web import create_app

COUNCIL = "/council/E10000017"
PAGE = {"Accept": "text/html"}


@pytest.fixture
def workspace(tmp_path: Path, build_world: Callable[..., Workspace]) -> Workspace:
    """A small world of its own, since a test builds it anew."""
    return build_world(tmp_path / "workspace")


@pytest.fixture
def client(workspace: Workspace) -> FlaskClient:
    return create_app({"WORKSPACE": workspace.path, "TESTING": True}).test_client()


@pytest.mark.parametrize(
    "address", ["/", "/councils?grade=good", COUNCIL, "/recommendations?page=1", "/themes", "/about"]
)
def test_page_is_the_same_when_asked_for_again(client: FlaskClient, address: str) -> None:
    first, second = client.get(address, headers=PAGE), client.get(address, headers=PAGE)
    assert first.status_code == 200
    assert first.data == second.data
    assert dict(first.headers) == dict(second.headers)


def test_page_that_the_client_has_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get(COUNCIL, headers=PAGE).headers["ETag"]
    again = client.get(COUNCIL, headers=PAGE | {"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get("/council/E10000019", headers=PAGE | {"If-None-Match": tag}).status_code == 200


def test_page_is_kept_apart_for_those_who_take_it_compressed(client: FlaskClient) -> None:
    plain = client.get(COUNCIL, headers=PAGE)
    pressed = client.get(COUNCIL, headers=PAGE | {"Accept-Encoding": "gzip"})
    again = client.get(COUNCIL, headers=PAGE | {"Accept-Encoding": "gzip"})
    assert (pressed.headers["Content-Encoding"], pressed.data) == ("gzip", again.data)
    assert gzip.decompress(again.data) == plain.data
    assert client.head(COUNCIL, headers=PAGE).headers["Content-Length"] == str(len(plain.data))


def test_next_build_takes_the_place_of_what_was_kept(
    workspace: Workspace, client: FlaskClient, build_world: Callable[..., Workspace]
) -> None:
    before = client.get(COUNCIL, headers=PAGE)
    build_world(workspace.path, (ID["council/E10000017"], SG.dfeNumber, Literal("77777"), FACTS))
    after = client.get(COUNCIL, headers=PAGE | {"If-None-Match": before.headers["ETag"]})
    assert (after.status_code, "77777" in before.text, "77777" in after.text) == (200, False, True)


def test_address_without_a_page_is_not_kept(client: FlaskClient) -> None:
    assert [client.get("/council/E10000099", headers=PAGE).status_code for _ in range(2)] == [404, 404]
    assert "ETag" not in client.get("/council/E10000099", headers=PAGE).headers
