"""PDF → Document: pages with text, in reading order, without the furniture."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from graph.errors import UnreadableDocument
from graph.read.clean import replace_characters
from graph.read.drafts import Source, to_document
from graph.read.furniture import PageSegments, drop_furniture
from graph.read.glyphs import Glyphs
from graph.read.hyphens import join_hyphens
from graph.read.pages import find_drafts
from graph.read.segments import find_segments
from graph.read.tables import enter_cells
from graph.statements import Document

TAIL = 4096  # bytes: some servers add a comment or line ends behind a file's end
_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: "is encrypted; save it without a password",
    pdfium.FPDF_ERR_SECURITY: "is encrypted in a way that is not supported; save it without encryption",
}


def read_pdf(data: bytes, source: Source) -> Document:
    """The document of a PDF; raises `UnreadableDocument` where it is broken, encrypted or has no text."""
    # pdfium mends what it can, but what it finds in the first half of a file must not pass for the whole.
    if b"%%EOF" not in data[-TAIL:]:
        raise UnreadableDocument(source.path, "is a truncated PDF, its end is missing; fetch it again")
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = _REASONS.get(getattr(error, "err_code", None), "is a broken PDF; fetch it again")
        raise UnreadableDocument(source.path, reason) from error
    try:
        pages = _read_pages(pdf, source)
    finally:
        pdf.close()
    drafts = find_drafts(drop_furniture(pages))
    if not drafts:
        raise UnreadableDocument(source.path, "is a PDF without text, perhaps a scan; use a version with text")
    join_hyphens(drafts)
    return to_document(source, drafts, len(pages))


def _read_pages(pdf: pypdfium2.PdfDocument, source: Source) -> list[PageSegments]:
    fonts: dict[int, bool] = {}
    pages: list[PageSegments] = []
    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(source.path, f"is a broken PDF: page {index + 1} cannot be read") from error
        glyphs = Glyphs(page, fonts)
        rules = glyphs.rules()
        segments = find_segments(glyphs, index + 1, replace_characters(glyphs.text), rules.standing)
        enter_cells(segments, rules)
        pages.append((glyphs.height, segments))
        glyphs.close()
        page.close()
    return pages
