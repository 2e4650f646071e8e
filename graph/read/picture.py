"""A PDF's page as a picture, and the places of words on it: what shows the proof of a fact as its publisher set it.

The way back from a document's text is that of its origins: the words are the page's own characters from an offset on. They
are compared before they are believed, so that a place is either the right one or none.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from graph.errors import UnreadableDocument
from graph.leaves import Area, Leaf, Piece
from graph.read.clean import replace_characters
from graph.read.glyphs import Glyphs

COLOURS = 48
"""Enough for type, logos and coloured bars; a page comes to a third of the bytes that all colours would take."""
TALLEST = 4
"""Times its width: how much of a page is drawn that is taller than any paper, so that no file asks for endless memory."""
FINE = 20  # parts of a point in which places are told


def draw(path: Path, number: int, pixels: int) -> bytes:
    """The page as a PNG so many pixels wide, without the comments that people put on it.

    :raise UnreadableDocument: where there is no such page, or it cannot be drawn.
    """
    with open_page(path, number) as page:
        width, height = page.get_size()
        scale = min(pixels / width, pixels * TALLEST / height)
        image = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil()
        stream = BytesIO()
        image.convert("RGB").quantize(COLOURS, dither=0).save(stream, "png")
        return stream.getvalue()


def locate(path: Path, number: int, wanted: Sequence[Sequence[Piece]]) -> Leaf:
    """The page with the areas of each list of pieces, one a line; none where one of its pieces stands elsewhere.

    :raise UnreadableDocument: where there is no such page, or it cannot be read.
    """
    with open_page(path, number) as page:
        glyphs = Glyphs(page, {})
        try:
            text = replace_characters(glyphs.text)
            areas = tuple(tuple(_find_areas(page, glyphs, text, pieces)) for pieces in wanted)
        finally:
            glyphs.close()
        return Leaf(glyphs.width, glyphs.height, glyphs.text, areas)


@contextmanager
def open_page(path: Path, number: int) -> Iterator[pypdfium2.PdfPage]:
    """A page by its number from 1.

    :raise UnreadableDocument: where there is none.
    """
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            if not 1 <= number <= len(pdf):
                raise UnreadableDocument(path, f"has no page {number}")
            page = pdf[number - 1]
            try:
                yield page
            finally:
                page.close()
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadableDocument(path, f"cannot be shown: {error}") from error


def _find_areas(page: pypdfium2.PdfPage, glyphs: Glyphs, text: str, pieces: Sequence[Piece]) -> Iterator[Area]:
    if any(text[piece.offset : piece.offset + len(piece.words)] != piece.words for piece in pieces):
        return
    for offset, words in pieces:
        standing = [offset + place for place, letter in enumerate(words) if not letter.isspace()]
        if standing:
            lefts, bottoms, rights, tops = glyphs.boxes(standing)
            yield _show(page, glyphs, (min(lefts), min(bottoms)), (max(rights), max(tops)))


def _show(page: pypdfium2.PdfPage, glyphs: Glyphs, *corners: tuple[float, float]) -> Area:
    """The rectangle between two corners of the page's own space, which may be turned or cropped where it is shown."""
    width, height = round(glyphs.width * FINE), round(glyphs.height * FINE)
    shown = []
    for x, y in corners:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, across, down)
        shown.append((across.value / FINE, down.value / FINE))
    (left, right), (top, bottom) = (sorted(values) for values in zip(*shown, strict=True))
    return Area(left, top, right - left, bottom - top)
