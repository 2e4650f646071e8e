"""Files in, documents out: `read(path)` tells the kind of a file by its content and gives its `Document`.

What belongs here: everything that knows file formats and page layout. What does not: what the words mean. A file name
is never trusted: two reports of the corpus are web pages called `.pdf`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from graph.errors import UnreadableDocument, UnsupportedDocument
from graph.read.drafts import Source
from graph.read.sniff import CSV, DOCX, HTML, PDF, TEXT, sniff
from graph.statements import Document

MAX_BYTES = 200 * 1024 * 1024

# By their modules, each of which has a function "read_…": their libraries are loaded by those who read, and by nobody else.
READERS = {PDF: "pdf", DOCX: "docx", HTML: "html", CSV: "sheet", TEXT: "text"}

__all__ = ["CSV", "DOCX", "HTML", "PDF", "READERS", "TEXT", "read", "sniff"]


def read(path: Path | str) -> Document:
    """The document in a file; raises `UnsupportedDocument` or `UnreadableDocument` with the reason."""
    data = _load(path)
    media_type = sniff(data)
    if media_type is None:
        raise UnsupportedDocument(path, "is no PDF, DOCX, HTML, CSV or text file; leave it out or convert it")
    return _find_reader(READERS[media_type])(data, Source(str(path), hashlib.sha256(data).hexdigest(), media_type))


def _find_reader(name: str) -> Callable[[bytes, Source], Document]:
    reader = getattr(import_module(f"{__name__}.{name}"), f"read_{name}")
    return cast("Callable[[bytes, Source], Document]", reader)


def _load(path: Path | str) -> bytes:
    try:
        if Path(path).stat().st_size > MAX_BYTES:
            raise UnreadableDocument(path, f"is larger than {MAX_BYTES >> 20} MB; split it")
        data = Path(path).read_bytes()
    except OSError as error:
        raise UnreadableDocument(path, f"cannot be opened: {(error.strerror or str(error)).lower()}") from error
    if not data.strip():
        raise UnreadableDocument(path, "is empty; fetch it again")
    return data
