"""Style sheets and scripts: found by their part's name, sent compressed, kept for ever, and done without where they are not."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html

from web.assets import find_part

FOR_EVER = "public, max-age=31536000, immutable"
VENDOR = Path(__file__).parent.parent.parent / "web" / "static" / "vendor"


class File(NamedTuple):
    """A file as it was sent: how long it may be kept, how it is compressed, its bytes."""

    kept: str
    encoding: str | None
    body: bytes


def fetch(client: FlaskClient, address: str, encoding: str = "identity") -> File:
    with client.get(address, headers={"Accept-Encoding": encoding}) as response:
        assert response.status_code == 200
        return File(response.headers["Cache-Control"], response.headers.get("Content-Encoding"), response.data)


@pytest.mark.parametrize("name", json.loads((VENDOR / "parts.json").read_text()))
def test_part_is_named_by_its_content_and_kept_for_ever(browse: FlaskClient, name: str) -> None:
    address = find_part(VENDOR, name)
    stem, suffix = name.split(".")
    assert address is not None
    assert re.fullmatch(rf"/static/vendor/{stem}-[A-Z0-9]{{8}}\.{suffix}", address)
    plain, packed = fetch(browse, address), fetch(browse, address, "gzip")
    assert plain.kept == packed.kept == FOR_EVER
    assert plain.encoding is None
    assert packed.encoding == ("gzip" if len(plain.body) >= 1400 else None)
    assert (gzip.decompress(packed.body) if packed.encoding else packed.body) == plain.body


def test_parts_ask_no_other_server_and_name_no_foreign_typeface() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in VENDOR.glob("*.css")]
    assert [
        found
        for sheet in sheets
        for found in re.findall(r"url\((?!\"?(?:data:|\./)|#)[^)]*\)|GDS Transport|@import", sheet)
    ] == []


def test_page_does_without_parts_that_were_not_put_together(tmp_path: Path) -> None:
    assert find_part(tmp_path, "govuk.css") is None
    (tmp_path / "parts.json").write_text("{}")
    assert find_part(tmp_path, "govuk.css") is None


def test_icon_is_found_at_its_old_place(browse: FlaskClient) -> None:
    with browse.get("/favicon.ico", follow_redirects=True) as response:
        assert (response.status_code, response.mimetype) == (200, "image/svg+xml")


def test_only_addresses_of_a_content_are_kept_for_ever(browse: FlaskClient) -> None:
    linked = html.fromstring(browse.get("/").text).xpath("//link[not(@rel='alternate' or @rel='canonical')]/@href")
    assert {urlsplit(address).path for address in linked} >= {"/static/style.css", "/static/icon.svg"}
    assert {fetch(browse, address).kept for address in linked} == {FOR_EVER}
    assert {fetch(browse, name).kept for name in ("/static/style.css", "/static/vendor/parts.json")} == {"no-cache"}
