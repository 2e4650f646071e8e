"""PDF → Document: pages with text, in reading order, without the furniture; scanned pages where they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from graph.errors import UnreadableDocument
from graph.read.clean import replace_characters
from graph.read.drafts import Source, to_document
from graph.read.furniture import PageSegments, drop_furniture
from graph.read.glyphs import Glyphs
from graph.read.hyphens import join_hyphens
from graph.read.pages import find_drafts
from graph.read.ruled import find_ruled
from graph.read.scan import find_scans, read_scans
from graph.read.segments import find_segments
from graph.read.tables import enter_cells
from graph.statements import Document, Doubt

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
        scans = find_scans(pdf, pages)
        doubts = (_enter_scans(pdf, scans, pages, source),) if scans else ()
    finally:
        pdf.close()
    drafts = find_drafts(drop_furniture(pages))
    if not drafts:
        raise UnreadableDocument(source.path, "is a PDF without text, perhaps a scan; use a version with text")
    join_hyphens(drafts)
    document = to_document(source, drafts, len(pages))
    # The words of a scan are no characters of its page: no way leads back to them.
    origins = tuple(origin for origin in document.origins if origin.page - 1 not in scans)
    return replace(document, origins=origins, doubts=doubts)


def _enter_scans(pdf: pypdfium2.PdfDocument, scans: Sequence[int], pages: list[PageSegments], source: Source) -> Doubt:
    """Put the words of scanned pages in their places, and tell of it; where no other page has text, they must be read."""
    try:
        data = read_scans(pdf, scans, source)
    except UnreadableDocument as error:
        if not any(segments for index, (_, segments) in enumerate(pages) if index not in scans):
            raise
        return Doubt("text", f"{_name_pages(scans)} was not read: it {error.reason}")
    with pypdfium2.PdfDocument(data) as recognised:
        for index, page in zip(scans, _read_pages(recognised, source, scans), strict=True):
            pages[index] = page
    return Doubt("text", f"{_name_pages(scans)} was recognised optically and may hold errors")


def _name_pages(indices: Sequence[int]) -> str:
    """The pages in a few words: "the text of pages 1–3, 7"."""
    runs = [[index + 1 for _, index in run] for _, run in groupby(enumerate(indices), lambda pair: pair[1] - pair[0])]
    ranges = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"the text of {'pages' if len(indices) > 1 else 'page'} {ranges}"


def _read_pages(pdf: pypdfium2.PdfDocument, source: Source, scans: Sequence[int] | None = None) -> list[PageSegments]:
    """The pages of a PDF, which are the document's own, or scanned ones and `scans` their places in the document."""
    fonts: dict[int, bool] = {}
    pages: list[PageSegments] = []
    for place, index in enumerate(scans or range(len(pdf))):
        try:
            page = pdf[place]
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(source.path, f"is a broken PDF: page {index + 1} cannot be read") from error
        glyphs = Glyphs(page, fonts)
        rules = find_ruled(page) if scans else glyphs.rules()
        segments = find_segments(glyphs, index + 1, replace_characters(glyphs.text), rules.standing)
        if scans:  # specks and bits of lines are taken for punctuation
            segments = [segment for segment in segments if any(map(str.isalnum, segment.text))]
        enter_cells(segments, rules)
        pages.append((glyphs.height, segments))
        glyphs.close()
        page.close()
    return pages
