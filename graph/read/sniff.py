"""Which kind of file some bytes are, told by the bytes alone."""

from __future__ import annotations

import re

from graph.read.decode import tell_encoding
from graph.read.sheet import is_sheet

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
CSV = "text/csv"
TEXT = "text/plain"

# What was once matched stays so ("(?>", "*+"): else a row of comments could be parted in more ways than can be tried.
_MARKUP = re.compile(
    r"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(!doctype\s+html|html|head|body|div|p|h1|table|article|main)\b", re.I | re.S
)
_OTHER_XML = re.compile(r"\s*<(\?xml|!DOCTYPE|svg|rss|feed)", re.I)
# Controls that no text has; ESC and SUB are left at the ends of some old files.
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\v\f\r\x1a\x1b") | {"\ufffd"}
_FEW = 0.002  # a stray control character in a long text does not make it binary


def sniff(data: bytes) -> str | None:
    """The media type of a file's content, or None where no reader knows it.

    A PDF may have some bytes before its mark, as readers of PDF allow, unless they are a web page's. What claims to be
    a ZIP or a ZIP's forerunner in Word is taken for DOCX, whose reader says what is wrong with it where it is not.
    """
    before, mark, _ = data[:1024].partition(b"%PDF-")
    if mark and b"<" not in before:
        return PDF
    if data.startswith(b"PK"):
        return DOCX
    head = data[:65536].decode(tell_encoding(data[:65536]), errors="replace").lstrip("\ufeff")
    # The cut at 64 KiB may fall within a character: its last place is not held against the file.
    if sum(map(_CONTROLS.__contains__, head[:-4])) > _FEW * len(head):
        return None
    if _MARKUP.match(head):
        return HTML
    if _OTHER_XML.match(head):
        return None
    return CSV if is_sheet(head) else TEXT
