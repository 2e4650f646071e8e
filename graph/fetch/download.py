"""One address, its file brought whole: asked for only where it is new, resumed where it broke off, looked at before it is kept."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import httpx

from graph.errors import FetchError, FetchLater
from graph.fetch.manifest import Entry
from graph.fetch.parts import Part
from graph.fetch.visits import Visitor
from graph.read import CSV, DOCX, HTML, PDF, TEXT, sniff

ENDINGS = {PDF: ".pdf", DOCX: ".docx", HTML: ".html", CSV: ".csv", TEXT: ".txt"}
"""The kinds of files that are kept, and how their names end."""
_OTHER = ("image/", "audio/", "video/", "font/", "model/")
_HEAD, _TAIL = 1 << 16, 4096
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)$")


class Brought(NamedTuple):
    """A file that came whole: where it lies, of what kind it is, the name that its server has for it, and what tells it by."""

    part: Part
    kind: str
    name: str
    etag: str
    last_modified: str


def bring(visitor: Visitor, url: str, part: Part, known: Entry | None) -> Brought | None:
    """The file of an address; None where it is still the one that is `known`.

    :raise FetchError: where there is none, for good or for now.
    """
    attempt = 1
    while True:
        try:
            return _try(visitor, url, part, known)
        except FetchLater as error:
            visitor.wait(error, attempt)
            attempt += 1


def _try(visitor: Visitor, url: str, part: Part, known: Entry | None) -> Brought | None:
    with visitor.open(url, _make_conditions(part, known)) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED and known is not None:
            return None
        _check_head(url, response, part, visitor.manners.most_bytes)
        _receive(visitor, url, response, part)
        kind = _check_content(url, response, part)
        headers = response.headers
        return Brought(part, kind, _find_name(url, headers), headers.get("ETag", ""), headers.get("Last-Modified", ""))


def _make_conditions(part: Part, known: Entry | None) -> dict[str, str]:
    """What to ask: the rest of what came, as long as it is the same file; else the file, if it is another than is known."""
    if part.size:
        return {"Range": f"bytes={part.size}-", "If-Range": part.validator}
    if known is None:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _check_head(url: str, response: httpx.Response, part: Part, most: int) -> None:
    """Make sure of what can be told before anything is read."""
    status, held = response.status_code, part.size
    if status == httpx.codes.PARTIAL_CONTENT:
        found = _RANGE.match(response.headers.get("Content-Range", ""))
        if found is None or int(found[1]) != held or not held:
            part.drop()
            raise FetchLater(url, "is answered with another part than was asked for")
    elif (
        status != httpx.codes.OK
    ):  # a part that the file does not have, or nothing new about a file that we do not have
        part.drop()
        raise FetchLater(url, f"is answered with status {status}, which was not asked for")
    else:
        held = 0
    kind = _read_type(response)
    if kind.startswith(_OTHER):
        part.drop()
        raise FetchError(url, f"is {kind}, no document")
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and held + int(length) > most:
        part.drop()
        raise FetchError(url, _tell_large(most))


def _receive(visitor: Visitor, url: str, response: httpx.Response, part: Part) -> None:
    """Write the body to the disk as it comes; what came stays where it breaks off."""
    resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
    size, most = part.size if resumed else 0, visitor.manners.most_bytes
    with part.go_on() if resumed else part.begin(_find_validator(response.headers)) as stream:
        for piece in visitor.iter_body(url, response):
            stream.write(piece)
            size += len(piece)
            if size > most:
                break
    if size > most:
        part.drop()
        raise FetchError(url, _tell_large(most))
    whole = response.headers.get("Content-Range", "").rpartition("/")[2] if resumed else ""
    if whole.isdigit() and int(whole) != size:
        if int(whole) < size:
            part.drop()
        raise FetchLater(url, f"came in parts that make {size:,} bytes and not {int(whole):,}")


def _check_content(url: str, response: httpx.Response, part: Part) -> str:
    """The kind of file that came, told by its content, which must be whole and what the server and the address call it."""
    with part.path.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(max(0, stream.seek(0, 2) - _TAIL))
        tail = stream.read()
    kind = sniff(head) if head.strip() else None
    reason = _find_fault(kind, _find_promise(url, response), head, tail, part.path)
    if kind is None or reason:
        part.drop()
        raise FetchError(url, reason or "is of no kind that can be read")
    return kind


def _find_fault(kind: str | None, promised: str, head: bytes, tail: bytes, path: Path) -> str:
    if not head.strip():
        return "is empty"
    if kind is None:
        return "is no PDF, DOCX, HTML, CSV or text file"
    if promised in (PDF, DOCX) and kind != promised:
        return f"is called {promised}, but holds {kind}: perhaps a page that says why"
    if (kind == PDF and b"%%EOF" not in tail) or (kind == DOCX and not zipfile.is_zipfile(path)):
        return "is cut short: its end is missing"
    return ""


def _find_promise(url: str, response: httpx.Response) -> str:
    """The kind that the server says, or else the end of the address."""
    said = _read_type(response)
    ending = urlsplit(url).path.lower()
    return said if said in (PDF, DOCX) else next((kind for kind in (PDF, DOCX) if ending.endswith(ENDINGS[kind])), said)


def _read_type(response: httpx.Response) -> str:
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def _find_validator(headers: Mapping[str, str]) -> str:
    """What If-Range takes: an ETag that stands for the very bytes, or the date. None for what came packed: a part of that is
    no part of the file.
    """
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        return ""
    etag = headers.get("ETag", "")
    return etag if etag.startswith('"') else headers.get("Last-Modified", "")


def _find_name(url: str, headers: Mapping[str, str]) -> str:
    """The name that the server, or else the address, has for the file; it may be anything."""
    said = re.search(r"""filename\*=UTF-8''([^;\s]+)""", headers.get("Content-Disposition", ""), re.I)
    plain = re.search(r'filename="?([^";]+)', headers.get("Content-Disposition", ""), re.I)
    if said or plain:
        return unquote(said[1]) if said else plain[1] if plain else ""
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])


def _tell_large(most: int) -> str:
    return (
        f"is larger than {most >> 20:,} MB: --most takes a larger one"
        if most >= 1 << 20
        else f"is larger than {most:,} bytes"
    )
