"""A PDF page as pdfium sees it: its characters, where they stand, how large and how bold, and the rules drawn on it.

The only place that speaks to pdfium's text interface. The prototypes are declared anew with plain addresses, because
pypdfium2's own check and convert each pointer, and these functions are called once a word of a document. Buffers are
`array`s: ctypes makes a class for each length of its arrays, and thousands of them slow the process down.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Pointer = ctypes.c_void_p
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_PATH = pdfium.FPDF_PAGEOBJ_PATH
THIN = 2.5  # points: a filled rectangle up to this thick is a drawn line, one that is thicker a shaded area


class Box(NamedTuple):
    """A rectangle in points; y grows upwards, as in the PDF."""

    left: float
    bottom: float
    right: float
    top: float


class Rules(NamedTuple):
    """The thin lines of a page, lying and standing."""

    lying: tuple[Box, ...]
    standing: tuple[Box, ...]


def _prototype(function: object, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, Pointer).value  # type: ignore[arg-type]
    assert address is not None
    made: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(address)
    return made


_loose_box = _prototype(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, Pointer, ctypes.c_int, Pointer)
_unicode = _prototype(pdfium.FPDFText_GetUnicode, ctypes.c_uint, Pointer, ctypes.c_int)
_font_size = _prototype(pdfium.FPDFText_GetFontSize, ctypes.c_double, Pointer, ctypes.c_int)
_matrix = _prototype(pdfium.FPDFText_GetMatrix, ctypes.c_int, Pointer, ctypes.c_int, Pointer)
_text_object = _prototype(pdfium.FPDFText_GetTextObject, Pointer, Pointer, ctypes.c_int)
_font = _prototype(pdfium.FPDFTextObj_GetFont, Pointer, Pointer)
_font_name = _prototype(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, Pointer, ctypes.c_char_p, ctypes.c_size_t)
_object = _prototype(pdfium.FPDFPage_GetObject, Pointer, Pointer, ctypes.c_int)
_object_type = _prototype(pdfium.FPDFPageObj_GetType, ctypes.c_int, Pointer)
_bounds = _prototype(pdfium.FPDFPageObj_GetBounds, ctypes.c_int, Pointer, Pointer, Pointer, Pointer, Pointer)
_draw_mode = _prototype(pdfium.FPDFPath_GetDrawMode, ctypes.c_int, Pointer, Pointer, Pointer)
_text = _prototype(pdfium.FPDFText_GetText, ctypes.c_int, Pointer, ctypes.c_int, ctypes.c_int, Pointer)


class Glyphs:
    """The characters of one page. `text[i]` is pdfium's character i, so that offsets lead back to the page."""

    def __init__(self, page: pypdfium2.PdfPage, fonts: dict[int, bool]) -> None:
        self._page = page
        self._text_page = page.get_textpage()
        self._handle = ctypes.cast(self._text_page.raw, Pointer).value
        self._fonts = fonts
        self._matrix = array("f", bytes(24))
        self._matrix_place = self._matrix.buffer_info()[0]
        self.width, self.height = page.get_size()
        self.text = self._read_text()

    def _read_text(self) -> str:
        count = self._text_page.count_chars()
        if count <= 0:
            return ""
        buffer = array("H", bytes(2 * (count + 1)))
        written = _text(self._handle, 0, count, buffer.buffer_info()[0])
        text = buffer.tobytes()[: 2 * count].decode("utf-16-le", errors="replace")
        if written == count + 1 and len(text) == count:
            return text
        # pdfium leaves characters without a code out of its text; asked one by one, they keep their places.
        codes = map(_unicode, repeat(self._handle), range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\u200b" for code in codes)

    def boxes(self, indices: Sequence[int]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Left, bottom, right and top of the characters at these indices: as wide as their advance, as high as their font."""
        floats = self._measure(indices)
        return floats[0::4].tolist(), floats[3::4].tolist(), floats[2::4].tolist(), floats[1::4].tolist()

    def places(self, words: Sequence[tuple[int, int]]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Where words stand that start and end at these indices: left and bottom of their first character, right of their last, top
        of their first.
        """
        indices = list(chain.from_iterable(words))
        indices[1::2] = [end - 1 for end in indices[1::2]]
        floats = self._measure(indices)  # first and last characters lie side by side in memory
        return floats[0::8].tolist(), floats[3::8].tolist(), floats[6::8].tolist(), floats[1::8].tolist()

    def _measure(self, indices: Sequence[int]) -> array[float]:
        """Left, top, right and bottom of each character, one after the other, as pdfium's rectangles have them."""
        floats = array("f", bytes(16 * len(indices)))
        start = floats.buffer_info()[0]
        deque(map(_loose_box, repeat(self._handle), indices, range(start, start + 16 * len(indices), 16)), maxlen=0)
        return floats

    def size(self, index: int) -> float:
        """The type size of a character in points, as printed."""
        known, matrix = _matrix(self._handle, index, self._matrix_place), self._matrix
        scale = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5 if known else 0.0
        size: float = _font_size(self._handle, index) * (scale or 1.0)
        return size

    def bold(self, index: int) -> bool:
        """Whether a character is set in a bold font, by the font's name."""
        text_object = _text_object(self._handle, index)
        font = _font(text_object) if text_object else None
        if not font:
            return False
        known = self._fonts.get(font)
        if known is None:
            known = self._fonts[font] = _bold_name(font)
        return known

    def rules(self) -> Rules:
        """The thin lines drawn on the page: table borders, and the lines above footnotes and page feet."""
        lying: list[Box] = []
        standing: list[Box] = []
        for box in self._edges():
            if box.top - box.bottom <= THIN < box.right - box.left:
                lying.append(box)
            elif box.right - box.left <= THIN < box.top - box.bottom:
                standing.append(box)
        return Rules(tuple(lying), tuple(standing))

    def _edges(self) -> Iterable[Box]:
        page = ctypes.cast(self._page.raw, Pointer).value
        sides = array("f", bytes(16))
        start = sides.buffer_info()[0]
        left, bottom, right, top = range(start, start + 16, 4)
        drawn = list(map(_object, repeat(page), range(pdfium.FPDFPage_CountObjects(self._page.raw))))
        kinds = map(_object_type, drawn)
        for path in [item for item, kind in zip(drawn, kinds, strict=True) if kind == _PATH]:
            if not _bounds(path, left, bottom, right, top):
                continue
            box = Box(*sides)
            if box.right - box.left <= THIN or box.top - box.bottom <= THIN:
                yield box
            elif _is_stroked(path):
                yield box._replace(bottom=box.top)
                yield box._replace(top=box.bottom)
                yield box._replace(right=box.left)
                yield box._replace(left=box.right)

    def close(self) -> None:
        """Give the page's memory back; the glyphs cannot be asked any more."""
        self._text_page.close()


def _is_stroked(path: int) -> bool:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    return bool(_draw_mode(path, ctypes.addressof(filled), ctypes.addressof(stroked)) and stroked.value)


def _bold_name(font: int) -> bool:
    buffer = ctypes.create_string_buffer(256)
    _font_name(font, buffer, len(buffer))
    name = buffer.value.decode("latin-1").lower()
    return any(word in name for word in BOLD_NAMES)
