"""Which kind of file some bytes are, told by the bytes alone."""

from __future__ import annotations

import re

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
TEXT = "text/plain"

_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b\x1a")


def sniff(data: bytes) -> str | None:
    """The media type of a file's content, or None where no reader knows it.

    A PDF may have some bytes before its mark, as readers of PDF allow; what claims to be a ZIP is taken for DOCX, whose
    reader says what is wrong with it where it is not.
    """
    head = data[:1024]
    if b"%PDF-" in head and not _MARKUP.search(head.partition(b"%PDF-")[0]):
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DOCX
    if not _is_text(data[:65536]):
        return None
    return HTML if _MARKUP.search(_plain(data[:4096])) else TEXT


def _plain(head: bytes) -> bytes:
    """UTF-16 as plain bytes, so that one pattern finds markup in both."""
    return head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not _CONTROLS.intersection(head)
