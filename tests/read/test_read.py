"""Files that are not what they seem, or not whole: one clear line each, and never half a document."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from graph.errors import ReadError, UnreadableDocument, UnsupportedDocument
from graph.read import DOCX, HTML, PDF, TEXT, read, sniff
from tests.read.pdfs import Rule, lines, make_pdf

PLAIN_PDF = make_pdf(lines("Some words on a page."))
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<{'00' * 16}> <{'00' * 16}>]"
NOT_FOUND = (
    b"<!DOCTYPE html><html><body><main><h1>Report not found</h1><p>It no longer exists.</p></main></body></html>"
)


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def lying_zip() -> bytes:
    """A ZIP whose part says that it unpacks to 100 bytes, and unpacks to a million."""
    data = bytearray(zipped("word/document.xml", b" " * 1_000_000))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(signature) + place
        data[start : start + 4] = (100).to_bytes(4, "little")
    return bytes(data)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]><d>&secret;</d>'
UTF16_ENTITY = ENTITY.decode().replace("1.0", '1.0" encoding="utf-16').encode("utf-16")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PLAIN_PDF, PDF),
        (b"\n\n" + PLAIN_PDF, PDF),
        (zipped("word/document.xml", b"<a/>"), DOCX),
        (NOT_FOUND, HTML),
        (b"<!-- made by hand --><html><p>%PDF-1.4 is how a PDF starts</p></html>", HTML),
        ("\ufeff<!doctype html><p>caf\u00e9".encode("utf-16"), HTML),
        (b"Inspection of <b>Somewhere</b>", TEXT),
        ("Children\u2019s services".encode("cp1252"), TEXT),
        ("Children\u2019s services".encode("utf-16-le"), TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", None),
        (b'<?xml version="1.0"?><rss/>', None),
        (bytes(range(256)), None),
    ],
)
def test_sniff_tells_kind_by_content(data: bytes, media_type: str | None) -> None:
    assert sniff(data) == media_type


BAD_FILES = [
    ("empty.pdf", b"", UnreadableDocument, "is empty; fetch it again"),
    ("blank.txt", b" \n\n ", UnreadableDocument, "is empty; fetch it again"),
    ("page.pdf", NOT_FOUND, UnreadableDocument, "is a web page that says “Report not found”; fetch the document again"),
    (
        "menu.html",
        b"<html><nav>Home</nav></html>",
        UnreadableDocument,
        "is a web page without text; fetch the document itself",
    ),
    (
        "half.pdf",
        PLAIN_PDF[: len(PLAIN_PDF) // 2],
        UnreadableDocument,
        "is a truncated PDF, its end is missing; fetch it again",
    ),
    ("broken.pdf", b"%PDF-1.4\nnothing\n%%EOF", UnreadableDocument, "is a broken PDF; fetch it again"),
    (
        "locked.pdf",
        make_pdf(lines("Secret"), trailer=LOCK),
        UnreadableDocument,
        "is encrypted; save it without a password",
    ),
    (
        "scan.pdf",
        make_pdf([Rule(72, 72, 300, 300)]),
        UnreadableDocument,
        "is a PDF without text, perhaps a scan; use a version with text",
    ),
    (
        "picture.pdf",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        UnsupportedDocument,
        "is no PDF, DOCX, HTML, CSV or text file; leave it out or convert it",
    ),
    (
        "torn.docx",
        zipped("word/document.xml", b"<a/>")[:40],
        UnreadableDocument,
        "is a broken DOCX or ZIP file; fetch it again",
    ),
    (
        "other.docx",
        zipped("readme.txt", b"hello"),
        UnsupportedDocument,
        "is a ZIP file but no DOCX; unpack it and give the files in it",
    ),
    (
        "bomb.docx",
        zipped("word/document.xml", b" " * 60_000_000),
        UnreadableDocument,
        "unpacks to more than 50 MB or more than 200 times its size; it is not opened",
    ),
    (
        "liar.docx",
        lying_zip(),
        UnreadableDocument,
        "is a broken DOCX: word/document.xml cannot be unpacked; fetch it again",
    ),
    (
        "entity.docx",
        zipped("word/document.xml", ENTITY),
        UnreadableDocument,
        "has a document type in word/document.xml, which no DOCX needs; it is not opened",
    ),
    (
        "entity16.docx",
        zipped("word/document.xml", UTF16_ENTITY),
        UnreadableDocument,
        "has a document type in word/document.xml, which no DOCX needs; it is not opened",
    ),
    (
        "broken.docx",
        zipped("word/document.xml", b"<a><b></a>"),
        UnreadableDocument,
        "is a broken DOCX: word/document.xml is not well-formed; fetch it again",
    ),
    (
        "wordless.docx",
        zipped("word/document.xml", b"<a/>"),
        UnreadableDocument,
        "is a DOCX file without text; use a version with text",
    ),
]


@pytest.mark.parametrize(("name", "data", "error", "reason"), BAD_FILES, ids=[name for name, *_ in BAD_FILES])
def test_bad_file_is_refused_with_one_line(
    tmp_path: Path, name: str, data: bytes, error: type[ReadError], reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert (type(caught.value), caught.value.reason) == (error, reason)
    assert str(caught.value) == f"{path}: {reason}"


def _folder(path: Path) -> None:
    path.mkdir()


def _broken_link(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


def _closed_file(path: Path) -> None:
    path.write_bytes(PLAIN_PDF)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file, so that no permission can be missing")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_folder, "cannot be opened: is a directory"),
        (_broken_link, "cannot be opened: no such file or directory"),
        (_closed_file, "cannot be opened: permission denied"),
    ],
)
def test_file_that_cannot_be_opened_is_named(tmp_path: Path, make: Callable[[Path], None], reason: str) -> None:
    path = tmp_path / "report.pdf"
    make(path)
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {reason}"


def test_documents_and_errors_come_back_from_other_processes(tmp_path: Path) -> None:
    path, empty = tmp_path / "report.pdf", tmp_path / "empty.pdf"
    path.write_bytes(PLAIN_PDF)
    empty.write_bytes(b"")
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(read, path).result() == read(path)
        error = pool.submit(read, empty).exception()
    assert isinstance(error, UnreadableDocument)
    assert (error.path, error.reason, str(error)) == (
        empty,
        "is empty; fetch it again",
        f"{empty}: is empty; fetch it again",
    )


def test_document_names_file_and_kind_and_is_read_twice_alike(tmp_path: Path) -> None:
    path = tmp_path / "report.doc"
    path.write_bytes(PLAIN_PDF)
    first = read(path)
    assert (first.path, first.media_type, first.text) == (str(path), PDF, "Some words on a page.")
    assert len(first.sha256) == 64
    assert read(str(path)) == first
