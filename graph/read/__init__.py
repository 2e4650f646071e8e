"""Files in, documents out: `read(path)` tells the kind of a file by its content and gives its `Document`.

What belongs here: everything that knows file formats and page layout. What does not: what the words mean. A file name
is never trusted: two reports of the corpus are web pages called `.pdf`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from graph.errors import UnreadableDocument, UnsupportedDocument
from graph.read.docx import read_docx
from graph.read.drafts import Source
from graph.read.html import read_html
from graph.read.pdf import read_pdf
from graph.read.sheet import read_sheet
from graph.read.sniff import CSV, DOCX, HTML, PDF, TEXT, sniff
from graph.read.text import read_text
from graph.statements import Document

MAX_BYTES = 200 * 1024 * 1024

READERS: dict[str, Callable[[bytes, Source], Document]] = {
    PDF: read_pdf,
    DOCX: read_docx,
    HTML: read_html,
    CSV: read_sheet,
    TEXT: read_text,
}

__all__ = ["CSV", "DOCX", "HTML", "PDF", "READERS", "TEXT", "read", "sniff"]


def read(path: Path | str) -> Document:
    """The document in a file; raises `UnsupportedDocument` or `UnreadableDocument` with the reason."""
    data = _load(path)
    media_type = sniff(data)
    if media_type is None:
        raise UnsupportedDocument(path, "is no PDF, DOCX, HTML, CSV or text file; leave it out or convert it")
    return READERS[media_type](data, Source(str(path), hashlib.sha256(data).hexdigest(), media_type))


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
