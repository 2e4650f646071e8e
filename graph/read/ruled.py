"""The lines that a scanned page shows: table borders are dark dots there, and nothing in the file says that they are lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2

from graph.read.glyphs import THIN, Box, Rules

SCALE = 2  # dots to the point, enough for a line of half a point
MOST = 8_000_000  # square points, as large as A0: on a larger page no lines are looked for
LONG = 24  # points: a shorter line is a dash or the stem of a letter
_DARK = bytes(shade < 160 for shade in range(256))
_RUN = re.compile(rb"\x01{%d,}" % (LONG * SCALE))

_Run = tuple[int, int, int]  # in which row or column of dots, and from where to where


@dataclass(slots=True)
class _Band:
    """Dark runs side by side."""

    first: int
    last: int
    start: int
    end: int


def find_ruled(page: pypdfium2.PdfPage) -> Rules:
    """The thin lines, lying and standing, in the picture of a page."""
    across, up = page.get_size()
    if across * up > MOST:
        return Rules((), ())
    bitmap = page.render(scale=SCALE, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    dots = bytes(bitmap.buffer).translate(_DARK)
    bitmap.close()
    rows = (dots[row * stride : row * stride + width] for row in range(height))
    columns = (dots[column::stride] for column in range(width))
    top = height / SCALE
    return Rules(
        tuple(
            Box(band.start / SCALE, top - (band.last + 1) / SCALE, band.end / SCALE, top - band.first / SCALE)
            for band in _iter_thin(_iter_runs(rows))
        ),
        tuple(
            Box(band.first / SCALE, top - band.end / SCALE, (band.last + 1) / SCALE, top - band.start / SCALE)
            for band in _iter_thin(_iter_runs(columns))
        ),
    )


def _iter_runs(lines: Iterable[bytes]) -> Iterator[_Run]:
    for place, line in enumerate(lines):
        for match in _RUN.finditer(line):
            yield place, match.start(), match.end()


def _iter_thin(runs: Iterable[_Run]) -> Iterator[_Band]:
    """Runs side by side made one, but for dark areas, which are no lines."""
    bands: list[_Band] = []
    growing: list[_Band] = []
    for place, start, end in runs:
        growing = [band for band in growing if band.last >= place - 1]
        touched = next((band for band in growing if start < band.end and band.start < end), None)
        if touched:
            touched.last, touched.start, touched.end = place, min(start, touched.start), max(end, touched.end)
        else:
            bands.append(_Band(place, place, start, end))
            growing.append(bands[-1])
    return (band for band in bands if band.last + 1 - band.first <= THIN * SCALE)
